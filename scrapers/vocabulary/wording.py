"""Phrases of the vocabulary as patterns, and the form of a text that they are looked for in.

Belongs here: reading form and patterns from word lists. Does not belong here: the lists (the CSV files beside this
module) and what their phrases mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scrapers.vocabulary.spelling_tree import any_case_search, spelling_tree
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
_GAP = (" {1,3}",)


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
    """A pattern for one of some phrases in that case, the longest counting, up to three spaces between their words."""
    return spelling_tree(_spellings(phrases))


def any_case_of(phrases: Iterable[str]) -> str:
    """As `any_of`, in any case."""
    return f"(?i:{spelling_tree(_spellings(phrase.lower() for phrase in phrases))})"


def any_case_words(phrases: Iterable[str]) -> str:
    """As `any_case_of`, for a pattern to search with: no letter or digit may stand before a phrase."""
    return any_case_search(_spellings(phrase.lower() for phrase in phrases))


def _spellings(phrases: Iterable[str]) -> list[list[str]]:
    """The characters of phrases in reading form, as patterns."""
    words = [reading_form(nfc(phrase)).split() for phrase in sorted(set(phrases))]
    return [
        [part for at, word in enumerate(phrase) for part in (*_GAP[:at], *map(re.escape, word))] for phrase in words
    ]
