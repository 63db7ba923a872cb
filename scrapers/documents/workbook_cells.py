"""The cells of a workbook as plain values. Runs in a limited child process (`sandbox`) where the file may be costly.

Belongs here: calamine, which reads the formats, and what it must be helped over. Does not belong here: the document.
Calamine keeps a sheet as one filled rectangle: a single cell at the far corner of a sheet asks for hundreds of
gigabytes and ends the process. What only some formats need (lxml) is loaded for them alone: start takes the child most
of its time.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from scrapers.documents.kinds import ODS, XLS, XLSX
from scrapers.documents.model import DocumentError
from scrapers.documents.ole import root_streams
from scrapers.documents.rendering import MAX_CELLS
from scrapers.documents.xls_errors import errors_of_sheets

Value = str | float


def answer(data: bytes, name: str, arguments: Sequence[str]) -> dict[str, Any]:
    """`{"sheets": [{"title", "is_hidden", "rows", "merged"}], "notes": [...]}`; rows and columns count from 0.

    A row is a list of texts and numbers, without the empty cells at its end; `merged` lists
    `[top, left, bottom, right]`, all included.

    Raises:
        DocumentError: no workbook, one that is broken or locked, or more cells than are read.
    """
    return book_of(data, name, arguments[0], {})


def book_of(data: bytes, name: str, media_type: str, parts: Mapping[str, bytes]) -> dict[str, Any]:
    """As `answer`, with the parts of an XLSX file that are inflated already, by their names."""
    try:
        return _book(data, name, media_type, parts)
    except PasswordError:
        raise DocumentError(f"{name} is locked by a password: save it without one and add that.") from None
    except CalamineError as error:
        said = " ".join(str(error).split())
        raise DocumentError(f"{name} is a broken or overlarge workbook ({said}): save it anew and add that.") from None


def _book(data: bytes, name: str, media_type: str, parts: Mapping[str, bytes]) -> dict[str, Any]:
    if media_type in (XLSX, ODS):
        from scrapers.documents.xlsx_parts import refuse_overlarge

        refuse_overlarge(data, name)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    titles = [about.name for about in book.sheets_metadata]
    errors, notes = _errors_and_notes(data, name, media_type, titles, parts)
    spans = _spans_of_sheets(data, media_type)
    sheets = []
    cells = 0
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            notes.append(f"sheet {about.name!r} is a chart or macro sheet and was not read")
            continue
        try:
            sheet = book.get_sheet_by_name(about.name)
        except CalamineError as error:
            if media_type != XLSX or "Range is missing" not in str(error):
                raise
            book = _without_dimensions(data)
            sheet = book.get_sheet_by_name(about.name)
        rows = _rows(sheet, errors.get(about.name, {}), name)
        cells += sum(map(len, rows))
        if cells > MAX_CELLS:
            raise DocumentError(f"{name} has more than {MAX_CELLS:,} cells: add only the sheet that matters.")
        merged = spans.get(about.name) or [[*first, *last] for first, last in sheet.merged_cell_ranges or []]
        hidden = about.visible != SheetVisibleEnum.Visible
        sheets.append({"title": about.name, "is_hidden": hidden, "rows": rows, "merged": merged})
    return {"sheets": sheets, "notes": notes}


def _without_dimensions(data: bytes) -> CalamineWorkbook:
    from scrapers.documents.xlsx_parts import without_dimensions

    return CalamineWorkbook.from_filelike(io.BytesIO(without_dimensions(data)))


def _spans_of_sheets(data: bytes, media_type: str) -> dict[str, list[list[int]]]:
    """Merged ranges that calamine does not tell, by the sheet's title."""
    if media_type != ODS:
        return {}
    from scrapers.documents.ods_spans import merged_ranges

    return merged_ranges(data)


def _errors_and_notes(
    data: bytes, name: str, media_type: str, titles: Sequence[str], parts: Mapping[str, bytes]
) -> tuple[dict[str, dict[tuple[int, int], str]], list[str]]:
    """What calamine does not tell: error cells by sheet and place, and notes on what is no stored value."""
    if media_type == XLSX:
        from scrapers.documents.xlsx_parts import extras_of_sheets, notes_on

        extras = extras_of_sheets(data, parts)
        return {title: extra.errors for title, extra in extras.items()}, notes_on(data, extras)
    if media_type == XLS:
        has_macros = "_VBA_PROJECT_CUR" in root_streams(data, name)
        errors = dict(zip(titles, errors_of_sheets(data), strict=False))
        return errors, ["the workbook has macros, which were not run"] if has_macros else []
    return {}, []


def _rows(sheet: CalamineSheet, errors: Mapping[tuple[int, int], str], name: str) -> list[list[Value]]:
    """Rows from the sheet's first to its last filled one, each up to its last filled cell."""
    rows: list[list[Value]] = []
    cells = 0
    lead: list[Value] = [""] * (sheet.start[1] if sheet.start else 0)  # calamine pads rows above, not columns
    for row in sheet.iter_rows():
        rows.append(
            _trimmed(
                lead
                + [
                    cell if type(cell) is str or (type(cell) is float and isfinite(cell)) else _value(cell)
                    for cell in row
                ]
            )
        )
        cells += len(rows[-1]) or 1
        if cells > MAX_CELLS:
            raise DocumentError(
                f"sheet {sheet.name!r} of {name} reaches over more than {MAX_CELLS:,} cells: delete what stands far "
                "from its table, or add only the table."
            )
    for (row_at, column), error in errors.items():
        _put(rows, row_at, column, error)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _put(rows: list[list[Value]], at: int, column: int, value: Value) -> None:
    rows += [[] for _ in range(len(rows), at + 1)]
    rows[at] += [""] * (column + 1 - len(rows[at]))
    rows[at][column] = value


def _trimmed(row: list[Value]) -> list[Value]:
    while row and row[-1] == "":
        row.pop()
    return row


def _value(cell: object) -> Value:
    """A whole number becomes a float, a date ISO text, a boolean the word that sheets show."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int):
        return float(cell)
    if isinstance(cell, datetime.timedelta):
        return f"{cell.total_seconds() / 86400!r} days"
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat(" ") if isinstance(cell, datetime.datetime) else cell.isoformat()
    return str(cell)
