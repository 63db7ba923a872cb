"""The workbook, SQLite, the CSV files and the zip hold the rows of the release, and hostile text stays text in them."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import duckdb
import hostile_rows
import openpyxl
import pyarrow.parquet as pq
import pytest
import sample_build

from publishing.cells import csv_cell
from publishing.columns import form
from publishing.release import MadeRelease
from publishing.schema import PRIMARY_KEYS
from publishing.workbook_rows import MOST_LETTERS, SharedTexts, workbook_text

TABLES = [*sample_build.TABLES, "release_info"]
SHEETS = [*sorted(set(sample_build.TABLES) - {"fct_figure"}), "release_info"]
RUNS_NOTHING = re.compile(r"(?![\s\u200b-\u200d\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])(?![\t\r\n])", re.DOTALL)
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


@pytest.fixture(params=["released", "hostile"])
def made(request: pytest.FixtureRequest) -> MadeRelease:
    """A release of the sample build, and one of hostile rows."""
    found: MadeRelease = request.getfixturevalue(request.param)
    return found


def rows_of(made: MadeRelease, table: str) -> list[tuple[Any, ...]]:
    """The rows of a table in the order of its key, from the release's own database."""
    key = ", ".join(PRIMARY_KEYS.get(table, ("version",)))
    with duckdb.connect(str(made.path / "cchc.duckdb"), read_only=True) as con:
        return con.execute(f"from {table} order by {key}").fetchall()


def csv_rows(text: str) -> list[list[str]]:
    usual = csv.field_size_limit(1 << 20)  # of the whole process, so it is put back
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    finally:
        csv.field_size_limit(usual)


def test_csv_holds_the_rows_and_tells_the_release(made: MadeRelease) -> None:
    for table in TABLES:
        header, *found = csv_rows((made.path / "csv" / f"{table}.csv").read_bytes().decode("utf-8-sig"))
        assert header[-1] == "release"
        assert found == [[*map(csv_cell, row), made.version] for row in rows_of(made, table)], table


def test_no_cell_of_csv_runs_or_deceives(hostile: MadeRelease) -> None:
    texts = 0
    for table in TABLES:
        found = csv_rows((hostile.path / "csv" / f"{table}.csv").read_bytes().decode("utf-8-sig"))[1:]
        for stored, row in zip(rows_of(hostile, table), found, strict=True):
            for value, cell in zip(stored, row[:-1], strict=True):
                if isinstance(value, str | list) and len(cell) > 1:
                    assert RUNS_NOTHING.match(cell), (table, cell[:40])
                    assert not UNSEEN.search(cell), (table, cell[:40])
                    texts += 1
    assert texts > 20 * len(hostile_rows.TEXTS)


def sheet_value(value: object) -> object:
    """What openpyxl gives for a cell that holds a value of the database."""
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, date):
        return value if isinstance(value, datetime) else datetime.combine(value, time())
    return workbook_text(value) or None


def test_the_workbook_holds_the_rows(made: MadeRelease) -> None:
    book = openpyxl.load_workbook(made.path / "cchc.xlsx")
    assert book.sheetnames == ["About", "Dictionary", *SHEETS]
    assert made.version in (book.properties.subject or "")
    assert book.properties.created == datetime(2026, 11, 20)
    assert {item.name: item.value for item in book.custom_doc_props.props}["Release"] == made.version
    for table in SHEETS:
        sheet, stored = book[table], rows_of(made, table)
        found = list(sheet.iter_rows(min_row=2))
        assert [[cell.value for cell in row] for row in found] == [[*map(sheet_value, row)] for row in stored], table
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d", "b"}, "no formula"
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}{len(stored) + 1}"


def test_the_workbook_says_what_it_is_and_how_to_read_it(released: MadeRelease) -> None:
    book = openpyxl.load_workbook(released.path / "cchc.xlsx")
    about = {row[0].value: row for row in book["About"].iter_rows() if row[0].value}
    assert about["Version"][1].value == released.version
    assert "CC BY 4.0" in about["Cite as"][1].value
    assert about["fct_score"][1].value == "5 rows. Facts."
    assert about["fct_score"][2].value == "5 dòng. Dữ kiện."
    assert about["fct_score"][0].hyperlink.location == "'fct_score'!A1"
    assert about["fct_figure"][0].hyperlink is None
    assert about["Left out"][1].value.startswith("fct_figure (3 rows) has no sheet")
    assert ("fct_score", "score", "DOUBLE") in {row[:3] for row in book["Dictionary"].iter_rows(values_only=True)}


