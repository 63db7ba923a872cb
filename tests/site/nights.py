"""Nights against the local web: the product's own crawl, archive and reading, and what came of them.

Belongs here: running a night in a folder and telling its outcome. Does not belong here: what must come of it (tests).
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scrapers.archive import Archive, Look
from scrapers.crawl.counts import NightCounts
from scrapers.crawl.frontier import Frontier
from scrapers.crawl.limits import Limits
from scrapers.crawl.night import crawl
from scrapers.crawl.source import Source
from scrapers.identity import document_id_of
from scrapers.reading import SourceReading, read_source
from scrapers.record_store import read_rows
from tests.site.figures import Figure
from tests.site.plot import Planted
from tests.site.running import RunningWeb

FIRST_NIGHT = datetime(2026, 11, 27, 19, tzinfo=UTC)


def limits_for(web: RunningWeb, delay: float, **changes: object) -> Limits:
    """Limits that lead to the local web, with waits short enough for a test."""
    usual: dict[str, object] = {
        "contact": "nightly-test@example.org",
        "allow_private": True,
        "connect_http": ("127.0.0.1", web.http),
        "connect_https": ("127.0.0.1", web.https),
        "ca_bundle": web.root,
        "delay_seconds": delay,
        "connect_seconds": 2.0,
        "read_seconds": 5.0,
        "total_seconds": 10.0,
        "backoff_seconds": 0.1,
        "max_backoff_seconds": 0.5,
        "max_wait_seconds": 5.0,
    }
    return Limits(**{**usual, **changes})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Night:
    """A night that was: its counts, the seconds of crawling and reading, those of the processor for both, and what
    reading says of each source."""

    counts: NightCounts
    crawled: float
    read: float
    processor: float
    readings: dict[str, SourceReading]

    @property
    def outcomes(self) -> Counter[str]:
        """Looks by outcome."""
        return sum((Counter(source.outcomes) for source in self.counts.sources.values()), Counter())


@dataclass(slots=True)
class Nights:
    """A data folder in which one night follows another, a day apart."""

    folder: Path
    sources: Sequence[Source]
    limits: Limits
    held: list[Night] = field(default_factory=list)

    @property
    def archive(self) -> Archive:
        """The archive as it stands."""
        return Archive(self.folder / "archive")

    def night(self) -> Night:
        """One night: a crawl of all sources and the reading of what came."""
        day = FIRST_NIGHT + timedelta(days=len(self.held))
        begun, worked = time.monotonic(), time.process_time()
        run_id = f"{day:%Y%m%dT%H%M%SZ}"
        with (
            Frontier(self.folder / "crawl" / "frontier.sqlite") as frontier,
            self.archive.writer("crawl", run_id=run_id) as writer,
        ):
            counts = crawl(self.sources, writer, frontier, self.limits, lambda: day, random.Random(0))
        crawled = time.monotonic() - begun
        archive = self.archive
        readings = {
            source.code: read_source(archive, self.folder / "records", source.code, "claim") for source in self.sources
        }
        read, processor = time.monotonic() - begun - crawled, time.process_time() - worked
        self.held.append(Night(counts, crawled, read, processor, readings))
        return self.held[-1]

    def last_looks(self) -> dict[str, Look]:
        """The last look at each address."""
        return {look.url: look for look in self.archive.looks()}

    def figures(self) -> dict[str, Counter[Figure]]:
        """What the records hold, by document."""
        found: dict[str, Counter[Figure]] = {}
        for source in self.sources:
            for row in read_rows(self.folder / "records", "figure", source.code):
                figure = Figure(
                    row["index_code"], row["unit_name"], row["year"], row["measure"], round(row["value"], 4)
                )
                found.setdefault(row["document_id"], Counter())[figure] += 1
        return found

    def documents(self) -> Counter[str]:
        """Records of documents, by document: two where a second capture was taken for a new one."""
        return Counter(
            row["document_id"]
            for source in self.sources
            for row in read_rows(self.folder / "records", "document", source.code)
        )


def missing(planted: Iterable[Planted], found: dict[str, Counter[Figure]]) -> Iterator[str]:
    """A sentence for each document of which figures are missing or were never printed."""
    for item in planted:
        wanted, got = Counter(item.figures), found.get(document_id_of(item.url), Counter())
        if wanted != got:
            lost, made = [*map(astuple, wanted - got)], [*map(astuple, got - wanted)]
            yield f"{item.url}: not found {lost[:3]}, not planted {made[:3]}"
