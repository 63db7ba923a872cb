"""How the nightly fares: who is at work, which run was the last good one, how each source stands, what is overdue.

Belongs here: gathering this from the lock, the journal, the archive's tallies and the release. Does not belong here:
showing it (`cchc status`); the looks that fail (`looks`).
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from orchestration.journal import (
    Entry,
    Journal,
    SourceCounts,
    failing_since,
    last_good_of,
    read_journal,
    suspect_since,
)
from orchestration.left_behind import at_work
from orchestration.night_end import overdue_now
from orchestration.paths import DataPaths
from orchestration.publication_calendar import Overdue
from orchestration.run_lock import Owner, holder


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """A source as the last run that asked it left it; `last_good` is when it last gave what it should.

    `suspect_since` and `failing_since` are None where it is not so now; `why` is what the last run said of it.
    """

    source: str
    counts: SourceCounts
    asked_at: str | None
    last_good: str | None
    suspect_since: str | None
    failing_since: str | None
    why: str | None

    def row(self) -> dict[str, Any]:
        """The state as one row of a table."""
        return {
            "source": self.source,
            **asdict(self.counts),
            "asked_at": self.asked_at,
            "last_good": self.last_good,
            "suspect_since": self.suspect_since,
            "failing_since": self.failing_since,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """How the nightly fares. `stage` is that of the run at work, or of the last one where that was cut off."""

    running: Owner | None
    stage: str | None
    last_run: Entry | None
    last_good_run: Entry | None
    sources: tuple[SourceState, ...]
    overdue: tuple[Overdue, ...]
    journal_fault: str | None
    disk_free_bytes: int | None


def how_it_fares(paths: DataPaths, now: datetime, seen_good: Mapping[str, str | None]) -> Operation:
    """How the nightly over a data directory fares.

    Args:
        seen_good: when the archive last got a document of each source, for sources that no journaled run asked.
    """
    journal = read_journal(paths.runs)
    left = at_work(paths.runs)
    return Operation(
        running=holder(paths.root),
        stage=None if left is None else left["stage"],
        last_run=journal.entries[-1] if journal.entries else None,
        last_good_run=journal.last_good,
        sources=source_states(journal, seen_good),
        overdue=overdue_now(paths, now),
        journal_fault=journal.fault,
        disk_free_bytes=_free(paths),
    )


def source_states(journal: Journal, seen_good: Mapping[str, str | None]) -> tuple[SourceState, ...]:
    """How each source stands: those amiss first, then by code."""
    last_asked: dict[str, Entry] = {}
    for entry in journal.entries:
        asked = {code for code, counts in entry.sources.items() if counts.asked}
        doubted = {doubt.source for doubt in (*entry.suspects, *entry.failures)}
        last_asked |= dict.fromkeys(asked | doubted, entry)
    states = [
        _state(code, journal.entries, last_asked.get(code), seen_good.get(code))
        for code in sorted(last_asked.keys() | seen_good.keys())
    ]
    return tuple(sorted(states, key=lambda state: not (state.suspect_since or state.failing_since)))


def _state(source: str, entries: Sequence[Entry], last: Entry | None, seen_good: str | None) -> SourceState:
    doubts = [] if last is None else [each for each in (*last.failures, *last.suspects) if each.source == source]
    return SourceState(
        source=source,
        counts=SourceCounts() if last is None else last.sources.get(source, SourceCounts()),
        asked_at=None if last is None else last.started_at,
        last_good=last_good_of(entries, source) or seen_good,
        suspect_since=suspect_since(entries, source),
        failing_since=failing_since(entries, source),
        why=doubts[0].reason if doubts else None,
    )


def _free(paths: DataPaths) -> int | None:
    try:
        return shutil.disk_usage(paths.root).free
    except OSError:
        return None
