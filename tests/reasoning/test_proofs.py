"""Each step of a proof follows from its premises, and every number that it tells holds."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from small_worlds import FRAMES, statements

from bench.reasoning_case import World, made
from reasoning.bounds import infer
from reasoning.constraints import build
from reasoning.contradictions import Trust
from reasoning.proofs import SCALE, Entry
from reasoning.propagation import HIGH, LOW
from reasoning.settling import Settled, settle
from reasoning.statements import Statement
from reasoning.system import Source, System

CONCLUSION = re.compile(r": (?P<cell>[^:]+?) is (?P<ends>[^:]+)\.$")


def settled(stated: list[Statement]) -> Settled:
    frames = [frame for frame in FRAMES if frame.measure == "score"]
    sources = [Source(one, (one.figure_id,)) for one in stated if one.cell.measure == "score"]
    trust = {one.figure_id: Trust(one.evidence, -one.sources, one.figure_id) for one in stated}
    return settle(build(frames, [], sources), trust, {})


def implied(system: System, entry: Entry, values: dict[int, int]) -> int:
    """The bound that the inequality gives from its premises, by exact fractions, told anew."""
    rest = Fraction(int(system.bound[entry.row]))
    own = 0
    others = [(cell, factor) for cell, factor in system.terms(entry.row) if cell != entry.cell]
    for (cell, factor), premise in zip(others, entry.premises, strict=True):
        scale = system.high[cell] if factor < 0 else system.low[cell]
        rest -= factor * (int(scale) if premise == SCALE else values[premise])
    own = dict(system.terms(entry.row))[entry.cell]
    exact = rest / own
    return exact.__floor__() if own > 0 else exact.__ceil__()


@settings(max_examples=60, deadline=None)
@given(statements())
def test_each_step_follows_from_its_premises_and_gives_the_bound(stated: list[Statement]) -> None:
    found = settled(stated)
    system = found.system
    for number in range(len(system.cells)):
        for side, end in zip((LOW, HIGH), found.trail.ends(number), strict=True):
            held = found.state.low[number] if side == LOW else found.state.high[number]
            entries = found.trail.behind([end])
            values: dict[int, int] = {}
            for entry in entries:
                assert all(premise in values for premise in entry.premises if premise != SCALE), "premises come first"
                values[entry.number] = entry.value
                assert entry.value == implied(system, entry, values)
            scale = system.low[number] if side == LOW else system.high[number]
            assert held == (scale if end == SCALE else values[end])


@pytest.fixture(scope="module")
def world() -> World:
    return made(provinces=12, years=3, indices=1, domains=4, seed=5)


def test_every_conclusion_told_in_a_proof_is_true(world: World) -> None:
    inferred = infer(world.frames, world.parts, world.statements)
    by_name = {_name(cell): value for cell, value in world.truth.items()}
    told = 0
    for bound in inferred.bounds:
        for step in inferred.reason(bound.cell).steps:
            conclusion = CONCLUSION.search(step)
            assert conclusion is not None, step
            if conclusion["cell"] in by_name:
                truth = Fraction(by_name[conclusion["cell"]], 100)
                assert all(_is_met(end, truth) for end in conclusion["ends"].split(" and ")), step
                told += 1
    assert told > 500


def _name(cell: tuple[str, str, int, str, str, str]) -> str:
    index, _, year, unit, domain, _ = cell
    return f"{unit} in {index} {year}" + ("" if domain == "_total" else f" domain {domain}")


def _is_met(end: str, truth: Fraction) -> bool:
    if end.startswith("at least "):
        return truth >= Fraction(end[9:])
    if end.startswith("at most "):
        return truth <= Fraction(end[8:])
    return truth == Fraction(end)


def test_the_last_steps_tell_the_bound_and_nothing_stands_in_a_proof_that_is_not_used(world: World) -> None:
    inferred = infer(world.frames, world.parts, world.statements)
    for bound in inferred.bounds:
        steps = inferred.reason(bound.cell).steps
        used = {int(number) for step in steps for number in re.findall(r"step (\d+)", step)}
        more = any("more:" in step for step in steps)
        last = [number for number in range(1, len(steps) + 1) if number not in used]
        assert more or 1 <= len(last) <= 2, steps
        cited = {figure for step in steps for figure in re.findall("«(.+?)»", step)}
        assert cited == set(inferred.reason(bound.cell).figures)
