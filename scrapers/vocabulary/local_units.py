"""Units below the province that no table lists, named by their level word.

Belongs here: districts, communes and boards in a run of words. Does not belong here: listed names
(`scrapers.vocabulary.claim_words`).
"""

from __future__ import annotations

from functools import lru_cache

from scrapers.vocabulary.claim_words import Named, unit_book
from scrapers.vocabulary.text import fold
from scrapers.vocabulary.units import central_cities, resolve_unit
from scrapers.vocabulary.words import Match, Token

LONGEST_NAME = 5
_BEFORE = {"huyện": "district", "quận": "district", "tx": "district", "xã": "commune", "phường": "commune"}
_BEHIND = {
    "district": "district", "town": "district", "commune": "commune", "ward": "commune", "township": "commune",
    "city": "city",
}  # fmt: skip
_PAIRS = {
    ("thị", "xã"): "district", ("thành", "phố"): "city", ("thị", "trấn"): "commune", ("đặc", "khu"): "commune",
}  # fmt: skip
_BODIES = (("ubnd",), ("ủy", "ban", "nhân", "dân"), ("hđnd",))
_BOARD = ("ban", "quản", "lý")
_OF_BOARDS = ("các", "khu", "án", "công", "nghiệp", "kinh", "tế", "chế", "xuất", "đầu", "tư", "xây", "dựng")
_LONGEST_BOARD = 9
_LONGEST_NUMBER = 2
OPENING = frozenset(("ubnd", "ủy", "hđnd", "ban", "tp", "thị", "thành", "đặc", *_BEFORE))


def local_unit(tokens: list[Token], at: int) -> Match[Named] | None:
    """A unit named by a level word before it (`huyện Hà Quảng`) or, in English, behind it (`Dong Da district`)."""
    token = tokens[at]
    if token.kind != "word":
        return None
    if token.key in OPENING:
        return _levelled(tokens, at) or _named_before(tokens, at)
    return _named_before(tokens, at) if token.raw[0].isupper() else None


def spelt(tokens: list[Token], first: int, last: int) -> str:
    """The words of a name with single spaces, an apostrophe without any."""
    return " ".join(token.raw for token in tokens[first:last]).replace(" ' ", "'").replace(" ’ ", "’")


def with_place(tokens: list[Token], match: Match[Named]) -> Match[Named]:
    """A management board with the place that it is named for: `Ban Quản lý Khu kinh tế` and the name behind it."""
    name = match.payload.kinds["unit"]
    last = name_end(tokens, match.last)
    if not name.startswith("Ban Quản lý") or last == match.last or unit_book().at(tokens, match.last):
        return match
    place = " ".join(token.raw for token in tokens[match.last : last])
    return Match(match.first, last, Named({"unit": f"{name} {place}"}, match.payload.level))


def _levelled(tokens: list[Token], at: int) -> Match[Named] | None:
    if tuple(token.key for token in tokens[at : at + 3]) == _BOARD and tokens[at].raw[0].isupper():
        return _board(tokens, at)
    keys = tuple(token.key for token in tokens[at : at + 4])
    first = next((at + len(body) for body in _BODIES if keys[: len(body)] == body), at)
    level, name_at = _level_word(tokens, first)
    if level is None:
        return None
    last = name_end(tokens, name_at)
    if _is_numbered(tokens, at, name_at):
        name = f"{tokens[at].raw} {int(tokens[name_at].raw)}"
        return Match(at, name_at + 1, Named({"unit": name}, level))
    return _unit(tokens, at, name_at, last, last, level) if last > name_at else None


def _is_numbered(tokens: list[Token], at: int, number: int) -> bool:
    """`Quận 7`, `Phường 12`: a level word with a capital and a number for a name."""
    if number >= len(tokens) or number - at != 1 or not tokens[at].raw[0].isupper():
        return False
    return tokens[number].raw.isdecimal() and len(tokens[number].raw) <= _LONGEST_NUMBER


def _named_before(tokens: list[Token], at: int) -> Match[Named] | None:
    last = name_end(tokens, at)
    if last == at or last >= len(tokens) or not tokens[last].raw.isascii():
        return None
    level = _BEHIND.get(tokens[last].key)
    return _unit(tokens, at, at, last, last + 1, level) if level else None


def _unit(tokens: list[Token], at: int, first: int, last: int, end: int, level: str) -> Match[Named] | None:
    name = spelt(tokens, first, last)
    if level == "city":
        province = resolved(name)
        if province is not None and province in central_cities():
            return Match(at, end, Named({"unit": province}, "province"))
        level = "district"
    if fold(name) in ("", "tinh"):
        return None
    return Match(at, end, Named({"unit": name}, level))


@lru_cache(maxsize=4096)
def resolved(name: str) -> str | None:
    found = resolve_unit(name, "province")
    return found.canonical_name if found else None


def _level_word(tokens: list[Token], at: int) -> tuple[str | None, int]:
    """The level that a Vietnamese level word tells, and where the name behind it begins."""
    if at + 1 >= len(tokens):
        return None, at
    first, second = tokens[at].key, tokens[at + 1].key
    if level := _PAIRS.get((first, second)):
        return level, at + 2
    level = "city" if first == "tp" else _BEFORE.get(first)
    return level, at + 2 if level and second == "." else at + 1


def name_end(tokens: list[Token], at: int) -> int:
    """Behind the run of capitalised words that begins at a token; a level word ends it: `Tan Binh District`."""
    last, limit = at, min(len(tokens), at + LONGEST_NAME)
    while last < limit and tokens[last].kind == "word" and tokens[last].raw[0].isupper():
        if last > at and tokens[last].key in _BEHIND:
            break
        last += 1 + 2 * _is_elided(tokens, last)
    return last


def _is_elided(tokens: list[Token], at: int) -> bool:
    """Whether an apostrophe ties a word to the next: `Ia H'Drai`, `M'Drắk`."""
    if at + 2 >= len(tokens) or tokens[at + 1].raw not in ("'", "’"):
        return False
    together = tokens[at].end == tokens[at + 1].start and tokens[at + 1].end == tokens[at + 2].start
    return together and tokens[at + 2].raw[0].isupper()


def _board(tokens: list[Token], at: int) -> Match[Named] | None:
    """A management board that is not listed: its capitalised words and a number (`Ban Quản lý Dự án 1`)."""
    last, limit = at + 3, min(len(tokens), at + _LONGEST_BOARD)
    while last < limit and (tokens[last].key in _OF_BOARDS or tokens[last].raw[0].isupper()):
        last += 1
    if at + 3 < last < len(tokens) and tokens[last].kind == "number" and tokens[last].raw.isdecimal():
        last += 1
    if last == at + 3:
        return None
    name = " ".join(token.raw for token in tokens[at:last])
    return Match(at, last, Named({"unit": name}, "department"))
