"""A document's own record: what it says of itself and what its page says of it.

Belongs here: choosing between the two witnesses and saying where they differ. Does not belong here: finding what they
say (`scrapers.readers.letterhead`, `scrapers.readers.page_fields`).

The document's own head and foot are believed before the page's labels; a difference is an anomaly. What neither says
is None, never guessed; the one inference made, the issuer of a draft without a head, is told by an anomaly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from scrapers.documents.model import Document, Locator
from scrapers.readers.issuers import Issuer, read_issuer
from scrapers.readers.letterhead import Foot, Head, read_foot, read_head
from scrapers.readers.lines import Line, lines_of
from scrapers.readers.origin import Origin
from scrapers.readers.page_fields import PageField, find_page_fields
from scrapers.readers.web_page import Headline, read_headline, read_publisher
from scrapers.readers.years import index_years, plan_years
from scrapers.records import AnomalyRecord, DocumentRecord, Severity
from scrapers.vocabulary.dates import PrintedDate, parse_date
from scrapers.vocabulary.legal_symbols import LegalNumber, parse_number_symbol, resolve_type
from scrapers.vocabulary.text import fold, tidy
from scrapers.vocabulary.units import LOCAL_LEVELS, UnitMention, find_units

READER = "metadata"
VERSION = "1"

_CUT = re.compile(r"^\[(?:\.{3}|…)\]$")
_ATTACHMENT = re.compile(r"^(?:Tài liệu|Tệp|File|Tập tin|Văn bản)\s+đính\s+kèm\s*+:?\s*+(?P<name>\S.*)$", re.IGNORECASE)


def read_metadata(document: Document, origin: Origin) -> tuple[DocumentRecord, list[AnomalyRecord]]:
    """The document's record, and what is missing, cut or contradictory in what it says of itself."""
    witnesses = _Witnesses(document)
    return _record(witnesses, origin), _anomalies(witnesses, origin)


@dataclass(frozen=True)
class _Witnesses:
    """What the head, the foot and the page say, and what follows from them."""

    document: Document

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.document)

    @cached_property
    def head(self) -> Head:
        return read_head(self.lines)

    @cached_property
    def foot(self) -> Foot:
        return read_foot(self.lines)

    @cached_property
    def page(self) -> dict[str, PageField]:
        return find_page_fields(self.lines)

    @cached_property
    def headline(self) -> Headline:
        return read_headline(self.lines)

    def said(self, field: str) -> str | None:
        """What the page says of a field."""
        found = self.page.get(field)
        return found.value if found else None

    def said_date(self, field: str) -> PrintedDate | None:
        return parse_date(self.said(field) or "")

    @cached_property
    def said_number(self) -> LegalNumber | None:
        return parse_number_symbol(self.said("full_number") or "")

    @property
    def number(self) -> LegalNumber | None:
        head = self.head.number
        return self.said_number if head is None or (head.number is None and self.said_number) else head

    @property
    def type(self) -> str | None:
        return self.head.type or resolve_type(self.said("type") or "") or self.headline.type

    @property
    def issued(self) -> PrintedDate | None:
        return self.head.date or self.said_date("issued_on")

    @cached_property
    def mentions(self) -> list[tuple[UnitMention, Line]]:
        """The units that the text names, each with its line."""
        return [(unit, line) for line in self.lines for unit in find_units(line.text)]

    @cached_property
    def inferred_issuer(self) -> Issuer | None:
        """The issuer of a draft that prints only its place: the unit of that name which the text tells the level of."""
        place = self.head.place
        if place is None or self.head.issuer is not None:
            return None
        for unit, line in self.mentions:
            if unit.level in ("district", "commune") and unit.name == place:
                return read_issuer(line.text[unit.span.start : unit.span.end])
        return None

    @cached_property
    def inferred_parent(self) -> str | None:
        """The province of a local issuer whose head does not print it: the first that the text names."""
        issuer = self.head.issuer or self.inferred_issuer
        if issuer is None or issuer.level not in LOCAL_LEVELS or issuer.parent:
            return None
        return next((unit.name for unit, _ in self.mentions if unit.level == "province"), None)

    @property
    def issuer(self) -> Issuer | None:
        issuer = self.head.issuer or self.inferred_issuer or self.said_issuer
        return replace(issuer, parent=self.inferred_parent) if issuer and self.inferred_parent else issuer

    @cached_property
    def said_issuer(self) -> Issuer | None:
        said = self.said("issuer")
        if said is None:
            return None
        return read_issuer(said) or Issuer(said, None, None, None)

    @property
    def title_line(self) -> Line | None:
        return self.head.title_line or self.headline.line

    @property
    def cut(self) -> Line | None:
        return next((line for line in self.lines if _CUT.match(line.text)), None)


