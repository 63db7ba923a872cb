"""`cchc query` answers, in every format, and can do nothing else."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import sample_build

from cchc.query_command import explained

Run = Callable[..., Any]


def test_csv_into_a_pipe(run: Run) -> None:
    answer = run("query", "select name_vi, note, valid_from, code from dim_unit where code = '66'")
    assert answer.code == 0
    assert list(csv.reader(io.StringIO(answer.out))) == [
        ["name_vi", "note", "valid_from", "code"],
        ["Đắk Lắk", "'" + sample_build.EVIL_TEXT, "", "66"],
    ]


def test_table_escapes_what_a_terminal_would_obey(run: Run) -> None:
    answer = run("query", "select title from dim_document where document_id = 'news/1'", "--format", "table")
    assert "chữ\\x1b[31m đỏ\\x07 [bold]x[/bold]" in answer.out
    assert "\x1b" not in answer.out
    assert "\x07" not in answer.out


def test_json(run: Run) -> None:
    sql = (
        "select 1 as a, 2 as a, 1.5 as d, 'nan'::double as n, date '2026-01-02' as day, figure_ids, null as empty, "
        "{'k': 1} as s, title from fct_discrepancy, dim_document "
        "where rule = 'R9' and dim_document.document_id = 'news/1'"
    )
    (row,) = json.loads(run("query", sql, "--format", "json").out)
    assert row["a"] == 1
    assert row["a_2"] == 2
    assert row["d"] == 1.5
    assert row["n"] is None
    assert row["day"] == "2026-01-02"
    assert len(row["figure_ids"]) == 2
    assert row["s"] == {"k": 1}
    assert row["title"] == sample_build.CONTROL_TEXT
    assert json.loads(run("query", "from dim_unit where false", "--format", "json").out) == []


def test_parquet_into_a_file(releases: Any, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cchc", "query", "select 1 as a, 'Đ' as b", "--format", "parquet"]
    root = Path(__file__).parents[2]
    env = {**os.environ, "CCHC_DATA": str(releases.data), "PYTHONPATH": str(root)}
    done = subprocess.run(command, capture_output=True, env=env, check=True)
    (tmp_path / "x.parquet").write_bytes(done.stdout)
    assert pq.read_table(tmp_path / "x.parquet").to_pylist() == [{"a": 1, "b": "Đ"}]


def test_limits(run: Run) -> None:
    table = run("query", "select i from range(60) r(i)", "--format", "table")
    assert "10 of 60 rows are not shown" in table.out
    assert "not shown" not in run("query", "select i from range(60) r(i)", "--format", "table", "--limit", "60").out
    assert run("query", "select i from range(60) r(i)").out.count("\n") == 61
    assert run("query", "select i from range(60) r(i)", "--limit", "3").out == "i\n0\n1\n2\n"
    assert len(json.loads(run("query", "from range(60)", "--limit", "2", "--format", "json").out)) == 2


@pytest.mark.parametrize(
    "sql",
    [
        "from fct_score",
        "with x as (select 1) select * from x",
        "show tables",
        "describe fct_score",
        "summarize fct_score",
        "pivot fct_score on year using count(*)",
        "/* a remark */ select 1; -- and another",
        "values (1)",
    ],
)
def test_questions(run: Run, sql: str) -> None:
    assert run("query", sql).code == 0


@pytest.mark.parametrize(
    "sql",
    [
        "copy fct_score to '{folder}/x.csv'",
        "copy (pivot fct_score on year using count(*)) to '{folder}/x.csv'",
        "copy fct_score to '{database}.wal.recovery'",
        "explain analyze copy fct_score to '{database}.wal.checkpoint'",
        "export database '{folder}/x'",
        "attach '{folder}/x.duckdb' as x",
        "attach ':memory:' as x",
        "select * from read_csv('/etc/hostname')",
        "select * from read_text('/etc/hostname')",
        "select * from '/etc/hostname.csv'",
        "select * from glob('/etc/*')",
        "install httpfs",
        "load httpfs",
        "create table x (a integer)",
        "create temp table x (a integer)",
        "create secret s (type s3)",
        "insert into fct_score (score_key) values ('x')",
        "update fct_score set score = 1",
        "delete from fct_score",
        "drop table fct_score",
        "pragma enable_profiling",
        "set threads = 1",
        "set enable_external_access = true",
        "reset lock_configuration",
        "checkpoint",
        "prepare p as select 1",
        "begin",
        "select 1; select 2",
        "select 1; drop table fct_score",
        "",
        "/* nothing */",
    ],
)
def test_nothing_else_is_allowed(run: Run, releases: Any, tmp_path: Path, sql: str) -> None:
    before = sorted(path.name for path in releases.new.path.iterdir())
    answer = run("query", sql.format(folder=tmp_path, database=releases.new.path / "cchc.duckdb"))
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.startswith("Error: ")
    assert answer.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
    assert sorted(path.name for path in releases.new.path.iterdir()) == before


@pytest.mark.parametrize(
    ("sql", "hint"),
    [
        ("selec 1", "show tables"),
        ("from fct_scor", 'Did you mean "fct_score"?'),
        ("from settings", "show tables"),
        ("from duckdb_tabels", "show tables"),
        ("select skore from fct_score", "score"),
        ("select cast('a\x1b[31m' as integer)", "\\x1b"),
    ],
)
def test_a_slip_is_told_in_one_sentence(run: Run, sql: str, hint: str) -> None:
    answer = run("query", sql)
    assert answer.code == 2
    assert hint in answer.err
    assert answer.err.count("\n") == 1
    assert not any(name in answer.err for name in ("pg_", '"duckdb_', "sqlite_"))
    assert "Traceback" not in answer.err
    assert "\x1b" not in answer.err


@pytest.mark.parametrize("suggested", ["duckdb_constraints", "pg_tables", "sqlite_master", "main.fct or pg_catalog.x"])
def test_own_tables_are_suggested_instead_of_duckdbs(suggested: str) -> None:
    message = f'Catalog Error: Table with name unitz does not exist!\nDid you mean "{suggested}"?\n\nLINE 1: from unitz'
    told = explained(message, ["dim_unit", "fct_score"])
    assert told == 'Catalog Error: Table with name unitz does not exist (Did you mean "dim_unit"?).'
    assert "show tables" in explained(message, ["fct_score"])


def test_explained_survives_an_empty_message() -> None:
    assert explained("") == "The query failed."


def test_release_by_version_and_path(run: Run, releases: Any) -> None:
    sql = "select version from release_info"
    assert releases.new.version in run("query", sql).out
    assert releases.old.version in run("query", sql, "--release", releases.old.version).out
    assert releases.old.version in run("query", sql, "--release", str(releases.old.path)).out
    unknown = run("query", sql, "--release", "1999")
    assert unknown.code == 2
    assert releases.new.version in unknown.err
    assert "is not a release" in run("query", sql, "--release", str(releases.data)).err
