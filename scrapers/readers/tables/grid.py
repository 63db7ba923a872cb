"""A table as a matrix that can be turned, so that units always go down and measures across.

Belongs here: rectangular access to cells, turning, places as people name them. Does not belong here: what cells mean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from scrapers.documents.model import Cell, Table
from scrapers.vocabulary.numbers import parse_number
from scrapers.vocabulary.text import tidy

_VALUE = re.compile(r"^[+\-−–]?\s?\d[\d.,\s]*%?$")
_LETTERS = 26


@dataclass(frozen=True)
class Grid:
    """The cells of a table, row by row, all rows of one width; None where a row has no cell.

    In a turned grid the rows are the table's columns. Cells keep their own locators, so places are those of the print.
    """

    table: Table
    rows: tuple[tuple[Cell | None, ...], ...]
    is_turned: bool = False

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    @cached_property
    def usual_width(self) -> int:
        """How many cells most rows have that have more than one."""
        widths = Counter(width for row in self.rows if (width := cells_in(row)) > 1)
        return max(widths, key=lambda width: (widths[width], width), default=self.width)

    def text(self, row: int, column: int) -> str:
        """The words of a cell on one line, in NFC; empty where there is none."""
        cell = self.rows[row][column]
        return tidy(cell.text) if cell is not None else ""

    def turned(self) -> Grid:
        """The grid with rows and columns exchanged."""
        return Grid(self.table, tuple(zip(*self.rows, strict=True)), not self.is_turned)

    def slice(self, start: int, end: int) -> Grid:
        """The rows from `start` (included) to `end` (excluded)."""
        return Grid(self.table, self.rows[start:end], self.is_turned)


def cells_in(row: Sequence[Cell | None]) -> int:
    """How many cells a row has, those that are empty too."""
    return sum(1 for cell in row if cell is not None)


def grid_of(table: Table) -> Grid:
    """The grid of a table."""
    width = max((len(row) for row in table.rows), default=0)
    rows = tuple((*row, *[None] * (width - len(row))) for row in table.rows)
    return Grid(table, rows)


def is_value(cell: Cell | None) -> bool:
    """Whether a cell holds nothing but a number."""
    if cell is None:
        return False
    return cell.number is not None or _VALUE.match(cell.text.strip()) is not None


def number_in(cell: Cell | None) -> float | None:
    """The number that a cell stores or prints, percent signs left aside."""
    if cell is None or cell.number is not None:
        return None if cell is None else cell.number
    return parse_number(cell.text.strip().rstrip("% "))


def range_of(cells: Sequence[Cell | None]) -> str:
    """The corners of some cells as a spreadsheet names them: `B3:D65`."""
    places = list(_places(cells))
    if not places:
        return "nowhere"
    rows, columns = [row for row, _ in places], [column for _, column in places]
    first = f"{column_name(min(columns))}{min(rows)}"
    last = f"{column_name(max(columns))}{max(rows)}"
    return first if first == last else f"{first}:{last}"


def _places(cells: Sequence[Cell | None]) -> Iterator[tuple[int, int]]:
    for cell in cells:
        if cell is not None and cell.locator.row is not None and cell.locator.column is not None:
            yield cell.locator.row, cell.locator.column


def column_name(number: int) -> str:
    """The letters of a column, from 1: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
