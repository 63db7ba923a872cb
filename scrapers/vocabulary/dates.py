"""Dates as Vietnamese documents and English pages print them.

Belongs here: one printed date to ISO 8601 text of the precision that is printed. Does not belong here: whose date it
is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_YEAR = r"(?:19|20)\d{2}"
_BLANK = r"[\s.…_]*+(?<=[\s.…_])"
_GAP = r"\s{0,12}"
_IN_WORDS = rf"ngày{_GAP}\d{{1,2}}\s*+tháng{_GAP}\d{{1,2}}\s*+năm{_GAP}{_YEAR}"
_BLANK_DAY = rf"ngày{_BLANK}tháng(?:{_GAP}\d{{1,2}}\s*+|{_BLANK})năm{_GAP}{_YEAR}"
_MONTH = rf"tháng\s+\d{{1,2}}(?:\s+năm\s+|\s?/\s?){_YEAR}"
_NUMERIC = rf"(?:ngày{_GAP})?\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?{_YEAR}"
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december",
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
)
_ENGLISH_MONTH = "|".join(_MONTHS)
_ENGLISH = (
    rf"(?:(?:{_ENGLISH_MONTH})\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s(?:{_ENGLISH_MONTH})\.?,?\s{_YEAR})"
)

DAY = rf"(?:{_IN_WORDS}|{_NUMERIC}|{_ENGLISH})(?!\d)"
"""A pattern for a whole date, to be used with re.IGNORECASE; `parse_date` reads what it matches."""
DATE = rf"(?:{DAY}|(?:{_BLANK_DAY}|{_MONTH})(?!\d))"
"""As DAY, and also dates whose day (and month) is left blank or not told."""

_READINGS = tuple(
    re.compile(rf"^(?:{pattern})$", re.IGNORECASE)
    for pattern in (
        rf"ngày{_GAP}(?P<day>\d{{1,2}})\s*+tháng{_GAP}(?P<month>\d{{1,2}})\s*+năm{_GAP}(?P<year>{_YEAR})",
        rf"(?:ngày{_GAP})?(?P<day>\d{{1,2}})\s?[/.\-]\s?(?P<month>\d{{1,2}})\s?[/.\-]\s?(?P<year>{_YEAR})",
        rf"(?P<year>{_YEAR})-(?P<month>\d{{2}})-(?P<day>\d{{2}})",
        rf"(?:ngày{_BLANK})?tháng{_GAP}(?P<month>\d{{1,2}})(?:\s*+năm{_GAP}|\s?/\s?)(?P<year>{_YEAR})",
        rf"ngày{_BLANK}tháng{_BLANK}năm{_GAP}(?P<year>{_YEAR})",
        rf"(?P<name>{_ENGLISH_MONTH})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>{_YEAR})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<name>{_ENGLISH_MONTH})\.?,?\s(?P<year>{_YEAR})",
        rf"(?:năm\s+)?(?P<year>{_YEAR})",
    )
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date of day, month or year precision: `2024-06-21`, `2022-03`, `2015`."""

    iso: str
    precision: str


def parse_date(text: str) -> PrintedDate | None:
    """The date that a text (NFC) is, or None: `ngày 21 tháng 6 năm 2024`, `10/4/2024`, `tháng 3 năm 2022`, `năm 2015`.

    The day comes before the month. A day left blank (`ngày ... tháng 3 năm 2022`) gives month precision. A date that
    the calendar does not have is None, never moved to its neighbour.
    """
    bare = text.strip()
    for pattern in _READINGS:
        if match := pattern.match(bare):
            part = match.groupdict()
            month = _month(part["name"]) if part.get("name") else part.get("month")
            return _checked(int(part["year"]), _whole(month), _whole(part.get("day")))
    return None


def _month(name: str) -> int:
    """The number of an English month, whole or cut to three letters."""
    return _MONTHS[1].split("|").index(name[:3].lower()) + 1


def _whole(text: str | int | None) -> int | None:
    return int(text) if text else None


def _checked(year: int, month: int | None, day: int | None) -> PrintedDate | None:
    try:
        whole = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if month is None:
        return PrintedDate(f"{year}", "year")
    return PrintedDate(whole.isoformat(), "day") if day is not None else PrintedDate(f"{year}-{month:02d}", "month")
