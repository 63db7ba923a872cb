"""A document made for an old font or code page turned into Unicode, its cells and words moved along.

Belongs here: moving every place as letters before it become fewer. Does not belong here: how text is recognised or
converted (`legacy_text`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise

from scrapers.documents.legacy_text import APART, Scheme, scheme_of
from scrapers.documents.model import Cell, Document, Locator, Span, Table

_LOST = "\ufffd"
_QUOTED_AS_PRINTED = {"text/plain", "text/html", "text/csv"}
"""Media whose characters are those of the print: a quote from them is to be found in the file."""

# Once a cell: a named tuple's own constructor takes twice as long.
_new = tuple.__new__


def as_unicode(document: Document) -> Document:
    """The document with its text, titles, cells and words in Unicode; `notes` say what they were before.

    Every cell is converted by itself, so that it stays a span of the text.
    """
    lost = document.text.count(_LOST)
    if lost:
        document = replace(document, notes=(*document.notes, f"{lost} letters had been lost before (U+FFFD)"))
    scheme = scheme_of(document.text)
    if scheme is None:
        return document
    if scheme is APART and document.media_type in _QUOTED_AS_PRINTED and document.encoding != "windows-1258":
        said = "letters stand apart from their marks (decomposed Unicode): quoted as printed, compared as composed"
        return replace(document, notes=(*document.notes, said))
    moved = _Moved(document, scheme)
    if moved.text == document.text:
        return document
    return replace(
        document,
        text=moved.text,
        tables=tuple(moved.table(table) for table in document.tables),
        words=tuple(replace(word, span=moved.span(word.span.start, word.span.end)) for word in document.words),
        title=scheme.convert(document.title) if document.title else document.title,
        notes=(*document.notes, f"the text was {scheme.what} and was converted"),
    )


class _Moved:
    """The converted text, and where each place of the old one is in it."""

    def __init__(self, document: Document, scheme: Scheme) -> None:
        cells = [cell.locator for table in document.tables for row in table.rows for cell in row]
        places = {0, len(document.text), *document.line_starts}
        places.update([at.start for at in cells], [at.end for at in cells])
        places.update([word.span.start for word in document.words], [word.span.end for word in document.words])
        edges = sorted(places)
        convert = cache(scheme.convert)
        parts = [document.text[start:end] for start, end in pairwise(edges)]
        parts = [part if part.isascii() else convert(part) for part in parts]
        self._scheme = scheme
        self._place = dict(zip(edges, accumulate(map(len, parts), initial=0), strict=True))
        self._cells: dict[int, Cell] = {}
        self.text = "".join(parts)

    def span(self, start: int, end: int) -> Span:
        return Span(self._place[start], self._place[end])

    def table(self, table: Table) -> Table:
        rows = tuple(tuple(map(self._cell, row)) for row in table.rows)
        return replace(table, rows=rows, title=self._scheme.convert(table.title) if table.title else table.title)

    def _cell(self, cell: Cell) -> Cell:
        """The cell moved; one that spans several places stays one."""
        moved = self._cells.get(id(cell))
        if moved is None:
            _, (start, end, table, row, column), number, confidence = cell
            start, end = self._place[start], self._place[end]
            locator = _new(Locator, (start, end, table, row, column))
            moved = self._cells[id(cell)] = _new(Cell, (self.text[start:end], locator, number, confidence))
        return moved
