"""Of which year a value is: roles of printed years, and the years around a value.

Belongs here: base years told from result years. Does not belong here: what changes are measured against
(`scrapers.readers.prose.changes`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import CLOSE, gap, has_any, near
from scrapers.readers.prose.sentences import Sentence
from scrapers.readers.prose.value import Value

_LEADS_TO_YEAR = ("year", "in_year", "units", "country", "rank_noun", "rank")
_UNUSABLE_YEAR = re.compile(r"(?:19|20|21)\d\d")
"""Numbers that are written like years; those that an index may have are found as years."""
_BACK = 4
_WIDE = 3


def year_of_text(sentences: Iterable[Sentence]) -> int | None:
    """The year that a text speaks of where its title names none: its last, else the one after that it compares with."""
    bases: set[int] = set()
    years: set[int] = set()
    named: set[int] = set()
    for sentence in sentences:
        if "year" not in sentence.kinds or "target" in sentence.kinds or is_of_other_things(sentence):
            continue
        for at, item in enumerate(sentence.items):
            if "year" in item and not is_since(sentence.items, at):
                (bases if is_base(sentence.items, at) else years).add(year_at(item))
                if _names_edition(sentence.items, at):
                    named.add(year_at(item))
    if named or years:
        return max(named or years)
    return max(bases) + 1 if bases else None


def is_of_other_things(sentence: Sentence) -> bool:
    """Whether a sentence speaks of growth or revenue and of no index: its year is not that of the indices."""
    return "fallback" in sentence.kinds and sentence.kinds.isdisjoint(("index", "this_index", "domain"))


def _names_edition(items: Sequence[Item], at: int) -> bool:
    """Whether a year stands beside the index whose edition it is: `PCI 2022`, `the 2021 PAR Index`."""
    before = at - 1 if at and "in_year" in items[at - 1] else at
    if near(items, at + 1, "index", 0):
        return True
    return (
        before > 0 and "index" in items[before - 1] and gap(items, before - 1, before) <= 1 and not is_base(items, at)
    )


def year_at(item: Item) -> int:
    """The year that an item is."""
    return int(item.kinds["year"])


def is_unusable_year(items: Sequence[Item], at: int) -> bool:
    """Whether an item is a year that no index can have, and as such the year that something is told of: `Năm 2100,`."""
    item = items[at]
    if "number" not in item or not _UNUSABLE_YEAR.fullmatch(item.raw) or at == 0 or gap(items, at - 1, at) > 0:
        return False
    leads = at - 1 if has_any(items[at - 1], ("in_year", "index")) or items[at - 1].is_sign("(") else at
    is_end = leads > 0 and has_any(items[leads - 1], ("to", "until", "target")) and gap(items, leads - 1, leads) <= 1
    return leads < at and not (is_end or is_base(items, at) or is_since(items, at))


def is_unusable_year_behind(items: Sequence[Item], at: int) -> bool:
    """Whether what stands right behind a value is such a year: `đạt 85,12% năm 2100`, `85,12% (2100)`."""
    reach = range(at, min(len(items), at + _WIDE))
    return any(
        is_unusable_year(items, here) and all(_leads_to_year(items, one) for one in range(at, here)) for here in reach
    )


def _leads_to_year(items: Sequence[Item], at: int) -> bool:
    return gap(items, at - 1, at) <= 1 and ("in_year" in items[at] or items[at].is_sign("("))


def is_base(items: Sequence[Item], at: int) -> bool:
    """Whether a year is what something is compared with: `so với năm 2020`."""
    behind, at = at + 1, _before_bracket(items, at)
    for back in range(at - 1, max(-1, at - _BACK - 1), -1):
        item = items[back]
        if gap(items, back, back + 1) > _WIDE or item.is_sign(",;().") or "year" in item:
            return False
        if "number" in item and not _goes_on(items, behind):
            return False
        is_compared = "higher" in item and at - back <= CLOSE
        if "base" in item or is_compared or ("from" in item and _goes_on(items, behind)):
            return True
        if "scored" in item and "plain" not in item:
            return False
    return False


def _before_bracket(items: Sequence[Item], at: int) -> int:
    """The bracket that ends right before an item, as the item that something stands before.

    `cuối cùng (63/63) năm 2020`.
    """
    last = at - 1 if at > 1 and "in_year" in items[at - 1] else at
    if last == 0 or not items[last - 1].is_sign(")"):
        return at
    opens = (back for back in range(last - 2, max(-1, last - CLOSE * _BACK), -1) if items[back].is_sign("("))
    return next(opens, at)


def _goes_on(items: Sequence[Item], at: int) -> bool:
    """Whether `từ ... năm 2020` goes on to where something has come: `vươn lên`, `to 39th`."""
    return at < len(items) and gap(items, at - 1, at) <= CLOSE and has_any(items[at], ("to", "up", "down"))


def is_since(items: Sequence[Item], at: int) -> bool:
    """Whether a year only begins or ends a stretch: `kể từ năm 2012`, `since 2012`."""
    return any("since" in items[back] and gap(items, back, back + 1) <= CLOSE for back in range(max(0, at - _WIDE), at))


def is_result(items: Sequence[Item], at: int) -> bool:
    """Whether an item is a year whose results are told."""
    return "year" in items[at] and not is_base(items, at) and not is_since(items, at)


def slashed_years(items: Sequence[Item]) -> tuple[int, int] | None:
    """The years that a heading says the two sides of a slash are of: `điểm năm 2023/điểm năm 2022`."""
    for at, item in enumerate(items):
        behind = items[at + 1 : at + _BACK + 1]
        if (
            item.is_sign("/")
            and at
            and "year" in items[at - 1]
            and (year := next((o for o in behind if "year" in o), None))
        ):
            return year_at(items[at - 1]), year_at(year)
    return None


def base_year_before(items: Sequence[Item], at: int, year: int | None) -> int | None:
    """The base year right before a bracket, whose values are that year's: `so với năm 2019 (85,63%)`."""
    if at + 1 < len(items) and "unit" in items[at + 1]:
        return None
    for back in range(at - 1, max(-1, at - 3), -1):
        if gap(items, back, back + 1) > 1:
            return None
        if "year" in items[back]:
            return year_at(items[back]) if is_base(items, back) else None
        if "last_year" in items[back]:
            return year - 1 if year else None
    return None


