"""From a locator back to the place in the capture.

Belongs here: opening the archive at a locator for whoever asks (`cchc trace`). Does not belong here: showing it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scrapers.archive import Archive
from scrapers.documents.model import Document, DocumentError, Locator
from scrapers.documents.opening import open_document


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a captured document.

    `line` is the whole line, `start` and `end` the offsets of the quote in it; `header` is the head of the table's
    column and `cell` where in the table it stands, both None outside tables.
    """

    line_number: int
    line: str
    start: int
    end: int
    header: str | None
    cell: str | None


def locate(data_dir: Path, document_id: str, capture_id: str, locator: str) -> Place:
    """Opens the capture and finds the place.

    Raises:
        ArchiveError: the capture is not in the archive.
        DocumentError: it does not open, or the locator lies outside it.
    """
    archive = Archive(data_dir / "archive")
    look = next((look for look in archive.looks() if look.capture_id == capture_id), None)
    name = document_id if look is None else look.file_name or look.url
    document = open_document(archive.read(capture_id), name)
    place = Locator.parse(locator)
    document.at(place)
    number = document.line_of(place.start)
    begin = document.line_starts[number - 1]
    line = document.text[begin:].split("\n", 1)[0]
    return Place(number, line, place.start - begin, min(place.end - begin, len(line)), *_table_place(document, place))


def _table_place(document: Document, place: Locator) -> tuple[str | None, str | None]:
    if place.table is None:
        return None, None
    cell = f"table {place.table}, row {place.row}" + ("" if place.column is None else f", column {place.column}")
    if not 1 <= place.table <= len(document.tables):
        raise DocumentError(f"{place} names table {place.table}, but the document has {len(document.tables)}.")
    header = document.tables[place.table - 1].rows[0]
    if place.column is None or place.column > len(header):
        return None, cell
    return header[place.column - 1].text, cell
