"""Digits that are no values: dates, clock times, symbols of documents, stretches of years, a page's counters.

Belongs here: finding them. Does not belong here: what dates mean (`scrapers.vocabulary.dates`).
"""

from __future__ import annotations

import re

from scrapers.vocabulary.legal_symbols import FULL_NUMBER
from scrapers.vocabulary.spans import TakenSpans

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_CENTURY = r"(?:19|20)\d{2}"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMERIC = rf"{_DAY}\s?[/.-]\s?{_MONTH}\s?[/.-]\s?{_CENTURY}"
_DIGIT_DATES = re.compile(
    rf"(?=\d)(?<![\d.,/])(?:{_NUMERIC}|{_DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})(?:,?\s+{_CENTURY})?"
    rf"|\d{{1,2}}[:h]\d{{2}}(?!\d))(?![\d]|[.,]\d)",
    re.IGNORECASE,
)
_WORD_DATES = re.compile(
    rf"(?=[tcqnsvjfmaond])\b(?:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s*[,:–(-]?\s*(?:ngày\s*)?"
    rf"{_DAY}\s?[/.-]\s?{_MONTH}(?:\s?[/.-]\s?{_CENTURY})?"
    rf"|ngày\s*(?:{_NUMERIC}|{_DAY}(?:\s?[/.-]\s?{_MONTH}(?![\d/]|\s?(?:tỉnh|đơn vị|địa phương))"
    rf"|\s+tháng\s+{_MONTH}(?:\s+năm\s+{_CENTURY})?))"
    rf"|(?:tháng|quý)\s+{_MONTH}\s?/\s?{_CENTURY}|tháng\s+{_MONTH}(?:\s+năm\s+{_CENTURY})?"
    rf"|(?:sáng|chiều|tối|trưa|nay|qua|TTXVN|VGP)\s?,?\s?\(?{_DAY}\s?[-/.]\s?{_MONTH}(?![\d/])"
    rf"|(?:{_MONTHS})(?:\s+{_DAY}(?:st|nd|rd|th)?(?!\d)(?:,?\s+{_CENTURY})?|,?\s+{_CENTURY}))(?![\d]|[.,]\d)",
    re.IGNORECASE,
)
_SYMBOLS = re.compile(FULL_NUMBER)
_STRETCHES = re.compile(rf"(?<!\d){_CENTURY}\s?[-–—]\s?{_CENTURY}(?!\d)")
_LUNAR_YEARS = re.compile(
    r"\b(?:Giáp|Ất|Bính|Đinh|Mậu|Kỷ|Canh|Tân|Nhâm|Quý)\s(?:Tý|Sửu|Dần|Mão|Thìn|Tỵ|Ngọ|Mùi|Thân|Dậu|Tuất|Hợi)"
    rf"(?:\s?[-–—,(]?\s?(?:năm\s)?{_CENTURY})?(?!\d)",
    re.IGNORECASE,
)
"""`Quý Mão 2023`: the new year at which something is told, never the year that is told of."""
_COUNTED = r"lượt\s+(?:truy\s?cập|xem|đọc|tải|thích|chia\s+sẻ|bình\s+luận|người\s+(?:xem|đọc|truy\s?cập))"
_COUNTERS = re.compile(
    rf"(?=[tslđvp])\b(?:(?:tổng\s+)?(?:số\s+)?(?:{_COUNTED}|người\s+(?:đang\s+)?truy\s?cập)"
    rf"|đang\s+(?:online|trực\s+tuyến|truy\s?cập|xem)|visitors?|page\s?views?|views?)\s?:?\s?\d[\d.,]*"
    rf"|(?=\d)(?<![\d.,])\d[\d.,]*\s(?:{_COUNTED}|views)",
    re.IGNORECASE,
)
"""`Lượt truy cập: 99.999`: how often a page was looked at; it would be read as a score."""
_PATTERNS = (
    ("counter", _COUNTERS),
    ("symbol", _SYMBOLS),
    ("stretch", _STRETCHES),
    ("date", _LUNAR_YEARS),
    ("date", _WORD_DATES),
    ("date", _DIGIT_DATES),
)
_ANY_DIGIT = re.compile(r"\d")


def masked(text: str) -> list[tuple[int, int, str]]:
    """Start, end and kind of each such place, without overlaps, in no particular order."""
    if not _ANY_DIGIT.search(text):
        return []
    found: list[tuple[int, int, str]] = []
    for kind, pattern in _PATTERNS:
        taken = TakenSpans((start, end) for start, end, _ in found)
        found.extend(
            (match.start(), match.end(), kind)
            for match in pattern.finditer(text)
            if not taken.overlap(match.start(), match.end())
        )
    return found
