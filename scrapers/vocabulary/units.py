"""Names of units as printed, to the one name that stands for a unit, and where units are named in a sentence.

Belongs here: spellings and level words (tỉnh, huyện, sở ...). Does not belong here: periods, codes and geographies of
units (the warehouse joins those by year) and whom a sentence is about (`scrapers.readers`).

Level words are compared with their diacritics: folded, `tỉnh` and the end of `Hà Tĩnh` are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from scrapers.documents.model import Span
from scrapers.vocabulary.spans import TakenSpans
from scrapers.vocabulary.spelling_tree import any_case_search, leaping_matches, spelling_tree, word_search
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import UPPER, fold, nfc, plain_dashes, tidy

LOCAL_LEVELS = ("department", "district", "commune")
"""Levels below the province; their units are not listed in the vocabulary, names are kept as written."""

_LEVEL_WORDS = {
    "department": r"sở|ban|chi cục|cục|thanh tra tỉnh|văn phòng ubnd tỉnh",
    "district": r"huyện|quận|thị xã|tx\.?",
    "commune": r"xã|phường|thị trấn|đặc khu",
    "province": r"tỉnh",
    "city": r"thành phố|t\.?\s?p\.?",
}
_BODIES = r"ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân|ubnd|hđnd|đảng bộ|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ"
_BODY = re.compile(rf"^(?:{_BODIES})\s+", re.IGNORECASE)
_PROVINCE_BODY = re.compile(r"^(?:tỉnh [uủ][ỷy]|tỉnh uỷ|thành ủy|thành uỷ)\s+", re.IGNORECASE)
_PREFIX = {
    level: re.compile(rf"^(?P<word>{words})(?:\s+|(?<=\.))(?=\S)", re.IGNORECASE)
    for level, words in _LEVEL_WORDS.items()
}
_ENGLISH = {
    "province": re.compile(r"^(?P<bare>.+?)\s+province$", re.IGNORECASE),
    "city": re.compile(r"^(?P<bare>.+?)\s+city$", re.IGNORECASE),
    "district": re.compile(r"^(?P<bare>.+?)\s+(?:district|town)$", re.IGNORECASE),
    "commune": re.compile(r"^(?P<bare>.+?)\s+(?:commune|ward|township)$", re.IGNORECASE),
}
_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*$")
_LOCAL = re.compile(
    rf"(?<!\w)(?:(?i:ubnd|[uủ][yỷ] ban nhân dân|uỷ ban nhân dân)\s+)?"
    rf"(?P<word>(?i:{_LEVEL_WORDS['district']}|{_LEVEL_WORDS['commune']}|{_LEVEL_WORDS['city']}))\s+"
    rf"(?P<name>{UPPER}[^\W\d_]+(?:\s(?:-\s)?{UPPER}[^\W\d_]+)*|\d{{1,2}}(?![\d/.,%]))"
)
_LONGEST_ABBREVIATION = 4
"""Spellings of up to this many letters are abbreviations: they must be printed as listed (BRVT, HCM)."""

_OPENING = 3
"""Characters of a name that are looked for first."""
_MOST_HOSTS = 4096
"""How many hosts are remembered with their provinces: pages of one site come together."""


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit that the vocabulary knows: its short Vietnamese name and level (province, ministry, region, national)."""

    canonical_name: str
    level: str


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit named in a text; `span` covers its level word too. A local unit's name is kept as written."""

    span: Span
    name: str
    level: str


def strip_level(name: str) -> tuple[str | None, str]:
    """The level that a name's first words tell, and the name without them: `huyện Hà Quảng` is district, Hà Quảng.

    `city` means a city of either kind (province-level or under a province); None that no level word is there. A
    department keeps its word (`Sở Nội vụ`). The body before the place (`UBND huyện ...`) is dropped.
    """
    text = tidy(name)
    if match := _PROVINCE_BODY.match(text):
        return "province", text[match.end() :]
    text = _BODY.sub("", text)
    for level, pattern in _PREFIX.items():
        if match := pattern.match(text):
            return level, text if level == "department" else text[match.end() :]
    for level, pattern in _ENGLISH.items():
        if match := pattern.match(text):
            return level, match["bare"]
    return None, text


