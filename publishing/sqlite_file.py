"""cchc.sqlite: the tables of a release for programs that read SQLite, old ones (3.7) included.

Belongs here: the types and indices there, and the table `dictionary`. Does not belong here: what columns mean
(`publishing.dictionary`).

SQLite knows integers, reals and texts: booleans are 1 and 0, dates and times ISO 8601, lists JSON. It keeps no clock in
its file, so the same rows in the same order give the same bytes.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.cells import cell_text
from publishing.columns import form, read_columns_of
from publishing.dictionary import dictionary_rows
from publishing.release_content import ReleaseContent
from publishing.schema import INTEGERS, Column, Table, identifier, identifiers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQLITE_NAME = "cchc.sqlite"
DICTIONARY_TABLE = "dictionary"
APPLICATION_ID = int.from_bytes(b"CCHC", "big")
_JOINED = ("unit_key", "document_id", "figure_id", "domain_key")
_AS_THEY_ARE = INTEGERS | {"DOUBLE", "VARCHAR"}


def write_sqlite(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write cchc.sqlite: every table of the release, keys and what tables are joined by with indices."""
    file = sqlite3.connect(folder / SQLITE_NAME, isolation_level=None)
    try:
        file.execute("pragma page_size = 4096")
        file.execute("pragma journal_mode = off")
        file.execute("pragma synchronous = off")  # the release as a whole is brought to the disk at the end
        file.execute(f"pragma application_id = {APPLICATION_ID}")
        file.execute("begin")
        for table in content.tables:
            _write_table(con, file, table)
        _write_dictionary(file, content)
        file.execute("commit")
    finally:
        file.close()


def _write_table(con: DuckDBPyConnection, file: sqlite3.Connection, table: Table) -> None:
    columns = ", ".join(f"{identifier(column.name)} {sqlite_type(column)}" for column in table.columns)
    name = identifier(table.name)
    file.execute(f"create table {name} ({columns}, primary key ({identifiers(table.key)}))")
    insert = f"insert into {name} values ({', '.join('?' for _ in table.columns)})"  # noqa: S608 - names are quoted
    for values in read_columns_of(con, table):
        formed = (
            values_of if column.type in _AS_THEY_ARE else form(values_of, sqlite_value)
            for column, values_of in zip(table.columns, values, strict=True)
        )
        file.executemany(insert, zip(*formed, strict=True))
    for column in table.columns:
        if column.name in _JOINED and table.key[0] != column.name:
            index = identifier(f"{table.name}_{column.name}")
            file.execute(f"create index {index} on {name} ({identifier(column.name)})")


def sqlite_type(column: Column) -> str:
    """The type of a column in SQLite."""
    if column.type in INTEGERS or column.type == "BOOLEAN":
        return "INTEGER"
    return "REAL" if column.type in ("DOUBLE", "FLOAT") else "TEXT"


def sqlite_value(value: object) -> Any:
    """A value as SQLite stores it."""
    match value:
        case bool():
            return int(value)
        case None | int() | float() | str():
            return value
        case list() | tuple():
            return json.dumps(value, ensure_ascii=False, default=str)
        case datetime() | date():
            return cell_text(value)
        case _:
            return str(value)


def _write_dictionary(file: sqlite3.Connection, content: ReleaseContent) -> None:
    """Types are those of the DuckDB file, which tell a date from a text."""
    file.execute(
        f'create table {DICTIONARY_TABLE} ("table" TEXT not null, "column" TEXT not null, "type" TEXT, '
        '"description_en" TEXT, "description_vi" TEXT, primary key ("table", "column"))'
    )
    file.executemany(
        f"insert into {DICTIONARY_TABLE} values (?, ?, ?, ?, ?)",  # noqa: S608 - the name is ours
        dictionary_rows(content.tables, content.descriptions),
    )
