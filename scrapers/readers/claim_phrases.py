"""The phrases of a sentence that print a value: a score, a rank or a change.

Belongs here: the wording of values, in Vietnamese. Does not belong here: whose value of which index and year it is
(`scrapers.readers.claim_scopes`), or records (`scrapers.readers.claims`).

A slash has four meanings in print: rank of units (`40/63`), score of maximum (`8,89/16`), done of total and this year
of last year. Only the words around it tell which, so no number is read without its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scrapers.records import Measure
from scrapers.vocabulary.numbers import NUMBER, parse_number
from scrapers.vocabulary.spans import TakenSpans

_POINTS = r"(?:%\s*điểm|điểm\s*%|điểm phần trăm|điểm|%)"
_SCORE = re.compile(
    rf"(?:(?P<verb>đạt(?:\s+được)?|được|là|với|có|còn|ở mức|chỉ số|[:=(])\s*+"
    rf"(?:số điểm|tổng điểm|điểm số|kết quả|mức)?\s*+"
    rf"(?:là|đạt)?\s*+)(?P<value>{NUMBER})(?:\s*/\s*(?P<max>{NUMBER}))?\s*(?P<unit>{_POINTS})(?!\w)",
    re.IGNORECASE,
)
_RANK_VERB = r"(?:xếp|đứng|đạt|giữ|ở|vươn lên|tăng lên|lên|tụt xuống|xuống)"
_RANK_WORD = r"(?:thứ hạng|vị trí|vị thứ|hạng|thứ)"
_ORDINALS = {
    "nhất": 1,
    "nhì": 2,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_RANK = re.compile(
    rf"(?:{_RANK_VERB}\s+(?:ở\s+|hạng\s+|tại\s+)?)?(?P<word>{_RANK_WORD})\s+(?:(?:thứ|số)\s+)?"
    rf"(?P<rank>\d{{1,2}}|{'|'.join(_ORDINALS)})(?![\d,.]\d|\w)(?:\s*/\s*(?P<of>\d{{1,3}})(?![\d,.]\d|\w))?"
    rf"|xếp\s+(?P<bare>\d{{1,2}})\s*/\s*(?P<bare_of>\d{{1,3}})(?!\w)",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    rf"(?P<word>tăng|giảm|tụt|lùi|cải thiện|vượt)\s+(?:được\s+|thêm\s+|đến\s+|tới\s+)?(?P<value>{NUMBER})\s*"
    rf"(?P<unit>{_POINTS}|bậc|hạng|thứ hạng|vị trí)(?!\w)",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"(?:giữ nguyên|không thay đổi)\s+(?:về\s+)?(?P<unit>thứ hạng|thứ bậc|vị trí|điểm số)", re.IGNORECASE
)
_DOWN = ("giảm", "tụt", "lùi")
_ORDINAL = re.compile(r"\bthứ\s+\w+$", re.IGNORECASE)
_YEAR_AFTER = re.compile(r"^\s*\d{4}")
_COUNTED_AFTER = re.compile(r"^\s+(?:tỉnh|thành phố|huyện|sở|bộ|địa phương|đơn vị|cơ quan)\b", re.IGNORECASE)
_NOT_RANK_BEFORE = re.compile(r"(?:lần|kỳ họp|khóa|khoá|mức độ)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ValuePhrase:
    """A printed value; offsets into the NFC text. `of` is the maximum of a score or the number of ranked units."""

    start: int
    end: int
    measure: Measure
    value: float
    raw: str
    unit_of_measure: str
    of: float | None = None
    of_raw: str | None = None
    in_words: bool = False


def find_values(text: str) -> list[ValuePhrase]:
    """The values that a text (NFC) prints, in order; a change is no score, whatever stands before it."""
    found = [*_changes(text), *_ranks(text)]
    taken = TakenSpans((phrase.start, phrase.end) for phrase in found)
    found.extend(phrase for phrase in _scores(text) if not taken.overlap(phrase.start, phrase.end))
    return sorted(found, key=lambda phrase: phrase.start)


def _scores(text: str) -> Iterator[ValuePhrase]:
    for match in _SCORE.finditer(text):
        value = parse_number(match["value"])
        maximum = parse_number(match["max"]) if match["max"] else None
        if value is None or (match["max"] and maximum is None):
            continue
        start = match.start() + (1 if match["verb"] in ":=(" else 0)
        lead = text[start : match.start("value")]
        start += len(lead) - len(lead.lstrip())
        unit = _unit(match["unit"])
        yield ValuePhrase(start, match.end(), Measure.SCORE, value, match["value"], unit, maximum, match["max"])


def _ranks(text: str) -> Iterator[ValuePhrase]:
    for match in _RANK.finditer(text):
        if _NOT_RANK_BEFORE.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        raw, of = match["rank"] or match["bare"], match["of"] or match["bare_of"]
        word = (match["word"] or "").lower()
        has_verb = match.start() != match.start("word")
        if word == "thứ" and not has_verb:
            continue
        if of is None and _COUNTED_AFTER.match(text[match.end() : match.end() + 20]):
            continue
        if not raw.isdecimal() and (
            not _ORDINAL.search(match.group()) or _YEAR_AFTER.match(text[match.end() : match.end() + 8])
        ):
            continue
        rank = _ORDINALS.get(raw.lower()) or (int(raw) if raw.isdecimal() else 0)
        if rank == 0 or (of and rank > int(of)):
            continue
        yield ValuePhrase(
            match.start(),
            match.end(),
            Measure.RANK,
            float(rank),
            raw,
            "rank",
            float(of) if of else None,
            of,
            in_words=not raw.isdecimal(),
        )


def _changes(text: str) -> Iterator[ValuePhrase]:
    for match in _CHANGE.finditer(text):
        value = parse_number(match["value"])
        if value is None:
            continue
        signed = -value if match["word"].lower() in _DOWN else value
        is_rank = match["unit"].lower() in ("bậc", "hạng", "thứ hạng", "vị trí")
        measure, unit = (Measure.DELTA_RANK, "places") if is_rank else (Measure.DELTA_SCORE, _unit(match["unit"]))
        yield ValuePhrase(match.start(), match.end(), measure, signed, match["value"], unit)
    for match in _KEPT.finditer(text):
        is_score = match["unit"].lower() == "điểm số"
        measure, unit = (Measure.DELTA_SCORE, "points") if is_score else (Measure.DELTA_RANK, "places")
        yield ValuePhrase(match.start(), match.end(), measure, 0.0, match.group(), unit, in_words=True)


def _unit(printed: str) -> str:
    return "percent" if "%" in printed or "phần trăm" in printed.lower() else "points"
