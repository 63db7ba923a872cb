"""Documents that a document cites.

Belongs here: mentions made into records: own number left out, repeats and footnotes marked, subjects that publish an
index understood, doubts told. Does not belong here: the grammar of a mention (`scrapers.readers.citation_grammar`).

A date or number is kept as printed even where it must be wrong; an anomaly says so beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TypedDict

from scrapers.documents.model import Document, Locator
from scrapers.readers.citation_grammar import Mention, find_mentions
from scrapers.readers.cited_bodies import CitedBodies, CitedBody
from scrapers.readers.origin import Origin
from scrapers.records import AnomalyRecord, CitationRecord, DocumentRecord, Severity
from scrapers.vocabulary.dates import PrintedDate, parse_date
from scrapers.vocabulary.indices import find_indices, local_variant
from scrapers.vocabulary.legal_symbols import types_of_symbol
from scrapers.vocabulary.text import NfcView, fold

READER = "citations"
VERSION = "2"

_MOST_WAYS = 20
_FOOTNOTE = re.compile(r"^\s*\[\d+\]")
_PUBLISHES = re.compile(r"\b(?:công bố|kết quả)\b[^;.]{0,60}$", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm\s+(20\d{2})\b", re.IGNORECASE)
_NATIONAL_SCOPE = re.compile(r"\btỉnh, thành phố|\bcác tỉnh\b|\bUBND tỉnh, ", re.IGNORECASE)
_LEVEL_SCOPES = (
    ("department", re.compile(r"\b(?:các\s+)?sở\b", re.IGNORECASE)),
    ("district", re.compile(r"\b(?:các\s+)?(?:huyện|quận|thị xã)\b|\bcấp huyện\b", re.IGNORECASE)),
    ("commune", re.compile(r"\b(?:các\s+)?(?:xã|phường)\b|\bcấp xã\b", re.IGNORECASE)),
    ("ministry", re.compile(r"\bcác bộ\b|\bcơ quan ngang bộ\b", re.IGNORECASE)),
)


def read_citations(document: Document, origin: Origin, own: DocumentRecord) -> Iterator[CitationRecord | AnomalyRecord]:
    """The documents that a document cites, in order, and what is odd in how it cites them.

    Args:
        own: the citing document's record: its own number is no citation, its level tells whose index is published.
    """
    view = NfcView(document.text)
    seen = _Seen()
    bodies = CitedBodies(own, origin)
    line_starts = [0, *(match.end() for match in re.finditer("\n", view.text))]
    doubts = 0
    mentions = [mention for mention in find_mentions(view.text) if not _is_own(mention, own)]
    for position, mention in enumerate(mentions, start=1):
        locator = Locator(*view.span(mention.start, mention.end))
        line_start = line_starts[bisect_right(line_starts, mention.start) - 1]
        in_footnote = _FOOTNOTE.match(view.text[line_start : line_start + 12]) is not None
        cited_on = parse_date(mention.date or "")
        body = bodies.of(mention, cited_on.iso if cited_on else None)
        is_repeat = seen.hold(mention, cited_on, body)
        if cited_on is not None or not is_repeat:
            seen.add(mention, cited_on, body)
        index_code, year = _published_index(mention.about or "", own)
        record = CitationRecord(
            **origin.at(document, locator, READER, VERSION),
            **_cited(mention, cited_on, body),
            position=position,
            about_index_code=index_code,
            about_year=year,
            in_footnote=in_footnote,
            is_repeat=is_repeat,
        )
        yield record
        for kind, severity, expected, found, message in _doubts(mention, record):
            doubts += 1
            yield AnomalyRecord(
                **origin.at(document, locator, READER, VERSION),
                position=doubts,
                kind=kind,
                severity=severity,
                expected=expected,
                found=found,
                message=f"{origin.name}: {message}",
            )


class _Cited(TypedDict):
    """The fields of a citation that say which document it is."""

    cited_type: str | None
    cited_number: str | None
    cited_symbol: str | None
    cited_full_number: str | None
    cited_on: str | None
    cited_precision: str | None
    cited_issuer: str | None
    cited_body: str | None
    cited_unit: str | None
    cited_parent: str | None
    cited_body_from: str | None
    about: str | None


def _cited(mention: Mention, cited_on: PrintedDate | None, body: CitedBody | None) -> _Cited:
    return _Cited(
        cited_type=mention.type,
        cited_number=mention.number,
        cited_symbol=mention.symbol,
        cited_full_number=mention.full_number,
        cited_on=cited_on.iso if cited_on else None,
        cited_precision=cited_on.precision if cited_on else None,
        cited_issuer=mention.issuer,
        cited_body=body.name if body else None,
        cited_unit=body.unit if body else None,
        cited_parent=body.parent if body else None,
        cited_body_from=body.known_from if body else None,
        about=mention.about,
    )


def _is_own(mention: Mention, own: DocumentRecord) -> bool:
    """Whether a document names itself; the same number with another day is another document's."""
    if mention.full_number is None or mention.full_number not in (own.full_number, own.page_full_number):
        return False
    cited_on = parse_date(mention.date or "")
    whole = cited_on is not None and cited_on.precision == "day" and own.issued_precision == "day"
    return not whole or cited_on is None or cited_on.iso in (own.issued_on, own.page_issued_on)


