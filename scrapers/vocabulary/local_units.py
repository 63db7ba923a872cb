"""Units below the province that no table lists, named by their level word.

Belongs here: districts, communes and boards in a run of words. Does not belong here: listed names
(`scrapers.vocabulary.claim_words`).
"""

from __future__ import annotations

from functools import lru_cache

from scrapers.vocabulary.claim_words import Named, unit_book
from scrapers.vocabulary.text import fold
from scrapers.vocabulary.units import central_cities, resolve_unit
from scrapers.vocabulary.words import Match, Phrase, PhraseBook, Token

_LONGEST_NAME = 5
_BEFORE = {"huyện": "district", "quận": "district", "tx": "district", "xã": "commune", "phường": "commune"}
_BEHIND = {
    "district": "district", "town": "district", "commune": "commune", "ward": "commune", "township": "commune",
    "city": "city",
}  # fmt: skip
_PAIRS = {
    ("thị", "xã"): "district", ("thành", "phố"): "city", ("thị", "trấn"): "commune", ("đặc", "khu"): "commune",
}  # fmt: skip
_PLURALS = {
    "huyện": "district", "quận": "district", "xã": "commune", "phường": "commune", "districts": "district",
    "towns": "district", "communes": "commune", "wards": "commune",
}  # fmt: skip
_OTHER_UNITS = frozenset(("tỉnh", "sở", "bộ", "provinces", "departments", "ministries"))
_RANKING = frozenset(
    (
        "đứng",
        "xếp",
        "dẫn",
        "đạt",
        "vươn",
        "led",
        "ranked",
        "topped",
        "scored",
        "came",
        "áp",
        "obtained",
        "claimed",
        "earned",
        "gained",
        "finished",
        "took",
        "stood",
        "placed",
        "headed",
        "leads",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    )
)
_LONGEST_BARE = 3
_LONGEST_LIST = 40
_LONGEST_BRACKET = 8
_BODIES = (("ubnd",), ("ủy", "ban", "nhân", "dân"), ("hđnd",))
_BOARD = ("ban", "quản", "lý")
_OF_BOARDS = ("các", "khu", "án", "công", "nghiệp", "kinh", "tế", "chế", "xuất", "đầu", "tư", "xây", "dựng")
_LONGEST_BOARD = 9
_OPENING = frozenset(("ubnd", "ủy", "hđnd", "ban", "tp", "thị", "thành", "đặc", *_BEFORE))


def local_unit(tokens: list[Token], at: int) -> Match[Named] | None:
    """A unit named by a level word before it (`huyện Hà Quảng`) or, in English, behind it (`Dong Da district`)."""
    token = tokens[at]
    if token.kind != "word":
        return None
    if token.key in _OPENING:
        return _levelled(tokens, at) or _named_before(tokens, at)
    return _named_before(tokens, at) if token.raw[0].isupper() else None


def local_names(tokens: list[Token]) -> PhraseBook[Named] | None:
    """Districts and communes that are named with their level somewhere: elsewhere their bare names mean them."""
    found: dict[str, Named] = {}
    spoken = ""
    for at, token in enumerate(tokens):
        is_plural = token.key in _PLURALS
        if token.kind != "word" or not (is_plural or token.raw[0].isupper() or token.key in _OPENING):
            spoken = "" if token.key in _OTHER_UNITS else spoken
            continue
        spoken = _spoken_level(token, spoken)
        match = local_unit(tokens, at)
        members: list[Named] = []
        if match is not None and match.payload.level in ("district", "commune"):
            members = [match.payload, *_listed_behind(tokens, match.last, match.payload.level)]
        elif is_plural:
            members = _announced(tokens, at) or _listed_before(tokens, at)
        elif spoken:
            members = _ranked(tokens, at, spoken)
        for named in members:
            name = named.kinds["unit"]
            if " " in name and _resolved(name) is None:
                found.setdefault(name, named)
    return PhraseBook([Phrase(name, named, is_name=True) for name, named in found.items()]) if found else None


def _announced(tokens: list[Token], at: int) -> list[Named]:
    """The units of a list that a plural announces.

    `các huyện Long Hồ, Mang Thít`, `the districts of Lac Son (90.16%), Kim Boi`.
    """
    level = _PLURALS.get(tokens[at].key)
    if level is None or at + 2 >= len(tokens):
        return []
    if tokens[at + 1].key in ("of", ":"):
        first = at + 2
    elif at and tokens[at - 1].key == "các":
        first = at + 1
    else:
        return []
    last = _name_end(tokens, first)
    if last - first < 2:
        return []
    return [_local(tokens, first, last, level), *_listed_behind(tokens, last, level)]


def _spoken_level(token: Token, before: str) -> str:
    """The level of the units that are spoken of from a word on; none where provinces or departments are."""
    if token.key in _OTHER_UNITS:
        return ""
    return _PLURALS.get(token.key, before)


