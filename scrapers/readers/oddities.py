"""Oddities of print that concern figures, dates and symbols, told once all else of a document has been read.

Belongs here: which oddities are looked for, and anomalies made of them, each once a place. Does not belong here: the
rules (`scrapers.readers.odd_figures`, `odd_symbols`, `odd_wording`), anything that loses or changes a value.

An oddity takes nothing away: what was read stands beside it. A warning doubts a value or says that two can not be
compared as they stand; info notes a habit of print that a careful reader has to know of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scrapers.documents.model import Document
from scrapers.readers.odd_figures import odd_figures
from scrapers.readers.odd_symbols import odd_symbols
from scrapers.readers.odd_wording import odd_wording
from scrapers.readers.oddity import Oddity
from scrapers.readers.origin import Origin
from scrapers.records import AnomalyRecord, CitationRecord, DocumentRecord, FigureRecord, Record

READER = "oddities"
VERSION = "1"


def read_oddities(
    document: Document, origin: Origin, own: DocumentRecord, found: Iterable[Record]
) -> Iterator[AnomalyRecord]:
    """The oddities of a document whose other records are `found`, in order of their kinds and places."""
    records = list(found)
    figures = [record for record in records if isinstance(record, FigureRecord)]
    citations = [record for record in records if isinstance(record, CitationRecord)]
    oddities: list[Oddity] = [
        *odd_figures(document, figures),
        *odd_symbols(document, own, citations),
        *odd_wording(document),
    ]
    told: set[tuple[str, int]] = set()
    for position, oddity in enumerate(oddities, start=1):
        if (oddity.kind, oddity.place.start) in told:
            continue
        told.add((oddity.kind, oddity.place.start))
        yield AnomalyRecord(
            **origin.at(document, oddity.place, READER, VERSION),
            position=position,
            kind=oddity.kind,
            severity=oddity.severity,
            expected=oddity.expected,
            found=oddity.found,
            message=f"{origin.name}, line {document.line_of(oddity.place.start)}: {oddity.message}",
        )
