"""What the items of a sentence do to what is known: units, indices, years, domains, brackets, words.

Belongs here: one item and its effect on the state. Does not belong here: values (`scrapers.readers.prose.binding`).
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from scrapers.readers.prose.domains import is_of_parts, quoted_label
from scrapers.readers.prose.named_indices import is_unknown_index
from scrapers.readers.prose.neighbours import any_of, clause_start, gap, has_any, near
from scrapers.readers.prose.roles import is_publisher
from scrapers.readers.prose.scope import NOBODY, DomainLabel, Subject
from scrapers.readers.prose.state import Bracket, State
from scrapers.readers.prose.years import base_year_before, is_base, is_since, year_at
from scrapers.vocabulary.indices import index_family
from scrapers.vocabulary.units import LOCAL_LEVELS

_ACTS = frozenset((
    "sign", "index", "unit", "year", "domain", "part", "target", "fallback", "gap", "brackets", "where", "that_year",
    "last_year", "mean", "ours", "units", "country", "total", "region",
))  # fmt: skip
"""The kinds that change what is known."""
_WIDE = 3
_MEAN_REACH = 4


def pass_item(state: State, at: int) -> None:
    """Takes in one item that is no part of a value."""
    item = state.sentence.items[at]
    if item.kinds.keys().isdisjoint(_ACTS):
        return
    if item.is_sign("("):
        _open(state, at)
    elif item.is_sign(")"):
        _close(state, at)
    elif item.is_sign(";"):
        _part(state)
    elif "index" in item:
        _index(state, at)
    elif "unit" in item:
        _unit(state, at)
    elif "year" in item:
        _year(state, at)
    elif "domain" in item:
        _domain(state, at)
    elif "part" in item:
        _part_word(state, at)
    else:
        _word(state, at)


def named(state: State, at: int) -> Subject:
    """The unit at an item as a subject."""
    item = state.sentence.items[at]
    return Subject("unit", item.kinds["unit"], item.level, item.raw)


def _open(state: State, at: int) -> None:
    items = state.sentence.items
    state.outer.append(Bracket(copy(state.scope), state.subject, at, state.pending))
    state.pending = []
    if at and "unit" in items[at - 1] and gap(items, at - 1, at) == 0 and state.sentence.unit_role(at - 1) != "adjective":
        state.subject = named(state, at - 1)
    elif at and _names_nobody(state, at):
        state.subject = Subject(NOBODY, "", "", items[at - 1].raw)
    base = base_year_before(items, at, state.scope.year)
    if base is None and any(value.last == at for value in state.values):
        base = state.scope.bracket_year
    if base is not None:
        state.scope.year = base


def _names_nobody(state: State, at: int) -> bool:
    """Whether a bracket holds the value of `điểm cao nhất`, or the share of `10 tỉnh`: of no unit that is named."""
    items = state.sentence.items
    if any_of(items[at : at + 4], "unit"):
        return False
    before = items[at - 1]
    if "units" in before and at > 1 and "number" in items[at - 2]:
        return at + 2 < len(items) and "number" in items[at + 1] and items[at + 2].is_sign("%")
    head = items[clause_start(items, at) : at]
    is_extreme = has_any(before, ("top", "bottom", "mean"))
    return is_extreme and state.scope.domain is None and not any_of(head, "unit", "ours")


def _close(state: State, at: int) -> None:
    """Behind a bracket its values' scope is gone; an index or year alone in it names what stands before it."""
    if not state.outer:
        return
    bracket = state.outer.pop()
    state.settle(bracket.subject or state.known_subject)
    state.pending = bracket.pending
    inside = state.sentence.items[bracket.at + 1 : at]
    if all(has_any(item, ("index", "year", "span")) or item.is_sign("-") for item in inside):
        bracket.scope.index, bracket.scope.year = state.scope.index, state.scope.year
    state.scope, state.subject = bracket.scope, bracket.subject


def _part(state: State) -> None:
    """A semicolon ends a clause: what waits is settled, targets and gaps end, a list of domains goes on."""
    state.settle(state.known_subject)
    state.scope.listed = bool(state.claims) and state.claims[-1].domain is not None
    if state.scope.listed:
        state.scope.domain = None
    state.is_other = state.is_gap = False
    state.is_target = state.aims


def _index(state: State, at: int) -> None:
    item = state.sentence.items[at]
    if "trung bình" in item.word:
        state.set_subject(_mean_subject(state, at))
    if not is_of_parts(state.sentence.items, at):
        state.scope.domain = None
    state.scope.index = item.kinds["index"]
    state.is_other = False


