"""The tables for the explorer's page of queries: a SQLite image of each, packed into a script.

Belongs here: these data files. Does not belong here: values in SQLite's terms (`publishing.sqlite_tables`), running
queries (`explorer/src/sql`).

`explorer/data/tables/<table>.js` calls `cchcData` with the number of rows and the image, as gzip in base64: from a
folder a page may load scripts, but not fetch files.
"""

from __future__ import annotations

import base64
import gzip
import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.release_content import ReleaseContent, write_text
from publishing.schema import Table
from publishing.sqlite_tables import fill_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PAGE_BYTES = 4096


def write_table_images(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write `explorer/data/tables/<table>.js` for each table."""
    if content.explorer is None:
        return
    for table in content.tables:
        name = f"tables/{table.name}"
        image = {"rows": content.rows[table.name], "image": packed_image(con, table)}
        script = f"cchcData({json.dumps(name)}, {json.dumps(image)});\n"
        write_text(folder / "explorer" / "data" / f"{name}.js", script)


def packed_image(con: DuckDBPyConnection, table: Table) -> str:
    """A SQLite database that holds one table, as gzip in base64."""
    with sqlite3.connect(":memory:") as image:
        image.execute(f"pragma page_size = {_PAGE_BYTES}")
        fill_table(con, image, table)
        image.commit()
        packed = gzip.compress(image.serialize(), 6, mtime=0)
    image.close()
    return base64.b64encode(packed).decode("ascii")
