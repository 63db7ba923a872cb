"""A sentence as a row of signs, one for each word that matters where a gap between units is told.

Belongs here: cutting and naming. Does not belong here: the forms that gaps are told in (`scrapers.readers.prose.gaps`).
"""

from __future__ import annotations

from dataclasses import dataclass

from scrapers.readers.prose.mentions import Item
from scrapers.vocabulary.gap_words import GapWord, gap_book
from scrapers.vocabulary.units import LOCAL_LEVELS
from scrapers.vocabulary.words import cut

SIGNS = {
    "side": "h", "gap": "G", "against": "B", "first": "F", "second": "S", "last": "Z", "mean": "M", "median": "X",
    "country": "C", "part": "R", "other_time": "T", "units": "P", "link": "i", "passing": "o", "measure": "u",
    "move": "m", "stop": "s", "conjunction": "c", "some": "e", "narrows": "n",
}  # fmt: skip
"""The sign of each kind of word. `A` is a named unit, `D` a domain, `I` an index, `Y` a year, `d` a number, `w` a word
that means nothing here; marks of punctuation stand for themselves."""
_NAMED = {"unit": "A", "index": "I", "year": "Y", "domain": "D"}
_REGION = "region"


@dataclass(frozen=True, slots=True)
class Sign:
    """A word of a sentence: `value` is a side, a level, a year or the name of a unit; offsets are into the text."""

    sign: str
    value: str
    start: int
    end: int


def signs_of(text: str, items: list[Item], start: int, end: int) -> list[Sign]:
    """The signs of a stretch of text (NFC).

    Args:
        items: what is named in it; names of units, indices, domains and years go before words.
    """
    named = {item.start: item for item in items if any(kind in item for kind in (*_NAMED, "number"))}
    tokens = cut(text[start:end])
    book = gap_book()
    found: list[Sign] = []
    at = 0
    while at < len(tokens):
        item = named.get(tokens[at].start + start)
        match = book.at(tokens, at)
        if item is not None and not ("number" in item and match is not None):
            found.append(_of_item(item))
            at = next((n for n in range(at, len(tokens)) if tokens[n].start + start >= item.end), len(tokens))
        elif match is not None:
            begin, last = tokens[match.first].start, tokens[match.last - 1].end
            found.append(_of_word(match.payload, begin + start, last + start))
            at = match.last
        else:
            token = tokens[at]
            if token.kind != "line":
                found.append(Sign(_plain(token.kind, token.key), "", token.start + start, token.end + start))
            at += 1
    return found


def _of_item(item: Item) -> Sign:
    if "number" in item:
        return Sign("d", item.raw, item.start, item.end)
    kind = next(kind for kind in _NAMED if kind in item)
    sign = "R" if kind == "unit" and item.level == _REGION else _NAMED[kind]
    return Sign(sign, item.kinds[kind], item.start, item.end)


def _of_word(word: GapWord, start: int, end: int) -> Sign:
    sign = SIGNS[word.kind]
    if word.kind == "units" and word.value == _REGION:
        sign = "R"
    if word.kind == "side":
        sign = "l" if word.value == "down" else "h"
    return Sign(sign, word.value, start, end)


def _plain(kind: str, key: str) -> str:
    if key == "%":
        return "u"
    if kind == "number":
        return "d"
    return key if kind == "sign" and key in ",.;:()/" else "w"


LEVELS = ("province", "ministry", *LOCAL_LEVELS)
"""Levels that a noun of units can tell; `any` and the country tell none."""