def _unit(state: State, at: int) -> None:
    """A unit becomes the subject, unless it is compared with, acts, or publishes where no ministries are spoken of."""
    item = state.sentence.items[at]
    publishes = is_publisher(item) and state.scope.audience != "ministry"
    if publishes or state.sentence.unit_role(at) != "subject":
        return
    state.subject = named(state, at)
    if not state.outer and at not in state.owner.values() and at not in state.listed:
        state.plain = state.subject
        state.main = state.main or state.subject
    if item.level in ("ministry", "province"):
        state.scope.audience = item.level
    state.scope.is_regional = False
    state.told = 0
    state.settle(state.subject)


def _year(state: State, at: int) -> None:
    items = state.sentence.items
    state.scope.spoken_year = year_at(items[at])
    if not is_base(items, at) and not is_since(items, at):
        state.scope.year = year_at(items[at])


def _domain(state: State, at: int) -> None:
    item, scope = state.sentence.items[at], state.scope
    if scope.index is None or index_family(scope.index) not in item.families:
        return
    is_inside = scope.domain is not None and item.raw in scope.domain.label
    scope.domain = DomainLabel(scope.domain.label if is_inside and scope.domain else item.raw, item.families)
    if state.sentence.opens and at <= 1:
        scope.item = scope.domain


def _part_word(state: State, at: int) -> None:
    items = state.sentence.items
    if label := quoted_label(state.whole.text, items, at):
        state.scope.domain = label
    elif is_unknown_index(state.whole.text, items[at]):
        state.is_other = True


def _word(state: State, at: int) -> None:
    items = state.sentence.items
    item = items[at]
    if "target" in item:
        is_met = at > 0 and "scored" in items[at - 1] and gap(items, at - 1, at) <= 1
        state.is_target = state.is_target or not is_met
        state.aims = state.aims or (not is_met and not state.claims)
    elif "fallback" in item:
        state.is_other = True
    elif "gap" in item:
        state.is_gap = True
    elif "brackets" in item:
        beside = items[max(0, at - _WIDE) : at + _WIDE]
        state.scope.bracket_year = next((year_at(one) for one in beside if "year" in one), None)
    elif "where" in item:
        _where(state, at)
    elif "that_year" in item:
        state.scope.year = state.scope.spoken_year or state.scope.year
    elif "last_year" in item and at <= 1 and state.sentence.opens_with_time(at):
        state.scope.year = state.scope.year - 1 if state.scope.year else None
    elif "mean" in item and "mean_group" not in item:
        _mean(state, at)
    elif "ours" in item and not near(items, at + 1, "unit", 1):
        _ours(state, at)
    elif "units" in item:
        _audience(state, at)
    elif "country" in item and _is_scored(state, at):
        state.set_subject(_mean_subject(state, at))
    elif "total" in item:
        state.scope.domain = None
    elif "region" in item:
        state.scope.is_regional = bool(state.outer) or any(one.is_sign("(") for one in items[at + 1 : at + 3])


def _where(state: State, at: int) -> None:
    """`from 2022, where the score was 84.70`: what follows is of that year."""
    items = state.sentence.items
    back = at - 2 if at > 1 and items[at - 1].is_sign(",") else at - 1
    if back >= 0 and "year" in items[back]:
        state.scope.year = year_at(items[back])


def _mean(state: State, at: int) -> None:
    """A mean becomes the subject, unless it is what something is compared with or the name of a group."""
    items = state.sentence.items
    compared = any_of(items[max(0, at - _WIDE) : at], "higher", "base")
    if state.is_gap or (compared and not _tells_own(state, at)):
        return
    before = items[at - 1] if at and gap(items, at - 1, at) <= 1 else None
    if before is not None and (has_any(before, ("group", "bound")) or before.word.startswith("under")):
        return
    if near(items, at + 1, "group", 1):
        return
    state.set_subject(_region_beside(state, at) or _mean_subject(state, at))


def _mean_subject(state: State, at: int) -> Subject:
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


def _ours(state: State, at: int) -> None:
    """`của tỉnh`, `the province`, `its`: the page's own unit, or in English the one just spoken of."""
    item = state.sentence.items[at]
    named_unit = state.subject if state.subject is not None and state.subject.kind == "unit" else None
    if named_unit is not None and named_unit.level in LOCAL_LEVELS:
        return
    if item.kinds["ours"] == "self":
        state.subject = state.subject or state.carried.last or state.carried.subject
        state.main = state.main or state.subject
        return
    spoken = state.subject or state.carried.subject
    if item.raw.isascii() and spoken is not None and spoken.kind == "unit":
        state.set_subject(spoken)
    else:
        state.set_subject(Subject("ours", "", item.kinds["ours"], item.raw))


def _audience(state: State, at: int) -> None:
    """The level of the units that are spoken of; `địa phương` are districts where departments were spoken of before."""
    item = state.sentence.items[at]
    level = item.kinds["units"]
    if level == "province" and "locality" in item and state.scope.audience in ("department", "district"):
        level = "district"
    if level == "any":
        return
    state.scope.audience = level
    if state.subject is not None and state.subject.kind == "mean":
        state.subject = replace(state.subject, level=level)
