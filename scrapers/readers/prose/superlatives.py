"""First, second and last places told by words alone: `dẫn đầu`, `á quân`, `topped`, `cuối bảng`.

Belongs here: telling them from superlatives of other things. Does not belong here: groups that share a place
(`scrapers.readers.prose.owners`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import CLOSE, any_of, depths, gap, has_any, near
from scrapers.readers.prose.ranks import is_whole
from scrapers.readers.prose.value import Value
from scrapers.records import Measure

_REACH = 9
_YEARS_REACH = 5
_WIDE = 4


def superlative_at(items: Sequence[Item], at: int) -> Value | None:
    """The place that a superlative tells, or None where it is one of changes, of means, of ranks or over years."""
    if _is_of_something_else(items, at) or _is_over_years(items, at) or _is_past(items, at):
        return None
    item = items[at]
    first = at
    while first > 0 and "rank" in items[first - 1] and gap(items, first - 1, first) == 0:
        first -= 1
    count = _count_behind(items, at + 1)
    return Value(
        Measure.RANK,
        float(item.kinds.get("top") or 0),
        item.raw,
        "rank",
        first,
        at + 1,
        items[first].start,
        item.end,
        count.value if count else None,
        count.raw if count else None,
        in_words=True,
        from_end=0 if "bottom" in item else 1 if "beforelast" in item else None,
    )


def _is_of_something_else(items: Sequence[Item], at: int) -> bool:
    """`tăng cao nhất`, `the highest average`, `lowest rank`, `thứ hạng thấp nhất của tỉnh là hạng 6`, `led by`."""
    item = items[at]
    if near(items, at + 1, "mean", 1) or ("led" in item and near(items, at + 1, "by", 1)):
        return True
    if "superlative" not in item:
        return False
    of_change = any_of(items[max(0, at - 2) : at], "up", "down", "lost") and gap(items, at - 1, at) <= CLOSE
    of_rank = near(items, at + 1, "rank", 1) or near(items, at + 1, "rank_noun", 1)
    return of_change or of_rank or _names_a_rank(items, at)


def _names_a_rank(items: Sequence[Item], at: int) -> bool:
    """`thứ hạng thấp nhất của tỉnh là hạng 6`: the worst of a unit's ranks, which is told behind it."""
    if at == 0 or "rank_noun" not in items[at - 1] or gap(items, at - 1, at) > CLOSE:
        return False
    behind = items[at + 1 : at + _REACH]
    return any("link" in one and has_any(other, ("rank", "number")) for one, other in pairwise(behind))


def _is_over_years(items: Sequence[Item], at: int) -> bool:
    """`cao nhất trong 9 năm`, `the highest in five years`; not `at the top for three consecutive years`."""
    for here in range(at + 1, min(len(items), at + _YEARS_REACH)):
        item = items[here]
        if item.is_sign(",;().") or gap(items, here - 1, here) > CLOSE + 1 or "for" in item:
            return False
        if "ever" in item:
            return True
        counted = has_any(items[here - 1], ("number", "cardinal")) and not near(items, here + 1, "year", 0)
        if "span" in item and (counted or "cardinal" not in item):
            return True
    return False


def _is_past(items: Sequence[Item], at: int) -> bool:
    """`after topping`, `từ việc xếp cuối bảng`: a place held once."""
    return at > 0 and gap(items, at - 1, at) <= 1 and has_any(items[at - 1], ("from", "behind"))


def _count_behind(items: Sequence[Item], at: int) -> Item | None:
    """How many units a first or last place is of, told soon behind it: `led the country's 63 provinces`."""
    window = items[at : at + _REACH]
    for here, depth in zip(range(at, at + len(window)), depths(window), strict=True):
        item = items[here]
        if depth > 0:
            continue
        if item.is_sign(",;.") or "unit" in item or gap(items, here - 1, here) > _WIDE:
            return None
        if is_whole(item) and near(items, here + 1, "units", 1):
            is_group = any("group" in other and "out_of" not in other for other in items[at:here])
            return None if is_group else item
    return None
