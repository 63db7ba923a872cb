"""Where the columns of a table without ruling lines part: in the gutters between values, and out of the headings' way.

Belongs here: borders by values and headings. Does not belong here: which lines are a table (`unruled`), header cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from scrapers.documents.boxes import Box, Chunk, Line, joined

_WRAPPED_HEAD = 1.45
"""Lines of a header cell are not further apart than this many heights."""
ALIGNED = 0.4
"""Edges nearer than this share of the height stand below each other."""

_APART = 0.7
"""Headings of two columns are at least this share of the height apart."""

Gutter = tuple[float, float]
"""Where the white between two columns of values begins and ends."""


def inner_borders(gutters: Sequence[Gutter], right: float, lines: Sequence[Line]) -> list[float]:
    """The borders between columns: one in each gutter, and one more beside a heading that has no values.

    Args:
        gutters: from left to right.
        right: where the values of the last column end.
        lines: of the header.
    """
    blocks = _blocks(lines)
    leaves = [block for block in blocks if not _is_caption(block, blocks, gutters)]
    borders = _chosen(gutters, [chunk.box for block in leaves for chunk in block])
    ends = [float("-inf"), *(end for _, end in gutters)], [*(begin for begin, _ in gutters), right]
    outer = pairwise([float("-inf"), *borders, float("inf")])
    boxes = [joined(block).box for block in leaves]
    extra = [
        _border_beside([box for box in boxes if column[0] < box.centre < column[1]], values)
        for column, values in zip(outer, zip(*ends, strict=True), strict=True)
    ]
    return sorted([*borders, *(border for border in extra if border is not None)])


def _border_beside(boxes: Sequence[Box], values: tuple[float, float]) -> float | None:
    """A border that parts two headings beside each other over one column of values, without cutting these."""
    ordered = sorted(boxes, key=lambda box: box.left)
    for left, right in pairwise(ordered):
        is_beside = left.top < right.middle < left.bottom or right.top < left.middle < right.bottom
        places = (left.right, min(right.left, values[0])), (max(left.right, values[1]), right.left)
        begin, end = max(places, key=lambda place: place[1] - place[0])
        if is_beside and end - begin > _APART * right.height:
            return (begin + end) / 2
    return None


def _chosen(gutters: Sequence[Gutter], boxes: Sequence[Box]) -> list[float]:
    """A border in each gutter, so that they cut the fewest headings and each column has one of its own.

    Headings are wider than values and reach into the gutters beside them or stand in one altogether. Of places as good,
    the middles of the widest are taken.
    """
    best: dict[float, tuple[float, float, list[float]]] = {float("-inf"): (0.0, 0.0, [])}
    for gutter in gutters:
        places = _places(gutter, boxes)
        best = {
            (left + right) / 2: min(
                (
                    faults + cuts + _faults_of_column(border, (left + right) / 2, boxes),
                    narrow - (right - left),
                    [*chosen, (left + right) / 2],
                )
                for border, (faults, narrow, chosen) in best.items()
            )
            for left, right, cuts in places
        }
    last = [
        (faults + _faults_of_column(border, float("inf"), boxes), narrow, chosen)
        for border, (faults, narrow, chosen) in best.items()
    ]
    return min(last)[2]


def _places(gutter: Gutter, boxes: Iterable[Box]) -> list[tuple[float, float, int]]:
    """The stretches of a gutter between edges of headings, and how many headings each would cut."""
    begin, end = gutter
    inside = [(max(box.left, begin), min(box.right, end)) for box in boxes if box.left < end and box.right > begin]
    edges = sorted({begin, end, *(edge for pair in inside for edge in pair)})
    return [
        (left, right, 2 * sum(low < right and left < high for low, high in inside)) for left, right in pairwise(edges)
    ]


def _faults_of_column(left: float, right: float, boxes: Iterable[Box]) -> int:
    """One for a column without a heading, two for each heading beside another on the same line."""
    own = sorted((box for box in boxes if left < box.centre < right), key=lambda box: box.middle)
    beside = sum(below.middle - above.middle < 0.4 * below.height for above, below in pairwise(own))
    return 2 * beside if own else 1


def _blocks(lines: Sequence[Line]) -> list[list[Chunk]]:
    """The chunks of lines close together that stand flush or centred below each other."""
    blocks: list[list[Chunk]] = []
    for chunk in (chunk for line in lines for chunk in line):
        own = next((block for block in reversed(blocks) if is_flush(block[-1], chunk)), None)
        if own:
            own.append(chunk)
        else:
            blocks.append([chunk])
    return blocks


def is_flush(above: Chunk, chunk: Chunk) -> bool:
    a, b = above.box, chunk.box
    near = min(abs(a.left - b.left), abs(a.centre - b.centre), abs(a.right - b.right)) < ALIGNED * b.height
    return near and a.bottom < b.bottom and continues(above, chunk)


def continues(above: Chunk, chunk: Chunk) -> bool:
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
