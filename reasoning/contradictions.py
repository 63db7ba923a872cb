"""Figures that cannot all be true: a minimal set of them, and the one that is set aside.

Belongs here: shrinking a set of figures and choosing the weakest. Does not belong here: propagation itself.

A set is minimal as far as propagation sees: of all that its figures and the framework state nothing can hold, and
without any one of them no cell is left empty.
"""

from __future__ import annotations

from collections.abc import Sequence
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


def weakest(conflict: Conflict, trust: dict[str, Trust], stands_in: dict[str, int]) -> str:
    """The figure to set aside: the least trusted, of equals the one in most conflicts, then the last key."""
    return max(
        conflict.figures,
        key=lambda figure: (trust[figure].evidence, trust[figure].fewer_sources, stands_in[figure], figure),
    )


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