def resolve_unit(name: str, level: str | None = None) -> UnitName | None:
    """The unit of the vocabulary that a printed name means, or None.

    Args:
        name: as printed, in any Unicode form, with or without level words and a trailing parenthesis.
        level: the level wanted, where the caller knows it; without it a name with the word of a lower level
            (`huyện Quảng Ninh`), or a city that is not run by the centre (`TP. Cao Bằng`), is nobody known.
    """
    text = tidy(name)
    for candidate in dict.fromkeys((text, _PARENTHESIS.sub("", text))):
        if found := _listed(candidate, level):
            return found
        word, bare = strip_level(candidate)
        if word in LOCAL_LEVELS and level != "ministry":
            continue
        found = _listed(bare, "province" if word in ("province", "city") else level)
        if found and (level in (None, found.level)) and (word != "city" or level or found.canonical_name in _cities()):
            return found
    return None


def find_units(text: str) -> tuple[UnitMention, ...]:
    """The units that a sentence (NFC) names, in order: those of the vocabulary and local ones told by a level word."""
    found = [*_local_mentions(text)]
    taken = TakenSpans((mention.span.start, mention.span.end) for mention in found)
    for match in leaping_matches(_known_opening(), _known_pattern(), text):
        span = Span(match.start(), match.end())
        if taken.overlap(span.start, span.end):
            continue
        if unit := resolve_unit(match["name"]) or resolve_unit(match["name"].title()):
            found.append(UnitMention(span, unit.canonical_name, unit.level))
    return tuple(sorted(found, key=lambda mention: mention.span.start))


def _local_mentions(text: str) -> Iterator[UnitMention]:
    """Units below the province: a level word with a capitalised name, and departments by their listed names."""
    for match in leaping_matches(_local_opening(), _LOCAL, text):
        word, name = match["word"].lower(), match["name"]
        is_city = _PREFIX["city"].match(f"{word} x") is not None
        if is_city and (unit := _listed(name, "province")) and unit.canonical_name in _cities():
            continue
        level = "commune" if _PREFIX["commune"].match(f"{word} x") else "district"
        yield UnitMention(Span(match.start(), match.end()), tidy(name), level)
    for match in _department_pattern().finditer(text):
        name = _departments()[_exact(match.group())]
        yield UnitMention(Span(match.start(), match.end()), name, "department")


@cache
def _departments() -> dict[str, str]:
    rows = table("department_names", "spelling", "canonical_name")
    return {_exact(row["spelling"]): nfc(row["canonical_name"]) for row in rows}


@cache
def _department_pattern() -> re.Pattern[str]:
    spellings = sorted({nfc(row["spelling"]) for row in table("department_names")})
    return re.compile(rf"{any_case_search(_parts(spelling.lower()) for spelling in spellings)}(?!\w)")


@cache
def _local_opening() -> re.Pattern[str]:
    """What a local unit begins with: the beginning of a body's or a level's word."""
    words = ("ubnd", "uy", "ủy", "uỷ", "ủỷ", "huyện", "quận", "thị", "tx", "xã", "phường", "đặc", "thành")
    return re.compile(any_case_search([*words, ("t", r"[.\sp]")]))


def _listed(name: str, level: str | None) -> UnitName | None:
    names = _by_name().get(_exact(name)) or _by_name().get(fold(name), ())
    return next((unit for unit in names if level in (None, unit.level)), None)


def _exact(name: str) -> str:
    return re.sub(r"\s*-\s*", "-", plain_dashes(tidy(name)).lower())


@cache
def _by_name() -> dict[str, tuple[UnitName, ...]]:
    """Units by exact and by folded spelling; provinces come first where a name is shared."""
    order = {"province": 0, "ministry": 1, "region": 2, "national": 3}
    rows = sorted(table("unit_spellings", "spelling", "level", "canonical_name"), key=lambda row: order[row["level"]])
    names: dict[str, dict[UnitName, None]] = {}
    for row in rows:
        unit = UnitName(nfc(row["canonical_name"]), row["level"])
        for spelling in (row["spelling"], row["canonical_name"]):
            for key in (_exact(spelling), fold(spelling)):
                names.setdefault(key, {})[unit] = None
    return {key: tuple(units) for key, units in names.items()}


