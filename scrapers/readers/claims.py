"""Claims in sentences: figures printed in prose, as records.

Belongs here: claims made into records, implied units and levels of indices. Does not belong here: the grammar
(`scrapers.readers.prose`), tables (`scrapers.readers.score_tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from scrapers.documents.model import Document, Locator
from scrapers.readers.context import Context, Place, read_context, with_leading_province
from scrapers.readers.flattened_tables import find_flat_tables
from scrapers.readers.flattened_years import FlatTable
from scrapers.readers.origin import Origin
from scrapers.readers.prose.binding import find_claims
from scrapers.readers.prose.scope import NOBODY, Claim, Scope, Subject
from scrapers.readers.prose.title import scope_of_title
from scrapers.readers.sentence_around import sentence_around
from scrapers.records import AnomalyRecord, DocumentRecord, FigureRecord, Measure, Severity
from scrapers.vocabulary.domains import national_code, resolve_domain
from scrapers.vocabulary.indices import local_variant, plausible_total
from scrapers.vocabulary.text import NfcView, nfc
from scrapers.vocabulary.units import LOCAL_LEVELS

READER = "claims"
VERSION = "5"
_NATIONAL = "Việt Nam"
_DATED = re.compile(r"/(?P<year>20[12]\d)(?:/|-)?(?:0[1-9]|1[0-2])(?:/|-|(?:[0-3]\d)?/|\b)")


def read_claims(document: Document, origin: Origin, own: DocumentRecord) -> Iterator[FigureRecord | AnomalyRecord]:
    """The figures that a document's sentences print, in print order, and the values that could not be bound.

    Args:
        own: the document's record: its title and issuer tell what its sentences leave out.
    """
    opened = open_claims(document, origin, own)
    for table in opened.tables:
        for claim in table.claims:
            yield from opened.records.of(claim)
    for claim in without_restated(find_claims(opened.text, opened.start, opened.title)):
        yield from opened.records.of(claim)


class OpenedClaims(NamedTuple):
    """A document ready for its claims to be read.

    `text` has blanks in place of `tables`, `start` is what the document tells as a whole, `records` makes records.
    """

    text: str
    title: str
    start: Scope
    tables: list[FlatTable]
    records: ClaimRecords


def open_claims(document: Document, origin: Origin, own: DocumentRecord) -> OpenedClaims:
    """What reading the claims of a document begins with."""
    view = NfcView(document.text)
    context = with_leading_province(read_context(own, origin), view.text)
    title = nfc(own.title or document.title or "")
    start = scope_of_title(title, own)
    published = own.published_on or _date_in(origin.url)
    records = ClaimRecords(document, origin, view, context, start, int(published[:4]) - 1 if published else None)
    text = _without_rows(view.text, document)
    tables = find_flat_tables(text, start)
    return OpenedClaims(_without(text, tables), title, start, tables, records)


def _without_rows(text: str, document: Document) -> str:
    """A text with blanks in place of the rows of the document's tables, which other readers read."""
    rows = {document.line_of(cell.locator.start) for table in document.tables for row in table.rows for cell in row}
    if not rows:
        return text
    lines = text.split("\n")
    return "\n".join(" " * len(line) if number in rows else line for number, line in enumerate(lines, start=1))


def _without(text: str, tables: Sequence[FlatTable]) -> str:
    """A text of the same length with line breaks in place of its flattened tables, which do not overlap."""
    pieces: list[str] = []
    at = 0
    for table in tables:
        begin = max(at, table.start)
        pieces.extend((text[at:begin], "\n" * max(0, table.end - begin)))
        at = max(at, table.end)
    return "".join((*pieces, text[at:]))


def _date_in(url: str | None) -> str | None:
    """The year and month in an address: results of a year are published in the next (`/2024/04/17/`)."""
    match = _DATED.search(url or "")
    return match["year"] if match else None


def without_restated(claims: list[Claim]) -> list[Claim]:
    """Leaves out ranks in words that the document prints in digits too, so that one rank is one figure."""
    printed = {_key(claim) for claim in claims if not claim.value.in_words and not claim.doubt}
    return [claim for claim in claims if not (claim.value.in_words and _key(claim) in printed)]


def _key(claim: Claim) -> tuple[object, ...]:
    value = claim.value
    label = claim.domain.label if claim.domain else None
    name = (claim.subject.kind, claim.subject.name) if claim.subject else None
    return value.measure, value.value, claim.index, claim.year, name, label


