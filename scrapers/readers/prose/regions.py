"""Ranks within a region told from ranks within the country, and counts of ranked units.

Belongs here: the scope of ranks and of their changes. Does not belong here: regions that are scored themselves
(`scrapers.readers.prose.sentences` tells their role).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import any_of, clause_start, gap, has_any
from scrapers.readers.prose.scope import Claim, Scope, Subject
from scrapers.readers.prose.sentences import Sentence
from scrapers.readers.prose.value import Value
from scrapers.records import Measure
from scrapers.vocabulary.units import LOCAL_LEVELS

REGION = "region"
OLDER = "older"
_FEWEST_NATIONAL = 30
_FEWEST_MINISTRIES = 17
_NATIONAL_COUNTS = (34, 60, 61, 62, 63, 64)
"""How many provinces have been ranked: all of them, or those that had data."""
_BEHIND = 6
_BEFORE = 10
_HEAD = 8
_WIDE = 4
_CHAIN = ("from", "to", "rank", "rank_noun", "number", "units", "out_of")


def counted_units(sentences: Iterable[Sentence]) -> dict[str, int]:
    """How many units of each level a text says there are: `63 tỉnh, thành phố`, `40/63`; slashes count before nouns."""
    counts: dict[str, int] = {}
    slashed: set[int] = set()
    for sentence in sentences:
        items = sentence.items
        for at, item in enumerate(items):
            if "number" not in item or item.value != int(item.value):
                continue
            if at and items[at - 1].is_sign("/") and item.value in _NATIONAL_COUNTS:
                slashed.add(int(item.value))
            if at + 1 < len(items) and "units" in items[at + 1] and gap(items, at, at + 1) <= 1:
                level = items[at + 1].kinds["units"]
                if level != "province" or item.value in _NATIONAL_COUNTS:
                    counts[level] = max(int(item.value), counts.get(level, 0))
    return {**counts, "province": min(slashed)} if slashed else counts


def scope_of(
    sentence: Sentence, value: Value, scope: Scope, subject: Subject | None, year: int | None, base: int | None
) -> str | None:
    """`region` of ranks (and their changes) within a region; `older` of changes against another year than the last."""
    if value.measure is Measure.RANK:
        return REGION if _is_regional(sentence, value, scope, subject) else None
    if value.measure is Measure.DELTA_RANK and (_follows_regional(sentence, value) or _region_behind(sentence, value)):
        return REGION
    return OLDER if base is not None and year is not None and base != year - 1 else None


def within_regions(items: Sequence[Item], claims: Sequence[Claim]) -> list[Claim]:
    """Changes and old ranks that lead to a rank within a region are of the region.

    `từ vị trí thứ 5 lên thứ 4 trong vùng`.
    """
    found = list(claims)
    for at in range(len(found) - 2, -1, -1):
        claim, behind = found[at], found[at + 1]
        between = items[claim.value.last : behind.value.first]
        leads = claim.value.measure is Measure.DELTA_RANK or claim.value.is_earlier
        if len(between) > 1 and between[0].is_sign(",") and "from" in between[1]:
            between = between[1:]
        together = claim.value.last > 0 and all(has_any(item, _CHAIN) for item in between)
        if leads and together and behind.scope == REGION and behind.value.measure is Measure.RANK:
            found[at] = replace(claim, scope=REGION)
    return found


def _is_regional(sentence: Sentence, value: Value, scope: Scope, subject: Subject | None) -> bool:
    if value.of is not None and value.of >= _FEWEST_NATIONAL:
        return False
    if scope.is_regional:
        return True
    is_local = subject is not None and subject.level in LOCAL_LEVELS
    is_few = value.of is not None and value.of < _FEWEST_MINISTRIES
    if is_few and scope.audience in (None, "province") and not is_local:
        return True
    if _names_region_behind(sentence.items, value):
        return True
    return not _is_rivals_own(sentence.items, value) and _names_region_before(sentence, value)


def _names_region_behind(items: Sequence[Item], value: Value) -> bool:
    for here in range(value.last, min(len(items), value.last + _BEHIND)):
        item = items[here]
        if item.is_sign(",;()") or "number" in item or gap(items, here - 1, here) > _WIDE:
            return False
        if _is_region(item):
            return True
        if "unit" in item:
            return False
    return False


def _is_rivals_own(items: Sequence[Item], value: Value) -> bool:
    """A rank in the bracket of another unit is no longer of the region that the sentence leads with.

    `chỉ sau Long An (hạng 7)`.
    """
    at = value.first
    return value.of is None and at > 1 and items[at - 1].is_sign("(") and "unit" in items[at - 2]


def _names_region_before(sentence: Sentence, value: Value) -> bool:
    items = sentence.items
    start = clause_start(items, value.first)
    for at in range(start, value.first):
        if "region" in items[at] or (_is_region(items[at]) and sentence.unit_role(at) != "adjective"):
            return True
    return value.of is None and _leads_with_region(sentence, value)


def _leads_with_region(sentence: Sentence, value: Value) -> bool:
    """Whether a sentence opens with a region that its ranks count within.

    `Tại khu vực ĐBSCL, ...`, `So với 13 tỉnh vùng ...`.
    """
    items = sentence.items
    if not has_any(items[0], ("at_place", "base", "out_of", "rival", "considered")):
        return False
    head = items[: min(clause_start(items, value.first), _HEAD)]
    first_unit = next((at for at, item in enumerate(head) if "unit" in item and item.level != REGION), len(head))
    return any(_is_region(item) for item in head[:first_unit])


def _region_behind(sentence: Sentence, value: Value) -> bool:
    """Whether a change goes on with the region that it is within: `thăng 1 bậc trong vùng`."""
    behind = sentence.items[value.last : value.last + 2]
    return bool(behind) and ("region" in behind[0] or ("out_of" in behind[0] and any_of(behind[1:], "region")))


def _follows_regional(sentence: Sentence, value: Value) -> bool:
    """A change of rank told right behind a regional rank is one of that rank."""
    items = sentence.items
    start = value.first
    while start > 0 and not items[start - 1].is_sign(";,") and value.first - start < _BEFORE:
        start -= 1
    return any(_is_region(item) for item in items[start : value.first])


def _is_region(item: Item) -> bool:
    return "region" in item or ("unit" in item and item.level == REGION)