class _Seen:
    """The documents cited so far, by every number that each may be cited by: `108/`, `108/2014/`, `108/2014/NĐ-CP`."""

    def __init__(self) -> None:
        self.known: dict[str, list[tuple[str | None, str | None]]] = {}

    def hold(self, mention: Mention, cited_on: PrintedDate | None, body: CitedBody | None) -> bool:
        """Whether the document was cited before, also where it is now cited in short (`108/2014`).

        One number is many documents': where day or unit is told differently, it is another one.
        """
        key = _key(mention)
        day, unit = (cited_on.iso if cited_on else None), (body.unit if body else None)
        keys = (key, f"{key}/") if mention.symbol is None else (key,)
        return any(
            (day is None or known_day is None or day == known_day) and (unit is None or known_unit in (None, unit))
            for name in keys
            for known_day, known_unit in self.known.get(name, ())
        )

    def add(self, mention: Mention, cited_on: PrintedDate | None, body: CitedBody | None) -> None:
        """Remembers a mention, each way of telling it once."""
        key = _key(mention)
        told = (cited_on.iso if cited_on else None, body.unit if body else None)
        for name in (key, *(key[: match.end()] for match in re.finditer("/", key))):
            ways = self.known.setdefault(name, [])
            if told not in ways and len(ways) < _MOST_WAYS:
                ways.append(told)


def _key(mention: Mention) -> str:
    """What a document is known by: its number, a law's type and name."""
    return mention.full_number or f"{mention.type} {fold(mention.about or '')}"


def _published_index(about: str, own: DocumentRecord) -> tuple[str | None, int | None]:
    """The index and the year whose results a cited document publishes, by its subject; (None, None) for any other."""
    for mention in find_indices(about):
        year = _YEAR.search(about, mention.span.end)
        if year is None or not _PUBLISHES.search(about[: mention.span.start]):
            continue
        levels = [level for level, pattern in _LEVEL_SCOPES if pattern.search(about, mention.span.end)]
        if _NATIONAL_SCOPE.search(about, mention.span.end) or not levels:
            return mention.index_code, int(year[1])
        level = own.issuer_level if own.issuer_level in levels else levels[0]
        return local_variant(mention.index_code, level) or mention.index_code, int(year[1])
    return None, None


def _doubts(mention: Mention, record: CitationRecord) -> Iterator[tuple[str, Severity, str | None, str | None, str]]:
    """Kind, severity, expected, found and message of what is odd in one citation."""
    if mention.date and record.cited_on is None:
        yield (
            "impossible_date",
            Severity.WARNING,
            "a day of the calendar",
            mention.date,
            "There is no such day.",
        )
    if record.about_year and record.cited_on and record.cited_on < f"{record.about_year}-12":
        expected = f"{record.about_year + 1}, or the end of {record.about_year}"
        message = f"Results of {record.about_year} can not have been published by then."
        yield "date_before_result", Severity.WARNING, expected, record.cited_on, message
    possible = types_of_symbol(mention.symbol) if mention.symbol else ()
    if possible and mention.type and not any(mention.type.startswith(name) for name in possible):
        message = "The type and the symbol do not belong together."
        yield "type_vs_symbol", Severity.WARNING, " or ".join(possible), mention.type, message
    if mention.symbol and re.search(r"\s", mention.printed):
        message = "There is a space inside the number."
        yield "space_in_symbol", Severity.INFO, record.cited_full_number, mention.printed, message
    year = record.cited_number.rpartition("/")[2] if record.cited_number and "/" in record.cited_number else None
    if year and record.cited_on and not record.cited_on.startswith(year):
        message = "The year in the number is not that of the date."
        yield "year_differs_from_number", Severity.WARNING, year, record.cited_on, message
