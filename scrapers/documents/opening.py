"""Chooses the module that opens some bytes, by what the bytes are; the file's name is only a hint for CSV.

Belongs here: that choice. Does not belong here: any opening itself.
"""

from __future__ import annotations

import re

from scrapers.documents.decoding import marked_encoding
from scrapers.documents.delimited import open_delimited
from scrapers.documents.model import Document
from scrapers.documents.plain import open_plain

# Comments are matched atomically: else a page that begins with many of them takes time exponential in their number.
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:(?><!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body|title|meta|link|style|script|"
    r"main|section|article|header|div|table|p|h[1-6]|ul|ol|span|font|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD_BYTES = 4096


def media_type_of(data: bytes, name: str) -> str:
    """`text/html`, `text/csv` or `text/plain`."""
    head = data[:_HEAD_BYTES].decode(marked_encoding(data) or "latin-1", errors="replace").removeprefix("\ufeff")
    if _MARKUP.match(head):
        return "text/html"
    if name.lower().endswith((".csv", ".tsv")):
        return "text/csv"
    return "text/plain"


def open_document(data: bytes, name: str) -> Document:
    """The document that `data` holds.

    Args:
        data: the captured bytes.
        name: file name or URL, for messages and as a hint for CSV.

    Raises:
        DocumentError: the bytes cannot be opened; the message says what, where and what to do.
    """
    media_type = media_type_of(data, name)
    if media_type == "text/html":
        from scrapers.documents.html import open_html

        return open_html(data, name)
    if media_type == "text/csv":
        return open_delimited(data, name)
    return open_plain(data, name)
