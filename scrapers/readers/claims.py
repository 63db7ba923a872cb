"""Claims in sentences to figures: scores, ranks and changes that a text says an index gave a unit.

Belongs here: mentions made into records, and what is doubtful told as anomalies. Does not belong here: tables
(`scrapers.readers.score_tables`), the wording of values, the binding of a value to what it is about
(`scrapers.readers.claim_phrases`, `scrapers.readers.claim_scopes`).

Only a value whose index, unit and year are told becomes a figure. Targets, gaps to others and counts are none; a value
beside an index name that can not be bound is an anomaly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scrapers.documents.model import Block, Document, Locator
from scrapers.readers.claim_phrases import ValuePhrase, find_values
from scrapers.readers.claim_scopes import Paragraph, Scope, UnitSeen
from scrapers.readers.context import Place, read_context
from scrapers.readers.origin import Origin
from scrapers.records import AnomalyRecord, DocumentRecord, FigureRecord, Measure, Severity
from scrapers.vocabulary.indices import local_variant
from scrapers.vocabulary.text import NfcView

READER = "claims"
VERSION = "1"

_CHANGES = (Measure.DELTA_SCORE, Measure.DELTA_RANK)
_NATIONAL_LEVELS = ("province", "ministry")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A value with everything that it is about."""

    phrase: ValuePhrase
    index_code: str
    place: Place
    unit_raw: str
    year: int
    base_year: int | None
    scope: str | None


def read_claims(document: Document, origin: Origin, own: DocumentRecord) -> Iterator[FigureRecord | AnomalyRecord]:
    """The figures that a document's sentences claim, in order, and the values that could not be bound."""
    context = read_context(own, origin)
    positions = {FigureRecord: 0, AnomalyRecord: 0}
    for block in document.blocks:
        if block.table is not None:
            continue
        view = NfcView(block.text)
        phrases = find_values(view.text)
        if not phrases:
            continue
        paragraph = Paragraph(view.text, phrases, context)
        reading = _BlockReading(document, origin, own, block, view)
        for phrase in phrases:
            for record in reading.read(paragraph, phrase):
                positions[type(record)] += 1
                yield replace(record, position=positions[type(record)])


@dataclass(frozen=True, slots=True)
class _BlockReading:
    """Makes records of the values of one paragraph."""

    document: Document
    origin: Origin
    own: DocumentRecord
    block: Block
    view: NfcView

    def read(self, paragraph: Paragraph, phrase: ValuePhrase) -> Iterator[FigureRecord | AnomalyRecord]:
        scope = paragraph.scope(phrase)
        if not paragraph.indices or paragraph.ruled_out(phrase):
            return
        bound = paragraph.doubt(phrase) or self._bind(phrase, scope)
        if isinstance(bound, str):
            yield self._anomaly(phrase, scope, bound)
            return
        yield self._figure(bound, phrase.measure, phrase.value, phrase.unit_of_measure, phrase.raw)
        if phrase.of is not None and phrase.of_raw is not None:
            is_rank = phrase.measure is Measure.RANK
            measure = Measure.RANK_OF if is_rank else Measure.MAX_SCORE
            unit = "units" if is_rank else phrase.unit_of_measure
            yield self._figure(bound, measure, phrase.of, unit, phrase.of_raw)

    def _bind(self, phrase: ValuePhrase, scope: Scope) -> _Claim | str:
        """The claim, or why it can not be made."""
        if scope.index_code is None:
            return "its index is named only further on"
        seen: UnitSeen | None = scope.unit
        if seen is None or seen.place is None:
            return "it is not told whose value it is"
        year = scope.year or self._implied_year(scope)
        if year is None:
            return "it is not told of which year it is"
        code = local_variant(scope.index_code, seen.place.level)
        if code is None:
            return f"there is no {scope.index_code} of the level {seen.place.level}"
        base = (scope.base_year or year - 1) if phrase.measure in _CHANGES else None
        if base is not None and base >= year:
            return f"it changes against {base} but is of {year}"
        return _Claim(phrase, code, seen.place, seen.raw, year, base, self._rank_scope(phrase, scope, seen.place))

    def _implied_year(self, scope: Scope) -> int | None:
        if scope.base_year is not None:
            return scope.base_year + 1
        return self.own.index_years[0] if len(self.own.index_years) == 1 else None

    @staticmethod
    def _rank_scope(phrase: ValuePhrase, scope: Scope, place: Place) -> str | None:
        if phrase.measure is not Measure.RANK:
            return None
        if scope.is_regional:
            return "region"
        return "national" if place.level in _NATIONAL_LEVELS else None

    def _locator(self, phrase: ValuePhrase) -> Locator:
        start, end = self.view.span(phrase.start, phrase.end)
        return Locator(self.block.start + start, self.block.start + end)

    def _figure(self, claim: _Claim, measure: Measure, value: float, unit: str, raw: str) -> FigureRecord:
        return FigureRecord(
            **self.origin.at(self.document, self._locator(claim.phrase), READER, VERSION),
            position=0,
            index_code=claim.index_code,
            unit_name=claim.place.name,
            unit_name_raw=claim.unit_raw,
            unit_level=claim.place.level,
            unit_parent=claim.place.parent,
            year=claim.year,
            domain_code="_total",
            domain_label=None,
            conformed_code=None,
            measure=measure,
            value=value,
            unit_of_measure=unit,
            value_raw=raw,
            base_year=claim.base_year,
            scope=claim.scope,
            in_words=claim.phrase.in_words,
        )

    def _anomaly(self, phrase: ValuePhrase, scope: Scope, reason: str) -> AnomalyRecord:
        unit = scope.unit.place.name if scope.unit and scope.unit.place else "?"
        year = scope.year or self._implied_year(scope) or "?"
        candidate = f"{scope.index_code or '?'} of {unit} in {year}: {phrase.measure} {phrase.raw}"
        return AnomalyRecord(
            **self.origin.at(self.document, self._locator(phrase), READER, VERSION),
            position=0,
            kind="doubtful_claim",
            severity=Severity.WARNING,
            expected=candidate,
            found=phrase.raw,
            message=f"{self.origin.name}: not read as {candidate}, since {reason}.",
        )
