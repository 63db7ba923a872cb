"""Where a document came from, and the fields that every record takes from it.

Belongs here: `Origin` and provenance. Does not belong here: anything that a document says of itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from scrapers.documents.model import Document, Locator


class Provenance(TypedDict):
    """The fields of `scrapers.records.Record`, ready to be unpacked into one."""

    document_id: str
    capture_id: str
    locator: str
    quote: str
    reader: str
    reader_version: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A captured document and its source.

    `capture_id` is the sha256 of the bytes; `name` is what to call the document in messages; `kind` and `evidence`
    are the source's (`legal_page`, `news` ...; official, workbook, claim). `index_code` and `year` are what the source
    or a person tells of its tables; readers check them against what the tables say.
    """

    document_id: str
    capture_id: str
    source: str
    url: str | None
    name: str
    kind: str
    evidence: str
    index_code: str | None = None
    year: int | None = None

    def provenance(self, locator: Locator, quote: str, reader: str, version: str) -> Provenance:
        """What a record read at `locator` carries."""
        return Provenance(
            document_id=self.document_id,
            capture_id=self.capture_id,
            locator=str(locator),
            quote=quote,
            reader=reader,
            reader_version=version,
        )

    def at(self, document: Document, locator: Locator, reader: str, version: str) -> Provenance:
        """As `provenance`, the quote cut from the document."""
        return self.provenance(locator, document.at(locator), reader, version)
