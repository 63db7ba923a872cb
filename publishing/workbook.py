"""cchc.xlsx: the tables of a release, a sheet each, after a sheet About and the dictionary.

Belongs here: the frame (sheets, headers, widths, filters, properties), and packing it. Does not belong here: rows as
XML (`publishing.workbook_rows`), what About says (`publishing.workbook_about`).

XlsxWriter lays out the workbook with headers only, in memory. Millions of cells would take it half a minute, so the
rows are streamed into its sheets while they are packed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.citation import AUTHOR, KEYWORDS, LICENCE_TITLE, TITLE
from publishing.dictionary import dictionary_rows
from publishing.release_content import ReleaseContent
from publishing.schema import NUMBERS, Column, Table, identifier
from publishing.workbook_about import about_rows
from publishing.workbook_rows import MOST_ROWS, SharedTexts, cell_forms, count_long_cells, rows_xml, workbook_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

WORKBOOK_NAME = "cchc.xlsx"
ABOUT = "About"
DICTIONARY = "Dictionary"
RAW_TABLES = frozenset({"fct_figure"})
"""Every single print behind the facts: a third of the file and of the time to open it, and no reading for a sheet."""
_TEXTS = "xl/sharedStrings.xml"
_MOST_LETTERS_OF_A_SHEET = 31
_DATE_FORMATS = {"DATE": "yyyy-mm-dd", "TIMESTAMP": "yyyy-mm-dd hh:mm:ss"}
_WIDEST, _NARROWEST = 60, 9
_MEASURED_ROWS = 2000
_STYLE = re.compile(r'<col min="(\d+)" [^>]*?style="(\d+)"')


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table that has a sheet, and its number of rows."""

    table: Table
    rows: int


def has_sheet(table: Table, rows: int) -> bool:
    """Whether a table of so many rows stands in the workbook."""
    return table.name not in RAW_TABLES and rows < MOST_ROWS


def sheet_name(table: Table) -> str:
    """The name of the sheet of a table."""
    return table.name[:_MOST_LETTERS_OF_A_SHEET]


