"""A PNG or JPEG picture of a page to a document.

Belongs here: putting together what a child process read. Does not belong here: pixels (`picture_page`), tables
(`layout`).
"""

from __future__ import annotations

from scrapers.documents.layout import add_page
from scrapers.documents.model import Document, DocumentError
from scrapers.documents.page_boxes import boxes_of
from scrapers.documents.rendering import DocumentBuilder
from scrapers.documents.sandbox import run_limited

_READER = "scrapers.documents.picture_page"


def open_picture(data: bytes, name: str) -> Document:
    """The document of a PNG or JPEG file; its words keep their boxes and confidence.

    Raises:
        DocumentError: it is broken or too large, tesseract is not here, or there is nothing to read on it.
    """
    builder = DocumentBuilder(name)
    page = run_limited(_READER, data, name)
    add_page(builder, boxes_of(page), 1)
    if not builder.length:
        raise DocumentError(f"{name} is a picture without anything to read: scan it anew and add that.")
    media_type = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
    return builder.document(media_type, "", (f"page 1 was {page['note']}",))
