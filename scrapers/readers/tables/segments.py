"""One grid to the tables that stand in it one below the other, and to the captions above them.

Belongs here: cutting a sheet where a new header begins. Does not belong here: columns and blocks side by side
(`unit_axis`).
"""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.documents.model import Cell
from scrapers.readers.tables.grid import Grid, is_value
from scrapers.readers.tables.header_words import LONGEST_HEADER, role_of
from scrapers.readers.tables.unit_axis import place_of

_REACH = 4
"""Rows between the start of a header and its first unit."""
_FEWEST_WORDS = 2


def without_captions(grid: Grid) -> tuple[Grid, tuple[Cell, ...]]:
    """The grid below its captions, and the captions: rows at the top that have words in one cell alone."""
    captions: list[Cell] = []
    for at, row in enumerate(grid.rows):
        cells = {cell.locator.start: cell for cell in row if cell is not None and cell.text.strip()}
        if len(cells) > 1:
            return grid.slice(at, len(grid.rows)), tuple(captions)
        captions.extend(cells.values())
    return grid.slice(len(grid.rows), len(grid.rows)), tuple(captions)


def stacked(grid: Grid, columns: Sequence[int]) -> list[Grid]:
    """The tables of a grid from the top down; one that has its first header again below is one table.

    Args:
        columns: the columns that hold units.
    """
    units = [any(place_of(row[column], None) for column in columns) for row in grid.rows]
    starts = [0]
    header: set[str] = set()
    for at in range(len(grid.rows)):
        if units[at] or not _opens(grid, at) or not any(units[at + 1 : at + 1 + _REACH]):
            continue
        words = {grid.text(at, column) for column in range(grid.width)} - {""}
        if not any(units[:at]):
            header |= words
        elif any(units[starts[-1] : at]) and not words <= header:
            starts.append(_with_captions(grid, units, at))
            header = words
    return [grid.slice(start, end) for start, end in zip(starts, [*starts[1:], len(grid.rows)], strict=True)]


def _opens(grid: Grid, at: int) -> bool:
    """Whether a row looks like the start of a header: several words, one of which names an axis, and no values."""
    cells = {cell.locator.start: cell for cell in grid.rows[at] if cell is not None and cell.text.strip()}
    words = [cell for cell in cells.values() if not is_value(cell)]
    named = any(
        role_of(grid.text(at, column)[:LONGEST_HEADER]) in ("unit", "number", "domain") for column in range(grid.width)
    )
    return named and len(words) >= _FEWEST_WORDS and len(words) == len(cells)


def _with_captions(grid: Grid, units: Sequence[bool], at: int) -> int:
    """Where a table begins whose header begins there: at its captions, which a blank row or a unit parts from above."""
    while at > 0 and not units[at - 1]:
        cells = {cell.locator.start for cell in grid.rows[at - 1] if cell is not None and cell.text.strip()}
        if len(cells) != 1:
            break
        at -= 1
    return at
