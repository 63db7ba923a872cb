"""PDF to a document: words and ruling lines of typeset pages, and pages that are pictures read as such.

Belongs here: what is special to PDF, in a child process of its own. Does not belong here: tables (`layout`), pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scrapers.documents.boxes import Box, PageBoxes, PlacedWord
from scrapers.documents.layout import add_page
from scrapers.documents.model import Document, DocumentError
from scrapers.documents.rendering import DocumentBuilder
from scrapers.documents.sandbox import run_limited

_TYPESET = "scrapers.documents.typeset_pages"
_MEDIA_TYPE = "application/pdf"


def open_pdf(data: bytes, name: str) -> Document:
    """The document of a PDF file.

    Raises:
        DocumentError: it is broken, encrypted, has more pages than are read, or no page with anything to read.
    """
    builder = DocumentBuilder(name)
    pages = run_limited(_TYPESET, data, name)
    for number, page in enumerate(pages, start=1):
        add_page(builder, boxes_of(page), number)
    if not builder.length:
        raise DocumentError(f"{name} is a PDF without anything to read: print it anew and add that.")
    return builder.document(_MEDIA_TYPE, "")


def boxes_of(page: dict[str, Any]) -> PageBoxes:
    """The page that a child process told in JSON."""
    return PageBoxes(
        tuple(PlacedWord(text, Box(*box), confidence) for text, box, confidence in page["words"]),
        tuple(Box(*rule) for rule in page["rules"]),
    )
