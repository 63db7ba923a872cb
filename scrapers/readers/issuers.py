"""Who issues a document: a body as printed, with the unit that it governs.

Belongs here: reading a body's name (`ỦY BAN NHÂN DÂN TỈNH ...`, `Ban Dân tộc tỉnh ...`, `Bộ trưởng Bộ Nội vụ`). Does
not belong here: finding where it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from scrapers.vocabulary.spans import TakenSpans
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import fold, nfc, tidy
from scrapers.vocabulary.units import LOCAL_LEVELS, UnitMention, find_units

_LEVEL_WORD = re.compile(
    r"\b(?P<word>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+(?=\S)", re.IGNORECASE
)
_NEXT_BODY = re.compile(
    r"\s+(?=(?:SỞ|TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|(?<!THỊ )XÃ|PHƯỜNG|(?<!VĂN )PHÒNG|CHI CỤC|TRUNG TÂM|THANH TRA)\s)"
)
_OFFICE = re.compile(r"^(?:phòng|chi cục|trung tâm|văn phòng|hạt|đội)\s.{2,60}$", re.IGNORECASE)
_TERM = re.compile(r"[\s,(]+(?:khóa|khoá|lần thứ|nhiệm kỳ|kỳ họp)\s.{0,80}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body; `unit`, `level` and `parent` are canonical and None where the name does not tell them."""

    name: str
    unit: str | None
    level: str | None
    parent: str | None


def read_issuer(text: str) -> Issuer | None:
    """The body that a letterhead or label names, in its usual short form, or None where no body is known by it."""
    printed = _TERM.sub("", tidy(text)[:300])
    return read_issuer_lines(_NEXT_BODY.split(printed) if printed.isupper() else [printed])


def read_issuer_lines(parts: Sequence[str]) -> Issuer | None:
    """The body that lines of a letterhead name together: `UBND TỈNH CAO BẰNG` above `SỞ NỘI VỤ` is the department."""
    printed = tidy(" ".join(parts))
    if central := _central().get(fold(printed)):
        return Issuer(central, None, "national", None)
    mentions = [(unit, part) for part in parts for unit in _mentions(part)]
    local = next(((unit, part) for unit, part in mentions if unit.level in LOCAL_LEVELS), None)
    province = next(((unit, part) for unit, part in mentions if unit.level == "province"), None)
    ministry = next((unit for unit, _ in mentions if unit.level == "ministry"), None)
    if local is not None:
        return _local(parts, local, province)
    if ministry is not None:
        return Issuer(ministry.name, ministry.name, "ministry", None)
    if province is None:
        return None
    unit, part = province
    if body := _body(printed):
        where = unit.name if _says_level(body) else _with_level_word(part, unit)
        return Issuer(f"{body} {where}", unit.name, "province", None)
    return Issuer(_with_level_word(part, unit), unit.name, "province", None)


def province_words(name: str) -> str:
    """A province's name behind the word of its kind: `tỉnh Cao Bằng`, `thành phố Cần Thơ`."""
    return f"{_province_kinds().get(name, 'tỉnh')} {name}"


def _local(parts: Sequence[str], local: tuple[UnitMention, str], province: tuple[UnitMention, str] | None) -> Issuer:
    unit, part = local
    parent = province[0].name if province else None
    if unit.level == "department":
        where = f" {_with_level_word(province[1], province[0])}" if province else ""
        return Issuer(unit.name + where, unit.name, unit.level, parent)
    where = _with_level_word(part, unit)
    if office := next((text for text in parts if _OFFICE.match(text)), None):
        return Issuer(f"{_in_sentence(office)} {where}", unit.name, unit.level, parent)
    body = _body(tidy(" ".join(parts))) or "UBND"
    return Issuer(f"{body} {unit.name if _says_level(body) else where}", unit.name, unit.level, parent)


def _in_sentence(name: str) -> str:
    """A name printed in capitals as it would stand in a sentence: `PHÒNG NỘI VỤ` is `Phòng Nội vụ`."""
    if not name.isupper():
        return name
    head, _, rest = name.lower().partition(" ")
    return f"{head.capitalize()} {rest.capitalize()}".strip()


def _with_level_word(printed: str, unit: UnitMention) -> str:
    match = _LEVEL_WORD.search(printed, unit.span.start, unit.span.end + 1)
    return f"{match['word'].lower()} {unit.name}" if match else unit.name


def _body(printed: str) -> str | None:
    """The short form of the governing body whose name a text begins with."""
    match = _body_pattern().match(printed)
    return _bodies()[fold(match.group())][0] if match else None


def _says_level(body: str) -> bool:
    """Whether a body's name holds the level of its unit already: `Tỉnh ủy Cao Bằng`."""
    return _bodies()[fold(body)][1] is not None if fold(body) in _bodies() else False


def _mentions(printed: str) -> list[UnitMention]:
    """Units of a text that may be printed in capitals: names in the usual writing are looked for as well."""
    text = printed.title() if printed.isupper() else printed
    if party := _party_unit(text):
        return [party]
    if text is printed:
        return list(find_units(printed))
    found = list(find_units(text))
    taken = TakenSpans((mention.span.start, mention.span.end) for mention in found)
    more = [mention for mention in find_units(printed) if not taken.overlap(mention.span.start, mention.span.end)]
    return sorted([*found, *more], key=lambda mention: mention.span.start)


def _party_unit(text: str) -> UnitMention | None:
    """The district of a party committee that prints no level word before the name: `Huyện ủy Hà Quảng`."""
    match = _body_pattern().match(text)
    if match is None or _bodies()[fold(match.group())][1] != "district":
        return None
    bare = text[match.end() :].strip()
    found = next(iter(find_units(f"huyện {bare}")), None) if bare else None
    if found is None:
        return None
    start = text.index(bare, match.end())
    end = start + found.span.end - len("huyện ")
    return UnitMention(type(found.span)(start, max(start, end)), found.name, "district")


@cache
def _central() -> dict[str, str]:
    return {fold(row["spelling"]): nfc(row["name"]) for row in table("central_bodies", "spelling", "name")}


@cache
def _bodies() -> dict[str, tuple[str, str | None]]:
    """Short form, and the level that the name tells, by folded spelling."""
    rows = table("governing_bodies", "spelling", "short", "level")
    return {fold(row["spelling"]): (nfc(row["short"]), row["level"] or None) for row in rows}


@cache
def _body_pattern() -> re.Pattern[str]:
    spellings = {nfc(row["spelling"]) for row in table("governing_bodies", "spelling")}
    ordered = sorted(spellings, key=lambda name: (-len(name), name))
    names = "|".join(r"\s+".join(map(re.escape, name.split())) for name in ordered)
    return re.compile(rf"^(?:{names})(?!\w)", re.IGNORECASE)


@cache
def _province_kinds() -> dict[str, str]:
    """What each province is by its name: `thành phố` of those run by the centre.

    Kinds changed in 2004, 2025 and 2026; that of the 63 provinces counts, of whose years nearly all documents are.
    """
    rows = table("units", "level", "canonical_name", "unit_type", "geography")
    cities = ("thanhpho", "city", "municipality")
    return {
        nfc(row["canonical_name"]): "thành phố" if fold(row["unit_type"]).startswith(cities) else "tỉnh"
        for row in sorted(rows, key=lambda row: row["geography"] == "63-2008")
        if row["level"] == "province"
    }
