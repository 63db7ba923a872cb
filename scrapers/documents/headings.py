"""The header of a table without ruling lines: which column each heading belongs to, and which headings are one cell.

Belongs here: headings placed over columns, wrapped headings, levels. Does not belong here: where columns part
(`column_borders`), how far captions reach (`captions`), drawn lines, meaning.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from scrapers.documents.boxes import Chunk, Line, joined
from scrapers.documents.captions import HeadCell, widened
from scrapers.documents.column_borders import continues, is_flush

EMPTY = Chunk(())


def head_rows(
    lines: Sequence[Line], borders: Sequence[float], centres: Sequence[float], named: int
) -> list[tuple[Chunk, ...]]:
    """Header cells of several lines and levels: one that stands alone in its columns stands in every level.

    Args:
        lines: of the header, from top to bottom.
        borders: of the columns, one more than there are columns.
        centres: horizontal middles of the columns' values.
        named: how many columns at the left are numbers and names of the rows.
    """
    cells = _head_cells(lines, borders, centres)
    if not cells:
        return []
    width = len(borders) - 1
    levels = _levels(cells)
    cells = widened(cells, borders, named)
    rows = [[EMPTY] * width for _ in levels]
    for column in range(width):
        own = sorted((cell for cell in cells if cell.is_over(column)), key=lambda cell: cell.middle)
        for number, level in enumerate(levels):
            if own:
                rows[number][column] = min(own, key=lambda cell: abs(cell.middle - level)).chunk
    return [tuple(row) for row in rows]


def _head_cells(lines: Sequence[Line], borders: Sequence[float], centres: Sequence[float]) -> list[HeadCell]:
    """Each header cell where it stands; lines close together over the same columns are one cell."""
    cells: list[HeadCell] = []
    mains = [[_main_column(chunk, borders) for chunk in line] for line in lines]
    for number, line in enumerate(lines):
        lower = {column for below in mains[number + 1 :] for column in below}
        for at, chunk in enumerate(line):
            others = {*mains[number][:at], *mains[number][at + 1 :]}
            first, last = _place(chunk, borders, centres, lower, others)
            cell = HeadCell(first, last, chunk)
            above = next((one for one in reversed(cells) if one.first <= last and first <= one.last), None)
            if above and _is_wrapped(above, cell):
                cells.remove(above)
                whole = joined((above.chunk, chunk))
                cell = HeadCell(min(first, above.first), max(last, above.last), whole)
            cells.append(cell)
    return cells


def _is_wrapped(above: HeadCell, cell: HeadCell) -> bool:
    """Whether a line goes on with the cell above it: both over the same column, or both over several."""
    same = (above.first, above.last) == (cell.first, cell.last)
    several = above.last > above.first and cell.last > cell.first and is_flush(above.chunk, cell.chunk)
    return (same or several) and continues(above.chunk, cell.chunk)


def _place(
    chunk: Chunk, borders: Sequence[float], centres: Sequence[float], lower: set[int], others: set[int]
) -> tuple[int, int]:
    """First and last column of a chunk: several where it covers their centres or is a caption of them, else one.

    Args:
        chunk: part of a line of the header.
        borders: of the columns.
        centres: of the columns' values.
        lower: the columns in which there is more of the header further down.
        others: the columns in which there is other text on the same line.
    """
    main = _main_column(chunk, borders)
    first, last = span_of(chunk, borders)
    covered = {column for column in range(first, last + 1) if chunk.box.left <= centres[column] <= chunk.box.right}
    whole = covered if len(covered) > 1 else set(range(first, last + 1))
    whole -= others
    if len(whole) > 1 and main in whole and (len(covered) > 1 or whole <= lower):
        return min(whole), max(whole)
    return main, main


def _main_column(chunk: Chunk, borders: Sequence[float]) -> int:
    """The column over which most of a chunk stands."""
    box = chunk.box
    shares = [min(box.right, right) - max(box.left, left) for left, right in pairwise(borders)]
    return shares.index(max(shares))


def span_of(chunk: Chunk, borders: Sequence[float]) -> tuple[int, int]:
    """First and last column of a chunk; one that reaches over a border by a hair does not stand behind it."""
    box = chunk.box
    slack = min(box.height * 0.3, box.width * 0.3)
    first = bisect_left(borders, box.left + slack, 1, len(borders) - 1) - 1
    last = bisect_left(borders, box.right - slack, 1, len(borders) - 1) - 1
    return first, max(first, last)


def _levels(cells: Sequence[HeadCell]) -> list[float]:
    """The vertical middles of the header's levels: those of the columns in which most cells stand above each other."""
    width = max(cell.last for cell in cells) + 1
    stacks = [[cell.middle for cell in cells if cell.is_over(column)] for column in range(width)]
    fullest = max(stacks, key=len)
    return sorted(fullest)
