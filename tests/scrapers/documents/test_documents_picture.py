"""Pictures of tables: read cell by cell, set upright, and refused where they are no page."""

from __future__ import annotations

import io
import struct
import zlib
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from scrapers.documents.ink import DARK, pieces, runs_of, without_specks
from scrapers.documents.model import Document, DocumentError
from scrapers.documents.pdf import open_pdf
from scrapers.documents.picture import open_picture
from scrapers.documents.straighten import lies_on_its_side, skew_of, turned
from tests.table_print.figures import comma, rows
from tests.table_print.fonts import SERIF, font_file
from tests.table_print.infographic import infographic
from tests.table_print.needs import needs_ocr
from tests.table_print.scans import scanned, scanned_pdf, speckled
from tests.table_print.typeset import over_three_pages, ruled


@cache
def _infographic() -> Document:
    return open_picture(infographic(), "news.png")


@needs_ocr
def test_an_infographic_is_read_cell_by_cell() -> None:
    (table,) = _infographic().tables
    body = [[cell.text for cell in row] for row in table.rows[1:]]
    read = [tuple(row[at : at + 3]) for at in (0, 3) for row in body if row[at]]
    ranked = sorted(rows(), key=lambda row: (row.rank, row.number))
    expected = [(str(row.rank), row.unit, comma(row.total)) for row in ranked]
    right = sum(got == want for got, want in zip(read, expected, strict=True))
    assert right >= 62, [pair for pair in zip(read, expected, strict=True) if pair[0] != pair[1]]
    assert [cell.text for cell in table.rows[0]] == ["Hạng", "Tỉnh/thành phố", "Điểm"] * 2


@needs_ocr
def test_white_letters_on_a_dark_band_are_read() -> None:
    assert _infographic().text.startswith("BẢNG XẾP HẠNG PCI 2023\n")


@needs_ocr
def test_words_know_their_place_and_cells_their_confidence() -> None:
    document = _infographic()
    assert all(document.text[word.span.start : word.span.end].strip() for word in document.words)
    assert all(0 <= word.confidence <= 1 and word.box[0] < word.box[2] for word in document.words)
    told = [cell.confidence for row in document.tables[0].rows for cell in row if cell.text]
    assert None not in told and min(told) < 1  # type: ignore[type-var]
    assert document.media_type == "image/png"
    assert "tesseract" in document.notes[0]


@needs_ocr
def test_a_page_askew_and_on_its_side_is_read_as_if_upright() -> None:
    page = scanned(ruled(), 200)[0]
    target = io.BytesIO()
    page.rotate(90, expand=True).save(target, "PNG", dpi=(200, 200))
    document = open_picture(target.getvalue(), "side.png")
    (table,) = document.tables
    body = [[cell.text for cell in row] for row in table.rows[2:]]
    expected = [list(row.cells) for row in rows()]
    assert len(body) == 63 and {len(row) for row in body} == {14}
    right = sum(
        got == want for row, line in zip(body, expected, strict=True) for got, want in zip(row, line, strict=True)
    )
    assert right / (63 * 14) >= 0.98
    assert "turned by" in document.notes[0]


@needs_ocr
def test_scanned_pages_of_a_pdf_keep_their_numbers() -> None:
    document = open_pdf(scanned_pdf(over_three_pages(), 200), "scan.pdf")
    assert [table.page for table in document.tables] == [1, 2, 3]
    assert document.media_type == "application/pdf"
    assert all(f"page {number} was read off a picture" in document.notes[number - 1] for number in (1, 2, 3))
    assert {word.page for word in document.words} == {1, 2, 3}


@pytest.mark.parametrize("degrees", [-3.0, -0.4, 0.0, 1.7])
def test_skew_is_measured(degrees: float) -> None:
    page = pypdfium_page()
    askew = turned(page, degrees) if degrees else page
    assert skew_of(askew) == pytest.approx(-degrees, abs=0.06)


@cache
def pypdfium_page() -> np.ndarray:  # type: ignore[type-arg]
    """The printed page as it is, straight and clean."""
    import pypdfium2

    document = pypdfium2.PdfDocument(ruled())
    return np.array(document[0].render(scale=150 / 72, grayscale=True).to_pil())


