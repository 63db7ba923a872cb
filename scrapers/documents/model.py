"""What a document is once its bytes are opened: one text, with blocks and tables that are spans of it.

Belongs here: `Document`, `Table`, `Cell`, `Span` and the locator that names a place. Does not belong here: media types
or meaning. Every span is a pair of character offsets into `Document.text`, so that a locator can be opened again and
the quote compared, whatever the document was printed in. Tables of any medium are rendered into the text row by row,
cells separated by tabs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

_LOCATOR = re.compile(
    r"^(?:table:(?P<table>\d+)/row:(?P<row>\d+)(?:/col:(?P<column>\d+))?/)?char:(?P<start>\d+)-(?P<end>\d+)$"
)

_MOST_LOCATORS = 32_768
"""How many are remembered: the readers of one document ask for its places again and again."""


class DocumentError(ValueError):
    """Bytes that cannot be opened as a document; the message says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` (included) to `end` (excluded) of a document's text."""

    start: int
    end: int


class Locator(NamedTuple):
    """A place in a document: a span of its text and, inside a table, the table, row and column (all from 1)."""

    start: int
    end: int
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        span = f"char:{self.start}-{self.end}"
        if self.table is None:
            return span
        column = "" if self.column is None else f"/col:{self.column}"
        return f"table:{self.table}/row:{self.row}{column}/{span}"

    @classmethod
    def parse(cls, text: str) -> Locator:
        """The locator written as `table:1/row:3/col:4/char:120-127` or `char:120-127`.

        Raises:
            DocumentError: the text is no locator.
        """
        return _parsed(text)


def start_of(locator: str) -> int:
    """The first offset of a written locator, without the work of parsing the rest of it."""
    return int(locator.rpartition(":")[2].partition("-")[0])


def table_of(locator: str) -> int | None:
    """The table that a written locator is in, or None."""
    return _parsed(locator).table


@lru_cache(maxsize=_MOST_LOCATORS)
def _parsed(text: str) -> Locator:
    match = _LOCATOR.match(text)
    if match is None:
        raise DocumentError(f"{text!r} is not a locator such as table:1/row:3/col:4/char:120-127.")
    table, row, column, start, end = (None if part is None else int(part) for part in match.groups())
    return Locator(start or 0, end or 0, table, row, column)


class Cell(NamedTuple):
    """A table cell: its text and where it stands; a cell that spans others stands, the same, at each of their places.

    `number` is the stored value where the medium stores one (workbooks); `confidence` (0 to 1) is that of the least
    certain word where the cell was read off a picture.
    """

    text: str
    locator: Locator
    number: float | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, in print order; `number` counts the tables of the document from 1.

    `title` is the name that the medium gives it (a sheet, a member of an archive), `is_hidden` whether it does not show
    it, `page` the page that it stands on, from 1, where there are pages.
    """

    number: int
    rows: tuple[tuple[Cell, ...], ...]
    title: str | None = None
    is_hidden: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word read off a picture: its span of the text, page (from 1), box in points from the top left, confidence."""

    span: Span
    page: int
    box: tuple[float, float, float, float]
    confidence: float


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table row of the text: one line of it, without surrounding space."""

    text: str
    start: int
    line: int
    table: int | None = None

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Document:
    """An opened document. `encoding` and `notes` say how the bytes were decoded; `words` are those of pictures."""

    text: str
    media_type: str
    encoding: str
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    title: str | None = None
    words: tuple[Word, ...] = ()

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset of the first character of each line."""
        return [0] + [match.end() for match in re.finditer("\n", self.text)]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The non-empty lines of the text, each with its table where it is a table's row."""
        table_of_line = {
            self.line_of(cell.locator.start): table.number
            for table in self.tables
            for row in table.rows
            for cell in row
        }
        found = []
        for number, start in enumerate(self.line_starts, start=1):
            end = self.line_starts[number] - 1 if number < len(self.line_starts) else len(self.text)
            raw = self.text[start:end]
            text = raw.strip()
            if text:
                found.append(Block(text, start + raw.index(text), number, table_of_line.get(number)))
        return tuple(found)

    def line_of(self, offset: int) -> int:
        """The number, from 1, of the line that holds the character at `offset`."""
        return bisect_right(self.line_starts, offset)

    def at(self, locator: Locator) -> str:
        """The text at a locator.

        Raises:
            DocumentError: the document ends before it.
        """
        if locator.end > len(self.text) or locator.start > locator.end:
            raise DocumentError(f"{locator} lies outside the document of {len(self.text)} characters.")
        return self.text[locator.start : locator.end]
