"""What is known at a place of a sentence, and what one sentence hands to the next.

Belongs here: the state of one pass over a sentence. Does not belong here: what items do to it
(`scrapers.readers.prose.effects`), what values take from it (`scrapers.readers.prose.binding`).
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace

from scrapers.readers.prose.gap_signs import Sign
from scrapers.readers.prose.gaps import Gap
from scrapers.readers.prose.in_turn import domains_in_turn, indices_in_turn, tells_in_turn, years_in_turn
from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import any_of
from scrapers.readers.prose.owners import owners, unit_groups
from scrapers.readers.prose.scope import Claim, Scope, Subject, Taken
from scrapers.readers.prose.sentences import Sentence
from scrapers.readers.prose.value import Value
from scrapers.readers.prose.values import find_values
from scrapers.readers.prose.years import is_of_other_things, is_result, slashed_years, year_at
from scrapers.records import Measure

_SHORTEST_LIST = 3


@dataclass(slots=True)
class Whole:
    """What a whole text tells: its title's scope, how many units there are of each level, who holds which place."""

    text: str
    start: Scope
    counts: dict[str, int]
    taken: Taken = field(default_factory=dict)


@dataclass(slots=True)
class Bracket:
    """What stood before an open bracket, and the values that wait outside it for their unit."""

    scope: Scope
    subject: Subject | None
    at: int
    pending: list[Claim]


@dataclass(slots=True)
class State:
    """One pass over one sentence.

    `main` is its first subject, `plain` the last that no list or rank led to.

    `aims` says that all it tells are targets, `is_target` that what follows is one. `pending` values wait for a unit
    that follows; `told` counts the scores of the unit at hand.
    """

    whole: Whole
    sentence: Sentence
    carried: Scope
    scope: Scope
    values: list[Value]
    groups: list[list[int]]
    owner: dict[int, int]
    listed: frozenset[int]
    years_in_turn: dict[int, int]
    domains_in_turn: dict[int, Item]
    indices_in_turn: dict[int, str]
    has_index: bool
    is_other: bool
    outer: list[Bracket] = field(default_factory=list)
    pending: list[Claim] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    subject: Subject | None = None
    main: Subject | None = None
    plain: Subject | None = None
    told: int = 0
    aims: bool = False
    is_target: bool = False
    is_gap: bool = False
    signs: list[Sign] | None = None
    gaps: list[Gap] = field(default_factory=list)

    @property
    def known_subject(self) -> Subject | None:
        """Whom a value is of where nothing in its clause says."""
        return self.subject or self.main or self.carried.subject or self.whole.start.subject

    def add(self, claim: Claim, subject: Subject | None) -> None:
        """Keeps a claim as one of a subject, and notes who holds the place that it tells."""
        claim.subject = subject
        self.claims.append(claim)
        value = claim.value
        if value.measure is Measure.RANK and claim.scope is None and claim.domain is None and not value.is_last:
            self.scope.last_rank = int(value.value)
            self.scope.last_level = subject.level if subject is not None else ""
            if subject is not None and not claim.doubt:
                self.whole.taken.setdefault((claim.index, subject.level, claim.year, int(value.value)), subject.name)

    def settle(self, subject: Subject | None) -> None:
        """Gives the values that wait to a subject."""
        waiting, self.pending = self.pending, []
        for claim in waiting:
            self.add(claim, subject)

    def set_subject(self, subject: Subject) -> None:
        """From here on, values are of a subject; those that wait are too."""
        self.subject = subject
        if not self.outer:
            self.main = self.main or subject
        self.settle(subject)


def named(state: State, at: int) -> Subject:
    """The unit at an item as a subject."""
    item = state.sentence.items[at]
    return Subject("unit", item.kinds["unit"], item.level, item.raw)


def begin(whole: Whole, sentence: Sentence, carried: Scope) -> State:
    """The state before the first item of a sentence."""
    values = find_values(sentence.items)
    groups = unit_groups(sentence)
    in_turn = tells_in_turn(sentence)
    state = State(
        whole,
        sentence,
        carried,
        replace(carried, is_regional=False),
        values,
        groups,
        owners(sentence, values, groups),
        frozenset(at for group in groups if len(group) >= _SHORTEST_LIST for at in group),
        years_in_turn(sentence.items, values) if in_turn else {},
        domains_in_turn(sentence.items, values) if in_turn else {},
        indices_in_turn(sentence.items, values) if in_turn else {},
        not sentence.kinds.isdisjoint(("index", "this_index")),
        carried.other and not sentence.opens,
    )
    state.aims = state.is_target = carried.heading_aims
    _begin_domain(state)
    return state


