"""Who issues a document: a body as printed, with the unit that it governs.

Belongs here: reading a body's name (`ỦY BAN NHÂN DÂN TỈNH ...`, `Ban Dân tộc tỉnh ...`). Does not belong here: finding
where it is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.vocabulary.spans import TakenSpans
from scrapers.vocabulary.text import tidy
from scrapers.vocabulary.units import LOCAL_LEVELS, UnitMention, find_units

_BODIES = (
    (re.compile(r"^(?:ủy|uỷ) ban nhân dân\b|^ubnd\b", re.IGNORECASE), "UBND"),
    (re.compile(r"^hội đồng nhân dân\b|^hđnd\b", re.IGNORECASE), "HĐND"),
    (re.compile(r"^(?:tỉnh|thành)\s+(?:ủy|uỷ)\b", re.IGNORECASE), "Tỉnh ủy"),
)
_CENTRAL = ("Thủ tướng Chính phủ", "Chính phủ", "Quốc hội", "Văn phòng Chính phủ")
_LEVEL_WORD = re.compile(
    r"\b(?P<word>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+(?=\S)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body; `unit`, `level` and `parent` are canonical and None where the name does not tell them."""

    name: str
    unit: str | None
    level: str | None
    parent: str | None


def read_issuer(text: str) -> Issuer | None:
    """The body that a letterhead or label names, in its usual short form, or None where no body is known by it."""
    printed = tidy(text)
    for name in _CENTRAL:
        if printed.casefold() == name.casefold():
            return Issuer(name, None, "national", None)
    mentions = _mentions(printed)
    local = next((unit for unit in mentions if unit.level in LOCAL_LEVELS), None)
    province = next((unit for unit in mentions if unit.level == "province"), None)
    ministry = next((unit for unit in mentions if unit.level == "ministry"), None)
    if local is not None:
        return _local(printed, local, province)
    if ministry is not None:
        return Issuer(ministry.name, ministry.name, "ministry", None)
    if province is None:
        return None
    where = _with_level_word(printed, province)
    body = next((short for pattern, short in _BODIES if pattern.search(printed)), None)
    return Issuer(f"{body} {where}" if body else where, province.name, "province", None)


def _local(printed: str, unit: UnitMention, province: UnitMention | None) -> Issuer:
    parent = province.name if province else None
    if unit.level == "department":
        where = f" {_with_level_word(printed, province)}" if province else ""
        return Issuer(unit.name + where, unit.name, unit.level, parent)
    return Issuer(f"UBND {_with_level_word(printed, unit)}", unit.name, unit.level, parent)


def _with_level_word(printed: str, unit: UnitMention) -> str:
    match = _LEVEL_WORD.search(printed, unit.span.start, unit.span.end + 1)
    return f"{match['word'].lower()} {unit.name}" if match else unit.name


def _mentions(printed: str) -> list[UnitMention]:
    """Units of a text that may be printed in capitals: names in the usual writing are looked for as well."""
    if not printed.isupper():
        return list(find_units(printed))
    found = list(find_units(printed.title()))
    taken = TakenSpans((mention.span.start, mention.span.end) for mention in found)
    more = [mention for mention in find_units(printed) if not taken.overlap(mention.span.start, mention.span.end)]
    return sorted([*found, *more], key=lambda mention: mention.span.start)
