"""Lines and tables rendered into a document's text, so that every line and every cell is a span of it.

Belongs here: the one way in which a table becomes lines and tabs, for all media types. Does not belong here: parsing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scrapers.documents.model import Cell, Document, DocumentError, Locator, Table, Word

MAX_CELLS = 200_000
_WHOLE = 10**15
"""Whole numbers below this are exact in a workbook and are written without a decimal point."""
_BREAKS = re.compile(r"[\t\r\n\v\f\u2028\u2029]+")

# Once a cell: a named tuple's own constructor takes twice as long.
_new = tuple.__new__


@dataclass(frozen=True, slots=True, eq=False)
class RawCell:
    """A cell before it has a place. The same object at several places of a table is one cell that spans them."""

    text: str
    number: float | None = None
    confidence: float | None = None


RawRow = Sequence[RawCell | str | float]
"""The cells of a row. A bare text or number is a cell that spans nothing."""


def flatten(text: str) -> str:
    """A cell's text on one line: tabs and line breaks become one space."""
    return text if text.isprintable() else _BREAKS.sub(" ", text)


def spelled(number: float) -> str:
    """A finite number in its shortest form: a whole one without a point, if it is small enough to be exact."""
    return repr(number) if number % 1 or not -_WHOLE < number < _WHOLE else str(int(number))


class DocumentBuilder:
    """Collects the text and the tables of a document, part by part."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tables: list[Table] = []
        self.words: list[Word] = []
        self._parts: list[str] = []
        self._cells = 0
        self.length = 0

    def add_line(self, text: str) -> int:
        """Adds a line of text; returns the offset at which it begins."""
        start = self.length
        self._append(f"{flatten(text)}\n")
        return start

    def add_table(
        self,
        rows: Iterable[RawRow],
        title: str | None = None,
        is_hidden: bool = False,
        page: int | None = None,
    ) -> Table:
        """Adds a table, a row a line with tabs between cells.

        Raises:
            DocumentError: the document's tables have more cells together than are read.
        """
        number = len(self.tables) + 1
        known: dict[RawCell, Cell] = {}
        table_rows = []
        for at, row in enumerate(rows, start=1):
            self._cells += len(row)
            if self._cells > MAX_CELLS:
                raise DocumentError(
                    f"{self.name} has tables of more than {MAX_CELLS:,} cells: add the one that matters."
                )
            table_rows.append(self._row(row, number, at, known))
        table = Table(number, tuple(row for row in table_rows if row), title, is_hidden, page)
        self.tables.append(table)
        return table

    def _row(self, row: RawRow, table: int, number: int, known: dict[RawCell, Cell]) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        texts: list[str] = []
        start = self.length
        for column, raw in enumerate(row, start=1):
            value = confidence = None
            if isinstance(raw, str):
                text = raw
            elif not isinstance(raw, RawCell):
                text, value = repr(raw) if raw % 1 else spelled(raw), raw
            elif raw in known:
                cells.append(known[raw])
                continue
            else:
                text, value, confidence = raw.text, raw.number, raw.confidence
            if not text.isprintable():
                text = flatten(text)
            texts.append(text)
            end = start + len(text)
            cell = _new(Cell, (text, _new(Locator, (start, end, table, number, column)), value, confidence))
            cells.append(cell)
            if isinstance(raw, RawCell):
                known[raw] = cell
            start = end + 1
        if texts:  # else all of the row hangs down from rows above
            self._append("\t".join(texts) + "\n")
        return tuple(cells)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def document(self, media_type: str, encoding: str, notes: Iterable[str] = (), title: str | None = None) -> Document:
        """The document of all that was added."""
        return Document(
            "".join(self._parts), media_type, encoding, tuple(self.tables), tuple(notes), title, tuple(self.words)
        )


def render_rows(rows: Iterable[Sequence[str]], number: int, offset: int) -> tuple[str, Table]:
    """Text of the rows, one a line with tabs between cells, and the table whose cells point into it.

    Args:
        rows: cell texts, row by row.
        number: the table's number in its document, from 1.
        offset: where in the document's text the rendered text will start.
    """
    lines: list[str] = []
    table_rows: list[tuple[Cell, ...]] = []
    position = offset
    for row_number, row in enumerate(rows, start=1):
        cells = []
        for column, raw in enumerate(row, start=1):
            text = raw if raw.isprintable() else flatten(raw)
            end = position + len(text)
            cells.append(_new(Cell, (text, _new(Locator, (position, end, number, row_number, column)), None, None)))
            position = end + 1
        position += 0 if cells else 1  # a blank line is still a line
        lines.append("\t".join(cell.text for cell in cells))
        table_rows.append(tuple(cells))
    return "\n".join(lines), Table(number, tuple(row for row in table_rows if row))
