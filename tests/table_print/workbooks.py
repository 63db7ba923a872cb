"""The table as a workbook: XLS and XLSX with a merged header, ODS written by hand, provinces in columns.

Belongs here: workbooks. Does not belong here: text documents.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from html import escape

import openpyxl
import xlwt
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from tests.table_print.figures import RANK, TITLE, TOTAL, YEAR, Row, domains, header, provinces, rows, title_of

_TOP = 2
"""Rows above the header: the title and an empty one."""
_WIDTH = 14
_MERGED = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 11), (0, 12, 1, 12), (0, 13, 1, 13))
"""First row and column, last row and column of the header's merged cells, from its corner."""
_SHEET = "Tong hop"
_EPOCH = (2020, 1, 1, 0, 0, 0)


def _values(row: Row) -> list[int | float | str]:
    return [row.number, row.unit, *map(float, row.scores), float(row.total), row.rank]


def xlsx() -> bytes:
    """Numbers stored as numbers; the title merged over the whole width."""
    return xlsx_of((YEAR,))


def xlsx_of(years: Sequence[int]) -> bytes:
    """A workbook with a sheet a year, each the same table under its year's title."""
    book = openpyxl.Workbook()
    sheets = [book.worksheets[0], *(book.create_sheet() for _ in years[1:])]
    for sheet, year in zip(sheets, years, strict=True):
        sheet.title = f"{_SHEET} {year}"
        _fill(sheet, year)
    return _saved(book, _TOP + 3)


def _fill(sheet: Worksheet, year: int) -> None:
    sheet.append([title_of(year)])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=_WIDTH)
    for at, level in enumerate(header(), start=_TOP + 1):
        for column, text in enumerate(level, start=1):
            sheet.cell(at, column, text or None).alignment = Alignment(wrap_text=True, horizontal="center")
    for top, left, bottom, right in _MERGED:
        sheet.merge_cells(
            start_row=_TOP + 1 + top, start_column=left + 1, end_row=_TOP + 1 + bottom, end_column=right + 1
        )
    for row in rows():
        sheet.append(_values(row))


def _saved(book: openpyxl.Workbook, first: int) -> bytes:
    """The workbook's bytes, scores shown with two decimals from row `first` on."""
    for sheet in book.worksheets:
        for line in sheet.iter_rows(min_row=first):
            for cell in line:
                if isinstance(cell.value, float):
                    cell.number_format = "0.00"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def provinces_in_columns() -> bytes:
    """A sheet with a column a province and a line a domain, then total and rank."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = _SHEET
    sheet.append([TITLE])
    sheet.append([])
    sheet.append(["STT", "Lĩnh vực", *provinces()])
    for at, domain in enumerate(domains()):
        sheet.append([int(domain.code), domain.name, *(float(row.scores[at]) for row in rows())])
    sheet.append([None, TOTAL, *(float(row.total) for row in rows())])
    sheet.append([None, RANK, *(row.rank for row in rows())])
    return _saved(book, 4)


def xls() -> bytes:
    """The old binary form."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(_SHEET)
    points = xlwt.easyxf(num_format_str="0.00")
    sheet.write_merge(0, 0, 0, _WIDTH - 1, TITLE)
    upper, lower = header()
    for top, left, bottom, right in _MERGED:
        sheet.write_merge(_TOP + top, _TOP + bottom, left, right, upper[left])
    for column, text in enumerate(lower):
        if text:
            sheet.write(_TOP + 1, column, text)
    for at, row in enumerate(rows(), start=_TOP + 2):
        for column, value in enumerate(_values(row)):
            sheet.write(at, column, value, *([points] if isinstance(value, float) else []))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


_ODS_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"'
)
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods() -> bytes:
    """A spreadsheet as LibreOffice writes it: spans, covered cells, rows repeated to the sheet's end."""
    lines = [
        _ods_cell(TITLE, _WIDTH, 1) + _covered(_WIDTH - 1),
        f'<table:table-cell table:number-columns-repeated="{_WIDTH}"/>',
    ]
    lines += [*_ods_header(), *("".join(map(_ods_cell, _values(row))) for row in rows())]
    body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    empty = '<table:table-cell table:number-columns-repeated="1024"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048508">{empty}</table:table-row>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_NAMES}><office:body><office:spreadsheet>'
        f'<table:table table:name="{_SHEET}">{body}{rest}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": _ODS_TYPE, "META-INF/manifest.xml": _ODS_MANIFEST, "content.xml": content})


def _ods_header() -> Iterator[str]:
    upper, lower = header()
    spans = {left: (right - left + 1, bottom + 1) for _, left, bottom, right in _MERGED}
    yield "".join(_ods_cell(text, *spans[at]) if at in spans else _covered(1) for at, text in enumerate(upper))
    yield "".join(_ods_cell(text) if text else _covered(1) for text in lower)


def _covered(count: int) -> str:
    return f'<table:covered-table-cell table:number-columns-repeated="{count}"/>'


def _ods_cell(value: int | float | str, columns: int = 1, lines: int = 1) -> str:
    spans = (
        f' table:number-columns-spanned="{columns}" table:number-rows-spanned="{lines}"' if columns * lines > 1 else ""
    )
    if isinstance(value, str):
        return (
            f'<table:table-cell office:value-type="string"{spans}><text:p>{escape(value)}</text:p></table:table-cell>'
        )
    shown = str(value).replace(".", ",")
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}"{spans}><text:p>{shown}</text:p>'
        "</table:table-cell>"
    )


def zipped(members: dict[str, str]) -> bytes:
    """A ZIP of texts, the same bytes on any day."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in members.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text, kind)
    return target.getvalue()
