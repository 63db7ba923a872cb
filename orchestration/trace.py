"""From a locator back to the place in the capture.

Belongs here: opening the archive at a locator for whoever asks (`cchc trace`). Does not belong here: showing it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scrapers.archive import Archive
from scrapers.documents.model import Document, DocumentError, Locator, Table
from scrapers.documents.opening import open_document
from scrapers.readers.tables.flattened import with_flattened_tables
from scrapers.readers.tables.grid import is_value

_HEADER_ROWS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a captured document.

    `line` is the whole line, `start` and `end` the offsets of the quote in it; `header` is the words over the table's
    column and `cell` where in the table it stands, both None outside tables. `sheet` and `page` are those of the table;
    `box` is where on the page the words were read off a picture, in points from its top left corner.
    """

    line_number: int
    line: str
    start: int
    end: int
    header: str | None
    cell: str | None
    sheet: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


def locate(data_dir: Path, document_id: str, capture_id: str, locator: str) -> Place:
    """Opens the capture and finds the place.

    Raises:
        ArchiveError: the capture is not in the archive.
        DocumentError: it does not open, or the locator lies outside it.
    """
    archive = Archive(data_dir / "archive")
    look = archive.first_look_at(capture_id)
    name = document_id if look is None else look.file_name or look.url
    document = with_flattened_tables(open_document(archive.read(capture_id), name))
    place = Locator.parse(locator)
    document.at(place)
    number = document.line_of(place.start)
    begin = document.line_starts[number - 1]
    line = document.text[begin:].split("\n", 1)[0]
    header, cell = _table_place(document, place)
    table = document.tables[place.table - 1] if place.table is not None else None
    word = next((one for one in document.words if one.span.start <= place.start < one.span.end), None)
    return Place(
        number,
        line,
        place.start - begin,
        min(place.end - begin, len(line)),
        header,
        cell,
        table.title if table else None,
        word.page if word else table.page if table else None,
        word.box if word else None,
    )


def _table_place(document: Document, place: Locator) -> tuple[str | None, str | None]:
    if place.table is None:
        return None, None
    cell = f"table {place.table}, row {place.row}" + ("" if place.column is None else f", column {place.column}")
    if not 1 <= place.table <= len(document.tables):
        raise DocumentError(f"{place} names table {place.table}, but the document has {len(document.tables)}.")
    return _words_over(document.tables[place.table - 1], place), cell


def _words_over(table: Table, place: Locator) -> str | None:
    """The words at the top of a cell's column, each once; None where the column has none."""
    if place.column is None:
        return None
    over: list[str] = []
    for row in table.rows[:_HEADER_ROWS]:
        cell = row[place.column - 1] if place.column <= len(row) else None
        if cell is None or not cell.text.strip():
            continue
        if cell.locator.start == place.start or is_value(cell):
            break
        over.append(cell.text)
    return " · ".join(dict.fromkeys(over)) or None