@dataclass(frozen=True, slots=True)
class ClaimRecords:
    """Makes records of claims."""

    document: Document
    origin: Origin
    view: NfcView
    context: Context
    start: Scope
    year: int | None

    def of(self, claim: Claim) -> Iterator[FigureRecord | AnomalyRecord]:
        """The figures of a claim, or the anomaly that says why it is none; nothing of what is none of ours."""
        if claim.index is None or (claim.subject is not None and claim.subject.kind == NOBODY):
            return
        place = self._place(claim)
        if claim.year is None and self.year is not None:
            claim = replace(claim, year=self.year)
        doubt = claim.doubt or self._doubt(claim, place)
        if doubt is not None or place is None or claim.year is None:
            yield self._anomaly(claim, place, doubt or "")
            return
        code = _code(claim, place)
        if code is None:
            yield self._anomaly(claim, place, f"there is no {claim.index} of the level {place.level}")
            return
        yield self._figure(
            claim, code, place, claim.value.measure, claim.value.value, claim.value.unit_of_measure, claim.value.raw
        )
        is_lost = claim.value.measure is Measure.LOST_POINTS
        if claim.value.of is not None and claim.value.of_raw is not None and not is_lost:
            is_rank = claim.value.measure is Measure.RANK
            measure = Measure.RANK_OF if is_rank else Measure.MAX_SCORE
            unit = "units" if is_rank else claim.value.unit_of_measure
            yield self._figure(claim, code, place, measure, claim.value.of, unit, claim.value.of_raw)

    def _doubt(self, claim: Claim, place: Place | None) -> str | None:
        if place is None:
            return "it is not told whose value it is"
        if claim.value.measure is Measure.RANK and claim.value.value < 1:
            return "the number of the place is not printed"
        if claim.year is None:
            return "it is not told of which year it is"
        if place.level == "national" and claim.value.measure in (Measure.RANK, Measure.DELTA_RANK):
            return "a mean has no rank"
        if (
            claim.domain is None
            and claim.value.measure is Measure.SCORE
            and not plausible_total(claim.index or "", claim.value.value)
        ):
            return f"no total of {claim.index} is {claim.value.raw}"
        return None

    def _place(self, claim: Claim) -> Place | None:
        subject = claim.subject
        if subject is None:
            return self._unsaid(claim)
        if subject.kind == "mean":
            return self._mean(subject, claim)
        if subject.kind == "ours":
            return self._implied(subject)
        parent = self.context.province.name if subject.level in LOCAL_LEVELS and self.context.province else None
        return Place(subject.name, subject.level, parent)

    def _unsaid(self, claim: Claim) -> Place | None:
        """Whom a value is of where no word tells: the document's own unit.

        Of a page that has none, the whole country.
        """
        if self.context.own is not None or claim.value.measure not in (Measure.SCORE, Measure.DELTA_SCORE):
            return self.context.own
        return Place(_NATIONAL, "national") if claim.audience == "province" else None

    def _mean(self, subject: Subject, claim: Claim) -> Place | None:
        level = subject.level or claim.audience or "province"
        if level in LOCAL_LEVELS:
            return Place(self.context.province.name, "province") if self.context.province else None
        return Place(_NATIONAL, "national")

    def _implied(self, subject: Subject) -> Place | None:
        """Whom `của tỉnh` means: the title's own unit, else the page's province."""
        titled = self.start.subject
        if subject.level in (*LOCAL_LEVELS, "ministry"):
            parent = self.context.province.name if self.context.province and subject.level in LOCAL_LEVELS else None
            is_titled = titled is not None and titled.level == subject.level
            return (
                Place(titled.name, titled.level, parent)
                if titled and is_titled
                else self.context.of_level(subject.level)
            )
        if titled is not None and titled.level == "province":
            return Place(titled.name, titled.level)
        return self.context.province or self.context.own

    def _locator(self, claim: Claim) -> Locator:
        return Locator(*self.view.span(claim.value.start, claim.value.end))

    def _figure(
        self, claim: Claim, code: str, place: Place, measure: Measure, value: float, unit: str, raw: str
    ) -> FigureRecord:
        label = claim.domain.label if claim.domain else None
        conformed = resolve_domain(label, code) if label else None
        return FigureRecord(
            **self.origin.at(self.document, self._locator(claim), READER, VERSION),
            position=0,
            index_code=code,
            unit_name=place.name,
            unit_name_raw=claim.subject.raw if claim.subject else place.name,
            unit_level=place.level,
            unit_parent=place.parent,
            year=claim.year or 0,
            domain_code=(national_code(conformed, code) if conformed else None) if label else "_total",
            domain_label=label,
            conformed_code=conformed,
            measure=measure,
            value=value,
            unit_of_measure=unit,
            value_raw=raw,
            base_year=claim.base_year,
            scope=claim.scope
            or (
                "national"
                if measure in (Measure.RANK, Measure.RANK_OF) and place.level in ("province", "ministry")
                else None
            ),
            in_words=claim.value.in_words and measure is Measure.RANK,
            sentence=sentence_around(self.view.text, claim.value.start, claim.value.end),
            between=claim.between,
        )

    def _anomaly(self, claim: Claim, place: Place | None, reason: str) -> AnomalyRecord:
        unit = place.name if place else "?"
        raw = claim.value.raw
        candidate = f"{claim.index or '?'} of {unit} in {claim.year or '?'}: {claim.value.measure} {raw}"
        return AnomalyRecord(
            **self.origin.at(self.document, self._locator(claim), READER, VERSION),
            position=0,
            kind="doubtful_claim",
            severity=Severity.WARNING,
            expected=candidate,
            found=raw,
            message=f"{self.origin.name}: not read as {candidate}, since {reason}.",
        )


def _code(claim: Claim, place: Place) -> str | None:
    """The code of the index for units of the claim's level; means are of the level that they count."""
    level = place.level
    if claim.subject is not None and claim.subject.kind == "mean":
        level = claim.subject.level or claim.audience or "province"
    return local_variant(claim.index or "", level)
