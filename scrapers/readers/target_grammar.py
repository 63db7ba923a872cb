"""The values that a plan wants to reach, as sentences print them.

Belongs here: one goal's operator, value and unit. Does not belong here: which sentences speak of goals, and the clause
that a goal stands in (`scrapers.readers.targets`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.readers.deadlines import BEFORE
from scrapers.vocabulary.dates import DAY
from scrapers.vocabulary.numbers import parse_number
from scrapers.vocabulary.spelling_tree import any_case_search, matches_at

_NUMBER = r"\d{1,9}(?:[.,]\d{1,9}){0,3}(?![.,]?\d)"
"""As in `scrapers.vocabulary.numbers`, of a length that values have: a page full of digits is no number."""
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_N = rf"(?P<value>{_NUMBER})"
_UNIT = r"\s?(?P<unit>%|phần trăm|điểm phần trăm|điểm|bậc|hạng|vị trí|lần|ngày|giờ|phút)"
_COMPOUND_NOUN = r"(?:sáng|mô|hội|đơn|cơ|thủ|dịch|văn|chuyên|tin|cuộc|lớp|buổi)\s+[^\W\d_]{2,8}"
_COUNTED = rf"(?:\s?(?P<unit>%)|\s+(?P<noun>{_COMPOUND_NOUN}|[^\W\d_]{{2,12}}))"
_NUMBER_OR_WORD = rf"(?P<value>{_NUMBER}|{'|'.join(_WORDS)}(?=\s))"
_REACH = r"(?:(?:đạt|bằng)\s+(?:(?:tỷ lệ|mức|từ|là)\s+){0,2})?"
_AT_LEAST = r"(?:tối thiểu|ít nhất|không dưới|không thấp hơn|không ít hơn|thấp nhất)"
_AT_MOST = r"(?:không quá|tối đa|không vượt quá|không cao hơn|nhiều nhất|cao nhất)"
_LINK = r"(?:\s+(?:là|đạt|từ|có|trên|thêm|khoảng)){0,2}"
_STEPS = r"(?:bậc|hạng|vị trí|thứ bậc|thứ hạng)"
_UP = r"(?:tăng|nâng|cải thiện)(?:\s+(?:thêm|lên|tối thiểu|ít nhất|từ|khoảng|trên|được)){0,3}"
_DOWN = r"(?:cắt giảm|giảm|rút ngắn|tinh giản)(?:\s+(?:thêm|tối thiểu|ít nhất|từ|khoảng|trên|được|biên chế)){0,3}"

_PATTERNS = tuple(
    (operator, re.compile(rf"(?<!\w){pattern}", re.IGNORECASE))
    for operator, pattern in (
        ("between", rf"{_REACH}(?:từ\s+)?{_N}\s?%?\s?(?:-|đến|tới)\s?(?P<to>{_NUMBER}){_UNIT}(?!\s?trở)"),
        ("increase_rank", rf"{_UP}\s+(?:từ\s+)?{_N}(?:\s?-\s?(?P<to>\d+))?\s+{_STEPS}(?:\s+trở lên)?"),
        ("increase", rf"{_UP}\s+(?P<value>{_NUMBER}){_UNIT}(?:\s+trở lên)?"),
        ("decrease_by", rf"{_DOWN}\s+(?P<value>{_NUMBER})\s?(?P<unit>%)(?!\s?(?:-|đến|tới)\s?\d)"),
        (">=", rf"{_REACH}{_AT_LEAST}{_LINK}\s+{_NUMBER_OR_WORD}{_COUNTED}(?:\s+trở lên)?"),
        (">=", rf"{_REACH}(?:từ\s+)?{_N}{_UNIT}\s+trở lên"),
        ("<=", rf"{_REACH}(?:từ\s+)?{_N}{_UNIT}\s+trở xuống"),
        ("<=", rf"{_REACH}{_AT_MOST}{_LINK}\s+{_NUMBER_OR_WORD}{_COUNTED}"),
        (">", rf"{_REACH}(?:trên|hơn|vượt|cao hơn|lớn hơn)\s+(?:mức\s+)?{_N}{_UNIT}"),
        ("<", rf"{_REACH}(?:dưới|thấp hơn|nhỏ hơn|ít hơn)\s+(?:mức\s+)?{_N}{_UNIT}"),
        (
            "top",
            r"(?:thuộc|trong|vào|đứng trong|nằm trong|giữ vững)\s+(?:nhóm|top|tốp)\s+(?:có\s+)?(?P<value>\d{1,2})(?!\d)"
            r"(?:\s+(?:tỉnh|địa phương|đơn vị|huyện|xã|sở|thành phố)[^.;,]{0,40}?(?:dẫn đầu|đầu|cao nhất))?",
        ),
        (
            "group",
            r"(?:thuộc|trong|vào|đứng trong|nằm trong)\s+nhóm\s+(?:(?:các|những)\s+)?(?:[^.;]{0,40}?\s)?"
            r"(?P<noun>dẫn đầu|đạt điểm cao nhất|cao nhất|trung bình cao|tốt|khá|cao|a)(?!\w)",
        ),
        (
            "rank_up",
            r"(?:xếp|đứng)\s+(?:thứ|hạng|vị trí|ở vị trí)\s+(?:thứ\s+)?(?:từ\s+)?(?P<value>\d{1,2})(?:/\d+)?\s+trở lên",
        ),
        (
            "rank",
            r"(?:xếp|đứng)\s+(?:thứ|hạng|vị trí|ở vị trí)\s+(?:thứ\s+)?(?P<value>\d{1,2})(?:\s?-\s?(?P<to>\d{1,2}))?"
            r"(?:/\d+)?(?![\d%])",
        ),
        ("=", rf"mỗi (?:năm|quý|tháng)\s+(?P<value>{_NUMBER})\s+(?P<noun>lần|cuộc|đợt|lớp|kỳ|hội nghị)"),
        ("=", rf"(?P<value>{_NUMBER})\s+(?P<noun>lần|cuộc|đợt|lớp|kỳ|hội nghị)\s?/\s?(?:năm|quý|tháng)"),
        (">=", r"từ\s+(?P<value>\d+(?:[.,]\d+)?)\s?(?P<unit>%)(?!\s?(?:-|đến|tới|lên|xuống))"),
        ("=", rf"(?:đạt|hoàn thành|bằng)\s+(?:(?:tỷ lệ|mức|số điểm|là|tổng)\s+){{0,2}}{_N}{_UNIT}"),
        ("=", r"(?P<value>\d{1,3}(?:[.,]\d{1,2})?)\s?(?P<unit>%)"),
        ("all", r"(?:đối với\s+)?tất cả(?:\s+các)?\s+(?=hồ sơ|TTHC|thủ tục|văn bản|kiến nghị|phản ánh)"),
        ("more", r"hoàn thành (?:và )?vượt (?:mức )?(?:các )?(?=nhiệm vụ|chỉ tiêu|kế hoạch|dự toán|mục tiêu)"),
        (
            "done_by",
            rf"(?:hoàn thành|xong|kết thúc|thực hiện|ban hành)(?!\w)[^.;]{{0,100}}?\s{BEFORE}\s+(?:ngày\s+)?"
            rf"(?P<date>{DAY}|\d{{1,2}}/\d{{1,2}}(?![\d/])|quý\s+(?:IV|I{{1,3}}|[1-4])\b|tháng\s+\d{{1,2}})"
            r"(?:\s?/\s?20\d\d|\s+năm 20\d\d)?",
        ),
    )
)
_BEGINNINGS = (
    "đạt", "bằng", "từ", "tăng", "nâng", "cải", "cắt", "giảm", "rút", "tinh", "tối", "ít", "không", "thấp", "nhiều",
    "cao", "trên", "hơn", "vượt", "lớn", "dưới", "nhỏ", "thuộc", "trong", "vào", "đứng", "nằm", "giữ", "xếp", "mỗi",
    "hoàn", "đối", "tất", "xong", "kết", "thực", "ban",
)  # fmt: skip
"""The first words of all patterns; others begin with a digit."""
_BEGINS = re.compile(any_case_search([*_BEGINNINGS, *"0123456789"]))
_DIGIT = re.compile(r"\d")
_GOAL_WORDS = ("tất cả", "hoàn thành", "nhóm", "ít nhất", "tối thiểu", "không quá", "tối đa")
"""Words of goals without digits; of a text with neither no pattern is tried."""
_UNITS = {
    "%": "percent",
    "phần trăm": "percent",
    "điểm phần trăm": "percent",
    "điểm": "points",
    "bậc": "places",
    "hạng": "places",
    "vị trí": "places",
}
_STATED = {"top": "<=", "rank_up": "<=", "rank": "=", "group": ">=", "all": "=", "more": ">="}
_NEAR = 30
_REPORT = re.compile(r"báo cáo", re.IGNORECASE)
"""The day of a report is a duty of reporting, no goal."""
_SERVICE_LEVEL = re.compile(r"(?:mức độ|mức|Đề án|số|điều|khoản|điểm)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal at `start` to `end` of a text; `value` is None where no number is printed."""

    start: int
    end: int
    operator: str
    value: float | None
    value_to: float | None
    unit: str | None
    raw: str


