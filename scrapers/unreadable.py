"""The records of a document that gave nothing to read: that it is there, and why it was not read.

Belongs here: those two records. Does not belong here: deciding that a document cannot be read.
"""

from __future__ import annotations

from scrapers.documents.model import Locator
from scrapers.readers.origin import Origin
from scrapers.records import AnomalyRecord, DocumentRecord, Severity


def unreadable(origin: Origin, expected: str, message: str) -> list[DocumentRecord | AnomalyRecord]:
    """A document of which nothing is known but where it came from, and an error that says so."""
    place = origin.provenance(Locator(0, 0), "", "opening", "1")
    return [
        DocumentRecord(
            **place,
            source=origin.source,
            url=origin.url,
            kind="unreadable",
            evidence=origin.evidence,
            text_complete=False,
        ),
        AnomalyRecord(
            **place,
            position=1,
            kind="unreadable",
            severity=Severity.ERROR,
            expected=expected,
            found=None,
            message=message,
        ),
    ]
