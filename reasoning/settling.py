"""A system at rest: levels of evidence one after the other, and what is set aside so that the rest holds together.

Belongs here: the order of propagation, setting aside and taking back in. Does not belong here: what stands in a single
conflict (`contradictions`), which systems there are (`bounds`).

Of all conflicts that a level met, the figure that stands in most goes first: one misread score must not push out all
the good ones that speak against it. What is set aside comes back where the rest, at rest, has nothing against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from reasoning.contradictions import (
    Conflict,
    Trust,
    crowding,
    minimal_conflict,
    to_set_aside,
    weakest_of_each,
    whole_conflict,
)
from reasoning.proofs import Entry, Trail, figures_of, sources_of, told
from reasoning.propagation import State, initial, propagate
from reasoning.statements import Cell, Kind
from reasoning.system import Flags, System
from reasoning.wording import Teller

MOST_SHRUNK = 300
"""Conflicts that are shrunk in a run; those beyond are told whole, or ten thousand bad figures would take all day."""
Known = dict[tuple[str, ...], Conflict]
"""Conflicts found before, by the figures of the proof that they were found in."""


class Bound(NamedTuple):
    """What follows of a cell: an interval in billionths."""

    cell: Cell
    low: int
    high: int


class Reason(NamedTuple):
    """Why: the digits of the coarsest figure used, every figure, and the steps in words."""

    decimals: int
    figures: tuple[str, ...]
    steps: tuple[str, ...]


class Settled:
    """A system at rest, without the figures set aside."""

    def __init__(self, system: System, state: State, aside: dict[str, Conflict]) -> None:
        self.system = system
        self.state = state
        self.aside = aside

    @cached_property
    def trail(self) -> Trail:
        """The way back through its log."""
        return Trail(self.system, self.state)

    def bounds(self) -> list[Bound]:
        """The bounds that say more than the scale, of the cells of units."""
        tightened = (self.state.low > self.system.low) | (self.state.high < self.system.high)
        return [
            Bound(self.system.cells[number], int(self.state.low[number]), int(self.state.high[number]))
            for number in np.flatnonzero(tightened).tolist()
            if not self.system.cells[number].unit_key.startswith("rank/")
        ]

    def reason(self, cell: Cell, teller: Teller) -> Reason:
        """Why a bound holds."""
        number = self.system.number_of[cell]
        roots = self.trail.ends(number)
        entries = self.trail.behind(roots)
        figures = figures_of(self.system, entries)
        return Reason(_decimals(self.system, entries, number), figures, tuple(told(teller, entries, roots)))


def settle(system: System, trust: dict[str, Trust], known: Known) -> Settled:
    """Propagates level by level of evidence, setting aside as few figures of the contradictions as can be seen."""
    state = initial(system)
    aside: dict[str, Conflict] = {}
    for level in sorted({int(rank) for rank in np.unique(system.evidence)}):
        before = state
        met: dict[tuple[str, ...], Conflict] = {}
        chosen: dict[str, Conflict] = {}
        while True:
            allowed = _free(system, [*aside, *chosen]) & (system.evidence <= level)
            first = np.flatnonzero(allowed & (system.evidence == level))
            state = propagate(system, before.copy(), allowed, first)
            found = _conflicts(system, state, trust, known)
            if not found:
                break
            met |= {conflict.figures: conflict for conflict in found}
            if len(known) < MOST_SHRUNK:
                chosen = to_set_aside(list(met.values()), trust)
            else:
                # One of each: what goes needlessly is taken back below.
                chosen |= weakest_of_each(found, trust)
        aside |= chosen
        stands_in = crowding(met.values())
        strongest_first = sorted(chosen, key=lambda one: (*trust[one][:2], stands_in[one], one))
        state = _taken_back(system, state, aside, level, strongest_first)
    return Settled(system, state, aside)


def _free(system: System, aside: Iterable[str]) -> Flags:
    """The inequalities that rest on nothing set aside."""
    free = np.ones(system.size, np.bool_)
    for figure in aside:
        free[system.rows_of_figure[figure]] = False
    return free


def _taken_back(
    system: System, state: State, aside: dict[str, Conflict], level: int, strongest_first: Sequence[str]
) -> State:
    """The state with those of the figures set aside that raise no conflict any more; they leave `aside`."""
    allowed = _free(system, aside) & (system.evidence <= level)
    for figure in strongest_first:
        others = aside.keys() - {figure}
        rows = [row for row in system.rows_of_figure[figure] if others.isdisjoint(system.figures(row))]
        back = np.array([row for row in rows if system.evidence[row] <= level], np.int64)
        allowed[back] = True
        tried = propagate(system, state.copy(), allowed, back)
        if tried.empty.size:
            allowed[back] = False
        else:
            state = tried
            del aside[figure]
    return state


def _conflicts(system: System, state: State, trust: dict[str, Trust], known: Known) -> list[Conflict]:
    """The conflict behind each empty cell, each set of figures once, in the order of cells."""
    empty = sorted(state.empty.tolist(), key=lambda cell: system.cells[cell])
    trail = Trail(system, state) if empty else None
    found: dict[tuple[str, ...], Conflict] = {}
    for cell in empty:
        entries = trail.behind(trail.ends(cell)) if trail is not None else []
        figures = figures_of(system, entries)
        if not figures:
            raise ValueError(f"the framework alone contradicts itself at {system.cells[cell]}")
        if figures not in known:
            shrunk = len(known) < MOST_SHRUNK
            known[figures] = minimal_conflict(system, entries, trust) if shrunk else whole_conflict(system, entries)
        found.setdefault(known[figures].figures, known[figures])
    return list(found.values())


def _decimals(system: System, entries: Sequence[Entry], cell: int) -> int:
    """The digits of the coarsest figure of the proof, at most those that the publisher prints."""
    measuring = {Kind.VALUE, Kind.CHANGE, Kind.GAP_TO_FIRST, Kind.GAP_TO_MEAN, Kind.HIGHEST, Kind.LOWEST}
    digits = [one.statement.decimals for one in sources_of(system, entries) if one.statement.kind in measuring]
    return min([*digits, system.frames[cell].decimals])
