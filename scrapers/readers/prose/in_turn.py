"""Values told in turn: of several years or domains that their sentence lists (`lần lượt`, `respectively`).

Belongs here: lists of years and domains, and which value of a run is of which. Does not belong here: lists of units
(`scrapers.readers.prose.owners`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import any_of, gap, has_any
from scrapers.readers.prose.owners import value_runs
from scrapers.readers.prose.sentences import Sentence
from scrapers.readers.prose.value import Value
from scrapers.readers.prose.years import is_result, year_at

_IN_TURN = ("order", "in_order")
_NEAR = 3
_HEAD = 6


def tells_in_turn(sentence: Sentence) -> bool:
    """Whether a sentence has a word that says so."""
    return not sentence.kinds.isdisjoint(_IN_TURN)


def years_in_turn(items: Sequence[Item], values: Sequence[Value]) -> dict[int, int]:
    """Values (by index) to years: `trong các năm 2021, 2022 và 2023 ... lần lượt xếp thứ 37, 56 và 54`."""
    lists = _lists(items, lambda at: is_result(items, at))
    return {number: year_at(items[at]) for number, at in _in_turn(items, values, lists).items()}


def domains_in_turn(items: Sequence[Item], values: Sequence[Value]) -> dict[int, Item]:
    """Values (by index) to domains: `hai nội dung A và B đạt lần lượt 3,31 và 7,18 điểm`."""
    lists = _lists(items, lambda at: "domain" in items[at])
    return {number: items[at] for number, at in _in_turn(items, values, lists).items()}


def indices_in_turn(items: Sequence[Item], values: Sequence[Value]) -> dict[int, str]:
    """Values (by index) to indices: `hai chỉ số PAPI và SIPAS của tỉnh lần lượt đạt 41,20 điểm và 80,15 điểm`."""
    lists = _lists(items, lambda at: "index" in items[at])
    return {number: items[at].kinds["index"] for number, at in _in_turn(items, values, lists).items()}


def years_together(items: Sequence[Item], value: Value) -> list[int]:
    """The years that a first place is told of at once: `năm 2021 và năm 2024, Hải Phòng đứng đầu`."""
    if not value.is_first_in_words:
        return []
    lists = _lists(items[: value.first], lambda at: is_result(items, at))
    close = lists and value.first - lists[-1][-1] <= _HEAD
    between = items[lists[-1][-1] + 1 : value.first] if close else ()
    alone = close and all(has_any(item, ("unit", "ours", "index", "again")) or item.is_sign(",") for item in between)
    return [year_at(items[at]) for at in lists[-1]] if alone else []


def _lists(items: Sequence[Item], is_member: Callable[[int], bool]) -> list[list[int]]:
    """Runs of two and more members that only commas and `và` part."""
    found: list[list[int]] = []
    for at in range(len(items)):
        if not is_member(at):
            continue
        last = found[-1][-1] if found else None
        joined = last is not None and all(
            item.is_sign(",;") or has_any(item, ("conjunction", "in_year")) for item in items[last + 1 : at]
        )
        if joined and last is not None and at - last > 1 and gap(items, at - 1, at) <= 1:
            found[-1].append(at)
        else:
            found.append([at])
    return [members for members in found if len(members) > 1]


def _in_turn(items: Sequence[Item], values: Sequence[Value], lists: Sequence[list[int]]) -> dict[int, int]:
    """Values to the members of the last list before them that is as long as their run, where a word says in turn."""
    found: dict[int, int] = {}
    told: Sequence[int] = ()
    if not lists:
        return found
    for run in value_runs(items, values, -1, len(items)):
        first, last = values[run[0]], values[run[-1]]
        beside = [*items[max(0, first.first - _NEAR) : first.last], *items[last.last : last.last + 2]]
        members = next((one for one in reversed(lists) if one[-1] < first.first and len(one) == len(run)), None)
        if members is not None and (any_of(beside, *_IN_TURN) or members is told):
            found.update(zip(run, members, strict=True))
            told = members
    return found
