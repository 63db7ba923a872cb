"""The life of a run: it takes the lock, goes on where a killed or failed one stopped, says where it is, is journaled.

Belongs here: beginning, stages and end. Does not belong here: what the stages do; the journal's form (`journal`); what
a kill leaves (`left_behind`); the message to the operator (`night_end`).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from orchestration.errors import RunError
from orchestration.journal import Doubt, Entry, Journal, Outcome, SourceCounts, append_entry, read_journal
from orchestration.left_behind import CURRENT_NAME, LeftBehind, failed_before, instant, leave_behind, left_behind
from orchestration.night_end import told_to_operator
from orchestration.paths import DataPaths
from orchestration.run_lock import Owner, hold
from orchestration.run_log import ENDING, logged, remove_old_logs
from orchestration.settings import Settings, open_secrets
from scrapers.archive.errors import ArchiveError

BEGINNING = "beginning"

_log = logging.getLogger("orchestration.runs")
_progress = logging.getLogger("cchc.progress")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run tells of itself at its end; the fields are those of its entry in the journal."""

    outcome: Outcome
    version: str | None = None
    sources: Mapping[str, SourceCounts] = field(default_factory=dict)
    suspects: tuple[Doubt, ...] = ()
    failures: tuple[Doubt, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    message: str | None = None


_SILENT = Report(outcome="failed", message="The run ended without saying what it did.")


class Run:
    """A run at work. `killed` is the entry of the run before, where that was cut off; `resumed` says whether this one
    goes on with the night of a run that was cut off or failed."""

    def __init__(
        self, paths: DataPaths, owner: Owner, how: str, now: Callable[[], datetime], left: LeftBehind | None
    ) -> None:
        self.run_id = owner.run_id
        self.killed = left.entry if left is not None and left.entry.outcome == "killed" else None
        self.resumed = left is not None and left.entry.run_id == owner.run_id
        self.report: Report | None = None
        self._night_began = left.night_began if left is not None and self.resumed else owner.started_at
        self._reached = BEGINNING
        self._paths = paths
        self._owner = owner
        self._how = how
        self._now = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Says that a stage is at work; a run that is killed in it is told to have been."""
        self._reached = name
        self.tell_where()
        _log.info("stage %s begins", name, extra={"stage": name})
        start = time.monotonic()
        yield
        seconds = round(time.monotonic() - start, 3)
        _log.info("stage %s ended", name, extra={"stage": name, "seconds": seconds})

    def finish(self, report: Report) -> None:
        """Takes down what the run did; it is journaled when the run ends."""
        self.report = report

    def tell_where(self) -> None:
        """Leaves on the disk who is at work at what, for the run that follows one that is killed."""
        leave_behind(
            self._paths.runs,
            self._owner,
            how=self._how,
            stage=self._reached,
            stage_since=instant(self._now()),
            night_began=self._night_began,
        )

    def entry(self, report: Report) -> Entry:
        """The run's line of the journal, ended now."""
        return Entry(
            run_id=self.run_id,
            how=self._how,
            what=self._owner.what,
            started_at=self._owner.started_at,
            ended_at=instant(self._now()),
            stage=self._reached,
            outcome=report.outcome,
            version=report.version,
            sources=report.sources,
            suspects=report.suspects,
            failures=report.failures,
            left_out=report.left_out,
            message=report.message,
            resumed=self.resumed,
        )


@contextmanager
def start_run(
    paths: DataPaths, settings: Settings, how: str, now: Callable[[], datetime], what: str = "cchc run"
) -> Iterator[Run]:
    """A run over a data directory, from the lock to the line in the journal and the message to the operator.

    It ends as failed where the body raises, whose exception goes on. A body that is stopped from outside (Ctrl-C, a
    signal) leaves the run as a kill does: the next one goes on with it.

    Args:
        how: what started it: cchc or dagster.
        now: the clock.
        what: what a person calls it, such as `cchc run --live`.

    Raises:
        NotBegunError: another run is at work, or the directory cannot be written.
    """
    began = instant(now())
    unnamed = Owner.here(what, began)
    with hold(paths.root, unnamed) as tell:
        journal = read_journal(paths.runs)
        left = left_behind(paths.runs, journal.entries) or failed_before(journal.entries)
        owner = replace(unnamed, run_id=_run_id(paths.runs, began, left))
        tell(owner)
        with logged(paths.runs, owner.run_id):
            run = Run(paths, owner, how, now, left)
            if exposed := open_secrets(settings):
                _progress.warning(exposed)
            _begin(paths.runs, journal, run)
            try:
                yield run
            except Exception as error:
                _end(paths, settings, run, Report(outcome="failed", message=_in_words(error)), journal, now())
                raise
            _end(paths, settings, run, run.report or _SILENT, journal, now())


def _run_id(runs: Path, began: str, left: LeftBehind | None) -> str:
    """That of the killed or failed run whose night still lasts, else the instant of the beginning (and a number)."""
    if left is not None and left.is_of_night(began):
        return left.entry.run_id
    stamp = began.replace("-", "").replace(":", "")
    name, number = stamp, 1
    while (runs / f"{name}{ENDING}").exists():
        number += 1
        name = f"{stamp}-{number}"
    return name


def _begin(runs: Path, journal: Journal, run: Run) -> None:
    """Journals the run before where that was cut off, then says that this one is at work."""
    if journal.fault:
        _progress.warning(journal.fault)
    if run.killed is not None:
        goes_on = "this run goes on with its night" if run.resumed else "its night is over, this is a new one"
        _progress.warning(f"The run {run.killed.run_id} was {run.killed.message}; {goes_on}.")
        known = {(entry.run_id, entry.started_at) for entry in journal.entries}
        if (run.killed.run_id, run.killed.started_at) not in known:
            _journaled(runs, run.killed)
    elif run.resumed:
        _progress.warning(f"The run {run.run_id} failed; this run goes on with its night.")
    run.tell_where()


def _end(paths: DataPaths, settings: Settings, run: Run, report: Report, journal: Journal, now: datetime) -> None:
    """Tells the operator and the journal. Nothing that goes wrong here changes how the run ended."""
    entry = told_to_operator(settings, run.entry(report), journal.entries, run.killed, now)
    _log.info("the run ended: %s", entry.outcome, extra={"outcome": entry.outcome, "version": entry.version})
    # What cannot be journaled is left behind, and the next run tells of it as of one that was cut off.
    if _journaled(paths.runs, entry):
        with suppress(OSError):
            (paths.runs / CURRENT_NAME).unlink(missing_ok=True)
        remove_old_logs(paths.runs, settings.log_days, now)


def _journaled(runs: Path, entry: Entry) -> bool:
    try:
        append_entry(runs, entry)
    except (OSError, ArchiveError) as error:
        _progress.warning(f"The journal in {runs} cannot be written: {error}.")
        return False
    return True


def _in_words(error: Exception) -> str:
    if isinstance(error, RunError):
        return str(error)
    said = (str(error).splitlines() or [""])[0]
    return f"unexpected {type(error).__name__}: {said}"
