"""Every file form, opened with several libraries, says the same; every relative address leads somewhere."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path

import pytest
import sample_build

from conformance.checks.pages import check_links
from conformance.checks.texts import check_atom, check_cff, check_json_schemas, check_sums
from conformance.readers import main as read_sums
from conformance.subject import CheckError, Subject
from publishing.release import MadeRelease
from publishing.workbook import RAW_TABLES

READERS = ("duckdb-parquet", "duckdb-csv", "pandas-parquet", "pandas-csv", "pyarrow-parquet", "pyarrow-csv",
           "sqlite3-sqlite", "openpyxl-xlsx")  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_finds_the_rows_of_the_database(released: MadeRelease, reader: str) -> None:
    right = read_sums("duckdb-database", released.path)["sums"]
    assert set(right) == {*sample_build.TABLES, "release_info"}
    assert right["fct_score"].startswith("5 rows ")
    assert read_sums(reader, released.path)["sums"] == of_form(right, reader)


def of_form(sums: dict[str, str], reader: str) -> dict[str, str]:
    """The sums of the tables that the reader's form holds."""
    return {table: found for table, found in sums.items() if "xlsx" not in reader or table not in RAW_TABLES}


@pytest.mark.parametrize("reader", READERS)
def test_hostile_text_is_read_alike(hostile: MadeRelease, reader: str) -> None:
    right = read_sums("duckdb-database", hostile.path)["sums"]
    assert read_sums(reader, hostile.path)["sums"] == of_form(right, reader)


def test_a_changed_cell_is_seen(released: MadeRelease, tmp_path: Path) -> None:
    copy = copied(released.path, tmp_path, "csv/fct_score.csv", "42.25", "42.26")
    right = read_sums("duckdb-csv", released.path)["sums"]
    assert {table for table, found in read_sums("duckdb-csv", copy)["sums"].items() if found != right[table]} == {
        "fct_score"
    }


def copied(release: Path, target: Path, name: str, old: str, new: str) -> Path:
    """A copy of the release by links, with `old` replaced in one file."""
    shutil.copytree(release, target, copy_function=os.link, dirs_exist_ok=True)
    text = (release / name).read_text("utf-8")
    assert old in text
    (target / name).unlink()
    (target / name).write_text(text.replace(old, new), "utf-8", newline="")
    return target


@pytest.mark.parametrize("check", [check_sums, check_json_schemas, check_atom, check_cff])
def test_checks_pass_without_a_network(released: MadeRelease, hostile: MadeRelease, check: object) -> None:
    if check is check_atom:
        pytest.importorskip("feedparser", reason="feedparser stands in the environment of make conformance")
    assert callable(check)
    for made in (released, hostile):
        assert check(Subject(made.path, Path("none"), Path("none")))


def test_links_lead_somewhere(released: MadeRelease, tmp_path: Path) -> None:
    assert "addresses lead to files" in str(check_links(Subject(released.path, Path("none"), Path("none"))))
    broken = copied(released.path, tmp_path, "llms.txt", "(codebook.md)", "(no-such-file.md)")
    with pytest.raises(CheckError, match="1 addresses lead nowhere"):
        check_links(Subject(broken, Path("none"), Path("none")))


def test_the_sample_holds_what_may_go_wrong(released: MadeRelease) -> None:
    """Else that all agree would mean little."""
    with (released.path / "csv" / "fct_task.csv").open(encoding="utf-8-sig", newline="") as file:
        assert any(row["text"].startswith("'=") for row in csv.DictReader(file))
