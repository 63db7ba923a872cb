"""Statements and frames as linear inequalities over cells: sum of coefficient x cell <= bound.

Belongs here: what each kind of statement means as inequalities, with the rounding that print allows. Does not belong
here: drawing conclusions (`propagation`), wording (`proofs`).

A cell is the score as its publisher prints it. So a print of all its digits is exact, a coarser one is within half a
unit of its last digit; a difference of two published scores may be off by half a unit of each; scores never rise from
a rank to the next, and equal ranks are equal scores. A rank says that the unit's cell equals the cell of the place;
thus an inequality never speaks of more than one figure's unit, and leaving a figure out leaves the order whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from reasoning.fixed import ceiling_of, floor_of, half_unit
from reasoning.statements import Cell, Frame, FrameKey, Kind, Part, Statement
from reasoning.system import Builder, Source, System


def build(frames: Iterable[Frame], parts: Iterable[Part], sources: Iterable[Source]) -> System:
    """The system of inequalities, the same whatever the order of what goes in."""
    by_key = {frame.key: frame for frame in sorted(frames)}
    builder = Builder()
    ordered: set[FrameKey] = set()
    averaged: set[FrameKey] = set()
    for source in sorted(sources, key=_order):
        frame = by_key.get(_key(source.statement.cell))
        if frame is None or not _has_place(source.statement, frame):
            continue
        _STATES[source.statement.kind](builder, frame, by_key, source)
        if source.statement.kind in _ORDERED:
            ordered.add(frame.key)
        if frame.is_averaged and _speaks_of_mean(source.statement, frame):
            averaged.add(frame.key)
    for key in sorted(ordered):
        _order_of_places(builder, by_key[key])
    for key in sorted(averaged):
        _mean_of_units(builder, by_key[key], key in ordered)
    _parts_of_totals(builder, by_key, parts)
    return builder.finished()


CLAIM = 3
"""The rank of evidence from which on somebody else than the publisher prints."""
LEAST_CUT = 2
"""Digits from which on a number was likely copied from a longer one; coarser ones are rounded by whoever tells them."""
_ORDERED = {Kind.RANK, Kind.GAP_TO_FIRST, Kind.HIGHEST, Kind.LOWEST}


def _order(source: Source) -> tuple[object, ...]:
    stated = source.statement
    value = stated.value if stated.value is not None else Decimal(-1)
    return stated.evidence, stated.kind, stated.cell, stated.base_year or 0, value, source.figures


def _key(cell: Cell) -> FrameKey:
    return cell.index_code, cell.scope, cell.year, cell.domain_code, cell.measure


def _has_place(stated: Statement, frame: Frame) -> bool:
    """Ranks and gaps to the first are of the units of the frame; nobody else stands in its order."""
    if stated.kind not in (Kind.RANK, Kind.GAP_TO_FIRST):
        return True
    if stated.cell.unit_key not in frame.units:
        return False
    return stated.kind is not Kind.RANK or (stated.value is not None and 1 <= stated.value <= frame.places)


def _speaks_of_mean(stated: Statement, frame: Frame) -> bool:
    return stated.kind is Kind.GAP_TO_MEAN or stated.cell.unit_key == frame.mean_unit


def published(frame: Frame, stated: Statement) -> int:
    """How far a printed value may be from the published one: not at all where all its digits are printed.

    Half a unit of its last digit where it is coarser; a whole one where a claim may have been cut off or rounded twice.
    """
    if stated.decimals == frame.decimals:
        return 0
    half = half_unit(min(stated.decimals, frame.decimals))
    is_cut = stated.evidence >= CLAIM and LEAST_CUT <= stated.decimals < frame.decimals
    return 2 * half if is_cut else half


def of_difference(frame: Frame, decimals: int) -> int:
    """How far a printed difference may be from that of the published values, each rounded before or after."""
    return 2 * half_unit(min(decimals, frame.decimals))


def _value(builder: Builder, frame: Frame, _: dict[FrameKey, Frame], source: Source) -> None:
    stated = source.statement
    cell = builder.cell(stated.cell, frame)
    _between(builder, "value", [(cell, 1)], stated, published(frame, stated), source)


def _change(builder: Builder, frame: Frame, by_key: dict[FrameKey, Frame], source: Source) -> None:
    stated = source.statement
    if stated.base_year is None:
        raise ValueError(f"{stated.figure_id} states a change and no year to change from")
    before = stated.cell._replace(year=stated.base_year)
    base = by_key.get(_key(before))
    if base is None:
        return
    terms = [(builder.cell(stated.cell, frame), 1), (builder.cell(before, base), -1)]
    if stated.cell.measure == "rank":
        _between(builder, "change", [(cell, -sign) for cell, sign in terms], stated, 0, source)
        return
    slack = of_difference(frame, min(stated.decimals, base.decimals))
    _between(builder, "change", terms, stated, slack, source)


def _rank(builder: Builder, frame: Frame, _: dict[FrameKey, Frame], source: Source) -> None:
    """A unit has the score of its place; where the publisher left units out, a claim may have counted them or not."""
    rank = int(source.statement.value or 0)
    uncounted = frame.left_out if source.statement.evidence >= CLAIM else 0
    unit = builder.cell(source.statement.cell, frame)
    best = builder.cell(frame.place(max(rank - uncounted, 1)), frame)
    last = builder.cell(frame.place(rank), frame)
    builder.at_most("rank", [(unit, 1), (best, -1)], 0, source)
    builder.at_most("rank", [(last, 1), (unit, -1)], 0, source)


def _group(builder: Builder, frame: Frame, _: dict[FrameKey, Frame], source: Source) -> None:
    stated = source.statement
    cell = builder.cell(stated.cell, frame)
    if stated.value is not None:
        builder.at_most("group", [(cell, -1)], -floor_of(stated.value), source)
    if stated.high is not None:
        builder.at_most("group", [(cell, 1)], ceiling_of(stated.high), source)


def _gap_to_first(builder: Builder, frame: Frame, _: dict[FrameKey, Frame], source: Source) -> None:
    terms = [(builder.cell(frame.place(1), frame), 1), (builder.cell(source.statement.cell, frame), -1)]
    slack = of_difference(frame, source.statement.decimals)
    _between(builder, "gap_to_first", terms, source.statement, slack, source)


def _gap_to_mean(builder: Builder, frame: Frame, _: dict[FrameKey, Frame], source: Source) -> None:
    mean = builder.cell(frame.cell(frame.mean_unit), frame)
    terms = [(builder.cell(source.statement.cell, frame), 1), (mean, -1)]
    slack = of_difference(frame, source.statement.decimals)
    _between(builder, "gap_to_mean", terms, source.statement, slack, source)


def _highest(builder: Builder, frame: Frame, _: dict[FrameKey, Frame], source: Source) -> None:
    slack = published(frame, source.statement)
    _between(builder, "highest", [(builder.cell(frame.place(1), frame), 1)], source.statement, slack, source)


def _lowest(builder: Builder, frame: Frame, _: dict[FrameKey, Frame], source: Source) -> None:
    if not frame.places:
        return
    place = builder.cell(frame.place(frame.places), frame)
    slack = published(frame, source.statement)
    _between(builder, "lowest", [(place, 1)], source.statement, slack, source)


_STATES: dict[Kind, Callable[[Builder, Frame, dict[FrameKey, Frame], Source], None]] = {
    Kind.VALUE: _value,
    Kind.CHANGE: _change,
    Kind.RANK: _rank,
    Kind.GROUP: _group,
    Kind.GAP_TO_FIRST: _gap_to_first,
    Kind.GAP_TO_MEAN: _gap_to_mean,
    Kind.HIGHEST: _highest,
    Kind.LOWEST: _lowest,
}


def _between(
    builder: Builder, kind: str, terms: Sequence[tuple[int, int]], stated: Statement, slack: int, source: Source
) -> None:
    """The terms give the stated value within the slack."""
    if stated.value is None:
        raise ValueError(f"{stated.figure_id} states a {stated.kind} without a value")
    builder.equal(kind, terms, floor_of(stated.value) - slack, ceiling_of(stated.value) + slack, source)


def _order_of_places(builder: Builder, frame: Frame) -> None:
    """No rank scores less than the next, and nobody stands above the first or below the last."""
    places = [builder.cell(frame.place(rank), frame) for rank in range(1, max(frame.places, 1) + 1)]
    for better, worse in pairwise(places):
        builder.at_most("order", [(worse, 1), (better, -1)], 0)
    for unit in frame.units:
        cell = builder.cell(frame.cell(unit), frame)
        builder.at_most("first", [(cell, 1), (places[0], -1)], 0)
        if frame.is_whole and len(places) > 1:
            builder.at_most("last", [(places[-1], 1), (cell, -1)], 0)


def _mean_of_units(builder: Builder, frame: Frame, is_ordered: bool) -> None:
    """The mean times the units is their sum, whichever way they are counted: by name or by rank.

    Each published score and the published mean may be off by half a unit of the last digit.
    """
    units = frame.places
    if not (frame.is_whole and units > 1 and units == len(frame.units)):
        return
    mean = (builder.cell(frame.cell(frame.mean_unit), frame), -units)
    slack = 2 * units * half_unit(frame.decimals)
    terms = [(builder.cell(frame.cell(unit), frame), 1) for unit in frame.units]
    builder.equal("mean", [*terms, mean], -slack, slack)
    if is_ordered:
        places = [(builder.cell(frame.place(rank), frame), 1) for rank in range(1, units + 1)]
        builder.equal("mean", [*places, mean], -slack, slack)


def _parts_of_totals(builder: Builder, by_key: dict[FrameKey, Frame], parts: Iterable[Part]) -> None:
    """A parent is the sum of its parts by the framework, each rounded when it was published."""
    by_parent: dict[FrameKey, list[Part]] = defaultdict(list)
    for part in sorted(parts):
        by_parent[(part.index_code, part.scope, part.year, part.parent_code, "score")].append(part)
    for key, members in sorted(by_parent.items()):
        frames = [by_key.get((*key[:3], part.domain_code, "score")) for part in members]
        parent = by_key.get(key)
        if parent is None or None in frames:
            continue
        known = [frame for frame in frames if frame is not None]
        units = {unit for frame in (parent, *known) for unit in builder.units_in(frame)}
        for unit in sorted(units):
            _sum_of_parts(builder, parent, known, members, unit)


def _sum_of_parts(builder: Builder, parent: Frame, frames: list[Frame], members: list[Part], unit: str) -> None:
    digits = max(0, *(-int(part.coefficient.as_tuple().exponent) for part in members))
    factor = 10**digits
    slack = factor * half_unit(parent.decimals)
    terms = [(builder.cell(parent.cell(unit), parent), factor)]
    for part, frame in zip(members, frames, strict=True):
        coefficient = int(part.coefficient * factor)
        terms.append((builder.cell(frame.cell(unit), frame), -coefficient))
        slack += abs(coefficient) * half_unit(frame.decimals) + factor * ceiling_of(part.slack)
    builder.equal("parts", terms, -slack, slack)
