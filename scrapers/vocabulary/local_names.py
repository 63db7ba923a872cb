"""Names of districts and communes that a text gives their level once, in lists and beside plurals.

Belongs here: which bare names mean local units in one text. Does not belong here: units with their level word
(`scrapers.vocabulary.local_units`).
"""

from __future__ import annotations

from scrapers.vocabulary.claim_words import Named, claim_book, unit_book
from scrapers.vocabulary.local_units import LONGEST_NAME, OPENING, local_unit, name_end, resolved, spelt
from scrapers.vocabulary.words import Phrase, PhraseBook, Token

_PLURALS = {
    "huyện": "district", "quận": "district", "xã": "commune", "phường": "commune", "districts": "district",
    "towns": "district", "communes": "commune", "wards": "commune",
}  # fmt: skip
_OTHER_UNITS = frozenset(("tỉnh", "sở", "bộ", "provinces", "departments", "ministries"))
_SAYS_RANK = ("rank", "scored", "top", "bottom", "beforelast", "up", "down", "ordinal")
_LONGEST_BARE = 3
_LONGEST_LIST = 40
_LONGEST_BRACKET = 8


def local_names(tokens: list[Token]) -> PhraseBook[Named] | None:
    """Districts and communes that are named with their level somewhere: elsewhere their bare names mean them."""
    found: dict[str, Named] = {}
    spoken = ""
    for at, token in enumerate(tokens):
        is_plural = token.key in _PLURALS
        if token.kind != "word" or not (is_plural or token.raw[0].isupper() or token.key in OPENING):
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
            if " " in name and resolved(name) is None:
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
    last = name_end(tokens, first)
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
    last = name_end(tokens, at)
    if not 2 <= last - at <= _LONGEST_BARE or unit_book().at(tokens, at) is not None:
        return []
    listed = _listed_behind(tokens, last, level) if tokens[at - 1].key in ("là", "về") else []
    leads = at > 1 and tokens[at - 1].key == "là" and tokens[at - 2].key in _PLURALS
    ranked = leads or _is_ranked(tokens, last)
    return [_local(tokens, at, last, level), *listed] if ranked or listed else []


def _is_ranked(tokens: list[Token], at: int) -> bool:
    """Whether a word of scoring or ranking stands at a place: `Trà Ôn đứng đầu`, `Cau Giay obtained`."""
    match = claim_book().at(tokens, at) if at < len(tokens) else None
    kinds = match.payload.kinds if match is not None else {}
    return "link" not in kinds and not kinds.keys().isdisjoint(_SAYS_RANK)


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
            and last - first < LONGEST_NAME
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
        last = name_end(tokens, at)
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
    return Named({"unit": spelt(tokens, first, last)}, level)