@cache
def _cities() -> frozenset[str]:
    """Canonical names of the cities that are, or once were, run by the centre."""
    rows = table("units", "level", "canonical_name", "unit_type")
    return frozenset(
        nfc(row["canonical_name"])
        for row in rows
        if row["level"] == "province" and fold(row["unit_type"]).startswith(("thanhpho", "city", "municipality"))
    )


@cache
def _known_names() -> list[list[str]]:
    """The characters of all listed spellings as patterns."""
    spellings = {nfc(row["spelling"]) for row in table("unit_spellings", "spelling", "level", "canonical_name")}
    spellings |= {spelling.upper() for spelling in spellings if len(spelling) > _LONGEST_ABBREVIATION}
    return [_parts(spelling) for spelling in sorted(spellings)]


@cache
def _known_opening() -> re.Pattern[str]:
    """What a listed unit, or a level word before it, begins with."""
    levels = [(letter, r"(?i:ỉnh|hành|[.\sp])") for letter in "tT"]
    return re.compile(word_search([*levels, *(name[:_OPENING] for name in _known_names())]))


@cache
def _known_pattern() -> re.Pattern[str]:
    """All listed spellings with an optional level word before them; the longest counts."""
    before = rf"(?:(?i:{_LEVEL_WORDS['province']}|{_LEVEL_WORDS['city']})\s*)?"
    return re.compile(rf"(?P<name>{before}{spelling_tree(_known_names())})(?!\w)")


def _parts(spelling: str) -> list[str]:
    """The characters of a spelling as patterns; its spaces may be any spaces and its dashes any dashes."""
    words = re.split(r"(\s*-\s*|\s+)", plain_dashes(spelling))
    gaps = [r"\s*[-–—]\s*" if "-" in gap else r"\s+" for gap in words[1::2]]
    first, *others = [list(map(re.escape, word)) for word in words[::2]]
    return [*first, *(part for gap, word in zip(gaps, others, strict=True) for part in (gap, *word))]


def unit_rows() -> Iterator[tuple[str, str, str]]:
    """Spelling, level and canonical name of every unit that the vocabulary lists, provinces first."""
    order = {"province": 0, "ministry": 1, "region": 2, "national": 3}
    rows = table("unit_spellings", "spelling", "level", "canonical_name")
    for row in sorted(rows, key=lambda row: order[row["level"]]):
        yield nfc(row["spelling"]), row["level"], nfc(row["canonical_name"])


def department_spellings() -> Iterator[tuple[str, str]]:
    """Spelling and name of every department that the vocabulary lists."""
    for row in table("department_names", "spelling", "canonical_name"):
        yield nfc(row["spelling"]), nfc(row["canonical_name"])


def central_cities() -> frozenset[str]:
    """Canonical names of the cities that are, or once were, run by the centre."""
    return _cities()


@lru_cache(maxsize=_MOST_HOSTS)
def unit_of_host(host: str) -> UnitName | None:
    """The province whose name an internet host bears (`baodongnai.com.vn`, `sonoivu.caobang.gov.vn`), or None."""
    bare = host.lower().replace("-", "")
    labels = bare.removesuffix(".vn").split(".")
    slugs = [slug for slug in _names_by_slug() if any(slug in label for label in labels)]
    longest = max(slugs, key=lambda slug: (len(slug), slug), default=None)
    return UnitName(_names_by_slug()[longest], "province") if longest else None


@cache
def _names_by_slug() -> dict[str, str]:
    """Folded names of the provinces, and the first label of their portals' hosts, to canonical names."""
    slugs: dict[str, str] = {}
    for row in table("units", "level", "canonical_name", "portal_host"):
        if row["level"] == "province":
            name = nfc(row["canonical_name"])
            slugs[fold(name)] = name
            if host := row["portal_host"].removeprefix("www.").split(".")[0].replace("-", ""):
                slugs.setdefault(host, name)
    return slugs
