"""The ranking as a newspaper draws it: a dark heading, two blocks of rank, province and score in coloured bands.

Belongs here: that drawing. Does not belong here: tables with sub-indices.
"""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from tests.table_print.figures import Row, comma, rows
from tests.table_print.fonts import SANS, SANS_BOLD, font_file

TITLE = "BẢNG XẾP HẠNG PCI 2023"
YEAR = 2023
_WIDTH, _HEAD, _LABELS, _BAND, _EDGE = 1500, 150, 56, 44, 40
_BLOCK = 700
_NAVY, _ORANGE, _PALE, _WHITE = (16, 42, 92), (244, 162, 54), (222, 234, 247), (255, 255, 255)
_INK = (24, 24, 24)


@cache
def infographic() -> bytes:
    """A PNG of the 63 provinces by rank, 32 in the left block and 31 in the right."""
    ranked = sorted(rows(), key=lambda row: (row.rank, row.number))
    half = (len(ranked) + 1) // 2
    picture = Image.new("RGB", (_WIDTH, _HEAD + _LABELS + half * _BAND + _EDGE), _WHITE)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, _WIDTH, _HEAD), fill=_NAVY)
    draw.text((_WIDTH / 2, _HEAD / 2), TITLE, font=_font(SANS_BOLD, 54), fill=_WHITE, anchor="mm")
    for left, block in ((_EDGE, ranked[:half]), (_WIDTH - _EDGE - _BLOCK, ranked[half:])):
        _draw_block(draw, left, block)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def _draw_block(draw: ImageDraw.ImageDraw, left: int, block: list[Row]) -> None:
    top = _HEAD + 8
    draw.rectangle((left, top, left + _BLOCK, top + _LABELS - 8), fill=_ORANGE)
    _draw_cells(draw, left, top + (_LABELS - 8) / 2, ("Hạng", "Tỉnh/thành phố", "Điểm"), _font(SANS_BOLD, 25))
    for at, row in enumerate(block):
        top = _HEAD + _LABELS + at * _BAND
        draw.rectangle((left, top, left + _BLOCK, top + _BAND - 1), fill=_WHITE if at % 2 else _PALE)
        _draw_cells(draw, left, top + _BAND / 2, (str(row.rank), row.unit, comma(row.total)), _font(SANS, 27))


def _draw_cells(
    draw: ImageDraw.ImageDraw, left: int, middle: float, texts: tuple[str, str, str], font: ImageFont.FreeTypeFont
) -> None:
    places = ((60, "mm"), (140, "lm"), (_BLOCK - 30, "rm"))
    for text, (right, anchor) in zip(texts, places, strict=True):
        draw.text((left + right, middle), text, font=font, fill=_INK, anchor=anchor)


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file(name), size)
