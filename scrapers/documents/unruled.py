"""Tables without ruling lines: columns by the white gutters between chunks, rows by the lines that fill them.

Belongs here: which lines are a table, its columns, rows and header cells. Does not belong here: drawn lines, meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from scrapers.documents.boxes import Box, Chunk, Line, joined, line_box

_MIN_ROWS = 3
_NEAR_LINE = 2.6
"""Lines of one table are not further apart than this many heights of a line."""
_STRAY = 0.03
"""Share of lines that may cross a gutter (a region's name, a remark)."""
_WRAPPED = 0.8
"""A line nearer to a row than this share of the usual distance of rows is part of it."""
_WRAPPED_HEAD = 1.45
"""Lines of a header cell are not further apart than this many heights."""

EMPTY = Chunk(())
Grid = tuple[tuple[Chunk, ...], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring lines `first` to `last` (excluded) that look like a table, and the borders of its columns."""

    first: int
    last: int
    borders: tuple[float, ...]


def stretches(lines: Sequence[Line]) -> Iterator[Stretch]:
    """The stretches of lines that are tables, from top to bottom."""
    at, widest = 0, _widest_step(lines)
    while at < len(lines):
        end = _end_of_run(lines, at, widest)
        full = [line for line in lines[at:end] if len(line) > 1]
        if len(full) >= _MIN_ROWS:
            first, last = _trimmed(lines, at, end)
            borders = _borders(lines[first:last])
            if borders:
                yield Stretch(first, last, borders)
        at = max(end, at + 1)


def _widest_step(lines: Sequence[Line]) -> float:
    """Points between lines of a table at most: rows may be set wide, but all of them are."""
    steps = [
        line_box(below).middle - line_box(above).middle
        for above, below in pairwise(lines)
        if len(above) > 1 and len(below) > 1
    ]
    return 1.4 * median(steps) if steps else 0.0


def _end_of_run(lines: Sequence[Line], at: int, widest: float) -> int:
    """Where the run of lines that begins at `at` ends: before a wide gap."""
    end = at + 1
    while end < len(lines):
        above, below = line_box(lines[end - 1]), line_box(lines[end])
        if below.middle - above.middle > max(widest, _NEAR_LINE * max(above.height, below.height)):
            break
        end += 1
    return end


def _trimmed(lines: Sequence[Line], first: int, last: int) -> tuple[int, int]:
    """The run without lines of prose before and behind: those of one chunk that no table's line stands beside."""
    most = max(len(line) for line in lines[first:last])
    full = [number for number in range(first, last) if len(lines[number]) >= max(2, 0.4 * most)]
    start = full[0]
    end = max(number for number in range(first, last) if len(lines[number]) > 1) + 1
    table = line_box(tuple(chunk for number in full for chunk in lines[number]))
    while start > first and _is_heading_of_columns(lines[start - 1], lines[start], table):
        start -= 1
    return start, end


def _is_heading_of_columns(line: Line, below: Line, table: Box) -> bool:
    box = line_box(line)
    near = line_box(below).middle - box.middle <= 2 * line_box(below).height
    return near and box.left > table.left + table.width * 0.1 and box.height <= 1.2 * line_box(below).height


def _borders(lines: Sequence[Line]) -> tuple[float, ...]:
    """The columns' borders: left edge, middles of the gutters, right edge; empty if there is but one column."""
    most = sorted(len(line) for line in lines)[-max(1, len(lines) // 10)]
    body = [line for line in lines if len(line) >= max(2, most * 0.6)]
    edges = sorted(
        [(chunk.box.left, 1) for line in body for chunk in line]
        + [(chunk.box.right, -1) for line in body for chunk in line]
    )
    allowed = int(len(body) * _STRAY)
    box = line_box(tuple(chunk for line in lines for chunk in line))
    height = median(chunk.box.height for line in body for chunk in line)
    borders, depth, opened = [box.left - 1.0], 0, None
    for place, step in edges:
        depth += step
        if depth <= allowed and opened is None:
            opened = place
        elif depth > allowed and opened is not None:
            if place - opened > height * 0.35 and opened > box.left and place > box.left + 1:
                borders.append((opened + place) / 2)
            opened = None
    return (*borders, box.right + 1.0) if len(borders) > 1 else ()


def grid_of(lines: Sequence[Line], borders: Sequence[float]) -> Grid:
    """The rows of cells that the lines make; a header that crosses gutters stands in each of its columns."""
    head = _length_of_head(lines)
    return (*_head_rows(lines[:head], borders), *_body_rows(lines[head:], borders))


def _length_of_head(lines: Sequence[Line]) -> int:
    """Lines before the first that holds mostly figures."""
    for number, line in enumerate(lines):
        if len(line) > 1 and sum(chunk.has_digit for chunk in line) * 2 >= len(line):
            return number
    return 0


def _span(chunk: Chunk, borders: Sequence[float]) -> tuple[int, int]:
    """First and last column of a chunk; one that reaches over a border by a hair does not stand behind it."""
    slack = min(chunk.box.height * 0.3, chunk.box.width * 0.3)
    inner = borders[1:-1]
    first = sum(border < chunk.box.left + slack for border in inner)
    last = sum(border < chunk.box.right - slack for border in inner)
    return first, max(first, last)


def _body_rows(lines: Sequence[Line], borders: Sequence[float]) -> Iterator[tuple[Chunk, ...]]:
    width = len(borders) - 1
    for group in _row_groups(lines, width):
        cells: dict[int, list[Chunk]] = {}
        for line in group:
            for chunk in line:
                cells.setdefault(_column(chunk, borders), []).append(chunk)
        yield tuple(joined(cells[column]) if column in cells else Chunk(()) for column in range(width))


def _column(chunk: Chunk, borders: Sequence[float]) -> int:
    """The column that holds most of the chunk's beginning: text is set to the left of what it runs over."""
    return _span(chunk, borders)[0]


def _row_groups(lines: Sequence[Line], width: int) -> list[list[Line]]:
    """Lines that make a row each: one that fills its columns, and those of few chunks nearer than a row's distance."""
    anchors = [number for number, line in enumerate(lines) if len(line) * 2 >= width and len(line) > 1]
    middles = [line_box(line).middle for line in lines]
    if len(anchors) < 2:
        return [[line] for line in lines]
    usual = median(middles[below] - middles[above] for above, below in pairwise(anchors))
    groups: dict[int, list[Line]] = {}
    for number, line in enumerate(lines):
        nearest = min(anchors, key=lambda anchor: abs(middles[anchor] - middles[number]))
        is_part = abs(middles[nearest] - middles[number]) < _WRAPPED * usual
        groups.setdefault(nearest if is_part else number, []).append(line)
    return [groups[number] for number in sorted(groups)]


def _head_rows(lines: Sequence[Line], borders: Sequence[float]) -> list[tuple[Chunk, ...]]:
    """Header cells of several lines and levels: one that stands alone in its columns stands in every level."""
    cells = _head_cells(lines, borders)
    if not cells:
        return []
    width = len(borders) - 1
    levels = _levels(cells)
    cells = _widened(cells, levels, borders)
    rows = [[EMPTY] * width for _ in levels]
    for column in range(width):
        own = sorted((cell for cell in cells if cell[0] <= column <= cell[1]), key=lambda cell: cell[2].box.middle)
        for number, level in enumerate(levels):
            if own:
                rows[number][column] = min(own, key=lambda cell: abs(cell[2].box.middle - level))[2]
    return [tuple(row) for row in rows]


def _head_cells(lines: Sequence[Line], borders: Sequence[float]) -> list[tuple[int, int, Chunk]]:
    """First and last column and words of each header cell; lines close together in the same columns are one cell."""
    cells: list[tuple[int, int, Chunk]] = []
    for chunk in (chunk for line in lines for chunk in line):
        first, last = _span(chunk, borders)
        above = next((cell for cell in reversed(cells) if cell[0] <= last and first <= cell[1]), None)
        if above and above[:2] == (first, last) and _continues(above[2], chunk):
            cells.remove(above)
            chunk = joined((above[2], chunk))
        cells.append((first, last, chunk))
    return cells


def _continues(above: Chunk, chunk: Chunk) -> bool:
    last = max(word.box.middle for word in above.words)
    return chunk.box.middle - last <= _WRAPPED_HEAD * chunk.box.height


def _levels(cells: Sequence[tuple[int, int, Chunk]]) -> list[float]:
    """The vertical middles of the header's levels: those of the columns in which most cells stand above each other."""
    width = max(last for _, last, _ in cells) + 1
    stacks = [[cell[2].box.middle for cell in cells if cell[0] <= column <= cell[1]] for column in range(width)]
    fullest = max(range(width), key=lambda column: len(stacks[column]))
    return sorted(stacks[fullest])


def _widened(
    cells: Sequence[tuple[int, int, Chunk]], levels: Sequence[float], borders: Sequence[float]
) -> list[tuple[int, int, Chunk]]:
    """Cells that stand above several columns also over those beside them that have nothing but their lower cells.

    A caption is centred over its columns and shorter than they are wide. A column is under it whose own cell stands as
    low as those below it; the cell of a column without a caption is centred in the whole header, so it stands higher.
    """
    captions = [cell for cell in cells if cell[1] > cell[0] and cell[2].box.middle < levels[-1] - 1.0]
    spans = {id(cell[2]): [cell[0], cell[1]] for cell in captions}
    for column in range(len(borders) - 1):
        own = [cell for cell in cells if cell[0] <= column <= cell[1]]
        if captions and len(own) == 1 and abs(own[0][2].box.middle - levels[-1]) < 0.6 * _line_height(own[0][2]):
            centre = (borders[column] + borders[column + 1]) / 2
            nearest = min(captions, key=lambda cell: abs(cell[2].box.centre - centre))
            span = spans[id(nearest[2])]
            span[:] = [min(span[0], column), max(span[1], column)]
    return [(*spans.get(id(chunk), (first, last)), chunk) for first, last, chunk in cells]


def _line_height(chunk: Chunk) -> float:
    return median(word.box.height for word in chunk.words)
