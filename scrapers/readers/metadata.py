"""A document's own record: what it says of itself and what its page says of it.

Belongs here: choosing between the two witnesses and saying where they differ. Does not belong here: finding what they
say (`scrapers.readers.letterhead`, `scrapers.readers.page_fields`).

The document's own head and foot are believed before the page's labels; a difference is an anomaly. What neither says
is None, never guessed; the one inference made, the issuer of a draft without a head, is told by an anomaly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

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
from scrapers.vocabulary.units import find_units

READER = "metadata"
VERSION = "1"

_CUT = re.compile(r"^\[(?:\.{3}|…)\]$")
_ATTACHMENT = re.compile(r"^(?:Tài liệu|Tệp|File|Tập tin|Văn bản)\s+đính\s+kèm\s*:?\s*(?P<name>\S.*)$", re.IGNORECASE)


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
    def inferred_issuer(self) -> Issuer | None:
        """The issuer of a draft that prints only its place: the unit of that name which the text tells the level of."""
        place = self.head.place
        if place is None or self.head.issuer is not None:
            return None
        mentions = [unit for line in self.lines for unit in find_units(line.text)]
        local = next((unit for unit in mentions if unit.level in ("district", "commune") and unit.name == place), None)
        if local is None:
            return None
        words = next(line.text for line in self.lines if any(unit == local for unit in find_units(line.text)))
        printed = words[local.span.start : local.span.end]
        province = next((unit.name for unit in mentions if unit.level == "province"), None)
        named = read_issuer(printed)
        return Issuer(named.name, local.name, local.level, province) if named else None

    @property
    def issuer(self) -> Issuer | None:
        return self.head.issuer or self.inferred_issuer or self.said_issuer

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
    number, issued, issuer = found.number, found.issued, found.issuer
    effective = found.said_date("effective_on")
    published = found.headline.published or found.said_date("published_on")
    title = found.head.title or found.said("title") or found.headline.title or found.document.title
    place = found.title_line.locator if found.title_line else _first(found)
    dated = issued or published
    known_date = dated.iso if dated else None
    return DocumentRecord(
        **origin.at(found.document, place, READER, VERSION),
        source=origin.source,
        url=origin.url,
        kind=origin.kind,
        evidence=origin.evidence,
        publisher=read_publisher(found.lines),
        title=title,
        type=found.type,
        number=number.number if number else None,
        symbol=number.symbol if number else None,
        full_number=number.full_number if number else None,
        issuer=issuer.name if issuer else None,
        issuer_unit=issuer.unit if issuer else None,
        issuer_level=issuer.level if issuer else None,
        issuer_parent=issuer.parent if issuer else None,
        signer=found.foot.signer or found.said("signer"),
        signer_title=found.foot.title or found.said("signer_title"),
        signer_capacity=found.foot.capacity,
        place=found.head.place,
        issued_on=issued.iso if issued else None,
        issued_precision=issued.precision if issued else None,
        effective_on=effective.iso if effective else None,
        published_on=published.iso if published else None,
        validity=found.said("validity"),
        field=found.said("field"),
        recipients=found.foot.recipients,
        attachments=tuple(tidy(m["name"]) for line in found.lines if (m := _ATTACHMENT.match(line.text))),
        plan_years=plan_years(title or "", found.type, known_date),
        index_years=index_years(found.document, known_date),
        text_complete=found.cut is None,
    )


def _first(found: _Witnesses) -> Locator:
    return found.lines[0].locator if found.lines else Locator(0, 0)


def _anomalies(found: _Witnesses, origin: Origin) -> list[AnomalyRecord]:
    head = found.head
    drafts: list[tuple[str, Severity, Line, str | None, str | None, str]] = []
    if head.number and head.number.number is None and head.number_line:
        drafts.append(("missing_number", Severity.WARNING, head.number_line, "a number", None,
                       "The number is left blank: the document can not be named by it."))  # fmt: skip
    if head.date and head.date.precision != "day" and head.date_line:
        drafts.append(("missing_day", Severity.WARNING, head.date_line, "a day", head.date.iso,
                       "The day of issue is left blank."))  # fmt: skip
    if found.cut:
        drafts.append(("truncated_text", Severity.ERROR, found.cut, "the whole text", "[...]",
                       "The text is cut here: what follows is unknown, not absent."))  # fmt: skip
    if found.inferred_issuer and found.head.date_line:
        drafts.append(("inferred_issuer", Severity.INFO, found.head.date_line, "a letterhead",
                       found.inferred_issuer.name, "The issuer is inferred from the place and the text."))  # fmt: skip
    for name, own, said in _compared(found):
        drafts.append(("witnesses_differ", Severity.WARNING, found.page[name].line, own, said,
                       f"The page and the document tell different values of {name}."))  # fmt: skip
    return [
        AnomalyRecord(
            **origin.at(found.document, line.locator, READER, VERSION),
            position=position,
            kind=kind,
            severity=severity,
            expected=expected,
            found=seen,
            message=f"{origin.name}: {message}",
        )
        for position, (kind, severity, line, expected, seen, message) in enumerate(drafts, start=1)
    ]


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
