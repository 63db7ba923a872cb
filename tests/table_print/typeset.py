"""The table as a typeset PDF: ruled, unruled, and landscape over three pages with its header repeated.

Belongs here: layout by reportlab. Does not belong here: pictures of pages.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.table_print.figures import TITLE, header, rows
from tests.table_print.fonts import NARROW, SANS, SERIF, font_file

_MARGIN = 30
_LAST = 13
_SCORES = (2, 11)
_SPANS = [("SPAN", (at, 0), (at, 1)) for at in (0, 1, 12, 13)] + [("SPAN", (_SCORES[0], 0), (_SCORES[1], 0))]
_RULES = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("BACKGROUND", (0, 0), (-1, 1), colors.whitesmoke)]


@cache
def ruled() -> bytes:
    """A4 portrait, every cell in a box; the narrow sans of an annexe that has to fit."""
    return _pdf(A4, NARROW, 7.4, 11, (22, 92, 33.5, 42, 38), _RULES)


@cache
def unruled() -> bytes:
    """A4 portrait in a serif, without a line."""
    return _pdf(A4, SERIF, 6.9, 11, (22, 92, 34, 40, 36), [])


@cache
def over_three_pages() -> bytes:
    """A4 landscape, ruled, the header on each of three pages."""
    return _pdf(landscape(A4), SANS, 9, 20, (30, 126, 48, 58, 52), _RULES)


def _pdf(
    page: tuple[float, float], font: str, size: float, pitch: float, widths: Sequence[float], rules: Sequence[object]
) -> bytes:
    """The table on as many pages as it needs.

    Args:
        page: width and height in points.
        size: of the letters, in points.
        pitch: height of a line of the table, in points.
        widths: points of the number, the unit, each score, the total and the rank.
        rules: what is drawn around the cells.
    """
    pdfmetrics.registerFont(TTFont(font, font_file(font)))
    head = ParagraphStyle("head", fontName=font, fontSize=size * 0.86, leading=size, alignment=1, splitLongWords=0)
    title = ParagraphStyle("title", fontName=font, fontSize=size + 3, leading=size + 7, alignment=1)
    cells: list[list[object]] = [[Paragraph(text, head) if text else "" for text in level] for level in header()]
    cells += [list(row.cells) for row in rows()]
    number, unit, score, total, rank = widths
    table = Table(
        cells,
        colWidths=[number, unit, *[score] * 10, total, rank],
        rowHeights=[pitch + 2, size * 4.6, *[pitch] * len(rows())],
        repeatRows=2,
    )
    table.setStyle(TableStyle([*_SPANS, *_alignments(font, size), *rules]))
    target = io.BytesIO()
    document = SimpleDocTemplate(
        target, pagesize=page, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=24, bottomMargin=24, invariant=1
    )
    document.build([Paragraph(TITLE, title), Spacer(1, 3), table])
    return target.getvalue()


def _alignments(font: str, size: float) -> list[tuple[object, ...]]:
    everything, body = ((0, 0), (-1, -1)), ((2, 2), (-1, -1))
    return [
        ("FONT", *everything, font, size),
        ("LEADING", *everything, size),
        ("VALIGN", *everything, "MIDDLE"),
        ("ALIGN", *body, "CENTER"),
        ("ALIGN", (0, 0), (0, -1), "CENTER"),
        *((f"{side}PADDING", *everything, 2) for side in ("LEFT", "RIGHT")),
        *((f"{side}PADDING", *everything, 0) for side in ("TOP", "BOTTOM")),
    ]
