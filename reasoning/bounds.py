"""The whole: frames, formulas and statements in; bounds, contradictions and their proofs out.

Belongs here: the order of the work. Does not belong here: any single inequality.

Ranks come first: a rank and its stated change give the rank of another year, which then takes part in the order of
that year. Evidence is added strongest first; a contradiction is met at the level of its weakest figure, that figure is
set aside, and the level begins anew. So no figure can push out a stronger one, and none of them by coming first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import numpy as np

from reasoning.constraints import build
from reasoning.contradictions import Conflict, Trust, minimal_conflict, weakest
from reasoning.fixed import ONE
from reasoning.proofs import Entry, Trail, figures_of, sources_of, told
from reasoning.propagation import State, initial, propagate
from reasoning.statements import Cell, Frame, Kind, Part, Statement
from reasoning.system import Source, System
from reasoning.wording import Teller, named, said

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


class Contradiction(NamedTuple):
    """Figures that cannot all be true, what each of them states, and which one was set aside."""

    cell: Cell
    figures: tuple[str, ...]
    set_aside: str
    states: tuple[str, ...]
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


class Inferred:
    """All that follows: bounds at once, reasons when they are asked for."""

    def __init__(
        self, ranks: Settled, scores: Settled, aside: dict[str, Conflict], statements: Iterable[Statement]
    ) -> None:
        self._stated = {one.figure_id: one for one in statements}
        self._names = {one.cell.unit_key: one.unit_name for one in self._stated.values() if one.unit_name}
        self._settled = {"rank": ranks, "score": scores}
        self._aside = aside | ranks.aside | scores.aside
        self._tellers = {name: Teller(one.system, self._names) for name, one in self._settled.items()}

    @property
    def scores(self) -> Settled:
        """The system of everything but ranks, at rest."""
        return self._settled["score"]

    @cached_property
    def bounds(self) -> list[Bound]:
        """The bounds of cells of units that say more than the scale, printed cells among them, sorted by cell."""
        return sorted(bound for one in self._settled.values() for bound in one.bounds())

    def reason(self, cell: Cell) -> Reason:
        """Why the bound of a cell holds."""
        name = "rank" if cell.measure == "rank" else "score"
        return self._settled[name].reason(cell, self._tellers[name])

    @cached_property
    def contradictions(self) -> list[Contradiction]:
        """Every contradiction, sorted by the cell where it shows."""
        return sorted(told_conflict(why, figure, self._stated, self._names) for figure, why in self._aside.items())


def infer(frames: Iterable[Frame], parts: Iterable[Part], statements: Iterable[Statement]) -> Inferred:
    """Everything that follows from the statements.

    Raises ValueError where two statements have one figure id, or the framework contradicts itself.
    """
    stated = sorted(statements, key=lambda statement: statement.figure_id)
    trust = {one.figure_id: Trust(one.evidence, -one.sources, one.figure_id) for one in stated}
    if len(trust) != len(stated):
        raise ValueError("two statements have the same figure_id")
    known_frames, known_parts = sorted(frames), sorted(parts)
    of_ranks = {one.figure_id for one in stated if one.cell.measure == "rank"}
    others = [Source(one, (one.figure_id,)) for one in stated if one.figure_id not in of_ranks]
    rank_frames = [frame for frame in known_frames if frame.measure == "rank"]
    scored = [frame for frame in known_frames if frame.measure != "rank"]
    aside: dict[str, Conflict] = {}
    known: Known = {}
    ordering: list[Source] | None = None
    scores: Settled | None = None
    while True:
        trusted = of_ranks - aside.keys()
        kept = [Source(one, (one.figure_id,)) for one in stated if one.figure_id in trusted]
        ranks = settle(build(rank_frames, (), kept), trust, known)
        found = known_ranks(ranks, scored, trust)
        if scores is not None and found == ordering:
            return Inferred(ranks, scores, aside, stated)
        scores = settle(build(scored, known_parts, [*others, *found]), trust, known)
        # A rank that scores speak against takes no part in the ranks of other years either.
        aside |= {figure: why for figure, why in scores.aside.items() if figure in of_ranks}
        ordering = [source for source in found if aside.keys().isdisjoint(source.figures)]
        if len(ordering) == len(found):
            return Inferred(ranks, scores, aside, stated)


def settle(system: System, trust: dict[str, Trust], known: Known) -> Settled:
    """Propagates level by level of evidence, setting aside one figure of each contradiction."""
    state = initial(system)
    aside: dict[str, Conflict] = {}
    free = np.ones(system.size, np.bool_)
    for level in sorted({int(rank) for rank in np.unique(system.evidence)}):
        before = state
        while True:
            allowed = free & (system.evidence <= level)
            first = np.flatnonzero(allowed & (system.evidence == level))
            state = propagate(system, before.copy(), allowed, first)
            found = _set_aside(_conflicts(system, state, trust, known), trust)
            if not found:
                break
            aside |= found
            for figure in found:
                free[system.rows_of_figure[figure]] = False
    return Settled(system, state, aside)


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
            known[figures] = minimal_conflict(system, entries, trust)
        found.setdefault(known[figures].figures, known[figures])
    return list(found.values())


def _set_aside(conflicts: Sequence[Conflict], trust: dict[str, Trust]) -> dict[str, Conflict]:
    """A figure of each conflict that shares none with an earlier one: whatever becomes of those, it must lose one."""
    stands_in = Counter(figure for conflict in conflicts for figure in conflict.figures)
    chosen: dict[str, Conflict] = {}
    taken: set[str] = set()
    for conflict in sorted(conflicts, key=lambda one: (-max(stands_in[figure] for figure in one.figures), one.figures)):
        if taken.isdisjoint(conflict.figures):
            taken.update(conflict.figures)
            chosen[weakest(conflict, trust, stands_in)] = conflict
    return chosen


def known_ranks(ranks: Settled, frames: Sequence[Frame], trust: dict[str, Trust]) -> list[Source]:
    """The ranks that closed, as statements of each frame that they order."""
    by_key: dict[tuple[str, str, int, str], list[Frame]] = {}
    for frame in frames:
        by_key.setdefault(frame.key[:4], []).append(frame)
    trail = ranks.trail
    known: list[Source] = []
    for number in np.flatnonzero(ranks.state.low == ranks.state.high).tolist():
        cell = ranks.system.cells[number]
        figures = figures_of(ranks.system, trail.behind(trail.ends(number)))
        if not figures:
            continue
        value = Decimal(int(ranks.state.low[number]) // ONE)
        least = max(trust[figure] for figure in figures)
        for frame in by_key.get((cell.index_code, cell.scope, cell.year, cell.domain_code), ()):
            ranked = frame.cell(cell.unit_key)
            stated = Statement(Kind.RANK, ranked, value, 0, "+".join(figures), least.evidence, -least.fewer_sources)
            known.append(Source(stated, figures))
    return known


def _decimals(system: System, entries: Sequence[Entry], cell: int) -> int:
    """The digits of the coarsest figure of the proof, at most those that the publisher prints."""
    measuring = {Kind.VALUE, Kind.CHANGE, Kind.GAP_TO_FIRST, Kind.GAP_TO_MEAN, Kind.HIGHEST, Kind.LOWEST}
    digits = [one.statement.decimals for one in sources_of(system, entries) if one.statement.kind in measuring]
    return min([*digits, system.frames[cell].decimals])


def told_conflict(
    conflict: Conflict, set_aside: str, stated: dict[str, Statement], names: dict[str, str]
) -> Contradiction:
    """A conflict in words."""
    system = conflict.system
    roots = [entry.number for entry in conflict.entries if entry.cell == conflict.cell]
    proof = told(Teller(system, names), conflict.entries, roots)
    end = f"{named(system.cells[conflict.cell], names)} cannot be both."
    claims = tuple(f"{said(stated[figure], names)} «{figure}»" for figure in conflict.figures)
    return Contradiction(system.cells[conflict.cell], conflict.figures, set_aside, claims, (*proof, end))
