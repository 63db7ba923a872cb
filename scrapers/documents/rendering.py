"""Rows of cell texts rendered into a document's text, so that every cell is a span of it.

Belongs here: the one way in which a table becomes lines and tabs, for all media types. Does not belong here: parsing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scrapers.documents.model import Cell, Locator, Table

_BREAKS = re.compile(r"[\t\r\n\v\f\u2028\u2029]+")


def flatten(text: str) -> str:
    """A cell's text on one line: tabs and line breaks become one space."""
    return _BREAKS.sub(" ", text)


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
