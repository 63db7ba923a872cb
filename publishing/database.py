"""The one-file DuckDB database of a release, byte for byte the same whenever the same tables are written.

Belongs here: copying the marts into `cchc.duckdb` with comments and `release_info`. Does not belong here:
other files.

DuckDB leaves the unused bytes of a block as the allocator gave them, so equal tables would give unequal
files. The file is therefore written by a process of its own (`python -m publishing.database`, job as JSON on
standard input) whose allocator fills memory with a constant, by one thread, with one compression, rows in the
order of the key. The storage version is an old one so that clients of earlier years can open the file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.as_known import macro_statements
from publishing.content import INFO_COLUMNS, ReleaseInfo
from publishing.dictionary import TableDescription, described_table
from publishing.errors import ReleaseError
from publishing.schema import RELEASE_INFO, Table, identifier, identifiers, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DATABASE_NAME = "cchc.duckdb"
STORAGE_VERSION = "v1.0.0"
ZEROED_MEMORY = {
    "MALLOC_PERTURB_": "165",
    "DUCKDB_JE_MALLOC_CONF": "zero:true",
    "MALLOC_CONF": "zero:true",
}

INFO_TABLE = Table(RELEASE_INFO, INFO_COLUMNS, ("version",))


def write_database(
    build_db: Path,
    schema: str,
    target: Path,
    tables: Sequence[Table],
    descriptions: Mapping[str, TableDescription],
    info: ReleaseInfo,
) -> None:
    """Write `tables` of `schema` in `build_db` and `release_info` into the new file `target`, schema main.

    Raises ReleaseError when the writing process fails; `target` may then be half-written and is to be thrown
    away.
    """
    job = {
        "build_db": str(build_db.resolve()),
        "schema": schema,
        "target": str(target.resolve()),
        "tables": [_table_job(table, descriptions) for table in tables],
        "info": _table_job(INFO_TABLE, descriptions) | {"row": asdict(info), "types": _info_types()},
    }
    package_root = str(Path(__file__).resolve().parent.parent)
    search_path = os.pathsep.join(part for part in (package_root, os.environ.get("PYTHONPATH", "")) if part)
    done = subprocess.run(
        [sys.executable, "-m", "publishing.database"],
        input=json.dumps(job, default=str),
        env={**os.environ, **ZEROED_MEMORY, "PYTHONPATH": search_path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0 or not target.is_file():
        reason = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        raise ReleaseError(f"The database of the release could not be written from {build_db.name}: {reason}")


def _table_job(table: Table, descriptions: Mapping[str, TableDescription]) -> dict[str, Any]:
    described = described_table(descriptions, table.name)
    comments = {column.name: described.column(column.name).both for column in table.columns}
    return {"name": table.name, "key": table.key, "comment": described.text.both, "comments": comments}


def _info_types() -> dict[str, str]:
    return {column.name: column.type for column in INFO_COLUMNS}


def _write(job: Mapping[str, Any]) -> None:
    """Do the job in this process, whose memory must be constant (see the module's docstring)."""
    import duckdb

    with duckdb.connect() as con:
        con.execute("set threads = 1")
        con.execute("set force_compression = 'dictionary'")
        con.execute(f"attach {literal(job['build_db'])} as build (read_only)")
        con.execute(f"attach {literal(job['target'])} as release (storage_version '{STORAGE_VERSION}')")
        for table in job["tables"]:
            source = f"build.{identifier(job['schema'])}.{identifier(table['name'])}"
            target = f"release.main.{identifier(table['name'])}"
            order = identifiers(table["key"])
            con.execute(f"create table {target} as select * from {source} order by {order}")  # noqa: S608 - names are quoted
            _comment(con, table)
        _write_info(con, job["info"])
        con.execute("use release")  # where the function finds its tables
        for statement in macro_statements():
            con.execute(statement)
        con.execute("use memory")
        con.execute("checkpoint release")
        con.execute("detach release")


def _write_info(con: DuckDBPyConnection, info: Mapping[str, Any]) -> None:
    columns = ", ".join(f"?::{type_} as {identifier(name)}" for name, type_ in info["types"].items())
    target = f"release.main.{identifier(info['name'])}"
    con.execute(f"create table {target} as select {columns}", [info["row"][name] for name in info["types"]])
    _comment(con, info)


def _comment(con: DuckDBPyConnection, table: Mapping[str, Any]) -> None:
    name = f"release.main.{identifier(table['name'])}"
    con.execute(f"comment on table {name} is {literal(table['comment'])}")
    for column, text in table["comments"].items():
        con.execute(f"comment on column {name}.{identifier(column)} is {literal(text)}")


if __name__ == "__main__":
    _write(json.loads(sys.stdin.buffer.read()))
