"""The header of a table without ruling lines: which column each heading belongs to, and which headings are one cell.

Belongs here: borders of columns moved out of the way of headings, wrapped headings, levels, captions of several columns.
Does not belong here: which lines are a table or its header (`unruled`), drawn lines, meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from scrapers.documents.boxes import Box, Chunk, Line, joined

_WRAPPED_HEAD = 1.45
"""Lines of a header cell are not further apart than this many heights."""
_ALIGNED = 0.4
"""Edges nearer than this share of the height stand below each other."""
_SAME_LEVEL = 0.6
"""Share of the height by which cells of one level may stand higher or lower than each other."""

EMPTY = Chunk(())
Gutter = tuple[float, float]
"""Where the white between two columns of values begins and ends."""


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


def inner_borders(gutters: Sequence[Gutter], lines: Sequence[Line]) -> list[float]:
    """A border in each gutter: where it cuts the fewest headings, in the middle of the widest such place.

    Headings are wider than values and reach into the gutter on either side, but those of two columns do not overlap.
    """
    blocks = _blocks(lines)
    boxes = [chunk.box for block in blocks if not _is_caption(block, blocks, gutters) for chunk in block]
    return [_border(gutter, boxes) for gutter in gutters]


def _border(gutter: Gutter, boxes: Iterable[Box]) -> float:
    begin, end = gutter
    inside = [(max(box.left, begin), min(box.right, end)) for box in boxes if box.left < end and box.right > begin]
    edges = sorted({begin, end, *(edge for pair in inside for edge in pair)})

    def cost(place: tuple[float, float]) -> tuple[int, float]:
        left, right = place
        return sum(low < right and left < high for low, high in inside), left - right

    left, right = min(pairwise(edges), key=cost)
    return (left + right) / 2


def _blocks(lines: Sequence[Line]) -> list[list[Chunk]]:
    """The chunks of lines close together that stand flush or centred below each other."""
    blocks: list[list[Chunk]] = []
    for chunk in (chunk for line in lines for chunk in line):
        own = next((block for block in reversed(blocks) if _is_flush(block[-1], chunk)), None)
        if own:
            own.append(chunk)
        else:
            blocks.append([chunk])
    return blocks


def _is_flush(above: Chunk, chunk: Chunk) -> bool:
    a, b = above.box, chunk.box
    near = min(abs(a.left - b.left), abs(a.centre - b.centre), abs(a.right - b.right)) < _ALIGNED * b.height
    return near and a.bottom < b.bottom and _continues(above, chunk)


def _continues(above: Chunk, chunk: Chunk) -> bool:
    last = max(word.box.middle for word in above.words)
    return chunk.box.middle - last <= _WRAPPED_HEAD * chunk.box.height


def _is_caption(block: Sequence[Chunk], blocks: Iterable[Sequence[Chunk]], gutters: Sequence[Gutter]) -> bool:
    """Whether a block reaches into gutters whose columns, on both sides, all have other headings further down."""
    box = joined(block).box
    touched = [number for number, (begin, end) in enumerate(gutters) if box.left < end and box.right > begin]
    middles = [(begin + end) / 2 for begin, end in gutters]
    below = {
        sum(middle < other[-1].box.centre for middle in middles)
        for other in blocks
        if other is not block and other[-1].box.middle > box.bottom
    }
    return bool(touched) and {column for number in touched for column in (number, number + 1)} <= below


def head_rows(lines: Sequence[Line], borders: Sequence[float], centres: Sequence[float]) -> list[tuple[Chunk, ...]]:
    """Header cells of several lines and levels: one that stands alone in its columns stands in every level.

    Args:
        lines: of the header, from top to bottom.
        borders: of the columns, one more than there are columns.
        centres: horizontal middles of the columns' values.
    """
    cells = _head_cells(lines, borders, centres)
    if not cells:
        return []
    width = len(borders) - 1
    levels = _levels(cells)
    cells = _widened(cells, borders)
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
    for number, line in enumerate(lines):
        lower = {_main_column(chunk, borders) for below in lines[number + 1 :] for chunk in below}
        for chunk in line:
            others = {_main_column(other, borders) for other in line if other is not chunk}
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
    several = above.last > above.first and cell.last > cell.first and _is_flush(above.chunk, cell.chunk)
    return (same or several) and _continues(above.chunk, cell.chunk)


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
    return max(range(len(shares)), key=shares.__getitem__)


def span_of(chunk: Chunk, borders: Sequence[float]) -> tuple[int, int]:
    """First and last column of a chunk; one that reaches over a border by a hair does not stand behind it."""
    slack = min(chunk.box.height * 0.3, chunk.box.width * 0.3)
    inner = borders[1:-1]
    first = sum(border < chunk.box.left + slack for border in inner)
    last = sum(border < chunk.box.right - slack for border in inner)
    return first, max(first, last)


def _levels(cells: Sequence[HeadCell]) -> list[float]:
    """The vertical middles of the header's levels: those of the columns in which most cells stand above each other."""
    width = max(cell.last for cell in cells) + 1
    stacks = [[cell.middle for cell in cells if cell.is_over(column)] for column in range(width)]
    return sorted(max(stacks, key=len))


