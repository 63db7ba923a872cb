"""One warehouse in which every variant has a world: an index of its own, with the truth of other years.

Belongs here: giving each variant's figures, the publisher's figures and the index's rows in dbt's seeds a code that no
other variant has (`PAPI~e017`), and dbt's run over all of them at once. Does not belong here: rules; the models that
run are those of the warehouse, none is left out or put in.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from orchestration.warehouse import QUIET
from tests.planted_errors.reading import Records, joined, read_transcribed, read_variants
from tests.planted_errors.tables import YEAR

INDEX = "PAPI"
TRUTH = ("papi/2016-combined", "papi/2016", "papi/2015-combined")
"""What the publisher said of other years. Of the year itself only the variant speaks."""
_PROFILE = """
cchc_warehouse:
  target: worlds
  outputs:
    worlds:
      type: duckdb
      path: build/warehouse.duckdb
      threads: 2
      settings: {threads: 2, TimeZone: UTC, enable_progress_bar: false}
"""
"""The profile of the warehouse but for what makes its file the same byte for byte."""
_PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
_MODELS = ("fct_discrepancy", "fct_anomaly")


def world_of(name: str) -> str:
    """The code of the index in a variant's world."""
    return f"{INDEX}~{name}"


def build(files: Sequence[tuple[str, bytes]], data: Path, left_out: Mapping[str, int] | None = None) -> Path:
    """Builds the warehouse of all variants, named by their files' stems, and gives its file.

    Args:
        data: an empty folder.
        left_out: how many units the publisher has left out that year, by the names of variants where it has.
    """
    names = [Path(name).stem for name, _ in files]
    (data / "build").mkdir(parents=True)
    (data / "profiles.yml").write_text(_PROFILE, "utf-8")
    warehouse = data / "build" / "warehouse.duckdb"
    _write_records(data / "records", names, read_variants(files), joined(map(read_transcribed, TRUTH)))
    _dbt("seed", data)
    with duckdb.connect(str(warehouse)) as connection:
        _give_each_its_seeds(connection, names)
        for name, count in (left_out or {}).items():
            connection.execute(
                "update seeds.index_years set units_published = units_published - ? where index_code = ? and year = ?",
                [count, world_of(name), YEAR],
            )
    _dbt("run", data, "--select", *(f"+{model}" for model in _MODELS))
    return warehouse


def _write_records(root: Path, names: Sequence[str], variants: Records, truth: Records) -> None:
    """Writes the variants' records under their own index, and the truth once for every variant."""
    with duckdb.connect() as connection:
        connection.execute("create table world as select unnest(?) as world", [list(names)])
        for kind in variants:
            connection.register("variant", variants[kind])
            connection.register("truth", truth[kind])
            columns = variants[kind].schema.names
            own = _renamed(columns, "split_part(document_id, '/', 2)", "")
            copied = _renamed(columns, "world", "|| '~' || world")
            if kind == "capture":
                query = f"select * from variant union all select {copied} from truth cross join world"
            else:
                query = f"select {own} from variant union all select {copied} from truth cross join world"
            folder = root / kind
            folder.mkdir(parents=True)
            table = connection.sql(query).to_arrow_table()
            pq.write_table(table.cast(variants[kind].schema), folder / "planted.parquet")
            connection.unregister("variant")
            connection.unregister("truth")


def _renamed(columns: Sequence[str], world: str, behind: str) -> str:
    """The columns of records, the index's code that of a world; `behind` is put behind what names a document."""
    told = {name: f"{name} {behind}" for name in ("document_id", "capture_url", "look_id", "url") if behind}
    told["index_code"] = f"index_code || '~' || {world}"
    return ", ".join(f"{told.get(column, column)} as {column}" for column in columns)


def _give_each_its_seeds(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> None:
    """Says of the index of each world what the seeds say of the index, in every seed that names it."""
    connection.execute("create temp table world as select unnest(?) as world", [list(names)])
    seeds = connection.execute(
        "select table_name, list(column_name order by ordinal_position) from information_schema.columns "
        "where table_schema = 'seeds' group by table_name order by table_name"
    ).fetchall()
    for seed, columns in seeds:
        own = [column for column in columns if column in ("index_code", "framework_key", "domain_key")]
        if not own or seed.startswith("known_"):
            continue
        told = ", ".join(
            rf"regexp_replace({column}, '^{INDEX}\b', '{INDEX}~' || world)" if column in own else column
            for column in columns
        )
        named = " or ".join(f"{column} = '{INDEX}' or {column} like '{INDEX}/%'" for column in own)
        connection.execute(
            f"insert into seeds.{seed} select {told} from (select * from seeds.{seed} where {named}) cross join world"
        )


def _dbt(command: str, data: Path, *selected: str) -> None:
    folders = ["--project-dir", _PROJECT, "--profiles-dir", data, "--target-path", data / "target"]
    result = subprocess.run(
        [Path(sys.executable).with_name("dbt"), command, *folders, "--log-path", data / "logs", *selected],
        cwd=data,
        env={**os.environ, **QUIET},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-4000:]
