"""What the units of a sentence do in it: be scored, be compared with, publish, be where something happens.

Belongs here: roles by the words beside a unit. Does not belong here: what they are scored
(`scrapers.readers.prose.binding`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import has_any, outside_brackets
from scrapers.vocabulary.indices import publishers
from scrapers.vocabulary.units import LOCAL_LEVELS, find_units

_CLOSE = 2
_APPOSITION = re.compile(
    r"^(?:['’]s\s|\s+(?:(?:northern|southern|central|coastal|port|mountainous|region(?:al)?)\s+)*(?:province|city|localit))",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"^\s*\((?:VNA|TTXVN|VGP|VOV|VNS|PLVN|BĐ)\b")
_DATELINE = re.compile(r"^,?[^\n]{0,24}?(?:\s[–—]|\s-)\s+[^\W\d]")
_OF = "của "
_BESIDE = 6


def roles_of(text: str, items: Sequence[Item]) -> dict[int, str]:
    """The roles of units by item; a unit without one is a subject."""
    return dict(_roles(text, items))


def _roles(text: str, items: Sequence[Item]) -> Iterator[tuple[int, str]]:
    rival = -1
    for at, item in enumerate(items):
        if "unit" not in item:
            continue
        if rival >= 0 and _goes_on(items[rival + 1 : at]):
            rival = at
            yield at, "rival"
            continue
        if item.level == "region":
            if _APPOSITION.match(text[item.end : item.end + 40]) or not _is_scored_region(items, at):
                yield at, "adjective"
        elif _acts(text, items, at):
            yield at, "agent"
        elif _is_parent(items, at):
            yield at, "adjective"
        elif role := _role_before(items, at):
            rival = at if role == "rival" else -1
            yield at, role


def _is_parent(items: Sequence[Item], at: int) -> bool:
    """Whether a province only tells where a local unit is: `Sở Nội vụ tỉnh Hà Giang`, `huyện X, tỉnh Cao Bằng`."""
    back = at - 1
    while back > 0 and (items[back].is_sign(",") or has_any(items[back], ("units", "ours"))):
        back -= 1
    says_province = at - back < 2 or not items[back + 1].is_sign(",") or "units" in items[at - 1]
    if back < 0 or items[at].level != "province" or "unit" not in items[back] or not says_province:
        return False
    between = sum(item.last - item.first for item in items[back + 1 : at])
    return items[back].level in LOCAL_LEVELS and items[at].first - items[back].last - between <= 1


def _goes_on(between: Sequence[Item]) -> bool:
    """Whether only `và` and whole brackets stand between two units: `chỉ sau Quảng Ninh (92,18 điểm) và Hải Phòng`."""
    outside = outside_brackets(between)
    return len(outside) == 1 and "conjunction" in outside[0]


def is_publisher(item: Item) -> bool:
    """Whether a unit is a ministry that publishes indices."""
    return item.level == "ministry" and item.kinds["unit"] in _publishers()


@cache
def _publishers() -> frozenset[str]:
    return frozenset(unit.name for name in publishers() for unit in find_units(name) if unit.level == "ministry")


def _acts(text: str, items: Sequence[Item], at: int) -> bool:
    """Whether a unit publishes, decides or speaks: `Bộ Nội vụ công bố`, `của Bộ Nội vụ`, `Hà Nội (TTXVN`."""
    item = items[at]
    behind = items[at + 1] if at + 1 < len(items) else None
    is_verb = behind is not None and "released" in behind and 0 <= behind.first - item.last <= _CLOSE
    if is_verb and (is_publisher(item) or not has_any(items[min(at + 2, len(items) - 1)], ("top", "bottom"))):
        return True
    if _AGENCY.match(text[item.end : item.end + 10]) or _is_dateline(text, items, at):
        return True
    return is_publisher(item) and text[max(0, item.start - len(_OF) - 1) : item.start].lower().endswith(_OF)


def _is_dateline(text: str, items: Sequence[Item], at: int) -> bool:
    """`HÀ NỘI — `, `Hanoi, 6 May 2025 – `: where a report is from, in capitals or with its day."""
    item = items[at]
    if at or not _DATELINE.match(text[item.end : item.end + 40]):
        return False
    dated = len(items) > 2 and any("date" in other and other.start - item.end <= 4 for other in items[1:3])
    return item.raw.isupper() or dated


def _role_before(items: Sequence[Item], at: int) -> str | None:
    """The role that the word before a unit gives it."""
    if at == 0 or items[at - 1].last < 0 or items[at].first - items[at - 1].last > _CLOSE:
        return None
    before = items[at - 1]
    title = items[at - 2] if at > 1 else None
    is_persons = title is not None and "person" in title and items[at].first - title.last <= _CLOSE + 1
    if has_any(before, ("agent", "person")) or (is_persons and "out_of" in before):
        return "agent"
    if "at_place" in before:
        return "place"
    if ("rival" in before and "scored" not in before) or before.word.endswith("behind"):
        return "rival"
    return None


def _is_scored_region(items: Sequence[Item], at: int) -> bool:
    """Whether a region is itself what is scored: behind `là vùng`, before its score, or beside a mean."""
    back = at - 2 if at and "region" in items[at - 1] else at - 1
    if back >= 0 and has_any(items[back], ("link", "next")) and items[at].first - items[back].last <= _CLOSE:
        return True
    if (
        at
        and has_any(items[at - 1], ("units", "out_of", "at_place", "unit"))
        and items[at].first - items[at - 1].last <= 0
    ):
        return False
    after = at + 2 if at + 1 < len(items) and items[at + 1].is_sign(",") else at + 1
    says = ("scored", "link") if after > at + 1 else ("scored", "link", "rank", "top", "bottom", "beforelast")
    if after < len(items) and has_any(items[after], says) and items[after].first - items[at].last <= _CLOSE:
        return True
    beside = items[max(0, at - _BESIDE // 2) : at + _BESIDE + 1]
    return any(("mean" in item and "mean_group" not in item) or item.kinds.get("units") == "region" for item in beside)
