"""What one cell of a score table says: values with their measures.

Belongs here: `14/16`, `91,03%`, `05/63`, `Giảm 1 điểm`. Does not belong here: the cell's column and row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from scrapers.records import Measure
from scrapers.vocabulary.numbers import NUMBER, parse_number
from scrapers.vocabulary.tables import table as vocabulary_table
from scrapers.vocabulary.text import fold, tidy

_SIGNED = rf"[+\-−–]?\s?{NUMBER}"
_SCORE = re.compile(
    rf"^(?P<score>{_SIGNED})\s*(?P<unit>%|điểm|points)?(?:\s*/\s*(?P<max>{NUMBER})\s*(?:%|điểm|points)?)?$",
    re.IGNORECASE,
)
_RANK = re.compile(r"^(?:(?:hạng|thứ|xếp thứ)\s*)?(?P<rank>\d{1,3})(?:\s*/\s*(?P<of>\d{1,3}))?$", re.IGNORECASE)
_CHANGE = re.compile(
    rf"^(?:(?P<word>tăng|giảm|up|down|↑|↓|▲|▼)\s*)?(?P<value>{_SIGNED})\s*(?P<unit>%|điểm|bậc|hạng|points)?$",
    re.IGNORECASE,
)
_UNCHANGED = re.compile(
    r"^(?:giữ nguyên|không (?:thay )?đổi|không tăng,? không giảm)(?:\s+(?:điểm|thứ hạng))?$", re.IGNORECASE
)
_DOWN = ("giảm", "down", "↓", "▼")
EMPTY = ("", "-", "–", "—", "...", "…", "x", "n/a", "na", "#n/a", ".")
_STORED = {
    measure.value: (measure, {"rank": "rank", "delta_rank": "places"}.get(measure.value, ""))
    for measure in Measure
    if measure not in (Measure.GROUP, Measure.RANK_OF, Measure.LOST_POINTS, Measure.MEAN)
}
"""Measures whose values a cell may store, with their own unit of measure where they have one."""
_MOST_KEPT = 65_536


class CellValue(NamedTuple):
    """One value of a cell, with the characters that print it."""

    measure: Measure
    value: float
    unit_of_measure: str
    raw: str


def read_cell(text: str, role: str, is_percent: bool, number: float | None = None) -> Sequence[CellValue] | None:
    """The values in a cell of a column of that role; empty for an empty cell, None where the cell is not understood.

    Args:
        number: the value that the cell stores, where its medium stores values.
    """
    if number is None or role not in _STORED:
        return _read_text(text, role, is_percent)
    if role == "rank" and (number < 1 or not number.is_integer()):
        return None
    measure, unit = _STORED[role]
    return (CellValue(measure, number, unit or ("percent" if is_percent else "points"), text),)


@lru_cache(maxsize=_MOST_KEPT)
def _read_text(text: str, role: str, is_percent: bool) -> Sequence[CellValue] | None:
    bare = tidy(text)
    if bare.lower() in EMPTY:
        return ()
    unit = "percent" if is_percent or "%" in bare else "points"
    if role == "score":
        return _score(bare, unit)
    if role == "max_score":
        value = parse_number(bare)
        return None if value is None else [CellValue(Measure.MAX_SCORE, value, unit, bare)]
    if role in ("lower_bound", "upper_bound", "standard_error"):
        value = parse_number(bare.rstrip("% "))
        return None if value is None else [CellValue(Measure(role), value, unit, bare)]
    if role == "rank":
        return _rank(bare)
    if role == "group":
        return _group(bare)
    return _change(bare, Measure(role), "places" if role == Measure.DELTA_RANK else unit)


def _score(text: str, unit: str) -> list[CellValue] | None:
    match = _SCORE.match(text)
    score = parse_number(match["score"]) if match else None
    if match is None or score is None:
        return None
    values = [CellValue(Measure.SCORE, score, unit, match["score"])]
    if match["max"]:
        maximum = parse_number(match["max"])
        if maximum is None:
            return None
        values.append(CellValue(Measure.MAX_SCORE, maximum, unit, match["max"]))
    return values


def _rank(text: str) -> list[CellValue] | None:
    match = _RANK.match(text)
    if match is None or int(match["rank"]) == 0:
        return None
    values = [CellValue(Measure.RANK, float(match["rank"]), "rank", match["rank"])]
    if match["of"]:
        values.append(CellValue(Measure.RANK_OF, float(match["of"]), "units", match["of"]))
    return values


def _group(text: str) -> list[CellValue] | None:
    """A group by its place from the best one: `Rất tốt` or `A` is 1."""
    place = _groups().get(fold(text))
    return None if place is None else [CellValue(Measure.GROUP, place, "group", text)]


@cache
def _groups() -> dict[str, float]:
    return {fold(row["name"]): float(row["place"]) for row in vocabulary_table("group_names", "name", "place")}


def _change(text: str, measure: Measure, unit: str) -> list[CellValue] | None:
    if _UNCHANGED.match(text):
        return [CellValue(measure, 0.0, unit, text)]
    match = _CHANGE.match(text)
    value = parse_number(match["value"].replace(" ", "")) if match else None
    if match is None or value is None:
        return None
    is_rank = (match["unit"] or "").lower() in ("bậc", "hạng")
    if is_rank != (measure is Measure.DELTA_RANK) and match["unit"]:
        return None
    down = (match["word"] or "").lower() in _DOWN
    return [CellValue(measure, -abs(value) if down else value, unit, text)]
