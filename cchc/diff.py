"""`cchc diff`: which rows were added, removed or changed between two releases.

Belongs here: the command and how changes are shown on a terminal. Does not belong here: comparing releases
(`publishing.changes`), why something changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple

import click

from cchc.errors import CchcError
from cchc.output import echo_csv, echo_json, echo_table
from cchc.releases import LATEST, Release, find_release
from publishing import changes as comparing
from publishing.changes import MOVED, NOT_COMPARED, Change
from publishing.datapackage import PACKAGE_NAME, primary_keys
from publishing.schema import literal

_TABLE_ROWS = 50
_COLUMNS = ["table", "key", "change", "column", "old", "new"]


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
        echo_json({"old": first.version, "new": second.version, "summary": comparing.summary(changes), "changes": rows})
    else:
        _echo(first, second, changes, limit)


def compare(old: Release, new: Release) -> Iterator[Change]:
    """Changes from `old` to `new`, by table and key. Raises CchcError when a table cannot be compared."""
    import duckdb

    with duckdb.connect() as con:
        try:
            for name, release in (("old", old), ("new", new)):
                con.execute(f"attach {literal(str(release.database))} as {name} (read_only)")
        except duckdb.Error as error:
            raise CchcError(f"A release cannot be opened: {str(error).splitlines()[0]}") from None
        for change in comparing.compare(con, "old", "new", _keys(old), _keys(new)):
            if change.kind == NOT_COMPARED:
                raise CchcError(f"{change.table} cannot be compared: both releases must have the columns of its key.")
            yield change


def _keys(release: Release) -> dict[str, tuple[str, ...]]:
    try:
        return primary_keys(json.loads((release.path / PACKAGE_NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError):
        raise CchcError(f"The release {release.version} has no readable {PACKAGE_NAME} to tell its keys.") from None


def _echo(old: Release, new: Release, changes: Sequence[Change], limit: int) -> None:
    if not changes:
        click.echo(f"Nothing changed from {old.version} to {new.version}.")
        return
    lines = [
        (table, kind, number) for table, kinds in comparing.summary(changes).items() for kind, number in kinds.items()
    ]
    echo_table(f"From {old.version} to {new.version}", ["table", "change", "rows"], lines)
    listed = [change for change in changes if change.kind != MOVED]
    if listed:
        echo_table("Changes", _COLUMNS, [astuple(change) for change in listed[:limit]])
    if len(listed) > limit:
        click.echo(f"{len(listed) - limit:,} of {len(listed):,} changes are not shown; --format csv lists all.")
    for change in changes:
        if change.kind == MOVED:
            rows = "1 row" if change.new == 1 else f"{change.new:,} rows"
            click.echo(f"{rows} of {change.table} moved: same values at another place.")