def test_the_workbook_leads_nowhere_and_cuts_aloud(hostile: MadeRelease) -> None:
    with zipfile.ZipFile(hostile.path / "cchc.xlsx") as parts:
        assert not [name for name in parts.namelist() if "external" in name.lower() or "vba" in name.lower()]
        assert not [name for name in parts.namelist() if b"TargetMode" in parts.read(name)]
        assert not [name for name in parts.namelist() if re.search(b"<f[ >]|<ddeLink", parts.read(name))]
    book = openpyxl.load_workbook(hostile.path / "cchc.xlsx")
    cut = {}
    for table in SHEETS:
        values = [value for row in book[table].iter_rows(values_only=True) for value in row]
        if long := [value for value in values if "[cut: " in str(value)]:
            cut[table] = len(long)
            assert all(len(value) <= MOST_LETTERS for value in long)
    assert cut["fct_task"] > 3
    told = [row[1] for row in book["About"].iter_rows(values_only=True) if row[0] == "Cut texts"]
    assert [text.split(" texts")[0] for text in told] == [f"{table}: {count}" for table, count in sorted(cut.items())]


@pytest.mark.parametrize(
    ("value", "kept"),
    [("a\r\nb\rc", "a\nb\nc"), ("=1", "'=1"), ("x" * 32_767, "x" * 32_767), ("😀" * 16_383, "😀" * 16_383)],
)
def test_workbook_text(value: str, kept: str) -> None:
    assert workbook_text(value) == kept


@pytest.mark.parametrize("value", ["x" * 32_768, "😀" * 16_384, "y" * 10 + "😀" * 20_000])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(value: str) -> None:
    text = workbook_text(value)
    assert len(text.encode("utf-16-le")) // 2 <= MOST_LETTERS
    assert text.startswith(value[:16_000])
    assert f"[cut: {len(value):,} letters" in text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (0.1, "><v>0.1</v></c>"),
        (2**53, "><v>9007199254740992</v></c>"),
        (2**53 + 1, ' t="s"><v>7</v></c>'),
        (float("inf"), ' t="s"><v>7</v></c>'),
        (None, ""),
    ],
)
def test_numbers_that_a_sheet_cannot_keep_are_texts(value: float | None, cell: str) -> None:
    assert SharedTexts(7).number_cell(value) == cell


def test_days_that_spreadsheets_count_differently_are_texts() -> None:
    texts = SharedTexts(0)
    assert texts.date_cell(date(1900, 3, 1), 4) == ' s="4"><v>61</v></c>'
    assert texts.date_cell(datetime(2026, 1, 2, 12), 4) == ' s="4"><v>46024.5</v></c>'
    assert texts.date_cell(date(1900, 2, 28), 4) == ' t="s"><v>0</v></c>'
    assert list(texts.numbers) == ["1900-02-28"]


def sqlite_value(value: object) -> object:
    """What SQLite gives for a value of the database."""
    if isinstance(value, bool):
        return int(value)
    return str(value) if isinstance(value, date) else value


def test_sqlite_holds_the_rows(made: MadeRelease) -> None:
    with sqlite3.connect(f"file:{made.path}/cchc.sqlite?mode=ro", uri=True) as con:
        assert con.execute("pragma integrity_check").fetchone() == ("ok",)
        for table in TABLES:
            key = ", ".join(PRIMARY_KEYS.get(table, ("version",)))
            found = con.execute(f"select * from {table} order by {key}").fetchall()
            stored = rows_of(made, table)
            opened = [
                [json.loads(cell) if isinstance(value, list) else cell for value, cell in zip(row, cells, strict=True)]
                for row, cells in zip(stored, found, strict=True)
            ]
            assert opened == [[*map(sqlite_value, row)] for row in stored], table
            indices = con.execute("select name from sqlite_master where type = 'index' and tbl_name = ?", [table])
            assert indices.fetchall(), table
        assert con.execute("select version from release_info").fetchall() == [(made.version,)]
        described = con.execute(
            """select type, description_vi from dictionary where "table" = 'fct_score' and "column" = 'score'"""
        ).fetchall()
    assert described == [("DOUBLE", "Điểm số.")]