def write_workbook(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write cchc.xlsx."""
    fitting = [table for table in content.tables if has_sheet(table, content.rows[table.name])]
    sheets = {
        f"xl/worksheets/sheet{number}.xml": _Sheet(table, content.rows[table.name])
        for number, table in enumerate(fitting, start=3)
    }
    with zipfile.ZipFile(io.BytesIO(_frame(con, content, fitting))) as frame:
        parts = {part: frame.read(part).decode("utf-8") for part in frame.namelist()}
    listed = parts.pop(_TEXTS)
    texts = SharedTexts(listed.count("<si>"))
    with zipfile.ZipFile(folder / WORKBOOK_NAME, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, xml in parts.items():
            _pack(packed, part, _filled(con, xml, sheets[part], texts) if part in sheets else [xml])
        _pack(packed, _TEXTS, _listed(listed, texts))


def _pack(packed: zipfile.ZipFile, part: str, texts: Iterable[str]) -> None:
    with packed.open(part, "w") as target:
        for text in texts:
            target.write(text.encode("utf-8"))


def _listed(xml: str, texts: SharedTexts) -> Iterator[str]:
    """The list of the workbook's texts, with those of the tables in it."""
    head, end, tail = xml.partition("</sst>")
    yield re.sub(r' (?:count|uniqueCount)="\d+"', "", head, count=2)
    yield from texts.xml()
    yield end + tail


def _filled(con: DuckDBPyConnection, xml: str, sheet: _Sheet, texts: SharedTexts) -> Iterator[str]:
    """The sheet of a table, with the table's rows in it."""
    head, end, tail = xml.partition("</sheetData>")
    styles = {int(column) - 1: int(style) for column, style in _STYLE.findall(head)}
    yield re.sub(r'<dimension ref="(A1:[A-Z]+)1"', rf'<dimension ref="\g<1>{sheet.rows + 1}"', head, count=1)
    yield from rows_xml(con, sheet.table, cell_forms(sheet.table, styles, texts))
    yield end + tail


def _frame(con: DuckDBPyConnection, content: ReleaseContent, tables: Sequence[Table]) -> bytes:
    """The workbook with About, the dictionary, and a sheet with its header for each of `tables`."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _set_properties(book, content)
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    dates = {type_: book.add_format({"num_format": form}) for type_, form in _DATE_FORMATS.items()}
    cut = {table.name: count for table in tables if (count := count_long_cells(con, table))}
    left_out = {table.name: content.rows[table.name] for table in content.tables if table not in tables}
    about = book.add_worksheet(ABOUT)
    _add_dictionary(book.add_worksheet(DICTIONARY), content, bold, wrapped)
    for table in tables:
        _add_table(con, book.add_worksheet(sheet_name(table)), table, content.rows[table.name], bold, dates)
    _fill_about(about, content, about_rows(content, cut, left_out), bold, wrapped)
    book.close()
    return file.getvalue()


def _set_properties(book: Workbook, content: ReleaseContent) -> None:
    info = content.info
    book.set_properties(
        {
            "title": TITLE,
            "subject": f"Version {info.version}",
            "author": AUTHOR,
            "keywords": ", ".join(KEYWORDS),
            "comments": f"{info.citation} Licence: {LICENCE_TITLE}.",
            # The day of the newest capture, and no clock: the same release gives the same file.
            "created": datetime(info.built_from.year, info.built_from.month, info.built_from.day),
        }
    )
    book.set_custom_property("Release", info.version, "text")
    book.set_custom_property("Content hash", info.content_hash, "text")


def _fill_about(
    sheet: Worksheet, content: ReleaseContent, rows: Sequence[tuple[str, str, str]], bold: Format, wrapped: Format
) -> None:
    """English on the left, Vietnamese on the right; names of tables lead to their sheets."""
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 2, 70, wrapped)
    names = {table.name for table in content.tables if has_sheet(table, content.rows[table.name])}
    for number, (name, english, vietnamese) in enumerate(rows):
        if name in names:
            sheet.write_url(number, 0, f"internal:'{name[:_MOST_LETTERS_OF_A_SHEET]}'!A1", string=name)
        else:
            sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, english, wrapped)
        sheet.write_string(number, 2, vietnamese, wrapped)


def _add_dictionary(sheet: Worksheet, content: ReleaseContent, bold: Format, wrapped: Format) -> None:
    header = ("table", "column", "type", "English", "Tiếng Việt")
    sheet.write_row(0, 0, header, bold)
    rows = list(dictionary_rows(content.tables, content.descriptions))
    for number, row in enumerate(rows, start=1):
        for position, text in enumerate(row):
            sheet.write_string(number, position, workbook_text(text), wrapped)
    for position, width in enumerate((26, 28, 14, 70, 70)):
        sheet.set_column(position, position, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(header) - 1)


def _add_table(
    con: DuckDBPyConnection, sheet: Worksheet, table: Table, rows: int, bold: Format, dates: Mapping[str, Format]
) -> None:
    for position, (column, width) in enumerate(zip(table.columns, _widths(con, table), strict=True)):
        sheet.set_column(position, position, width, dates.get(column.type))
        sheet.write_string(0, position, column.name, bold)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, len(table.columns) - 1)


def _widths(con: DuckDBPyConnection, table: Table) -> list[int]:
    """How many letters wide each column is: what most of its first values need, and the header with its button."""
    lengths = ", ".join(
        f"coalesce(quantile_disc(length({identifier(column.name)}::varchar), 0.9), 0)" for column in table.columns
    )
    query = f"select {lengths} from (select * from {identifier(table.name)} limit ?)"  # noqa: S608 - names are quoted
    found = con.execute(query, [_MEASURED_ROWS]).fetchone() or ()
    return [_width(column, length) for column, length in zip(table.columns, found, strict=True)]


def _width(column: Column, length: int) -> int:
    needed = 12 if column.type in NUMBERS else length + 1
    return max(_NARROWEST, len(column.name) + 4, min(needed, _WIDEST))
