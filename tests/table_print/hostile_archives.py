"""Archives made to harm their reader: bombs, workbooks and Word files that explode, fetch or run something.

Belongs here: ZIP files and the forms inside them. Does not belong here: pages and pictures (`hostile_pages`).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import openpyxl

from tests.table_print.word_file import packed
from tests.table_print.workbooks import ods, xlsx, zipped

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
LAUGHTER = f'<!DOCTYPE x [<!ENTITY a0 "ha">{_LAUGHS}]>'


def inflating(text: bytes, size: int) -> bytes:
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
    return _with_member(_empty_zip(), "bang.csv", inflating(b"1;An Giang;8,12;65,09\r\n", 3 * _GIB), told)


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
    return _with_member(xlsx(), _SHEET, inflating(text, 2 * _GIB), 2 * _GIB)


def inflating_docx() -> bytes:
    """A Word file whose main part inflates to two gibibytes."""
    text = b"<w:p><w:r><w:t>An Giang</w:t></w:r></w:p>"
    return _with_member(packed("<x/>"), "word/document.xml", inflating(text, 2 * _GIB), 2 * _GIB)


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
    return _with_member(_with_strings("<sst/>"), _STRINGS, inflating(text, 2 * _GIB), 2 * _GIB)


def laughing_xlsx() -> bytes:
    """A sheet whose only text stands for twenty gigabytes."""
    return _sheet_of("&a10;", LAUGHTER)


def laughing_strings() -> bytes:
    """Shared strings that do the same."""
    return _with_strings(f'<?xml version="1.0"?>{LAUGHTER}<sst {_SPREADSHEET} count="1"><si><t>&a10;</t></si></sst>')


def laughing_docx() -> bytes:
    """A Word file that does the same."""
    return packed(_word_text("&a10;", LAUGHTER))


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


def repeated_ods() -> bytes:
    """A spreadsheet that repeats one filled cell over every column and row that there can be."""
    cell = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    wide = cell.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"', 1)
    tall = f'<table:table-row table:number-rows-repeated="1048576">{wide}</table:table-row>'
    return _replaced(ods(), {"content.xml": lambda text: text.replace("</table:table>", f"{tall}</table:table>")}, {})


def spanning_docx() -> bytes:
    """A Word file with a cell over a thousand million columns."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p><w:r><w:t>An Giang</w:t></w:r></w:p></w:tc>'
    table = f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1000000000"/></w:trPr>{cell}</w:tr></w:tbl>'
    return packed(f'<?xml version="1.0"?><w:document {_WORD}><w:body>{table}</w:body></w:document>')
