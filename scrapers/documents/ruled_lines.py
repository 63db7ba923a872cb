"""Ruling lines to grids: where lines cross they make squares, and squares with no line between them are one cell.

Belongs here: the geometry of lines that were drawn. Does not belong here: finding them in a PDF or a picture, words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scrapers.documents.boxes import Box

_NEAR = 2.5
"""Points by which lines may miss each other and yet meet."""
_SHORTEST = 4.0


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """Column and row borders in points, and for each square the number of the cell that it belongs to."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Box:
        return Box(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A line at `at`, across the direction it runs in, from `low` to `high`."""

    at: float
    low: float
    high: float


def ruled_grids(rules: Iterable[Box]) -> list[RuledGrid]:
    """The grids that the lines make, from top to bottom; lines that meet no others make none."""
    across, down = _strokes(rules)
    grids = []
    for rows, columns in _connected(across, down):
        xs, ys = _positions(columns), _positions(rows)
        if len(xs) > 1 and len(ys) > 1:
            grids.append(RuledGrid(xs, ys, _cells(xs, ys, rows, columns)))
    return sorted(grids, key=lambda grid: (grid.rows[0], grid.columns[0]))


def _strokes(rules: Iterable[Box]) -> tuple[list[_Stroke], list[_Stroke]]:
    across, down = [], []
    for rule in rules:
        if rule.width >= max(_SHORTEST, rule.height):
            across.append(_Stroke(rule.middle, rule.left, rule.right))
        elif rule.height >= _SHORTEST:
            down.append(_Stroke(rule.centre, rule.top, rule.bottom))
    return _merged(across), _merged(down)


def _merged(strokes: Iterable[_Stroke]) -> list[_Stroke]:
    """The strokes, with those that go on one another joined into one."""
    merged: list[_Stroke] = []
    for group in _grouped(sorted(strokes, key=lambda stroke: stroke.at)):
        at = sum(stroke.at for stroke in group) / len(group)
        begun: list[_Stroke] = []
        for stroke in sorted(group, key=lambda stroke: stroke.low):
            if begun and stroke.low <= begun[-1].high + _NEAR:
                begun[-1] = _Stroke(at, begun[-1].low, max(begun[-1].high, stroke.high))
            else:
                begun.append(_Stroke(at, stroke.low, stroke.high))
        merged.extend(begun)
    return merged


def _grouped(strokes: Sequence[_Stroke]) -> Iterable[list[_Stroke]]:
    group: list[_Stroke] = []
    for stroke in strokes:
        if group and stroke.at - group[0].at > _NEAR:
            yield group
            group = []
        group.append(stroke)
    if group:
        yield group


def _connected(across: list[_Stroke], down: list[_Stroke]) -> Iterable[tuple[list[_Stroke], list[_Stroke]]]:
    """Groups of strokes that meet, directly or by others."""
    left_across, left_down = set(range(len(across))), set(range(len(down)))
    while left_across:
        rows, columns, new_rows = set[int](), set[int](), {min(left_across)}
        while new_rows:
            rows |= new_rows
            left_across -= new_rows
            new_columns = {c for c in left_down if any(_meet(across[r], down[c]) for r in new_rows)}
            columns |= new_columns
            left_down -= new_columns
            new_rows = {r for r in left_across if any(_meet(across[r], down[c]) for c in new_columns)}
        yield [across[r] for r in sorted(rows)], [down[c] for c in sorted(columns)]


def _meet(across: _Stroke, down: _Stroke) -> bool:
    return across.low - _NEAR <= down.at <= across.high + _NEAR and down.low - _NEAR <= across.at <= down.high + _NEAR


def _positions(strokes: Iterable[_Stroke]) -> tuple[float, ...]:
    groups = _grouped(sorted(strokes, key=lambda stroke: stroke.at))
    return tuple(sum(stroke.at for stroke in group) / len(group) for group in groups)


def _cells(
    xs: Sequence[float], ys: Sequence[float], rows: Iterable[_Stroke], columns: Iterable[_Stroke]
) -> tuple[tuple[int, ...], ...]:
    """The cell of each square: its own number, or that of a neighbour from which no line parts it."""
    width = len(xs) - 1
    parent = list(range(width * (len(ys) - 1)))

    def root(square: int) -> int:
        while parent[square] != square:
            square = parent[square]
        return square

    for square in range(len(parent)):
        row, column = divmod(square, width)
        middle, centre = (ys[row] + ys[row + 1]) / 2, (xs[column] + xs[column + 1]) / 2
        if column and not _parts(columns, xs[column], middle):
            parent[max(root(square), root(square - 1))] = min(root(square), root(square - 1))
        if row and not _parts(rows, ys[row], centre):
            parent[max(root(square), root(square - width))] = min(root(square), root(square - width))
    return tuple(tuple(root(row * width + column) for column in range(width)) for row in range(len(ys) - 1))


def _parts(strokes: Iterable[_Stroke], at: float, place: float) -> bool:
    return any(abs(stroke.at - at) <= _NEAR and stroke.low <= place <= stroke.high for stroke in strokes)