def find_goals(text: str) -> list[Goal]:
    """The goals that a text (in reading form) prints, in order; of overlapping ones the first that begins counts."""
    if _DIGIT.search(text) is None and not _has_goal_word(text.lower()):
        return []
    found = []
    places = [match.start() for match in _BEGINS.finditer(text)]
    for order, (operator, pattern) in enumerate(_PATTERNS):
        for match in matches_at(pattern, text, places):
            if goal := _goal(operator, match):
                found.append((goal.start, order, goal))
    kept: list[Goal] = []
    for _, _, goal in sorted(found, key=lambda one: (one[0], one[1])):
        if not kept or goal.start >= kept[-1].end:
            kept.append(goal)
        elif kept[-1].operator == "done_by" and goal.operator != "done_by":
            kept[-1] = goal
    return kept


def _has_goal_word(lowered: str) -> bool:
    return any(word in lowered for word in _GOAL_WORDS)


def _goal(operator: str, match: re.Match[str]) -> Goal | None:
    part = match.groupdict()
    raw = " ".join(match.group().split())
    start, end = match.span()
    if operator == "done_by":
        is_report = _REPORT.search(match.string, max(0, start - _NEAR), end)
        return None if is_report else Goal(start, end, operator, None, None, None, raw)
    if operator in ("all", "more"):
        return Goal(start, end, _STATED[operator], 100.0, None, "percent", raw)
    if operator == "group":
        return Goal(start, end, _STATED[operator], None, None, "group", raw)
    value = _number(part.get("value") or "")
    if value is None or _SERVICE_LEVEL.search(match.string, max(0, start - 10), start):
        return None
    to = _number(part["to"]) if part.get("to") else None
    if operator in ("top", "rank", "rank_up"):
        return Goal(start, end, "between" if to else _STATED[operator], value, to, "rank", raw)
    unit = part.get("unit") or part.get("noun")
    unit = "places" if operator == "increase_rank" else _UNITS.get((unit or "").lower(), unit)
    return Goal(start, end, operator, value, to, unit, raw)


def _number(text: str) -> float | None:
    word = _WORDS.get(text.lower())
    return float(word) if word is not None else parse_number(text)
