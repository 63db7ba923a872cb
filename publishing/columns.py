"""Rows of a table as whole columns, so that each distinct value of a column is put into form once.

Belongs here: reading batches of columns, forming them. Does not belong here: the form of a value (`publishing.cells`
and the modules of the file forms).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from publishing.schema import Table, identifier, identifiers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Formed = TypeVar("Formed")
_BATCH = 20_000


def ordered_select(table: Table) -> str:
    """The SQL that reads a table of a release in the order of its key."""
    return f"select * from {identifier(table.name)} order by {identifiers(table.key)}"  # noqa: S608 - names are quoted


def read_columns_of(con: DuckDBPyConnection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """The table in the order of its key, some thousands of rows at a time: a tuple of values for each column."""
    cursor = con.execute(ordered_select(table))
    while batch := cursor.fetchmany(_BATCH):
        yield list(zip(*batch, strict=True))


def form(values: Sequence[Any], form_value: Callable[[Any], Formed]) -> list[Formed]:
    """`form_value` of each value; equal values are formed once, lists (which cannot be looked up) each time."""
    try:
        distinct = dict.fromkeys(values)  # in the order in which they come, so that forming may count
    except TypeError:
        return [form_value(value) for value in values]
    formed = {value: form_value(value) for value in distinct}
    return list(map(formed.__getitem__, values))