def _begin_domain(state: State) -> None:
    """The domain and year that a sentence begins with: those of a heading or list item above go on, others end."""
    sentence, scope, carried, start = state.sentence, state.scope, state.carried, state.whole.start
    head = sentence.items[: state.values[0].first] if state.values else sentence.items
    names_index = any_of(head, "index")
    scope.domain = None
    if sentence.opens:
        scope.item = None
        scope.is_yearless = False
        if carried.heading_year is not None:
            scope.year = carried.heading_year
        elif carried.year is not None and start.year is not None and carried.year < start.year:
            scope.year = start.year
    bullet = _bullet(sentence)
    if bullet and bullet == carried.bullet:
        scope.domain, scope.listed = None, True
    if names_index:
        scope.heading = scope.item = None
    elif any_of(head, "this_index"):
        scope.domain = carried.spoken
    else:
        scope.domain = scope.domain or scope.heading or scope.item


def _bullet(sentence: Sentence) -> str | None:
    """The sign that a list item begins with."""
    return sentence.items[0].raw if sentence.opens and sentence.items[0].is_sign("-+•*") else None


def handed_on(state: State) -> Scope:
    """What the next sentence begins with; the captions of pictures hand nothing on."""
    sentence, carried = state.sentence, state.carried
    if sentence.opens and "caption" in sentence.items[0]:
        return replace(carried, spoken=None)
    scope = copy(state.outer[0].scope if state.outer else state.scope)
    named = [claim.subject for claim in state.claims if claim.subject is not None and claim.subject.kind == "unit"]
    subjects = [subject for subject in (state.main, state.plain) if subject and _is_carried(state, subject)]
    is_named = state.main is not None and state.main.kind == "unit"
    scope.last = named[-1] if named else state.main if is_named else scope.last
    scope.spoken = state.claims[-1].domain if state.claims else scope.domain
    if sentence.opens and not state.values:
        scope.heading = scope.domain if _announces(sentence) and not state.has_index else None
    if _announces(sentence) and not state.values:
        years = [at for at in range(len(sentence.items)) if is_result(sentence.items, at)]
        year = year_at(sentence.items[years[-1]]) if years else None
        edition = state.whole.start.year
        scope.heading_year = None if year and edition and year > edition else year
        scope.heading_aims = any_of(sentence.items, "target")
        scope.slashed_years = slashed_years(sentence.items)
    if state.aims or is_of_other_things(sentence):
        scope.year = carried.year
    if not state.values and state.whole.start.index and _names_several(sentence):
        scope.index = state.whole.start.index
    scope.other = state.is_other
    scope.is_yearless = scope.is_yearless and bool(state.claims)
    is_plain = sentence.kinds.isdisjoint(("year", "index")) and not sentence.closes
    scope.is_stretch = is_plain and "stretch" in sentence.kinds
    scope.rota = _rota(state) or (() if state.has_index else carried.rota)
    scope.listed = scope.listed and not sentence.opens
    if sentence.opens:
        tells_domain = any(claim.domain is not None for claim in state.claims)
        scope.bullet = _bullet(sentence) if tells_domain else None
    scope.subject = subjects[0] if subjects else carried.subject
    scope.is_regional = False
    return scope


def _names_several(sentence: Sentence) -> bool:
    """Whether a sentence names several indices, of which none is spoken of alone."""
    return len({item.kinds["index"] for item in sentence.items if "index" in item}) > 1


def _announces(sentence: Sentence) -> bool:
    """Whether a sentence is a heading of its own line, or leads to the lines below with a colon."""
    items = sentence.items
    return items[-1].is_sign(":") or (sentence.opens and sentence.closes and not items[-1].is_sign(".;"))


def _is_carried(state: State, subject: Subject) -> bool:
    """Whether later sentences may speak of a subject: of a department only where it is scored itself.

    Not where it reports.
    """
    if subject.kind not in ("unit", "ours"):
        return False
    is_office = subject.level == "department" and state.scope.audience not in ("department", "district")
    return not is_office or any(claim.subject == subject and not claim.doubt for claim in state.claims)


def _rota(state: State) -> tuple[str, ...]:
    """The indices that one unit's scores were told of in turn: `PAR index of 93.82% and the SIPAS index of 98.89%`."""
    scores = [
        claim
        for claim in state.claims
        if claim.value.measure is Measure.SCORE and claim.doubt is None and claim.domain is None
    ]
    indices = tuple(dict.fromkeys(claim.index for claim in scores if claim.index))
    is_turn = len(indices) == len(scores) == 2 and len({claim.subject for claim in scores}) == 1
    return indices if is_turn else ()
