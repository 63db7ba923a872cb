"""Phrases of the vocabulary as patterns, and the form of a text that they are looked for in.

Belongs here: reading form and patterns from word lists. Does not belong here: the lists (the CSV files beside this
module) and what their phrases mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scrapers.vocabulary.text import nfc, plain_dashes, replaced

_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_TONE = re.compile(r"[oOuU](?<![qQ].)[àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ](?!\w)")
"""Two letters that may be one of the pairs; it begins with a class of letters, to which a search leaps."""
_PLAIN = (
    *((space, " ") for space in "\u00a0\u2002\u2003\u2009\u202f\u3000\t\r\n\v\f\u2028\u2029"),
    *((quote, "'") for quote in "’‘"),
    *((quote, '"') for quote in "«»“”„″"),
)


def reading_form(text: str) -> str:
    """An NFC text with one kind of space, dash and quotation mark and tone marks in one place; the length stays.

    Both places of a tone mark are in use (`uỷ ban`, `ủy ban`); the older one is kept here.
    """
    return _TONE.sub(_moved, replaced(plain_dashes(text), _PLAIN))


def _moved(match: re.Match[str]) -> str:
    pair = _TONES.get(match.group().lower(), match.group())
    if match.group()[0].isupper():
        return pair.upper() if match.group()[1].isupper() else pair[0].upper() + pair[1]
    return pair


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for one of some phrases, the longest first, any number of spaces between their words."""
    ordered = sorted({reading_form(nfc(phrase)) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(r" {1,3}".join(map(re.escape, phrase.split())) for phrase in ordered) + ")"
