"""Lines and tables rendered into a document's text, so that every line and every cell is a span of it.

Belongs here: the one way in which a table becomes lines and tabs, for all media types. Does not belong here: parsing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scrapers.documents.model import Cell, Document, DocumentError, Locator, Table, Word

MAX_CELLS = 200_000
_BREAKS = re.compile(r"[\t\r\n\v\f\u2028\u2029]+")


@dataclass(frozen=True, slots=True, eq=False)
class RawCell:
    """A cell before it has a place. The same object at several places of a table is one cell that spans them."""

    text: str
    number: float | None = None
    confidence: float | None = None


def flatten(text: str) -> str:
    """A cell's text on one line: tabs and line breaks become one space."""
    return text if text.isprintable() else _BREAKS.sub(" ", text)


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
        rows: Iterable[Sequence[RawCell | str]],
        title: str | None = None,
        is_hidden: bool = False,
        page: int | None = None,
    ) -> Table:
        """Adds a table, a row a line with tabs between cells. A bare text is a cell that spans nothing.

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

    def _row(
        self, row: Sequence[RawCell | str], table: int, number: int, known: dict[RawCell, Cell]
    ) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        texts: list[str] = []
        position = self.length
        for column, raw in enumerate(row, start=1):
            cell = None if isinstance(raw, str) else known.get(raw)
            if cell is None:
                text = flatten(raw if isinstance(raw, str) else raw.text)
                locator = Locator(position, position + len(text), table, number, column)
                position += len(text) + 1
                texts.append(text)
                if isinstance(raw, str):
                    cell = Cell(text, locator)
                else:
                    cell = known[raw] = Cell(text, locator, raw.number, raw.confidence)
            cells.append(cell)
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
            text = flatten(raw)
            cells.append(Cell(text, Locator(position, position + len(text), number, row_number, column)))
            position += len(text) + 1
        position += 0 if cells else 1  # a blank line is still a line
        lines.append("\t".join(cell.text for cell in cells))
        table_rows.append(tuple(cells))
    return "\n".join(lines), Table(number, tuple(row for row in table_rows if row))
