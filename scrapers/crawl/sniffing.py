"""What the bytes of an answer are, whatever its headers say, and whether they are all there.

Belongs here: signatures, families of kinds, end marks. Does not belong here: what a page says (`shown_text`), what
follows (`judging`), opening documents (`scrapers.documents`).
"""

from __future__ import annotations

import re
import struct
from typing import Literal

from scrapers.documents.decoding import marked_encoding, without_stray_zeros
from scrapers.documents.kinds import DOC, DOCX, ODS, PDF, XLS, XLSX, ZIP, ZIP_SIGNATURES, binary_media_type
from scrapers.documents.model import DocumentError
from scrapers.documents.ole import SIGNATURE as OLE_SIGNATURE
from scrapers.documents.ole import is_whole as is_whole_ole
from scrapers.documents.opening import XML_WORKBOOK, media_type_of

Family = Literal["page", "text", "feed", "data", "pdf", "word", "sheet", "archive", "picture", "unknown"]

HTML = "text/html"
FEED = "application/atom+xml"
JSON = "application/json"
OLE = "application/x-ole-storage"
UNKNOWN = "application/octet-stream"
_HEAD = 4096
_OTHERS = (
    (b"\x1f\x8b", "application/gzip"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
    (b"{\\rtf", "application/rtf"),
    (b"GIF8", "image/gif"),
)
_FAMILIES: dict[str, Family] = {
    HTML: "page",
    "application/xhtml+xml": "page",
    FEED: "feed",
    JSON: "data",
    PDF: "pdf",
    DOC: "word",
    DOCX: "word",
    "application/rtf": "word",
    XLS: "sheet",
    XLSX: "sheet",
    ODS: "sheet",
    XML_WORKBOOK: "sheet",
    "text/csv": "sheet",
    OLE: "word",
    ZIP: "archive",
    "application/gzip": "archive",
    "application/vnd.rar": "archive",
    "application/x-7z-compressed": "archive",
    "image/png": "picture",
    "image/jpeg": "picture",
    "image/gif": "picture",
}
_FILES: tuple[Family, ...] = ("pdf", "word", "sheet", "archive", "picture")
_FEED_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*|<!--(?:(?!-->).){0,2000}-->\s*){0,10}<(?:\w+:)?(rss|feed|urlset|sitemapindex|rdf)\b",
    re.DOTALL | re.IGNORECASE,
)
_PAGE_ROOT = re.compile(r"<(?:html|body|!doctype html)\b", re.IGNORECASE)
_PAGE_START = re.compile(rb"\s*<(?:html|!doctype html)\b", re.IGNORECASE)
_ENDINGS: dict[str, Family] = {
    "pdf": "pdf", "doc": "word", "docx": "word", "rtf": "word", "xls": "sheet", "xlsx": "sheet", "ods": "sheet",
    "zip": "archive", "rar": "archive", "7z": "archive", "png": "picture", "jpg": "picture", "jpeg": "picture",
}  # fmt: skip
_OFFICE_PAGE = re.compile(rb"urn:schemas-microsoft-com:office:(?:office|word|excel)", re.IGNORECASE)

_DECLARED_FILES = {media_type for media_type, family in _FAMILIES.items() if family in _FILES} - {
    XML_WORKBOOK,
    "text/csv",
}

_PDF_END = b"%%EOF"
_ZIP_END = b"PK\x05\x06"
_ZIP_END_SIZE = 22
_IN_ZIP64 = 0xFFFFFFFF
"""Stands where the true value is in the record of large archives."""


def sniffed(data: bytes) -> str:
    """The media type that the bytes show; `application/octet-stream` for what they do not."""
    for signature, media_type in _OTHERS:
        if data.startswith(signature):
            return media_type
    try:
        binary = binary_media_type(data, "")
    except DocumentError:  # cut, locked or of a kind that nothing reads: it is a file all the same
        binary = ZIP if data.startswith(ZIP_SIGNATURES) else OLE
    return binary or _sniffed_text(data[:_HEAD])


def family_of(media_type: str) -> Family:
    """What a media type is in the eyes of a reader: a sheet stays one when it is saved in a newer form."""
    essence = media_type.partition(";")[0].strip().lower()
    return _FAMILIES.get(essence, "text" if essence.startswith("text/") else "unknown")


def family_asked(path: str) -> Family | None:
    """The kind of file that an address' path promises by its ending; None where it promises none."""
    return _ENDINGS.get(path.rpartition("/")[2].rpartition(".")[2].lower())


def family_declared(content_type: str) -> Family | None:
    """The kind of file that a header promises; None where it promises text, a page, any XML or nothing known."""
    essence = content_type.partition(";")[0].strip().lower()
    return _FAMILIES[essence] if essence in _DECLARED_FILES else None


def is_office_page(data: bytes) -> bool:
    """Whether HTML was saved by Word or Excel, which portals hand out as .doc and .xls."""
    return _OFFICE_PAGE.search(data[:_HEAD]) is not None


def is_cut_file(data: bytes, media_type: str) -> bool:
    """Whether a file that is no HTML lacks its end."""
    if media_type == PDF:
        end = data.rfind(_PDF_END)
        return end < 0 or b" obj" in data[end:]  # an updated PDF has several ends
    if data.startswith(ZIP_SIGNATURES):
        return _is_cut_zip(data)
    if data.startswith(OLE_SIGNATURE):
        return not is_whole_ole(data)
    if media_type == FEED:
        root = _FEED_ROOT.match(data[:_HEAD].decode("latin-1"))
        return root is not None and re.search(rb"</(?:\w+:)?" + root[1].encode() + rb"\s*>|/>\s*$", data[-500:]) is None
    return media_type == JSON and data.rstrip()[-1:] not in (b"}", b"]")


def _is_cut_zip(data: bytes) -> bool:
    end = data.rfind(_ZIP_END)
    if end < 0 or len(data) < end + _ZIP_END_SIZE:
        return True
    size: int
    start: int
    comment: int
    size, start, comment = struct.unpack_from("<IIH", data, end + 12)
    is_outside = start != _IN_ZIP64 and start + size > end
    return is_outside or len(data) < end + _ZIP_END_SIZE + comment


def _sniffed_text(head: bytes) -> str:
    if b"\0" in head and marked_encoding(head) is None:
        is_page = _PAGE_START.match(head) is not None and without_stray_zeros(head) != head
        return HTML if is_page else UNKNOWN
    text = head.decode(marked_encoding(head) or "latin-1", "replace").removeprefix("\ufeff")
    if _FEED_ROOT.match(text):
        return FEED
    if text.lstrip()[:1] in ("{", "["):
        return JSON
    told = media_type_of(head, "")
    return HTML if told != XML_WORKBOOK and _PAGE_ROOT.search(text) else told
