"""The crawl of a night: which live sources, within which bounds, into the one archive.

Belongs here: from the settings to the crawler's limits, and calling it. Does not belong here: asking hosts
(`scrapers.crawl`), Dagster.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from orchestration.paths import DataPaths
from orchestration.settings import CONTACT_VARIABLE, Settings
from scrapers.accepted import read_acceptances
from scrapers.archive import Archive
from scrapers.crawl.source import Source, SourceError
from scrapers.crawl.source_file import load_sources
from scrapers.hanoi import HANOI

if TYPE_CHECKING:
    from scrapers.crawl.counts import NightCounts
    from scrapers.crawl.limits import Again, Limits

CRAWL = "crawl"
"""The name under which the archive keeps what a night brings."""

CADENCE_DAYS = {"daily": 1, "weekly": 7, "monthly": 28, "yearly": 28, "once": 3650, "by hand": 3650}
"""Days between two nights in which a source is asked: of what comes once a year nobody knows the day."""

_WAIT_SECONDS = 30.0
_MEGABYTE = 1024 * 1024
_MINUTE = 60.0


class NoContactError(ValueError):
    """Nobody is named whom a visited site could write to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawler:
    """What a crawl needs beside its sources: bounds (None where no contact is set), the clock and chance."""

    limits: Limits | None
    now: Callable[[], datetime]
    rng: random.Random

    def this_day(self) -> date:
        """The day in Hanoi."""
        return self.now().astimezone(HANOI).date()


def crawler_of(settings: Settings, now: Callable[[], datetime]) -> Crawler:
    """The crawler that an installation's settings describe."""
    from scrapers.crawl.limits import Limits

    crawl = settings.crawl
    limits = settings.contact and Limits(
        contact=settings.contact,
        delay_seconds=crawl.delay_seconds,
        max_requests=crawl.pages_a_night,
        max_night_bytes=crawl.megabytes_a_night * _MEGABYTE,
        max_seconds=crawl.minutes_a_night * _MINUTE,
        workers=crawl.hosts_at_once,
    )
    # Chance decides nothing but how long a host rests.
    return Crawler(limits=limits or None, now=now, rng=random.Random())  # noqa: S311


def again_of(first: str | None, last: str | None) -> Again | None:
    """What a backfill from one day to another asks again; None where neither is given.

    Raises:
        SourceError: a day is not written as 2026-11-25, or the first is after the last.
    """
    if first is None and last is None:
        return None
    from scrapers.crawl.limits import Again

    try:
        days = [None if day is None else date.fromisoformat(day) for day in (first, last)]
    except ValueError:
        raise SourceError(f"The days of a backfill, {first} to {last}, must be written as 2026-11-25.") from None
    if days[0] and days[1] and days[0] > days[1]:
        raise SourceError(f"The days of a backfill, {first} to {last}, are in the wrong order.")
    return Again(first=days[0], last=days[1])


def due_sources(sources: Sequence[Source], archive: Archive, today: date, run_id: str | None) -> list[Source]:
    """The sources without those live ones whose day has not come by their cadence.

    A night in which nothing came does not count, and one that goes on after a break goes on with its sources.

    Args:
        today: the day in Hanoi.
    """
    last_good = {tally.source: tally.last_accepted for tally in archive.tallies()}
    begun = archive.sources_asked_in(run_id) if run_id is not None else set()

    def is_due(source: Source) -> bool:
        came = last_good.get(source.code)
        return came is None or source.code in begun or _days_since(came, today) >= CADENCE_DAYS[source.cadence]

    return [source for source in sources if source.kind != "live" or is_due(source)]


def _days_since(looked_at: str, today: date) -> int:
    return (today - datetime.fromisoformat(looked_at).astimezone(HANOI).date()).days


def crawl_sources(
    paths: DataPaths, sources: Sequence[Source], crawler: Crawler, run_id: str, again: Again | None = None
) -> NightCounts:
    """Asks live sources for what is new; all looks are durable when this returns, also by an exception.

    Args:
        again: what is asked although it is not due; lists are then paged on to their end.

    Raises:
        NoContactError: no contact is set.
        ArchiveError: a look could not be kept.
    """
    from scrapers.crawl.frontier import Frontier
    from scrapers.crawl.night import crawl

    if crawler.limits is None:
        raise NoContactError(
            f"Live sources are not visited without a contact: set {CONTACT_VARIABLE} (or `contact` in cchc.toml) "
            "to an address that the sites can write to."
        )
    limits = crawler.limits if again is None else replace(crawler.limits, paging="to the end")
    accepted = {(one.url, one.capture_id) for one in read_acceptances(paths.accepted_captures)}
    # The writer ends first: what it makes durable on leaving, the frontier is still told of.
    with (
        Frontier(paths.frontier) as frontier,
        Archive(paths.archive).writer(CRAWL, run_id=run_id, wait_seconds=_WAIT_SECONDS) as writer,
    ):
        return crawl(
            sources,
            writer,
            frontier,
            limits,
            crawler.now,
            crawler.rng,
            accepted=accepted,
            again=again,
            known={source.code for source in load_sources(paths.sources) if source.plan and source.plan.start},
        )
