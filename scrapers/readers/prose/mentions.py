"""What a text names, in order: units, indices, domains, years, numbers, and the words that tie them together.

Belongs here: one pass over the words of a text, giving `Item`s. Does not belong here: which value belongs to which name
(`scrapers.readers.prose.values`, `scrapers.readers.prose.binding`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from scrapers.vocabulary.claim_words import Named, domain_book, index_book, local_level, unit_book, with_place, word_book
from scrapers.vocabulary.legal_symbols import FULL_NUMBER
from scrapers.vocabulary.numbers import parse_number
from scrapers.vocabulary.spans import TakenSpans
from scrapers.vocabulary.units import resolve_unit
from scrapers.vocabulary.words import PhraseBook, Token, cut

_YEARS = range(2000, 2036)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"(?<![\d.,/])(?:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s*[,:–-]?\s*(?:ngày\s*)?{_DAY}\s?[/.-]\s?{_MONTH}(?:\s?[/.-]\s?(?:19|20)\d{{2}})?"
    rf"|(?:ngày\s*)?{_DAY}\s?[/.-]\s?{_MONTH}\s?[/.-]\s?(?:19|20)\d{{2}}"
    rf"|ngày\s*{_DAY}(?:\s?[/.-]\s?{_MONTH}(?![\d/]|\s?(?:tỉnh|đơn vị|địa phương))|\s+tháng\s+{_MONTH}(?:\s+năm\s+(?:19|20)\d{{2}})?)"
    rf"|(?:tháng|quý)\s+{_MONTH}\s?/\s?(?:19|20)\d{{2}}|tháng\s+{_MONTH}(?:\s+năm\s+(?:19|20)\d{{2}})?"
    rf"|(?:sáng|chiều|tối|trưa|nay|qua|TTXVN|VGP)\s?,?\s?\(?{_DAY}\s?[-/.]\s?{_MONTH}(?![\d/])"
    rf"|(?:{_MONTHS})\s+{_DAY}(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?:19|20)\d{{2}})?|{_DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})(?:,?\s+(?:19|20)\d{{2}})?"
    rf"|(?:{_MONTHS}),?\s+(?:19|20)\d{{2}}|(?<!\d)\d{{1,2}}[:h]\d{{2}}(?!\d))(?![\d]|[.,]\d)",
    re.IGNORECASE,
)
_SYMBOL = re.compile(FULL_NUMBER)
_STRETCH = re.compile(r"(?<!\d)(?:19|20)\d{2}\s?[-–—]\s?(?:19|20)\d{2}(?!\d)")
_ORDINAL_SUFFIX = ("st", "nd", "rd", "th")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


@dataclass(slots=True)
class Item:
    """Something named at a place. `kinds` maps what it may be to its value; `first`, `last` count tokens.

    Kinds with a payload of their own: `unit` (name, `level`), `index` (code), `domain` (label), `number` (`value`),
    `year` (`value`), `group` (level of the units counted).
    """

    kinds: dict[str, str]
    start: int
    end: int
    first: int
    last: int
    raw: str
    value: float = 0.0
    level: str = ""
    families: dict[str, str] = field(default_factory=dict)

    def __contains__(self, kind: str) -> bool:
        return kind in self.kinds

    def is_sign(self, signs: str) -> bool:
        """Whether it is one of these signs."""
        return "sign" in self.kinds and self.raw in signs


def find_items(text: str, around: str = "") -> list[Item]:
    """The items of a text (NFC), in order and without overlaps.

    Args:
        around: a text beside it (the title), whose local units are known here by their names alone.
    """
    tokens = cut(text, _known_words())
    local = _local_names([*cut(around), *tokens])
    masked = [*_masked(text)]
    taken = TakenSpans((start, end) for start, end, _ in masked)
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if taken.overlap(token.start, token.end):
            at += 1
            continue
        item = _item(text, tokens, at, local)
        if item is None:
            at += 1
            continue
        items.append(item)
        at = item.last
    _skip_line_breaks(tokens, items)
    for start, end, kind in masked:
        items.append(Item({kind: ""}, start, end, -1, -1, text[start:end]))
    items.sort(key=lambda item: item.start)
    return _joined_numbers(items)


def _skip_line_breaks(tokens: list[Token], items: list[Item]) -> None:
    """Counts tokens anew without the line breaks, so that words on two lines are as close as they are read."""
    counted = [0, *accumulate(token.kind != "line" for token in tokens)]
    for item in items:
        item.first, item.last = counted[item.first], counted[item.last]


def _joined_numbers(items: list[Item]) -> list[Item]:
    """Numbers with a blank behind their comma (`41, 9929 điểm`, `8, 12%`) put together, where a score is told."""
    joined: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if at + 3 < len(items) and joined and _is_split(joined[-1], items[at : at + 4]):
            raw = f"{item.raw},{items[at + 2].raw}"
            whole = Item({"number": ""}, item.start, items[at + 2].end, item.first, items[at + 2].last, raw, parse_number(raw) or 0.0)
            joined.append(whole)
            at += 3
            continue
        joined.append(item)
        at += 1
    return joined


def _is_split(before: Item, four: list[Item]) -> bool:
    whole, comma, decimals, unit = four
    leads = "scored" in before or before.is_sign("(") or "up" in before or "down" in before
    measured = unit.is_sign("%") or "measure" in unit
    return (
        leads and measured and "number" in whole and comma.is_sign(",") and "number" in decimals
        and whole.raw.isdecimal() and decimals.raw.isdecimal() and 2 <= len(decimals.raw) <= 4 and len(whole.raw) <= 2
        and comma.first == whole.last and decimals.first == comma.last and unit.first == decimals.last
    )  # fmt: skip


def _masked(text: str) -> Iterator[tuple[int, int, str]]:
    """Dates, symbols of documents and stretches of years: digits that are no values."""
    found: list[tuple[int, int, str]] = []
    for kind, pattern in (("symbol", _SYMBOL), ("stretch", _STRETCH), ("date", _DATE)):
        taken = TakenSpans((start, end) for start, end, _ in found)
        found.extend(
            (match.start(), match.end(), kind)
            for match in pattern.finditer(text)
            if not taken.overlap(match.start(), match.end())
        )
    yield from found


def _local_names(tokens: list[Token]) -> PhraseBook[Named]:
    """Districts and communes that are named with their level somewhere; elsewhere their bare names mean them."""
    found: dict[str, Named] = {}
    for at, token in enumerate(tokens):
        if token.kind == "word" and (match := local_level(tokens, at)) is not None and match.payload.level != "province":
            name = match.payload.kinds["unit"]
            if " " in name and resolve_unit(name) is None:
                found.setdefault(name, match.payload)
    return PhraseBook(found.items(), capitalised=True)


def _item(text: str, tokens: list[Token], at: int, local: PhraseBook[Named]) -> Item | None:
    token = tokens[at]
    if token.kind == "number":
        return _number(tokens, at)
    if token.kind in ("sign", "line", "paragraph"):
        kind = "sign" if token.kind == "sign" else token.kind
        return Item({kind: ""}, token.start, token.end, at, at + 1, token.key if kind == "sign" else token.raw)
    return _named(text, tokens, at, local)


def _number(tokens: list[Token], at: int) -> Item | None:
    token = tokens[at]
    value = parse_number(token.raw)
    kinds = {"number": ""}
    last = at + 1
    if value is None:
        kinds = {"unreadable": ""}
    elif len(token.raw) == 4 and token.raw.isdecimal() and int(token.raw) in _YEARS:
        kinds = {"year": token.raw}
    elif last < len(tokens) and tokens[last].key in _ORDINAL_SUFFIX and token.raw.isdecimal():
        kinds["nth"] = ""
        last += 1
    return Item(kinds, token.start, tokens[last - 1].end, at, last, token.raw, value or 0.0)


def _named(text: str, tokens: list[Token], at: int, local: PhraseBook[Named]) -> Item | None:
    books = (index_book(), unit_book(), local, domain_book(), word_book())
    matches = [found for book in books if (found := book.at(tokens, at))]
    if (levelled := local_level(tokens, at)) is not None:
        matches.append(levelled)
    best = max(matches, key=lambda match: match.last, default=None)
    if best is None:
        return _roman(tokens, at)
    if best.payload.level == "department":
        best = with_place(tokens, best)
    start, end = tokens[at].start, tokens[best.last - 1].end
    item = Item(dict(best.payload.kinds), start, end, at, best.last, text[start:end], level=best.payload.level)
    item.families = best.payload.families
    return item


def _roman(tokens: list[Token], at: int) -> Item | None:
    """A Roman number behind `hạng`."""
    token = tokens[at]
    if token.key not in _ROMAN or not token.raw.isupper() or at == 0 or tokens[at - 1].key not in ("hạng", "thứ"):
        return None
    return Item({"ordinal": str(_ROMAN[token.key])}, token.start, token.end, at, at + 1, token.raw)


@cache
def _known_words() -> frozenset[str]:
    return unit_book().words() | word_book().words() | index_book().words()
