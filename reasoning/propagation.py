"""Bounds consistency: every inequality tightens the cells that it speaks of, until nothing moves.

Belongs here: the rounds and their log. Does not belong here: what an inequality means, or which one to give up.

Each round takes the inequalities that speak of a cell moved in the round before, all at once, from the bounds as they
stood when the round began. Of several new bounds of one side of a cell the tightest is taken, among equals that of the
first inequality. So the result and the log depend on the system alone. The log only grows: an entry is a new bound,
the inequality that gave it, and the round; what it rests on is the newest entry of each other cell before that round.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from reasoning.system import Flags, Integers, System

LEAST_GAIN = 1_000
"""A millionth of a point: smaller gains are not followed, or some systems would never come to rest."""
LOW, HIGH = 0, 1


@dataclass
class State:
    """The bounds and how they came about; one array a round for each part of the log."""

    low: Integers
    high: Integers
    cell: list[Integers] = field(default_factory=list)
    side: list[Integers] = field(default_factory=list)
    value: list[Integers] = field(default_factory=list)
    row: list[Integers] = field(default_factory=list)

    def copy(self) -> State:
        """A state that may be taken back to."""
        return State(self.low.copy(), self.high.copy(), self.cell[:], self.side[:], self.value[:], self.row[:])

    @property
    def empty(self) -> Integers:
        """The cells that nothing can be."""
        return np.flatnonzero(self.low > self.high)


def initial(system: System) -> State:
    """Every cell anywhere on its scale."""
    return State(system.low.copy(), system.high.copy())


def propagate(system: System, state: State, allowed: Flags, first: Integers | None = None) -> State:
    """Tightens `state`, which is changed, by the allowed inequalities, beginning with `first` or with all of them.

    What contradicts itself spreads no further: inequalities over an empty cell are left alone.
    """
    usable = allowed.copy()
    active = np.flatnonzero(usable) if first is None else first[usable[first]]
    pointer, touching = system.touching
    while active.size:
        row, cell, side, value = _tightest(system, state, active)
        if not cell.size:
            break
        lower = side == LOW
        state.low[cell[lower]] = value[lower]
        state.high[cell[~lower]] = value[~lower]
        for log, entries in ((state.cell, cell), (state.side, side), (state.value, value), (state.row, row)):
            log.append(entries)
        moved = np.unique(cell)
        empty = moved[state.low[moved] > state.high[moved]]
        usable[touching[_spans(pointer, empty)[0]]] = False
        active = np.unique(touching[_spans(pointer, moved)[0]])
        active = active[usable[active]]
    return state


def _spans(pointer: Integers, chosen: Integers) -> tuple[Integers, Integers]:
    """The positions of the chosen rows of a compressed array, and how many each has."""
    lengths = pointer[chosen + 1] - pointer[chosen]
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if ends.size else 0
    return np.arange(total) + np.repeat(pointer[chosen] - ends + lengths, lengths), lengths


def _tightest(system: System, state: State, active: Integers) -> tuple[Integers, Integers, Integers, Integers]:
    """The best new bound of each side of each cell by the active inequalities, where it gains enough."""
    position, lengths = _spans(system.start, active)
    cell, coefficient = system.column[position], system.coefficient[position]
    rises = coefficient > 0
    least = coefficient * np.where(rises, state.low[cell], state.high[cell])
    starts = np.cumsum(lengths) - lengths
    rest = np.repeat(system.bound[active] - np.add.reduceat(least, starts), lengths) + least
    # x <= floor(rest / a) for a > 0, x >= -floor(rest / -a) for a < 0.
    size = np.abs(coefficient)
    quotient = np.where(size == 1, rest, rest // size)
    gain = np.where(rises, state.high[cell] - quotient, -quotient - state.low[cell])
    better = gain >= LEAST_GAIN
    cell, gain = cell[better], gain[better]
    side = np.where(rises[better], HIGH, LOW)
    row = np.repeat(active, lengths)[better]
    value = np.where(rises[better], quotient[better], -quotient[better])
    best = np.lexsort((row, -gain, side, cell))
    key = cell[best] * 2 + side[best]
    best = best[np.concatenate([[True], key[1:] != key[:-1]])] if best.size else best
    return row[best], cell[best], side[best], value[best]
