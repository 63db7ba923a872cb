"""Gaps between units as claims: of which year and whose they are.

Belongs here: claims made of gaps. Does not belong here: the forms that gaps are told in
(`scrapers.readers.prose.gaps`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scrapers.readers.prose.doubts import ANOTHERS, NOT_SAID
from scrapers.readers.prose.gap_signs import LEVELS, Sign, signs_of
from scrapers.readers.prose.gaps import Gap, find_gap
from scrapers.readers.prose.neighbours import has_any
from scrapers.readers.prose.scope import Claim, Subject
from scrapers.readers.prose.state import State, named
from scrapers.readers.prose.value import Value
from scrapers.readers.prose.values import GAP
from scrapers.readers.prose.years import year_of
from scrapers.records import Measure
from scrapers.vocabulary.units import LOCAL_LEVELS

_PARAGRAPH = 600
_TAIL = 60
_AMOUNTS = (Measure.SCORE, Measure.DELTA_SCORE)
"""What a gap may be taken for: never a change of ranks."""
_COMPARING = ("higher", "rival", "base", "behind")
_TELLING = ("higher", "gap", "rival", "behind", "bound", "top")
"""A sentence of none of these words tells no gap, and is not looked at again."""


def gap_claim(state: State, claim: Claim, gap: Gap, owner: int | None) -> Claim | None:
    """A gap in place of the claim that was made of its value; None where it is not clear whose it is or of when.

    Args:
        owner: the item of the unit that the sentence's build gives the value to.
    """
    if claim.index is None or claim.doubt not in (None, GAP, NOT_SAID) or claim.value.measure not in _AMOUNTS:
        return None
    if claim.doubt is None and claim.value.measure is Measure.DELTA_SCORE:
        return None
    year = year_of(state.sentence.items, claim.value, state.scope.year)
    if gap.years - {year} or _is_untold(state, gap, owner):
        return None
    subject = _whose(state, gap, owner)
    if not _is_of_level(subject, gap):
        return None
    value = replace(
        claim.value,
        measure=gap.measure,
        value=gap.value,
        start=gap.start,
        end=gap.end,
        of=None,
        of_raw=None,
        is_gap=False,
        refused=None,
    )
    return replace(claim, value=value, year=year, subject=subject, base_year=None, scope=None, doubt=None)


def doubt_rivals_ranks(gaps: Sequence[Gap], claims: Sequence[Claim]) -> None:
    """A place that only says whom a gap is measured against is of nobody but a unit named beside it."""
    for claim in claims:
        is_inside = any(gap.start <= claim.value.start and claim.value.end <= gap.end for gap in gaps)
        named_rivals = {name for gap in gaps for name in gap.rivals}
        is_rivals = claim.subject is not None and claim.subject.name in named_rivals
        if claim.value.measure is Measure.RANK and is_inside and not is_rivals:
            claim.doubt = claim.doubt or ANOTHERS


def bare_value(state: State, at: int) -> Value | None:
    """A number with decimals and without a unit of measure, which is a value only where it tells a gap."""
    item = state.sentence.items[at]
    if "number" not in item or not any(sign in item.raw for sign in ".,") or gap_at(state, at) is None:
        return None
    return Value(Measure.SCORE, item.value, item.raw, "points", at, at + 1, item.start, item.end)


def number_of(state: State, value: Value) -> int:
    """The item of a value's number."""
    items = state.sentence.items
    return next((at for at in range(value.first, value.last) if "number" in items[at]), value.first)


def gap_at(state: State, at: int) -> Gap | None:
    """The gap that the number at an item tells, if it tells one clearly."""
    item = state.sentence.items[at]
    if state.sentence.kinds.isdisjoint(_TELLING) or "number" not in item:
        return None
    signs = _signs(state)
    number = next((here for here, sign in enumerate(signs) if sign.start == item.start), None)
    if number is None:
        return None
    return find_gap(signs, number, item.value, has_index=state.has_index, is_regional=lambda: _is_regional(state))


