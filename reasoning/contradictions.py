"""Figures that cannot all be true: a minimal set of them, and the one that is set aside.

Belongs here: shrinking a set of figures and choosing the weakest. Does not belong here: propagation itself.

A set is minimal as far as propagation sees: of all that its figures and the framework state nothing can hold, and
without any one of them no cell is left empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np

from reasoning.proofs import Entry, Trail, figures_of
from reasoning.propagation import initial, propagate
from reasoning.system import NOBODY, System


class Trust(NamedTuple):
    """How far a figure is trusted; the largest is the weakest."""

    evidence: int
    fewer_sources: int
    figure_id: str


class Conflict(NamedTuple):
    """Figures that cannot all be true, and the cell where they meet."""

    figures: tuple[str, ...]
    cell: int
    entries: tuple[Entry, ...]
    system: System
    is_minimal: bool = True


def minimal_conflict(system: System, entries: Sequence[Entry], trust: dict[str, Trust]) -> Conflict:
    """The conflict behind an empty cell, from its proof. The weakest figures are excused first."""
    figures = figures_of(system, entries)
    stated = {row for figure in figures for row in system.rows_of_figure[figure]}
    rows = sorted({*_around(system, entries), *(row for row in stated if set(system.figures(row)) <= set(figures))})
    small = system.part(rows)
    needed: list[str] = []
    open_ = sorted(figures, key=lambda figure: trust[figure])
    met = _meeting(small, figures)
    while open_:
        excused = open_.pop()
        without = _meeting(small, [*needed, *open_])
        if without is None:
            needed.append(excused)
        else:
            # What the new proof does not use is excused as well.
            met, used = without, set(figures_of(small, without[1]))
            open_ = [figure for figure in open_ if figure in used]
    if met is None:
        # They miss each other by less than propagation follows: the proof as it stands is told.
        return Conflict(tuple(sorted(needed)), entries[-1].cell, tuple(entries), system)
    return Conflict(tuple(sorted(needed)), *met, small)


def whole_conflict(system: System, entries: Sequence[Entry]) -> Conflict:
    """The conflict as its proof has it, with figures that it might do without."""
    return Conflict(figures_of(system, entries), entries[-1].cell, tuple(entries), system, False)


def crowding(conflicts: Iterable[Conflict]) -> Counter[str]:
    """In how many of the conflicts each figure stands."""
    return Counter(figure for conflict in conflicts for figure in conflict.figures)


def to_set_aside(conflicts: Sequence[Conflict], trust: dict[str, Trust]) -> dict[str, Conflict]:
    """A figure of each conflict, none but the least trusted of it; of equals the one in most conflicts still unsolved,
    then the last key. Each with the first conflict that it solves."""
    weak = [_weakest(conflict, trust) for conflict in conflicts]
    stands_in: dict[str, list[int]] = {}
    for number, figures in enumerate(weak):
        for figure in figures:
            stands_in.setdefault(figure, []).append(number)
    names = sorted(stands_in, reverse=True)
    unsolved = [len(stands_in[name]) for name in names]
    place = {name: position for position, name in enumerate(names)}
    waiting = [(-count, position) for position, count in enumerate(unsolved)]
    heapify(waiting)
    solved: set[int] = set()
    chosen: dict[str, Conflict] = {}
    while len(solved) < len(conflicts):
        count, position = heappop(waiting)
        if -count != unsolved[position]:
            heappush(waiting, (-unsolved[position], position))
            continue
        now = [number for number in stands_in[names[position]] if number not in solved]
        solved.update(now)
        chosen[names[position]] = conflicts[now[0]]
        for number in now:
            for figure in weak[number]:
                unsolved[place[figure]] -= 1
    return chosen


def weakest_of_each(conflicts: Sequence[Conflict], trust: dict[str, Trust]) -> dict[str, Conflict]:
    """The least trusted figure of every conflict, of equals the one in most of them, then the last key."""
    stands_in = crowding(conflicts)
    return {
        max(_weakest(conflict, trust), key=lambda figure: (stands_in[figure], figure)): conflict
        for conflict in conflicts
    }


def _weakest(conflict: Conflict, trust: dict[str, Trust]) -> list[str]:
    """The figures of the worst evidence, of those the ones that fewest sources print."""
    worst = max(trust[figure][:2] for figure in conflict.figures)
    return [figure for figure in conflict.figures if trust[figure][:2] == worst]


def _around(system: System, entries: Sequence[Entry]) -> list[int]:
    """The inequalities of the framework that may link the figures: those of the proof and of every frame in it."""
    rows = {entry.row for entry in entries}
    stated = {row for figure in figures_of(system, entries) for row in system.rows_of_figure[figure]}
    touched = {cell for row in rows | stated for cell, _ in system.terms(row)}
    frames = {system.frames[cell].key for cell in touched}
    cells = {cell for key in frames for cell in system.cells_of_frame[key]}
    pointer, touching = system.touching
    linked = {int(row) for cell in cells for row in touching[pointer[cell] : pointer[cell + 1]]}
    free = [row for row in linked if system.source[row] == NOBODY]
    return sorted(row for row in free if row in rows or all(cell in cells for cell, _ in system.terms(row)))


def _meeting(small: System, figures: Sequence[str]) -> tuple[int, tuple[Entry, ...]] | None:
    """The first cell that the figures alone leave empty, with the proof; None where there is none."""
    allowed = np.ones(small.size, np.bool_)
    for excused in small.rows_of_figure.keys() - set(figures):
        allowed[small.rows_of_figure[excused]] = False
    state = propagate(small, initial(small), allowed)
    if not state.empty.size:
        return None
    trail = Trail(small, state)
    cell = int(state.empty[0])
    return cell, tuple(trail.behind(trail.ends(cell)))
