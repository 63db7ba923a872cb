"""Where a table names its units: the columns that hold them, and whether the table must be turned to have columns.

Belongs here: cells that are units, axes, pairs that stand side by side. Does not belong here: headers and measures.

A column holds units if most of its words are names of units. Several such columns are either two spellings of the
same units side by side (English beside Vietnamese) or blocks, each with columns of its own, sorted by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from scrapers.documents.model import Cell
from scrapers.readers.context import Place
from scrapers.readers.tables.grid import Grid, is_value
from scrapers.vocabulary.text import tidy
from scrapers.vocabulary.units import LOCAL_LEVELS, find_units, resolve_unit, strip_level

_FEWEST = 2
_FEWEST_TURNED = 3
_SHARE = 0.5
_DISTINCT = 0.9
"""Share of a column's names that are different where it names the rows."""
_WIDER = ("region", "national")
_NUMBERED = re.compile(r"^\d{1,3}\s*[.)]?\s+(?=[^\W\d])")
_MOST_NAMES = 65_536
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Block:
    """A column of units and the columns of values that it governs; `spellings` are further columns of its units."""

    unit: int
    values: tuple[int, ...]
    spellings: tuple[int, ...] = ()


def place_of(cell: Cell | None, province: str | None) -> Place | None:
    """The unit that a cell is, if its words are the name of one.

    Args:
        province: the province whose local units the table can mean.
    """
    if cell is None or cell.number is not None or len(cell.text) > _LONGEST_NAME:
        return None
    found = _place(cell.text)
    if found is not None and found.level in LOCAL_LEVELS:
        return Place(found.name, found.level, province)
    return found


@lru_cache(maxsize=_MOST_NAMES)
def _place(raw: str) -> Place | None:
    text = _NUMBERED.sub("", tidy(raw))
    if not any(char.isalpha() for char in text):
        return None
    if unit := resolve_unit(text):
        return Place(unit.canonical_name, unit.level)
    mentions = find_units(text)
    if len(mentions) == 1 and mentions[0].level in LOCAL_LEVELS and _fills(mentions[0].span.end, text):
        return Place(mentions[0].name, mentions[0].level)
    word, bare = strip_level(text)
    if word in LOCAL_LEVELS and bare and bare[0].isupper():
        return Place(bare, str(word))
    return None


def _fills(end: int, text: str) -> bool:
    """Whether a name that ends there is most of the text."""
    return end >= _SHARE * len(text)


def turned_to_units(grid: Grid) -> Grid:
    """The grid, turned where its units stand side by side and not one below the other."""
    down = max((_units(column) for column in zip(*grid.rows, strict=True)), default=0)
    across = max((_units(row) for row in grid.rows), default=0)
    return grid.turned() if across > down and across >= _FEWEST_TURNED else grid


def _units(line: Sequence[Cell | None]) -> int:
    """How many different units a line names."""
    return len({(place.name, place.level) for cell in line if (place := place_of(cell, None))})


def unit_columns(grid: Grid) -> list[int]:
    """The columns that hold units, from left to right."""
    return [at for at in range(grid.width) if _holds_units([row[at] for row in grid.rows])]


def _holds_units(line: Sequence[Cell | None]) -> bool:
    """Whether most of what a line holds are units; running numbers with a few names of regions between are no units."""
    filled = {cell.locator.start: cell for cell in line if cell is not None and cell.text.strip()}
    units = sum(1 for cell in filled.values() if place_of(cell, None) is not None)
    return units >= _FEWEST and units >= _SHARE * len(filled)


def first_unit_row(grid: Grid, columns: Sequence[int]) -> int | None:
    """The first row that names a unit in one of the columns."""
    rows = range(len(grid.rows))
    return next((at for at in rows if any(place_of(grid.rows[at][column], None) for column in columns)), None)


def blocks_of(grid: Grid, columns: Sequence[int]) -> list[Block]:
    """The blocks of a grid whose columns of units are given.

    A column of running numbers left of the units of each block belongs to the block on its right. Where every column of
    units stands behind its values, a block's values are left of it.
    """
    names = _naming(grid, columns)
    groups = _groups(grid, names)
    rows = [row for row in grid.rows if any(place_of(row[at], None) for at in names)]
    if _stands_behind(rows, groups, grid.width):
        begins = [0, *(max(group) + 1 for group in groups[:-1])]
        ends = [min(group) for group in groups]
    else:
        begins = [_start(grid, min(group), is_first=number == 0) for number, group in enumerate(groups)]
        ends = [*begins[1:], grid.width]
    blocks = []
    for group, begin, end in zip(groups, begins, ends, strict=True):
        unit = max(group, key=lambda at: (_distinct(grid, at), at))
        values = tuple(at for at in range(begin, end) if at not in group and at not in columns)
        blocks.append(Block(unit, values, tuple(at for at in group if at != unit)))
    return blocks


def _naming(grid: Grid, columns: Sequence[int]) -> list[int]:
    """The columns that name the rows: those of regions, or of what several units went into, group them."""
    places = {at: [place for row in grid.rows if (place := place_of(row[at], None)) is not None] for at in columns}
    naming = [
        at
        for at, found in places.items()
        if any(place.level not in _WIDER for place in found) and len(set(found)) >= _DISTINCT * len(found)
    ]
    return naming or list(columns)


def _groups(grid: Grid, columns: Sequence[int]) -> list[list[int]]:
    """Columns of units, those together that have no values between: one names the units, the others spell them anew."""
    groups: list[list[int]] = []
    for at in columns:
        if groups and not any(_has_values(grid, between) for between in range(groups[-1][-1] + 1, at)):
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def _distinct(grid: Grid, at: int) -> int:
    return len({place for row in grid.rows if (place := place_of(row[at], None)) is not None})


def _has_values(grid: Grid, at: int) -> bool:
    return any(is_value(row[at]) for row in grid.rows)


def _stands_behind(rows: Sequence[Sequence[Cell | None]], groups: Sequence[Sequence[int]], width: int) -> bool:
    """Whether the units of several blocks stand behind their values: the last column is one, decimals come first."""
    if len(groups) < _FEWEST or max(groups[-1]) != width - 1:
        return False
    before = [cell for row in rows for cell in row[: min(groups[0])] if cell is not None and is_value(cell)]
    return any(not cell.text.strip().rstrip(".").isdecimal() for cell in before)


def _start(grid: Grid, unit: int, is_first: bool) -> int:
    """Where a block begins: at its units, or at the running numbers left of them."""
    if is_first or unit == 0:
        return 0 if is_first else unit
    numbers = [
        cell.text.strip().rstrip(".")
        for row in grid.rows
        if (cell := row[unit - 1]) is not None and place_of(row[unit], None) is not None
    ]
    runs = [int(text) for text in numbers if text.isdecimal()]
    rising = sum(1 for one, other in pairwise(runs) if 0 <= other - one <= 1)
    is_running = len(runs) == len(numbers) > 1 and rising >= len(runs) - 1 - len(runs) // 10
    return unit - 1 if is_running else unit
