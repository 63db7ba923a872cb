"""XLS, XLSX and ODS to a document: a table a sheet, where row and column of a cell are those of the sheet.

Belongs here: sheets as lines and tables. Does not belong here: the files' formats (`workbook_cells`, which runs in a
limited child process unless the file is small and dense), what a sheet says.
"""

from __future__ import annotations

from typing import Any

from scrapers.documents.kinds import XLSX, binary_media_type
from scrapers.documents.model import Document, DocumentError
from scrapers.documents.rendering import MAX_CELLS, DocumentBuilder, RawCell, spelled
from scrapers.documents.sandbox import run_limited
from scrapers.documents.xlsx_size import modest_parts


def open_workbook(data: bytes, name: str) -> Document:
    """The document of a workbook: of each sheet a line with its title and, where it holds anything, a table.

    Hidden sheets are tables too, marked as hidden. Formulas give their stored values and are never computed; macros
    and links to other files are not followed; `notes` say where there are any.

    Raises:
        DocumentError: the file is broken, locked by a password, or larger than what is read.
    """
    media_type = str(binary_media_type(data, name))
    book = _book(data, name, media_type)
    builder = DocumentBuilder(name)
    notes: list[str] = list(book["notes"])
    for sheet in book["sheets"]:
        builder.add_line(sheet["title"])
        rows = _rows(sheet, name)
        if rows:
            builder.add_table(rows, title=sheet["title"], is_hidden=sheet["is_hidden"])
        else:
            notes.append(f"sheet {sheet['title']!r} is empty")
        if sheet["is_hidden"]:
            notes.append(f"sheet {sheet['title']!r} is hidden")
    if not builder.tables:
        raise DocumentError(f"{name} is a workbook without a filled cell: there is nothing to read.")
    return builder.document(media_type, "binary", notes)


def _book(data: bytes, name: str, media_type: str) -> dict[str, Any]:
    """The workbook's cells, read here where no part of it can cost much, else in a limited child process."""
    parts = modest_parts(data) if media_type == XLSX else None
    if parts is not None:
        from scrapers.documents.workbook_cells import book_of

        return book_of(data, name, media_type, parts)
    answered: dict[str, Any] = run_limited("scrapers.documents.workbook_cells", data, name, [media_type])
    return answered


def _rows(sheet: dict[str, Any], name: str) -> list[list[RawCell | str | float]]:
    """The sheet's cells; a blank row is one empty cell, so that rows keep their numbers."""
    rows = [row or [""] for row in sheet["rows"]]
    width = max(map(len, rows), default=0)
    places = 0
    for top, left, bottom, right in sheet["merged"]:
        bottom, right = min(bottom, len(rows) - 1), min(right, width - 1)
        places += max(bottom - top + 1, 0) * max(right - left + 1, 0)
        if places > MAX_CELLS:
            raise DocumentError(f"{name} merges more than {MAX_CELLS:,} cells: add only the sheet that matters.")
        _merge(rows[top : bottom + 1], left, right)
    return rows


def _merge(rows: list[list[RawCell | str | float]], left: int, right: int) -> None:
    """Puts the first cell of a merged range at all of the range's places."""
    for row in rows:
        row += [""] * (right + 1 - len(row))
    first = rows[0][left] if rows and left <= right else ""
    spanning = first if isinstance(first, RawCell) else _spanning(first)
    for row in rows:
        row[left : right + 1] = [spanning] * (right + 1 - left)


def _spanning(value: str | float) -> RawCell:
    return RawCell(value) if isinstance(value, str) else RawCell(spelled(value), value)
