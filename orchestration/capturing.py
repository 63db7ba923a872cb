"""What the intake assets do: look at a source, read its captures.

Belongs here: choosing by a source's kind. Does not belong here: Dagster; fetching and reading are the scrapers'.
"""

from __future__ import annotations

from datetime import datetime

from orchestration.paths import SOURCES, DataPaths
from scrapers.archive import Archive
from scrapers.crawl.source import Source, load_source, load_sources
from scrapers.intake import bundle
from scrapers.reading import SourceReading, read_source

_WAIT_SECONDS = 30.0


def capture_source(paths: DataPaths, code: str, *, live: bool, now: datetime) -> int:
    """Looks at a source and says how many looks were written. Live sources are left alone unless `live`."""
    source = load_source(SOURCES / f"{code}.yml")
    archive = Archive(paths.archive)
    if source.kind == "bundled":
        return len(bundle(archive, source.code, paths.figures, source.tables))
    if source.kind == "live" and live:
        return _visit(archive, source, now)
    return 0


def _visit(archive: Archive, source: Source, now: datetime) -> int:
    from scrapers.crawl.fetch import Fetcher
    from scrapers.crawl.visit import visit_source

    with archive.writer(source.code, _WAIT_SECONDS) as writer:
        return len(visit_source(source, writer, Fetcher(), now))


def read_sources(paths: DataPaths) -> list[SourceReading]:
    """Brings the records of all sources up to date."""
    archive = Archive(paths.archive)
    return [read_source(archive, paths.records, source.code, source.evidence) for source in load_sources(SOURCES)]
