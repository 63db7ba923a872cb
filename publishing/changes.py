"""Which rows, cells, columns and keys differ between two releases.

Belongs here: comparing the tables of two attached release databases by primary key. Does not belong here: how a change
is shown (`cchc.diff`, `publishing.changes_files`), finding the release before (`publishing.previous`).

Looks are not compared (when we looked is no news), nor the row that names the release. A row added to a document moves
those below it: rows of records that say the same at another place are one change of kind `moved`. A row that went while
another with the same values came is a change of its key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from publishing.cells import cell_text
from publishing.schema import LOOK_COLUMNS, LOOK_TABLE, RELEASE_INFO, identifier, identifiers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ADDED = "added"
REMOVED = "removed"
CHANGED = "changed"
MOVED = "moved"
KEY_CHANGED = "key changed"
TABLE_ADDED = "table added"
TABLE_REMOVED = "table removed"
COLUMN_ADDED = "column added"
COLUMN_REMOVED = "column removed"
NOT_COMPARED = "not compared"
"""The key of the table is not in both releases, so that no row of one can be told from a row of the other."""

_RECORD_TABLES = frozenset({"bridge_citation", "fct_anomaly", "fct_figure"})
_PLACE_COLUMNS = frozenset({"capture_id", "locator", "reader_version"})
_NOT_COMPARED = {LOOK_TABLE, RELEASE_INFO}
_BATCH = 10_000
Keys = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """A changed cell, or an added or removed row, column or table (`column` is empty for rows and tables).

    The rows of a table that moved are one change, without a key; `new` is their number. Of a changed key, `key` and
    `new` are the new one and `old` is the old.
    """

    table: str
    key: str
    kind: str
    column: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class _Sides:
    """The databases that are compared, by the names under which they are attached."""

    old: str
    new: str


def compare(con: DuckDBPyConnection, old: str, new: str, old_keys: Keys, new_keys: Keys) -> Iterator[Change]:
    """Changes from the attached release database `old` to `new`, by table and key."""
    sides = _Sides(old, new)
    before, after = _columns(con, old), _columns(con, new)
    for table in sorted((before.keys() | after.keys()) - _NOT_COMPARED):
        if table not in after or table not in before:
            yield Change(table, "", TABLE_ADDED if table in after else TABLE_REMOVED, "", None, None)
            continue
        yield from _column_changes(table, before[table], after[table])
        shared = [name for name in before[table] if name in after[table]]
        key, old_key = new_keys.get(table, ()), old_keys.get(table, ())
        if old_key != key:
            yield Change(table, "", KEY_CHANGED, "", ", ".join(old_key), ", ".join(key))
        if not key or not set(key) <= set(shared):
            yield Change(table, "", NOT_COMPARED, "", None, None)
            continue
        yield from _row_changes(con, sides, table, key, shared)


def summary(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """Rows by table and kind of change; a row with several changed cells counts once."""
    counts: Counter[tuple[str, str]] = Counter()
    seen: set[tuple[str, str, str]] = set()
    for change in changes:
        if change.kind == MOVED:
            counts[change.table, MOVED] += change.new
        elif (row := (change.table, change.kind, change.key or change.column)) not in seen:
            seen.add(row)
            counts[change.table, change.kind] += 1
    by_table: dict[str, dict[str, int]] = {}
    for (table, kind), number in sorted(counts.items()):
        by_table.setdefault(table, {})[kind] = number
    return by_table


def _columns(con: DuckDBPyConnection, database: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows = con.execute(
        "select table_name, column_name from duckdb_columns() "
        "where database_name = ? and schema_name = 'main' order by table_name, column_index",
        [database],
    ).fetchall()
    for table, column in rows:
        found.setdefault(table, []).append(column)
    return found


def _column_changes(table: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for name in sorted(set(before) ^ set(after)):
        yield Change(table, "", COLUMN_ADDED if name in after else COLUMN_REMOVED, name, None, None)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that differs: whether it stands in the old and in the new release, its key, and both rows of values."""

    in_old: bool
    in_new: bool
    key: str
    old: tuple[Any, ...]
    new: tuple[Any, ...]


def _row_changes(
    con: DuckDBPyConnection, sides: _Sides, table: str, key: Sequence[str], shared: Sequence[str]
) -> Iterator[Change]:
    """Rows of one table that differ, in the order of its key; then how many have only moved."""
    values = [name for name in shared if name not in key and name not in LOOK_COLUMNS.get(table, frozenset())]
    rows = list(_differing(con, sides, table, key, values))
    rekeyed = _rekeyed(rows)
    gone = set(rekeyed.values())
    moved = 0
    for row in rows:
        if row.in_old and row.in_new:
            cells = zip(values, row.old, row.new, strict=True)
            changed = [Change(table, row.key, CHANGED, column, o, n) for column, o, n in cells if o != n]
            if table in _RECORD_TABLES and {change.column for change in changed} <= _PLACE_COLUMNS:
                moved += 1
            else:
                yield from changed
        elif row.in_new and row.key in rekeyed:
            yield Change(table, row.key, KEY_CHANGED, "", rekeyed[row.key], row.key)
        elif row.in_new:
            yield Change(table, row.key, ADDED, "", None, None)
        elif row.key not in gone:
            yield Change(table, row.key, REMOVED, "", None, None)
    if moved:
        yield Change(table, "", MOVED, "", None, moved)


def _differing(
    con: DuckDBPyConnection, sides: _Sides, table: str, key: Sequence[str], values: Sequence[str]
) -> Iterator[_Row]:
    cursor = con.execute(_difference_sql(sides, table, key, values))
    width = len(key)
    while batch := cursor.fetchmany(_BATCH):
        for in_old, in_new, *cells in batch:
            name = " | ".join(cell_text(cell) for cell in cells[:width])
            yield _Row(in_old, in_new, name, tuple(cells[width::2]), tuple(cells[width + 1 :: 2]))


def _rekeyed(rows: Sequence[_Row]) -> dict[str, str]:
    """New key -> old key of rows whose values, and nothing else of the two releases, are the same."""
    gone = _by_values((row.old, row.key) for row in rows if not row.in_new)
    come = _by_values((row.new, row.key) for row in rows if not row.in_old)
    return {
        keys[0]: gone[values][0]
        for values, keys in come.items()
        if len(keys) == 1 and len(gone.get(values, ())) == 1 and _says_enough(values)
    }


def _by_values(rows: Iterable[tuple[tuple[Any, ...], str]]) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {}
    for values, key in rows:
        keys.setdefault(repr(values), []).append(key)
    return keys


def _says_enough(values: str) -> bool:
    """A row of nulls is like any other row of nulls."""
    return values.replace("None", "").strip("(), ") != ""


def _difference_sql(sides: _Sides, table: str, key: Sequence[str], values: Sequence[str]) -> str:
    """Full outer join by key, of rows that differ: two flags, the key, then each value as old, new."""
    keys, quoted = identifiers(key), [identifier(name) for name in values]
    differs = " or ".join(
        ["o.present is null", "n.present is null", *(f"o.{v} is distinct from n.{v}" for v in quoted)]
    )
    pairs = "".join(f", o.{v}, n.{v}" for v in quoted)
    old, new = (
        f"(select *, true as present from {identifier(side)}.main.{identifier(table)})"  # noqa: S608 - names are quoted
        for side in (sides.old, sides.new)
    )
    return (
        f"select coalesce(o.present, false), coalesce(n.present, false), {keys}{pairs} "  # noqa: S608 - names are quoted
        f"from {old} o full join {new} n using ({keys}) where {differs} order by {keys}"
    )