def _ranked(tokens: list[Token], at: int, level: str) -> list[Named]:
    """Names that open a clause and are ranked, or make a list, where districts or communes are spoken of.

    `Ở cấp huyện, Trà Ôn đứng đầu, kế đến lần lượt là Long Hồ, Mang Thít và Bình Tân`.
    """
    before = tokens[at - 1] if at else None
    opens = before is None or before.kind in ("sign", "line", "paragraph") or before.key in ("là", "về", "and", "và")
    if not level or not opens or tokens[at].kind != "word":
        return []
    last = _name_end(tokens, at)
    if not 2 <= last - at <= _LONGEST_BARE or unit_book().at(tokens, at) is not None:
        return []
    listed = _listed_behind(tokens, last, level) if tokens[at - 1].key in ("là", "về") else []
    leads = at > 1 and tokens[at - 1].key == "là" and tokens[at - 2].key in _PLURALS
    ranked = leads or (last < len(tokens) and tokens[last].key in _RANKING)
    return [_local(tokens, at, last, level), *listed] if ranked or listed else []


def _listed_before(tokens: list[Token], at: int) -> list[Named]:
    """The names of a list that a plural closes: `Dien Chau, Nghi Loc and Quynh Luu districts`."""
    is_word = at > 0 and tokens[at].key.endswith("s") and tokens[at].start > tokens[at - 1].end
    level = _PLURALS.get(tokens[at].key) if is_word else None
    found: list[Named] = []
    last = at
    while level and len(found) < _LONGEST_LIST:
        first = last
        while (
            first > 0
            and last - first < _LONGEST_NAME
            and tokens[first - 1].kind == "word"
            and tokens[first - 1].raw[0].isupper()
        ):
            first -= 1
        if last - first < 2:
            break
        if unit_book().at(tokens, first) is None:
            found.append(_local(tokens, first, last, level))
        if first == 0 or tokens[first - 1].key not in (",", "and"):
            break
        last = first - 1 - (tokens[first - 1].key == "and" and first > 1 and tokens[first - 2].key == ",")
    return found


def _listed_behind(tokens: list[Token], at: int, level: str) -> list[Named]:
    """The names that go on a list of units from a place on: `, Mang Thít (90 điểm) và Bình Tân`."""
    found: list[Named] = []
    while at < len(tokens) and len(found) < _LONGEST_LIST:
        at = _behind_bracket(tokens, at)
        if at + 1 >= len(tokens) or tokens[at].key not in (",", ";", "và", "and"):
            break
        at += 1 + (tokens[at + 1].key in ("và", "and"))
        last = _name_end(tokens, at)
        if last - at < 2 or unit_book().at(tokens, at) is not None:
            break
        found.append(_local(tokens, at, last, level))
        at = last
    return found


def _behind_bracket(tokens: list[Token], at: int) -> int:
    """Behind a short bracket that opens at a token; the same token where none does."""
    if at >= len(tokens) or tokens[at].key != "(":
        return at
    ends = range(at + 1, min(len(tokens), at + _LONGEST_BRACKET))
    return next((end + 1 for end in ends if tokens[end].key == ")"), at)


def _local(tokens: list[Token], first: int, last: int, level: str) -> Named:
    return Named({"unit": _spelt(tokens, first, last)}, level)


def _spelt(tokens: list[Token], first: int, last: int) -> str:
    """The words of a name with single spaces, an apostrophe without any."""
    return " ".join(token.raw for token in tokens[first:last]).replace(" ' ", "'").replace(" ’ ", "’")


def with_place(tokens: list[Token], match: Match[Named]) -> Match[Named]:
    """A management board with the place that it is named for: `Ban Quản lý Khu kinh tế` and the name behind it."""
    name = match.payload.kinds["unit"]
    last = _name_end(tokens, match.last)
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
    last = _name_end(tokens, name_at)
    return _unit(tokens, at, name_at, last, last, level) if last > name_at else None


def _named_before(tokens: list[Token], at: int) -> Match[Named] | None:
    last = _name_end(tokens, at)
    if last == at or last >= len(tokens) or not tokens[last].raw.isascii():
        return None
    level = _BEHIND.get(tokens[last].key)
    return _unit(tokens, at, at, last, last + 1, level) if level else None


def _unit(tokens: list[Token], at: int, first: int, last: int, end: int, level: str) -> Match[Named] | None:
    name = _spelt(tokens, first, last)
    if level == "city":
        province = _resolved(name)
        if province is not None and province in central_cities():
            return Match(at, end, Named({"unit": province}, "province"))
        level = "district"
    if fold(name) in ("", "tinh"):
        return None
    return Match(at, end, Named({"unit": name}, level))


@lru_cache(maxsize=4096)
def _resolved(name: str) -> str | None:
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


def _name_end(tokens: list[Token], at: int) -> int:
    """Behind the run of capitalised words that begins at a token; a level word ends it: `Tan Binh District`."""
    last, limit = at, min(len(tokens), at + _LONGEST_NAME)
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
