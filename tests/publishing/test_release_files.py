"""What the files of a release say."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
import sample_build
import yaml

from publishing.cells import cell_text, csv_cell
from publishing.checksums import file_sha256
from publishing.dictionary import split_description
from publishing.docs_site import scrub_manifest
from publishing.notices import license_text
from publishing.release import MadeRelease


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (-0.5, "-0.5"),
        (-3, "-3"),
        (Decimal("-1.50"), "-1.50"),
        (True, "true"),
        (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, 3, 4, 5), "2026-01-02T03:04:05"),
        ("-0,5", "'-0,5"),
        ("=1+1", "'=1+1"),
        ("+84", "'+84"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("a=b", "a=b"),
        ("=", "="),
        ("-", "-"),
        (">=", ">="),
        ("==", "'=="),
        (["a", "b"], "a; b"),
        (["=a", "b"], "'=a; b"),
        ([], ""),
    ],
)
def test_csv_cell(value: object, written: str) -> None:
    assert csv_cell(value) == written


def test_cell_text_leaves_text_alone() -> None:
    assert cell_text("=1+1") == "=1+1"


def read_csv(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_opens_in_a_spreadsheet(released: MadeRelease) -> None:
    raw = (released.path / "csv" / "dim_unit.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == len(sample_build.UNITS) + 1
    rows = {row["unit_key"]: row for row in read_csv(released.path / "csv" / "dim_unit.csv")}
    assert rows["province/dak-lak/63-2008"]["name_vi"] == "Đắk Lắk"
    assert rows["province/dak-lak/63-2008"]["note"] == "'" + sample_build.EVIL_TEXT
    figures = read_csv(released.path / "csv" / "fct_figure.csv")
    assert [(row["value"], row["value_raw"]) for row in figures if row["evidence"] == "claim"] == [
        ("-0.5", "'-0,5 điểm")
    ]


def test_lists_are_lists_in_parquet_and_readable_and_safe_in_a_spreadsheet(released: MadeRelease) -> None:
    tasks = pq.read_table(released.path / "parquet" / "fct_task.parquet").to_pylist()
    assert [task["lead_units"] for task in tasks] == [["=1+1", "Sở Nội vụ"], []]
    first, second = read_csv(released.path / "csv" / "fct_task.csv")
    assert (first["lead_units"], second["lead_units"]) == ("'=1+1; Sở Nội vụ", "")
    assert first["coordinating_units"].startswith("UBND các huyện, thị xã; ")
    assert (first["text"], first["due_on"]) == ("'" + sample_build.EVIL_TEXT, "2024-10-31")


def test_the_three_forms_agree_and_keep_text(released: MadeRelease) -> None:
    with duckdb.connect(str(released.path / "cchc.duckdb"), read_only=True) as con:
        names = [row[0] for row in con.execute("select table_name from duckdb_tables() order by 1").fetchall()]
        for name in names:
            stored = con.execute(f"from {name}").fetchall()
            parquet = con.execute(f"from '{released.path}/parquet/{name}.parquet'").fetchall()
            assert stored == parquet, name
            assert len(stored) == len(read_csv(released.path / "csv" / f"{name}.csv"))
        note = con.execute("select note from dim_unit where note is not null").fetchall()
    assert names == sorted([*sample_build.TABLES, "release_info"])
    assert note == [(sample_build.EVIL_TEXT,)]


def test_descriptions_stand_in_the_data(released: MadeRelease) -> None:
    with duckdb.connect(str(released.path / "cchc.duckdb"), read_only=True) as con:
        table = con.execute("select comment from duckdb_tables() where table_name = 'fct_score'").fetchone()
        column = con.execute(
            "select comment from duckdb_columns() where table_name = 'fct_score' and column_name = 'score'"
        ).fetchone()
    assert table == ("Facts. · Dữ kiện.",)
    assert column == ("Score </script> of it. · Điểm số.",)
    schema = pq.read_schema(released.path / "parquet" / "fct_score.parquet")
    assert schema.field("score").metadata[b"description"].decode() == column[0]
    assert schema.metadata[b"release"].decode() == released.version


def test_release_info_and_release_json(released: MadeRelease) -> None:
    with duckdb.connect(str(released.path / "cchc.duckdb"), read_only=True) as con:
        row = con.execute(
            "select version, built_from, figures, facts, discrepancies, citation from release_info"
        ).fetchone()
    facts = json.loads((released.path / "release.json").read_text())
    assert row is not None
    assert row[:5] == (released.version, date(2026, 11, 20), 3, 5, 2)
    assert released.version in row[5]
    assert facts["version"] == released.version
    assert facts["built_from"] == "2026-11-20"
    assert facts["tables"]["fct_score"] == 5
    assert json.loads((released.path / "checks.json").read_text()) == {
        "dbt": "passed",
        "release": released.version,
    }


def test_old_clients_can_open_the_database(released: MadeRelease) -> None:
    # The storage version stands at byte 12: 64 is what DuckDB 0.9.2 to 1.1 wrote.
    assert (released.path / "cchc.duckdb").read_bytes()[12:20] == (64).to_bytes(8, "little")


def test_datapackage(released: MadeRelease) -> None:
    package = json.loads((released.path / "datapackage.json").read_text())
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert set(resources) == {*sample_build.TABLES, "release_info"}
    for resource in resources.values():
        path = released.path / resource["path"]
        assert resource["bytes"] == path.stat().st_size
        assert resource["hash"] == f"sha256:{file_sha256(path)}"
        header = path.read_text("utf-8-sig").splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert set(resource["schema"]["primaryKey"]) <= set(header)
    types = {field["name"]: field["type"] for field in resources["dim_document"]["schema"]["fields"]}
    assert (types["issued_on"], types["captures"], types["text_complete"]) == ("date", "integer", "boolean")
    assert types["first_captured_at"] == "datetime"
    assert {source["title"] for source in package["sources"]} == {
        "CECODES and UNDP (CECODES và UNDP)",
        "Ministry of Home Affairs (Bộ Nội vụ)",
    }


def test_dictionary(released: MadeRelease) -> None:
    rows = read_csv(released.path / "dictionary.csv")
    by_name = {(row["table"], row["column"]): row for row in rows}
    assert by_name["fct_score", ""]["description_vi"] == "Dữ kiện."
    assert by_name["fct_score", "score"]["type"] == "DOUBLE"
    assert by_name["fct_score", "score"]["description_vi"] == "Điểm số."
    assert by_name["fct_discrepancy", "figure_ids"]["type"] == "VARCHAR[]"
    tables = {table["name"]: table for table in json.loads((released.path / "dictionary.json").read_text())["tables"]}
    assert tables["release_info"]["key"] == ["version"]
    assert tables["fct_score"]["description_en"] == "Facts."


@pytest.mark.parametrize(
    ("text", "en", "vi"),
    [
        ("A. · B.", "A.", "B."),
        ("A\n  b · B\n", "A b", "B"),
        ("Only", "Only", ""),
        ("", "", ""),
        ("a · b · c", "a", "b · c"),
    ],
)
def test_split_description(text: str, en: str, vi: str) -> None:
    found = split_description(text)
    assert (found.en, found.vi) == (en, vi)


def test_docs_page_holds_the_models_and_no_machine(released: MadeRelease) -> None:
    page = (released.path / "docs" / "index.html").read_text("utf-8")
    assert "INLINE DATA" not in page
    assert "Điểm số." in page
    assert "<\\/script> of it" in page
    assert "run-1" not in page
    assert str(released.path.parent.parent) not in page
    assert "select * from 'x.parquet'" in page


def test_scrubbing_leaves_urls_and_other_folders() -> None:
    code = "'/data/x/a.csv' https://host/data/x/a.csv /data/xy/a.csv /data/x '/stale/b.csv'"
    manifest = {"nodes": {"b": {"compiled_code": code, "created_at": 1.5}, "a": {}}, "child_map": {"n": ["z", "y"]}}
    scrubbed = scrub_manifest(manifest, [Path("/data/x")])
    assert scrubbed["nodes"]["b"] == {"compiled_code": "'a.csv' https://host/data/x/a.csv /data/xy/a.csv  'b.csv'"}
    assert list(scrubbed["nodes"]) == ["a", "b"]
    assert scrubbed["child_map"] == {"n": ["y", "z"]}


def test_publishers_of_the_same_terms_stand_together() -> None:
    text = license_text("v", [], [("a.vn", "Terms  one."), ("b.vn", "Terms two."), ("c.vn", "Terms one.")])
    assert text.count("Terms one.") == 1
    assert (
        "Terms one.\n\nStated for documents of: a.vn; c.vn.\n\nTerms two.\n\nStated for documents of: b.vn.\n" in text
    )


def test_notices(released: MadeRelease) -> None:
    readme = (released.path / "README.md").read_text("utf-8")
    assert re.search(r"\| `fct_score` \| 5 \| `score_key` \| Facts\. · Dữ kiện\. \|", readme)
    assert "| PAPI | 2020-2021 | 2 | 2 |" in readme
    assert all(
        word in readme for word in ("pandas.read_parquet", "arrow::read_parquet", "Excel", "@misc{", released.version)
    )
    licence = (released.path / "LICENSE.md").read_text("utf-8")
    assert "CC BY 4.0" in licence
    assert "Bộ Nội vụ" in licence
    assert "\nCC BY\n\nStated for documents of: CECODES.\n" in licence
    cff = yaml.safe_load((released.path / "CITATION.cff").read_text("utf-8"))
    assert cff["version"] == released.version
    assert cff["type"] == "dataset"
    assert cff["date-released"] == date(2026, 11, 20)
