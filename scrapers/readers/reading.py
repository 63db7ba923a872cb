"""All readers over one document, in order, as one list of records.

Belongs here: which readers run and how their records are numbered. Does not belong here: any grammar, any file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from scrapers.documents.kinds import SHEETS
from scrapers.documents.model import Document, Locator, start_of
from scrapers.readers.citations import read_citations
from scrapers.readers.claims import read_claims
from scrapers.readers.figure_table import read_figure_table
from scrapers.readers.metadata import read_own
from scrapers.readers.oddities import read_oddities
from scrapers.readers.origin import Origin
from scrapers.readers.plan_records import PlanRecord, read_plan
from scrapers.readers.sidecar import Sidecar
from scrapers.readers.tables.beside_tables import without_rankings
from scrapers.readers.tables.flattened import with_flattened_tables
from scrapers.readers.tables.score_tables import read_score_tables
from scrapers.records import (
    AnomalyRecord,
    CitationRecord,
    DeductionRecord,
    DocumentRecord,
    FigureRecord,
    ReportingDutyRecord,
    Severity,
    TargetRecord,
    TaskRecord,
)

AnyRecord = DocumentRecord | CitationRecord | FigureRecord | AnomalyRecord | PlanRecord


def read_document(document: Document, origin: Origin) -> list[AnyRecord]:
    """Everything that the readers find in a document whose shape is its own."""
    document = with_flattened_tables(document)
    prose = without_rankings(document)
    own, doubts = read_own(prose, origin)
    found: list[AnyRecord] = [own, *doubts, *_opening_notes(document, origin, own)]
    found.extend(read_score_tables(document, origin, own))
    if document.media_type in SHEETS:
        return numbered(found)
    found.extend(read_citations(prose, origin, own))
    found.extend(read_claims(prose, origin, own))
    found.extend(read_plan(prose, origin, own))
    found.extend(read_oddities(prose, origin, own, found))
    return numbered(found)


def _opening_notes(document: Document, origin: Origin, own: DocumentRecord) -> Iterator[AnomalyRecord]:
    """What was done to open the document, told at its title: letters converted, sheets hidden, pages off pictures."""
    for number, note in enumerate(document.notes, start=1):
        yield AnomalyRecord(
            **origin.at(document, Locator.parse(own.locator), "opening", "1"),
            position=number,
            kind="opened_so",
            severity=Severity.INFO,
            expected=None,
            found=note,
            message=f"{origin.name}: {note}.",
        )


def read_table(document: Document, sidecar: Sidecar, origin: Origin) -> list[AnyRecord]:
    """Everything in a transcribed table, read the way its note says."""
    return numbered(read_figure_table(document, sidecar, origin))


def numbered(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    """The records in the order of their places, each kind numbered from 1 in its `position`."""
    ordered = _in_print_order(records)
    counts: Counter[str] = Counter()
    numbered_records: list[AnyRecord] = []
    for record in ordered:
        if isinstance(record, DocumentRecord):
            numbered_records.append(record)
            continue
        kind = type(record).__name__
        counts[kind] += 1
        is_right = record.position == counts[kind]
        numbered_records.append(record if is_right else replace(record, position=counts[kind]))
    return numbered_records


def _in_print_order(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    """The records by their places; only those at one place are compared further."""
    at_place: dict[int, list[AnyRecord]] = {}
    for record in records:
        at_place.setdefault(start_of(record.locator), []).append(record)
    return [
        record
        for start in sorted(at_place)
        for record in (at_place[start] if len(at_place[start]) == 1 else sorted(at_place[start], key=_finer_order))
    ]


def _finer_order(record: AnyRecord) -> tuple[str, ...]:
    """Tells apart records at one place; readers may not depend on the order they are called in."""
    values: Sequence[object] = ()
    if isinstance(record, FigureRecord):
        values = (record.measure, record.index_code, record.year, record.unit_name, record.domain_label, record.value)
    elif isinstance(record, CitationRecord):
        values = (record.cited_full_number, record.cited_type)
    elif isinstance(record, AnomalyRecord):
        values = (record.kind, record.message)
    elif isinstance(record, TargetRecord):
        values = (record.operator, record.value, record.value_raw)
    elif isinstance(record, DeductionRecord | TaskRecord | ReportingDutyRecord):
        values = (record.section, record.quote)
    return (type(record).__name__, record.document_id, *(str(value) for value in values))
