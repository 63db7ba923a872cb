"""On a made-up world with most cells removed, every interval contains the truth, and most of them say something."""

from __future__ import annotations

import dataclasses

import pytest

from bench.reasoning_case import World, made
from reasoning.bounds import infer


@pytest.mark.parametrize("seed", [1, 2])
def test_every_interval_contains_the_truth(seed: int) -> None:
    world = made(provinces=24, years=5, indices=2, domains=6, seed=seed)
    inferred = infer(world.frames, world.parts, world.statements)
    assert not inferred.contradictions
    known = {bound.cell: bound for bound in inferred.bounds}
    outside = [cell for cell, value in world.truth.items() if cell in known and not _holds(known[cell], value)]
    assert not outside
    assert len(known.keys() & world.truth.keys()) > 0.9 * len(world.truth)


def _holds(bound: tuple[object, int, int], hundredths: int) -> bool:
    return bound[1] <= hundredths * 10**7 <= bound[2]


def test_a_planted_error_is_found_or_at_least_no_truth_is_lost_to_stronger_figures() -> None:
    world = made(provinces=12, years=2, indices=1, domains=4, seed=7)
    wrong = _with_error(world)
    found = infer(wrong.frames, wrong.parts, wrong.statements).contradictions
    assert [conflict.set_aside for conflict in found] == [wrong.statements[0].figure_id]


def _with_error(world: World) -> World:
    """The first score is off by half its scale and told by a weaker source than all others."""
    first = world.statements[0]
    assert first.value is not None
    changed = first._replace(value=(first.value + 5) % 10, evidence=5)
    return dataclasses.replace(world, statements=[changed, *world.statements[1:]])
