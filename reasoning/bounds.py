"""The whole: frames, formulas and statements in; bounds, contradictions and their proofs out.

Belongs here: the order of the work. Does not belong here: any single inequality.

Ranks come first: a rank and its stated change give the rank of another year, which then takes part in the order of
that year. Evidence is added strongest first; a contradiction is met at the level of its weakest figure, which is set
aside (`settling`). So no figure can push out a stronger one, and none of them by coming first.

One rank that different documents give to two units orders neither, but for one that is better attested or where equal
printed scores tell a tie: of two claims one is likely wrong, and its unit would take over the other's score.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import numpy as np

from reasoning.constraints import build
from reasoning.contradictions import Conflict, Trust
from reasoning.fixed import ONE
from reasoning.proofs import figures_of, told
from reasoning.settling import Bound, Known, Reason, Settled, settle
from reasoning.statements import Cell, Frame, Kind, Part, Statement
from reasoning.system import Source
from reasoning.wording import Teller, named, said


class Contradiction(NamedTuple):
    """Figures that cannot all be true, what each of them states, and which one was set aside."""

    cell: Cell
    figures: tuple[str, ...]
    set_aside: str
    states: tuple[str, ...]
    steps: tuple[str, ...]


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
        found = held_once(known_ranks(ranks, scored, trust), stated)
        if scores is not None and found == ordering:
            return Inferred(ranks, scores, aside, stated)
        scores = settle(build(scored, known_parts, [*others, *found]), trust, known)
        # A rank that scores speak against takes no part in the ranks of other years either.
        aside |= {figure: why for figure, why in scores.aside.items() if figure in of_ranks}
        ordering = [source for source in found if aside.keys().isdisjoint(source.figures)]
        if len(ordering) == len(found):
            return Inferred(ranks, scores, aside, stated)


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
            if cell.unit_key not in frame.units:
                continue
            ranked = frame.cell(cell.unit_key)
            stated = Statement(Kind.RANK, ranked, value, 0, "+".join(figures), least.evidence, -least.fewer_sources)
            known.append(Source(stated, figures))
    return known


def held_once(ranks: Sequence[Source], stated: Iterable[Statement]) -> list[Source]:
    """The ranks that may order: of those that different documents give to several units only the best attested."""
    documents: dict[str, str] = {}
    printed: dict[Cell, Decimal | None] = {}
    for one in stated:
        documents[one.figure_id] = one.document
        if one.kind is Kind.VALUE:
            printed[one.cell] = one.value
    holders: dict[tuple[object, ...], list[Source]] = {}
    for source in ranks:
        cell = source.statement.cell
        holders.setdefault((cell._replace(unit_key=""), source.statement.value), []).append(source)
    kept: list[Source] = []
    for sharing in holders.values():
        scores = {printed.get(source.statement.cell) for source in sharing}
        told_a_tie = len(scores) == 1 and None not in scores
        kept += sharing if told_a_tie else _best_attested(sharing, documents)
    return kept


def _best_attested(sharing: list[Source], documents: dict[str, str]) -> list[Source]:
    """All where one document tells them, else those of the best evidence, sources and directness; none of several."""

    def one_document(sources: list[Source]) -> bool:
        return len({documents[figure] for source in sources for figure in source.figures}) == 1

    if len(sharing) == 1 or one_document(sharing):
        return sharing
    attested = [(one.statement.evidence, -one.statement.sources, len(one.figures)) for one in sharing]
    best = [source for source, how in zip(sharing, attested, strict=True) if how == min(attested)]
    return best if len(best) == 1 or one_document(best) else []


def _cut(steps: Sequence[str], most: int) -> Sequence[str]:
    """Steps that push an interval to and fro until it is empty, told as far as they tell anything new."""
    if len(steps) <= most:
        return steps
    return (*steps[:most], f"And so on for {len(steps) - most} more steps of the same figures.")


def told_conflict(
    conflict: Conflict, set_aside: str, stated: dict[str, Statement], names: dict[str, str]
) -> Contradiction:
    """A conflict in words."""
    system = conflict.system
    roots = [entry.number for entry in conflict.entries if entry.cell == conflict.cell]
    proof = _cut(told(Teller(system, names), conflict.entries, roots), 4 * len(conflict.figures))
    whole = () if conflict.is_minimal else ("These figures were not reduced to the fewest that cannot all be true.",)
    end = f"{named(system.cells[conflict.cell], names)} cannot be both."
    claims = tuple(f"{said(stated[figure], names)} «{figure}»" for figure in conflict.figures)
    return Contradiction(system.cells[conflict.cell], conflict.figures, set_aside, claims, (*proof, end, *whole))
