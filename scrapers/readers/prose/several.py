"""Values that several years, domains, indices or units share: one claim of each.

Belongs here: one claim made into several. Does not belong here: whose a single value is
(`scrapers.readers.prose.binding`).
"""

from __future__ import annotations

from dataclasses import replace

from scrapers.readers.prose.domains import domains_listed
from scrapers.readers.prose.doubts import OF_PARTS
from scrapers.readers.prose.in_turn import years_together
from scrapers.readers.prose.named_indices import indices_listed
from scrapers.readers.prose.neighbours import any_of
from scrapers.readers.prose.scope import Claim, DomainLabel
from scrapers.readers.prose.state import State, named
from scrapers.readers.prose.value import Value
from scrapers.readers.prose.years import years_behind
from scrapers.records import Measure
from scrapers.vocabulary.indices import index_family

_SHARED_REACH = 3


def each_of_several(state: State, number: int, claim: Claim) -> list[Claim]:
    """A claim, once for each of the domains, indices or years that its value is told of."""
    several = _of_domains(state, claim) or _of_indices(state, claim) or _of_years(state, claim)
    return [_in_turn(state, number, one) for one in several]


def _in_turn(state: State, number: int, claim: Claim) -> Claim:
    """A claim of the year or domain that is its own in a list that is told in turn."""
    told = number - 1 if _is_bracketed_behind(state, number) else number
    year, domain = state.years_in_turn.get(told), state.domains_in_turn.get(told)
    index = state.indices_in_turn.get(number)
    if index is not None:
        claim = replace(claim, index=index, doubt=None if claim.doubt == OF_PARTS else claim.doubt)
    if year is not None:
        claim = replace(claim, year=year)
    if domain is not None and claim.index is not None and index_family(claim.index) in domain.families:
        doubt = None if claim.doubt == OF_PARTS else claim.doubt
        claim = replace(claim, domain=DomainLabel(domain.raw, domain.families), doubt=doubt)
    return claim


def _is_bracketed_behind(state: State, number: int) -> bool:
    """Whether a value stands in the bracket right behind another: `86,58 điểm (hạng 37)`."""
    if number == 0:
        return False
    between = state.sentence.items[state.values[number - 1].last : state.values[number].first]
    return len(between) == 1 and between[0].is_sign("(")


def _of_domains(state: State, claim: Claim) -> list[Claim]:
    """The claims of a first place told of several domains: `ranked first in three criteria of A, B and C`."""
    labels = domains_listed(state.sentence.items, claim.value, state.scope.index)
    if not labels:
        return []
    doubt = None if claim.doubt == OF_PARTS else claim.doubt
    return [replace(claim, domain=label, doubt=doubt) for label in labels]


def _of_indices(state: State, claim: Claim) -> list[Claim]:
    """The claims of a first place told of several indices and years: `led PAR Index, PCI and PAPI (2020 and 2022)`."""
    indices, years = indices_listed(state.sentence.items, claim.value)
    if not indices:
        return []
    of_years: list[int | None] = [*years] or [claim.year]
    return [replace(claim, index=index, year=year) for year in of_years for index in indices]


def _of_years(state: State, claim: Claim) -> list[Claim]:
    """The claim of a value, once for each year that a bracket behind it lists."""
    items, value = state.sentence.items, claim.value
    if state.carried.slashed_years and value.of is not None and value.of_raw is not None and not value.is_change:
        left, right = state.carried.slashed_years
        newer = replace(value, of=None, of_raw=None)
        older = replace(newer, value=value.of, raw=value.of_raw)
        return [replace(claim, value=newer, year=left), replace(claim, value=older, year=right)]
    years = years_behind(items, value.last) or years_together(items, value)
    if years:
        claim = replace(claim, year=years[0])
    return [claim, *(replace(claim, year=year) for year in years[1:])]


def of_other_units(state: State, claim: Claim) -> list[Claim]:
    """`Quang Ninh and the State Bank led`: first places of units of different levels are each one's own."""
    value, items = claim.value, state.sentence.items
    together = _together(state, value)
    if together:
        return [replace(claim, subject=named(state, at)) for at in together]
    if value.measure is not Measure.RANK or not value.in_words:
        return []
    reach = range(value.first - _SHARED_REACH, value.first)
    group = next((group for group in state.groups if len(group) == 2 and group[-1] in reach), None)
    if group is None or not any_of(items[group[0] : group[-1]], "conjunction"):
        return []
    differs = items[group[0]].level != items[group[-1]].level
    return [replace(claim, subject=named(state, group[0]))] if differs else []


def _together(state: State, value: Value) -> list[int]:
    """The units but the last of a group that shares a place: `Thanh Hóa và Yên Bái cùng xếp thứ 15`."""
    items = state.sentence.items
    beside = items[max(0, value.first - 1) : value.first + 1]
    group = next((group for group in state.groups if 0 < value.first - group[-1] <= _SHARED_REACH), None)
    return group[:-1] if group is not None and any_of(beside, "also") else []


def of_other_index(state: State, claim: Claim) -> list[Claim]:
    """`đều đứng thứ 56`: a rank that the last two indices share."""
    at = claim.value.first
    if claim.value.measure is not Measure.RANK or at == 0 or "also" not in state.sentence.items[at - 1]:
        return []
    scores = [one for one in state.claims if one.value.measure is Measure.SCORE and not one.doubt]
    told = [one.index for one in scores if one.index != claim.index]
    return [replace(claim, index=told[-1], subject=state.subject)] if told else []