def _record(found: _Witnesses, origin: Origin) -> DocumentRecord:
    """Who issued which document when; what else it says is added by `_with_contents`."""
    number, issued, issuer = found.number, found.issued, found.issuer
    place = found.title_line.locator if found.title_line else _first(found)
    record = DocumentRecord(
        **origin.at(found.document, place, READER, VERSION),
        source=origin.source,
        url=origin.url,
        kind=origin.kind,
        evidence=origin.evidence,
        publisher=read_publisher(found.lines),
        title=found.head.title or found.said("title") or found.headline.title or found.document.title,
        type=found.type,
        number=number.number if number else None,
        symbol=number.symbol if number else None,
        full_number=number.full_number if number else None,
        issuer=issuer.name if issuer else None,
        issuer_unit=issuer.unit if issuer else None,
        issuer_level=issuer.level if issuer else None,
        issuer_parent=issuer.parent if issuer else None,
        place=found.head.place,
        issued_on=issued.iso if issued else None,
        issued_precision=issued.precision if issued else None,
    )
    return _with_contents(record, found)


def _with_contents(record: DocumentRecord, found: _Witnesses) -> DocumentRecord:
    effective = found.said_date("effective_on")
    published = found.headline.published or found.said_date("published_on")
    known_date = record.issued_on or (published.iso if published else None)
    return replace(
        record,
        signer=found.foot.signer or found.said("signer"),
        signer_title=found.foot.title or found.said("signer_title"),
        signer_capacity=found.foot.capacity,
        effective_on=effective.iso if effective else None,
        published_on=published.iso if published else None,
        validity=found.said("validity"),
        field=found.said("field"),
        recipients=found.foot.recipients,
        attachments=tuple(tidy(m["name"]) for line in found.lines if (m := _ATTACHMENT.match(line.text))),
        plan_years=plan_years(record.title or "", record.type, known_date),
        index_years=index_years(found.document, known_date),
        text_complete=found.cut is None,
    )


def _first(found: _Witnesses) -> Locator:
    return found.lines[0].locator if found.lines else Locator(0, 0)


def _anomalies(found: _Witnesses, origin: Origin) -> list[AnomalyRecord]:
    return [
        AnomalyRecord(
            **origin.at(found.document, doubt.line.locator, READER, VERSION),
            position=position,
            kind=doubt.kind,
            severity=doubt.severity,
            expected=doubt.expected,
            found=doubt.found,
            message=f"{origin.name}: {doubt.message}",
        )
        for position, doubt in enumerate(_doubts(found), start=1)
    ]


class _Doubt(NamedTuple):
    """One anomaly before it has its provenance."""

    kind: str
    severity: Severity
    line: Line
    expected: str
    found: str | None
    message: str


def _doubts(found: _Witnesses) -> Iterator[_Doubt]:
    head, issuer = found.head, found.issuer
    if head.number and head.number.number is None and head.number_line:
        message = "The number is left blank: the document can not be named by it."
        yield _Doubt("missing_number", Severity.WARNING, head.number_line, "a number", None, message)
    if head.date and head.date.precision != "day" and head.date_line:
        message = "The day of issue is left blank."
        yield _Doubt("missing_day", Severity.WARNING, head.date_line, "a day", head.date.iso, message)
    if found.cut:
        message = "The text is cut here: what follows is unknown, not absent."
        yield _Doubt("truncated_text", Severity.ERROR, found.cut, "the whole text", found.cut.text, message)
    if issuer and found.inferred_issuer and head.date_line:
        message = "The issuer is inferred from the place and the text."
        yield _Doubt("inferred_issuer", Severity.INFO, head.date_line, "a letterhead", issuer.name, message)
    if found.inferred_parent and (line := head.issuer_line or head.date_line):
        message = "The issuer's province is inferred from the text."
        yield _Doubt("inferred_parent", Severity.INFO, line, "a province", found.inferred_parent, message)
    for name, own, said in _compared(found):
        message = f"The page and the document tell different values of {name}."
        yield _Doubt("witnesses_differ", Severity.WARNING, found.page[name].line, own, said, message)


def _compared(found: _Witnesses) -> list[tuple[str, str, str]]:
    """Fields that both witnesses tell, where they differ: field, the document's value, the page's."""
    head, said_date, said_issuer = found.head, found.said_date("issued_on"), found.said_issuer
    pairs = [
        ("full_number", head.number.full_number if head.number else None,
         found.said_number.full_number if found.said_number else None),
        ("issued_on", head.date.iso if head.date else None, said_date.iso if said_date else None),
        ("type", head.type, found.said("type")),
        ("signer", found.foot.signer, found.said("signer")),
        ("issuer", head.issuer.unit if head.issuer else None, said_issuer.unit if said_issuer else None),
    ]  # fmt: skip
    return [(name, own, said) for name, own, said in pairs if own and said and fold(own) != fold(said)]
