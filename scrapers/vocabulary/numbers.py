"""Numbers as Vietnamese and English pages print them.

Belongs here: one printed number to its value. Does not belong here: units of measure, fractions such as `05/63`.
"""

from __future__ import annotations

import re
from math import isfinite

_SIGN = r"(?P<sign>[+\-−–])?"
_PLAIN = re.compile(rf"^{_SIGN}(?P<whole>\d+)(?:[.,](?P<decimals>\d+))?$", re.ASCII)
_GROUPED = re.compile(
    rf"^{_SIGN}(?P<whole>\d{{1,3}}(?:(?P<group>[.,])\d{{3}})(?:(?P=group)\d{{3}})*)(?:(?!(?P=group))[.,](?P<decimals>\d+))?$",
    re.ASCII,
)
NUMBER = r"\d+(?:[.,]\d+)*"
"""A pattern for the digits and separators of one number; `parse_number` decides whether they are one."""


def parse_number(text: str) -> float | None:
    """The value of a printed number, or None where the text is not one.

    Comma and point both stand for decimals, whatever the page's habit is, since both occur in one table. A lone
    separator is decimal even before three digits (`91,651` is a score; counts in the thousands are not scores).
    Separators group thousands where there are several of them: `1.234,5` is 1234.5 and `1.234.567` is 1234567;
    `1,23,4` is no number.
    """
    bare = text.strip()
    match = _PLAIN.match(bare) or _GROUPED.match(bare)
    if match is None:
        return None
    whole = re.sub(r"[.,]", "", match["whole"])
    value = float(f"{whole}.{match['decimals'] or 0}")
    if not isfinite(value):
        return None
    return -value if match["sign"] in ("-", "−", "–") else value