def year_of(items: Sequence[Item], value: Value, year: int | None) -> int | None:
    """The year printed right behind a value, else the one known.

    The old value of `from ... to` is of the year before.
    """
    at = value.first
    if at > 1 and "link" in items[at - 1] and "year" in items[at - 2] and is_base(items, at - 2):
        return year_at(items[at - 2])
    behind = years_behind(items, value.last)
    if behind and not (value.is_change and value.value == 0):
        return behind[0]
    last = value.last
    is_last_years = last < len(items) and "last_year" in items[last] and gap(items, last - 1, last) <= 1
    if value.is_earlier or (is_last_years and not value.is_change):
        return None if year is None else year - 1
    ahead = None if value.is_change else _year_ahead(items, value)
    return year if ahead is None else ahead


def _year_ahead(items: Sequence[Item], value: Value) -> int | None:
    """The result year that a sentence names only behind a value: `led the PAR Index 2018`."""
    if any("year" in item and not is_base(items, at) for at, item in enumerate(items[: value.first])):
        return None
    for at in range(value.last, len(items)):
        if items[at].is_sign(";(") or has_any(items[at], ("target", "up", "down", "kept")):
            return None
        if is_result(items, at):
            return year_at(items[at])
    return None


def years_behind(items: Sequence[Item], at: int) -> list[int]:
    """The years right behind a value: `vị trí thứ 59 năm 2020`, `90,30% (2021)`, `hạng 8 (2016, 2017)`."""
    return _years_behind(items, at)[0]


def end_of_years(items: Sequence[Item], at: int) -> int:
    """Behind the years right behind a value; the same item where there are none."""
    return _years_behind(items, at)[1]


def _years_behind(items: Sequence[Item], at: int) -> tuple[list[int], int]:
    is_none = at >= len(items) or not (has_any(items[at], _LEADS_TO_YEAR) or items[at].is_sign("("))
    if is_none or (at and has_any(items[at - 1], ("base", "higher"))):
        return [], at
    here = at
    while here < len(items) and _is_passed(items, here):
        here += 1
    bracket = here < len(items) and items[here].is_sign("(")
    here += bracket
    years: list[int] = []
    while here < len(items) and gap(items, here - 1, here) <= CLOSE:
        item = items[here]
        lists = bool(years) and (item.is_sign(",") if bracket else False)
        lists = lists or (bool(years) and "conjunction" in item and near(items, here + 1, "year", 0))
        if "year" in item:
            years.append(year_at(item))
        elif not (lists or "in_year" in item):
            break
        here += 1
    closes = here < len(items) and items[here].is_sign(")")
    if not years or (bracket and not closes):
        return [], at
    return (years, here + 1) if bracket else (years, here)


def _is_passed(items: Sequence[Item], at: int) -> bool:
    """What may stand between a value and its year: `63 tỉnh, thành phố cả nước năm 2020`."""
    return has_any(items[at], ("units", "country", "rank_noun", "rank")) and gap(items, at - 1, at) <= 1
