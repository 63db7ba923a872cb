"""Tables whose cells a page prints one a line, given their rows and columns back.

Belongs here: finding them by units that come at equal distances with values between, and their header. Does not belong
here: what the table says (`understood`), short lists in running text (`scrapers.readers.flattened_tables`).

A header of two levels loses its shape too: its first row, with the words over several columns, comes whole before the
second. Where just one way of putting it back gives every column its words, that way is taken; else there is no table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scrapers.documents.model import Block, Cell, Document, Locator, Table
from scrapers.readers.tables.grid import is_value
from scrapers.readers.tables.header_words import LONGEST_HEADER, role_of
from scrapers.readers.tables.unit_axis import place_of
from scrapers.vocabulary.text import tidy

_FEWEST_ROWS = 8
_FEWEST_VALUES = 3
_MOST_COLUMNS = 60
_LONGEST_CELL = 120
_Row = list[Block]


def with_flattened_tables(document: Document) -> Document:
    """The document with the tables that its text holds one cell a line; its text stays as it is."""
    lines = [block for block in document.blocks if block.table is None]
    if len(lines) < _FEWEST_ROWS * (_FEWEST_VALUES + 1):
        return document
    tables = list(_tables(lines, len(document.tables)))
    return replace(document, tables=(*document.tables, *tables)) if tables else document


def _tables(lines: Sequence[Block], known: int) -> Iterator[Table]:
    units = [at for at, line in enumerate(lines) if _is_unit(line)]
    number = known
    done = 0
    while done < len(units):
        run = _run(lines, units, done)
        done += len(run)
        if len(run) >= _FEWEST_ROWS and (rows := _rows(lines, run)) is not None:
            number += 1
            yield Table(number, tuple(_cells(row, number, at) for at, row in enumerate(rows, start=1)))


def _is_unit(line: Block) -> bool:
    if len(line.text) > _LONGEST_CELL:
        return False
    return place_of(Cell(line.text, Locator(line.start, line.end)), None) is not None


def _run(lines: Sequence[Block], units: Sequence[int], first: int) -> list[int]:
    """Lines of units at equal distances from one on, with values between."""
    run = [units[first]]
    for at in units[first + 1 :]:
        width = at - run[-1]
        if not _FEWEST_VALUES < width <= _MOST_COLUMNS or (len(run) > 1 and width != run[1] - run[0]):
            break
        if not all(_is_value(line) for line in lines[run[-1] + 1 : at]):
            break
        run.append(at)
    return run


def _is_value(line: Block) -> bool:
    return is_value(Cell(line.text, Locator(line.start, line.end))) or line.text.strip() in ("-", "–", "N/A")


def _rows(lines: Sequence[Block], run: Sequence[int]) -> list[_Row] | None:
    """The rows of a table, its header's first; None where its header cannot be put back."""
    width = run[1] - run[0]
    leads = _leads(lines, run)
    header = _header(lines[: run[0] - leads], width, leads)
    if header is None:
        return None
    last = min(len(lines), run[-1] - leads + width)
    body = [list(lines[at - leads : min(at - leads + width, last)]) for at in run]
    return [*header, *(row for row in body if len(row) == width)]


def _leads(lines: Sequence[Block], run: Sequence[int]) -> int:
    """1 where the line before each unit numbers the rows, else 0."""
    before = [lines[at - 1].text.strip().rstrip(".") for at in run if at > 0]
    numbers = [int(text) for text in before if text.isdecimal()]
    return int(len(numbers) == len(run) and numbers == list(range(numbers[0], numbers[0] + len(run))))


def _header(before: Sequence[Block], width: int, leads: int) -> list[_Row] | None:
    """The rows of the header in the lines before the first row of values."""
    opening = "number" if leads else "unit"
    near = before[-2 * width :]
    starts = [at for at, line in enumerate(near) if role_of(tidy(line.text)[:LONGEST_HEADER]) == opening]
    if not starts:
        return None
    cells = list(near[starts[-1] :])
    if len(cells) == width:
        return [cells]
    return _two_levels(cells, width) if len(cells) == width + 1 else None


def _two_levels(cells: Sequence[Block], width: int) -> list[_Row] | None:
    """A header whose first row has one cell over several columns: that cell alone has no role, all others have one."""
    ways = []
    for split in range(2, len(cells) - 1):
        first, second = cells[:split], cells[split:]
        nameless = [at for at, line in enumerate(first) if role_of(tidy(line.text)[:LONGEST_HEADER]) is None]
        named = [line for line in second if role_of(tidy(line.text)[:LONGEST_HEADER]) is not None]
        if len(nameless) == 1 and not named:
            over = nameless[0]
            upper = [*first[:over], *[first[over]] * len(second), *first[over + 1 :]]
            lower = [*first[:over], *second, *first[over + 1 :]]
            ways.append([upper, lower])
    return ways[0] if len(ways) == 1 and all(len(row) == width for row in ways[0]) else None


def _cells(row: Sequence[Block], table: int, number: int) -> tuple[Cell, ...]:
    return tuple(
        Cell(line.text, Locator(line.start, line.end, table, number, column))
        for column, line in enumerate(row, start=1)
    )
