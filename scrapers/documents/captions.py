"""Captions over several columns of a table without ruling lines: how far they reach.

Belongs here: which header cells are captions and of which columns. Does not belong here: wrapped headings, borders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from scrapers.documents.boxes import Chunk
from scrapers.documents.column_borders import ALIGNED

_SAME_LEVEL = 0.6
"""Share of the height by which cells of one level may stand higher or lower than each other."""


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A header cell over the columns `first` to `last`."""

    first: int
    last: int
    chunk: Chunk

    @property
    def middle(self) -> float:
        """The vertical middle."""
        return self.chunk.box.middle

    def is_over(self, column: int) -> bool:
        """Whether the cell stands over a column."""
        return self.first <= column <= self.last


def widened(cells: Sequence[HeadCell], borders: Sequence[float], named: int) -> list[HeadCell]:
    """Captions also over those columns beside them that have nothing but a lower cell.

    A caption is centred over its columns, or flush with the first of them, and shorter than they are wide.

    Args:
        cells: of the header.
        borders: of the columns.
        named: how many columns at the left are numbers and names of the rows; no caption is widened over them.
    """
    width = len(borders) - 1
    captions = sorted((cell for cell in cells if any(_is_below(other, cell) for other in cells)), key=_place)
    if not captions:
        return list(cells)
    lone = [one for one in (_only_cell(cells, column) for column in range(width)) if one]
    free = _lone_and_low(lone, [cell for cell in cells if any(_is_below(cell, one) for one in captions)], named)
    if len(captions) == 1 and captions[0].first == captions[0].last and len(free) == len(lone):
        return list(cells)  # a heading over another, in a header that does not show that it has two levels
    wide: dict[HeadCell, HeadCell] = {}
    begin = named
    for number, caption in enumerate(captions):
        end = captions[number + 1].first - 1 if number + 1 < len(captions) else width - 1
        first, last = caption.first, caption.last
        while first - 1 >= begin and first - 1 in free:
            first -= 1
        while last + 1 <= end and last + 1 in free:
            last += 1
        first, last = _best_range(caption, (first, last), borders, cells)
        wide[caption] = HeadCell(first, last, caption.chunk)
        begin = last + 1
    return [wide.get(cell, cell) for cell in cells]


def _place(cell: HeadCell) -> int:
    return cell.first


def _only_cell(cells: Sequence[HeadCell], column: int) -> HeadCell | None:
    own = [cell for cell in cells if cell.is_over(column)]
    return own[0] if len(own) == 1 and own[0].first == own[0].last else None


def _is_below(cell: HeadCell, other: HeadCell) -> bool:
    return cell.first <= other.last and other.first <= cell.last and cell.middle > other.middle + 1.0


def _lone_and_low(lone: Sequence[HeadCell], lower: Sequence[HeadCell], named: int) -> set[int]:
    """The columns of those lone cells that stand as low as cells below captions.

    These share their tops, middles or bottoms: whichever differ least between most columns of values. The cell of a
    column without a caption is centred in the whole header, so it stands higher.
    """
    valued = [*lower, *(cell for cell in lone if cell.first >= named)]
    spreads = [
        median(abs(place - median(places)) for place in places) for places in zip(*map(_edges, valued), strict=True)
    ]
    edge = spreads.index(min(spreads))
    level = median(_edges(cell)[edge] for cell in lower)
    return {cell.first for cell in lone if abs(_edges(cell)[edge] - level) < _SAME_LEVEL * _line_height(cell.chunk)}


def _edges(cell: HeadCell) -> tuple[float, float, float]:
    box = cell.chunk.box
    return box.middle, box.bottom, box.top


def _best_range(
    caption: HeadCell, reach: tuple[int, int], borders: Sequence[float], cells: Sequence[HeadCell]
) -> tuple[int, int]:
    """The columns within reach over which a caption is centred, the widest such range, or with which it is flush."""
    left, right = caption.chunk.box.left, caption.chunk.box.right
    unit = (borders[-1] - borders[0]) / (len(borders) - 1) / 4  # half of what one more column moves the middle
    ranges = [(a, b) for a in range(reach[0], caption.first + 1) for b in range(caption.last, reach[1] + 1)]

    def misfit(pair: tuple[int, int]) -> tuple[int, int]:
        off = abs((borders[pair[0]] + borders[pair[1] + 1]) / 2 - (left + right) / 2)
        return int(off / unit), pair[0] - pair[1]

    best = min(ranges, key=misfit)
    own = [cell for cell in cells if cell.first == caption.first and _is_below(cell, caption)]
    is_flush = any(abs(cell.chunk.box.left - left) < ALIGNED * _line_height(caption.chunk) for cell in own)
    return (caption.first, reach[1]) if is_flush and best == (caption.first, caption.last) else best


def _line_height(chunk: Chunk) -> float:
    return median(word.box.height for word in chunk.words)
