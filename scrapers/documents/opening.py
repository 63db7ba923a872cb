"""Chooses the module that opens some bytes, by what the bytes are; the file's name is only a hint for CSV.

Belongs here: that choice. Does not belong here: any opening itself.
"""

from __future__ import annotations

import re

from scrapers.documents.delimited import open_delimited
from scrapers.documents.model import Document
from scrapers.documents.plain import open_plain

_MARKUP = re.compile(rb"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|table|p|article)\b",
                     re.IGNORECASE | re.DOTALL)
_HEAD_BYTES = 4096


def media_type_of(data: bytes, name: str) -> str:
    """`text/html`, `text/csv` or `text/plain`."""
    head = data[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf")
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
        from scrapers.documents.html import open_html  # noqa: PLC0415  (BeautifulSoup takes 0.2 s to import)

        return open_html(data, name)
    if media_type == "text/csv":
        return open_delimited(data, name)
    return open_plain(data, name)
