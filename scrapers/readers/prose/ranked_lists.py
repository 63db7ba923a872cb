"""Ranks that a list tells by its order: `followed by`, `lần lượt là`, `(sau A và B)`.

Belongs here: which units of a sentence stand in an order of rank, and from which place on. Does not belong here: ranks
that are printed (`scrapers.readers.prose.values`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.owners import clause_start
from scrapers.readers.prose.scope import Claim, Scope, Subject
from scrapers.readers.prose.sentences import Sentence
from scrapers.readers.prose.values import Value, gap
from scrapers.records import Measure

_GAP = 5


def listed_ranks(sentence: Sentence, values: Sequence[Value], claims: Sequence[Claim], scope: Scope) -> Iterator[Claim]:
    """The ranks that the order of a sentence's units tells."""
    ranked = {claim.subject.name for claim in claims if claim.subject and claim.value.measure is Measure.RANK and not claim.doubt}
    known = [claim for claim in claims if claim.value.measure is Measure.RANK and not claim.doubt and claim.scope is None]
    for begin, first in _starts(sentence, values, known, scope):
        model = next((claim for claim in claims if not claim.doubt), None)
        rank = first
        for at in _run(sentence, values, begin):
            item = sentence.items[at]
            if item.kinds["unit"] in ranked:
                rank += 1
                continue
            yield _claim(item, rank, model, scope)
            ranked.add(item.kinds["unit"])
            rank += 1
    yield from _ahead(sentence, known, ranked)


def _starts(sentence: Sentence, values: Sequence[Value], known: Sequence[Claim], scope: Scope) -> Iterator[tuple[int, int]]:
    """Where lists begin and with which rank."""
    items = sentence.items
    last = scope.last_rank
    for at, item in enumerate(items):
        for claim in known:
            if claim.value.last == at and claim.domain is None:
                last = int(claim.value.value) or last
        if "next" in item and last is not None:
            yield at + 1, last + 1
        count = _count(items, at)
        if count is not None:
            yield count


def _count(items: Sequence[Item], at: int) -> tuple[int, int] | None:
    """`Top five performers were`, `3 vị trí đầu tiên lần lượt là`: the list behind is ranked from 1."""
    return None


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
    kinds = ("conjunction", "units", "scored", "unit", "link", "order", "next", "ours", "at_place", "also", "region")
    return item.is_sign(",;()%:'’") or any(kind in item for kind in kinds)


def _ahead(sentence: Sentence, known: Sequence[Claim], ranked: set[str]) -> Iterator[Claim]:
    """`đứng thứ 5 (sau A, B, C và D)`: as many units as there are places before are those places."""
    items = sentence.items
    for claim in known:
        at = claim.value.last
        while at < len(items) and at < claim.value.last + 18 and not ("rival" in items[at] and items[at].raw.lower() in ("sau", "chỉ sau", "after", "behind")):
            at += 1
        if at >= len(items) or "rival" not in items[at] or claim.value.in_words or items[at].raw.lower() not in ("sau", "chỉ sau", "after", "behind"):
            continue
        units = [here for here in range(at + 1, _end(items, at)) if "unit" in items[here] and items[here].level == "province"]
        if len(units) == int(claim.value.value) - 1:
            for rank, here in enumerate(units, 1):
                if items[here].kinds["unit"] not in ranked:
                    yield _claim(items[here], rank, claim, Scope())


def _end(items: Sequence[Item], at: int) -> int:
    return next((here for here in range(at, len(items)) if items[here].is_sign(");")), len(items))


def _claim(item: Item, rank: int, model: Claim | None, scope: Scope) -> Claim:
    value = Value(Measure.RANK, float(rank), item.raw, "rank", 0, 0, item.start, item.end, in_words=True)
    subject = Subject("unit", item.kinds["unit"], item.level, item.raw)
    return Claim(
        value,
        model.index if model else scope.index,
        model.year if model else scope.year,
        subject,
        None,
        None,
        item.level,
        None,
        None,
    )
