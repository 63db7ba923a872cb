"""Values read off a picture, set out by unit and column, with the rules that they must satisfy together.

Belongs here: scale, decimals, parts to total, rank to score, order of neighbours. Does not belong here: what was
probably misread (`likely_misreadings`) and what to do about it (`misreadings`).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scrapers.readers.context import Place
from scrapers.readers.tables.likely_misreadings import decimals_of
from scrapers.readers.tables.table_records import Printed
from scrapers.records import Measure
from scrapers.vocabulary.frameworks import TOTAL, Framework, framework_of
from scrapers.vocabulary.indices import index_family, plausible_total, total_maximum

Column = tuple[str, Measure]
TOTAL_SCORE: Column = (TOTAL, Measure.SCORE)
TOTAL_RANK: Column = (TOTAL, Measure.RANK)
_SHARE = 0.8
_FEWEST = 3
_TINY = 1e-6
_EXACT = 0.9
"""Share of rows whose parts make the total to the last digit where totals are made of the printed parts."""
_MOST_RANKED = 64
"""Provinces that were ever ranked together; a table may hold a part of them."""


@dataclass(slots=True)
class Entry:
    """A value as it was read; `value` is what it is taken for, None where that is not known."""

    printed: Printed
    value: float | None
    reconciled: str | None = None
    doubt: str | None = None


@dataclass
class Panel:
    """The entries of one index and year by unit and column."""

    index_code: str
    framework: Framework | None
    rows: dict[Place, dict[Column, Entry]]
    decimals: dict[Column, int] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    ranks_by_total: dict[Place, tuple[int, ...]] = field(default_factory=dict)
    is_exact: bool = False

    def fits_scale(self, column: Column, value: float) -> bool:
        """Whether a value lies within what its column can reach."""
        code, measure = column
        if measure is Measure.RANK:
            return 1 <= value <= max(len(self.rows), _most_ranked(self.rows), _MOST_RANKED) and value.is_integer()
        part = self.framework.parts.get(code) if self.framework else None
        if measure is Measure.SCORE and part is None:
            return plausible_total(self.index_code, value) if code == TOTAL else 0 <= value <= self.highest
        if measure is not Measure.SCORE or part is None:
            return True
        low = part.minimum if part.minimum is not None else 0.0
        return low - _TINY <= value <= (part.maximum if part.maximum is not None else math.inf) + _TINY

    def residual(self, place: Place, changed: Column | None = None, value: float = 0.0) -> float | None:
        """The total less the sum of its parts, one value of them taken for another; None where not all are there."""
        row = self.rows[place]
        total = value if changed == TOTAL_SCORE else _value(row.get(TOTAL_SCORE))
        if total is None or not self.weights:
            return None
        for code, weight in self.weights.items():
            column = (code, Measure.SCORE)
            part = value if changed == column else _value(row.get(column))
            if part is None:
                return None
            total -= weight * part
        return total

    @property
    def highest(self) -> float:
        """What no part of the index can pass."""
        return total_maximum(self.index_code) or math.inf

    @property
    def tolerance(self) -> float:
        """How far rounding alone can part a total from the sum of its parts; none where totals are of printed parts."""
        if self.is_exact:
            return _TINY
        half = 0.5 * 10.0 ** -self.decimals.get(TOTAL_SCORE, 2)
        parts = (
            weight * 0.5 * 10.0 ** -self.decimals.get((code, Measure.SCORE), 2) for code, weight in self.weights.items()
        )
        return half + sum(parts) + _TINY

    def sums(self, place: Place, changed: Column | None = None, value: float = 0.0) -> bool | None:
        """Whether a unit's parts make its total; None where that cannot be told."""
        rest = self.residual(place, changed, value)
        return None if rest is None else abs(rest) <= self.tolerance

    def in_order(self, place: Place, total: float) -> bool | None:
        """Whether a total lies between those of the units ranked next to it; None where no rank tells."""
        rank = _value(self.rows[place].get(TOTAL_RANK))
        if rank is None:
            return None
        others = self._ranked_totals(place)
        above = max((one for one in others if one[0] < rank), default=None)
        below = min((one for one in others if one[0] > rank), default=None)
        return (above is None or total <= above[1]) and (below is None or total >= below[1])

    def rank_follows(self, place: Place, rank: float) -> bool | None:
        """Whether a rank lies between those of the units with the next totals; None where no totals tell."""
        total = _value(self.rows[place].get(TOTAL_SCORE))
        if total is None:
            return None
        others = [(other_total, other_rank) for other_rank, other_total in self._ranked_totals(place)]
        better = min((one for one in others if one[0] > total), default=None)
        worse = max((one for one in others if one[0] < total), default=None)
        if better is not None and worse is not None and better[1] > worse[1]:
            return None
        return (better is None or better[1] <= rank) and (worse is None or rank <= worse[1])

    def _ranked_totals(self, place: Place) -> list[tuple[float, float]]:
        """Rank and total of every other unit that has both."""
        return [
            (rank, total)
            for other, row in self.rows.items()
            if other != place
            and (rank := _value(row.get(TOTAL_RANK))) is not None
            and (total := _value(row.get(TOTAL_SCORE))) is not None
        ]


