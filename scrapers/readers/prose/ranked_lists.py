"""Ranks that a list tells by its order: `followed by`, `lần lượt là`, `Top five performers were`, `(sau A và B)`.

Belongs here: which units of a sentence stand in an order of rank, and from which place on. Does not belong here: ranks
that are printed (`scrapers.readers.prose.ranks`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import any_of, depths, gap, has_any
from scrapers.readers.prose.ranks import MOST_COUNTED
from scrapers.readers.prose.scope import Claim, Subject
from scrapers.readers.prose.state import State
from scrapers.readers.prose.value import Value
from scrapers.readers.prose.values import STRETCH
from scrapers.records import Measure

_WIDEST = 5
_NEXT_REACH = 8
_COUNT_REACH = 6
_AHEAD_REACH = 18
_CLOSE = 4
_FEWEST_FALLING = 3
_PASSING = (
    "conjunction", "units", "scored", "unit", "link", "order", "next", "ours", "at_place", "also", "region", "out_of",
    "in_order", "group", "cardinal",
)  # fmt: skip


class _List(NamedTuple):
    """A list of units from an item on, the rank of its first, and its units where it is one of names alone."""

    begin: int
    first: int
    members: Sequence[int]


def listed_ranks(state: State) -> Iterator[Claim]:
    """The ranks that the order of a sentence's units tells.

    Places that other units are told to hold are passed over.
    """
    known = [claim for claim in state.claims if _is_rank(claim)]
    ranks = {claim.subject.name: int(claim.value.value) for claim in known if claim.subject}
    for found in (
        *_ahead_of(state),
        *_stretched(state),
        *_counted(state),
        *_ordered_groups(state),
        *_followed(state, known),
    ):
        rank = found.first
        for at in found.members or _run(state, found.begin):
            item = state.sentence.items[at]
            name = item.kinds["unit"]
            if name in ranks:
                rank = ranks[name] + 1
                continue
            claim = _claim(state, item, rank)
            while state.whole.taken.get((claim.index, item.level, claim.year, rank), name) != name:
                rank += 1
                claim = _claim(state, item, rank)
            yield claim
            ranks[name] = rank
            rank += 1
    yield from _ahead(state, known, ranks)


def _is_rank(claim: Claim) -> bool:
    """Whether a claim is a rank among all units on a whole index."""
    is_whole = claim.scope is None and claim.domain is None
    return claim.value.measure is Measure.RANK and not claim.doubt and is_whole


def _followed(state: State, known: Sequence[Claim]) -> Iterator[_List]:
    """Lists behind `followed by`: they go on from the last rank that was told."""
    items = state.sentence.items
    if "next" not in state.sentence.kinds:
        return
    last = None if "rank" in items[0] else state.carried.last_rank
    level = state.carried.last_level
    for at, item in enumerate(items):
        for claim in known:
            if claim.value.last in (at, at + 1) and claim.value.value:
                last = int(claim.value.value)
        if "next" in item and last is not None:
            before = next((group for group in state.groups if 0 < at - group[-1] <= _CLOSE), None)
            first = before[0] if before else next((here for here in range(at, len(items)) if "unit" in items[here]), at)
            if known or not level or items[first].level in (level, ""):
                yield _List(at + 1, last + 1, before or ())


def _ahead_of(state: State) -> Iterator[_List]:
    """`topped the list, ahead of A and B`: those right behind a first place, in their order."""
    items = state.sentence.items
    firsts = [value for value in state.values if value.is_first_in_words and not value.refused]
    for at, item in enumerate(items):
        leads = "rival" in item and item.word.endswith("ahead of")
        before = leads and any(value.last <= at <= value.last + _AHEAD_REACH for value in firsts)
        if before and at + 1 < len(items) and "unit" in items[at + 1]:
            group = next((group for group in state.groups if group[0] == at + 1), [at + 1])
            yield _List(at + 1, 2, group)


def _stretched(state: State) -> Iterator[_List]:
    """`từ vị trí thứ hai đến thứ năm lần lượt là A, B, C, D`, `places two to five went to`: as many units as places."""
    for first, last in pairwise(state.values):
        if first.refused != STRETCH or last.refused != STRETCH or first.measure is not Measure.RANK:
            continue
        size = int(last.value - first.value) + 1
        for group in state.groups:
            behind = 0 <= group[0] - last.last <= _NEXT_REACH
            before = 0 < first.first - group[-1] <= _NEXT_REACH
            if (behind or before) and len(group) == size:
                yield _List(group[0], int(first.value), group)


def _counted(state: State) -> Iterator[_List]:
    """`Top five performers were`: as many units as places."""
    items = state.sentence.items
    for group in state.groups:
        for at in range(max(0, group[0] - _COUNT_REACH), group[0]):
            linked = any("link" in other or other.is_sign(":") for other in items[at : group[0]])
            if _is_top(items[at]) and linked and items[at + 1].amount == len(group):
                yield _List(group[0], 1, group)
        if _is_said_to_lead(items, group):
            yield _List(group[0], 1, group)
    yield from _rounded(state)


def _is_said_to_lead(items: Sequence[Item], group: list[int]) -> bool:
    """`A (90.10%), B (90.09%) and C (89.58%) were the top three localities`."""
    end = min(len(items) - 2, group[-1] + _COUNT_REACH)
    for at in range(group[-1] + 1, end):
        if "link" in items[at] and _is_top(items[at + 1]) and items[at + 2].amount == len(group):
            return True
    return False


def _is_top(item: Item) -> bool:
    """Whether a number of leaders follows a word: `top three`."""
    return "group" in item and item.word.endswith("top")


def _rounded(state: State) -> Iterator[_List]:
    """`Rounding out the top five were A with 70.26 points and B with 69.68`: the last of as many places."""
    items = state.sentence.items
    if "round" not in state.sentence.kinds:
        return
    for at in range(len(items) - 1):
        amount = items[at + 1].amount
        if "round" in items[at] and amount <= MOST_COUNTED:
            members = list(_run(state, at + 2))
            if 0 < len(members) < amount:
                yield _List(members[0], int(amount) - len(members) + 1, members)


def _ordered_groups(state: State) -> Iterator[_List]:
    """Groups that a first place leads to in order (`lần lượt là`, `dẫn đầu là A, B`, falling scores).

    Or follows in it.
    """
    items = state.sentence.items
    firsts = [value for value in state.values if value.is_first_in_words]
    for group in state.groups:
        before = next((value for value in reversed(firsts) if value.last <= group[0]), None)
        if before is not None and group[0] - before.last <= _NEXT_REACH and _leads(state, before, group):
            yield _List(group[0], 1, group)
        after = next((value for value in firsts if value.first > group[-1]), None)
        close = after is not None and after.first - group[-1] <= _CLOSE
        if after is not None and close and any_of(items[group[-1] : after.first + 1], "order"):
            yield _List(group[0], 1, group)


def _leads(state: State, value: Value, group: list[int]) -> bool:
    """Whether a first place leads to a group in an order that is told."""
    items = state.sentence.items
    name = items[group[0]].kinds["unit"]
    is_its = any(
        claim.value.start == value.start and claim.subject and claim.subject.name == name for claim in state.claims
    )
    ordered = any_of(items[max(0, value.first - 2) : group[0]], "order", "in_order")
    return is_its and (ordered or not value.refused or _falls(state, group))


def _falls(state: State, group: list[int]) -> bool:
    """Whether the scores in brackets behind the units of a group fall from one to the next."""
    items = state.sentence.items
    bracketed = {value.first - 2: value for value in state.values if value.measure is Measure.SCORE and value.first > 1}
    scores = [bracketed[at].value for at in group if at in bracketed and items[at + 1].is_sign("(")]
    falls = all(left > right for left, right in pairwise(scores))
    return falls and len(scores) == len(group) >= _FEWEST_FALLING


def _run(state: State, begin: int) -> Iterator[int]:
    """The units of a list, up to a full clause of its own."""
    items = state.sentence.items
    inside = {at for value in state.values for at in range(value.first, value.last)}
    previous = begin - 1
    for at, depth in zip(range(begin, len(items)), depths(items[begin:]), strict=True):
        item = items[at]
        if depth == 0 and at not in inside:
            if "unit" in item and state.sentence.unit_role(at) in ("subject", "rival"):
                yield at
            elif not (item.is_sign(",;()%:'’") or has_any(item, _PASSING)):
                return
            if item.first >= 0 and previous >= 0 and gap(items, previous, at) > _WIDEST:
                return
        previous = at


def _ahead(state: State, known: Sequence[Claim], ranks: dict[str, int]) -> Iterator[Claim]:
    """`đứng thứ 5 (sau A, B, C và D)`: as many units as there are places before are those places."""
    items = state.sentence.items
    if "behind" not in state.sentence.kinds:
        return
    for claim in known:
        reach = range(claim.value.last, min(len(items), claim.value.last + _AHEAD_REACH))
        at = next((here for here in reach if "behind" in items[here]), None)
        if at is None:
            continue
        end = next((here for here in range(at, len(items)) if items[here].is_sign(");")), len(items))
        units = [
            items[here] for here in range(at + 1, end) if "unit" in items[here] and items[here].level == "province"
        ]
        if len(units) == int(claim.value.value) - 1:
            for rank, item in enumerate(units, 1):
                if item.kinds["unit"] not in ranks:
                    yield _claim(state, item, rank)


def _claim(state: State, item: Item, rank: int) -> Claim:
    """A rank of the index and year that the sentence's other claims are of."""
    ranked = [claim for claim in state.claims if claim.value.measure is Measure.RANK]
    model = next((claim for claim in (*ranked, *state.claims) if not claim.doubt), None) or next(iter(ranked), None)
    value = Value(Measure.RANK, float(rank), item.raw, "rank", 0, 0, item.start, item.end, in_words=True)
    subject = Subject("unit", item.kinds["unit"], item.level, item.raw)
    index, year = (model.index, model.year) if model else (state.scope.index, state.scope.year)
    return Claim(value, index, year, subject, None, None, item.level, None, None)
