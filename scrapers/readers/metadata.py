"""A document's own record: what it says of itself and what its page says of it.

Belongs here: the record made of what the witnesses say, and anomalies of what is missing, cut or contradictory. Does
not belong here: the witnesses (`scrapers.readers.witnesses`).

What nobody says is None, never guessed; the inferences made, the issuer or province of a document whose head does not
print it, are told by anomalies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from scrapers.documents.kinds import SHEETS
from scrapers.documents.model import Document, Locator
from scrapers.readers.lines import Line
from scrapers.readers.origin import Origin
from scrapers.readers.web_page import read_publisher
from scrapers.readers.witnesses import Witnesses
from scrapers.readers.years import index_years, plan_years
from scrapers.records import AnomalyRecord, DocumentRecord, Severity
from scrapers.vocabulary.legal_symbols import types_of_symbol
from scrapers.vocabulary.text import tidy

READER = "metadata"
VERSION = "2"

_ATTACHMENT = re.compile(r"^(?:Tài liệu|Tệp|File|Tập tin|Văn bản)\s+đính\s+kèm\s*+:?\s*+(?P<name>\S.*)$", re.IGNORECASE)
_FILE = re.compile(
    r"^(?P<name>[^/\\:*?]{1,150}\.(?:pdf|docx?|xlsx?|rar|zip))(?:\s*\([\d.,]{1,8}\s*[KM]B\))?$", re.IGNORECASE
)


def read_own(document: Document, origin: Origin) -> tuple[DocumentRecord, list[AnomalyRecord]]:
    """As `read_metadata`; of a workbook, which has no head, foot or page around it, its title alone."""
    if document.media_type not in SHEETS:
        return read_metadata(document, origin)
    first = document.tables[0].title if document.tables else None
    place = Locator(0, min(len(document.text), len(first or "")))
    record = DocumentRecord(
        **origin.at(document, place, READER, VERSION),
        source=origin.source,
        url=origin.url,
        kind=origin.kind,
        evidence=origin.evidence,
        title=document.title or first,
    )
    return record, []


def read_metadata(document: Document, origin: Origin) -> tuple[DocumentRecord, list[AnomalyRecord]]:
    """The document's record, and what is missing, cut or contradictory in what it says of itself."""
    witnesses = Witnesses(document)
    record = _record(witnesses, origin)
    return record, _anomalies(witnesses, record, origin)


def _record(found: Witnesses, origin: Origin) -> DocumentRecord:
    """Who issued which document when; what else is said is added by `_with_contents` and `_with_page`."""
    number, issued, issuer = found.number, found.issued, found.issuer
    place = found.title_line.locator if found.title_line else _first(found)
    record = DocumentRecord(
        **origin.at(found.document, place, READER, VERSION),
        source=origin.source,
        url=origin.url,
        kind=origin.kind,
        evidence=origin.evidence,
        publisher=read_publisher(found.lines),
        title=found.head.title or found.headline.title or found.page_title,
        type=found.head.type or found.said_type,
        number=number.number if number else None,
        symbol=number.symbol if number else None,
        full_number=number.full_number if number else None,
        issuer=issuer.name if issuer else None,
        issuer_raw=found.head.issuer_raw or found.said("issuer"),
        issuer_unit=issuer.unit if issuer else None,
        issuer_level=issuer.level if issuer else None,
        issuer_parent=issuer.parent if issuer else None,
        place=found.head.place,
        issued_on=issued.iso if issued else None,
        issued_precision=issued.precision if issued else None,
    )
    return _with_page(_with_contents(record, found), found)


def _with_contents(record: DocumentRecord, found: Witnesses) -> DocumentRecord:
    """Who signed, who gets it, which years it is about."""
    published = found.headline.published or found.said_date("published_on")
    known_date = record.issued_on or (published.iso if published else None)
    foot, stamp = found.foot, found.stamp
    return replace(
        record,
        signer=foot.signer or found.said("signer"),
        signer_title=foot.title or found.said("signer_title"),
        signer_capacity=foot.capacity,
        co_signers=foot.co_signers,
        digital_signer=stamp.signer if stamp else None,
        digitally_signed_on=stamp.signed_on.iso if stamp and stamp.signed_on else None,
        published_on=published.iso if published else None,
        addressees=found.head.addressees,
        recipients=foot.recipients,
        archive_line=foot.archive_line,
        drafters=foot.drafters,
        attachments=_attachments(found),
        plan_years=plan_years(record.title or "", record.type, known_date),
        index_years=index_years(found.document, known_date),
        text_complete=found.cut is None,
    )


