"""Ranks that a list tells by its order: `followed by`, `lần lượt là`, `Top five performers were`, `(sau A và B)`.

Belongs here: which units of a sentence stand in an order of rank, and from which place on. Does not belong here: ranks
that are printed (`scrapers.readers.prose.values`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.owners import unit_groups
from scrapers.readers.prose.scope import Claim, Scope, Subject
from scrapers.readers.prose.sentences import Sentence
from scrapers.readers.prose.values import Value, gap
from scrapers.records import Measure

Taken = dict[tuple[str | None, int | None, int], str]
"""Who is told to hold a place: names by index, year and rank."""
_GAP = 5
_AFTER = ("sau", "chỉ sau", "after", "behind")
_AHEAD_REACH = 18


def listed_ranks(sentence: Sentence, values: Sequence[Value], claims: Sequence[Claim], scope: Scope, taken: Taken) -> Iterator[Claim]:
    """The ranks that the order of a sentence's units tells; places that other units are told to hold are passed over."""
    good = [claim for claim in claims if claim.value.measure is Measure.RANK and not claim.doubt and claim.scope is None and claim.domain is None]
    ranks = {claim.subject.name: int(claim.value.value) for claim in good if claim.subject}
    model = next((claim for claim in (*good, *claims) if not claim.doubt or "group" in claim.doubt), None)
    for begin, first, members in _lists(sentence, values, claims, good, scope):
        rank = first
        for at in members if members else _run(sentence, values, begin):
            item = sentence.items[at]
            name = item.kinds["unit"]
            if name in ranks:
                rank = ranks[name] + 1
                continue
            held = (model.index if model else scope.index, model.year if model else scope.year)
            while taken.get((*held, rank), name) != name:
                rank += 1
            yield _claim(item, rank, model, scope)
            ranks[name] = rank
            rank += 1
    yield from _ahead(sentence, good, ranks)


def _lists(
    sentence: Sentence, values: Sequence[Value], claims: Sequence[Claim], good: Sequence[Claim], scope: Scope
) -> Iterator[tuple[int, int, list[int]]]:
    """Where lists begin, with which rank, and their units where the list is one of names alone."""
    items = sentence.items
    groups = unit_groups(sentence)
    yield from _counted(items, groups)
    yield from _ordered_groups(sentence, values, claims, groups)
    last = scope.last_rank if not any("rank" in item for item in items[:1]) else None
    for at, item in enumerate(items):
        for claim in good:
            if claim.value.last in (at, at + 1) and claim.value.first >= 0 and claim.value.value:
                last = int(claim.value.value)
        if "next" in item and last is not None:
            yield at + 1, last + 1, []


def _counted(items: Sequence[Item], groups: Sequence[list[int]]) -> Iterator[tuple[int, int, list[int]]]:
    """`Top five performers were`, `rounding out the top five were`: as many units, or the last of as many places."""
    for group in groups:
        for at in range(max(0, group[0] - 6), group[0]):
            item = items[at]
            number = items[at + 1]
            if ("group" in item or "round" in item) and item.raw.lower().endswith("top") and ("number" in number or "cardinal" in number):
                amount = int(number.value or float(number.kinds.get("cardinal") or 0))
                linked = any("link" in other or other.is_sign(":") for other in items[at:group[0]])
                if linked and "round" in item and amount > len(group):
                    yield group[0], amount - len(group) + 1, group
                elif linked and amount == len(group):
                    yield group[0], 1, group


def _ordered_groups(
    sentence: Sentence, values: Sequence[Value], claims: Sequence[Claim], groups: Sequence[list[int]]
) -> Iterator[tuple[int, int, list[int]]]:
    """Groups that a first place leads to in order (`lần lượt là`, `dẫn đầu là A, B`, falling scores), or follows (`A, B và
    C lần lượt đứng đầu`)."""
    items = sentence.items
    for group in groups:
        before = next((value for value in reversed(values) if value.last <= group[0] and value.in_words and value.value == 1), None)
        if before is not None and group[0] - before.last <= 8 and not before.is_last:
            between = items[max(0, before.first - 2) : group[0]]
            leads = any(
                claim.value.start == before.start and claim.subject is not None and claim.subject.name == items[group[0]].kinds["unit"]
                for claim in claims
            )
            ordered = any("order" in item or item.raw.lower() == "lần lượt là" for item in between)
            if leads and (ordered or not before.refused or _falls(items, values, group)):
                yield group[0], 1, group
        after = next((value for value in values if value.first > group[-1] and value.in_words and value.value == 1), None)
        if after is not None and after.first - group[-1] <= 4 and any("order" in item for item in items[group[-1] : after.first + 1]):
            yield group[0], 1, group


def _falls(items: Sequence[Item], values: Sequence[Value], group: list[int]) -> bool:
    """Whether the scores in brackets behind the units of a group fall from one to the next."""
    scores = []
    for at in group:
        value = next((value for value in values if value.first == at + 2 and items[at + 1].is_sign("(")), None)
        if value is None or value.measure is not Measure.SCORE:
            return False
        scores.append(value.value)
    return len(scores) >= 3 and all(left > right for left, right in zip(scores, scores[1:], strict=False))


def _run(sentence: Sentence, values: Sequence[Value], begin: int) -> Iterator[int]:
    """The units of a list, up to a full clause of its own."""
    items = sentence.items
    inside = [False] * len(items)
    for value in values:
        for at in range(value.first, min(value.last, len(items))):
            inside[at] = True
    depth = 0
    previous = begin - 1
    for at in range(begin, len(items)):
        item = items[at]
        depth += item.is_sign("(") - item.is_sign(")")
        if depth > 0 or inside[at]:
            previous = at
            continue
        if "unit" in item and sentence.unit_role(at) in ("subject", "rival"):
            yield at
        elif not _passes(item):
            return
        if item.first >= 0 and previous >= 0 and gap(items, previous, at) > _GAP:
            return
        previous = at


def _passes(item: Item) -> bool:
    kinds = ("conjunction", "units", "scored", "unit", "link", "order", "next", "ours", "at_place", "also", "region", "out_of")
    return item.is_sign(",;()%:'’") or any(kind in item for kind in kinds)


def _ahead(sentence: Sentence, good: Sequence[Claim], ranks: dict[str, int]) -> Iterator[Claim]:
    """`đứng thứ 5 (sau A, B, C và D)`: as many units as there are places before are those places."""
    items = sentence.items
    for claim in good:
        if claim.value.in_words and not claim.value.raw or claim.value.last <= 0:
            continue
        reach = range(claim.value.last, min(len(items), claim.value.last + _AHEAD_REACH))
        at = next((here for here in reach if items[here].raw.lower() in _AFTER), None)
        if at is None:
            continue
        end = next((here for here in range(at, len(items)) if items[here].is_sign(");")), len(items))
        units = [here for here in range(at + 1, end) if "unit" in items[here] and items[here].level == "province"]
        if len(units) == int(claim.value.value) - 1:
            for rank, here in enumerate(units, 1):
                if items[here].kinds["unit"] not in ranks:
                    yield _claim(items[here], rank, claim, Scope())


def _claim(item: Item, rank: int, model: Claim | None, scope: Scope) -> Claim:
    value = Value(Measure.RANK, float(rank), item.raw, "rank", 0, 0, item.start, item.end, in_words=True)
    subject = Subject("unit", item.kinds["unit"], item.level, item.raw)
    index, year = (model.index, model.year) if model else (scope.index, scope.year)
    return Claim(value, index, year, subject, None, None, item.level, None, None)