def test_old_sqlite_reads_the_file(released: MadeRelease) -> None:
    head = (released.path / "cchc.sqlite").read_bytes()[:100]
    assert (head[18], head[19]) == (1, 1), "neither the write-ahead log nor a newer format"
    assert int.from_bytes(head[44:48], "big") == 4, "the schema's format since 2006"
    with sqlite3.connect(f"file:{released.path}/cchc.sqlite?mode=ro", uri=True) as con:
        sql = " ".join(row[0] or "" for row in con.execute("select sql from sqlite_master"))
    assert not re.search(r"\b(strict|generated|without rowid)\b", sql, re.IGNORECASE)


def test_parquet_keeps_hostile_text_as_it_is(hostile: MadeRelease) -> None:
    documents = pq.read_table(hostile.path / "parquet" / "dim_document.parquet").to_pylist()
    titles = {row["document_id"]: row["title"] for row in documents}
    assert {titles[f"hostile/{name}"] for name in hostile_rows.TEXTS} == set(hostile_rows.TEXTS.values())


def test_the_licence_names_hostile_publishers_as_text(hostile: MadeRelease) -> None:
    text = (hostile.path / "LICENSE.md").read_text("utf-8")
    assert r"\<script\>window.pwned = 1\</script\>" in text
    assert "<script" not in text.replace(r"\<", "")
    assert not UNSEEN.search(text)


def test_the_zip_is_the_csv_files_with_what_explains_them(made: MadeRelease) -> None:
    path = made.path / f"cchc-{made.version}.zip"
    with zipfile.ZipFile(path) as archive:
        names = {name.removeprefix(f"cchc-{made.version}/") for name in archive.namelist()}
        for entry in archive.infolist():
            inside = entry.filename.removeprefix(f"cchc-{made.version}/")
            assert archive.read(entry) == (made.path / inside).read_bytes()
            assert (entry.date_time, entry.external_attr >> 16) == ((2026, 11, 20, 0, 0, 0), 0o100644)
        package = json.loads(archive.read(f"cchc-{made.version}/datapackage.json"))
    assert {"README.md", "LICENSE.md", "CITATION.cff", "dictionary.csv", "release.json"} < names
    assert {resource["path"] for resource in package["resources"]} == {name for name in names if "csv/" in name}


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


ELSEWHERE = """
import os, sys
os.umask(0o077)
from pathlib import Path
import hostile_rows, sample_build
from publishing.release import ReleaseContext, make_release
root = Path(sys.argv[1])
build = sample_build.write_build(root / "x" / "warehouse.duckdb", hostile_rows.build_rows(), backwards=True)
manifest = sample_build.write_manifest(root / "elsewhere.json", str(root), "run-2")
make_release(build, root / "made", ReleaseContext(manifest=manifest, schema_version="1", checks={"dbt": "passed"}))
"""


def test_another_place_time_zone_and_language_give_the_same_bytes(hostile: MadeRelease, tmp_path: Path) -> None:
    search_path = [str(Path(sample_build.__file__).parent), str(Path(sample_build.__file__).parents[2])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(search_path), "PYTHONHASHSEED": "7"}
    environment |= {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", ELSEWHERE, str(tmp_path)], check=True, cwd="/", env=environment)
    ours, theirs = dict(files_of(hostile.path)), dict(files_of((tmp_path / "made" / "latest").resolve()))
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_values_are_formed_once_and_lists_each_time() -> None:
    asked: list[object] = []
    assert form(["a", "b", "a", None], lambda value: asked.append(value) or f"<{value}>") == [
        "<a>",
        "<b>",
        "<a>",
        "<None>",
    ]
    assert len(asked) == 3
    assert form([["a"], None, ["a"]], str) == ["['a']", "None", "['a']"]
