"""XML Spreadsheet 2003 under any name: cells at the places that the sheet gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.documents.model import DocumentError
from scrapers.documents.opening import open_document

HEAD = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
NAMES = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'


def book(rows: str, more: str = "", lead: str = HEAD) -> bytes:
    sheet = f'<Worksheet ss:Name="Một"><Table>{rows}</Table></Worksheet>'
    return f"{lead}<Workbook {NAMES}>{sheet}{more}</Workbook>".encode()


def cell(text: object, kind: str = "String", attributes: str = "") -> str:
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_indices_and_merges_are_followed() -> None:
    data = book(
        f'<Row ss:Index="2">{cell("gộp", attributes="ss:MergeAcross=" + chr(34) + "1" + chr(34))}{cell("x")}</Row>'
        f"<Row>{cell(8.5, 'Number', 'ss:Index=' + chr(34) + '3' + chr(34))}</Row>",
        '<Worksheet ss:Name="Ẩn"><Table><Row><Cell><Data ss:Type="String">y</Data></Cell></Row></Table>'
        '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible>'
        '</WorksheetOptions></Worksheet><Worksheet ss:Name="Trống"/>',
    )
    document = open_document(data, "bảng.xls")
    first = document.tables[0]
    assert [[cell.text for cell in row] for row in first.rows] == [[""], ["gộp", "gộp", "x"], ["", "", "8.5"]]
    assert first.rows[1][0] is first.rows[1][1]
    assert first.rows[2][2].number == 8.5
    assert [(table.title, table.is_hidden) for table in document.tables] == [("Một", False), ("Ẩn", True)]
    assert document.notes == ("sheet 'Ẩn' is hidden", "sheet 'Trống' is empty")


def test_a_page_of_excel_named_as_a_workbook_is_html() -> None:
    page = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><tr><td>Huế<td>1<tr><td>b<td>2</table>'
    assert open_document(page.encode(), "bảng.xls").media_type == "text/html"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (book("") + b"<", "is a broken XML workbook"),
        (book(""), "is an XML workbook without a filled cell"),
        (book(f'<Row ss:Index="1048576">{cell("a")}</Row>'), "reaches over more than 200,000 cells"),
        (book(f'<Row><Cell ss:MergeAcross="9999" ss:MergeDown="9999"/></Row>{cell("a")}'), "reaches over more than"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=rf"^a\.xls {message}.*\.$"):
        open_document(data, "a.xls")


def test_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("bí mật", "utf-8")
    lead = f'{HEAD}<!DOCTYPE Workbook [<!ENTITY x SYSTEM "file://{secret}">]>'
    assert "bí mật" not in open_document(book(f"<Row>{cell('a&x;b')}</Row>", lead=lead), "a.xls").text
