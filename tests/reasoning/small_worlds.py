"""Worlds small enough to try every assignment of scores, and what statements mean there, told anew and plainly.

Belongs here: strategies and brute force. Does not belong here: anything of `reasoning` but the shapes of its input.

Scores and means are whole numbers and are published as such, so half a unit is a half: a printed value is exact, and a
difference may be off by one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from hypothesis import strategies as st

from reasoning.statements import Cell, Frame, Kind, Statement

UNITS = ("unit/a", "unit/b", "unit/c")
MEAN = "national/viet-nam"
YEARS = (2020, 2021)
TOP = 2
World = dict[tuple[int, str], int]


def frame(year: int) -> Frame:
    """Scores of 0 to TOP."""
    return Frame("X", "", year, "_total", "score", Decimal(0), Decimal(TOP), 0, len(UNITS), True, UNITS, True)


FRAMES = [
    *(frame(year) for year in YEARS),
    *(frame(year)._replace(measure="rank", low=Decimal(1), high=Decimal(len(UNITS))) for year in YEARS),
]


def cell(year: int, unit: str, measure: str = "score") -> Cell:
    """A cell of the small world."""
    return Cell("X", "", year, unit, "_total", measure)


def _statement(draw: st.DrawFn, number: int, kinds: Sequence[str]) -> Statement:
    kind = draw(st.sampled_from(kinds))
    year = draw(st.sampled_from(YEARS))
    unit = draw(st.sampled_from(UNITS))
    common = {"figure_id": f"f{number}", "evidence": draw(st.integers(1, 3)), "sources": draw(st.integers(1, 2))}
    value = Decimal(draw(st.integers(0, TOP)))
    difference = Decimal(draw(st.integers(-2, 2)))
    match kind:
        case "value":
            return Statement(Kind.VALUE, cell(year, unit), value, 0, **common)
        case "mean":
            return Statement(Kind.VALUE, cell(year, MEAN), value, 0, **common)
        case "change":
            return Statement(Kind.CHANGE, cell(2021, unit), difference, 0, base_year=2020, **common)
        case "rank":
            rank = Decimal(draw(st.integers(1, len(UNITS))))
            return Statement(Kind.VALUE, cell(year, unit, "rank"), rank, 0, **common)
        case "change_of_rank":
            return Statement(Kind.CHANGE, cell(2021, unit, "rank"), difference, 0, base_year=2020, **common)
        case "group":
            return Statement(Kind.GROUP, cell(year, unit), value, 0, high=value + 1, **common)
        case _:
            return Statement(Kind(kind), cell(year, unit), value, 0, **common)


ALL_KINDS = (
    *("value", "mean", "change", "rank", "change_of_rank", "group"),
    *("gap_to_first", "gap_to_mean", "highest", "lowest"),
)


@st.composite
def statements(draw: st.DrawFn, kinds: Sequence[str] = ALL_KINDS, most: int = 7) -> list[Statement]:
    """A few statements, true together or not."""
    return [_statement(draw, number, kinds) for number in range(draw(st.integers(1, most)))]


def holds(stated: Statement, world: World, ranks: World, means: dict[int, int]) -> bool:
    """Whether a statement is true where scores, ranks and means are these."""
    year, unit = stated.cell.year, stated.cell.unit_key
    value = int(stated.value or 0)
    if stated.cell.measure == "rank":
        if stated.kind is Kind.VALUE:
            return ranks[year, unit] == value
        return ranks[stated.base_year or 0, unit] - ranks[year, unit] == value
    scores = sorted((world[year, one] for one in UNITS), reverse=True)
    mine = means[year] if unit == MEAN else world[year, unit]
    match stated.kind:
        case Kind.VALUE:
            return mine == value
        case Kind.CHANGE:
            return abs(mine - world[stated.base_year or 0, unit] - value) <= 1
        case Kind.GROUP:
            return value <= mine <= value + 1
        case Kind.GAP_TO_FIRST:
            return abs(scores[0] - mine - value) <= 1
        case Kind.GAP_TO_MEAN:
            return abs(mine - means[year] - value) <= 1
        case Kind.HIGHEST:
            return scores[0] == value
        case Kind.LOWEST:
            return scores[-1] == value
    raise AssertionError(stated.kind)


def rankings(world: World, year: int) -> list[dict[str, int]]:
    """The ways to give places: the holder of place r has the r-th largest score, equals may share a place."""
    scores = sorted((world[year, unit] for unit in UNITS), reverse=True)
    choices = [[place for place, score in enumerate(scores, 1) if score == world[year, unit]] for unit in UNITS]
    return [dict(zip(UNITS, places, strict=True)) for places in itertools.product(*choices)]


def means_of(world: World, year: int) -> list[int]:
    """The published means that rounding of three scores and the mean allows."""
    total = sum(world[year, unit] for unit in UNITS)
    return [mean for mean in range(TOP + 1) if abs(len(UNITS) * mean - total) <= len(UNITS)]


def possible(stated: Sequence[Statement]) -> dict[Cell, set[int]]:
    """Every value that each cell has in some world where all statements hold; nothing where there is none."""
    seen: dict[Cell, set[int]] = {}
    of_year = {year: [one for one in stated if one.kind is not Kind.CHANGE and one.cell.year == year] for year in YEARS}
    changes = [one for one in stated if one.kind is Kind.CHANGE]
    options = {year: list(_years(of_year[year], year)) for year in YEARS}
    pairs = itertools.product(*options.values())
    if not changes and all(options.values()):
        # Years that nothing joins need not be tried together.
        longest = max(len(option) for option in options.values())
        pairs = itertools.islice(zip(*(itertools.cycle(option) for option in options.values()), strict=False), longest)
    for before, after in pairs:
        scores, ranks, means = ({**before[part], **after[part]} for part in range(3))
        if all(holds(one, scores, ranks, means) for one in changes):
            for (year, unit), value in scores.items():
                seen.setdefault(cell(year, unit), set()).add(value)
            for (year, unit), value in ranks.items():
                seen.setdefault(cell(year, unit, "rank"), set()).add(value)
            for year, value in means.items():
                seen.setdefault(cell(year, MEAN), set()).add(value)
    return seen


def _years(stated: Sequence[Statement], year: int) -> Iterator[tuple[World, World, dict[int, int]]]:
    """Scores, ranks and means of one year that its own statements allow."""
    for values in itertools.product(range(TOP + 1), repeat=len(UNITS)):
        world = {(year, unit): value for unit, value in zip(UNITS, values, strict=True)}
        for places in rankings(world, year):
            ranks = {(year, unit): place for unit, place in places.items()}
            for mean in means_of(world, year):
                means = {year: mean}
                if all(holds(one, world, ranks, means) for one in stated):
                    yield world, ranks, means
