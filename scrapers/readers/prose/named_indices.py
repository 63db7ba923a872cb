"""Which index a value goes on to name, and lists of indices.

Belongs here: indices behind a value. Does not belong here: the index that is carried (`scrapers.readers.prose.state`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import any_of, gap, has_any
from scrapers.readers.prose.value import Value
from scrapers.readers.prose.years import years_behind
from scrapers.records import Measure

_NEXT = 6
_REACH = 12
_WIDE = 3
_SOON = 4
_LIST_REACH = 20
_PASSING = ("units", "country", "out_of", "at_place", "rank_noun", "number", "year", "rank", "part", "measure")
_LISTING = ("conjunction", "part", "cardinal", "number", "rank", "out_of")
_BEFORE_INDEX = 40
_TO_UNKNOWN = re.compile(r"\s+(?:in|on|of|by)\s+(?:the\s+|its\s+)?(?:20\d{2}\s+)?(?:(?:[A-Z]\w*|and|of)['’]?s?\s+)+")
"""What leads from a rank to the last word of an index: `in the Provincial Tourism Development`."""


def index_for(items: Sequence[Item], value: Value, known: str | None) -> str | None:
    """The index of a value: named right behind it, else known from before, else the first that its sentence names."""
    if value.first <= 1 and "with" in items[0] and (ahead := _index_ahead(items, value.last)):
        return ahead
    return _index_behind(items, value.last) or _index_of_rank(items, value) or known or _index_ahead(items, value.last)


def _index_behind(items: Sequence[Item], at: int) -> str | None:
    """The index that a value goes on to name: `xếp thứ 5 toàn quốc về Chỉ số ...`, `8th in PCI 2022`."""
    start = items[at - 1].last if at else 0
    for here in range(at, min(len(items), at + _NEXT)):
        item = items[here]
        if item.first < 0 or item.first - start > _REACH or gap(items, here - 1, here) > _WIDE:
            return None
        if "index" in item:
            return item.kinds["index"]
        if not has_any(item, _PASSING) and not item.is_sign("/“”\"'"):
            return None
    return None


def _index_of_rank(items: Sequence[Item], value: Value) -> str | None:
    """The index that a sentence names soon behind a rank, and none before it: `ranked first with the PAR index of`."""
    if value.measure is not Measure.RANK or any_of(items[: value.first], "index"):
        return None
    return _index_ahead(items[: value.last + _SOON], value.last)


def _index_ahead(items: Sequence[Item], at: int) -> str | None:
    return next((item.kinds["index"] for item in items[at:] if "index" in item), None)


def indices_listed(items: Sequence[Item], value: Value) -> tuple[list[str], list[int]]:
    """The indices that a first place is told of where several are listed behind it, with the years behind them."""
    if not value.is_first_in_words:
        return [], []
    found: dict[str, None] = {}
    last = value.last
    for at in range(value.last, min(len(items), value.last + _LIST_REACH)):
        if "index" in items[at]:
            found[items[at].kinds["index"]] = None
            last = at + 1
        elif not (items[at].is_sign(",-()") or has_any(items[at], _LISTING)):
            break
    while last < len(items) and items[last].is_sign("-"):
        last += 1
    return (list(found), years_behind(items, last)) if len(found) > 1 else ([], [])


def is_unknown_index(text: str, item: Item) -> bool:
    """Whether `... Index` names an index that is none of ours: capitalised words stand before it."""
    before = text[max(0, item.start - _BEFORE_INDEX) : item.start].split()
    return (
        item.raw == "Index" and len(before) >= 2 and all(word[0].isupper() and word.isalpha() for word in before[-2:])
    )


def is_of_unknown_index(text: str, items: Sequence[Item], value: Value) -> bool:
    """Whether a rank goes on to an index that is none of ours: `9th in the Provincial Tourism Development Index`."""
    behind = next((item for item in items[value.last : value.last + _SOON] if "part" in item), None)
    if behind is None or not is_unknown_index(text, behind):
        return False
    return _TO_UNKNOWN.fullmatch(text, value.end, behind.start) is not None
