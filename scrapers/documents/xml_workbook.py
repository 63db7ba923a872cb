"""XML Spreadsheet 2003, which many systems export under the name of an XLS file, to a document.

Belongs here: sheets, rows and cells of that format, with their indices and merges. Does not belong here: other XML.
"""

from __future__ import annotations

from lxml import etree

from scrapers.documents.decoding import MAX_BYTES
from scrapers.documents.model import Document, DocumentError
from scrapers.documents.rendering import MAX_CELLS, DocumentBuilder, RawCell

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MEDIA_TYPE = "application/xml"
Row = list[RawCell | str]


def open_xml_workbook(data: bytes, name: str) -> Document:
    """The document of an XML Spreadsheet: of each sheet a line with its title and, where it holds anything, a table.

    Raises:
        DocumentError: the XML is broken, or the sheets have no cell or more than are read.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        book = etree.fromstring(data[:MAX_BYTES], parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"{name} is a broken XML workbook ({error.msg}): save it as XLSX and add that.") from None
    builder = DocumentBuilder(name)
    notes = []
    for sheet in book.iter(f"{_SS}Worksheet"):
        title = sheet.get(f"{_SS}Name", "")
        builder.add_line(title)
        rows = _rows(sheet, name)
        hidden = (sheet.findtext(".//{*}WorksheetOptions/{*}Visible") or "").startswith("SheetHidden")
        if rows:
            builder.add_table(rows, title=title, is_hidden=hidden)
        else:
            notes.append(f"sheet {title!r} is empty")
        if hidden:
            notes.append(f"sheet {title!r} is hidden")
    if not builder.tables:
        raise DocumentError(f"{name} is an XML workbook without a filled cell: there is nothing to read.")
    return builder.document(_MEDIA_TYPE, "utf-8", notes)


def _rows(sheet: etree._Element, name: str) -> list[Row]:
    """Rows and columns at the places that the sheet gives them; a blank row is one empty cell."""
    grid: dict[tuple[int, int], RawCell | str] = {}
    at = -1
    for row in sheet.iterfind(f"{_SS}Table/{_SS}Row"):
        at = _number(row, "Index", at + 2) - 1
        column = -1
        for cell in row.iterfind(f"{_SS}Cell"):
            column = _number(cell, "Index", column + 2) - 1
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            if len(grid) + (across + 1) * (down + 1) > MAX_CELLS or at > MAX_CELLS or column > MAX_CELLS:
                raise DocumentError(f"{name} reaches over more than {MAX_CELLS:,} cells: add only the table.")
            value = _value(cell, is_merged=bool(across or down))
            grid.update(
                {(at + below, column + beside): value for below in range(down + 1) for beside in range(across + 1)}
            )
            column += across
    return _filled(grid, name)


def _filled(grid: dict[tuple[int, int], RawCell | str], name: str) -> list[Row]:
    filled = [place for place, value in grid.items() if value]
    height = max((row for row, _ in filled), default=-1) + 1
    widths = [1] * height
    for row, column in filled:
        widths[row] = max(widths[row], column + 1)
    if sum(widths) > MAX_CELLS:
        raise DocumentError(f"{name} reaches over more than {MAX_CELLS:,} cells: add only the table.")
    return [[grid.get((row, column), "") for column in range(width)] for row, width in enumerate(widths)]


def _value(cell: etree._Element, is_merged: bool) -> RawCell | str:
    data = cell.find(f"{_SS}Data")
    text = "" if data is None else "".join(data.itertext())
    number = None
    if data is not None and data.get(f"{_SS}Type") == "Number":
        try:
            number = float(text)
        except ValueError:
            number = None
    return RawCell(text, number) if is_merged or number is not None else text


def _number(element: etree._Element, attribute: str, default: int) -> int:
    value = element.get(f"{_SS}{attribute}", "")
    return int(value) if value.isdecimal() and len(value) < 8 else default
