"""Tables without ruling lines: columns by the white gutters between chunks, rows by the lines that fill them.

Belongs here: which lines are a table, its columns, rows and header cells. Does not belong here: drawn lines, meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from scrapers.documents.boxes import Box, Chunk, Line, joined, line_box
from scrapers.documents.column_borders import Gutter, inner_borders, is_flush
from scrapers.documents.headings import head_rows, span_of

_MIN_ROWS = 3
_NEAR_LINE = 2.6
"""Lines of one table are not further apart than this many heights of a line."""
_STRAY = 0.03
"""Share of lines that may cross a gutter (a region's name, a remark)."""
_WRAPPED = 0.9
"""Lines nearer than this share of the widest step between two rows, and of the usual one, are of one row."""
_NEAR_HEAD = 2.3
"""A caption that stands alone is not further from the next level of the header than this many heights."""
_NEXT_LINE = 1.45
"""Lines of a heading are not further apart than this many heights."""
_NEARER = 0.8
"""Share of the distance to the line above, below which a line belongs to the one under it."""
_MOST_COLUMNS = 300
"""More are no table but an attack."""
_MOST_HEADINGS = 300
"""Chunks before the first figures; more are no header."""

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
        run = lines[at:end]
        if sum(len(line) > 1 for line in run) >= _MIN_ROWS:
            gutters = _gutters(run)
            if gutters:
                first, last = _trimmed(lines, at, end, gutters[0])
                yield Stretch(first, last, _borders(lines[first:last], gutters))
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


def _trimmed(lines: Sequence[Line], first: int, last: int, gutter: Gutter) -> tuple[int, int]:
    """The run without lines of prose before and behind: those of one chunk that no table's line stands beside."""
    most = max(len(line) for line in lines[first:last])
    full = [number for number in range(first, last) if len(lines[number]) >= max(2, 0.4 * most)]
    start = full[0]
    end = max(number for number in range(first, last) if len(lines[number]) > 1) + 1
    while end < last and _ends_cell(lines[end], [*lines[end - 2], *lines[end - 1]]):
        end += 1
    table = line_box(tuple(chunk for number in full for chunk in lines[number]))
    while start > first and _is_heading_of_columns(lines[start - 1], lines[start], table, gutter):
        start -= 1
    return start, end


def _is_heading_of_columns(line: Line, below: Line, table: Box, gutter: Gutter) -> bool:
    """Whether a line before a table is part of its header: not flush with its left edge, or no wider than a column."""
    box, next_box = line_box(line), line_box(below)
    step = next_box.middle - box.middle
    near = _NEAR_LINE if len(line) > 1 else _NEAR_HEAD
    if box.height > 1.2 * next_box.height or step > near * next_box.height:
        return False
    begins_column = line[0].box.right < gutter[1]
    goes_on = step <= _NEXT_LINE * next_box.height and (below[0].box.right < gutter[1] or below[0].box.left > gutter[0])
    return box.left > table.left + table.width * 0.1 or (begins_column and (len(line) > 1 or goes_on))


def _ends_cell(line: Line, above: Sequence[Chunk]) -> bool:
    """Whether a line behind a table is the rest of a cell: close below it, and not as wide as to reach the next."""
    box = line[0].box
    flush = [chunk for chunk in above if is_flush(chunk, line[0])]
    return bool(flush) and all(chunk.box.left > box.right or chunk.box.left < flush[0].box.right for chunk in above)


def _gutters(lines: Sequence[Line]) -> list[Gutter]:
    """The white between the columns of values; none if there is but one column, or more than any table has."""
    most = sorted(len(line) for line in lines)[-max(1, len(lines) // 10)]
    body = [line for line in lines if len(line) >= max(2, most * 0.6)]
    valued = [line for line in body if _is_of_figures(line)]
    body = valued if len(valued) >= _MIN_ROWS else body
    edges = sorted(
        [(chunk.box.left, 1) for line in body for chunk in line]
        + [(chunk.box.right, -1) for line in body for chunk in line]
    )
    allowed = int(len(body) * _STRAY)
    height = median(chunk.box.height for line in body for chunk in line)
    gutters, depth, opened = [], 0, None
    for place, step in edges:
        depth += step
        if depth <= allowed and opened is None:
            opened = place
        elif depth > allowed and opened is not None:
            if place - opened > height * 0.35 and opened > edges[0][0]:
                gutters.append((opened, place))
            opened = None
    return gutters if len(gutters) < _MOST_COLUMNS else []


def _borders(lines: Sequence[Line], gutters: Sequence[Gutter]) -> tuple[float, ...]:
    """The columns' borders: left edge, one in each gutter, right edge."""
    head = _length_of_head(lines)
    box = line_box(tuple(chunk for line in lines for chunk in line))
    right = max((line[-1].box.right for line in lines[head:] if _is_of_figures(line)), default=box.right)
    return (box.left - 1.0, *inner_borders(gutters, right, lines[:head]), box.right + 1.0)


def grid_of(lines: Sequence[Line], borders: Sequence[float]) -> Grid:
    """The rows of cells that the lines make; a heading over several columns stands in each of them."""
    head = _length_of_head(lines)
    values = _values(lines[head:], borders)
    centres = [
        median(chunk.box.centre for chunk in column) if column else (left + right) / 2
        for column, (left, right) in zip(values, pairwise(borders), strict=True)
    ]
    headings = head_rows(lines[:head], borders, centres, _named(values))
    return (*headings, *_body_rows(lines[head:], borders))


def _values(lines: Sequence[Line], borders: Sequence[float]) -> list[list[Chunk]]:
    """What stands in each column, line by line."""
    held: list[list[Chunk]] = [[] for _ in borders[1:]]
    for chunk in (chunk for line in lines for chunk in line):
        held[_column(chunk, borders)].append(chunk)
    return held


def _named(values: Sequence[Sequence[Chunk]]) -> int:
    """How many columns there are up to the first that holds mostly names; 0 if none does."""
    texts = [2 * sum(chunk.is_figure for chunk in column) < len(column) for column in values]
    return texts.index(True) + 1 if True in texts else 0


def _length_of_head(lines: Sequence[Line]) -> int:
    """Lines before the first row of figures; a line of few chunks that is nearer to that row is part of it."""
    head = next((number for number, line in enumerate(lines) if _is_of_figures(line)), 0)
    if sum(len(line) for line in lines[:head]) > _MOST_HEADINGS:
        return 0
    while head > 1 and _belongs_to_next(lines[head - 2], lines[head - 1], lines[head]):
        head -= 1
    return head


def _is_of_figures(line: Line) -> bool:
    return len(line) > 1 and sum(chunk.is_figure for chunk in line) * 2 >= len(line)


def _belongs_to_next(above: Line, line: Line, below: Line) -> bool:
    upper, middle, lower = (line_box(one).middle for one in (above, line, below))
    return len(line) * 2 < len(below) and lower - middle < _NEARER * (middle - upper)


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
    return span_of(chunk, borders)[0]


def _row_groups(lines: Sequence[Line], width: int) -> list[list[Line]]:
    """Lines that make a row each: at most one that fills its columns, and those of few chunks nearer to it."""
    rows = [number for number, line in enumerate(lines) if len(line) * 2 >= width and len(line) > 1]
    if len(rows) < 2:
        return [[line] for line in lines]
    feet = [median(chunk.box.bottom for chunk in line) for line in lines]  # marks above capitals do not move them
    steps = [below - above for above, below in pairwise(feet)]
    usual = median(feet[below] - feet[above] for above, below in pairwise(rows))
    groups = [[lines[0]]]
    for above, below in pairwise(sorted({0, *rows, len(lines) - 1})):
        inside = steps[above:below]
        is_between = rows[0] <= above and below <= rows[-1]
        limit = _WRAPPED * (min(usual, max(inside)) if is_between else usual)
        for line, step in zip(lines[above + 1 : below + 1], inside, strict=True):
            if step <= limit:
                groups[-1].append(line)
            else:
                groups.append([line])
    return groups
