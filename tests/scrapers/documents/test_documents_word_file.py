"""Word files: paragraphs, tables with merged cells, what is deleted, hidden or beside the text; broken files.

`two_tables.doc` was written by LibreOffice 7.4 from a DOCX of ours: one table that antiword prints as a table, one of
fourteen columns that it prints as a paragraph.
"""

from __future__ import annotations

import shutil
import zlib
from pathlib import Path

import pytest

from scrapers.documents import word_file
from scrapers.documents.docbook import add_book
from scrapers.documents.model import Document, DocumentError
from scrapers.documents.rendering import DocumentBuilder
from scrapers.documents.word_file import open_doc, open_docx
from tests.table_print.word_file import docx, packed
from tests.table_print.workbooks import zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
OLD = Path(__file__).parent / "two_tables.doc"


def body(content: str, namespace: str = W) -> Document:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    return open_docx(packed(f"<w:document {namespace} {mc}><w:body>{content}</w:body></w:document>"), "a.docx")


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(row if row.startswith("<w:tr") else f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def grids(document: Document) -> list[list[list[str]]]:
    for table in document.tables:
        for row in table.rows:
            assert all(document.at(cell.locator) == cell.text for cell in row)
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


def test_the_printed_table_is_read_with_its_merged_header() -> None:
    document = open_docx(docx(), "a.docx")
    (table,) = grids(document)
    assert {len(row) for row in table} == {14}
    assert table[0][2:12] == ["Điểm các lĩnh vực"] * 10
    assert (table[0][0], table[1][0]) == ("STT", "STT")
    assert len(table) == 65


def test_cells_merged_downwards_and_rows_that_begin_later() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = body(
        tbl(
            tc("vùng", down) + tc("a") + tc("1"),
            tc("", on) + tc("b") + tc("2"),
            '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("c", '<w:gridSpan w:val="2"/>') + "</w:tr>",
            tc("", on) + tc("d") + tc("4"),
        )
    )
    assert grids(document) == [[["vùng", "a", "1"], ["vùng", "b", "2"], ["", "c", "c"], ["", "d", "4"]]]
    rows = document.tables[0].rows
    assert rows[0][0].locator == rows[1][0].locator


def test_spans_are_bounded() -> None:
    document = body(tbl(tc("a", '<w:gridSpan w:val="1000000000"/>'), tc("b", '<w:gridSpan w:val="-2"/>')))
    assert [len(row) for row in document.tables[0].rows] == [100, 1]


def test_tracked_changes_hidden_words_and_fields() -> None:
    runs = (
        "<w:r><w:t>Điểm </w:t></w:r><w:del><w:r><w:delText>80</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>85</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>,5</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:tab/><w:noBreakHyphen/><w:t>1</w:t><w:br/><w:t>dòng</w:t></w:r>"
    )
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + tc("đã xóa") + "</w:tr>"
    document = body(f"<w:p>{runs}</w:p>" + tbl(tc("a"), gone, tc("b")))
    assert document.text == "Điểm 85,5 -1\ndòng\na\nb\n"


def test_text_boxes_once_content_controls_and_nested_tables_in_order() -> None:
    inner = tbl(tc("Huế") + tc("91"), tc("Hà Nội") + tc("90"))
    box = f"<w:txbxContent>{p('hộp')}</w:txbxContent>"
    document = body(
        f"<w:p><w:r><w:t>trước</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        f"</mc:AlternateContent></w:r></w:p><w:sdt><w:sdtContent>{p('trong')}</w:sdtContent></w:sdt>"
        + tbl(tc("QUỐC HIỆU") + tc(p("trên") + p("dưới")))
        + tbl(tc(p("ngoài") + inner + p("sau")), tc("cuối"))
    )
    assert document.text.split("\n") == [
        "trước", "hộp", "trong", "QUỐC HIỆU", "trên", "dưới", "ngoài", "Huế\t91", "Hà Nội\t90", "sau", "cuối", "",
    ]  # fmt: skip
    assert grids(document) == [[["Huế", "91"], ["Hà Nội", "90"]]]


def test_paragraphs_of_a_cell_stand_on_one_line() -> None:
    cell = p("Tỉnh,") + "<w:p/>" + "<w:p><w:r><w:t>thành</w:t><w:br/><w:t>phố</w:t></w:r></w:p>"
    assert grids(body(tbl(tc(cell), tc("x")))) == [[["Tỉnh, thành phố"], ["x"]]]


def test_footnotes_follow_the_text_in_either_namespace() -> None:
    line, note = f'<w:footnote w:type="separator">{p("-")}</w:footnote>', f"<w:footnote>{p('chú')}</w:footnote>"
    notes = f"<w:footnotes {STRICT}>{line}{note}</w:footnotes>"
    text = f"<w:document {STRICT}><w:body>{p('văn bản')}</w:body></w:document>"
    document = open_docx(zipped({"word/document.xml": text, "word/footnotes.xml": notes}), "a.docx")
    assert document.text == "văn bản\nchú\n"


def test_the_main_part_may_have_another_name() -> None:
    relations = (
        '<Relationships><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    text = f"<w:document {W}><w:body>{p('văn bản')}</w:body></w:document>"
    assert open_docx(zipped({"_rels/.rels": relations, "word/document2.xml": text}), "a.docx").text == "văn bản\n"


BILLION = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"PK\x03\x04 broken", r"is a broken Word file \(.*\): open it in Word and save it anew"),
        (zipped({"xl/workbook.xml": "<a/>"}), r"is no Word file, it has no word/document.xml: save it as DOCX"),
        (packed("<w:document"), r"is a broken Word file"),
        (packed(f"<w:document {W}/>"), r"is a Word file without a text: save it anew"),
        (packed(f"<w:document {W}><w:body>{p(' ')}</w:body></w:document>"), r"is a Word file without text, perhaps"),
        (packed(f"{BILLION}<w:document {W}><w:body>{p('&b;')}</w:body></w:document>"), r"declares entities"),
        (packed(f"<w:document {W}><w:body>{'<w:p>' * 400}</w:body></w:document>"), r"is a broken Word file"),
    ],
    ids=["no archive", "workbook", "cut", "no body", "empty", "entities", "deep"],
)
def test_what_cannot_be_read_is_said_in_one_sentence(data: bytes, wanted: str) -> None:
    with pytest.raises(DocumentError, match=rf"^a\.docx {wanted}"):
        open_docx(data, "a.docx")


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_file, "MAX_BYTES", 10_000)
    bomb = packed(f"<w:document {W}><w:body>{p('x' * 20_000)}</w:body></w:document>")
    with pytest.raises(DocumentError, match=r"^a\.docx unpacks to more than 10,000 bytes: it is not read\.$"):
        open_docx(bomb, "a.docx")
    many = packed(f"<w:document {W}><w:body>{'<w:p/>' * 1000}</w:body></w:document>")
    monkeypatch.setattr(word_file, "_MOST_TAGS", 500)
    with pytest.raises(DocumentError, match=r"^a\.docx holds more than is read of a Word file: split it\.$"):
        open_docx(many, "a.docx")


