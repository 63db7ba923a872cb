"""Words of failing: how a document says that a criterion was not met, by how much, and what it cost.

Belongs here: failures, thresholds and points lost inside one line. Does not belong here: which lines are criteria
(`scrapers.readers.deductions`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.vocabulary.numbers import parse_number
from scrapers.vocabulary.spelling_tree import any_case_search, first_match

_NUMBER = r"\d{1,9}(?:[.,]\d{1,9}){0,3}(?![.,]?\d)"
"""As in `scrapers.vocabulary.numbers`, of a length that values have: a page full of digits is no number."""
_FAILURE = re.compile(
    r"(?<!\w)(?:chưa|không (?:có|đạt|đúng|đủ|đầy đủ|hoàn thành|kịp thời|đảm bảo|bảo đảm|thực hiện|ban hành)|dưới\s+\d|"
    r"thấp hơn|còn (?:\d|chậm|thấp|thiếu|hạn chế|yếu|tình trạng|có)|trễ hạn|quá hạn|bị trừ|bị mất|mất điểm|mất\s+\d|"
    r"trừ\s+\d|vi phạm)(?!\d*[^\W\d])",
    re.IGNORECASE,
)
_FAILURE_WORDS = ("chưa", "không", "dưới", "thấp", "còn", "trễ", "quá", "bị", "mất", "trừ", "vi")
_BEGINS = re.compile(any_case_search(_FAILURE_WORDS))
"""The first words of a failure."""
_THRESHOLD = re.compile(
    r"(?<!\w)(?P<word>dưới|thấp hơn|nhỏ hơn|ít hơn|(?:chưa|không)(?: hoàn thành| đạt| đảm bảo| bảo đảm| đến| tới)+|"
    r"trên|vượt|quá|lớn hơn)\s+(?:mức\s+|tỷ lệ\s+|từ\s+)?"
    rf"(?P<value>{_NUMBER})\s?(?P<unit>%|điểm|ngày|lần|văn bản|hồ sơ)",
    re.IGNORECASE,
)
_ABOVE = ("trên", "vượt", "quá", "lớn hơn")
_UNITS = {"%": "percent", "điểm": "points"}
_LOST = re.compile(
    rf"(?<!\w)(?:bị trừ|bị mất|mất|trừ|điểm trừ|điểm mất)(?:\s+(?:điểm|mất|đi|tổng cộng|khoảng))?\s*:?\s+"
    rf"(?P<value>{_NUMBER})(?:\s?/\s?{_NUMBER})?\s?điểm",
    re.IGNORECASE,
)
_LOST_BEHIND = re.compile(rf"\(\s*(?:-|trừ\s+|mất\s+)\s?(?P<value>{_NUMBER})(?:\s?/\s?{_NUMBER})?(?:\s?điểm)?\s*\)")
_HYPOTHETICAL = re.compile(r"(?:sẽ|không|nếu|tránh|để)\s+(?:bị\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Threshold:
    """The bound that was missed: below 50 percent is `<`, 50, percent."""

    operator: str
    value: float
    unit: str


def tells_failure(text: str) -> bool:
    """Whether a text (in reading form) tells that something was not met."""
    return failure_at(text) is not None


def failure_at(text: str) -> int | None:
    """Where in a text the failure begins, or None: `Tỷ lệ hồ sơ | dưới 50%`."""
    match = first_match(_FAILURE, text, [begin.start() for begin in _BEGINS.finditer(text)])
    return match.start() if match else None


def find_threshold(text: str) -> Threshold | None:
    """The bound that a text says was missed."""
    match = _THRESHOLD.search(text)
    if match is None:
        return None
    value = parse_number(match["value"])
    if value is None:
        return None
    word = match["word"].lower()
    operator = ">" if word in _ABOVE else "<"
    unit = match["unit"].lower()
    return Threshold(operator, value, _UNITS.get(unit, unit))


def find_lost_points(text: str) -> float | None:
    """The points that a text says were lost; what may be lost one day is not."""
    for pattern in (_LOST, _LOST_BEHIND):
        for match in pattern.finditer(text):
            if not _HYPOTHETICAL.search(text, max(0, match.start() - 12), match.start()):
                return parse_number(match["value"])
    return None
