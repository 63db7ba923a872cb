"""What the intake assets do without the network: capture bundled tables, read the captures of all sources.

Belongs here: choosing by a source's kind, what a source must give. Does not belong here: Dagster; live sources
(`crawling`); capturing and reading themselves, which are the scrapers'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from orchestration.paths import DataPaths
from scrapers.accepted import read_acceptances
from scrapers.archive import Archive
from scrapers.crawl.source import Source
from scrapers.crawl.source_file import load_sources
from scrapers.intake import bundle, table_address
from scrapers.reading import SourceReading, read_source
from scrapers.record_store import read_rows, write_rows
from scrapers.records import Severity, SourceRecord

# Until a document's issuer is known to be the index's publisher, what it prints is a claim.
_EVIDENCE = "claim"


class RecordCountError(ValueError):
    """A source gave fewer or more figures than it must; the message says which and how many."""


class BadTableError(ValueError):
    """A bundled table holds what cannot be read; the message names the first place."""


def capture_tables(paths: DataPaths, sources: Sequence[Source]) -> dict[str, int]:
    """Captures the tables of bundled sources that are new or changed: how many files, by source."""
    archive = Archive(paths.archive)
    return {
        source.code: len(bundle(archive, source.code, paths.figures, source.sidecars(paths.figures)))
        for source in sources
        if source.kind == "bundled"
    }


def read_sources(paths: DataPaths) -> list[SourceReading]:
    """Brings the records of all sources up to date.

    A live source that gives less than it must, or more than it can, is told as failed and stops nobody else; what it
    gave before stays.

    Raises:
        BadTableError: a bundled table could not be read whole; what a person transcribed, a person can mend.
        RecordCountError: bundled tables gave less than they must, or more than they can.
        AcceptanceError: the file of accepted captures is wrong.
    """
    archive = Archive(paths.archive, known_before=paths.known_before)
    accepted = read_acceptances(paths.accepted_captures)
    sources = load_sources(paths.sources)
    _refuse_unclaimed_tables(paths, sources)
    looked_at = archive.sources()
    readings = []
    for source in sources:
        if source.kind == "live" and source.code not in looked_at:
            continue  # most portals, before the first night: no records, no files
        tables = {table_address(note, paths.figures) for note in source.sidecars(paths.figures)}
        reading = read_source(archive, paths.records, source.code, _EVIDENCE, tables, accepted)
        write_rows(paths.records, "source", source.code, [asdict(_described(source))])
        if source.kind == "bundled":
            _refuse_unread_cells(paths, source)
        readings.append(_within_bounds(paths, source, reading))
    return readings


def _described(source: Source) -> SourceRecord:
    names = [name for name in SourceRecord.__dataclass_fields__ if name != "source"]
    return SourceRecord(source=source.code, **{name: getattr(source, name) for name in names})


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


def _within_bounds(paths: DataPaths, source: Source, reading: SourceReading) -> SourceReading:
    """The reading, told as failed where a live source gave fewer or more than it must."""
    fault = _out_of_bounds(source, reading)
    # On a past day a source may not have given yet what it must give today.
    if fault is None or paths.known_on is not None:
        return reading
    if source.kind == "bundled":
        raise RecordCountError(fault)
    return replace(reading, failed=reading.failed or fault)


def _out_of_bounds(source: Source, reading: SourceReading) -> str | None:
    expected, figures, documents = source.expected, reading.rows["figure"], reading.rows["document"]
    least, most = expected.min_records, expected.max_records
    if figures < least or (most is not None and figures > most):
        bounds = f"at least {least:,}" if most is None else f"{least:,} to {most:,}"
        return f"The source {source.code} gave {figures:,} figures where {bounds} are expected: look at its captures."
    is_asked = source.plan is None or source.plan.must_yield
    if is_asked and documents < expected.min_documents:
        return (
            f"The source {source.code} holds {documents:,} documents where at least {expected.min_documents:,} are "
            "expected: look at its captures."
        )
    return None
