"""How many units score between two limits: `13 địa phương đạt trên 90%`, `có 43/63 tỉnh đạt từ 80% đến dưới 90%`.

Belongs here: counts of provinces and ministries whose number, noun and limits stand together. Does not belong here:
limits that only keep a number from being a score (`scrapers.readers.prose.values`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import CLOSE, gap, has_any, near
from scrapers.readers.prose.scope import Claim, Subject
from scrapers.readers.prose.state import State
from scrapers.readers.prose.value import Value
from scrapers.readers.prose.years import years_behind
from scrapers.records import Measure
from scrapers.vocabulary.units import LOCAL_LEVELS

_ALL = {"province": 34, "ministry": 17}
"""A count out of fewer is one of a region or of some."""
_MOST = 64
_MOST_LIMIT = 100
_FURTHEST = 7
_BARRED = (
    "approx", "bound", "up", "down", "rank", "rank_noun", "nth", "top", "bottom", "out_of", "number", "cardinal", "gap",
    "higher", "group", "target", "fallback",
)  # fmt: skip
"""What makes a number before units another one: `hơn 30 tỉnh`, `tăng 5 tỉnh`, `in the top 10 provinces`."""
_TELLING = ("scored", "reaches_to", "index", "measure")
_FILL = (*_TELLING, "vague_part", "relative", "of", "plain", "in_year", "year", "link", "this_index", "also")
_TENS = re.compile(r"\b(?P<tens>twenty|thirty|forty|fifty|sixty)[\s–-]$", re.IGNORECASE)
_TEN = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_GOES_ON = re.compile(r"(?:mươi|mười|trăm|hundred|and)\s$", re.IGNORECASE)
_LOOK = 12


class _Count(NamedTuple):
    """A number of units: the item of its noun, where its print begins, and how many units there are, if told."""

    value: float
    units: int
    start: int
    of: float | None


class _Limits(NamedTuple):
    """The limits as text, and the item behind them."""

    between: str
    last: int


def unit_count_at(state: State, at: int) -> tuple[Claim, int] | None:
    """The claim of how many units score so that begins at an item, and the item behind it; None where one is not plain.

    It is a figure of the whole, of the index and year known there; a part's, a region's and a target's are left out.
    """
    items, scope = state.sentence.items, state.scope
    count = _count(state, at)
    limits = _limits(items, count.units + 1) if count is not None else None
    if count is None or limits is None or scope.index is None or scope.domain is not None:
        return None
    level = items[count.units].kinds["units"]
    if state.is_target or state.is_other or not _is_of_all(state, count, level) or _is_band(items, at, limits):
        return None
    years = years_behind(items, limits.last)
    start, end = count.start, items[limits.last - 1].end
    raw = state.whole.text[start : items[at].end]
    value = Value(Measure.UNITS_COUNTED, count.value, raw, "units", at, limits.last, start, end)
    whole = Subject("mean", "", level, items[count.units].raw)
    year = years[0] if years else scope.year
    return Claim(value, scope.index, year, whole, None, None, level, None, None, limits.between), limits.last


def _count(state: State, at: int) -> _Count | None:
    items = state.sentence.items
    item = items[at]
    if not has_any(item, ("number", "cardinal")) or "nth" in item or item.amount != int(item.amount):
        return None
    read = _in_print(state.whole.text, item)
    start = item.start if read is None else read[1]
    before = items[at - 1] if at else None
    if before is not None and before.is_sign("-") and before.start >= start:
        before = items[at - 2] if at > 1 else None
    is_close = before is not None and start - before.end <= 1
    if read is None or (before is not None and is_close and (has_any(before, _BARRED) or before.is_sign("/-"))):
        return None
    units, of = at + 1, None
    if units + 1 < len(items) and (items[units].is_sign("/") or "out_of" in items[units]) and "number" in items[at + 2]:
        units, of = at + 3, items[at + 2].value
    if not near(items, units, "units", 1) or items[units].kinds["units"] not in _ALL:
        return None
    return _Count(read[0], units, start, of) if 1 <= read[0] <= min(of or _MOST, _MOST) else None


def _in_print(text: str, item: Item) -> tuple[float, int] | None:
    """A number with its tens in words before it (`twenty-nine`), and where it begins; None where more stands before."""
    before = text[max(0, item.start - _LOOK) : item.start]
    if "number" in item:
        return item.value, item.start
    if tens := _TENS.search(before):
        return _TEN[tens["tens"].lower()] + item.amount, item.start - len(tens.group())
    return None if _GOES_ON.search(before) else (item.amount, item.start)


def _is_of_all(state: State, count: _Count, level: str) -> bool:
    """Whether the units counted are of the whole country: not of a region, not the districts of a province."""
    sentence, scope = state.sentence, state.scope
    if "region" in sentence.kinds or any("unit" in item and item.level == "region" for item in sentence.items):
        return False
    if count.of is not None:
        return count.of >= _ALL[level]
    is_local = scope.audience in LOCAL_LEVELS or (state.subject is not None and state.subject.level in LOCAL_LEVELS)
    is_told = "locality" not in sentence.items[count.units] or "province" in (scope.audience, *state.whole.counts)
    return not is_local and is_told


def _is_band(items: Sequence[Item], at: int, limits: _Limits) -> bool:
    """Whether `above 80` may end where a limit told before begins: `5 above 90; 55 above 80; 3 below 80`."""
    if not limits.between.startswith(">"):
        return False
    low = float(limits.between.lstrip(">="))
    bounds = (here for here in range(at - 1) if has_any(items[here], ("bound", "from")))
    return any("number" in items[here + 1] and items[here + 1].value > low for here in bounds)


def _limits(items: Sequence[Item], first: int) -> _Limits | None:
    """The limits that a run of plain words of scoring leads to."""
    is_told = False
    for at in range(first, min(len(items), first + _FURTHEST)):
        item = items[at]
        if gap(items, at - 1, at) > CLOSE:
            return None
        if "number" in items[min(at + 1, len(items) - 1)] and has_any(item, ("bound", "from")):
            return _read_limits(items, at) if is_told or item.word.startswith("đạt") else None
        if not has_any(item, _FILL):
            return None
        is_told = is_told or has_any(item, _TELLING)
    return None


def _read_limits(items: Sequence[Item], at: int) -> _Limits | None:
    """`trên 80%`, `từ 80% trở lên`, `từ 80% đến dưới 90%`: the limits that begin at an item."""
    low, last = items[at + 1], _behind_measure(items, at + 2)
    if not 0 < low.value <= _MOST_LIMIT or gap(items, at, at + 1) > 0:
        return None
    if "bound" in items[at]:
        is_plain = not (near(items, last, "to", 0) or near(items, last, "bound_to", 0) or near(items, last, "base", 0))
        return _Limits(f"{items[at].kinds['bound']}{low.value:g}", last) if is_plain else None
    if near(items, last, "bound_after", 0):
        return _Limits(f"{items[last].kinds['bound_after']}{low.value:g}", last + 1)
    is_to = near(items, last, "bound_to", 0) or near(items, last, "to", 0)
    high = last + 2 if is_to and "bound_to" not in items[last] and near(items, last + 1, "bound", 0) else last + 1
    if not is_to or not near(items, high, "number", 0) or not low.value < items[high].value <= _MOST_LIMIT:
        return None
    return _Limits(f"{low.value:g}-{items[high].value:g}", _behind_measure(items, high + 1))


def _behind_measure(items: Sequence[Item], at: int) -> int:
    """Behind `%` or `điểm`, if one stands at an item."""
    return at + 1 if at < len(items) and (items[at].is_sign("%") or "measure" in items[at]) else at
