"""The words and ruling lines of a PDF's pages; runs in a child process (`sandbox`).

Belongs here: everything that calls PDFium for text and paths. Does not belong here: tables, pictures.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from scrapers.documents.model import DocumentError

MAX_PAGES = 300
MAX_WORDS, MAX_WORDS_OF_PAGE = 100_000, 10_000
"""Tables are looked for among them afterwards; on one page that may take time by the square of their number."""
_MAX_CHARS = 2_000_000
_MAX_PATHS = 20_000
_THIN = 2.0
"""Points: a filled box thinner than this is a line."""
_WORD_GAP = 0.3
"""A gap wider than this share of the height parts words."""

_Raw = list[float]
_Matrix = tuple[float, float, float, float, float, float]


def answer(data: bytes, name: str, arguments: Sequence[str]) -> list[dict[str, Any]]:
    """For each page a dictionary of what is on it.

    Returns:
        `words` (text, box in points from the top left, no confidence), `rules` (boxes), `has_picture`, and how many of
        the letters are `garbled`.

    Raises:
        DocumentError: the file is broken or encrypted, or has too many pages or words.
    """
    document = opened(data, name)
    pages = [_page(document, number, name) for number in range(len(document))]
    counts = [len(page["words"]) for page in pages]
    if sum(counts) > MAX_WORDS or max(counts) > MAX_WORDS_OF_PAGE:
        raise DocumentError(
            f"{name} has {sum(counts):,} words, up to {max(counts):,} on a page; at most {MAX_WORDS:,}, and "
            f"{MAX_WORDS_OF_PAGE:,} on a page, are read: add only the pages that matter."
        )
    return pages


def opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    """The PDF, if it can be opened and has not too many pages.

    Raises:
        DocumentError: it cannot, or it has.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        why = "is encrypted" if "password" in str(error).lower() else "is a broken PDF"
        raise DocumentError(
            f"{name} {why} and cannot be opened: print it anew without a password and add that."
        ) from None
    if not 0 < len(document) <= MAX_PAGES:
        raise DocumentError(
            f"{name} has {len(document):,} pages; 1 to {MAX_PAGES} are read: add only the pages that matter."
        )
    return document


def _page(document: pypdfium2.PdfDocument, number: int, name: str) -> dict[str, Any]:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        raise DocumentError(f"{name}: page {number + 1} is broken: print the file anew and add that.") from None
    try:
        frame = _Frame(page)
        text = page.get_textpage()
        chars = list(_chars(text))
        text.close()
        words = [[word, frame.box(*box), None] for word, box in _words(iter(chars))]
        rules, has_picture = _drawn(page)
        return {
            "words": words,
            "rules": [frame.box(*rule) for rule in rules],
            "has_picture": has_picture,
            "garbled": sum(_is_garbled(char) for char, _ in chars),
        }
    finally:
        page.close()


class _Frame:
    """From PDF's coordinates to points from the top left of the page as it is shown."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.turn = page.get_rotation()

    def box(self, left: float, bottom: float, right: float, top: float) -> _Raw:
        """The box [left, top, right, bottom] as it is shown."""
        a, b = left - self.left, right - self.left
        c, d = bottom - self.bottom, top - self.bottom
        width, height = self.right - self.left, self.top - self.bottom
        shown = {
            0: (a, height - d, b, height - c),
            90: (c, a, d, b),
            180: (width - b, c, width - a, d),
            270: (height - d, width - b, height - c, width - a),
        }[self.turn]
        return [round(float(side), 2) for side in shown]


def _chars(text: pypdfium2.PdfTextPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Each character with its box [left, bottom, right, top]; the box spans the font's height, not the letter's."""
    box = pdfium.FS_RECTF()
    for index in range(min(text.count_chars(), _MAX_CHARS)):
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
        yield char, (box.left, box.bottom, box.right, box.top)


def _is_garbled(char: str) -> bool:
    """Whether a letter has no meaning: its font says none, or one of a private area."""
    return char in "\0\ufffd\ufffe" or "\ue000" <= char <= "\uf8ff"


def _words(chars: Iterator[tuple[str, tuple[float, float, float, float]]]) -> Iterator[tuple[str, _Raw]]:
    """Characters joined to words where neither a space nor a gap nor another line parts them."""
    text, box = "", [0.0, 0.0, 0.0, 0.0]
    for char, (left, bottom, right, top) in chars:
        is_blank = char.isspace() or char in "\u200b\ufeff\u00ad" or (char == "\0")
        if text and (is_blank or _is_apart(box, left, bottom, top)):
            yield text, box
            text = ""
        if is_blank or char == "\ufffe":
            continue
        if text:
            box = [min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)]
        else:
            box = [left, bottom, right, top]
        text += char
    if text:
        yield text, box


def _is_apart(box: _Raw, left: float, bottom: float, top: float) -> bool:
    height = max(top - bottom, 0.1)
    return (
        left - box[2] > _WORD_GAP * height
        or left < box[0] - height
        or abs((bottom + top) / 2 - (box[1] + box[3]) / 2) > 0.5 * height
    )


def _drawn(page: pypdfium2.PdfPage) -> tuple[list[_Raw], bool]:
    """The lines that are drawn on a page, thin boxes among them, and whether there is a picture."""
    rules: list[_Raw] = []
    has_picture = False
    for count, (raw, matrix) in enumerate(_objects(page.raw)):
        kind = pdfium.FPDFPageObj_GetType(raw)
        has_picture = has_picture or kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind == pdfium.FPDF_PAGEOBJ_PATH and count < _MAX_PATHS and _is_seen(raw):
            rules.extend(_lines(_corners(raw, matrix)))
    return rules, has_picture


def _is_seen(raw: Any) -> bool:
    fill, is_stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw, ctypes.byref(fill), ctypes.byref(is_stroked))
    return bool(fill.value or is_stroked.value)


def _objects(page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """The objects of a page and of the forms on it, one level deep, with what places them on the page."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        raw = pdfium.FPDFPage_GetObject(page, index)
        own = _matrix(raw)
        yield raw, own
        if pdfium.FPDFPageObj_GetType(raw) == pdfium.FPDF_PAGEOBJ_FORM:
            for inner in range(pdfium.FPDFFormObj_CountObjects(raw)):
                part = pdfium.FPDFFormObj_GetObject(raw, inner)
                yield part, _after(_matrix(part), own)


def _matrix(raw: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(raw, ctypes.byref(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _after(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    (p, q), (r, s), (t, u) = _moved(a, b, then), _moved(c, d, then), _moved(e, f, then)
    return p - then[4], q - then[5], r - then[4], s - then[5], t, u


def _moved(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _corners(raw: Any, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    """The points of each straight-edged part of a path; a part with a curve is a drawing and left out."""
    points: list[tuple[float, float]] = []
    is_straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(raw), _MAX_PATHS)):
        segment = pdfium.FPDFPath_GetPathSegment(raw, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if is_straight and points:
                yield points
            points, is_straight = [], True
        is_straight = is_straight and kind != pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append(_moved(x.value, y.value, matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if is_straight and points:
        yield points


def _lines(parts: Iterator[list[tuple[float, float]]]) -> Iterator[_Raw]:
    """The upright and level edges of each part; a box too thin to hold anything is one line."""
    for points in parts:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        around = [min(xs), min(ys), max(xs), max(ys)]
        if min(around[2] - around[0], around[3] - around[1]) < _THIN:
            yield around
            continue
        for (x, y), (u, v) in pairwise(points):
            if min(abs(x - u), abs(y - v)) < 0.5:
                yield [min(x, u), min(y, v), max(x, u), max(y, v)]
