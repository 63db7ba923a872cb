"""PDF to a document: words and ruling lines of typeset pages, and pages that are pictures read as such.

Belongs here: which pages are read how, and what is said of it. Does not belong here: PDFium, pixels, tables (`layout`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scrapers.documents.layout import add_page
from scrapers.documents.model import Document, DocumentError
from scrapers.documents.page_boxes import boxes_of
from scrapers.documents.rendering import DocumentBuilder
from scrapers.documents.sandbox import run_limited

MAX_PICTURES = 40
"""Pages that are read off their picture: some seconds each."""

_TYPESET = "scrapers.documents.typeset_pages"
_SCANNED = "scrapers.documents.scanned_pages"
_FEW_LETTERS = 20
_GARBLED = 0.05
"""Share of letters without a meaning above which the text of a page is not believed."""


def open_pdf(data: bytes, name: str) -> Document:
    """The document of a PDF file; pages without text, or with garbled text, are read off their picture.

    Raises:
        DocumentError: it is broken, encrypted, has more pages than are read, or no page with anything to read.
    """
    builder = DocumentBuilder(name)
    pages: Sequence[dict[str, Any]] = run_limited(_TYPESET, data, name)
    pictures = [number for number, page in enumerate(pages, start=1) if _is_picture(page)]
    notes = []
    for number, page in enumerate(pages, start=1):
        if number in pictures[:MAX_PICTURES]:
            page = run_limited(_SCANNED, data, name, (str(number),))
            notes.append(f"page {number} was {page['note']}")
        add_page(builder, boxes_of(page), number)
    if not builder.length:
        raise DocumentError(f"{name} is a PDF without anything to read: print it anew and add that.")
    if pictures[MAX_PICTURES:]:
        notes.append(
            f"{len(pictures) - MAX_PICTURES} pages from page {pictures[MAX_PICTURES]} on are pictures and were not "
            f"read: at most {MAX_PICTURES} are"
        )
    return builder.document("application/pdf", "", notes)


def _is_picture(page: dict[str, Any]) -> bool:
    """Whether the page is read off its picture: it has no text worth the name, or text in letters without a meaning."""
    letters = sum(len(word[0]) for word in page["words"])
    return bool(page["garbled"] > _GARBLED * letters if letters >= _FEW_LETTERS else page["has_picture"])
