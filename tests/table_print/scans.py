"""The printed pages as a scanner gives them: one degree askew, speckled, in lossy JPEG.

Belongs here: what a scanner does to a page. Does not belong here: typesetting. The specks are seeded: the same bytes
come out of every call.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_SKEW_DEGREES = 1.0
_QUALITY = 60
_POINTS_PER_INCH = 72
_SPECKS_PER_PIXEL = 0.0003
_SEED = 7


@cache
def scanned(pdf: bytes, dpi: int) -> tuple[Image.Image, ...]:
    """Each page as a grey picture, askew and speckled."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.render(scale=dpi / _POINTS_PER_INCH, grayscale=True).to_pil() for page in document]
    finally:
        document.close()
    return tuple(speckled(_askew(page), _SEED + number) for number, page in enumerate(pages))


def _askew(page: Image.Image) -> Image.Image:
    return page.rotate(_SKEW_DEGREES, resample=Image.Resampling.BICUBIC, fillcolor=255)


def speckled(page: Image.Image, seed: int) -> Image.Image:
    """Dark specks of one to four pixels on paper, and as many light ones, which show on ink alone."""
    chance = np.random.RandomState(seed)
    pixels = np.array(page, dtype=np.uint8)
    height, width = pixels.shape
    count = int(pixels.size * _SPECKS_PER_PIXEL)
    for shade in (0, 255):
        ys, xs = chance.randint(0, height - 2, count), chance.randint(0, width - 2, count)
        large = chance.rand(count) < 0.3
        pixels[ys, xs] = shade
        for down, right in ((0, 1), (1, 0), (1, 1)):
            pixels[ys[large] + down, xs[large] + right] = shade
    return Image.fromarray(pixels)


def _encoded(page: Image.Image, dpi: int, kind: str) -> bytes:
    target = io.BytesIO()
    page.save(target, kind, dpi=(dpi, dpi), **({"quality": _QUALITY} if kind == "JPEG" else {}))
    return target.getvalue()


def jpeg(pdf: bytes, dpi: int) -> bytes:
    """The first page as a JPEG with its artefacts."""
    return _encoded(scanned(pdf, dpi)[0], dpi, "JPEG")


def png(pdf: bytes, dpi: int) -> bytes:
    """The first page as it left the scanner."""
    return _encoded(scanned(pdf, dpi)[0], dpi, "PNG")


def scanned_pdf(pdf: bytes, dpi: int) -> bytes:
    """A PDF of nothing but JPEGs, a page each."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for page, picture in _pages(pdf, dpi):
        size = tuple(side * _POINTS_PER_INCH / dpi for side in page.size)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(io.BytesIO(picture)), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _pages(pdf: bytes, dpi: int) -> Iterable[tuple[Image.Image, bytes]]:
    return ((page, _encoded(page, dpi, "JPEG")) for page in scanned(pdf, dpi))
