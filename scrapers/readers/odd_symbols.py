"""What is odd in the numbers, symbols and dates that a document prints of itself and of others.

Belongs here: symbols against the rules for making them, dates against each other, years in titles. Does not belong
here: types against symbols and impossible dates, told where citations are read (`scrapers.readers.citations`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrapers.documents.model import Document, Locator
from scrapers.readers.oddity import Oddity
from scrapers.records import CitationRecord, DocumentRecord, Severity
from scrapers.vocabulary.issuing_organs import organ_of
from scrapers.vocabulary.legal_symbols import is_type_abbreviation, symbol_parts
from scrapers.vocabulary.text import NfcView, tidy

_YEAR = re.compile(r"\bnăm\s+(?P<year>(?:19|20)\d{2})\b", re.IGNORECASE)
_PARTY = ("TW", "BCHTW", "BTCTW", "UBKTTW", "VPTW", "TU", "VPTU", "HU", "QU", "ThU", "ĐU", "ĐUK", "ĐH")


def odd_symbols(document: Document, own: DocumentRecord, citations: list[CitationRecord]) -> Iterator[Oddity]:
    """The oddities of a document's symbols and dates."""
    yield from _nonstandard(citations)
    yield from _later_documents(own, citations)
    yield from _years_in_title(document, own)


def _nonstandard(citations: list[CitationRecord]) -> Iterator[Oddity]:
    """Symbols put together otherwise than the rules say; each document once."""
    told: set[str] = set()
    for citation in citations:
        number, symbol = citation.cited_full_number, citation.cited_symbol
        if number is None or symbol is None or number in told:
            continue
        if fault := _fault(symbol):
            told.add(number)
            expected, severity, message = fault
            place = Locator.parse(citation.locator)
            yield Oddity("symbol_nonstandard", severity, place, expected, number, f"{number}: {message}")


def _fault(symbol: str) -> tuple[str, Severity, str] | None:
    """What one would expect of a symbol that is put together wrongly, how grave it is, and what is wrong."""
    parts = symbol_parts(symbol)
    if len(parts) < 2:
        return None
    first, second = parts[0], parts[1]
    organ = organ_of(second)
    if is_type_abbreviation(first):
        if symbol.startswith("/") and second in _PARTY and "/" not in symbol[1:]:
            return f"-{first}/{second}", Severity.INFO, "A party's symbol is written with the hyphen first."
        if symbol.startswith("-") and second in ("UBND", "HĐND", "CP", "TTg"):
            return f"/{first}-{second}", Severity.INFO, "A state body's symbol is written with the slash first."
        return None
    if symbol.startswith("/") and organ is not None and organ.is_central and organ_of(first) is None:
        expected = f"/{second}-{first}, or a type of document before {second}"
        return expected, Severity.WARNING, f"{first} is no type, and a letter names {organ.issuer} first."
    return None


def _later_documents(own: DocumentRecord, citations: list[CitationRecord]) -> Iterator[Oddity]:
    """A document can not cite what was issued after it: one of the two dates is misprinted. Each document once."""
    if own.issued_on is None or own.issued_precision != "day":
        return
    told: set[str | None] = set()
    for citation in citations:
        cited_on = citation.cited_on
        if citation.cited_precision != "day" or cited_on is None or cited_on <= own.issued_on:
            continue
        if citation.cited_full_number in told:
            continue
        told.add(citation.cited_full_number)
        message = f"It is dated {cited_on}, after the document that cites it ({own.issued_on})."
        place = Locator.parse(citation.locator)
        yield Oddity("cites_later_document", Severity.WARNING, place, f"{own.issued_on} or earlier", cited_on, message)


def _years_in_title(document: Document, own: DocumentRecord) -> Iterator[Oddity]:
    """A page's title that begins with the year of issue: that is not the year the document is about."""
    title = own.page_title
    if title is None or own.issued_on is None:
        return
    issued = own.issued_on[:4]
    years = [match["year"] for match in _YEAR.finditer(title)]
    if len(set(years)) < 2 or years[0] != issued or (own.full_number or "/") not in title:
        return
    place = _place_of(document, title)
    if place is not None:
        message = f"The title has {' and '.join(dict.fromkeys(years))}: {issued} is the year of issue, not of the plan."
        yield Oddity("year_in_title", Severity.INFO, place, years[-1], issued, message)


def _place_of(document: Document, title: str) -> Locator | None:
    """The line that prints a title."""
    for block in document.blocks:
        if len(block.text) >= len(title) and title in tidy(block.text):
            view = NfcView(block.text)
            years = list(_YEAR.finditer(view.text))
            if years:
                start, end = view.span(years[0].start(), years[-1].end())
                return Locator(block.start + start, block.start + end)
    return None
