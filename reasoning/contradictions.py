"""Figures that cannot all be true: a minimal set of them, and the one that is set aside.

Belongs here: shrinking a set of figures and choosing the weakest. Does not belong here: propagation itself.

A set is minimal as far as propagation sees: of all that its figures and the framework state nothing can hold, and
without any one of them no cell is left empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from reasoning.propagation import initial, propagate
from reasoning.proofs import Entry, Trail, figures_of
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
    """The conflict behind an empty cell. The weakest figures are excused first.

    Raises ValueError where the framework contradicts itself without any figure.
    """
    kept = sorted(figures_of(system, entries), key=lambda figure: trust[figure], reverse=True)
    around = _around(system, entries)
    for figure in list(kept):
        rest = [other for other in kept if other != figure]
        if _meeting(system, around, rest) is not None:
            kept = rest
    found = _meeting(system, around, kept)
    if not kept:
        raise ValueError(f"the framework alone contradicts itself at {system.cells[entries[-1].cell]}")
    if found is None:
        # They miss each other by less than propagation follows: the proof as it stands is told.
        found = entries[-1].cell, tuple(entries), system
    return Conflict(tuple(sorted(kept)), *found)


def weakest(conflict: Conflict, trust: dict[str, Trust], stands_in: dict[str, int]) -> str:
    """The figure to set aside: the least trusted, of equals the one that stands in most conflicts, then the last key."""
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


def _meeting(
    system: System, around: Sequence[int], figures: Sequence[str]
) -> tuple[int, tuple[Entry, ...], System] | None:
    """The first cell that the figures leave empty, with the proof, over a system of them alone; None if there is none."""
    chosen = set(figures)
    stated = {row for figure in figures for row in system.rows_of_figure[figure]}
    rows = sorted({*around, *(row for row in stated if set(system.figures(row)) <= chosen)})
    if not rows:
        return None
    small = system.part(rows)
    state = propagate(small, initial(small), np.ones(small.size, np.bool_))
    if not state.empty.size:
        return None
    trail = Trail(small, state)
    cell = int(state.empty[0])
    return cell, tuple(trail.behind(trail.ends(cell))), small
