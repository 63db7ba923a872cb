"""Workbooks: every sheet a table whose rows and columns are the sheet's, hostile ones one sentence."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt

from scrapers.documents.model import Document, DocumentError
from scrapers.documents.opening import open_document
from scrapers.documents.workbook import open_workbook

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
SHEET = "xl/worksheets/sheet1.xml"
ODS_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text", "style")
)


def xlsx(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def patched(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == member else old.read(name))
        if member not in old.namelist():
            new.writestr(member, change(b""))
    return stream.getvalue()


def ods(rows: str) -> bytes:
    stream = io.BytesIO()
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {ODS_NAMES}><office:body><office:spreadsheet>'
            f'<table:table table:name="Một">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>',
        )
    return stream.getvalue()


def table(book: openpyxl.Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet.title = "Một"
    sheet["B3"], sheet["C3"], sheet["D3"] = 63, 8.125, datetime.datetime(2020, 1, 2)
    sheet["E3"], sheet["F3"], sheet["G3"] = True, "#N/A", "Đắk Lắk\nsố 1"
    sheet["F3"].data_type = "e"
    sheet.merge_cells("B5:C6")
    sheet["B5"], sheet["D6"] = "gộp", 1e300


def texts(document: Document, number: int = 1) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.tables[number - 1].rows]


def refusal(data: bytes, name: str = "bảng.xlsx") -> str:
    with pytest.raises(DocumentError) as caught:
        open_document(data, name)
    message = str(caught.value)
    assert name in message and message.endswith(".") and "\n" not in message
    return message


def test_a_cell_stands_where_it_stands_in_the_sheet() -> None:
    document = open_workbook(xlsx(table), "a.xlsx")
    assert texts(document) == [
        [""],
        [""],
        ["", "63", "8.125", "2020-01-02", "TRUE", "#N/A", "Đắk Lắk số 1"],
        [""],
        ["", "gộp", "gộp"],
        ["", "gộp", "gộp", "1e+300"],
    ]
    rows = document.tables[0].rows
    assert [cell.number for cell in rows[2]] == [None, 63.0, 8.125, None, None, None, None]
    assert rows[4][1] is rows[4][2] is rows[5][1] is rows[5][2], "a merged range is one cell"
    assert rows[4][1].locator.row == 5
    for cell in (cell for row in rows for cell in row):
        assert document.at(cell.locator) == cell.text
    assert document.text.startswith("Một\n")


def test_the_old_format_gives_the_same() -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Một")
    sheet.write_merge(0, 1, 1, 2, "gộp")
    sheet.write(3, 0, 5)
    sheet.write(3, 2, 2.5)
    sheet.row(4).set_cell_error(1, 0x2A)
    hidden = book.add_sheet("Hai")
    hidden.write(0, 0, "ẩn")
    hidden.row(0).set_cell_error(1, 0x07)
    hidden.visibility = 1
    stream = io.BytesIO()
    book.save(stream)
    document = open_document(stream.getvalue(), "a.csv")
    assert document.media_type == "application/vnd.ms-excel"
    assert texts(document) == [["", "gộp", "gộp"], ["", "gộp", "gộp"], [""], ["5", "", "2.5"], ["", "#N/A"]]
    assert texts(document, 2) == [["ẩn", "#DIV/0!"]]
    assert [(table.title, table.is_hidden) for table in document.tables] == [("Một", False), ("Hai", True)]
    assert document.notes == ("sheet 'Hai' is hidden",)


def test_an_open_document_sheet_with_spans_and_repeats() -> None:
    document = open_document(
        ods(
            '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
            '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
            '<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>gộp</text:p>'
            '</table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="float" '
            'office:value="2.5"><text:p>2,5</text:p></table:table-cell></table:table-row>'
            '<table:table-row table:number-rows-repeated="1048573"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>'
        ),
        "a.ods",
    )
    assert texts(document) == [[""], [""], ["", "", "gộp", "gộp", "2.5"]]
    assert document.tables[0].rows[2][2] is document.tables[0].rows[2][3]


def test_what_a_workbook_holds_besides_values_is_told() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        table(book)
        assert book.active is not None
        book.active["H3"] = "=1+1"
        book.create_sheet("Trống")
        book.create_sheet("Ẩn").sheet_state = "veryHidden"
        book.create_chartsheet("Biểu đồ")

    data = patched(xlsx(fill), "xl/vbaProject.bin", lambda _: b"\0")
    data = patched(data, "xl/externalLinks/externalLink1.xml", lambda _: b"<a/>")
    document = open_document(data, "a.xlsx")
    assert document.notes == (
        "the workbook has macros, which were not run",
        "the workbook has links to other files, which were not followed",
        "sheet 'Một' has 1 formulas without a stored value, left empty",
        "sheet 'Biểu đồ' is a chart or macro sheet and was not read",
        "sheet 'Trống' is empty",
        "sheet 'Ẩn' is empty",
        "sheet 'Ẩn' is hidden",
    )
    assert len(document.tables) == 1


def test_a_formula_gives_its_stored_value_and_an_empty_text_is_one() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        table(book)
        assert book.active is not None
        book.active["A1"], book.active["B1"] = "=1+1", '=""'

    data = patched(
        xlsx(fill),
        SHEET,
        lambda xml: (
            re.sub(
                rb'<c r="B1"( s="\d+")?>',
                b'<c r="B1" t="str">',
                xml.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>7</v>"),
            )
            .replace(b"<f>1+1</f><v/>", b"<f>1+1</f><v>7</v>")
            .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>7</v>")
        ),
    )
    document = open_document(data, "a.xlsx")
    assert texts(document)[0] == ["7"]
    assert document.notes == ()


@pytest.mark.parametrize("size", [b"A1:XFD1048576", b"1:69", b"XFD1048576", b"A1"])
def test_what_a_sheet_says_of_its_size_is_not_believed(size: bytes) -> None:
    said = b'<dimension ref="%s"' % size
    data = patched(xlsx(table), SHEET, lambda xml: re.sub(rb'<dimension ref="[^"]*"', said, xml))
    assert size in zipfile.ZipFile(io.BytesIO(data)).read(SHEET)
    assert texts(open_document(data, "a.xlsx")) == texts(open_document(xlsx(table), "a.xlsx"))


@pytest.mark.parametrize("place", [b"XFD1048576", b"A1048576", b"XFD40"])
def test_a_cell_far_away_takes_no_memory(place: bytes) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        assert book.active is not None
        for row in range(1, 40):
            book.active.cell(row, 1, row)
        book.active["A60"] = "xa"

    data = patched(xlsx(fill), SHEET, lambda xml: xml.replace(b'r="A60"', b'r="%s"' % place))
    if place == b"XFD40":
        assert open_document(data, "a.xlsx").tables[0].rows[39][16383].text == "xa"
    else:
        assert re.search("MiB of memory|reaches over more than 200,000 cells", refusal(data))


def test_a_repeated_filled_cell_and_endless_merges_are_bounded() -> None:
    cell = '<table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
    assert "a broken or overlarge workbook" in refusal(
        ods(f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>')
    )

    def fill(book: openpyxl.Workbook) -> None:
        assert book.active is not None
        book.active["A1"], book.active["Z500"] = 1, 2

    merges = b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 500 + b"</mergeCells>"
    data = patched(xlsx(fill), SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merges))
    assert "merges more than 200,000 cells" in refusal(data)


def test_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("bí mật", "utf-8")
    lead = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y "{"ha" * 100}">]>'.encode()

    def inject(xml: bytes) -> bytes:
        head, body = xml.split(b">", 1) if xml.startswith(b"<?xml") else (b'<?xml version="1.0"?', xml)
        return head + b">" + lead + re.sub(rb"<t[^>]*>g", b"<t>&x;&y;g", body)

    for member in ("xl/sharedStrings.xml", "xl/workbook.xml", SHEET):
        try:
            text = open_document(patched(xlsx(table), member, inject), "a.xlsx").text
        except DocumentError as error:
            text = str(error)
        assert "bí mật" not in text and "hahaha" not in text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 and nothing", "is a broken ZIP or Office file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is a broken old Office file"),
        (xlsx(lambda book: None), "is a workbook without a filled cell"),
        (patched(xlsx(table), SHEET, lambda xml: xml[: len(xml) // 2]), "a broken or overlarge workbook"),
    ],
    ids=["zip", "ole", "empty", "cut"],
)
def test_broken_and_empty_workbooks(data: bytes, message: str) -> None:
    assert message in refusal(data)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample documents are not beside the project")
def test_every_sheet_of_the_official_workbooks_opens() -> None:
    sheets = {path.name: len(open_document(path.read_bytes(), path.name).tables) for path in SAMPLES.glob("*.xls*")}
    assert sheets == {
        "PAPI_2011-2016.xlsx": 6,
        "PCI_2006.xls": 11,
        "PCI_2008.xls": 13,
        "PCI_2011.xls": 11,
        "PCI_2013.xlsx": 12,
        "PCI_2014.xlsx": 12,
    }
