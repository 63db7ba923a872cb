"""The values that a sentence prints, in order, and its scores.

Belongs here: trying what a number may be, scores, and pairs `từ ... lên ...`. Does not belong here: ranks
(`scrapers.readers.prose.ranks`), changes (`scrapers.readers.prose.movements`), whose value it is
(`scrapers.readers.prose.binding`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.movements import LEAST_TOTAL, change_at, kept_at
from scrapers.readers.prose.neighbours import CLOSE, any_of, gap, has_any, near
from scrapers.readers.prose.quantities import SCALES, Quantity, quantity_at
from scrapers.readers.prose.ranks import count_before, rank_at
from scrapers.readers.prose.superlatives import superlative_at
from scrapers.readers.prose.value import Value
from scrapers.records import Measure

_LONGEST_RUN = 24
_NUMBERS = ("number", "cardinal", "ordinal")
_BEGINS = frozenset((*_NUMBERS, "top", "bottom", "beforelast", "kept"))
"""What a value may begin with."""
STRETCH = "it is a stretch of values"
_ROUGHLY = "it is told only roughly"
_THRESHOLD = "it is a threshold"
GAP = "it is a gap to another unit or to a mean"


def find_values(items: Sequence[Item]) -> list[Value]:
    """The values of a sentence, in order and without overlaps."""
    found: list[Value] = []
    at = 0
    while at < len(items):
        value = _value_at(items, at, found[-1] if found else None)
        if value is None:
            at += 1
            continue
        found.append(value)
        at = value.last
    _pair_from_to(items, found)
    count_before(items, found)
    return found


def _value_at(items: Sequence[Item], at: int, previous: Value | None) -> Value | None:
    item = items[at]
    if item.kinds.keys().isdisjoint(_BEGINS):
        return None
    if has_any(item, ("top", "bottom", "beforelast")):
        return superlative_at(items, at)
    if "kept" in item:
        return kept_at(items, at)
    if not has_any(item, _NUMBERS):
        return None
    quantity = quantity_at(items, at)
    if quantity is None:
        return None
    return (
        change_at(items, at, quantity, previous)
        or rank_at(items, at, quantity, previous)
        or _score(items, at, quantity, previous)
    )


def _score(items: Sequence[Item], at: int, quantity: Quantity, previous: Value | None) -> Value | None:
    item = items[at]
    if "number" not in item or quantity.unit == "places" or "nth" in item:
        return None
    if quantity.unit is None and not (_may_be_bare(items, at, quantity) or _runs_on(items, at, quantity, previous)):
        return None
    is_lost = any_of(items[max(0, at - 2) : at], "lost") and gap(items, at - 1, at) <= 1
    return Value(
        Measure.LOST_POINTS if is_lost else Measure.SCORE,
        quantity.value,
        quantity.raw,
        quantity.unit or "points",
        at,
        quantity.last,
        item.start,
        items[quantity.last - 1].end,
        quantity.of,
        quantity.of_raw,
        refused=_why_no_score(items, at, quantity),
    )


def _may_be_bare(items: Sequence[Item], at: int, quantity: Quantity) -> bool:
    """Scores printed without a unit: with decimals, behind a word of scoring, a colon or in a bracket."""
    if not any(sign in quantity.raw for sign in ".,"):
        is_scale = quantity.of in SCALES and quantity.of != SCALES[0]
        return is_scale and at > 0 and "scored" in items[at - 1]
    if at == 0 or quantity.is_counted or _groups_thousands(items, quantity) or _names_more(items, quantity):
        return False
    before = items[at - 1]
    led = has_any(before, ("scored", "total", "from", "to", "link", "year", "domain", "base", "order"))
    return gap(items, at - 1, at) <= 1 and (led or before.is_sign("(:;"))


def _runs_on(items: Sequence[Item], at: int, quantity: Quantity, previous: Value | None) -> bool:
    """Whether bare decimals stand in a run that shares a unit or goes on from a score: `3,31 và 7,18 điểm`."""
    if not any(sign in quantity.raw for sign in ".,") or quantity.is_counted or _groups_thousands(items, quantity):
        return False
    is_next = previous is not None and previous.measure is Measure.SCORE and not previous.refused
    between = items[previous.last : at] if is_next and previous is not None else ()
    if between and all(_parts(item) or has_any(item, ("at_place", "for", "domain", "unit")) for item in between):
        return True
    last = quantity.last
    if at and "from" in items[at - 1] and near(items, last, "to", 0) and near(items, last + 1, "number", 0):
        return last + 2 < len(items) and (items[last + 2].is_sign("%") or "measure" in items[last + 2])
    while last + 1 < min(len(items), at + _LONGEST_RUN) and _parts(items[last]):
        last += 1
        if "number" in items[last]:
            last += 1
            if last < len(items) and (items[last].is_sign("%") or "measure" in items[last]):
                return gap(items, last - 1, last) == 0
    return False


def _parts(item: Item) -> bool:
    return item.is_sign(",;") or "conjunction" in item


def _names_more(items: Sequence[Item], quantity: Quantity) -> bool:
    """Whether a bare number goes on to words of something else: `có 1,4 triệu tài khoản`."""
    return quantity.of is None and quantity.last < len(items) and gap(items, quantity.last - 1, quantity.last) > 1


def _groups_thousands(items: Sequence[Item], quantity: Quantity) -> bool:
    """Whether a point before three digits groups thousands of something that a noun goes on to name: `30.000 phiếu`."""
    follows = quantity.last < len(items) and gap(items, quantity.last - 1, quantity.last) > 0
    grouped = any(len(quantity.raw.rpartition(sign)[2]) == 3 for sign in ".," if sign in quantity.raw)
    return follows and quantity.of is None and grouped


def _why_no_score(items: Sequence[Item], at: int, quantity: Quantity) -> str | None:
    for back in range(at - 1, max(0, at - 4) - 1, -1):
        item = items[back]
        if gap(items, back, back + 1) > 1:
            break
        if "approx" in item:
            return _ROUGHLY
        if "bound" in item:
            return _THRESHOLD
        if not has_any(item, ("scored", "max", "from")):
            break
    if near(items, quantity.last, "fallback", 0):
        return "it counts something else"
    if near(items, quantity.last, "bound_after", 1):
        return _THRESHOLD
    if near(items, quantity.last, "bound", 1) and any_of(items[quantity.last + 1 : quantity.last + 4], "mean", "unit"):
        return GAP
    behind = quantity.last < len(items) and has_any(items[quantity.last], ("rival", "behind"))
    if behind and quantity.value < LEAST_TOTAL and near(items, quantity.last + 1, "unit", CLOSE):
        return GAP
    return STRETCH if _is_stretch(items, at, quantity.last) else None


def _is_stretch(items: Sequence[Item], at: int, last: int) -> bool:
    """Whether a number is an end of `75,03% - 90,61%`, `80% - dưới 90%`, `từ 80% đến dưới 90%`."""
    if (
        last < len(items)
        and items[last].is_sign("-")
        and (near(items, last + 1, "number", 1) or near(items, last + 1, "bound", 9))
    ):
        return True
    if near(items, last, "to", 0) and near(items, last + 1, "bound", 0):
        return True
    if near(items, last, "bound_to", 0):
        return True
    return at > 2 and items[at - 1].is_sign("-") and any_of(items[at - 3 : at - 1], "number")


def _pair_from_to(items: Sequence[Item], values: list[Value]) -> None:
    """Marks the old and the new value of `từ 87,61% xuống 86,78%`, which share what only one of them prints."""
    for older, newer in pairwise(values):
        if older.measure is Measure.DELTA_RANK and newer.measure is Measure.RANK:
            newer.is_earlier = _comes_from(items, older, newer)
        if older.measure is not newer.measure or older.measure not in (Measure.SCORE, Measure.RANK):
            continue
        if _is_turned(items, older, newer):
            newer.is_earlier = True
            continue
        led = any_of(items[max(0, older.first - 2) : older.last], "from")
        joined = newer.first - older.last == 1 and "to" in items[older.last]
        if joined and not led and older.measure is Measure.RANK and "ordinal" in items[newer.last - 1]:
            older.refused = newer.refused = STRETCH
            continue
        joined = joined and older.measure is Measure.SCORE
        reached = ("to", "up", "down") if older.measure is Measure.RANK else ("to",)
        if not (led or joined) or not any_of(items[older.last : newer.first + 1], *reached):
            continue
        is_score = older.measure is Measure.SCORE
        if not _tells_change(items, older, newer) and (is_score or _leads_on(items, newer)):
            older.refused = newer.refused = STRETCH
        else:
            older.is_earlier = True


def _comes_from(items: Sequence[Item], change: Value, rank: Value) -> bool:
    """`tăng 24 bậc từ vị trí 29`, and no place behind that it leads to."""
    led = any_of(items[change.last : rank.last], "from") and rank.first - change.last <= 2
    return led and not any_of(items[rank.last : rank.last + 2], "to", "up", "down")


def _is_turned(items: Sequence[Item], newer: Value, older: Value) -> bool:
    """`jumped to fourth from 15th in 2018`: the old value stands last."""
    begin, end = (items[max(0, value.first - 1) : value.last] for value in (newer, older))
    reaches = any_of(begin, "to", *(("at",) if newer.measure is Measure.RANK else ())) or items[
        newer.first
    ].word.endswith(" to")
    return reaches and any_of(end, "from") and older.first - newer.last <= 2


def _leads_on(items: Sequence[Item], newer: Value) -> bool:
    """Whether `từ thứ hai đến thứ năm` goes on to those who hold the places: `lần lượt là`, `went to`."""
    return any_of(items[newer.last : newer.last + 3], "order", "link", "in_order") or any_of(
        items[newer.last : newer.last + 1], "next"
    )


def _tells_change(items: Sequence[Item], older: Value, newer: Value) -> bool:
    """Whether `từ ... đến ...` tells a change, not a stretch: by `lên`, a word of change before, or years behind."""
    before = items[max(0, older.first - 7) : older.first]
    return any_of(before, "move", "up", "down") or any_of(
        items[older.first : newer.last + 2], "move", "up", "down", "year"
    )
