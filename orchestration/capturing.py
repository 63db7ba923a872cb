"""What the intake assets do: look at a source, read its captures.

Belongs here: choosing by a source's kind. Does not belong here: Dagster; fetching and reading are the scrapers'.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from orchestration.paths import SOURCES, DataPaths
from scrapers.archive import Archive
from scrapers.crawl.source import Source
from scrapers.crawl.source_file import find_source, load_sources
from scrapers.intake import bundle, table_address
from scrapers.reading import SourceReading, read_source
from scrapers.record_store import read_rows
from scrapers.records import Severity

_WAIT_SECONDS = 30.0
# Until a document's issuer is known to be the index's publisher, what it prints is a claim.
_EVIDENCE = "claim"
CONTACT_VARIABLE = "CCHC_CONTACT"


class RecordCountError(ValueError):
    """A source gave fewer or more figures than it must; the message says which and how many."""


class NoContactError(ValueError):
    """Nobody is named whom a visited site could write to."""


class BadTableError(ValueError):
    """A bundled table holds what cannot be read; the message names the first place."""


@dataclass(frozen=True, slots=True)
class Looks:
    """How many looks at a source were written, and how many of them failed."""

    written: int
    failed: int


def capture_source(paths: DataPaths, code: str, *, live: bool, now: Callable[[], datetime]) -> Looks:
    """Looks at a source. Live sources are left alone unless `live`; what a person adds is there already."""
    source = find_source(code, SOURCES)
    archive = Archive(paths.archive)
    if source.kind == "bundled":
        return Looks(len(bundle(archive, source.code, paths.figures, source.sidecars(paths.figures))), 0)
    if source.kind == "live" and live:
        return _visit(archive, source, now)
    return Looks(0, 0)


def _visit(archive: Archive, source: Source, now: Callable[[], datetime]) -> Looks:
    from scrapers.crawl.fetch import Fetcher
    from scrapers.crawl.limits import Limits
    from scrapers.crawl.visit import visit_source

    contact = os.environ.get(CONTACT_VARIABLE)
    if not contact:
        raise NoContactError(
            f"Live sources are not visited without a contact: set {CONTACT_VARIABLE} to an address "
            "that the sites can write to."
        )
    with archive.writer(source.code, wait_seconds=_WAIT_SECONDS) as writer:
        looks = visit_source(source, writer, Fetcher(Limits(contact=contact)), now)
    return Looks(len(looks), sum(look.outcome == "failed" for look in looks))


def read_sources(paths: DataPaths) -> list[SourceReading]:
    """Brings the records of all sources up to date.

    Raises:
        BadTableError: a bundled table could not be read whole; what a person transcribed, a person can mend.
        RecordCountError: a source gave less than it must, or more than it can.
    """
    archive = Archive(paths.archive, known_before=paths.known_before)
    sources = load_sources(SOURCES)
    _refuse_unclaimed_tables(paths, sources)
    looked_at = {look.source for look in archive.looks()}
    readings = []
    for source in sources:
        if source.kind == "live" and source.code not in looked_at:
            continue  # most portals, before the first night: no records, no files
        tables = {table_address(note, paths.figures) for note in source.sidecars(paths.figures)}
        reading = read_source(archive, paths.records, source.code, _EVIDENCE, tables)
        if source.kind == "bundled":
            _refuse_unread_cells(paths, source)
        if paths.known_on is None:  # on a past day a source may not have given yet what it must give today
            _check_bounds(source, reading.rows["figure"])
        readings.append(reading)
    return readings


def _refuse_unclaimed_tables(paths: DataPaths, sources: Sequence[Source]) -> None:
    """A table that no source names would never be read, and nobody would be told."""
    notes = {note.with_suffix("") for source in sources for note in source.sidecars(paths.figures)}
    found = {path.with_suffix("") for ending in ("csv", "yml") for path in paths.figures.rglob(f"*.{ending}")}
    if unclaimed := sorted(found - notes):
        name = unclaimed[0].relative_to(paths.figures)
        raise BadTableError(
            f"The table figures/{name} belongs to no source or lacks its note: add {name.name}.yml beside it, "
            "and a source in scrapers/sources whose `tables` finds it."
        )


def _refuse_unread_cells(paths: DataPaths, source: Source) -> None:
    errors = [row for row in read_rows(paths.records, "anomaly", source.code) if row["severity"] == Severity.ERROR]
    if errors:
        more = f" So do {len(errors) - 1} more places." if len(errors) > 1 else ""
        raise BadTableError(f"A table of data/figures needs mending: {errors[0]['message']}{more}")


def _check_bounds(source: Source, figures: int) -> None:
    least, most = source.expected.min_records, source.expected.max_records
    if figures < least or (most is not None and figures > most):
        bounds = f"at least {least:,}" if most is None else f"{least:,} to {most:,}"
        raise RecordCountError(
            f"The source {source.code} gave {figures:,} figures where {bounds} are expected: look at its captures."
        )
