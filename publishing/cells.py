"""How a value is written as text: in the CSV files of a release and wherever rows leave as text.

Belongs here: the form of one cell. Does not belong here: files, delimiters, terminals.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

LIST_SEPARATOR = "; "
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


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
    apostrophe.

    Numbers and dates are never touched: `-0.5` stays a number, the text `-0,5` becomes `'-0,5`. A sign alone, such as
    the operator `=` of a target, runs nothing and is left as it is.
    """
    text = cell_text(value)
    if isinstance(value, (bool, int, float, Decimal, date)) or len(text) == 1:
        return text
    return "'" + text if text.startswith(_FORMULA_STARTS) else text
