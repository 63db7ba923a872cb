"""What the items of a sentence do to what is known: units, indices, years, domains, brackets, words.

Belongs here: one item and its effect on the state. Does not belong here: values (`scrapers.readers.prose.binding`).
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy

from scrapers.readers.prose.domains import is_of_parts, quoted_label
from scrapers.readers.prose.implied_subjects import (
    compared_mean,
    leads_to_unread,
    mean_subject,
    take_audience,
    take_country,
    take_mean,
    take_ours,
)
from scrapers.readers.prose.named_indices import is_unknown_index
from scrapers.readers.prose.neighbours import CLOSE, any_of, clause_start, gap, has_any
from scrapers.readers.prose.roles import is_publisher
from scrapers.readers.prose.scope import NOBODY, DomainLabel, Subject
from scrapers.readers.prose.state import Bracket, State, named
from scrapers.readers.prose.years import base_year_before, is_base, is_since, is_unusable_year, year_at
from scrapers.vocabulary.indices import index_family
from scrapers.vocabulary.units import LOCAL_LEVELS

_ACTS = frozenset((
    "sign", "some", "relative", "index", "unit", "year", "domain", "part", "target", "fallback", "gap", "brackets",
    "where", "that_year", "last_year", "mean", "ours", "units", "country", "total", "region",
))  # fmt: skip
"""The kinds that change what is known."""
_WIDE = 3


def pass_item(state: State, at: int) -> None:
    """Takes in one item that is no part of a value."""
    item = state.sentence.items[at]
    state.scope.is_yearless |= is_unusable_year(state.sentence.items, at)
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


def _open(state: State, at: int) -> None:
    items = state.sentence.items
    state.outer.append(Bracket(copy(state.scope), state.subject, at, state.pending))
    state.pending = []
    if (
        at
        and "unit" in items[at - 1]
        and gap(items, at - 1, at) == 0
        and state.sentence.unit_role(at - 1) != "adjective"
    ):
        state.subject = named(state, at - 1)
    elif (mean := compared_mean(state, at)) is not None:
        state.subject = mean
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
        bracket.scope.is_yearless = state.scope.is_yearless
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
        state.set_subject(mean_subject(state, at))
    if not is_of_parts(state.sentence.items, at):
        state.scope.domain = None
    if state.scope.index != item.kinds["index"]:
        state.scope.other_index = state.scope.index
    state.scope.index = item.kinds["index"]
    state.is_other = False


def _unit(state: State, at: int) -> None:
    """A unit becomes the subject, unless it is compared with, acts, or publishes where no ministries are spoken of."""
    item = state.sentence.items[at]
    publishes = is_publisher(item) and state.scope.audience != "ministry"
    if publishes or state.sentence.unit_role(at) != "subject" or _says_whose_index(state, at):
        return
    if item.level == "province" and leads_to_unread(state, at):
        state.set_subject(Subject(NOBODY, "", "", item.raw))
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


def _says_whose_index(state: State, at: int) -> bool:
    """`huyện Bố Trạch đứng đầu Chỉ số CCHC năm 2022 của tỉnh Quảng Bình`: whose units the index is of."""
    items, subject = state.sentence.items, state.subject
    if at == 0 or items[at].level != "province" or subject is None or subject.level not in LOCAL_LEVELS:
        return False
    before = at - 1 if "ours" in items[at - 1] else at
    tied = before < at or 1 <= gap(items, at - 1, at) <= CLOSE
    return before > 0 and tied and has_any(items[before - 1], ("index", "year"))


def _year(state: State, at: int) -> None:
    items = state.sentence.items
    state.scope.spoken_year = year_at(items[at])
    if not is_base(items, at) and not is_since(items, at):
        state.scope.year = year_at(items[at])
        state.scope.is_yearless = False


def _domain(state: State, at: int) -> None:
    item, scope = state.sentence.items[at], state.scope
    if scope.index is None or index_family(scope.index) not in item.families:
        fitting = (
            index
            for index in (scope.other_index, state.whole.start.index)
            if index and index_family(index) in item.families
        )
        index = next(fitting, None)
        if index is None or state.has_index:
            return
        scope.index = index
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
    """The first of the kinds that act by themselves."""
    item = state.sentence.items[at]
    for kind, effect in _EFFECTS:
        if kind in item:
            effect(state, at)
            return


def _target(state: State, at: int) -> None:
    """What follows is a target, and all of the sentence where nothing was told before."""
    items = state.sentence.items
    is_met = at > 0 and "scored" in items[at - 1] and gap(items, at - 1, at) <= 1
    state.is_target = state.is_target or not is_met
    state.aims = state.aims or (not is_met and not state.claims)


def _other(state: State, at: int) -> None:
    state.is_other = True


def _gap(state: State, at: int) -> None:
    state.is_gap = True


def _brackets(state: State, at: int) -> None:
    """`in brackets: 2022`: of which year the values in brackets are."""
    beside = state.sentence.items[max(0, at - _WIDE) : at + _WIDE]
    year = next((year_at(one) for one in beside if "year" in one), None)
    for scope in (state.scope, *(bracket.scope for bracket in state.outer)):
        scope.bracket_year = year


def _that_year(state: State, at: int) -> None:
    state.scope.year = state.scope.spoken_year or state.scope.year


def _last_year(state: State, at: int) -> None:
    """`A year earlier it had scored`: where it leads the sentence, all of it is of the year before.

    `Last year, the average was` is told from the year of print, in which the results of the year before come out.
    """
    items = state.sentence.items
    if items[at].kinds["last_year"] == "since_print" and any_of(items[at : at + _WIDE], "mean"):
        return
    if at <= 1 and state.sentence.opens_with_time(at):
        state.scope.year = state.scope.year - 1 if state.scope.year else None


def _some(state: State, at: int) -> None:
    """`có tỉnh mất tới 4,5 điểm`: what follows is of units that are not named."""
    if not state.outer:
        state.set_subject(Subject(NOBODY, "", "", state.sentence.items[at].raw))


def _relative(state: State, at: int) -> None:
    """`overtaking Quang Ninh, which slipped to second`: what follows is of the unit right before."""
    items = state.sentence.items
    unit = at - 2 if at > 1 and items[at - 1].is_sign(",") else at - 1
    if unit >= 0 and "unit" in items[unit] and state.sentence.unit_role(unit) in ("subject", "rival"):
        state.set_subject(named(state, unit))


def _total(state: State, at: int) -> None:
    state.scope.domain = None


def _region(state: State, at: int) -> None:
    """`trong vùng (`: ranks in the bracket that holds the word, or follows it, are of a region."""
    opens = any(one.is_sign("(") for one in state.sentence.items[at + 1 : at + 3])
    state.scope.is_regional = bool(state.outer) or opens


def _where(state: State, at: int) -> None:
    """`from 2022, where the score was 84.70`: what follows is of that year."""
    items = state.sentence.items
    back = at - 2 if at > 1 and items[at - 1].is_sign(",") else at - 1
    if back >= 0 and "year" in items[back]:
        state.scope.year = year_at(items[back])


_EFFECTS: tuple[tuple[str, Callable[[State, int], None]], ...] = (
    ("target", _target),
    ("fallback", _other),
    ("gap", _gap),
    ("brackets", _brackets),
    ("some", _some),
    ("relative", _relative),
    ("where", _where),
    ("that_year", _that_year),
    ("last_year", _last_year),
    ("mean", take_mean),
    ("ours", take_ours),
    ("units", take_audience),
    ("country", take_country),
    ("total", _total),
    ("region", _region),
)
"""What a word does, by kind; of a word of several kinds the first counts."""
