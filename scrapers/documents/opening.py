"""Chooses the module that opens some bytes, by what the bytes are; the file's name is only a hint for CSV.

Belongs here: that choice, and what is checked of every document. Does not belong here: any opening itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module

from scrapers.documents.decoding import MAX_BYTES, marked_encoding
from scrapers.documents.delimited import looks_delimited
from scrapers.documents.kinds import DOC, DOCX, ODS, PDF, XLS, XLSX, ZIP, binary_media_type
from scrapers.documents.legacy_text import refuse_scrambled
from scrapers.documents.model import Document, DocumentError
from scrapers.documents.unicode_document import as_unicode

XML_WORKBOOK = "application/xml"

# Comments are matched atomically: else a page that begins with many of them takes time exponential in their number.
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:(?><!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body|title|meta|link|style|script|"
    r"main|section|article|header|div|table|p|h[1-6]|ul|ol|span|font|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_WORKBOOK = re.compile(r"\s*<\?xml[^>]*\?>.{0,2000}?<(?:\w+:)?Workbook\b", re.DOTALL)
_HEAD_BYTES = 4096

# Loaded only when needed: the command line is to start fast.
_OPENERS = {
    "text/html": "html.open_html",
    "text/csv": "delimited.open_delimited",
    "text/plain": "plain.open_plain",
    XML_WORKBOOK: "xml_workbook.open_xml_workbook",
    XLS: "workbook.open_workbook",
    XLSX: "workbook.open_workbook",
    ODS: "workbook.open_workbook",
    DOC: "word_file.open_doc",
    DOCX: "word_file.open_docx",
    PDF: "pdf.open_pdf",
    "image/png": "picture.open_picture",
    "image/jpeg": "picture.open_picture",
    ZIP: "archive_of_documents.open_zip",
}


def media_type_of(data: bytes, name: str) -> str:
    """The media type of a file, told by its bytes; `text/plain` for what is of no other kind.

    Args:
        data: the file's bytes.
        name: file name or URL, for messages and as a hint for CSV.

    Raises:
        DocumentError: an archive or Office file that is broken, locked by a password or of a kind that is not read.
    """
    binary = binary_media_type(data, name)
    if binary:
        return binary
    head = data[:_HEAD_BYTES].decode(marked_encoding(data) or "latin-1", errors="replace").removeprefix("\ufeff")
    if _MARKUP.match(head):
        return "text/html"
    if _XML_WORKBOOK.match(head):
        return XML_WORKBOOK
    if name.lower().endswith((".csv", ".tsv")) or looks_delimited(data):
        return "text/csv"
    return "text/plain"


def open_document(data: bytes, name: str) -> Document:
    """The document that `data` holds, in Unicode whatever font or code page its letters were made for.

    Args:
        data: the captured bytes.
        name: file name or URL, for messages and as a hint for CSV.

    Raises:
        DocumentError: the bytes cannot be opened, or their text is scrambled; the message says what, where and what
            to do.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(
            f"{name} has {len(data):,} bytes, more than the {MAX_BYTES:,} that are read: split it or add one page."
        )
    module, _, function = _OPENERS[media_type_of(data, name)].partition(".")
    opener: Callable[[bytes, str], Document] = getattr(import_module(f"scrapers.documents.{module}"), function)
    document = as_unicode(opener(data, name))
    refuse_scrambled(document.text, name)
    return document
