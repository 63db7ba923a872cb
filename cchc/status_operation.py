"""What `cchc status` tells of the nightly: who is at work, the last good run, each source, what is overdue, the disk.

Belongs here: its words and its JSON. Does not belong here: gathering it (`orchestration.operation`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from cchc.output import echo_table
from cchc.text import printable

_LESS_TELLING = ("asked_at", "other", "unchanged", "asked")
"""What a narrow terminal does without before it loses why a source fails, and since when."""

if TYPE_CHECKING:
    from orchestration.journal import Entry
    from orchestration.operation import Operation
    from orchestration.publication_calendar import Overdue

_GIGABYTE = 1_000_000_000


def operation(now: datetime, seen_good: Mapping[str, str | None]) -> Operation:
    """How the nightly over the data directory fares."""
    from orchestration.operation import how_it_fares
    from orchestration.paths import DataPaths

    return how_it_fares(DataPaths.from_environment(), now, seen_good)


def operation_facts(found: Operation) -> dict[str, Any]:
    """The same for machines."""
    return {
        "running": asdict(found.running) | {"stage": found.stage} if found.running else None,
        "cut_off_at": None if found.running else found.stage,
        "last_run": _run_facts(found.last_run),
        "last_good_run": _run_facts(found.last_good_run),
        "sources": [state.row() for state in found.sources],
        "overdue": [_overdue_row(each) for each in found.overdue],
        "journal_fault": found.journal_fault,
        "disk_free_bytes": found.disk_free_bytes,
    }


def echo_operation(found: Operation, now: datetime) -> None:
    """Print it for a person."""
    for line in _lines(found, now):
        click.echo(printable(line))
    click.echo()
    _echo_rows("Sources, as the last run that asked them left them", [state.row() for state in found.sources])
    _echo_rows("Should have been published by now and was not seen", [_overdue_row(each) for each in found.overdue])


def _lines(found: Operation, now: datetime) -> Iterator[str]:
    yield _at_work(found, now)
    yield f"Last good run: {_told(found.last_good_run, now)}"
    if found.last_run is not None and found.last_run != found.last_good_run:
        yield f"Last run: {_told(found.last_run, now)}"
    if found.journal_fault:
        yield f"Journal: {found.journal_fault}"
    if found.disk_free_bytes is not None:
        yield f"Disk: {found.disk_free_bytes / _GIGABYTE:,.1f} GB free."


def _at_work(found: Operation, now: datetime) -> str:
    owner = found.running
    if owner is None:
        cut_off = f"; the last one was cut off during {found.stage}, the next goes on with it" if found.stage else ""
        return f"At work: nobody{cut_off}."
    stage = f", at {found.stage}" if found.stage and owner.run_id else ""
    return f"At work: {owner.what}, process {owner.pid} on {owner.host}, for {_since(owner.started_at, now)}{stage}."


def _told(entry: Entry | None, now: datetime) -> str:
    if entry is None:
        return "none is in the journal."
    version = f" {entry.version}" if entry.version else ""
    said = f": {entry.message}" if entry.message else "."
    return f"{entry.run_id} ({entry.what}), ended {_since(entry.ended_at, now)} ago, {entry.outcome}{version}{said}"


def _since(instant: str, now: datetime) -> str:
    from orchestration.run_lock import age_seconds, in_words

    age = age_seconds(instant, now.isoformat())
    return "an unknown time" if age is None else in_words(age)


def _run_facts(entry: Entry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    names = ("run_id", "how", "what", "started_at", "ended_at", "stage", "outcome", "version", "message", "alert")
    return {name: getattr(entry, name) for name in names}


def _overdue_row(each: Overdue) -> dict[str, Any]:
    return {
        "index_code": each.index_code,
        "level": each.level,
        "year": each.year,
        "expected_by": each.expected_by.isoformat(),
        "basis": each.basis,
    }


def _echo_rows(title: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        echo_table(title, list(rows[0]), [list(row.values()) for row in rows], _LESS_TELLING)
    else:
        click.echo(f"{title}: none.\n")
