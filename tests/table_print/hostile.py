"""Files made to harm their reader: bombs, endless structures, orders to fetch or to run something.

Belongs here: the bytes. Does not belong here: what a reader should do with them. Nothing here is harmful at rest: the
largest file has some megabytes.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import partial

import openpyxl

from tests.table_print.figures import TITLE, rows
from tests.table_print.word_file import packed
from tests.table_print.workbooks import xlsx, zipped

_GIB = 2**30
_SHEET = "xl/worksheets/sheet1.xml"
_STRINGS = "xl/sharedStrings.xml"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STRINGS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LAUGHS = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 11))
_LAUGHTER = f'<!DOCTYPE x [<!ENTITY a0 "ha">{_LAUGHS}]>'


def _inflating(text: bytes, size: int) -> bytes:
    """A deflate stream of about `size` bytes that repeats `text`; it is itself a thousand times smaller."""
    block = text * max(1, 2**20 // len(text))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    unit = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return unit * (size // len(block)) + packer.flush()


def _with_member(archive: bytes, name: str, stream: bytes, size: int) -> bytes:
    """A ZIP with one member more, whose deflated bytes are given and whose told size is `size`."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(zipfile.ZipInfo(member), old.read(member), zipfile.ZIP_DEFLATED)
        new.fp.flush()
        info = zipfile.ZipInfo(name)
        info.compress_type, info.CRC, info.compress_size, info.file_size = 8, 0, len(stream), size
        info.header_offset = new.fp.tell()
        new.fp.write(info.FileHeader(zip64=False) + stream)
        new.start_dir = new.fp.tell()
        new.filelist.append(info)
        new.NameToInfo[name] = info
        new._didModify = True
    return target.getvalue()


def _empty_zip() -> bytes:
    target = io.BytesIO()
    zipfile.ZipFile(target, "w").close()
    return target.getvalue()


def flat_bomb(told: int = 3 * _GIB) -> bytes:
    """A ZIP of one CSV of three gibibytes that says `told` of itself."""
    return _with_member(_empty_zip(), "bang.csv", _inflating(b"1;An Giang;8,12;65,09\r\n", 3 * _GIB), told)


def nested_bomb() -> bytes:
    """Ten copies of a ZIP of ten copies of ... of a bomb, five levels deep."""
    inner = flat_bomb()
    for _ in range(5):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for at in range(10):
                archive.writestr(f"{at}.zip", inner)
        inner = target.getvalue()
    return inner


def sheet_bomb() -> bytes:
    """A workbook whose sheet inflates to two gibibytes."""
    text = b'<row><c t="n"><v>1</v></c></row>'
    return _with_member(xlsx(), _SHEET, _inflating(text, 2 * _GIB), 2 * _GIB)


def inflating_docx() -> bytes:
    """A Word file whose main part inflates to two gibibytes."""
    text = b"<w:p><w:r><w:t>An Giang</w:t></w:r></w:p>"
    return _with_member(packed("<x/>"), "word/document.xml", _inflating(text, 2 * _GIB), 2 * _GIB)


