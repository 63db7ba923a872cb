"""One page of pixels to words and ruling lines with boxes: cleaned, set upright, set anew, read.

Belongs here: the order of these steps, and `answer` for pictures in a child process (`sandbox`). Does not belong here:
PDF, tables.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from scrapers.documents.ink import (
    DARK,
    Grey,
    NoiseError,
    darkened,
    letter_height,
    pieces,
    ruling_lines,
    runs_of,
    without_bands,
    without_lines,
    without_specks,
)
from scrapers.documents.model import DocumentError
from scrapers.documents.montage import Placed, set_anew, strips_of
from scrapers.documents.ocr import ReadWord, read_words, version
from scrapers.documents.straighten import lies_on_its_side, skew_of, turned

MAX_PIXELS = 60_000_000
_ENOUGH_PIXELS = 18_000_000
"""A4 at 400 dpi; more is made smaller before it is looked at."""
_POINTS_PER_INCH = 72
_USUAL_CAPITAL = 5.5
"""Points of a letter's height, for pictures that do not say how large they are."""
_LOST = 0.8
"""Mean confidence below which a page may stand on its head."""
UNREAD = "\ufffd"
"""Stands for ink in which no word was read."""


def answer(data: bytes, name: str, arguments: Sequence[str]) -> dict[str, Any]:
    """The page of a PNG or JPEG file: see `read_page`.

    Raises:
        DocumentError: the picture is broken, too large, or there is nothing on it.
    """
    Image.MAX_IMAGE_PIXELS = None  # the header is looked at here, with a sentence of our own
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise DocumentError(
                    f"{name} has {width:,} x {height:,} pixels, more than the {MAX_PIXELS:,} that are read: "
                    "make it smaller, or cut out what matters."
                )
            dpi = float(picture.info.get("dpi", (0, 0))[0])
            grey = _grey(ImageOps.exif_transpose(picture))
    except DocumentError:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise DocumentError(f"{name} is a broken picture ({error}): save it anew and add that.") from None
    factor = 1
    while grey.shape[0] * grey.shape[1] > _ENOUGH_PIXELS:
        grey, factor = np.asarray(Image.fromarray(grey).reduce(2)), factor * 2
    return read_page(grey, dpi / factor, name)


def _grey(picture: Image.Image) -> Grey:
    """Grey pixels; what is transparent is paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        picture = Image.alpha_composite(paper, clear)
    return np.asarray(picture.convert("L"))


def read_page(grey: Grey, dpi: float, name: str) -> dict[str, Any]:
    """What is on a page of pixels.

    Args:
        grey: the page's pixels.
        dpi: pixels an inch; below 50 it is not known and taken from the height of the letters.
        name: what to call the file in messages.

    Returns:
        `words` (text, box in points, confidence), `rules` (boxes in points) and `note`, how the page was read.

    Raises:
        DocumentError: there is nothing on it, or nothing but noise.
    """
    try:
        clean, turns, skew = _upright(without_specks(darkened(without_bands(grey))))
        words, rules, height = _read(clean, name)
        if words and sum(word[2] for word in words) / len(words) < _LOST:
            others = _read(np.ascontiguousarray(clean[::-1, ::-1]), name)
            if _sureness(others[0]) > _sureness(words):
                words, rules, height = others
                turns += 180
    except NoiseError:
        raise DocumentError(f"{name} is a picture of nothing but noise: scan it anew and add that.") from None
    known = dpi if dpi >= 50 else height * _POINTS_PER_INCH / _USUAL_CAPITAL
    points = _POINTS_PER_INCH / max(known, 1.0)
    return {
        "words": [[text, _scaled(box, points), confidence] for text, box, confidence in words],
        "rules": [_scaled(rule, points) for rule in rules],
        "note": f"read off a picture (tesseract {version(name)}, {known:.0f} dpi{_said(turns, skew)})",
    }


def _upright(clean: Grey) -> tuple[Grey, int, float]:
    """The page with level lines, and by how many degrees it was turned for that: a quarter or none, and its skew."""
    turns = 90 if lies_on_its_side(clean) else 0
    clean = np.ascontiguousarray(np.rot90(clean)) if turns else clean
    skew = skew_of(clean)
    return turned(clean, skew), turns, skew


_Word = tuple[str, tuple[float, float, float, float], float]


def _read(clean: Grey, name: str) -> tuple[list[_Word], list[tuple[int, int, int, int]], float]:
    """Words and lines of an upright page in pixels, and the height of its letters."""
    boxes, _ = pieces(runs_of(clean < DARK), clean.shape[1])
    height = letter_height(boxes)
    if not height:
        return [], [], 0.0
    rules = ruling_lines(clean, height)
    clean = without_lines(clean, rules)
    strips = strips_of(clean, height)
    if not strips:
        return [], rules, height
    page, placed = set_anew(clean, strips, height)
    return _on_page(read_words(page, name), placed), rules, height


def _on_page(words: Sequence[ReadWord], placed: Sequence[Placed]) -> list[_Word]:
    """The words where they stand on the page; a strip in which none was read is told as unread."""
    boxes = np.array([(place.left, place.top, place.right, place.bottom) for place in placed], float)
    found: list[_Word] = []
    seen: set[int] = set()
    for word in words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        across = np.maximum(0, np.maximum(boxes[:, 0] - x, x - boxes[:, 2]))
        down = np.maximum(0, np.maximum(boxes[:, 1] - y, y - boxes[:, 3]))
        number = int(np.argmin(across + 3 * down))
        seen.add(number)
        place = placed[number]
        left, right = max(word.left, place.left), min(word.right, place.right)
        found.append((word.text, _box(place, left, max(left + 1, right)), word.confidence))
    for number, place in enumerate(placed):
        if number not in seen:
            found.append((UNREAD, _box(place, place.left, place.right), 0.0))
    return found


def _box(place: Placed, left: float, right: float) -> tuple[float, float, float, float]:
    """From above the capitals to below the baseline, as high as a typeset page tells the boxes of its words."""
    strip = place.strip
    top, bottom = strip.baseline - 1.2 * strip.height, strip.baseline + 0.3 * strip.height
    return place.on_page(left), top, place.on_page(right), bottom


def _sureness(words: Sequence[_Word]) -> float:
    return sum(confidence for *_, confidence in words) / max(1, len(words))


def _scaled(box: Sequence[float], points: float) -> list[float]:
    return [round(side * points, 2) for side in box]


def _said(turns: int, skew: float) -> str:
    turned_by = f", turned by {turns} degrees" if turns else ""
    return turned_by + (f", skew of {abs(skew):.1f} degrees corrected" if abs(skew) >= 0.05 else "")
