"""The one table that is printed in every medium: 63 provinces, ten sub-indices, total and rank.

Belongs here: its names and numbers, and what a reader has to find in it. Does not belong here: any medium. The scores
are made up by a seeded formula and belong to no year of the index; they keep its rules, so that total and rank follow.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

_VOCABULARY = Path(__file__).resolve().parent.parent.parent / "scrapers" / "vocabulary"
_UNITS = _VOCABULARY / "units.csv"
_DOMAINS = _VOCABULARY / "framework_domains.csv"
_FRAMEWORK = "PCI/2013"
_SEED = 2019
_CENT = Decimal("0.01")

YEAR = 2019
NUMBER, UNIT, SCORES, TOTAL, RANK = "STT", "Tỉnh, thành phố", "Điểm các lĩnh vực", "Tổng điểm", "Xếp hạng"
"""The words of the header; the domains stand below `SCORES`."""


def title_of(year: int) -> str:
    """The line above the table."""
    return f"Bảng 1. Điểm số và xếp hạng chỉ số PCI năm {year} của 63 tỉnh, thành phố"


TITLE = title_of(YEAR)

Figure = tuple[str, str, str, float]
"""Unit, domain code, measure and value."""


@dataclass(frozen=True, slots=True)
class Domain:
    """A sub-index; `weight` is its share of the total."""

    code: str
    name: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """A province's line; scores and total are points with two decimals."""

    number: int
    unit: str
    scores: tuple[Decimal, ...]
    total: Decimal
    rank: int

    @property
    def cells(self) -> list[str]:
        """The line as it is printed, with decimal commas."""
        return [str(self.number), self.unit, *map(comma, self.scores), comma(self.total), str(self.rank)]


@cache
def domains() -> tuple[Domain, ...]:
    """The ten sub-indices of the framework of 2013, in their order."""
    with _DOMAINS.open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["framework_key"] == _FRAMEWORK and row["weight"]]
    return tuple(Domain(row["domain_code"], row["name_vi"], Decimal(row["weight"])) for row in found)


@cache
def provinces() -> tuple[str, ...]:
    """The 63 provinces as they were called in the table's year, in the order of the list of units."""
    with _UNITS.open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["level"] == "province" and row["geography"] == "63-2008"]
    return tuple(row["name_vi"] for row in found if row["valid_from"] <= f"{YEAR}-12-31")


@cache
def rows() -> tuple[Row, ...]:
    """The table, in the order of `provinces`. Equal totals share a rank, and the rank after them is left out."""
    chance = random.Random(_SEED)
    scores = [
        tuple(Decimal(300 + int(chance.random() * 650)) * _CENT for _ in domains()) for _ in range(len(provinces()))
    ]
    scores[-1] = _of_equal_total(scores[-2])  # a tie, whatever the seed
    totals = [_total(parts) for parts in scores]
    return tuple(
        Row(number, unit, parts, total, 1 + sum(other > total for other in totals))
        for number, (unit, parts, total) in enumerate(zip(provinces(), scores, totals, strict=True), start=1)
    )


def _of_equal_total(scores: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Other scores with the same total: two of equal weight change places."""
    first, second, *others = scores
    return (second, first, *others)


def _total(scores: tuple[Decimal, ...]) -> Decimal:
    exact = sum((score * domain.weight * 10 for score, domain in zip(scores, domains(), strict=True)), Decimal(0))
    return exact.quantize(_CENT, ROUND_HALF_UP)


def comma(value: Decimal) -> str:
    """`8,12`."""
    return f"{value:.2f}".replace(".", ",")


def header() -> tuple[list[str], list[str]]:
    """The two levels of the header; an empty text is covered by the cell to its left or above it."""
    names = [domain.name for domain in domains()]
    upper = [NUMBER, UNIT, SCORES, *[""] * (len(names) - 1), TOTAL, RANK]
    return upper, ["", "", *names, "", ""]


def expected() -> list[Figure]:
    """Every figure that stands in the table."""
    return [figure for row in rows() for figure in _figures(row)]


def _figures(row: Row) -> Iterator[Figure]:
    for domain, score in zip(domains(), row.scores, strict=True):
        yield row.unit, domain.code, "score", float(score)
    yield row.unit, "_total", "score", float(row.total)
    yield row.unit, "_total", "rank", float(row.rank)


def expected_ranking() -> list[Figure]:
    """The figures of a print that gives totals and ranks alone."""
    return [figure for figure in expected() if figure[1] == "_total"]