def _replaced(archive: bytes, changes: dict[str, Callable[[str], str]], added: dict[str, str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        texts = {name: old.read(name).decode() for name in old.namelist()}
    return zipped({name: changes.get(name, str)(text) for name, text in texts.items()} | added)


def lying_dimension() -> bytes:
    """A workbook of 67 rows that says it has a million rows of sixteen thousand cells."""
    return _replaced(xlsx(), {_SHEET: lambda text: text.replace("A1:N67", "A1:XFD1048576")}, {})


def far_cell() -> bytes:
    """A workbook with one cell more, in the last column of the last row that there can be."""
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return _replaced(xlsx(), {_SHEET: lambda text: text.replace("</sheetData>", last)}, {})


def _sheet_of(text: str, declared: str) -> bytes:
    return _replaced(
        xlsx(), {_SHEET: lambda _: _sheet(f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>', declared)}, {}
    )


def _sheet(cell: str, declared: str = "") -> str:
    head = f'<?xml version="1.0"?>{declared}<worksheet {_SPREADSHEET}><sheetData><row r="1">'
    return f"{head}{cell}</row></sheetData></worksheet>"


def _with_strings(strings: str) -> bytes:
    """A workbook whose only cell shows the first of these shared strings."""
    relation = f'<Relationship Type="{_STRINGS_RELATION}" Target="sharedStrings.xml" Id="strings"/></Relationships>'
    override = f'<Override PartName="/{_STRINGS}" ContentType="{_STRINGS_TYPE}"/></Types>'
    changes = {
        _SHEET: lambda _: _sheet('<c r="A1" t="s"><v>0</v></c>'),
        "xl/_rels/workbook.xml.rels": lambda text: _once(text, "sharedStrings", "</Relationships>", relation),
        "[Content_Types].xml": lambda text: _once(text, "sharedStrings", "</Types>", override),
    }
    return _replaced(xlsx(), changes, {_STRINGS: strings})


def _once(text: str, word: str, end: str, new_end: str) -> str:
    return text if word in text else text.replace(end, new_end)


def strings_bomb() -> bytes:
    """A workbook whose shared strings inflate to two gibibytes."""
    text = b"<si><t>An Giang</t></si>"
    return _with_member(_with_strings("<sst/>"), _STRINGS, _inflating(text, 2 * _GIB), 2 * _GIB)


def laughing_xlsx() -> bytes:
    """A sheet whose only text stands for twenty gigabytes."""
    return _sheet_of("&a10;", _LAUGHTER)


def laughing_strings() -> bytes:
    """Shared strings that do the same."""
    return _with_strings(f'<?xml version="1.0"?>{_LAUGHTER}<sst {_SPREADSHEET} count="1"><si><t>&a10;</t></si></sst>')


def laughing_docx() -> bytes:
    """A Word file that does the same."""
    return packed(_word_text("&a10;", _LAUGHTER))


def laughing_html() -> bytes:
    """A page that does the same, with an SVG."""
    return (
        f"<?xml version='1.0'?>{_LAUGHTER}<html><body><p>&a10;</p><svg><text>&a10;</text></svg></body></html>".encode()
    )


def _word_text(text: str, declared: str) -> str:
    return (
        f'<?xml version="1.0"?>{declared}<w:document {_WORD}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )


def _outside(address: str) -> str:
    return f'<!DOCTYPE x [<!ENTITY x SYSTEM "{address}"><!ENTITY % y SYSTEM "{address}"> %y;]>'


def fetching_xlsx(address: str) -> bytes:
    """A sheet whose text is to be fetched from `address`."""
    return _sheet_of("&x;", _outside(address))


def fetching_docx(address: str) -> bytes:
    """A Word file whose text is to be fetched from `address`."""
    return packed(_word_text("&x;", _outside(address)))


def fetching_html(address: str) -> bytes:
    """A page with an entity, an SVG, a frame, a style, a script and a picture at `address`."""
    return (
        f"<!DOCTYPE html [<!ENTITY x SYSTEM '{address}'>]><html><head><link rel='stylesheet' href='{address}'>"
        f"<script src='{address}'></script></head><body><p>&x;</p><iframe src='{address}'></iframe>"
        f"<img src='{address}'>"
        f"<svg xmlns:xlink='http://www.w3.org/1999/xlink'><!ENTITY z SYSTEM '{address}'><image xlink:href='{address}'/>"
        f"<text>&z;</text></svg><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{address}' parse='text'/>"
        "</body></html>"
    ).encode()


def running_xlsx(address: str, marker: str) -> bytes:
    """Formulas that fetch from `address`, a DDE order and a macro that make the file `marker`."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx()))
    sheet = book.worksheets[0]
    sheet["P1"] = f'=WEBSERVICE("{address}")'
    sheet["P2"] = f"=cmd|'/c touch {marker}'!A0"
    sheet["P3"] = f'=HYPERLINK("{address}","PCI")'
    target = io.BytesIO()
    book.save(target)
    types = {"[Content_Types].xml": lambda text: text.replace(_BOOK_TYPE, _MACRO_TYPE)}
    macro = f'Sub Auto_Open()\nShell "touch {marker}"\nEnd Sub'
    return _replaced(target.getvalue(), types, {"xl/vbaProject.bin": macro})


def _pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    target = io.BytesIO(b"%PDF-1.4\n")
    target.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(target.tell())
        target.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = target.tell()
    target.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    target.writelines(b"%010d 00000 n \n" % place for place in places)
    target.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return target.getvalue()


_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_WORDS = b"BT /F1 12 Tf 72 700 Td (PCI 2019: An Giang 65,09) Tj ET"
_CONTENT = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(_WORDS), _WORDS)


def _page(box: bytes = b"0 0 595 842", parent: int = 2) -> bytes:
    return b"<< /Type /Page /Parent %d 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>" % (
        parent,
        box,
    )


def many_pages(count: int = 10_000) -> bytes:
    """A PDF of so many pages, each with a line of text."""
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + count))
    tree = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)
    return _pdf([_CATALOGUE, tree, _FONT, _CONTENT, *[_page()] * count])


def looping_pages() -> bytes:
    """A PDF whose page tree holds itself, twice on every level."""
    tree = b"<< /Type /Pages /Count 1000000 /Kids [5 0 R 2 0 R 6 0 R] >>"
    inner = b"<< /Type /Pages /Parent 2 0 R /Count 1000000 /Kids [2 0 R 6 0 R] >>"
    return _pdf([_CATALOGUE, tree, _FONT, _CONTENT, _page(), inner])


def vast_page() -> bytes:
    """A PDF of one page without text, hundreds of metres wide."""
    tree = b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>"
    drawing = b"<< /Length 30 >>\nstream\n0 0 1000000 1000000 re f       \nendstream"
    return _pdf([_CATALOGUE, tree, _FONT, drawing, _page(b"0 0 1000000 1000000")])


def vast_png(width: int = 20_000, height: int = 15_000) -> bytes:
    """A white PNG of 300 megapixels in three colours."""
    line = b"\x00" + b"\xff" * (3 * width)
    packer = zlib.compressobj(1)
    unit = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            (b"IDAT", unit),
            (b"IEND", b""),
        )
    )


def vast_spans() -> bytes:
    """A page whose cells span a thousand million columns and rows."""
    far = 10**9
    body = "".join(
        f"<tr><td>{row.number}</td><td rowspan='{far}'>{row.unit}</td><td colspan='{far}'>{row.total}</td></tr>"
        for row in rows()
    )
    return f"<html><body><h1>{TITLE}</h1><table>{body}</table></body></html>".encode()


def deep_tables(levels: int = 20_000) -> bytes:
    """A page with a table in a cell of a table in a cell of a table, and so on."""
    return b"<html><body>" + b"<table><tr><td>1</td><td>" * levels + b"An Giang" + b"</td></tr></table>" * levels


def long_line(size: int = 10_000_000) -> bytes:
    """A CSV of one line."""
    return b"STT;An Giang;65,09;" * (size // 19)


FETCHING: dict[str, Callable[[str], bytes]] = {
    "fetching.xlsx": fetching_xlsx,
    "fetching.docx": fetching_docx,
    "fetching.html": fetching_html,
}
"""Files that are to be filled from an address."""

REFUSED: dict[str, Callable[[], bytes]] = {
    "flat_bomb.zip": flat_bomb,
    "nested_bomb.zip": nested_bomb,
    "sheet_bomb.xlsx": sheet_bomb,
    "strings_bomb.xlsx": strings_bomb,
    "bomb.docx": inflating_docx,
    "laughing.xlsx": laughing_xlsx,
    "laughing_strings.xlsx": laughing_strings,
    "laughing.docx": laughing_docx,
    "far_cell.xlsx": far_cell,
    "many_pages.pdf": many_pages,
    "vast.png": vast_png,
}
"""Files of which nothing can be read in bounds."""

BOUNDED: dict[str, Callable[[], bytes]] = {
    "bomb_that_lies.zip": partial(flat_bomb, 1000),
    "laughing.html": laughing_html,
    "lying_dimension.xlsx": lying_dimension,
    "looping_pages.pdf": looping_pages,
    "vast_page.pdf": vast_page,
    "vast_spans.html": vast_spans,
    "deep_tables.html": deep_tables,
    "long_line.csv": long_line,
}
"""Files that may be read or refused, in bounds either way."""
