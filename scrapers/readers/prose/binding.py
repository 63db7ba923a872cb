"""What each value belongs to: the unit, index, year and domain that its sentence and the ones before it tell.

Belongs here: one pass over a text's sentences, and claims made of values. Does not belong here: what makes a value
(`scrapers.readers.prose.values`), whom a document is about where no sentence says (`scrapers.readers.claims`).
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from typing import NamedTuple

from scrapers.readers.prose import doubts
from scrapers.readers.prose.changes import base_of, is_measured_by_year, is_over_years
from scrapers.readers.prose.domains import (
    announces_one,
    announces_parts,
    clause_label,
    counts_parts,
    domain_behind,
    is_among_parts,
    is_part_of_whole,
)
from scrapers.readers.prose.effects import pass_item
from scrapers.readers.prose.gap_claims import bare_value, doubt_rivals_ranks, gap_at, gap_claim, number_of
from scrapers.readers.prose.named_indices import index_for, is_of_unknown_index
from scrapers.readers.prose.neighbours import any_of, clause_start, has_any
from scrapers.readers.prose.ranked_lists import listed_ranks
from scrapers.readers.prose.regions import REGION, counted_units, scope_of, within_regions
from scrapers.readers.prose.scope import NOBODY, Claim, DomainLabel, Scope, Subject
from scrapers.readers.prose.sentences import Sentence, find_sentences
from scrapers.readers.prose.several import each_of_several, of_other_index, of_other_units
from scrapers.readers.prose.side_by_side import doubt_side_by_side
from scrapers.readers.prose.state import State, Whole, begin, handed_on, named
from scrapers.readers.prose.unit_counts import unit_count_at
from scrapers.readers.prose.value import Value
from scrapers.readers.prose.values import GAP
from scrapers.readers.prose.years import end_of_years, is_unusable_year_behind, year_of, year_of_text, years_behind
from scrapers.records import Measure

_SIPAS, _WHOLE_OF_SIPAS = "SIPAS", "PAR_INDEX"


class ReadSentence(NamedTuple):
    """A sentence, what was known before it, the values that it prints, and the claims that were made of them."""

    sentence: Sentence
    carried: Scope
    values: list[Value]
    claims: list[Claim]


def find_claims(text: str, start: Scope, title: str = "") -> list[Claim]:
    """The claims of a text (NFC), in order.

    Args:
        start: what title, address and letterhead tell of the whole document.
        title: the document's title, whose local units the text may name without their level.
    """
    return [claim for read in read_sentences(text, start, title) for claim in read.claims]


def read_sentences(text: str, start: Scope, title: str = "") -> Iterator[ReadSentence]:
    """As `find_claims`, sentence by sentence."""
    sentences = find_sentences(text, title)
    whole = Whole(text, _completed(start, sentences), counted_units(sentences))
    scope = copy(whole.start)
    for sentence in sentences:
        state = begin(whole, sentence, scope)
        yield ReadSentence(sentence, scope, state.values, _read(state))
        scope = handed_on(state)


def _completed(start: Scope, sentences: list[Sentence]) -> Scope:
    """What a title leaves out and its text tells all the same: the only index, the year."""
    named_indices = {item.kinds["index"] for sentence in sentences for item in sentence.items if "index" in item}
    only = named_indices.pop() if len(named_indices) == 1 else None
    return replace(start, index=start.index or only, year=start.year or year_of_text(sentences))


def _read(state: State) -> list[Claim]:
    """The claims of one sentence in order."""
    items = state.sentence.items
    first_of = {value.first: number for number, value in enumerate(state.values)}
    at = 0
    while at < len(items):
        if (counted := unit_count_at(state, at)) is not None:
            claim, at = counted
            state.add(claim, claim.subject)
            continue
        number = first_of.get(at)
        if number is None:
            bare = bare_value(state, at)
            if bare is None or not _takes_gap(state, bare, None):
                pass_item(state, at)
            at += 1
        else:
            _take(state, number)
            at = max(at + 1, end_of_years(items, state.values[number].last))
    state.settle(state.known_subject)
    state.claims.extend(listed_ranks(state))
    ordered = sorted(state.claims, key=lambda claim: claim.value.start)
    doubt_side_by_side(ordered)
    doubt_rivals_ranks(state.gaps, ordered)
    return [_numbered(state, claim) for claim in within_regions(items, ordered)]


def _numbered(state: State, claim: Claim) -> Claim:
    """The last place gets its number where the number of units is printed, and is none elsewhere."""
    value, subject = claim.value, claim.subject
    if subject is not None and subject.level == REGION and claim.scope == REGION:
        claim = replace(claim, scope=None)
    if not value.is_last or claim.doubt:
        return claim
    level = subject.level if subject is not None else claim.audience or ""
    count = value.of or (state.whole.counts.get(level) if claim.scope is None else None)
    if count is None:
        return replace(claim, doubt="the number of the last place is not printed")
    return replace(claim, value=replace(value, value=float(count) - (value.from_end or 0)))


def _take(state: State, number: int) -> None:
    """Makes the claims of one value and gives them to whom they are of, or lets them wait for a unit that follows."""
    items, value = state.sentence.items, state.values[number]
    for at in range(value.first, value.last):
        if has_any(items[at], ("year", "units")):
            pass_item(state, at)
    if _takes_gap(state, value, state.owner.get(number)):
        return
    if value.is_gap and years_behind(items, value.last):
        value = state.values[number] = replace(value, measure=Measure.SCORE, value=abs(value.value), is_gap=False)
    _keep_year(state, value)
    for claim in each_of_several(state, number, _claim(state, value)):
        _bind(state, number, claim)


def _takes_gap(state: State, value: Value, owner: int | None) -> bool:
    """Whether a value tells a gap to other units, which is then kept as one; nothing else is changed by looking."""
    gap = gap_at(state, number_of(state, value))
    if gap is None:
        return False
    scope, told = copy(state.scope), state.told
    claim = gap_claim(state, _claim(state, value), gap, owner)
    state.scope, state.told = scope, told
    if claim is not None:
        state.add(claim, claim.subject)
        state.gaps.append(gap)
    return claim is not None


def _keep_year(state: State, value: Value) -> None:
    """The year right behind a value holds for what follows it too, unless it is the year of an old value."""
    items = state.sentence.items
    at = end_of_years(items, value.last)
    is_compared = any_of(items[max(0, value.first - 2) : value.first], "base")
    is_plain = at > value.last and not items[at - 1].is_sign(")") and not is_compared
    if is_plain and not state.outer and not value.is_earlier and not value.is_change:
        state.scope.year = years_behind(items, value.last)[0]


def _bind(state: State, number: int, claim: Claim) -> None:
    owner = state.owner.get(number)
    if owner is not None:
        state.add(claim, named(state, owner))
    elif doubts.is_nameless(state.sentence, claim.value):
        state.add(claim, Subject(NOBODY, "", "", claim.value.raw))
    elif state.subject is not None:
        state.add(claim, state.subject)
        state.claims.extend([*of_other_units(state, claim), *of_other_index(state, claim)])
    else:
        state.pending.append(claim)


def _claim(state: State, value: Value) -> Claim:
    """A value with what is known where it stands; whose it is, is told later."""
    items, scope = state.sentence.items, state.scope
    index = index_for(items, value, scope.index)
    if state.carried.rota and not state.has_index and value.measure is Measure.SCORE:
        index = state.carried.rota[min(state.told, 1)]
        state.told += 1
    year = year_of(items, value, scope.year)
    base = base_of(items, value, year)
    if base is not None and (year is None or base >= year):
        year = base + 1
    index, domain = _domain_of(state, value, index)
    within = scope_of(state.sentence, value, scope, state.subject or state.main, year, base)
    return Claim(value, index, year, None, domain, base, scope.audience, within, _doubt(state, value, index))


def _domain_of(state: State, value: Value, index: str | None) -> tuple[str | None, DomainLabel | None]:
    """The domain of a value, and its index: SIPAS out of 10 is a part of PAR INDEX."""
    items, scope = state.sentence.items, state.scope
    behind = domain_behind(items, value, index)
    if behind is not None or index is None:
        return index, behind
    is_part = is_part_of_whole(index, value)
    if is_part and index == _SIPAS:
        name = next((item.raw for item in reversed(items[: value.first]) if "index" in item), _SIPAS)
        scope.index, scope.domain = _WHOLE_OF_SIPAS, DomainLabel(name)
        return scope.index, scope.domain
    if scope.domain is None and (is_part or _lists_domains(state, value)):
        last = state.claims[-1].domain if state.claims else None
        scope.domain = clause_label(state.whole.text, items, value.first) or last or state.carried.spoken
    return index, scope.domain


def _lists_domains(state: State, value: Value) -> bool:
    """Whether a value without a listed domain stands in a list of domains, or behind a word that announces one."""
    items = state.sentence.items
    head = items[clause_start(items, value.first) : value.first]
    if any_of(head, "index", "unit", "ours"):
        return False
    follows = state.claims[-1].domain is not None if state.claims else state.scope.bullet is not None
    goes_on = state.scope.listed and follows
    return goes_on or any(announces_one(item) for item in head)


def _doubt(state: State, value: Value, index: str | None) -> str | None:
    """Why a value is no claim, or None."""
    if index is None:
        return "no index is named"
    if value.refused:
        return value.refused
    if state.is_target:
        return "it is a target"
    if state.is_other:
        return "it is of something else"
    if state.carried.is_stretch and state.sentence.kinds.isdisjoint(("index", "this_index", "year")):
        return "it is not told of which year it is"
    if _is_yearless(state, value):
        return "it is not told of which year it is"
    return _doubt_of_rank(state, value) if value.measure is Measure.RANK else _doubt_of_amount(state, value)


def _is_yearless(state: State, value: Value) -> bool:
    """Whether the year that is named for a value is one that no index can have."""
    items = state.sentence.items
    is_told = state.scope.is_yearless and not years_behind(items, value.last)
    return is_told or is_unusable_year_behind(items, value.last)


def _doubt_of_rank(state: State, value: Value) -> str | None:
    items = state.sentence.items
    tells_year = bool(years_behind(items, value.last))
    if doubts.is_once(items, value) or (doubts.is_extreme_of_ranks(items, value) and not tells_year):
        return "it is not told of which year it is"
    if doubts.is_anothers(items, value):
        return doubts.ANOTHERS
    if is_of_unknown_index(state.whole.text, items, value):
        return "it is of something else"
    if value.in_words and doubts.is_group(items, value):
        return "a group is told, not a rank"
    if value.in_words and is_among_parts(items, value):
        return "parts of one unit are ranked, not units"
    if state.scope.domain is None and (counts_parts(items, value) or announces_parts(items, value)):
        return doubts.OF_PARTS
    return None


def _doubt_of_amount(state: State, value: Value) -> str | None:
    items = state.sentence.items
    if state.scope.domain is None and counts_parts(items, value):
        return doubts.OF_PARTS
    if (
        value.measure is Measure.DELTA_SCORE
        and not state.has_index
        and not state.claims
        and doubts.is_share(items, value)
    ):
        return "it is a change of something else"
    if value.is_change and is_over_years(items, value):
        return "it is a change over several years"
    if state.is_gap or (value.is_gap and not is_measured_by_year(items, value, state.subject)):
        return GAP
    return _doubt_of_score(state, value) if value.measure is Measure.SCORE else None


def _doubt_of_score(state: State, value: Value) -> str | None:
    items = state.sentence.items
    if state.subject is not None and state.subject.kind == "mean" and doubts.is_own_mean(state.sentence, value):
        return "it is a mean of several years"
    if doubts.is_maximum(items, value):
        return "it is a maximum"
    if doubts.is_of_several_indices(items, state.values, value):
        return "several indices are named for one value"
    if value.of is not None and value.value > value.of and not state.carried.slashed_years:
        return "it is more than the maximum that it is of"
    if not state.has_index and not (
        doubts.is_anchored(items, value) and doubts.tells_whose(state.sentence, value, state.scope.domain)
    ):
        return doubts.NOT_SAID
    return None
