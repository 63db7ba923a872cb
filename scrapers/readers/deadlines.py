"""Until when something has to be done, and how often.

Belongs here: deadlines and frequencies as plans print them. Does not belong here: dates of documents
(`scrapers.vocabulary.dates` reads a date wherever it stands).

A date without a word such as `trước` or `đến` is a date of something else: of a decision, of last year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.vocabulary.dates import DAY, parse_date
from scrapers.vocabulary.spelling_tree import any_case_search, first_match

_YEAR = r"(?P<year>20\d{2})"
BEFORE = (
    r"(?:(?:hoàn thành|xong|thực hiện|chậm nhất|hạn cuối|đảm bảo|bảo đảm)\s+)?"
    r"(?:chậm nhất(?: là)?|không muộn hơn|trước|đến trước|đến hết|đến cuối|đến|tới|hết|vào cuối|cuối|trong|vào|là)"
)
_POINT = (
    rf"(?:ngày\s+)?(?P<date>{DAY})",
    r"(?:ngày\s+)?(?P<day>\d{1,2})\s?/\s?(?P<month>\d{1,2})(?![\d/]|\s?%)",
    rf"(?:cuối\s+)?quý\s+(?P<quarter>IV|I{{1,3}}|[1-4])(?:\s?/\s?|\s+năm\s+|\s+){_YEAR}",
    rf"(?:cuối\s+)?tháng\s+(?P<only_month>\d{{1,2}})(?:\s?/\s?|\s+năm\s+){_YEAR}",
    rf"năm\s+{_YEAR}",
)
_WITH_WORD = tuple(re.compile(rf"(?<!\w){BEFORE}\s+{point}", re.IGNORECASE) for point in _POINT)
_VALUE = tuple(re.compile(rf"{point}", re.IGNORECASE) for point in _POINT)
_LAST_MONTHS = {"I": 3, "II": 6, "III": 9, "IV": 12, "1": 3, "2": 6, "3": 9, "4": 12}
"""A quarter is over with its last month: `quý II/2024` is told as 2024-06."""
_PERIODS = {
    "daily": r"ngày",
    "weekly": r"tuần",
    "monthly": r"tháng",
    "quarterly": r"quý",
    "half_yearly": r"(?:6|06|sáu) tháng(?: đầu năm)?",
    "yearly": r"năm",
}
_OFTEN = {
    name: re.compile(
        rf"(?<!\w)(?:(?:hàng|hằng|mỗi|từng)\s+{period}|định kỳ\s+(?:{period})"
        + (r"|(?<!\d )trong năm|báo cáo năm|(?:quý|tháng)(?:,| và)\s+(?:cả\s+)?năm" if name == "yearly" else "")
        + (rf"|(?:định kỳ|báo cáo)[^.;]{{0,40}}?{period}" if name == "half_yearly" else "")
        + (rf"|(?:báo cáo|theo)\s+{period}" if name in ("quarterly", "monthly") else "")
        + r")(?!\w)",
        re.IGNORECASE,
    )
    for name, period in _PERIODS.items()
}
_BEFORE_WORDS = (
    "hoàn", "xong", "thực", "chậm", "hạn", "đảm", "bảo", "không", "trước", "đến", "tới", "hết", "vào", "cuối", "trong",
    "là",
)  # fmt: skip
_BEGINS = re.compile(any_case_search(_BEFORE_WORDS))
"""The first words of what stands before a deadline."""
_OFTEN_WORDS = ("hàng", "hằng", "mỗi", "từng", "định", "trong", "báo", "quý", "tháng", "theo")
_BEGINS_OFTEN = re.compile(any_case_search(_OFTEN_WORDS))
"""The first words of what tells how often."""
_DIGIT = re.compile(r"\d")
_NOT_YEARLY = re.compile(r"trong năm", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: ISO 8601 of the printed precision, None for one without a date; and as printed."""

    on: str | None
    raw: str


def find_deadline(text: str, plan_year: int | None) -> Deadline | None:
    """The first deadline that a text names; without one, how often something recurs (then `on` is None).

    Args:
        plan_year: the year of the plan, for dates that are printed without one (`trước ngày 15/11`).
    """
    places = [match.start() for match in _BEGINS.finditer(text)] if _DIGIT.search(text) else []
    matches = [match for pattern in _WITH_WORD if (match := first_match(pattern, text, places))]
    for match in sorted(matches, key=lambda found: (found.start(), -found.end())):
        if on := _read(match, plan_year):
            return Deadline(on, match.group().strip())
    recurring = _recurring(text)
    if recurring:
        first = min(recurring.values(), key=lambda found: (found.start(), -found.end()))
        return Deadline(None, first.group().strip())
    return None


def read_deadline(value: str, plan_year: int | None) -> Deadline:
    """The deadline that the value of a label is (`Quý II/2024`, `30/6`, `Thường xuyên`)."""
    raw = value.strip(" .;,")
    matches = [match for pattern in _VALUE if (match := pattern.search(raw))]
    for match in sorted(matches, key=lambda found: (found.start(), -found.end())):
        if on := _read(match, plan_year):
            return Deadline(on, raw)
    return Deadline(None, raw)


def frequencies(text: str) -> tuple[str, ...]:
    """How often, in the order of their length: daily, weekly, monthly, quarterly, half_yearly, yearly."""
    return tuple(_recurring(text))


def _recurring(text: str) -> dict[str, re.Match[str]]:
    """Where a text first tells each frequency."""
    places = [match.start() for match in _BEGINS_OFTEN.finditer(text)]
    found = {name: match for name, pattern in _OFTEN.items() if (match := first_match(pattern, text, places))}
    return {name: match for name, match in found.items() if not _NOT_YEARLY.match(match.group())}


def _read(match: re.Match[str], plan_year: int | None) -> str | None:
    part = match.groupdict()
    if part.get("date"):
        date = parse_date(part["date"])
        return date.iso if date else None
    if part.get("day"):
        date = parse_date(f"{part['day']}/{part['month']}/{plan_year}") if plan_year else None
        return date.iso if date else None
    if part.get("quarter"):
        return f"{part['year']}-{_LAST_MONTHS[part['quarter'].upper()]:02d}"
    if part.get("only_month"):
        date = parse_date(f"tháng {part['only_month']} năm {part['year']}")
        return date.iso if date else None
    return part.get("year")
