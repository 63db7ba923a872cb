"""The end of a night: what its operator is told, and what became of the telling.

Belongs here: gathering what the message needs, and that nothing here changes how the night ended. Does not belong here:
its words (`night_message`), its sending (`alerting`), the rule of the calendar (`publication_calendar`).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from orchestration.alerting import in_words, send
from orchestration.journal import Entry, read_journal
from orchestration.left_behind import left_behind
from orchestration.night_message import Message, Night, cut_off, false_start, night_message
from orchestration.paths import DataPaths
from orchestration.publication_calendar import Overdue, load_calendar, overdue, seen_in_release
from orchestration.run_log import ENDING
from orchestration.settings import AlertSettings, Settings, load_alerts
from scrapers.hanoi import HANOI

_log = logging.getLogger("orchestration.alerting")
_progress = logging.getLogger("cchc.progress")


def told_to_operator(
    settings: Settings, entry: Entry, before: Sequence[Entry], killed: Entry | None, now: datetime
) -> Entry:
    """The entry with what is overdue and with what became of the message.

    Args:
        before: the journal until this night.
        killed: the run before, where that was cut off.
    """
    try:
        late = overdue_now(DataPaths(settings.data), now)
        entry = replace(entry, overdue=tuple(each.key for each in late))
        message = night_message(_night(settings, entry, before, killed, late), always=settings.alerts.when == "always")
        return entry if message is None else replace(entry, alert=told(settings.alerts, message))
    except Exception as error:
        # The night ended as it did; that nobody could be told of it must not change that.
        _log.exception("the operator could not be told")
        _progress.warning(f"The operator could not be told of this run: unexpected {type(error).__name__}.")
        return replace(entry, alert=f"could not be made: unexpected {type(error).__name__}")


def tell_of_lost_run(settings: Settings, what: str, reason: str, at: str) -> None:
    """Tells the operator of a run of Dagster's that failed before it began or was killed.

    One in the journal has told its own end, or the run after it has.

    Args:
        at: when it was to begin, UTC, ISO 8601.
    """
    runs = DataPaths(settings.data).runs
    entries = read_journal(runs).entries
    if any(entry.what == what for entry in entries):
        return
    left = left_behind(runs, entries)
    if left is not None and left.entry.what == what:
        told(settings.alerts, cut_off(left.entry, reason))
    else:
        told(settings.alerts, false_start(what, reason, at))


def tell_of_false_start(what: str, reason: str, at: str) -> None:
    """Tells the operator of a run from the command line that could not begin, as far as the settings name one.

    Args:
        at: when it was to begin, UTC, ISO 8601.
    """
    try:
        told(load_alerts(), false_start(what, reason, at))
    except Exception as error:
        # Why it could not begin is what the caller goes on to say.
        _progress.warning(f"The operator could not be told: unexpected {type(error).__name__}.")


def overdue_now(paths: DataPaths, now: datetime) -> tuple[Overdue, ...]:
    """What should have been published by now and is not in the latest release; nothing before the first release."""
    seen = seen_in_release(paths.release / "latest")
    return overdue(load_calendar(), seen, now.astimezone(HANOI).date()) if seen else ()


def told(alerts: AlertSettings, message: Message) -> str | None:
    """Sends a message, or only logs it where alerts are dry; gives what became of it, None where nobody is named."""
    if alerts.dry:
        _log.info("alert, not sent: %s", message.subject, extra={"subject": message.subject, "body": message.body})
        return "dry: not sent"
    if not alerts.urls:
        return None
    deliveries = send(alerts, message)
    for each in deliveries:
        if each.fault is not None:
            _progress.warning(f"The alert of this run was not delivered: {each.channel} {each.fault}.")
    return in_words(deliveries)


def _night(
    settings: Settings, entry: Entry, before: Sequence[Entry], killed: Entry | None, late: Sequence[Overdue]
) -> Night:
    codes = {doubt.source for doubt in (*entry.suspects, *entry.failures)}
    return Night(
        entry=entry,
        before=before,
        killed=killed,
        overdue=late,
        names=_names(DataPaths(settings.data)) if codes else {},
        where=str(DataPaths(settings.data).runs / f"{entry.run_id}{ENDING}"),
    )


def _names(paths: DataPaths) -> dict[str, str]:
    from scrapers.crawl.source import SourceError
    from scrapers.crawl.source_file import load_sources

    try:
        return {source.code: source.name_vi for source in load_sources(paths.sources)}
    except SourceError:
        # A source file that cannot be read is what the message tells; codes will do.
        return {}
