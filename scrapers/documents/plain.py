"""Plain text to a document: lines, and tables where neighbouring lines are cut by tabs.

Belongs here: finding the lines that are table rows. Does not belong here: what a table says.
"""

from __future__ import annotations

from collections.abc import Iterator

from scrapers.documents.decoding import decode
from scrapers.documents.model import Cell, Document, Locator, Table

_MIN_CELLS = 2
_MIN_ROWS = 2


def open_plain(data: bytes, name: str) -> Document:
    """The document of a plain text file.

    Raises:
        DocumentError: the bytes are no text.
    """
    decoded = decode(data, name)
    return Document(decoded.text, "text/plain", decoded.encoding, tuple(_tables(decoded.text)))


def document_of_text(text: str, title: str | None = None) -> Document:
    """The document of a text that came without bytes; not a character of it is changed."""
    return Document(text, "text/plain", "utf-8", tuple(_tables(text)), title=title)


def _tables(text: str) -> Iterator[Table]:
    number = 0
    run: list[tuple[int, str]] = []
    for start, line in [*_lines(text), (len(text), "")]:
        if line.count("\t") + 1 >= _MIN_CELLS and line.strip():
            run.append((start, line))
            continue
        if len(run) >= _MIN_ROWS:
            number += 1
            yield Table(number, tuple(_row(begin, row, number, at) for at, (begin, row) in enumerate(run, start=1)))
        run = []


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _row(start: int, line: str, table: int, row: int) -> tuple[Cell, ...]:
    cells = []
    for column, raw in enumerate(line.split("\t"), start=1):
        text = raw.strip()
        begin = start + raw.index(text)
        cells.append(Cell(text, Locator(begin, begin + len(text), table, row, column)))
        start += len(raw) + 1
    return tuple(cells)
