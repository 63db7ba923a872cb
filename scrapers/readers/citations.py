"""Documents that a document cites.

Belongs here: mentions made into records: own number left out, repeats and footnotes marked, subjects that publish an
index understood, doubts told. Does not belong here: the grammar of a mention (`scrapers.readers.citation_grammar`).

A date or number is kept as printed even where it must be wrong; an anomaly says so beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from scrapers.documents.model import Document, Locator
from scrapers.readers.citation_grammar import Mention, find_mentions
from scrapers.readers.origin import Origin
from scrapers.records import AnomalyRecord, CitationRecord, DocumentRecord, Severity
from scrapers.vocabulary.dates import parse_date
from scrapers.vocabulary.indices import find_indices, local_variant
from scrapers.vocabulary.legal_symbols import types_of_symbol
from scrapers.vocabulary.text import NfcView

READER = "citations"
VERSION = "1"

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
    seen: set[str] = set()
    line_starts = [0, *(match.end() for match in re.finditer("\n", view.text))]
    doubts = 0
    mentions = [m for m in find_mentions(view.text) if m.full_number is None or m.full_number != own.full_number]
    for position, mention in enumerate(mentions, start=1):
        locator = Locator(*view.span(mention.start, mention.end))
        line_start = line_starts[bisect_right(line_starts, mention.start) - 1]
        in_footnote = _FOOTNOTE.match(view.text[line_start : line_start + 12]) is not None
        record = _citation(document, origin, own, mention, locator, position, in_footnote, _is_repeat(mention, seen))
        yield record
        if mention.full_number:
            seen.update((mention.full_number, *_shorter(mention.full_number)))
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


def _citation(
    document: Document,
    origin: Origin,
    own: DocumentRecord,
    mention: Mention,
    locator: Locator,
    position: int,
    in_footnote: bool,
    is_repeat: bool,
) -> CitationRecord:
    cited_on = parse_date(mention.date or "")
    index_code, year = _published_index(mention.about or "", own)
    return CitationRecord(
        **origin.at(document, locator, READER, VERSION),
        position=position,
        cited_type=mention.type,
        cited_number=mention.number,
        cited_symbol=mention.symbol,
        cited_full_number=mention.full_number,
        cited_on=cited_on.iso if cited_on else None,
        cited_precision=cited_on.precision if cited_on else None,
        cited_issuer=mention.issuer,
        about=mention.about,
        about_index_code=index_code,
        about_year=year,
        in_footnote=in_footnote,
        is_repeat=is_repeat,
    )


def _is_repeat(mention: Mention, seen: set[str]) -> bool:
    """Whether the document was cited before, also where it is now cited in short (`108/2014`)."""
    if mention.full_number is None:
        return False
    return mention.full_number in seen or (mention.symbol is None and f"{mention.full_number}/" in seen)


def _shorter(full_number: str) -> list[str]:
    """What a number may be cited as in short, each with the slash behind it: `108/`, `108/2014/`."""
    return [full_number[: match.end()] for match in re.finditer("/", full_number)]


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
        yield "type_differs_from_symbol", Severity.WARNING, " or ".join(possible), mention.type, message
    if mention.symbol and re.search(r"\s", mention.printed):
        message = "There is a space inside the number."
        yield "space_in_number", Severity.INFO, record.cited_full_number, mention.printed, message