def _value(entry: Entry | None) -> float | None:
    return entry.value if entry is not None else None


def _most_ranked(rows: dict[Place, dict[Column, Entry]]) -> float:
    counts = [entry.value for row in rows.values() for (_, measure), entry in row.items() if measure is Measure.RANK_OF]
    return max((count for count in counts if count is not None), default=0.0)


def panels_of(printed: Iterable[Printed]) -> list[Panel]:
    """The panels of all values that were read off pictures, each with its decimals."""
    grouped: dict[tuple[str, int], dict[Place, dict[Column, Entry]]] = defaultdict(dict)
    for item in printed:
        if item.cell.confidence is None or item.part.code is None:
            continue
        rows = grouped[(index_family(item.index_code), item.year)]
        number = None if math.isnan(item.value.value) else item.value.value
        rows.setdefault(item.place, {}).setdefault((item.part.code, item.value.measure), Entry(item, number))
    panels = []
    for (family, year), rows in grouped.items():
        panel = Panel(family, framework_of(family, year), rows)
        panel.decimals = _decimals(rows)
        panels.append(panel)
    return panels


def _decimals(rows: dict[Place, dict[Column, Entry]]) -> dict[Column, int]:
    """How many decimals each column prints, by most of its values."""
    found: dict[Column, Counter[int]] = defaultdict(Counter)
    for row in rows.values():
        for column, entry in row.items():
            if entry.value is not None:
                found[column][decimals_of(entry.printed.value.raw)] += 1
    return {column: 0 if column[1] is Measure.RANK else _most(counts) for column, counts in found.items()}


def _most(counts: Counter[int]) -> int:
    """The number of decimals of a column: a separator is lost sooner than made up, so none is believed last."""
    printed = Counter({decimals: count for decimals, count in counts.items() if decimals}) or counts
    return max(printed, key=lambda decimals: (printed[decimals], decimals))


def settle_formula(panel: Panel) -> None:
    """Finds how totals follow from parts: by the framework's weights or as a plain sum, if most units bear it out."""
    codes = sorted({code for row in panel.rows.values() for code, measure in row if measure is Measure.SCORE})
    parts = [code for code in codes if code.isdecimal()]
    factor = panel.framework.factor if panel.framework else 1.0
    weighted = {code: panel.framework.weights.get(code, 0.0) * factor for code in parts} if panel.framework else {}
    for weights in (weighted, dict.fromkeys(parts, 1.0)):
        panel.weights = weights if parts and all(weights.values()) else {}
        told = [fits for place in panel.rows if (fits := panel.sums(place)) is not None]
        if len(told) >= _FEWEST and sum(told) >= _SHARE * len(told):
            rests = [abs(rest) for place in panel.rows if (rest := panel.residual(place)) is not None]
            panel.is_exact = sum(1 for rest in rests if rest < _TINY) >= _EXACT * len(rests)
            return
    panel.weights = {}


def settle_ranks(panel: Panel) -> None:
    """Computes ranks from totals, kept if most units print them and no unit or total is missing or in doubt.

    Publishers rank by totals that they have not rounded: of equal totals each may have any rank of those they share.
    """
    rows = [row.get(TOTAL_SCORE) for row in panel.rows.values()]
    ranks = [rank for row in panel.rows.values() if (rank := _value(row.get(TOTAL_RANK))) is not None]
    if any(entry is None or entry.value is None or entry.doubt for entry in rows) or max(ranks, default=0) > len(rows):
        return
    totals = {place: total for place, row in panel.rows.items() if (total := _value(row.get(TOTAL_SCORE))) is not None}
    ordered: Sequence[float] = sorted(totals.values(), reverse=True)
    spans: dict[float, list[int]] = defaultdict(list)
    for at, total in enumerate(ordered, start=1):
        spans[total].append(at)
    computed = {place: tuple(spans[total]) for place, total in totals.items()}
    printed = {place: rank for place in computed if (rank := _value(panel.rows[place].get(TOTAL_RANK))) is not None}
    same = sum(1 for place, rank in printed.items() if rank in computed[place])
    panel.ranks_by_total = computed if len(printed) >= _FEWEST and same >= _SHARE * len(printed) else {}
