"""The intake of a run: bundled tables and live sources into the archive, and what came of them in numbers.

Belongs here: both kinds together, for the captures asset. Does not belong here: Dagster, reading (`capturing`), asking
hosts (`crawling`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from orchestration.capturing import capture_tables
from orchestration.crawling import Crawler, crawl_sources, due_sources
from orchestration.journal import Doubt, SourceCounts
from orchestration.night_report import count_looks
from orchestration.night_yield import failures_of, lists_of
from orchestration.paths import DataPaths
from scrapers.archive import Archive
from scrapers.crawl.source import Source
from scrapers.crawl.source_file import load_sources

if TYPE_CHECKING:
    from scrapers.crawl.limits import Again


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came of the sources of a run, also of its part before a break.

    `left_alone` says of hosts why they were not asked any more, `suspects` are lists that no longer lead to what they
    led to, `failures` of sources why they failed, `stopped` why
    the night ended before all was asked, None if it did not.
    """

    sources: Mapping[str, SourceCounts]
    left_alone: Mapping[str, str] = field(default_factory=dict)
    suspects: tuple[Doubt, ...] = ()
    failures: Mapping[str, str] = field(default_factory=dict)
    stopped: str | None = None

    def metadata(self) -> dict[str, Any]:
        """What Dagster keeps of it; `night_report` reads it back."""
        return {
            "sources": {code: asdict(counts) for code, counts in self.sources.items()},
            "left_alone": dict(self.left_alone),
            "suspects": [asdict(doubt) for doubt in self.suspects],
            "failures": dict(self.failures),
            "stopped": self.stopped or "",
            "new_looks": sum(counts.new for counts in self.sources.values()),
            "failed_looks": sum(counts.failed for counts in self.sources.values()),
        }

    def in_words(self) -> list[str]:
        """A line a source, then what went wrong."""
        counted = [
            f"{code}: {counts.asked} looks, {counts.new} new, {counts.unchanged} unchanged, {counts.suspect} suspect, "
            f"{counts.failed} failed, {counts.other} no documents"
            for code, counts in self.sources.items()
            if counts.asked
        ]
        alone = [f"{host} was left alone: {why}" for host, why in self.left_alone.items()]
        doubts = [f"{doubt.source} is suspect: {doubt.reason}" for doubt in self.suspects]
        return [*counted, *alone, *doubts, *self.failures.values(), *([self.stopped] if self.stopped else [])]


def sources_to_ask(
    paths: DataPaths, chosen: Sequence[str], crawler: Crawler, run_id: str | None, again: Again | None
) -> list[Source]:
    """The sources that a run looks at: those that somebody has chosen, or of all of them those that are due today.

    Raises:
        SourceError: a description is wrong.
    """
    sources = load_sources(paths.sources)
    if again is None and len(chosen) == len(sources):
        return due_sources(sources, Archive(paths.archive), crawler.this_day(), run_id)
    return [source for source in sources if source.code in chosen]


def take_in(
    paths: DataPaths,
    sources: Sequence[Source],
    crawler: Crawler | None,
    run_id: str | None,
    again: Again | None = None,
) -> Intake:
    """Captures the tables of these sources and, with a crawler, asks those of them that are live.

    Args:
        run_id: the night; only a run has one, and only a run asks live sources.
        again: what live sources are asked for although it is not due.

    Raises:
        IntakeError: a table is wrong.
        NoContactError: live sources are to be asked and no contact is set.
        ArchiveError: a look could not be kept.
    """
    tables = {code: SourceCounts(asked=new, new=new) for code, new in capture_tables(paths, sources).items()}
    if crawler is None or run_id is None:
        return Intake(sources=tables)
    live = [source for source in sources if source.plan is not None and source.plan.start]
    if not live:
        return Intake(sources=tables)
    night = crawl_sources(paths, live, crawler, run_id, again)
    archive = Archive(paths.archive)
    counted = count_looks(archive.each_look(run_id=run_id))
    lists = lists_of(archive.each_look(run_id=run_id))
    return Intake(
        sources=dict(sorted({**tables, **{source.code: SourceCounts() for source in live}, **counted}.items())),
        left_alone={host: counts.left_alone for host, counts in sorted(night.hosts.items()) if counts.left_alone},
        suspects=lists.suspects,
        failures=failures_of(live, counted, lists, night),
        stopped=night.stopped,
    )
