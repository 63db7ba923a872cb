"""What a text names, in order: units, indices, domains, years, numbers, and the words that tie them together.

Belongs here: one pass over the words of a text, giving `Item`s. Does not belong here: digits that are no values
(`scrapers.readers.prose.masks`), which value belongs to which name (`scrapers.readers.prose.binding`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from scrapers.readers.prose.masks import masked
from scrapers.vocabulary.claim_words import Named, claim_book, known_words
from scrapers.vocabulary.local_names import local_names
from scrapers.vocabulary.local_units import local_unit, with_place
from scrapers.vocabulary.numbers import parse_number
from scrapers.vocabulary.spans import TakenSpans
from scrapers.vocabulary.words import PhraseBook, Token, cut

_YEARS = range(2000, 2036)
_ORDINAL_SUFFIX = ("st", "nd", "rd", "th")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_LONGEST_AROUND = 400
_NUMBER, _NTH, _UNREADABLE = {"number": ""}, {"number": "", "nth": ""}, {"unreadable": ""}
_SIGN, _LINE, _PARAGRAPH = {"sign": ""}, {"line": ""}, {"paragraph": ""}
_BREAKS = {"sign": _SIGN, "line": _LINE, "paragraph": _PARAGRAPH}
_NO_FAMILIES: dict[str, str] = {}


@dataclass(slots=True, eq=False)
class Item:
    """Something named at a place. `kinds` maps what it may be to its value; `first` and `last` count words.

    Kinds with a payload of their own: `unit` (name, `level`), `index` (code), `domain` (label, `families`), `number`
    (`value`), `year`, `units` (level of the units counted). Items are shared and never changed once they are found.
    """

    kinds: dict[str, str]
    start: int
    end: int
    first: int
    last: int
    raw: str
    value: float = 0.0
    level: str = ""
    families: Mapping[str, str] = field(default_factory=dict)

    def __contains__(self, kind: str) -> bool:
        return kind in self.kinds

    def is_sign(self, signs: str) -> bool:
        """Whether it is one of these signs."""
        return self.kinds is _SIGN and self.raw in signs

    @property
    def amount(self) -> float:
        """What it counts, in digits or words (`5`, `năm`); 0 where it is no number."""
        return self.value or float(self.kinds.get("cardinal") or 0)

    @property
    def word(self) -> str:
        """Its text in small letters."""
        return self.raw.lower()


def find_items(text: str, around: str = "") -> list[Item]:
    """The items of a text (NFC), in order and without overlaps.

    Args:
        around: a text beside it (the title), whose local units are known here by their names alone.
    """
    tokens = cut(text, known_words())
    names = local_names([*cut(around[:_LONGEST_AROUND]), *tokens])
    digits = masked(text)
    taken = TakenSpans((start, end) for start, end, _ in digits)
    items: list[Item] = []
    at, size = 0, len(tokens)
    while at < size:
        token = tokens[at]
        if digits and taken.overlap(token.start, token.end):
            at += 1
            continue
        item = _item(text, tokens, at, names)
        if item is None:
            at += 1
            continue
        items.append(item)
        at = item.last
    _skip_line_breaks(tokens, items)
    if digits:
        items.extend(Item({kind: ""}, start, end, -1, -1, text[start:end]) for start, end, kind in digits)
        items.sort(key=lambda item: item.start)
    return _joined_numbers(items)


def _item(text: str, tokens: list[Token], at: int, names: PhraseBook[Named] | None) -> Item | None:
    token = tokens[at]
    if token.kind == "word":
        return _named(text, tokens, at, names)
    if token.kind == "number":
        return _number(tokens, at)
    raw = token.key if token.kind == "sign" else token.raw
    return Item(_BREAKS[token.kind], token.start, token.end, at, at + 1, raw)


def _number(tokens: list[Token], at: int) -> Item:
    token = tokens[at]
    value = parse_number(token.raw)
    kinds, last = _NUMBER, at + 1
    if value is None:
        kinds = _UNREADABLE
    elif len(token.raw) == 4 and token.raw.isdecimal() and int(token.raw) in _YEARS:
        kinds = {"year": token.raw}
    elif last < len(tokens) and tokens[last].key in _ORDINAL_SUFFIX and token.raw.isdecimal():
        kinds, last = _NTH, last + 1
    return Item(kinds, token.start, tokens[last - 1].end, at, last, token.raw, value or 0.0)


def _named(text: str, tokens: list[Token], at: int, names: PhraseBook[Named] | None) -> Item | None:
    """The longest of what the vocabulary, a level word or a name known from elsewhere say begins here."""
    best = claim_book().at(tokens, at)
    for other in (names.at(tokens, at) if names else None, local_unit(tokens, at)):
        if other is not None and (best is None or other.last > best.last):
            best = other
    if best is None:
        return _roman(tokens, at)
    named = best.payload
    if named.level == "department":
        best = with_place(tokens, best)
        named = best.payload
    start, end = tokens[at].start, tokens[best.last - 1].end
    return Item(
        named.kinds, start, end, at, best.last, text[start:end], 0.0, named.level, named.families or _NO_FAMILIES
    )


def _roman(tokens: list[Token], at: int) -> Item | None:
    """A Roman number behind `hạng`."""
    token = tokens[at]
    if token.key not in _ROMAN or not token.raw.isupper() or at == 0 or tokens[at - 1].key not in ("hạng", "thứ"):
        return None
    return Item({"ordinal": str(_ROMAN[token.key])}, token.start, token.end, at, at + 1, token.raw)


def _skip_line_breaks(tokens: list[Token], items: list[Item]) -> None:
    """Counts words anew without the line breaks, so that words on two lines are as close as they are read."""
    counted = [0, *accumulate(token.kind != "line" for token in tokens)]
    for item in items:
        item.first, item.last = counted[item.first], counted[item.last]


def _joined_numbers(items: list[Item]) -> list[Item]:
    """Numbers with a blank behind their comma (`41, 9929 điểm`, `8, 12%`) put together, where a score is told."""
    joined: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if item.kinds is _NUMBER and at + 3 < len(items) and joined and _is_split(joined[-1], items[at : at + 4]):
            decimals = items[at + 2]
            raw = f"{item.raw},{decimals.raw}"
            value = parse_number(raw) or 0.0
            joined.append(Item(_NUMBER, item.start, decimals.end, item.first, decimals.last, raw, value))
            at += 3
        else:
            joined.append(item)
            at += 1
    return joined


def _is_split(before: Item, four: list[Item]) -> bool:
    whole, comma, decimals, unit = four
    leads = "scored" in before or before.is_sign("(") or "up" in before or "down" in before
    measured = unit.is_sign("%") or "measure" in unit
    together = comma.first == whole.last and decimals.first == comma.last and unit.first == decimals.last
    digits = whole.raw.isdecimal() and len(whole.raw) <= 2 and decimals.raw.isdecimal() and 2 <= len(decimals.raw) <= 4
    return leads and measured and together and digits and comma.is_sign(",") and decimals.kinds is _NUMBER
