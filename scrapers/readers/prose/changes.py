"""What a change is measured against.

Belongs here: base years of changes, gaps and changes over several years told from changes of one. Does not belong here:
the change itself (`scrapers.readers.prose.movements`).
"""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import CLOSE, LONG, any_of, gap, has_any
from scrapers.readers.prose.scope import Subject
from scrapers.readers.prose.value import Value
from scrapers.readers.prose.years import year_at

LAST_YEAR = -1
"""Stands for the year before, where it is told by words."""
_REACH = 9
_NEXT = 6
_GAP_REACH = 5
_SPAN_LEADS = ("out_of", "at_place", "base", "sequence", "bound")


def base_of(items: Sequence[Item], value: Value, year: int | None) -> int | None:
    """The year that a change is measured against: named behind it, else before it in its sentence, else the last."""
    if not value.is_change:
        return None
    found = _behind(items, value.last)
    if found is None:
        found = _before(items, value.first)
    if found is None or found == LAST_YEAR:
        return None if year is None else year - 1
    return found


def is_measured_by_year(items: Sequence[Item], value: Value, subject: Subject | None) -> bool:
    """Whether `cao hơn 1,39%` goes on with a year (`so với năm 2023`), not with another unit or a mean."""
    inside = items[value.first : value.last]
    if any_of(inside, "last_year", "year") and not any_of(inside, "unit", "mean"):
        return True
    last = value.last - 1
    start = last if "higher" in items[last] else value.last
    for at in range(start, min(len(items), value.last + _GAP_REACH)):
        if items[at].is_sign(",;("):
            return False
        if has_any(items[at], ("base", "rival")):
            rivals = items[at + 1 : at + 4]
            is_mean = subject is not None and subject.kind == "mean"
            names_rival = any_of(rivals, "unit") or (any_of(rivals, "mean") and not is_mean)
            return _year_in(items, at + 1) is not None and not names_rival
    return False


def is_over_years(items: Sequence[Item], value: Value) -> bool:
    """Whether a change is one of several years: `trong 5 năm`, `rose by 14.18% in seven years`."""
    if _behind(items, value.last) is not None:
        return False
    for at in range(max(1, value.first - LONG), min(len(items) - 1, value.last + LONG)):
        if _counts_years(items, at) and not _is_parted(items, at, value):
            return True
    return False


def _counts_years(items: Sequence[Item], at: int) -> bool:
    """`trong 5 năm`: a number of at least two with a word of years behind it and one of a stretch before."""
    number, word, lead = items[at], items[at + 1], items[at - 1]
    if "span" not in word or not has_any(number, ("number", "cardinal")) or gap(items, at, at + 1) > 1:
        return False
    return number.amount >= 2 and has_any(lead, _SPAN_LEADS) and gap(items, at - 1, at) <= CLOSE


def _is_parted(items: Sequence[Item], at: int, value: Value) -> bool:
    """Whether a semicolon parts a place from a value."""
    first, last = min(at, value.first), max(at, value.last)
    return any(item.is_sign(";") for item in items[first:last])


def _behind(items: Sequence[Item], at: int) -> int | None:
    depth = 0
    for here in range(at, min(len(items), at + LONG)):
        item = items[here]
        depth += item.is_sign("(") - item.is_sign(")")
        if depth < 0 or item.is_sign(";"):
            return None
        if depth == 0 and has_any(item, ("base", "since")) and (found := _year_in(items, here + 1)) is not None:
            return found
        if "last_year" in item and here - at <= CLOSE + 1:
            return LAST_YEAR
    return None


def _before(items: Sequence[Item], at: int) -> int | None:
    for here in range(at - 1, max(-1, at - LONG), -1):
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
    for item in items[at : at + _NEXT]:
        if item.is_sign(",;().") or (item.first >= 0 and item.first - start > _REACH):
            return None
        if "last_year" in item:
            return LAST_YEAR
        if "year" in item:
            return year_at(item)
        if "number" in item and "nth" not in item:
            return None
    return None
