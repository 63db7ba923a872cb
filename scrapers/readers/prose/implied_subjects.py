"""Whom words speak of that name no unit: means, `của tỉnh`, `its`, `cả nước`, and the level of the units spoken of.

Belongs here: such words and their effect on the state. Does not belong here: units by name
(`scrapers.readers.prose.effects`), who `của tỉnh` is (`scrapers.readers.claims`).
"""

from __future__ import annotations

from dataclasses import replace

from scrapers.readers.prose.neighbours import any_of, clause_start, gap, has_any, near
from scrapers.readers.prose.own_lists import UNREAD
from scrapers.readers.prose.scope import NOBODY, Subject
from scrapers.readers.prose.state import State, named
from scrapers.vocabulary.units import LOCAL_LEVELS

_WIDE = 3
_MEAN_REACH = 4
_OF_MEANS = ("country", "year", "in_year", "units")
_OUR_PROVINCE = "Tỉnh"
"""`Tỉnh cũng đứng đầu`: the page's own, where it opens a sentence."""


def take_mean(state: State, at: int) -> None:
    """A mean becomes the subject, unless it is what something is compared with or the name of a group."""
    items = state.sentence.items
    if "mean_group" in items[at]:
        return
    compared = any_of(items[max(0, at - _WIDE) : at], "higher", "base")
    if state.is_gap or (compared and (not _tells_own(state, at) or compared_mean(state, _behind_mean(state, at)))):
        return
    before = items[at - 1] if at and gap(items, at - 1, at) <= 1 else None
    if before is not None and (has_any(before, ("group", "bound")) or before.word.startswith("under")):
        return
    if near(items, at + 1, "group", 1) and "out_of" not in items[at + 1]:
        return
    if state.carried.other and _counts_units(state, at):
        state.is_other = False
    state.set_subject(_region_beside(state, at) or mean_subject(state, at))


def _counts_units(state: State, at: int) -> bool:
    """`the average score among 63 localities`: a mean of the units that the index is of, whatever was told before."""
    behind = state.sentence.items[at + 1 : at + _MEAN_REACH]
    is_clear = not any_of(state.sentence.items[:at], "fallback")
    return is_clear and any(item.kinds.get("units") in ("province", "ministry") for item in behind)


def mean_subject(state: State, at: int) -> Subject:
    return Subject("mean", "", state.scope.audience or "", state.sentence.items[at].raw)


def _tells_own(state: State, at: int) -> bool:
    """Whether a mean that something is compared with is told itself: `the national average of 77.56 percent`."""
    items = state.sentence.items
    while at + 1 < len(items) and has_any(items[at + 1], ("country", "year", "units")) and gap(items, at, at + 1) <= 1:
        at += 1
    if at + 2 >= len(items) or gap(items, at, at + 1) > 1:
        return False
    return ("scored" in items[at + 1] or items[at + 1].is_sign("(")) and "number" in items[at + 2]


def _region_beside(state: State, at: int) -> Subject | None:
    """The region whose mean is told, if one is named close by."""
    items = state.sentence.items
    for here in range(max(0, at - _WIDE), min(len(items), at + _MEAN_REACH + 1)):
        is_region = "unit" in items[here] and items[here].level == "region"
        if is_region and state.sentence.unit_role(here) == "subject":
            return named(state, here)
    return None


def _is_scored(state: State, at: int) -> bool:
    """Whether `cả nước` is itself scored: `cả nước là 83,94%`."""
    items = state.sentence.items
    if any_of(items[clause_start(items, at) : at], "rank", "top", "number"):
        return False
    after = at + 1
    while after < len(items) and has_any(items[after], ("year", "span")):
        after += 1
    scored = after + 1 < len(items) and "scored" in items[after] and "number" in items[after + 1]
    return scored and gap(items, at, after) <= _WIDE


def take_ours(state: State, at: int) -> None:
    """`của tỉnh`, `the province`, `its`: the page's own unit, or in English the one just spoken of."""
    item = state.sentence.items[at]
    is_bare = item.kinds["ours"] == "ministry"
    if near(state.sentence.items, at + 1, "unit", 1) or (is_bare and not _is_said_of(state, at + 1)):
        return
    if leads_to_unread(state, at):
        state.set_subject(Subject(NOBODY, "", "", item.raw))
        return
    named_unit = state.subject if state.subject is not None and state.subject.kind == "unit" else None
    if named_unit is not None and named_unit.level in LOCAL_LEVELS:
        return
    if item.kinds["ours"] == "self":
        carried = state.carried
        nearest = carried.subject if state.sentence.opens else carried.last
        state.subject = state.subject or nearest or carried.last or carried.subject
        state.main = state.main or state.subject
        return
    spoken = state.subject or state.carried.subject
    if item.raw.isascii() and spoken is not None and spoken.kind == "unit":
        state.set_subject(spoken)
    else:
        state.set_subject(Subject("ours", "", item.kinds["ours"], item.raw))


def leads_to_unread(state: State, at: int) -> bool:
    """Whether a word only tells whose ranking it is, of a place whose holder behind it cannot be read."""
    before = [value for value in state.values if value.last <= at]
    return bool(before) and before[-1].refused == UNREAD


def take_audience(state: State, at: int) -> None:
    """The level of the units that are spoken of; `địa phương` are districts where departments were spoken of before."""
    item = state.sentence.items[at]
    if item.raw == _OUR_PROVINCE and at == 0 and _is_said_of(state, at + 1):
        state.set_subject(Subject("ours", "", "province", item.raw))
        return
    level = item.kinds["units"]
    if level == "province" and "locality" in item and state.scope.audience in ("department", "district"):
        level = "district"
    if level == "any":
        return
    state.scope.audience = level
    if state.subject is not None and state.subject.kind == "mean":
        state.subject = replace(state.subject, level=level)


def take_country(state: State, at: int) -> None:
    if _is_scored(state, at):
        state.set_subject(mean_subject(state, at))


def _is_said_of(state: State, at: int) -> bool:
    """Whether a verb of scoring or ranking stands at an item, right behind the word before."""
    items = state.sentence.items
    said = at < len(items) and has_any(items[at], ("scored", "rank", "top", "bottom", "up", "down"))
    return said and gap(items, at - 1, at) <= 1 and items[at].word != "có" and "superlative" not in items[at]


def compared_mean(state: State, at: int) -> Subject | None:
    """The mean that something is compared with and a bracket tells: `thấp hơn trung bình cả nước (82,66%)`."""
    items = state.sentence.items
    back = at - 1
    while back > 0 and has_any(items[back], _OF_MEANS):
        back -= 1
    if at >= len(items) or not items[at].is_sign("(") or back < 0 or "mean" not in items[back]:
        return None
    return mean_subject(state, back) if any_of(items[max(0, back - _WIDE) : back], "higher", "base") else None


def _behind_mean(state: State, at: int) -> int:
    """Behind a mean and the words of what it is one: `trung bình cả nước năm 2023`."""
    items = state.sentence.items
    at += 1
    while at < len(items) and has_any(items[at], _OF_MEANS):
        at += 1
    return at