def _with_page(record: DocumentRecord, found: Witnesses) -> DocumentRecord:
    """What only a page can tell, and the page's values of what the document tells too."""
    dates = {name: found.said_date(name) for name in ("effective_on", "expires_on", "gazette_on", "issued_on")}
    iso = {name: date.iso if date else None for name, date in dates.items()}
    number = found.said_number
    return replace(
        record,
        effective_on=iso["effective_on"],
        expires_on=iso["expires_on"],
        gazette_on=iso["gazette_on"],
        gazette_number=found.said("gazette_number"),
        validity=found.said("validity"),
        field=found.said("field"),
        page_title=found.page_title,
        page_type=found.said("type"),
        page_full_number=number.full_number if number else None,
        page_issuer=found.said("issuer"),
        page_signer=found.said("signer"),
        page_issued_on=iso["issued_on"],
        told_by_page=found.only_page(),
    )


def _attachments(found: Witnesses) -> tuple[str, ...]:
    """Files that the page offers, each once."""
    names = [tidy(m["name"]) for line in found.lines if (m := _ATTACHMENT.match(line.text) or _FILE.match(line.text))]
    said = found.said("attachment")
    return tuple(dict.fromkeys([*names, *([said] if said else [])]))


def _first(found: Witnesses) -> Locator:
    return found.lines[0].locator if found.lines else Locator(0, 0)


def _anomalies(found: Witnesses, record: DocumentRecord, origin: Origin) -> list[AnomalyRecord]:
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
        for position, doubt in enumerate((*_gaps(found), *_contradictions(found, record)), start=1)
    ]


class _Doubt(NamedTuple):
    """One anomaly before it has its provenance."""

    kind: str
    severity: Severity
    line: Line
    expected: str
    found: str | None
    message: str


def _gaps(found: Witnesses) -> Iterator[_Doubt]:
    """What is left blank, cut off or inferred."""
    head, issuer = found.head, found.issuer
    if head.number and head.number.number is None and head.number_line:
        message = "The number is left blank: the document can not be named by it."
        yield _Doubt("missing_number", Severity.WARNING, head.number_line, "a number", None, message)
    if head.date and head.date.precision != "day" and head.date_line:
        message = "The day of issue is left blank."
        yield _Doubt("missing_day", Severity.WARNING, head.date_line, "a day", head.date.iso, message)
    if found.cut:
        message = "The text is cut here: what follows is unknown, not absent."
        yield _Doubt("truncated_text", Severity.ERROR, found.cut, "the whole text", found.cut.text[-80:], message)
    if issuer and found.inferred_issuer and head.date_line:
        message = "The issuer is inferred from the place and the text."
        yield _Doubt("inferred_issuer", Severity.INFO, head.date_line, "a letterhead", issuer.name, message)
    if found.inferred_parent and (line := head.issuer_line or head.date_line):
        message = "The issuer's province is inferred from the text."
        yield _Doubt("inferred_parent", Severity.INFO, line, "a province", found.inferred_parent, message)


def _contradictions(found: Witnesses, record: DocumentRecord) -> Iterator[_Doubt]:
    """Where the witnesses, or two fields of one of them, do not go together."""
    for name, own, said in found.compared():
        message = f"The page and the document tell different values of {name}."
        yield _Doubt("witnesses_differ", Severity.WARNING, found.page[name].line, own, said, message)
    number_line, number = found.head.number_line, found.head.number
    possible = types_of_symbol(number.symbol) if number else ()
    head_type = found.head.type
    if number_line and possible and head_type and not any(head_type.startswith(name) for name in possible):
        message = "The type and the symbol do not belong together."
        yield _Doubt("type_vs_symbol", Severity.WARNING, number_line, " or ".join(possible), head_type, message)
    year = record.number.rpartition("/")[2] if record.number and "/" in record.number else None
    if year and number_line and record.issued_on and not record.issued_on.startswith(year):
        message = "The year in the number is not that of the date of issue."
        yield _Doubt("year_differs_from_number", Severity.WARNING, number_line, year, record.issued_on, message)
    effective = found.page.get("effective_on")
    if effective and record.effective_on and record.issued_on and record.effective_on < record.issued_on[:10]:
        message = "In force before it was issued."
        expected = f"{record.issued_on} or later"
        yield _Doubt("effective_before_issue", Severity.WARNING, effective.line, expected, record.effective_on, message)