def test_letters_on_their_side_are_told() -> None:
    assert not lies_on_its_side(pypdfium_page())
    assert lies_on_its_side(np.ascontiguousarray(np.rot90(pypdfium_page())))


def test_specks_go_and_dots_under_letters_stay() -> None:
    page = np.full((60, 120), 255, np.uint8)
    page[20:42, 20:32] = page[20:42, 50:62] = 0
    page[45:48, 25:28] = 0  # a dot below the first letter, as in ạ
    page[5:7, 100:102] = 0  # dirt
    boxes, _ = pieces(runs_of(without_specks(page) < DARK), 120)
    assert len(boxes) == 3 and boxes[:, 0].tolist() == [20, 50, 25]


def _small_print(separator: str) -> tuple[Image.Image, list[str]]:
    """Figures in a serif of 6.5 points at 200 dpi, whose points have four pixels, and what they are."""
    chance = np.random.RandomState(3)
    figures = [f"{value / 100:.2f}".replace(".", separator) for value in chance.randint(600, 1700, 200).tolist()]
    page = Image.new("L", (1000, 760), 255)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(font_file(SERIF)), 18)
    for number, figure in enumerate(figures):
        draw.text((60 + number % 8 * 115, 30 + number // 8 * 28), figure, 0, font)
    return page, figures


def _faint(page: Image.Image) -> Image.Image:
    """Blurred, without black, and grained."""
    pixels = 255 - (255 - np.asarray(page.filter(ImageFilter.GaussianBlur(0.7)), float)) * 0.75
    grain = np.random.RandomState(4).normal(0, 12, pixels.shape)
    return Image.fromarray(np.clip(pixels + grain, 0, 255).astype(np.uint8))


def _right_of(page: Image.Image, figures: list[str]) -> int:
    target = io.BytesIO()
    page.save(target, "PNG", dpi=(200, 200))
    read = open_picture(target.getvalue(), "small.png").text.split()
    return sum((Counter(read) & Counter(figures)).values())


@needs_ocr
@pytest.mark.parametrize("separator", [".", ","])
def test_the_points_of_small_print_are_read(separator: str) -> None:
    page, figures = _small_print(separator)
    assert _right_of(speckled(page, 5), figures) >= 194


@needs_ocr
def test_faint_print_is_read() -> None:
    page, figures = _small_print(",")
    assert _right_of(_faint(page), figures) >= 180


def test_a_speck_at_the_foot_of_letters_is_a_point_only_where_there_is_room() -> None:
    page = np.full((60, 140), 255, np.uint8)
    for left in (20, 38, 60, 78):
        page[20:34, left : left + 14] = 0
    page[32:34, 55:57] = 0  # a point
    page[32:34, 35:37] = page[20:22, 56:58] = page[32:34, 120:122] = 0  # dirt: no room, not at the foot, alone
    boxes, _ = pieces(runs_of(without_specks(page) < DARK), 140)
    assert sorted(boxes[:, 0].tolist()) == [20, 38, 55, 60, 78]


def _huge_png() -> bytes:
    """A PNG of 300 megapixels in a few bytes: the header alone tells so."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 20_000, 15_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def test_a_huge_picture_is_refused_by_its_header() -> None:
    with pytest.raises(DocumentError, match="20,000 x 15,000 pixels"):
        open_picture(_huge_png(), "huge.png")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0" + b"x" * 50])
def test_a_broken_picture_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="broken picture"):
        open_picture(data, "bad")


@needs_ocr
def test_an_empty_page_is_refused() -> None:
    target = io.BytesIO()
    Image.new("L", (800, 600), 255).save(target, "PNG")
    with pytest.raises(DocumentError, match="without anything to read"):
        open_picture(target.getvalue(), "white.png")


def test_without_tesseract_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DocumentError, match="tesseract, which is not here"):
        open_picture(infographic(), "news.png")


@needs_ocr
def test_the_same_picture_gives_the_same_document() -> None:
    assert open_picture(infographic(), "news.png") == _infographic()
