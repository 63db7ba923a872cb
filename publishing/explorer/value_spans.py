"""Where a figure's value stands in its quote, and the quote in its sentence, so that a page can mark it.

Belongs here: finding it in texts that are given. Does not belong here: the archive; `cchc trace` looks into that.

Places are counted in UTF-16 units, as scripts of a page count.
"""

from __future__ import annotations

import re

Span = tuple[int, int]


def value_span(text: str | None, value: str | None) -> Span | None:
    """Where `value` stands in `text`: white space may differ, and no digit may touch it.

    None where it stands nowhere, or at more than one place, since a mark at the wrong one would mislead.
    """
    if not text or not value or not value.strip():
        return None
    if text == value:
        return (0, _units(text))
    pattern = r"\s+".join(re.escape(word) for word in value.split())
    places = [match.span() for match in re.finditer(rf"(?<![\d])(?<!\d[.,]){pattern}(?![\d])(?![.,]\d)", text)]
    if len(places) != 1:
        return None
    start, end = places[0]
    return (_units(text[:start]), _units(text[:end]))


def quote_span(sentence: str | None, quote: str | None) -> Span | None:
    """Where `quote` stands in `sentence`; None where it stands nowhere or twice."""
    if not sentence or not quote or sentence.count(quote) != 1:
        return None
    start = sentence.index(quote)
    return (_units(sentence[:start]), _units(sentence[: start + len(quote)]))


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
