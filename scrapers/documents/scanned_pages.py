"""One page of a PDF drawn and read as a picture; runs in a child process (`sandbox`).

Belongs here: drawing the page. Does not belong here: reading it (`picture_page`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from scrapers.documents.model import DocumentError
from scrapers.documents.picture_page import read_page
from scrapers.documents.typeset_pages import opened

_DPI = 300
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
    dpi = min(_DPI, _POINTS_PER_INCH * (_MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    if dpi < 50:
        raise DocumentError(f"{name}: page {number} is a poster of {width:.0f} x {height:.0f} points: add a part of it.")
    drawn = page.render(scale=dpi / _POINTS_PER_INCH, grayscale=True).to_numpy()
    return read_page(np.ascontiguousarray(drawn.reshape(drawn.shape[:2])), dpi, f"{name}, page {number},")
