"""Tables of a release as SQLite holds them: one form for the database file and for the explorer's queries.

Belongs here: types and values in SQLite's terms, filling a table. Does not belong here: files (who calls this).

SQLite knows no dates, truth values or lists: dates are ISO text, truth values 0 and 1, lists JSON text, which
`json_each` opens.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from publishing.schema import Column, Table, identifier, identifiers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 10_000
_INTEGERS = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "BOOLEAN"})
_NUMBERS = frozenset({"DOUBLE", "FLOAT"})


def fill_table(con: DuckDBPyConnection, target: sqlite3.Connection, table: Table) -> None:
    """Make the table in `target` and copy its rows, in the order of the key, from the open release."""
    columns = ", ".join(f"{identifier(column.name)} {_type(column)}" for column in table.columns)
    target.execute(f"create table {identifier(table.name)} ({columns})")
    selected = ", ".join(_expression(column) for column in table.columns)
    source = f"select {selected} from {identifier(table.name)} order by {identifiers(table.key)}"  # noqa: S608 - names are quoted
    places = ", ".join("?" for _ in table.columns)
    cursor = con.execute(source)
    while batch := cursor.fetchmany(_BATCH):
        target.executemany(f"insert into {identifier(table.name)} values ({places})", batch)  # noqa: S608 - names are quoted


def _type(column: Column) -> str:
    if column.type in _INTEGERS:
        return "integer"
    return "real" if column.type in _NUMBERS else "text"


def _expression(column: Column) -> str:
    """The value as SQLite is to hold it, made by DuckDB."""
    name = identifier(column.name)
    if column.type in _NUMBERS | _INTEGERS | {"VARCHAR"}:
        return name
    return f"cast(to_json({name}) as varchar)" if column.type.endswith("[]") else f"cast({name} as varchar)"
