"""cchc.sqlite: the tables of a release for programs that read SQLite, old ones included.

Belongs here: the file, its keys and the table `dictionary`. Does not belong here: values in SQLite's terms
(`publishing.sqlite_tables`), what columns mean (`publishing.dictionary`).

SQLite keeps no clock in its file, so the same rows in the same order give the same bytes.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.dictionary import dictionary_rows
from publishing.release_content import ReleaseContent
from publishing.schema import identifier, identifiers
from publishing.sqlite_tables import fill_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQLITE_NAME = "cchc.sqlite"
DICTIONARY_TABLE = "dictionary"
APPLICATION_ID = int.from_bytes(b"CCHC", "big")
_PAGE_BYTES = 16_384  # a twentieth smaller than with pages of 4,096, since rows are long


def write_sqlite(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write cchc.sqlite: every table of the release, with an index on its key."""
    file = sqlite3.connect(folder / SQLITE_NAME, isolation_level=None)
    try:
        file.execute(f"pragma page_size = {_PAGE_BYTES}")
        file.execute("pragma journal_mode = off")
        file.execute("pragma synchronous = off")  # the release as a whole is brought to the disk at the end
        file.execute(f"pragma application_id = {APPLICATION_ID}")
        file.execute("begin")
        for table in content.tables:
            fill_table(con, file, table)
            index = identifier(f"{table.name}_key")
            file.execute(f"create unique index {index} on {identifier(table.name)} ({identifiers(table.key)})")
        _write_dictionary(file, content)
        file.execute("commit")
    finally:
        file.close()


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
