"""Rows of a table as the XML of a sheet.

Belongs here: the form of a cell and of a row in a workbook. Does not belong here: the workbook around them
(`publishing.workbook`).

Texts are always written as texts, so nothing in them can be a formula; a sign at their beginning is kept from becoming
one when the sheet is saved as CSV, as in our own CSV files. Reference: ECMA-376 part 1, 18.3.1 (worksheets).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from publishing.cells import csv_cell
from publishing.columns import form, read_columns_of
from publishing.schema import NUMBERS, Table, identifier

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_ROWS = 1_048_576
"""Rows of a sheet, header included."""

MOST_LETTERS = 32_767
"""Letters of a cell, counted as UTF-16 does."""

_KEPT_LETTERS = 32_500
_MOST_GROWTH = len("[U+202E]")
_EXACT_INTEGERS = 2**53
_FIRST_DAY = date(1900, 3, 1)
_DAY_ZERO = datetime(1899, 12, 30)
_SECONDS_OF_A_DAY = 86_400
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LINE_END = re.compile(r"\r\n?")

CellForm = Callable[[Any], str]
"""Gives what stands after the place of a cell in its element, or nothing where the cell is empty."""


@dataclass(slots=True)
class SharedTexts:
    """The distinct texts of a workbook, which its cells name by number; the first `taken` numbers are given already."""

    taken: int
    numbers: dict[str, int] = field(default_factory=dict)

    def cell(self, value: object) -> str:
        """The form of a cell that holds the text of a value."""
        text = "" if value is None else workbook_text(value)
        if text == "":
            return ""
        return f' t="s"><v>{self.taken + self.numbers.setdefault(text, len(self.numbers))}</v></c>'

    def number_cell(self, value: float | None) -> str:
        """The form of a cell with a number; one that a sheet cannot keep exactly is a text."""
        if value is None:
            return ""
        if math.isfinite(value) and (isinstance(value, float) or abs(value) <= _EXACT_INTEGERS):
            return f"><v>{value!r}</v></c>"
        return self.cell(str(value))

    def date_cell(self, value: date | None, style: int) -> str:
        """A day or time as the number that a sheet keeps for it; days that programs count differently, as text."""
        if value is None:
            return ""
        day = value.date() if isinstance(value, datetime) else value
        if day < _FIRST_DAY:
            return self.cell(value)
        serial: float = (day - _DAY_ZERO.date()).days
        if isinstance(value, datetime):
            serial = (value - _DAY_ZERO).total_seconds() / _SECONDS_OF_A_DAY
        return f' s="{style}"><v>{serial!r}</v></c>'

    def xml(self) -> Iterator[str]:
        """The texts in the order of their numbers."""
        for text in self.numbers:
            escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            if "_x" in escaped:
                escaped = _ESCAPE_LIKE.sub("_x005F_", escaped)
            space = ' xml:space="preserve"' if text != text.strip() else ""
            yield f"<si><t{space}>{escaped}</t></si>"


def workbook_text(value: object) -> str:
    """The text of a value as in CSV, with line ends as a sheet has them; one too long for a cell is cut and says so."""
    text = _LINE_END.sub("\n", csv_cell(value))
    if len(text) * 2 <= MOST_LETTERS or _letters(text) <= MOST_LETTERS:
        return text
    kept = text.encode("utf-16-le")[: 2 * _KEPT_LETTERS].decode("utf-16-le", "ignore")
    return f"{kept} … [cut: {len(text):,} letters, whole in the CSV file · bị cắt: {len(text):,} ký tự, xem tệp CSV]"


def count_long_cells(con: DuckDBPyConnection, table: Table) -> int:
    """How many cells of a table are cut to what a cell of a sheet holds."""
    count = 0
    for column in table.columns:
        if column.type.startswith("VARCHAR"):
            name = identifier(column.name)
            text = name if column.type == "VARCHAR" else f"array_to_string({name}, '; ')"
            query = f"select {name} from {identifier(table.name)} where strlen({text}) > ?"  # noqa: S608 - names are quoted
            found = con.execute(query, [MOST_LETTERS // _MOST_GROWTH]).fetchall()
            count += sum(_letters(_LINE_END.sub("\n", csv_cell(value))) > MOST_LETTERS for (value,) in found)
    return count


def cell_forms(table: Table, styles: Mapping[int, int], texts: SharedTexts) -> list[CellForm]:
    """The form of the cells of each column; `styles` are those of dates and times, by position of the column."""

    def of_column(position: int, type_: str) -> CellForm:
        if type_ in NUMBERS:
            return texts.number_cell
        if type_ == "BOOLEAN":
            return _boolean_cell
        if position in styles:
            return lambda value: texts.date_cell(value, styles[position])
        return texts.cell

    return [of_column(position, column.type) for position, column in enumerate(table.columns)]


def rows_xml(con: DuckDBPyConnection, table: Table, forms: list[CellForm]) -> Iterator[str]:
    """The rows of a table in the order of its key, after a header, some thousands at a time."""
    from xlsxwriter.utility import xl_col_to_name

    letters = [xl_col_to_name(position) for position in range(len(table.columns))]
    first = 2
    for columns in read_columns_of(con, table):
        numbers = range(first, first + len(columns[0]))
        cells = [
            [f'<c r="{letter}{number}"{rest}' if rest else "" for number, rest in zip(numbers, formed, strict=True)]
            for letter, formed in zip(letters, map(form, columns, forms), strict=True)
        ]
        rows = map("".join, zip(*cells, strict=True))
        yield "".join(f'<row r="{number}">{row}</row>' for number, row in zip(numbers, rows, strict=True))
        first = numbers.stop


def _boolean_cell(value: bool | None) -> str:
    return "" if value is None else f' t="b"><v>{int(value)}</v></c>'


def _letters(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