def _signs(state: State) -> list[Sign]:
    """The signs of a sentence to the end of its line or its full stop, which its items may not reach."""
    if state.signs is None:
        items, text = state.sentence.items, state.whole.text
        end = items[-1].end
        if not items[-1].is_sign(".!?"):
            end += len(text[end : end + _TAIL].split("\n")[0].split(". ")[0])
        state.signs = signs_of(text, items, items[0].start, end)
    return state.signs


def _is_regional(state: State) -> bool:
    """Whether the paragraph before a sentence speaks of a region, whose first and mean may then be meant."""
    start = state.sentence.items[0].start
    before = state.whole.text[max(0, start - _PARAGRAPH) : start].rpartition("\n")[2]
    return any(sign.sign == "R" for sign in signs_of(before, [], 0, len(before)))


def _is_untold(state: State, gap: Gap, owner: int | None) -> bool:
    """Whether it is not clear whose a gap is: of a mean, or of one of several units around a rival."""
    subject = state.subject
    if gap.measure is Measure.RANGE or _owner(state, gap, owner) is not None:
        return False
    if subject is not None and (subject.kind == "mean" or subject.level == "region" or _is_compared(state, gap)):
        return True
    is_rival = subject is not None and subject.name in gap.rivals
    is_open = state.main is None or state.main.name in gap.rivals
    return is_rival and is_open and _following(state, gap) is None and bool(_units_behind(state, gap))


def _is_compared(state: State, gap: Gap) -> bool:
    """Whether the unit at hand is itself one that something is compared with: `cao hơn Yên Bái, thấp hơn ...`."""
    items = state.sentence.items
    at = next((at for at in range(len(items) - 1, 0, -1) if "unit" in items[at] and items[at].start < gap.start), None)
    if at is None or state.subject is None or state.subject.name != items[at].kinds["unit"]:
        return False
    return has_any(items[at - 1], _COMPARING) and "scored" not in items[at - 1]


def _whose(state: State, gap: Gap, owner: int | None) -> Subject | None:
    """Whose a gap is: of the unit at hand, of one that follows or of the one before; never of a rival."""
    if gap.measure is Measure.RANGE:
        raw = state.whole.text[gap.start : gap.end]
        return Subject("mean", "", gap.level or state.scope.audience or "", raw)
    at = _owner(state, gap, owner)
    if at is not None:
        return named(state, at)
    following = _following(state, gap)
    for known in (state.subject, state.main, following, state.carried.subject, state.whole.start.subject):
        if known is not None and known.kind != "mean" and known.name not in gap.rivals:
            return known
    return None


def _owner(state: State, gap: Gap, owner: int | None) -> int | None:
    """The unit before a gap that the sentence's build gives it to: one behind is whom it is measured against."""
    if owner is None or state.sentence.items[owner].start > gap.start:
        return None
    return None if state.sentence.items[owner].kinds["unit"] in gap.rivals else owner


def _following(state: State, gap: Gap) -> Subject | None:
    """`Thấp hơn đơn vị dẫn đầu 3,2 điểm, Huế xếp thứ 17`: the unit behind the comma."""
    items = state.sentence.items
    comma = next((at for at, item in enumerate(items) if item.start >= gap.end), len(items))
    if comma + 1 >= len(items) or not items[comma].is_sign(",") or comma + 1 not in _units_behind(state, gap):
        return None
    return named(state, comma + 1)


def _units_behind(state: State, gap: Gap) -> list[int]:
    items = state.sentence.items
    return [
        at
        for at, item in enumerate(items)
        if "unit" in item
        and item.start >= gap.end
        and item.kinds["unit"] not in gap.rivals
        and state.sentence.unit_role(at) == "subject"
    ]


def _is_of_level(subject: Subject | None, gap: Gap) -> bool:
    """Whether a unit is one of those that it is measured among: no department is behind the country's first."""
    if subject is None or subject.kind == "mean" or subject.level not in LEVELS:
        return True
    if gap.is_national and subject.level in LOCAL_LEVELS:
        return False
    return not gap.level or gap.level == subject.level
