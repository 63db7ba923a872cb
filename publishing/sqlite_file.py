"""cchc.sqlite: the tables of a release for programs that read SQLite, old ones included.

Belongs here: the file, its indices and the table `dictionary`. Does not belong here: values in SQLite's terms
(`publishing.sqlite_tables`), what columns mean (`publishing.dictionary`).

SQLite keeps no clock in its file, so the same rows in the same order give the same bytes.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.dictionary import dictionary_rows
from publishing.release_content import ReleaseContent
from publishing.schema import Table, identifier, identifiers
from publishing.sqlite_tables import fill_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQLITE_NAME = "cchc.sqlite"
DICTIONARY_TABLE = "dictionary"
APPLICATION_ID = int.from_bytes(b"CCHC", "big")
_JOINED = frozenset({"unit_key", "document_id", "figure_id", "domain_key"})


def write_sqlite(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write cchc.sqlite: every table of the release, with indices on its key and on what it is joined by."""
    file = sqlite3.connect(folder / SQLITE_NAME, isolation_level=None)
    try:
        file.execute("pragma page_size = 4096")
        file.execute("pragma journal_mode = off")
        file.execute("pragma synchronous = off")  # the release as a whole is brought to the disk at the end
        file.execute(f"pragma application_id = {APPLICATION_ID}")
        file.execute("begin")
        for table in content.tables:
            fill_table(con, file, table)
            _index(file, table)
        _write_dictionary(file, content)
        file.execute("commit")
    finally:
        file.close()


def _index(file: sqlite3.Connection, table: Table) -> None:
    name = identifier(table.name)
    file.execute(f"create unique index {identifier(f'{table.name}_key')} on {name} ({identifiers(table.key)})")
    for column in table.columns:
        if column.name in _JOINED and column.name != table.key[0]:
            index = identifier(f"{table.name}_{column.name}")
            file.execute(f"create index {index} on {name} ({identifier(column.name)})")


def _write_dictionary(file: sqlite3.Connection, content: ReleaseContent) -> None:
    """Types are those of the DuckDB file, which tell a date from a text."""
    file.execute(
        f'create table {DICTIONARY_TABLE} ("table" text not null, "column" text not null, "type" text, '
        '"description_en" text, "description_vi" text, primary key ("table", "column"))'
    )
    file.executemany(
        f"insert into {DICTIONARY_TABLE} values (?, ?, ?, ?, ?)",  # noqa: S608 - the name is ours
        dictionary_rows(content.tables, content.descriptions),
    )
