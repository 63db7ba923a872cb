"""`cchc diff`: which rows were added, removed or changed between two releases.

Belongs here: comparing releases by key. Does not belong here: why something changed.
Looks are not compared (when we looked is no news), nor the row that names the release.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Any

import click

from cchc.errors import CchcError
from cchc.output import echo_csv, echo_json, echo_table
from cchc.releases import LATEST, Release, find_release
from publishing.cells import cell_text
from publishing.datapackage import PACKAGE_NAME, primary_keys
from publishing.schema import LOOK_COLUMNS, LOOK_TABLE, RELEASE_INFO, identifier, identifiers, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TABLE_ROWS = 50
_RECORD_TABLES = frozenset({"bridge_citation", "fct_anomaly", "fct_figure"})
_PLACE_COLUMNS = frozenset({"capture_id", "locator", "reader_version"})
"""A row added to a document moves those below it: that is no change of what they say."""
_MOVED = "moved"
_NOT_COMPARED = {LOOK_TABLE, RELEASE_INFO}
Columns = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Change:
    """A changed cell, or an added or removed row or table (`column` is empty).

    The rows of a table that moved are one change, without a key; `new` is their number.
    """

    table: str
    key: str
    change: str
    column: str
    old: Any
    new: Any


_COLUMNS = [field.name for field in fields(Change)]


@click.command()
@click.argument("old")
@click.argument("new", default=LATEST)
@click.option(
    "--format", "format_name", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
@click.option("--limit", type=click.IntRange(min=0), default=_TABLE_ROWS, show_default=True,
              help="Most changes to list in a table; the summary counts all.")  # fmt: skip
def diff(old: str, new: str, format_name: str, limit: int) -> None:
    """Compare release OLD with release NEW (default: latest), row by row."""
    first, second = find_release(old), find_release(new)
    changes = list(compare(first, second))
    if format_name == "csv":
        echo_csv(_COLUMNS, [[astuple(change) for change in changes]])
    elif format_name == "json":
        rows = [dict(zip(_COLUMNS, astuple(change), strict=True)) for change in changes]
        echo_json({"old": first.version, "new": second.version, "summary": _summary(changes), "changes": rows})
    else:
        _echo(first, second, changes, limit)


def compare(old: Release, new: Release) -> Iterator[Change]:
    """Changes from `old` to `new`, by table and key."""
    import duckdb

    keys = _keys(old) | _keys(new)
    with duckdb.connect() as con:
        try:
            for name, release in (("old", old), ("new", new)):
                con.execute(f"attach {literal(str(release.database))} as {name} (read_only)")
        except duckdb.Error as error:
            raise CchcError(f"A release cannot be opened: {str(error).splitlines()[0]}") from None
        before, after = _columns(con, "old"), _columns(con, "new")
        for table in sorted((before.keys() | after.keys()) - _NOT_COMPARED):
            if table not in after or table not in before:
                yield Change(table, "", "table added" if table in after else "table removed", "", None, None)
                continue
            yield from _column_changes(table, before[table], after[table])
            shared = [name for name in before[table] if name in after[table]]
            yield from _row_changes(con, table, keys.get(table, ()), shared)


def _keys(release: Release) -> dict[str, tuple[str, ...]]:
    try:
        return primary_keys(json.loads((release.path / PACKAGE_NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError):
        raise CchcError(f"The release {release.version} has no readable {PACKAGE_NAME} to tell its keys.") from None


def _columns(con: DuckDBPyConnection, database: str) -> Columns:
    found: Columns = {}
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
        yield Change(table, "", "column added" if name in after else "column removed", name, None, None)


def _row_changes(con: DuckDBPyConnection, table: str, key: Sequence[str], shared: Sequence[str]) -> Iterator[Change]:
    """Rows of one table that differ, in the order of its key."""
    if not key or not set(key) <= set(shared):
        raise CchcError(f"{table} cannot be compared: both releases must have its key columns ({', '.join(key)}).")
    values = [name for name in shared if name not in key and name not in LOOK_COLUMNS.get(table, frozenset())]
    cursor = con.execute(_difference_sql(table, key, values))
    moved = 0
    while batch := cursor.fetchmany(10_000):
        for in_old, in_new, *cells in batch:
            name = " | ".join(cell_text(cell) for cell in cells[: len(key)])
            if not (in_old and in_new):
                yield Change(table, name, "added" if in_new else "removed", "", None, None)
                continue
            pairs = zip(values, cells[len(key) :: 2], cells[len(key) + 1 :: 2], strict=True)
            changed = [Change(table, name, "changed", column, o, n) for column, o, n in pairs if o != n]
            if table in _RECORD_TABLES and {change.column for change in changed} <= _PLACE_COLUMNS:
                moved += 1
            else:
                yield from changed
    if moved:
        yield Change(table, "", _MOVED, "", None, moved)


def _difference_sql(table: str, key: Sequence[str], values: Sequence[str]) -> str:
    """Full outer join by key, of rows that differ: two flags, the key, then each value as old, new."""
    keys, quoted = identifiers(key), [identifier(name) for name in values]
    differs = " or ".join(
        ["o.present is null", "n.present is null", *(f"o.{v} is distinct from n.{v}" for v in quoted)]
    )
    pairs = "".join(f", o.{v}, n.{v}" for v in quoted)
    sides = [f"(select *, true as present from {side}.main.{identifier(table)})" for side in ("old", "new")]  # noqa: S608 - names are quoted
    return (
        f"select coalesce(o.present, false), coalesce(n.present, false), {keys}{pairs} "  # noqa: S608 - names are quoted
        f"from {sides[0]} o full join {sides[1]} n using ({keys}) where {differs} order by {keys}"
    )


def _summary(changes: Sequence[Change]) -> dict[str, dict[str, int]]:
    """Rows by table and kind of change; a row with several changed cells counts once."""
    rows = {(change.table, change.change, change.key or change.column) for change in changes if not _is_move(change)}
    counts = Counter((table, kind) for table, kind, _ in rows)
    counts.update({(change.table, _MOVED): change.new for change in changes if _is_move(change)})
    summary: dict[str, dict[str, int]] = {}
    for (table, kind), number in sorted(counts.items()):
        summary.setdefault(table, {})[kind] = number
    return summary


def _is_move(change: Change) -> bool:
    return change.change == _MOVED


def _echo(old: Release, new: Release, changes: Sequence[Change], limit: int) -> None:
    if not changes:
        click.echo(f"Nothing changed from {old.version} to {new.version}.")
        return
    lines = [(table, kind, number) for table, kinds in _summary(changes).items() for kind, number in kinds.items()]
    echo_table(f"From {old.version} to {new.version}", ["table", "change", "rows"], lines)
    listed = [change for change in changes if not _is_move(change)]
    if listed:
        echo_table("Changes", _COLUMNS, [astuple(change) for change in listed[:limit]])
    if len(listed) > limit:
        click.echo(f"{len(listed) - limit:,} of {len(listed):,} changes are not shown; --format csv lists all.")
    for change in changes:
        if _is_move(change):
            rows = "1 row" if change.new == 1 else f"{change.new:,} rows"
            click.echo(f"{rows} of {change.table} moved: same values at another place.")
