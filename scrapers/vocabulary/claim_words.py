"""The words and names that claims are told in, as books of phrases.

Belongs here: which CSV table gives which phrases, and units named by a level word. Does not belong here: what a run of
them says (`scrapers.readers.prose`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from scrapers.vocabulary.indices import index_names
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import fold
from scrapers.vocabulary.units import central_cities, department_spellings, resolve_unit, unit_rows
from scrapers.vocabulary.words import Match, PhraseBook, Token, cut

_WRAPPING = re.compile(r"^(?:chỉ số|lĩnh vực|nội dung)\s+", re.IGNORECASE)
_LONGEST_NAME = 5
_LOCAL_WORDS = {
    "huyện": "district", "quận": "district", "tx": "district", "xã": "commune", "phường": "commune",
    "district": "district", "town": "district", "commune": "commune", "ward": "commune", "township": "commune",
}  # fmt: skip
_LOCAL_PAIRS = {
    ("thị", "xã"): "district", ("thành", "phố"): "city", ("thị", "trấn"): "commune", ("đặc", "khu"): "commune",
}  # fmt: skip
_BOARD = ("ban", "quản", "lý")
_OF_BOARDS = ("các", "khu", "án", "công", "nghiệp", "kinh", "tế", "chế", "xuất", "đầu", "tư", "xây", "dựng")
_CITY_WORDS = ("tp", "t.p", "city")
_BODIES = (("ubnd",), ("ủy", "ban", "nhân", "dân"), ("hđnd",))


@dataclass(frozen=True, slots=True)
class Named:
    """What a phrase may be: kinds to values; the level of a unit; codes by index family of a domain."""

    kinds: dict[str, str]
    level: str = ""
    families: dict[str, str] = field(default_factory=dict)


@cache
def word_book() -> PhraseBook[Named]:
    """The words of `claim_words.csv`; a phrase may be of several kinds."""
    kinds: dict[str, dict[str, str]] = {}
    for row in table("claim_words", "language", "kind", "value", "phrase"):
        kinds.setdefault(row["phrase"], {}).setdefault(row["kind"], row["value"])
    return PhraseBook((phrase, Named(found)) for phrase, found in kinds.items())


@cache
def index_book() -> PhraseBook[Named]:
    """The names of the indices."""
    return PhraseBook((name, Named({"index": code})) for name, code in index_names())


@cache
def domain_book() -> PhraseBook[Named]:
    """The labels of domains, each with its conformed code by index family."""
    families: dict[str, dict[str, str]] = {}
    names = index_book()
    for row in table("domain_names", "name", "index_family", "conformed_code"):
        tokens = cut(row["name"])
        if any(names.at(tokens, at) for at in range(len(tokens))):
            continue
        name = _WRAPPING.sub("", row["name"])
        families.setdefault(name, {})[row["index_family"]] = row["conformed_code"]
    return PhraseBook((name, Named({"domain": name}, families=codes)) for name, codes in families.items())


@cache
def unit_book() -> PhraseBook[Named]:
    """The names of provinces, ministries, regions and departments."""
    phrases: list[tuple[str, Named]] = []
    for spelling, level, name in unit_rows():
        if level == "national" or "(" in spelling:
            continue
        phrases.append((spelling, Named({"unit": name}, level)))
        if level == "ministry" and spelling.startswith("Ministry of "):
            phrases.append((f"{spelling.removeprefix('Ministry of ')} Ministry", Named({"unit": name}, level)))
            phrases.append((f"Department of {spelling.removeprefix('Ministry of ')}", _department(name)))
        if level == "ministry" and spelling.startswith("Bộ "):
            phrases.append((f"Sở {spelling.removeprefix('Bộ ')}", _department(name)))
    phrases.extend((spelling, Named({"unit": name}, "department")) for spelling, name in department_spellings())
    return PhraseBook(phrases, capitalised=True)


def _department(ministry: str) -> Named:
    return Named({"unit": f"Sở {ministry.removeprefix('Bộ ')}"}, "department")


def with_place(tokens: list[Token], match: Match[Named]) -> Match[Named]:
    """A management board with the place that it is named for: `Ban Quản lý Khu kinh tế` and the name behind it."""
    name = match.payload.kinds["unit"]
    last = _name_end(tokens, match.last)
    if not name.startswith("Ban Quản lý") or last == match.last or unit_book().at(tokens, match.last):
        return match
    place = " ".join(token.raw for token in tokens[match.last : last])
    return Match(match.first, last, Named({"unit": f"{name} {place}"}, match.payload.level))


def local_level(tokens: list[Token], at: int) -> Match[Named] | None:
    """A district or commune named by its level word, before the name in Vietnamese, behind it in English."""
    first = _after_body(tokens, at)
    if tuple(token.key for token in tokens[at : at + 3]) == _BOARD and tokens[at].raw[0].isupper():
        return _board(tokens, at)
    level, name_at = _level_word(tokens, first)
    if level is not None:
        last = _name_end(tokens, name_at)
        return _local(tokens, at, name_at, last, last, level) if last > name_at else None
    last = _name_end(tokens, at)
    if last == at or last >= len(tokens):
        return None
    word = tokens[last].key
    level = "city" if word == "city" else _LOCAL_WORDS.get(word) if tokens[last].raw.isascii() else None
    return _local(tokens, at, at, last, last + 1, level) if level else None


def _board(tokens: list[Token], at: int) -> Match[Named] | None:
    """A management board that is not listed: its capitalised words and a number (`Ban Quản lý Dự án 1`)."""
    last = at + 3
    while last < min(len(tokens), at + 9) and tokens[last].kind == "word" and (tokens[last].raw[0].isupper() or tokens[last].key in _OF_BOARDS):
        last += 1
    if last < len(tokens) and tokens[last].kind == "number" and tokens[last].raw.isdecimal() and last > at + 3:
        last += 1
    if last == at + 3:
        return None
    name = " ".join(token.raw for token in tokens[at:last])
    return Match(at, last, Named({"unit": name}, "department"))


def _local(tokens: list[Token], at: int, first: int, last: int, end: int, level: str) -> Match[Named] | None:
    name = " ".join(token.raw for token in tokens[first:last] if token.kind == "word")
    if level == "city":
        known = resolve_unit(name, "province")
        if known is not None and known.canonical_name in central_cities():
            return Match(at, end, Named({"unit": known.canonical_name}, "province"))
        level = "district"
    if fold(name) in ("", "tinh"):
        return None
    return Match(at, end, Named({"unit": name}, level))


def _after_body(tokens: list[Token], at: int) -> int:
    keys = tuple(token.key for token in tokens[at : at + 4])
    return next((at + len(body) for body in _BODIES if keys[: len(body)] == body), at)


def _level_word(tokens: list[Token], at: int) -> tuple[str | None, int]:
    """The level that a Vietnamese level word tells, and where the name behind it begins."""
    if at + 1 >= len(tokens):
        return None, at
    first, second = tokens[at].key, tokens[at + 1].key
    if level := _LOCAL_PAIRS.get((first, second)):
        return level, at + 2
    if first in _CITY_WORDS[:2]:
        return "city", at + 2 if second == "." else at + 1
    if first.isascii() and first != "tx":
        return None, at
    level = _LOCAL_WORDS.get(first)
    return level, at + 2 if level and second == "." else at + 1


def _name_end(tokens: list[Token], at: int) -> int:
    """Behind the run of capitalised words that begins at a token."""
    last = at
    while last < len(tokens) and last - at < _LONGEST_NAME and tokens[last].kind == "word" and tokens[last].raw[0].isupper():
        last += 1
    return last
