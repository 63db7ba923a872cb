"""`cchc diff`: which rows were added, removed or changed between two releases.

Belongs here: the command and how changes are shown on a terminal. Does not belong here: comparing releases
(`publishing.changes`), why something changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple

import click

from cchc.errors import CchcError
from cchc.output import echo_csv, echo_json, echo_table
from cchc.releases import LATEST, Release, find_release
from publishing import changes as comparing
from publishing.change_report import FACT_COLUMNS
from publishing.changes import CHANGED, MOVED, NOT_COMPARED, Change
from publishing.datapackage import PACKAGE_NAME, primary_keys
from publishing.schema import literal

_TABLE_ROWS = 50
_KINDS = ("added", "removed", "changed", "moved")
_TOLD = {
    "fct_score": "Facts",
    "fct_figure": "Printed figures",
    "dim_document": "Documents",
    "fct_task": "Tasks of plans",
    "fct_target": "Targets of plans",
    "fct_discrepancy": "Discrepancies",
    "fct_claim_check": "Claims checked",
}
"""Tables whose changes are told in words, the most telling first."""
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
    """First what a person wants to know in sentences, then rows by table and kind, then the changes themselves."""
    if not changes:
        click.echo(f"Nothing changed from {old.version} to {new.version}.")
        return
    counts = comparing.summary(changes)
    click.echo(f"From {old.version} to {new.version}:")
    for sentence in told_changes(counts):
        click.echo(f"  {sentence}")
    click.echo()
    kinds = [kind for kind in _KINDS if any(kind in found for found in counts.values())]
    kinds += sorted({kind for found in counts.values() for kind in found} - set(kinds))
    lines = [(table, *(found.get(kind) for kind in kinds)) for table, found in counts.items()]
    echo_table("Rows by table", ["table", *kinds], lines)
    listed = [change for change in changes if change.kind != MOVED]
    if listed and limit:
        echo_table("Changes", _COLUMNS, [astuple(change) for change in _most_telling(listed)[:limit]])
    if len(listed) > limit:
        click.echo(f"{len(listed) - limit:,} of {len(listed):,} changes are not shown; --format csv lists all.")
    for change in changes:
        if change.kind == MOVED:
            rows = "1 row" if change.new == 1 else f"{change.new:,} rows"
            click.echo(f"{rows} of {change.table} moved: same values at another place.")


def told_changes(counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    """What changed, in sentences: facts, figures, documents and so on; then which other tables differ."""
    told = []
    for table, name in _TOLD.items():
        parts = [f"{number:,} {kind}" for kind, number in sorted(counts.get(table, {}).items()) if "column" not in kind]
        if parts:
            told.append(f"{name}: {', '.join(parts)}.")
    columns = sum(number for found in counts.values() for kind, number in found.items() if kind.startswith("column"))
    if columns:
        told.append(f"The form changed: {columns:,} columns came or went.")
    others = [table for table in counts if table not in _TOLD]
    if others:
        told.append(f"{len(others)} more tables differ: {', '.join(others)}.")
    return told


def _most_telling(changes: Sequence[Change]) -> list[Change]:
    """Facts first, their scores and ranks before what follows from them; then figures, documents and so on."""
    order = list(_TOLD)

    def place(change: Change) -> tuple[int, bool]:
        table = order.index(change.table) if change.table in order else len(order)
        return table, change.kind == CHANGED and change.column not in FACT_COLUMNS

    return sorted(changes, key=place)
