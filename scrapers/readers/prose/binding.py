"""What each value belongs to: the unit, index, year and domain that its sentence and the ones before it tell.

Belongs here: one pass over a text's sentences with what is carried from one to the next. Does not belong here: what makes
a value (`scrapers.readers.prose.values`), whom a document is about where no sentence says (`scrapers.readers.context`).
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from scrapers.readers.prose import changes, placing
from scrapers.readers.prose.domain_labels import quoted_label
from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.owners import clause_start, owners
from scrapers.readers.prose.ranked_lists import listed_ranks
from scrapers.readers.prose.scope import NOBODY, Claim, DomainLabel, Scope, Subject
from scrapers.readers.prose.sentences import Sentence, find_sentences
from scrapers.readers.prose.values import Value, find_values, gap
from scrapers.records import Measure
from scrapers.vocabulary.indices import index_family


def find_claims(text: str, start: Scope) -> list[Claim]:
    """The claims of a text (NFC), in order.

    Args:
        start: what title, address and letterhead tell of the whole document.
    """
    scope = copy(start)
    claims: list[Claim] = []
    sentences = find_sentences(text)
    counts = placing.counted_units(sentences)
    for sentence in sentences:
        reading = _Reading(text, sentence, scope, start, counts)
        claims.extend(reading.read())
        scope = reading.handed_on()
    return claims


class _Reading:
    """One pass over one sentence."""

    def __init__(self, text: str, sentence: Sentence, carried: Scope, start: Scope, counts: dict[str, int]) -> None:
        self.text = text
        self.sentence = sentence
        self.items = sentence.items
        self.values = find_values(self.items)
        self.owner = owners(sentence, self.values)
        self.start = start
        self.counts = counts
        self.scope = copy(carried)
        self.scope.is_regional = False
        self.carried = carried
        self.has_index = any("index" in item or "this_index" in item for item in self.items)
        self.outer: list[tuple[Scope, Subject | None]] = []
        self.pending: list[tuple[Value, Claim]] = []
        self.subject: Subject | None = None
        self.main: Subject | None = None
        self.is_target = False
        self.is_other = False
        self.claims: list[Claim] = []

    def read(self) -> list[Claim]:
        """The claims of the sentence in order."""
        self._reset_domain()
        first_of = {value.first: number for number, value in enumerate(self.values)}
        at = 0
        while at < len(self.items):
            number = first_of.get(at)
            if number is None:
                self._item(at)
                at += 1
                continue
            self._value(number)
            at = self.values[number].last
        self._settle(self._carried_subject())
        self.claims.extend(listed_ranks(self.sentence, self.values, self.claims, self.scope))
        return sorted(self.claims, key=lambda claim: claim.value.start)

    def handed_on(self) -> Scope:
        """What the next sentence begins with."""
        scope = self.outer[0][0] if self.outer else self.scope
        subject = self.main or self.subject
        return replace(scope, subject=subject or self.carried.subject, is_regional=False)

    def _reset_domain(self) -> None:
        head = self.items[: self.values[0].first] if self.values else self.items
        names_unit = any("unit" in item or "ours" in item or "total" in item for item in head)
        if not self.sentence.opens or names_unit or any("index" in item for item in head):
            self.scope.domain = None

    # --- what items do to the scope -------------------------------------------------------------------------------

    def _item(self, at: int) -> None:
        item = self.items[at]
        if item.is_sign("("):
            self._open(at)
        elif item.is_sign(")"):
            self._close()
        elif item.is_sign(";"):
            self._settle(self._carried_subject())
            self.is_other = self.is_target = False
        elif "index" in item:
            self._index(at)
        elif "unit" in item:
            self._unit(at)
        elif "year" in item:
            self._year(at)
        elif "domain" in item or "part" in item:
            self._domain(at)
        else:
            self._word(at)

    def _open(self, at: int) -> None:
        self.outer.append((copy(self.scope), self.subject))
        before = self.items[at - 1] if at else None
        if before is not None and "unit" in before and gap(self.items, at - 1, at) == 0:
            self.subject = Subject("unit", before.kinds["unit"], before.level, before.raw)
        base = placing.base_year_before(self.items, at, self.scope.year)
        if base is not None:
            self.scope.year = base

    def _close(self) -> None:
        if self.outer:
            scope, subject = self.outer.pop()
            self.scope, self.subject = scope, subject

    def _index(self, at: int) -> None:
        code = self.items[at].kinds["index"]
        if not placing.is_listed_part(self.items, at):
            self.scope.domain = None
        self.scope.index = code
        self.is_other = False

    def _unit(self, at: int) -> None:
        item = self.items[at]
        role = placing.role_of(self.sentence, at, self.scope, bool(self.outer))
        if role != "subject":
            return
        self.subject = Subject("unit", item.kinds["unit"], item.level, item.raw)
        if not self.outer:
            self.main = self.main or self.subject
        if item.level in ("ministry", "province"):
            self.scope.audience = item.level
        self.scope.is_regional = False
        self._settle(self.subject)

    def _year(self, at: int) -> None:
        if not placing.is_base(self.items, at):
            self.scope.year = int(self.items[at].kinds["year"])

    def _domain(self, at: int) -> None:
        item = self.items[at]
        if "part" in item:
            if label := quoted_label(self.text, self.items, at):
                self.scope.domain = label
            return
        family = index_family(self.scope.index) if self.scope.index else None
        if family in item.families and not placing.is_topic(self.items, at):
            inside = self.scope.domain is not None and item.raw in self.scope.domain.label
            label = self.scope.domain.label if inside and self.scope.domain else item.raw
            self.scope.domain = DomainLabel(label, item.families)

    def _word(self, at: int) -> None:
        item = self.items[at]
        if "target" in item:
            self.is_target = self.is_target or not placing.is_met(self.items, at)
        elif "fallback" in item:
            self.is_other = True
        elif "mean" in item and "mean_group" not in item and not self._in_gap(at):
            self._mean(at)
        elif "ours" in item and not placing.names_next(self.items, at):
            self._ours(at)
        elif "units" in item:
            self._audience(at)
        elif "country" in item and placing.scores_next(self.items, at):
            self._set_subject(Subject("mean", "", self.scope.audience or "", item.raw))
        elif "total" in item:
            self.scope.domain = None
        elif "region" in item:
            self.scope.is_regional = True

    def _in_gap(self, at: int) -> bool:
        return any("higher" in item or "rival" in item for item in self.items[max(0, at - 3) : at])

    def _mean(self, at: int) -> None:
        region = placing.region_beside(self.sentence, at)
        subject = Subject("unit", region.kinds["unit"], "region", region.raw) if region else None
        self._set_subject(subject or Subject("mean", "", self.scope.audience or "", self.items[at].raw))

    def _ours(self, at: int) -> None:
        if self.subject is not None and self.subject.kind != "mean" and not self.subject.kind == NOBODY and self.items[at].kinds["ours"] == "self":
            return
        self._set_subject(Subject("ours", "", self.items[at].kinds["ours"], self.items[at].raw))

    def _set_subject(self, subject: Subject) -> None:
        self.subject = subject
        if not self.outer:
            self.main = self.main or subject
        self._settle(subject)

    def _audience(self, at: int) -> None:
        level = self.items[at].kinds["units"]
        if level != "any":
            self.scope.audience = level
            if self.subject is not None and self.subject.kind == "mean":
                self.subject = replace(self.subject, level=level)

    # --- values ---------------------------------------------------------------------------------------------------

    def _value(self, number: int) -> None:
        value = self.values[number]
        for at in range(value.first, value.last):
            if "year" in self.items[at] or "units" in self.items[at]:
                self._item(at)
        claim = self._claim(value)
        owner = self.owner.get(number)
        if owner is not None:
            item = self.items[owner]
            self.claims.append(replace(claim, subject=Subject("unit", item.kinds["unit"], item.level, item.raw)))
            self._note_rank(value, claim)
            return
        if self.subject is not None:
            self.claims.append(replace(claim, subject=self.subject))
            self._note_rank(value, claim)
        else:
            self.pending.append((value, claim))

    def _note_rank(self, value: Value, claim: Claim) -> None:
        if value.measure is Measure.RANK and claim.scope is None and claim.domain is None and not value.is_last:
            self.scope.last_rank = int(value.value)

    def _claim(self, value: Value) -> Claim:
        scope = self.scope
        index = placing.index_behind(self.items, value.last) or scope.index or placing.index_ahead(self.items, value.last)
        year = placing.year_of(self.items, value, scope.year)
        base = changes.base_of(self.items, value, year)
        if base is not None and (year is None or base >= year):
            year = base + 1
        domain = placing.domain_behind(self.sentence, value, index) or scope.domain
        claim = Claim(value, index, year, None, domain, base, scope.audience, None, self._doubt(value, index, base))
        return replace(claim, scope=placing.scope_of(self.sentence, value, scope, year, base))

    def _doubt(self, value: Value, index: str | None, base: int | None) -> str | None:
        if index is None:
            return "no index is named"
        if value.refused:
            return value.refused
        if self.is_target:
            return "it is a target"
        if self.is_other:
            return "it is of something else"
        if value.is_gap and not changes.is_measured_by_year(self.items, value, self.subject):
            return "it is a gap to another unit or to a mean"
        if value.measure is Measure.RANK and value.in_words and placing.is_group(self.items, value):
            return "a group is told, not a rank"
        if value.measure is Measure.SCORE and not self.has_index and not placing.is_anchored(self.items, value):
            return "its sentence does not say that it is a score"
        return None

    def _settle(self, subject: Subject | None) -> None:
        for value, claim in self.pending:
            self.claims.append(replace(claim, subject=subject))
            if subject is not None:
                self._note_rank(value, claim)
        self.pending = []

    def _carried_subject(self) -> Subject | None:
        return self.subject or self.main or self.carried.subject or self.start.subject
