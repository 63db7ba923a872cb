"""Pages as they come out of a printer.

Belongs here: printing to PDF, and whether anything is cut off. Does not belong here: what has to be on paper.
"""

from __future__ import annotations

import io

import pypdfium2
from playwright.sync_api import Page

A4 = (595, 842)
"""In points."""

BEYOND = """sheet => {
    const page = sheet.getBoundingClientRect();
    const isBeyond = box => box.width > 0 && (box.bottom > page.bottom + 1 || box.right > page.right + 1);
    const beyond = [...sheet.querySelectorAll("*")].filter(part => isBeyond(part.getBoundingClientRect()));
    return beyond.map(part => part.textContent.slice(0, 80));
}"""


def printed_sheet(page: Page) -> str:
    """The text of the one A4 page that a unit's profile prints as; fails where anything is cut off or runs over."""
    page.emulate_media(media="print")
    assert page.locator(".sheet").evaluate(BEYOND) == []
    text = paper(page)
    page.emulate_media(media="screen")
    return text


def paper(page: Page) -> str:
    """The text of the one A4 page that comes out of a printer."""
    printed = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed) == 1
    assert tuple(round(side) for side in printed[0].get_size()) == A4
    return " ".join(printed[0].get_textpage().get_text_range().split())
