"""Dates as Vietnamese documents print them.

Belongs here: one printed date to ISO 8601 text of the precision that is printed. Does not belong here: whose date it
is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_YEAR = r"(?:19|20)\d{2}"
_BLANK = r"[\s.…_]*+(?<=\s)"
_IN_WORDS = rf"ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+{_YEAR}"
_BLANK_DAY = rf"ngày{_BLANK}tháng\s+\d{{1,2}}\s+năm\s+{_YEAR}"
_MONTH = rf"tháng\s+\d{{1,2}}(?:\s+năm\s+|\s?/\s?){_YEAR}"

DAY = rf"(?:{_IN_WORDS}|(?:ngày\s*)?\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?{_YEAR})(?!\d)"
"""A pattern for a whole date, to be used with re.IGNORECASE; `parse_date` reads what it matches."""
DATE = rf"(?:{DAY}|(?:{_BLANK_DAY}|{_MONTH})(?!\d))"
"""As DAY, and also dates whose day is left blank or not told."""

_READINGS = tuple(
    re.compile(rf"^(?:{pattern})$", re.IGNORECASE)
    for pattern in (
        rf"ngày\s+(?P<day>\d{{1,2}})\s+tháng\s+(?P<month>\d{{1,2}})\s+năm\s+(?P<year>{_YEAR})",
        rf"(?:ngày\s*)?(?P<day>\d{{1,2}})\s?[/.\-]\s?(?P<month>\d{{1,2}})\s?[/.\-]\s?(?P<year>{_YEAR})",
        rf"(?P<year>{_YEAR})-(?P<month>\d{{2}})-(?P<day>\d{{2}})",
        rf"(?:ngày{_BLANK})?tháng\s+(?P<month>\d{{1,2}})(?:\s+năm\s+|\s?/\s?)(?P<year>{_YEAR})",
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
            part = {name: int(value) for name, value in match.groupdict().items() if value}
            return _checked(part["year"], part.get("month"), part.get("day"))
    return None


def _checked(year: int, month: int | None, day: int | None) -> PrintedDate | None:
    try:
        whole = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if month is None:
        return PrintedDate(f"{year}", "year")
    return PrintedDate(whole.isoformat(), "day") if day is not None else PrintedDate(f"{year}-{month:02d}", "month")
