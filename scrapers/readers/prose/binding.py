"""What each value belongs to: the unit, index, year and domain that its sentence and the ones before it tell.

Belongs here: one pass over a text's sentences with what is carried from one to the next. Does not belong here: what makes
a value (`scrapers.readers.prose.values`), whom a document is about where no sentence says (`scrapers.readers.context`).
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from scrapers.readers.prose import changes, placing
from scrapers.readers.prose.domain_labels import clause_label, quoted_label
from scrapers.readers.prose.owners import clause_start, owners, unit_groups
from scrapers.readers.prose.ranked_lists import Taken, listed_ranks
from scrapers.readers.prose.scope import NOBODY, Claim, DomainLabel, Scope, Subject
from scrapers.readers.prose.sentences import Sentence, find_sentences
from scrapers.readers.prose.values import Value, find_values, gap
from scrapers.records import Measure
from scrapers.vocabulary.indices import index_family
from scrapers.vocabulary.units import LOCAL_LEVELS


_OF_PARTS = "it is of parts that are named elsewhere"


def find_claims(text: str, start: Scope, title: str = "") -> list[Claim]:
    """The claims of a text (NFC), in order.

    Args:
        start: what title, address and letterhead tell of the whole document.
        title: the document's title, whose local units the text may name without their level.
    """
    claims: list[Claim] = []
    sentences = find_sentences(text, title)
    counts = placing.counted_units(sentences)
    named = {item.kinds["index"] for sentence in sentences for item in sentence.items if "index" in item}
    start = replace(start, index=start.index or (named.pop() if len(named) == 1 else None))
    start = replace(start, year=start.year or placing.year_of_text(sentences))
    scope = copy(start)
    taken: dict[tuple[str | None, int | None, int], str] = {}
    for sentence in sentences:
        reading = _Reading(text, sentence, scope, start, counts, taken)
        claims.extend(reading.read())
        scope = reading.handed_on()
    return claims


class _Reading:
    """One pass over one sentence."""

    def __init__(self, text: str, sentence: Sentence, carried: Scope, start: Scope, counts: dict[str, int], taken: Taken) -> None:
        self.text = text
        self.sentence = sentence
        self.items = sentence.items
        self.values = find_values(self.items)
        self.owner = owners(sentence, self.values)
        self.listed = {at for group in unit_groups(sentence) if len(group) > 2 for at in group}
        self.start = start
        self.counts = counts
        self.taken = taken
        self.scope = copy(carried)
        self.scope.is_regional = False
        self.carried = carried
        self.has_index = any("index" in item or "this_index" in item for item in self.items)
        self.outer: list[tuple[Scope, Subject | None, int, list[tuple[Value, Claim]]]] = []
        self.pending: list[tuple[Value, Claim]] = []
        self.subject: Subject | None = None
        self.main: Subject | None = None
        self.plain: Subject | None = None
        self.told = 0
        self.is_target = False
        self.is_other = carried.other and not sentence.opens
        self.is_gap = False
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
            at = placing.end_of_years(self.items, self.values[number].last)
        self._settle(self._carried_subject())
        self.claims.extend(listed_ranks(self.sentence, self.values, self.claims, self.scope, self.taken))
        ordered = sorted(self.claims, key=lambda claim: claim.value.start)
        return [self._numbered(claim) for claim in placing.within_regions(self.items, ordered)]

    def _numbered(self, claim: Claim) -> Claim:
        """The last place gets its number where the number of units is printed, and is none elsewhere."""
        value = claim.value
        if claim.subject is not None and claim.subject.level == "region" and claim.scope == "region":
            claim = replace(claim, scope=None)
        if not value.is_last or claim.doubt or claim.subject is None:
            return claim
        count = value.of or (self.counts.get(claim.subject.level) if claim.scope is None else None)
        if count is None:
            return replace(claim, doubt="the number of the last place is not printed")
        return replace(claim, value=replace(value, value=float(count)))

    def handed_on(self) -> Scope:
        """What the next sentence begins with."""
        scope = self.outer[0][0] if self.outer else self.scope
        if self.sentence.opens and self.items and "caption" in self.items[0]:
            return replace(self.carried, spoken=None)
        told = next((claim.subject for claim in reversed(self.claims) if claim.subject and claim.subject.kind == "unit"), None)
        scope.last = told or scope.last
        spoken = self.claims[-1].domain if self.claims else scope.domain
        heading = scope.heading
        if self.sentence.opens and not self.values:
            heading = scope.domain if scope.domain is not None and not self.has_index else None
        rota = self._rota() or (self.carried.rota if not self.has_index else ())
        scope = replace(scope, other=self.is_other, rota=rota, spoken=spoken, heading=heading, listed=scope.listed and not self.sentence.opens)
        subject = next((one for one in (self.main, self.plain) if one is not None and one.kind in ("unit", "ours")), None)
        return replace(scope, subject=subject or self.carried.subject, is_regional=False)

    def _rota(self) -> tuple[str, ...]:
        """The indices that one unit's scores were told of in turn: `PAR index of 93.82% and the SIPAS index of 98.89%`."""
        scores = [claim for claim in self.claims if claim.value.measure is Measure.SCORE and not claim.doubt and claim.domain is None]
        indices = tuple(dict.fromkeys(claim.index for claim in scores if claim.index))
        return indices if len(indices) == 2 == len(scores) and len({claim.subject for claim in scores}) == 1 else ()

    def _reset_domain(self) -> None:
        head = self.items[: self.values[0].first] if self.values else self.items
        names_unit = any("unit" in item or "ours" in item or "total" in item for item in head)
        names_index = any("index" in item for item in head)
        if not self.sentence.opens or names_unit or names_index:
            self.scope.domain = None
        if self.sentence.opens:
            self.scope.item = None
            if self.carried.year is not None and self.start.year is not None and self.carried.year < self.start.year:
                self.scope.year = self.start.year
        if names_index:
            self.scope.heading = self.scope.item = None
        elif any("this_index" in item for item in head):
            self.scope.domain = self.carried.spoken
        else:
            self.scope.domain = self.scope.domain or self.scope.heading or self.scope.item

    # --- what items do to the scope -------------------------------------------------------------------------------

    def _item(self, at: int) -> None:
        item = self.items[at]
        if item.is_sign("("):
            self._open(at)
        elif item.is_sign(")"):
            self._close(at)
        elif item.is_sign(";"):
            self._settle(self._carried_subject())
            self.scope.listed = bool(self.claims) and self.claims[-1].domain is not None
            if self.scope.listed:
                self.scope.domain = None
            self.is_other = self.is_target = self.is_gap = False
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
        self.outer.append((copy(self.scope), self.subject, at, self.pending))
        self.pending = []
        before = self.items[at - 1] if at else None
        if before is not None and "unit" in before and gap(self.items, at - 1, at) == 0 and self.sentence.unit_role(at - 1) != "adjective":
            self.subject = Subject("unit", before.kinds["unit"], before.level, before.raw)
        elif before is not None and self._names_nobody(at):
            self.subject = Subject(NOBODY, "", "", before.raw)
        base = placing.base_year_before(self.items, at, self.scope.year)
        if base is not None:
            self.scope.year = base

    def _names_nobody(self, at: int) -> bool:
        """Whether a bracket holds the value of `điểm cao nhất`, or the share of `10 tỉnh`: of no unit that is named."""
        before = self.items[at - 1]
        if any("unit" in item for item in self.items[at : at + 4]):
            return False
        counted = "units" in before and at > 1 and "number" in self.items[at - 2]
        if counted and at + 1 < len(self.items) and "number" in self.items[at + 1]:
            return "%" in self.text[before.end : before.end + 12]
        head = self.items[clause_start(self.items, at) : at]
        superlative = any(kind in before for kind in ("top", "bottom", "mean"))
        return superlative and self.scope.domain is None and not any("unit" in item or "ours" in item for item in head)

    def _close(self, at: int) -> None:
        """Behind a bracket its values' scope is gone; an index or year alone in it names what stands before it."""
        if not self.outer:
            return
        scope, subject, opened, pending = self.outer.pop()
        self._settle_inside(subject)
        self.pending = pending
        inside = self.items[opened + 1 : at]
        if all("index" in item or "year" in item or item.is_sign("-") or item.raw.lower() == "năm" for item in inside):
            scope = replace(scope, index=self.scope.index, year=self.scope.year)
        self.scope, self.subject = scope, subject

    def _settle_inside(self, subject: Subject | None) -> None:
        """What a bracket leaves unbound is of whom the words before it speak, or waits with them."""
        self._settle(subject or self._carried_subject())

    def _index(self, at: int) -> None:
        code = self.items[at].kinds["index"]
        if "trung bình" in self.items[at].raw.lower():
            self._set_subject(Subject("mean", "", self.scope.audience or "", self.items[at].raw))
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
        if not self.outer and at not in self.owner.values() and at not in self.listed:
            self.plain = self.subject
            self.main = self.main or self.subject
        if item.level in ("ministry", "province"):
            self.scope.audience = item.level
        self.scope.is_regional = False
        self.told = 0
        self._settle(self.subject)

    def _year(self, at: int) -> None:
        if not placing.is_base(self.items, at) and not placing.is_since(self.items, at):
            self.scope.year = int(self.items[at].kinds["year"])

    def _domain(self, at: int) -> None:
        item = self.items[at]
        if "part" in item:
            if label := quoted_label(self.text, self.items, at):
                self.scope.domain = label
            elif item.raw == "Index" and placing.is_unknown_index(self.text, item):
                self.is_other = True
            return
        family = index_family(self.scope.index) if self.scope.index else None
        if family in item.families and not placing.is_topic(self.items, at):
            inside = self.scope.domain is not None and item.raw in self.scope.domain.label
            label = self.scope.domain.label if inside and self.scope.domain else item.raw
            self.scope.domain = DomainLabel(label, item.families)
            if self.sentence.opens and at <= 1:
                self.scope.item = self.scope.domain

    def _word(self, at: int) -> None:
        item = self.items[at]
        if "target" in item:
            self.is_target = self.is_target or not placing.is_met(self.items, at)
        elif "fallback" in item:
            self.is_other = True
        elif "gap" in item:
            self.is_gap = True
        elif "where" in item and at and "year" in self.items[at - (2 if self.items[at - 1].is_sign(",") else 1)]:
            self.scope.year = int(self.items[at - (2 if self.items[at - 1].is_sign(",") else 1)].kinds["year"])
        elif "mean" in item and "mean_group" not in item and not self.is_gap and not (self._in_gap(at) and not placing.tells_own(self.items, at)):
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
            self.scope.is_regional = bool(self.outer) or self._opens_bracket(at)

    def _opens_bracket(self, at: int) -> bool:
        """Whether a bracket follows a region, so that its ranks are of the region."""
        return any(item.is_sign("(") for item in self.items[at + 1 : at + 3])

    def _in_gap(self, at: int) -> bool:
        return any("higher" in item or "base" in item for item in self.items[max(0, at - 3) : at])

    def _mean(self, at: int) -> None:
        before = self.items[at - 1] if at else None
        if before is not None and ("group" in before or "bound" in before or before.raw.lower().startswith("under")) and gap(self.items, at - 1, at) <= 1:
            return
        if at + 1 < len(self.items) and "group" in self.items[at + 1] and gap(self.items, at, at + 1) <= 1:
            return
        region = placing.region_beside(self.sentence, at)
        subject = Subject("unit", region.kinds["unit"], "region", region.raw) if region else None
        self._set_subject(subject or Subject("mean", "", self.scope.audience or "", self.items[at].raw))

    def _ours(self, at: int) -> None:
        named = self.subject if self.subject is not None and self.subject.kind == "unit" else None
        if named is not None and named.level in LOCAL_LEVELS:
            return
        if self.items[at].kinds["ours"] == "self":
            self.subject = self.subject or self.carried.last or self.carried.subject
            self.main = self.main or self.subject
            return
        if self.items[at].raw.isascii() and (known := self.subject or self.carried.subject) is not None and known.kind == "unit":
            self._set_subject(known)
            return
        self._set_subject(Subject("ours", "", self.items[at].kinds["ours"], self.items[at].raw))

    def _set_subject(self, subject: Subject) -> None:
        self.subject = subject
        if not self.outer:
            self.main = self.main or subject
        self._settle(subject)

    def _audience(self, at: int) -> None:
        level = self.items[at].kinds["units"]
        if level == "province" and self.scope.audience in ("department", "district") and self.items[at].raw.lower() in ("địa phương", "các địa phương", "localities"):
            level = "district"
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
        if value.is_gap and placing.years_behind(self.items, value.last):
            value = self.values[number] = replace(value, measure=Measure.SCORE, value=abs(value.value), is_gap=False)
        claims = self._of_domains(value) or self._of_indices(value) or self._of_years(value)
        for claim in claims:
            self._bind(number, value, claim)

    def _of_domains(self, value: Value) -> list[Claim]:
        """The claims of a first place told of several domains behind it: `ranked first in three criteria of A, B and C`."""
        labels = placing.domains_listed(self.items, value, self.scope.index)
        if not labels:
            return []
        claim = self._claim(value)
        settled = claim.doubt in (None, _OF_PARTS)
        return [replace(claim, domain=label, doubt=None if settled else claim.doubt) for label in labels]

    def _of_indices(self, value: Value) -> list[Claim]:
        """The claims of a first place told of several indices, and of several years: `led PAR Index, PCI and PAPI (2020 and 2022)`."""
        indices, years = placing.indices_listed(self.items, value)
        if not indices:
            return []
        claim = self._claim(value)
        return [replace(claim, index=index, year=year) for year in years or [claim.year] for index in indices]

    def _of_years(self, value: Value) -> list[Claim]:
        """The claim of a value, once for each year that a bracket behind it lists."""
        claim = self._claim(value)
        years = placing.years_behind(self.items, value.last)
        return [claim, *(replace(claim, year=year) for year in years[1:])]

    def _bind(self, number: int, value: Value, claim: Claim) -> None:
        if placing.is_nameless(self.sentence, value) and number not in self.owner:
            self.claims.append(replace(claim, subject=Subject(NOBODY, "", "", value.raw)))
            return
        owner = self.owner.get(number)
        if owner is not None:
            item = self.items[owner]
            self.claims.append(replace(claim, subject=Subject("unit", item.kinds["unit"], item.level, item.raw)))
            self._note_rank(value, claim)
            return
        if self.subject is not None:
            self.claims.append(replace(claim, subject=self.subject))
            self.claims.extend([*self._shared(value, claim), *self._both(value, claim)])
            self._note_rank(value, claim)
        else:
            self.pending.append((value, claim))

    def _shared(self, value: Value, claim: Claim) -> list[Claim]:
        """`Quang Ninh and the State Bank led`: first places of units of different levels are each one's own."""
        if value.measure is not Measure.RANK or not value.in_words:
            return []
        group = next((group for group in unit_groups(self.sentence) if group[-1] < value.first <= group[-1] + 3), [])
        levels = {self.items[at].level for at in group}
        joined = any("conjunction" in item for item in self.items[group[0] : group[-1]]) if group else False
        if len(group) != 2 or len(levels) != 2 or not joined:
            return []
        item = self.items[group[0]]
        return [replace(claim, subject=Subject("unit", item.kinds["unit"], item.level, item.raw))]

    def _both(self, value: Value, claim: Claim) -> list[Claim]:
        """`đều đứng thứ 56`: a rank that the last two indices share."""
        if value.measure is not Measure.RANK or value.first == 0 or "also" not in self.items[value.first - 1]:
            return []
        scores = [one for one in self.claims if one.value.measure is Measure.SCORE and not one.doubt]
        told = [one.index for one in scores if one.index != claim.index]
        return [replace(claim, index=told[-1])] if told else []

    def _note_rank(self, value: Value, claim: Claim) -> None:
        if value.measure is Measure.RANK and claim.scope is None and claim.domain is None and not value.is_last:
            self.scope.last_rank = int(value.value)
            if self.claims and self.claims[-1].subject is not None and not claim.doubt:
                self.taken.setdefault((claim.index, claim.year, int(value.value)), self.claims[-1].subject.name)

    def _claim(self, value: Value) -> Claim:
        scope = self.scope
        index = (
            placing.index_behind(self.items, value.last)
            or placing.index_of_rank(self.items, value)
            or scope.index
            or placing.index_ahead(self.items, value.last)
        )
        if self.carried.rota and not self.has_index and value.measure is Measure.SCORE:
            index = self.carried.rota[min(self.told, 1)]
            self.told += 1
        year = placing.year_of(self.items, value, scope.year)
        base = changes.base_of(self.items, value, year)
        if base is not None and (year is None or base >= year):
            year = base + 1
        index, domain = self._domain_of(value, index)
        claim = Claim(value, index, year, None, domain, base, scope.audience, None, self._doubt(value, index, base))
        spoken = replace(scope, subject=self.subject or self.main)
        return replace(claim, scope=placing.scope_of(self.sentence, value, spoken, year, base))

    def _domain_of(self, value: Value, index: str | None) -> tuple[str | None, DomainLabel | None]:
        """The domain of a value, and its index: SIPAS out of 10 is a part of PAR INDEX."""
        behind = placing.domain_behind(self.sentence, value, index)
        if behind is not None or index is None:
            return index, behind
        if placing.is_part_of_whole(index, value) and index == "SIPAS":
            name = next((item.raw for item in reversed(self.items[: value.first]) if "index" in item), "SIPAS")
            self.scope.index, self.scope.domain = "PAR_INDEX", DomainLabel(name)
            return self.scope.index, self.scope.domain
        if self.scope.domain is None and (placing.is_part_of_whole(index, value) or self._lists_domains(value)):
            last = self.claims[-1].domain if self.claims else None
            self.scope.domain = clause_label(self.text, self.items, value.first) or last or self.carried.spoken
        return index, self.scope.domain

    def _lists_domains(self, value: Value) -> bool:
        """Whether a value without a listed domain stands in a list of domains, or behind a word that announces one."""
        head = self.items[clause_start(self.items, value.first) : value.first]
        if any("index" in item or "unit" in item or "ours" in item for item in head):
            return False
        announced = any("part" in item and placing.is_single_part(item) for item in head)
        follows = bool(self.claims) and self.claims[-1].domain is not None
        lists = any(item.is_sign(";") for item in self.items[: value.first]) and self.scope.listed
        return announced or (follows and lists)

    def _doubt(self, value: Value, index: str | None, base: int | None) -> str | None:
        if index is None:
            return "no index is named"
        if value.refused:
            return value.refused
        if self.is_target:
            return "it is a target"
        if self.is_other:
            return "it is of something else"
        if placing.is_once(self.items, value):
            return "it is not told of which year it is"
        if value.measure is Measure.RANK and value.in_words and placing.is_group(self.items, value):
            return "a group is told, not a rank"
        parts = placing.counts_parts(self.items, value) or placing.announces_parts(self.items, value)
        if self.scope.domain is None and parts:
            return _OF_PARTS
        if value.measure in (Measure.DELTA_SCORE, Measure.DELTA_RANK) and changes.is_over_years(self.items, value):
            return "it is a change over several years"
        if self.is_gap or value.is_gap and not changes.is_measured_by_year(self.items, value, self.subject):
            return "it is a gap to another unit or to a mean"
        if value.measure is Measure.SCORE and placing.is_maximum(self.items, value):
            return "it is a maximum"
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
