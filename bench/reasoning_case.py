"""A made-up world of scores, and what is left of it in print.

Belongs here: truth drawn by a seed, and statements of it. Does not belong here: reasoning about them or timing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from reasoning.statements import Cell, Frame, Kind, Part, Statement

DECIMALS = 2


@dataclass(frozen=True)
class World:
    """Frames and formulas, the true published scores in hundredths, and what is printed of them."""

    frames: list[Frame]
    parts: list[Part]
    truth: dict[Cell, int]
    statements: list[Statement]


def made(provinces: int, years: int, indices: int, domains: int, seed: int, kept: float = 0.4) -> World:
    """Scores of `domains` cells a unit (the last is the total), of which the share `kept` is printed, with changes of a
    fifth, ranks of a half, and the mean of each."""
    chance = np.random.default_rng(seed)
    units = tuple(f"province/{number:02}" for number in range(provinces))
    codes = [*(str(number) for number in range(1, domains)), "_total"]
    world = World([], [], {}, [])
    for index in (f"INDEX_{letter}" for letter in "ABCDEFGH"[:indices]):
        scores = chance.integers(0, 1000, (years, domains - 1, provinces))
        drift = chance.integers(-60, 61, (years, domains - 1, provinces)).cumsum(axis=0)
        scores = np.clip(scores[:1] + drift, 0, 1000)
        scores = np.concatenate([scores, scores.sum(axis=1, keepdims=True)], axis=1)
        for year in range(years):
            for number, code in enumerate(codes):
                top = Decimal(10 * (domains - 1) if code == "_total" else 10)
                frame = Frame(
                    index, "", 2010 + year, code, "score", Decimal(0), top, DECIMALS, provinces, True, units, True
                )
                world.frames.append(frame)
                ranks = frame._replace(measure="rank", low=Decimal(1), high=Decimal(provinces), decimals=0)
                world.frames.append(ranks)
                before = scores[year - 1, number] if year else None
                _print(world, frame, scores[year, number], before, chance, kept)
            world.parts.extend(Part(index, "", 2010 + year, "_total", code) for code in codes[:-1])
    return world


def _print(
    world: World, frame: Frame, scores: np.ndarray, before: np.ndarray | None, chance: np.random.Generator, kept: float
) -> None:
    """Some of what could be printed of one index, year and domain."""
    drawn = chance.random((3, len(scores)))
    ranks = 1 + (scores[None, :] > scores[:, None]).sum(axis=1)
    for number, unit in enumerate(frame.units):
        cell = frame.cell(unit)
        world.truth[cell] = int(scores[number])
        name = "/".join([frame.index_code, str(frame.year), unit, frame.domain_code])
        if drawn[0, number] < kept:
            world.statements.append(Statement(Kind.VALUE, cell, _points(scores[number]), DECIMALS, f"{name}.score", 4))
        if drawn[1, number] < 0.5:
            rank = Statement(
                Kind.VALUE, cell._replace(measure="rank"), Decimal(int(ranks[number])), 0, f"{name}.rank", 4
            )
            world.statements.append(rank)
        if before is not None and drawn[2, number] < 0.2:
            change = _points(scores[number] - before[number])
            world.statements.append(
                Statement(Kind.CHANGE, cell, change, DECIMALS, f"{name}.change", 4, base_year=frame.year - 1)
            )
    mean = Decimal(int(scores.sum()) * 2 // len(scores) + 1) / 2
    figure = f"{frame.index_code}/{frame.year}/mean/{frame.domain_code}"
    rounded = (mean.to_integral_value() / 100).quantize(Decimal("0.01"))
    world.statements.append(Statement(Kind.VALUE, frame.cell(frame.mean_unit), rounded, DECIMALS, figure, 4))


def _points(hundredths: int | np.integer) -> Decimal:
    return Decimal(int(hundredths)) / 100
