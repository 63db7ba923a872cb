"""Where a table names its units: the columns that hold them, and whether the table must be turned to have columns.

Belongs here: cells that are units, axes, pairs that stand side by side. Does not belong here: headers and measures.

A column holds units if most of its words are names of units. Several such columns are either two spellings of the
same units side by side (English beside Vietnamese) or blocks, each with columns of its own, sorted by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from scrapers.documents.model import Cell
from scrapers.readers.context import Place
from scrapers.readers.tables.grid import Grid, is_value
from scrapers.vocabulary.text import fold, tidy
from scrapers.vocabulary.units import LOCAL_LEVELS, find_units, resolve_unit, strip_level

_FEWEST = 2
_FEWEST_TURNED = 3
_SHARE = 0.5
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
    text = tidy(raw)
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
    words = {cell.locator.start: cell for cell in line if cell is not None and cell.text.strip() and not is_value(cell)}
    units = sum(1 for cell in words.values() if place_of(cell, None) is not None)
    return units >= _FEWEST and units >= _SHARE * len(words)


def first_unit_row(grid: Grid, columns: Sequence[int]) -> int | None:
    """The first row that names a unit in one of the columns."""
    rows = range(len(grid.rows))
    return next((at for at in rows if any(place_of(grid.rows[at][column], None) for column in columns)), None)


def blocks_of(grid: Grid, columns: Sequence[int]) -> list[Block]:
    """The blocks of a grid whose columns of units are given.

    A column of running numbers left of the units of each block belongs to the block on its right.
    """
    groups = _groups(grid, columns)
    starts = [_start(grid, group[0], is_first=number == 0) for number, group in enumerate(groups)]
    blocks = []
    for number, group in enumerate(groups):
        end = starts[number + 1] if number + 1 < len(groups) else grid.width
        begin = starts[number] if number else 0
        values = tuple(at for at in range(begin, end) if at not in group)
        blocks.append(Block(group[-1], values, tuple(group[:-1])))
    return blocks


def _groups(grid: Grid, columns: Sequence[int]) -> list[list[int]]:
    """Columns of units, those together that spell the same units in each row."""
    groups: list[list[int]] = []
    for at in columns:
        if groups and at == groups[-1][-1] + 1 and _same(grid, groups[-1][-1], at):
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def _same(grid: Grid, left: int, right: int) -> bool:
    pairs = [(place_of(row[left], None), place_of(row[right], None)) for row in grid.rows]
    named = [(one, other) for one, other in pairs if one and other]
    return bool(named) and all(one == other for one, other in named)


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


def folded(place: Place) -> str:
    """A unit's name for comparing."""
    return fold(place.name)
