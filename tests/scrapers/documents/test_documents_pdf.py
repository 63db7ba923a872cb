"""Typeset PDFs cell by cell, pages turned and garbled, and files that would keep a reader busy for ever."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial

import pypdfium2
import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from scrapers.documents.model import Document, DocumentError
from scrapers.documents.pdf import open_pdf
from tests.table_print.figures import header, rows
from tests.table_print.fonts import SANS, font_file
from tests.table_print.hostile_pages import many_scans
from tests.table_print.needs import needs_ocr, printed
from tests.table_print.typeset import over_three_pages, ruled, unruled


def _drawn(draw: Callable[[Canvas], None], size: tuple[float, float] = (400, 300)) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    draw(canvas)
    canvas.save()
    return target.getvalue()


def _body(document: Document) -> list[tuple[str, ...]]:
    texts = [tuple(cell.text for cell in row) for table in document.tables for row in table.rows]
    return [row for row in texts if row[0].isdigit()]


@pytest.mark.parametrize("printed", [ruled, unruled, over_three_pages])
def test_every_cell_of_the_printed_table_is_right(printed: Callable[[], bytes]) -> None:
    document = open_pdf(printed(), "print.pdf")
    assert _body(document) == [tuple(row.cells) for row in rows()]
    lower = [cell.text for cell in document.tables[0].rows[1]]
    assert lower[2:12] == list(header()[1][2:12])
    upper = document.tables[0].rows[0]
    assert len({id(cell) for cell in upper[2:12]}) == 1, "the merged header is one cell"
    assert upper[0] is document.tables[0].rows[1][0]
    assert document.media_type == "application/pdf" and not document.words


_HEADINGS = (
    "Cải cách thể chế",
    "Cải cách tổ chức bộ máy hành chính nhà nước",
    "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
    "Tác động của cải cách đến người dân, tổ chức và phát triển kinh tế",
)


def _wrapped_headings(valign: str, heading: int, figure: int, rules: int) -> bytes:
    """Headings of one to four lines over narrow figures: `heading` and `figure` align (0 left, 1 centre, 2 right)."""
    pdfmetrics.registerFont(TTFont(SANS, font_file(SANS)))
    head = ParagraphStyle("head", fontName=SANS, fontSize=7, leading=8.4, alignment=heading)
    value = ParagraphStyle("value", fontName=SANS, fontSize=7, leading=8.4, alignment=figure)
    name = ParagraphStyle("name", fontName=SANS, fontSize=7, leading=8.4)
    units = ("An Giang", "Thành phố Hồ Chí Minh", "Ủy ban nhân dân tỉnh Thừa Thiên Huế", "Cà Mau", "Bà Rịa - Vũng Tàu")
    cells = [[Paragraph(text, head) for text in ("STT", "Tỉnh, thành phố", *_HEADINGS)]]
    for at, unit in enumerate(units):
        figures = [Paragraph(f"{at + place},25", value) for place in range(4)]
        cells.append([Paragraph(str(at + 1), value), Paragraph(unit, name), *figures])
    table = Table(cells, colWidths=[30, 74, *[74] * 4])
    style = [("VALIGN", (0, 0), (-1, -1), valign), ("LEFTPADDING", (0, 0), (-1, -1), 4)]
    table.setStyle(TableStyle([*style, ("GRID", (0, 0), (-1, -1), 0.4 * rules, colors.black)][: 2 + rules]))
    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=A4, invariant=1).build([table])
    return target.getvalue()


@pytest.mark.parametrize("valign", ["TOP", "MIDDLE", "BOTTOM"])
@pytest.mark.parametrize(("heading", "figure"), [(0, 0), (0, 2), (1, 1), (1, 2), (1, 0)])
def test_wrapped_headings_read_without_lines_as_with_them(valign: str, heading: int, figure: int) -> None:
    (ruled_table,) = open_pdf(_wrapped_headings(valign, heading, figure, 1), "ruled.pdf").tables
    (table,) = open_pdf(_wrapped_headings(valign, heading, figure, 0), "unruled.pdf").tables
    texts = [[cell.text for cell in row] for row in table.rows]
    assert texts[0] == ["STT", "Tỉnh, thành phố", *_HEADINGS]
    assert texts == [[cell.text for cell in row] for row in ruled_table.rows]


def test_each_page_has_its_table_with_its_header() -> None:
    tables = open_pdf(over_three_pages(), "print.pdf").tables
    assert [table.page for table in tables] == [1, 2, 3]
    assert all(table.rows[0][0].text == "STT" for table in tables)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_reads_as_it_is_shown(degrees: int) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(4):
            for left in (20, 120, 220):
                canvas.drawString(left, 250 - 20 * number, f"{left}{number}")

    source = pypdfium2.PdfDocument(_drawn(draw))
    page = source[0]
    page.set_rotation(degrees)
    target = io.BytesIO()
    source.save(target)
    table = open_pdf(target.getvalue(), "turned.pdf")
    words = sorted(table.text.split())
    assert words == sorted(f"{left}{number}" for left in (20, 120, 220) for number in range(4))


def test_thin_boxes_and_one_path_for_all_lines_rule_a_table_too() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (200, 220, 240):
            canvas.rect(20, y, 200, 0.6, stroke=0, fill=1)
        path = canvas.beginPath()
        for x in (20, 120, 220):
            path.moveTo(x, 200)
            path.lineTo(x, 240)
        canvas.drawPath(path)
        for x, y, text in ((25, 225, "Tinh"), (125, 225, "Diem"), (25, 205, "Hue"), (125, 205, "8,12")):
            canvas.drawString(x, y, text)

    (table,) = open_pdf(_drawn(draw), "boxes.pdf").tables
    assert [[cell.text for cell in row] for row in table.rows] == [["Tinh", "Diem"], ["Hue", "8,12"]]


def test_a_pdf_of_ten_thousand_pages_is_refused() -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(10_000):
            canvas.showPage()

    with pytest.raises(DocumentError, match="10,000 pages"):
        open_pdf(_drawn(draw), "long.pdf")


def _loop() -> bytes:
    """A page tree whose one node is its own child."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 7>>"]
    body = b"%PDF-1.4\n"
    offsets = []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + b"xref\n0 3\n0000000000 65535 f \n" + table + tail


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_loop(), "bad.pdf"),
        (b"%PDF-1.7\nnothing", "broken PDF"),
        (b"%PDF-1.4\n" + b"\0" * 1000, "broken PDF"),
    ],
)
def test_broken_files_are_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said) as refused:
        open_pdf(data, "bad.pdf")
    assert str(refused.value).startswith("bad.pdf") and "\n" not in str(refused.value)


def test_an_encrypted_file_is_refused() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, encrypt="secret")
    canvas.drawString(10, 10, "x")
    canvas.save()
    with pytest.raises(DocumentError, match="encrypted"):
        open_pdf(target.getvalue(), "locked.pdf")


def test_a_page_with_nothing_on_it_is_refused() -> None:
    with pytest.raises(DocumentError, match="without anything to read"):
        open_pdf(_drawn(lambda canvas: canvas.showPage()), "empty.pdf")


@needs_ocr
def test_of_a_long_scan_the_first_pages_are_read_and_the_others_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrapers.documents.pdf.MAX_PICTURES", 1)
    document = open_pdf(printed(partial(many_scans, 3)), "scan.pdf")
    assert {table.page for table in document.tables} == {1}
    assert any("2 pages from page 2 on are pictures and were not read" in note for note in document.notes)


def test_more_words_than_can_be_laid_out_are_refused() -> None:
    def words(canvas: Canvas) -> None:
        for line in range(110):
            canvas.drawString(0, line * 12, "1 " * 100)

    with pytest.raises(DocumentError, match=r"has 11,000 words, up to 11,000 on a page.*add only the pages"):
        open_pdf(_drawn(words, (2000, 1400)), "words.pdf")