def _widened(cells: Sequence[HeadCell], borders: Sequence[float]) -> list[HeadCell]:
    """Captions also over those columns beside them that have nothing but a lower cell.

    A caption is centred over its columns, or flush with the first of them, and shorter than they are wide.
    """
    width = len(borders) - 1
    captions = _captions(cells)
    if not captions:
        return list(cells)
    free = _columns_without_caption(cells, captions, width)
    wide: dict[HeadCell, HeadCell] = {}
    begin = 0
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


def _captions(cells: Sequence[HeadCell]) -> list[HeadCell]:
    """The cells above others, from left to right: those over several columns, or all if there are several."""
    above = [cell for cell in cells if any(_is_below(other, cell) for other in cells)]
    wide = [cell for cell in above if cell.last > cell.first]
    return sorted(above if len(above) > 1 and wide else wide, key=lambda cell: cell.first)


def _is_below(cell: HeadCell, other: HeadCell) -> bool:
    return cell.first <= other.last and other.first <= cell.last and cell.middle > other.middle + 1.0


def _columns_without_caption(cells: Sequence[HeadCell], captions: Sequence[HeadCell], width: int) -> set[int]:
    """The columns whose only cell stands as low as those below the captions, by top, middle or bottom.

    The cell of a column without a caption is centred in the whole header, so it stands higher.
    """
    lower = [cell.chunk.box for cell in cells if any(_is_below(cell, caption) for caption in captions)]
    edges = [(box.middle, box.bottom, box.top) for box in lower]
    spreads = [max(places) - min(places) for places in zip(*edges, strict=True)]
    edge = spreads.index(min(spreads))
    level = median(place[edge] for place in edges)
    free = set()
    for column in range(width):
        own = [cell.chunk for cell in cells if cell.is_over(column)]
        if len(own) == 1:
            box = own[0].box
            if abs((box.middle, box.bottom, box.top)[edge] - level) < _SAME_LEVEL * _line_height(own[0]):
                free.add(column)
    return free


def _best_range(
    caption: HeadCell, reach: tuple[int, int], borders: Sequence[float], cells: Sequence[HeadCell]
) -> tuple[int, int]:
    """The columns, out of those within reach, over which a caption is centred; of such ranges the widest."""
    left, right = caption.chunk.box.left, caption.chunk.box.right
    unit = (borders[-1] - borders[0]) / (len(borders) - 1) / 4
    ranges = [(a, b) for a in range(reach[0], caption.first + 1) for b in range(caption.last, reach[1] + 1)]

    def misfit(pair: tuple[int, int]) -> tuple[int, int]:
        off = abs((borders[pair[0]] + borders[pair[1] + 1]) / 2 - (left + right) / 2)
        return int(off / unit), pair[0] - pair[1]

    flush = [cell for cell in cells if cell.first == caption.first and _is_below(cell, caption)]
    best = min(ranges, key=misfit)
    if any(abs(cell.chunk.box.left - left) < _ALIGNED * _line_height(caption.chunk) for cell in flush):
        return caption.first, reach[1]
    return best


def _line_height(chunk: Chunk) -> float:
    return median(word.box.height for word in chunk.words)
