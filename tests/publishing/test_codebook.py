"""The codebook explains every table, column, code, index and domain, and the same for a selection."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import sample_build
import yaml
from lxml import html

from publishing.codebook import codebook
from publishing.release import MadeRelease

SEEDS = Path(__file__).parents[2] / "dbt_project" / "seeds"
MODELS = Path(__file__).parents[2] / "dbt_project" / "models" / "marts"


@pytest.fixture
def con(released: MadeRelease) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(released.path / "cchc.duckdb"), read_only=True) as con:
        yield con


def test_it_holds_all_tables_and_columns(con: duckdb.DuckDBPyConnection) -> None:
    book = codebook(con)
    assert {table.name for table in book.tables} == {*sample_build.TABLES, "release_info"}
    held = con.execute("select count(*) from duckdb_columns() where not internal").fetchone()
    assert held is not None
    assert sum(len(table.columns) for table in book.tables) == held[0]


def test_a_column_tells_codes_nulls_example_and_unit(con: duckdb.DuckDBPyConnection) -> None:
    table = next(table for table in codebook(con).tables if table.name == "fct_score")
    columns = {column.name: column for column in table.columns}
    assert (table.rows, table.key) == (5, ("score_key",))
    assert [(code.value, code.meaning.vi) for code in columns["status"].codes] == [
        ("A", "bình thường"),
        ("E", "suy ra"),
    ]
    assert columns["status"].codes[0].corresponds_to == "SDMX CL_OBS_STATUS A"
    assert (columns["score"].nulls, columns["score"].example) == (1, "42.25")
    assert columns["score"].meaning.vi == "Điểm số."
    assert columns["score"].unit is not None


def test_a_selection_counts_and_lists_what_is_selected(con: duckdb.DuckDBPyConnection) -> None:
    book = codebook(con, tables=["fct_score", "dim_unit"], index_codes=["PAPI"], years=[2020])
    assert {table.name: table.rows for table in book.tables} == {"dim_unit": len(sample_build.UNITS), "fct_score": 1}
    assert [row["index_code"] for row in book.indices] == ["PAPI"]
    assert {row["last_year"] for row in book.domains} == {2020}
    assert codebook(con, index_codes=["SIPAS"]).changes == ()


def test_the_files_say_the_same(released: MadeRelease) -> None:
    read: dict[str, Any] = json.loads((released.path / "codebook.json").read_text("utf-8"))
    assert read["release"] == released.version
    page = html.fromstring((released.path / "codebook.html").read_text("utf-8"))
    anchors = {element.get("id") for element in page.iter() if element.get("id")}
    assert {f"table-{table['name']}" for table in read["tables"]} <= anchors
    assert {link.get("href").removeprefix("#") for link in page.iterfind(".//nav//a")} <= anchors
    assert page.findall(".//script") == []
    markdown = (released.path / "codebook.md").read_text("utf-8")
    assert all(f"### {table['name']}" in markdown for table in read["tables"])
    rows = list(csv.DictReader(io.StringIO((released.path / "register.csv").read_text("utf-8-sig"), newline="")))
    assert [(row["kind"], row["proof"], row["release"]) for row in rows] == [("renamed", "subject", released.version)]


def test_every_value_that_dbt_accepts_has_a_meaning() -> None:
    with (SEEDS / "codes.csv").open(encoding="utf-8", newline="") as file:
        codes: dict[str, set[str]] = {}
        for row in csv.DictReader(file):
            codes.setdefault(row["code_list"], set()).add(row["value"])
    with (SEEDS / "coded_columns.csv").open(encoding="utf-8", newline="") as file:
        meanings = {(row["table_name"], row["column_name"]): codes[row["code_list"]] for row in csv.DictReader(file)}
    accepted = dict(accepted_values())
    assert accepted
    missing = {place: values - meanings.get(place, set()) for place, values in accepted.items()}
    assert {place: values for place, values in missing.items() if values} == {}


def accepted_values() -> Iterator[tuple[tuple[str, str], set[str]]]:
    for path in sorted(MODELS.glob("*.yml")):
        for model in yaml.safe_load(path.read_text("utf-8")).get("models", []):
            for column in model.get("columns", []):
                for test in column.get("data_tests", []):
                    if isinstance(test, dict) and "accepted_values" in test:
                        values = test["accepted_values"]["arguments"]["values"]
                        yield (model["name"], column["name"]), {str(value) for value in values}
