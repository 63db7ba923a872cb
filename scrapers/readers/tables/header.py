"""The header of a table: which rows are its header, its captions and its maxima, and the words over each column.

Belongs here: rows above the first row of values. Does not belong here: what the words mean (`column_meaning`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from scrapers.documents.model import Cell
from scrapers.readers.tables.grid import Grid, is_value
from scrapers.readers.tables.header_words import LONGEST_HEADER, is_scale, names_scale, names_weights
from scrapers.vocabulary.text import tidy

_COLUMN_NUMBER = re.compile(r"^\(?\s*(?:\d{1,2}|[a-zA-ZđĐ])\s*\)?(?:\s*=.*)?$")
_CODE = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?$")
_YEAR = re.compile(r"^20[0-4]\d$")
_FEWEST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Header:
    """The rows above a table's values.

    `paths` are the words over each column from the top down, each once; `cells` the lowest cell with words over each
    column; `captions` stand over all columns; `maxima` is the row that prints what each column can reach.
    """

    depth: int
    paths: dict[int, tuple[str, ...]]
    cells: dict[int, Cell]
    captions: tuple[Cell, ...]
    maxima: int | None

    @property
    def words(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The paths in the order of their columns, for comparing headers."""
        return tuple(sorted(self.paths.items()))


def read_header(grid: Grid, depth: int) -> Header:
    """The header of a grid whose first `depth` rows stand above its values."""
    levels: list[int] = []
    captions: list[Cell] = []
    maxima = None
    for at in range(depth):
        alone = _only_cell(grid.rows[at])
        if alone is not None and grid.width >= _FEWEST_COLUMNS:
            captions.append(alone)
        elif _is_maxima(grid, at):
            maxima = at
        elif not _is_numbering(grid, at):
            levels.append(at)
    paths: dict[int, tuple[str, ...]] = {}
    cells: dict[int, Cell] = {}
    filled = _filled(grid, levels)
    idle = {id(cell) for at in levels if not _codes(grid, at) for cell in grid.rows[at] if is_value(cell)}
    for column in range(grid.width):
        over = [cell for row in filled if (cell := row[column]) is not None and tidy(cell.text)]
        paths[column] = tuple(dict.fromkeys(tidy(cell.text[:LONGEST_HEADER]) for cell in over if id(cell) not in idle))
        if over:
            cells[column] = over[-1]
    return Header(depth, paths, cells, tuple(captions), maxima)


def _only_cell(row: Sequence[Cell | None]) -> Cell | None:
    """The one cell of a row that has words in one cell alone, however many places it spans."""
    cells = {cell.locator.start: cell for cell in row if cell is not None and cell.text.strip()}
    return next(iter(cells.values())) if len(cells) == 1 else None


def _is_maxima(grid: Grid, at: int) -> bool:
    """Whether a row says what each column can reach: its label says so and it holds numbers, or it holds scales."""
    words = [text for column in range(grid.width) if (text := grid.text(at, column))]
    scales = [text for text in words if is_scale(text)]
    labels = [text for text in words if not any(char.isdigit() for char in text) and names_scale(text)]
    numbers = [text for text in words if text[0].isdigit()]
    is_labelled = len(labels) == 1 and (bool(scales) or 2 * len(numbers) >= len(words))
    return len(words) > 1 and (is_labelled or 2 * len(scales) > len(words))


def _is_numbering(grid: Grid, at: int) -> bool:
    """Whether a row does nothing but number the columns, (1) (2) (3), or prints their weights."""
    words = [text for column in range(grid.width) if (text := grid.text(at, column))]
    values = [text for text in words if text[0].isdigit()]
    labels = [text for text in words if not text[0].isdigit()]
    is_weights = bool(values) and len(labels) == 1 and names_weights(labels[0])
    return len(words) > 1 and (is_weights or all(_COLUMN_NUMBER.match(text) for text in words))


def _codes(grid: Grid, at: int) -> bool:
    """Whether the bare numbers of a row are codes of domains, 1, 1.1, 1.2, 2 ..., or years; others name nothing."""
    texts = [
        text for column in range(grid.width) if is_value(grid.rows[at][column]) and (text := grid.text(at, column))
    ]
    if texts and all(_YEAR.match(text) for text in texts):
        return True
    whole = [int(text.rstrip(".")) for text in texts if text.rstrip(".").isdecimal()]
    return all(_CODE.match(text) for text in texts) and whole == list(range(1, len(whole) + 1))


def _filled(grid: Grid, levels: Sequence[int]) -> list[list[Cell | None]]:
    """The rows of a header, where a cell that stands over several columns without spanning them goes on to the right.

    Only above another level, only over columns that have words there, and only in headers that span no cells at all:
    where cells span, a blank is a blank.
    """
    rows = [list(grid.rows[at]) for at in levels]
    spans = any(one is not None and one is other for row in rows for one, other in pairwise(row))
    if spans:
        return rows
    for upper, lower in pairwise(rows):
        for column in range(1, grid.width):
            left = upper[column - 1]
            if not _has_words(upper[column]) and _has_words(lower[column]) and not is_value(left):
                upper[column] = left
    return rows


def _has_words(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text.strip())
