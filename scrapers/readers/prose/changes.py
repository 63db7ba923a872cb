"""What a change is measured against.

Belongs here: base years of changes, gaps told apart from changes. Does not belong here: the change itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.scope import Subject
from scrapers.readers.prose.values import Value, gap
from scrapers.records import Measure

_REACH = 9
LAST_YEAR = -1
"""Stands for the year before, where it is told by words."""


def base_of(items: Sequence[Item], value: Value, year: int | None) -> int | None:
    """The year that a change is measured against: named behind it, else before it in its sentence, else the year before."""
    if value.measure not in (Measure.DELTA_SCORE, Measure.DELTA_RANK):
        return None
    found = _behind(items, value.last)
    if found is None:
        found = _before(items, value.first)
    if found is None or found == LAST_YEAR:
        return None if year is None else year - 1
    return found


def is_measured_by_year(items: Sequence[Item], value: Value, subject: Subject | None) -> bool:
    """Whether `cao hơn 1,39%` goes on with a year (`so với năm 2023`), not with another unit or a mean."""
    first = max(value.first, value.last - 1)
    for at in range(first if "higher" in items[first] else value.last, min(len(items), value.last + 5)):
        item = items[at]
        if item.is_sign(",;("):
            return False
        if "base" in item or "rival" in item:
            found = _year_in(items, at + 1)
            is_mean = subject is not None and subject.kind == "mean"
            names_rival = any("unit" in other or ("mean" in other and not is_mean) for other in items[at + 1 : at + 4])
            return found is not None and not names_rival
    return False


def is_over_years(items: Sequence[Item], value: Value) -> bool:
    """Whether a change is one of several years: `trong 5 năm`, `rose by 14.18% in seven years`."""
    if _behind(items, value.last) is not None:
        return False
    for at in range(len(items) - 1):
        number = items[at]
        if "number" not in number and "cardinal" not in number:
            continue
        amount = number.value or float(number.kinds.get("cardinal") or 0)
        word = items[at + 1]
        if amount < 2 or word.raw.lower() not in ("năm", "years") or gap(items, at, at + 1) > 1 or not near_value(items, at, value):
            continue
        if at and any(kind in items[at - 1] for kind in ("out_of", "at_place", "base", "sequence", "bound")) and gap(items, at - 1, at) <= 2:
            return True
    return False


def near_value(items: Sequence[Item], at: int, value: Value) -> bool:
    """Whether a place stands in the same half of a sentence as a value: no semicolon parts them."""
    first, last = min(at, value.first), max(at, value.last)
    return not any(item.is_sign(";") for item in items[first:last])


def _behind(items: Sequence[Item], at: int) -> int | None:
    depth = 0
    for here in range(at, len(items)):
        item = items[here]
        depth += item.is_sign("(") - item.is_sign(")")
        if depth < 0 or item.is_sign(";"):
            return None
        if ("base" in item or "since" in item) and depth == 0 and (found := _year_in(items, here + 1)) is not None:
            return found
        if "last_year" in item and here - at <= 3:
            return LAST_YEAR
    return None


def _before(items: Sequence[Item], at: int) -> int | None:
    for here in range(at - 1, -1, -1):
        if items[here].is_sign(";"):
            return None
        if "base" in items[here] and (found := _year_in(items, here + 1)) is not None:
            return found
    return None


def _year_in(items: Sequence[Item], at: int) -> int | None:
    """The year that a comparison names within a few words."""
    if at >= len(items):
        return None
    start = items[at - 1].last
    for item in items[at : at + 6]:
        if item.is_sign(",;().") or (item.first >= 0 and item.first - start > _REACH):
            return None
        if "last_year" in item:
            return LAST_YEAR
        if "year" in item:
            return int(item.kinds["year"])
        if "number" in item and "nth" not in item:
            return None
    return None
