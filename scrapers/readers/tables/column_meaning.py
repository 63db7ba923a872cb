"""What a column holds by the words over it: the measure, the part of the index, the year.

Belongs here: one column at a time. Does not belong here: what follows from its neighbours (`domain_axis`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scrapers.readers.tables.header_words import (
    VALUE_ROLES,
    bound_in,
    index_in,
    is_year,
    maximum_in,
    role_of,
    weighted_index,
    years_in,
)
from scrapers.readers.tables.part_names import PartName, is_total, is_unlisted_criterion, part_named
from scrapers.records import Measure
from scrapers.vocabulary.frameworks import TOTAL

_PARENTHESIS = re.compile(r"(?<=\S)\s*\([^()]*\)")
_PERCENT = re.compile(r"\(\s*%\s*\)|(?:^|\s)%\s*$|\([^()\d]{0,16}%\s*\)$", re.IGNORECASE)
_VARIABLE = re.compile(r"^[A-Za-z]+\d*_\w*$")
_RANKED = re.compile(r"xếp\s+(?:hạng|thứ|vị)|thứ\s+(?:hạng|tự|bậc)|\branking\b|\brank\b", re.IGNORECASE)
_NO_VALUES = ("number", "note", "unit", "domain", "year")
_MOST_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds. `measure` None: no values; then `role` says what (number, note, unit ...), None unknown.

    `index_code` and `year` are those that its header names; `part` None where it names none.
    """

    role: str | None
    measure: Measure | None
    part: PartName | None
    index_code: str | None
    year: int | None
    is_percent: bool
    maximum: float | None
    label: str


@lru_cache(maxsize=_MOST_KEPT)
def meaning_of(path: tuple[str, ...], index_code: str, year: int | None) -> Meaning:
    """The meaning of a column.

    Args:
        path: the words over it, from the top down.
        index_code: the index that the table is about.
        year: the year that the table is about, as far as it is known.
    """
    label = " · ".join(path)
    named = index_in(label)
    own_index = weighted_index(named or index_code, label)
    role = _role(path)
    own_year = _year(path)
    part = _part(path, own_index, own_year or year)
    measure = _measure(role, part, label, named is not None)
    return Meaning(
        role if measure is None else measure.value,
        measure,
        part,
        own_index if named or own_index != index_code else None,
        own_year,
        any(_PERCENT.search(text) for text in path),
        next((maximum for text in reversed(path) if (maximum := maximum_in(text)) is not None), None),
        label,
    )


def _role(path: tuple[str, ...]) -> str | None:
    """The role that the lowest words tell; words over them tell it where those are silent or nothing but a year."""
    told = [(text, role) for text in reversed(path) if (role := role_of(text)) is not None]
    return next((role for text, role in told if not is_year(text)), told[0][1] if told else None)


def _part(path: tuple[str, ...], index_code: str, year: int | None) -> PartName | None:
    if any(is_unlisted_criterion(text, index_code, year) for text in path):
        return None
    # Names of variables, such as sub8_bss, keep the numbers of older schemes: words of people count for more.
    told = sorted(reversed(path), key=lambda one: _VARIABLE.match(one) is not None)
    whole = " ".join(path)
    for text in (*told, whole) if len(path) > 1 else told:
        if part := part_named(text, index_code, year):
            return part
    return PartName(TOTAL, None, "") if any(is_total(text, index_code) for text in path) else None


def _measure(role: str | None, part: PartName | None, label: str, names_index: bool) -> Measure | None:
    if part is not None and role != "max_score":
        bound = bound_in(label)
        if bound is not None and (part.code != TOTAL or names_index):
            return bound
    if role in VALUE_ROLES:
        return Measure(role)
    # Folded, `Tính` of a broken `Tính minh bạch` and `Tỉnh` are one word: a part that is named counts for more.
    is_named = part is not None and part.basis == "name" and part.code != TOTAL
    if part is None or (role in _NO_VALUES and not is_named):
        return None
    return Measure.RANK if _RANKED.search(label) else Measure.SCORE


def _year(path: tuple[str, ...]) -> int | None:
    """The one year that the lowest words with a year tell; what stands in parentheses behind words is a remark."""
    for text in reversed(path):
        years = set(years_in(_PARENTHESIS.sub("", text)))
        if years:
            return years.pop() if len(years) == 1 else None
    return None
