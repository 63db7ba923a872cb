"""What a run leaves on the disk while it is at work, and what the next one makes of it after a kill or a failure.

Belongs here: `current.json`, the run that it tells of, and the last one where that failed. Does not belong here: the
life of a run (`runs`).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from orchestration.journal import Entry
from orchestration.run_lock import Owner, age_seconds
from orchestration.run_log import is_run_id
from scrapers.archive.durable import replace_file
from scrapers.archive.errors import ArchiveError

CURRENT_NAME = "current.json"
# A killed run is gone on with as long as its night lasts: what it asked is not asked again.
_NIGHT_SECONDS = 20 * 3600
_MAX_BYTES = 100_000
_FIELDS = ("run_id", "how", "what", "started_at", "stage", "stage_since", "night_began")

_log = logging.getLogger("orchestration.runs")


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A run that was cut off or failed, as an entry of the journal, and when its night began."""

    entry: Entry
    night_began: str

    def is_of_night(self, now: str) -> bool:
        """Whether its night still lasts, so that the next run goes on with it."""
        age = age_seconds(self.night_began, now)
        return age is not None and 0 <= age < _NIGHT_SECONDS


def instant(moment: datetime) -> str:
    """An instant as the journal writes it: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def leave_behind(runs: Path, owner: Owner, *, how: str, stage: str, stage_since: str, night_began: str) -> None:
    """Writes who is at work at what; a disk that refuses is told in the log, and the run goes on."""
    told = {
        "run_id": owner.run_id,
        "how": how,
        "what": owner.what,
        "started_at": owner.started_at,
        "stage": stage,
        "stage_since": stage_since,
        "night_began": night_began,
    }
    try:
        replace_file(runs / CURRENT_NAME, json.dumps(told, ensure_ascii=False, indent=1).encode())
    except ArchiveError as error:
        _log.warning("where the run is cannot be told: %s", error)


def at_work(runs: Path) -> Mapping[str, str] | None:
    """What the run at work, or the last one that was cut off, wrote; None where there is none."""
    try:
        with (runs / CURRENT_NAME).open("rb") as file:
            loaded = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(loaded, dict) or any(not isinstance(loaded.get(name), str) for name in _FIELDS):
        return None
    if not is_run_id(loaded["run_id"]):
        # It names the run's log: nothing else may be written to.
        return None
    return {name: loaded[name] for name in _FIELDS}


def left_behind(runs: Path, entries: Sequence[Entry]) -> LeftBehind | None:
    """The run that was cut off; None where the last one ended, or only could not remove its file."""
    told = at_work(runs)
    if told is None or any(
        (entry.run_id, entry.started_at) == (told["run_id"], told["started_at"]) and entry.outcome != "killed"
        for entry in entries
    ):
        return None
    entry = Entry(
        run_id=told["run_id"],
        how=told["how"],
        what=told["what"],
        started_at=told["started_at"],
        ended_at=told["stage_since"],
        stage=told["stage"],
        outcome="killed",
        message=f"killed during {told['stage']}, which had begun at {told['stage_since']}",
    )
    return LeftBehind(entry, told["night_began"])


def failed_before(entries: Sequence[Entry]) -> LeftBehind | None:
    """The last run where that failed; what it asked need not be asked again to go on with its night."""
    if not entries or entries[-1].outcome != "failed":
        return None
    last = entries[-1]
    return LeftBehind(last, min(entry.started_at for entry in entries if entry.run_id == last.run_id))
