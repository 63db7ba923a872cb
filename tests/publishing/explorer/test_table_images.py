"""The SQLite images of tables that the explorer queries: the rows of the release, in the same bytes each time."""

from __future__ import annotations

import base64
import gzip
import json
import sqlite3
from pathlib import Path

import duckdb

from publishing.explorer.table_images import packed_image
from publishing.schema import Table, read_columns

ROWS = """
    create table fct_x as select * from (values
        ('b', 1.5::double, 7, true, date '2024-02-01', timestamp '2024-02-01 03:04:05', ['Sở "A"', 'B'], 'Quảng Ngãi'),
        ('a', null, null, false, null, null, null, '</script><script>x')
    ) as t (key, value, number, is_so, day, moment, names, text)
"""


def rows_of(image: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(":memory:") as held:
        held.deserialize(gzip.decompress(base64.b64decode(image)))
        return held.execute("select * from fct_x").fetchall()


def test_an_image_holds_the_rows_in_sqlites_terms_and_the_order_of_the_key() -> None:
    with duckdb.connect() as con:
        con.execute(ROWS)
        whole = Table("fct_x", read_columns(con, "main")["fct_x"], ("key",))
        image = packed_image(con, whole)
        assert packed_image(con, whole) == image
    first, second = rows_of(image)
    assert first == ("a", None, None, 0, None, None, None, "</script><script>x")
    assert second[:4] == ("b", 1.5, 7, 1)
    assert second[4:6] == ("2024-02-01", "2024-02-01 03:04:05")
    assert json.loads(str(second[6])) == ['Sở "A"', "B"]


def test_a_release_carries_an_image_of_every_table(hostile: Path) -> None:
    written = {path.stem for path in (hostile / "explorer" / "data" / "tables").iterdir()}
    assert written == {path.stem for path in (hostile / "csv").iterdir()}
    text = (hostile / "explorer" / "data" / "tables" / "fct_figure.js").read_text("utf-8")
    content = json.loads(text.removeprefix('cchcData("tables/fct_figure", ').removesuffix(");\n"))
    assert text.isascii() and "<" not in text
    with sqlite3.connect(":memory:") as held:
        held.deserialize(gzip.decompress(base64.b64decode(content["image"])))
        assert held.execute("select count(*) from fct_figure").fetchone() == (content["rows"],)
