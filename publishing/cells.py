"""How a value is written as text: in the CSV files and the workbook of a release and wherever rows leave as text.

Belongs here: the form of one cell. Does not belong here: files, delimiters, terminals.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

LIST_SEPARATOR = "; "
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
# A program may pass over blanks and letters without width before it looks for a formula.
_UNSEEN = "\\s\u00ad\u200b-\u200d\u2060\ufeff"
_DOUBTFUL = " =+-@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(f"[{_UNSEEN}]*[{_SIGNS}]|[\t\r\n]")
# Control characters but tab and line ends, marks that turn the direction of writing, and what is no character.
_DECEPTIVE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff]"
)


def cell_text(value: object) -> str:
    """The plain text of a value: null is empty, dates are ISO 8601, numbers in full, lists joined."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(timespec="seconds" if value.microsecond == 0 else "microseconds")
        case date():
            return value.isoformat()
        case list() | tuple():
            return LIST_SEPARATOR.join(cell_text(item) for item in value)
        case _:
            return str(value)


def csv_cell(value: object) -> str:
    """As `cell_text`, but text that a spreadsheet would run as a formula is kept from it by a leading
    apostrophe, and characters that deceive the eye are named, as in `[U+202E]`.

    Numbers and dates are never touched: `-0.5` stays a number, the text `-0,5` becomes `'-0,5`. A sign alone, such as
    the operator `=` of a target, runs nothing and is left as it is.
    """
    if isinstance(value, str) and value.isprintable() and value[:1] not in _DOUBTFUL:
        return value  # nearly every text, told quickly
    if isinstance(value, (bool, int, float, Decimal, date)):
        return cell_text(value)
    text = cell_text(value)
    shown = visible(text)
    return "'" + shown if _FORMULA.match(shown) and len(text) > 1 else shown


def visible(text: str) -> str:
    """The text with control characters and marks of writing direction named, so that it reads as it is stored."""
    return _DECEPTIVE.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
