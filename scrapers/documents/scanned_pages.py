"""One page of a PDF drawn and read as a picture; runs in a child process (`sandbox`).

Belongs here: drawing the page. Does not belong here: reading it (`picture_page`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from scrapers.documents.model import DocumentError
from scrapers.documents.picture_page import read_page
from scrapers.documents.typeset_pages import opened

_MOST_DPI, _USUAL_DPI = 400.0, 300.0
_LEAST_DPI = 100.0
_MOST_OF_PAGE = 0.7
_POINTS_PER_INCH = 72
_MAX_PIXELS = 18_000_000


def answer(data: bytes, name: str, arguments: Sequence[str]) -> dict[str, Any]:
    """The page whose number, from 1, is the one argument: see `picture_page.read_page`.

    Raises:
        DocumentError: the page cannot be drawn or read.
    """
    number = int(arguments[0])
    page = opened(data, name)[number - 1]
    width, height = page.get_size()
    dpi = min(_dpi_of_picture(page), _POINTS_PER_INCH * (_MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    if dpi < 50:
        raise DocumentError(
            f"{name}: page {number} is a poster of {width:.0f} x {height:.0f} points: add a part of it."
        )
    drawn = page.render(scale=dpi / _POINTS_PER_INCH, grayscale=True).to_numpy()
    return read_page(np.ascontiguousarray(drawn.reshape(drawn.shape[:2])), dpi, f"{name}, page {number},")


def _dpi_of_picture(page: pypdfium2.PdfPage) -> float:
    """The resolution of the picture that fills the page: drawn at another one, its specks would grow."""
    for part in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=2):
        left, _, right, _ = part.get_bounds()
        if right - left >= _MOST_OF_PAGE * page.get_width():
            return float(min(_MOST_DPI, max(_LEAST_DPI, _POINTS_PER_INCH * part.get_px_size()[0] / (right - left))))
    return _USUAL_DPI