def test_broken_compression_is_said() -> None:
    good = bytearray(packed(f"<w:document {W}><w:body>{p('x' * 5000)}</w:body></w:document>"))
    at = good.index(b"word/document.xml") + len(b"word/document.xml") + 5
    good[at : at + 20] = zlib.compress(b"y")[:1] * 20
    with pytest.raises(DocumentError, match=r"^a\.docx is a broken Word file"):
        open_docx(bytes(good), "a.docx")


needs_antiword = pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword is not installed")


@needs_antiword
def test_an_old_file_is_read_with_its_tables() -> None:
    document = open_doc(OLD.read_bytes(), "a.doc")
    first, second = grids(document)
    assert first == [["STT", "Tỉnh, thành phố", "Điểm", "Hạng"], ["1", "Huế", "91,03", "2"], ["2", "Hà Nội", "", "1"],
                     ["3", "An Giang", "65,09", "3"]]  # fmt: skip
    assert second == [[str(at) for at in range(14)], ["a", "Huế", "", "1", *"bcdefghijk"], ["", *"qwertyuiopasd"]]
    lines = document.text.split("\n")
    assert (lines[0], lines[-2]) == ("Bảng 1. Điểm số", "Hết.")
    assert (document.media_type, document.notes) == ("application/msword", ())


@needs_antiword
def test_an_old_file_that_is_broken_is_said() -> None:
    with pytest.raises(DocumentError, match=r"^antiword cannot read a\.doc \(.*\): save it anew\.$"):
        open_doc(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 5000, "a.doc")


def test_without_a_converter_an_old_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(DocumentError, match=r"^a\.doc is an old Word file, and no converter .* save it as DOCX\.$"):
        open_doc(OLD.read_bytes(), "a.doc")


@pytest.mark.skipif(shutil.which("catdoc") is None, reason="catdoc is not installed")
def test_text_alone_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "antiword" else which(name))
    document = open_doc(OLD.read_bytes(), "a.doc")
    assert "Huế" in document.text
    assert document.tables == ()
    assert document.notes[0].startswith("Read by catdoc as text")


def test_a_locked_file_is_said() -> None:
    with pytest.raises(DocumentError, match=r"^a\.docx is a Word file locked by a password"):
        open_doc(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx")


@pytest.mark.parametrize(
    ("line", "tables"),
    [
        ("a |b | |c |d | |", [[["a", "b"], ["c", "d"]]]),
        ("a |b | | | | |c |d | |sau", [[["a", "b"], ["", ""], ["c", "d"]]]),
        ("a |b | |c |d |e | |", []),
        ("điểm | hạng | nhóm", []),
    ],
)
def test_a_wide_table_is_told_by_its_bars(line: str, tables: list[list[list[str]]]) -> None:
    builder = DocumentBuilder("a.doc")
    notes = add_book(f"<book><para>{line}</para></book>".encode(), builder, "a.doc")
    document = builder.document("application/msword", "utf-8")
    assert grids(document) == tables
    assert bool(notes) == ("| |" in line and not tables)
    assert "sau\n" in document.text or "sau" not in line
