"""Bytes to characters: the encoding is told by its mark, declared, UTF-8, or proven by the words it gives.

Belongs here: byte order marks, declared charsets, signs that bytes are no text. Does not belong here: markup, letters
of old fonts (`legacy_text`, which converts what is read here as windows-1252).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from scrapers.documents.legacy_text import is_vietnamese, scheme_of
from scrapers.documents.model import DocumentError

MAX_BYTES = 20_000_000
_SAMPLE = 4096
_MIN_UTF16 = 40
"""Bytes below which a text without a mark gives too little evidence."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = re.compile(r"[\x00-\x08\x0d-\x1f]")
_DECLARABLE = {"utf-8", "utf8", "windows-1258", "cp1258", "windows-1252", "iso-8859-1", "us-ascii", "ascii"}
_AS_TEXT = "save it as text, HTML or CSV and add that"
_SIGNATURES = {
    b"%PDF": ("a PDF", _AS_TEXT),
    b"PK\x03\x04": ("a ZIP or Office file", _AS_TEXT),
    b"\xd0\xcf\x11\xe0": ("an old Office file", _AS_TEXT),
    b"\x89PNG": ("a PNG picture", _AS_TEXT),
    b"\xff\xd8\xff": ("a JPEG picture", _AS_TEXT),
    b"GIF8": ("a GIF picture", "save it as PNG and add that"),
    b"II*\0": ("a TIFF picture", "save it as PNG and add that"),
    b"MM\0*": ("a TIFF picture", "save it as PNG and add that"),
    b"RIFF": ("a WebP picture or a recording", "save it as PNG and add that"),
    b"\x1f\x8b": ("a gzip file", "unpack it and add what is in it"),
    b"Rar!": ("a RAR file", "unpack it and add what is in it"),
    b"7z\xbc\xaf": ("a 7-Zip file", "unpack it and add what is in it"),
    b"{\\rtf": ("an RTF file", "save it as DOCX or text and add that"),
    b"MIME-Version:": ("a web archive (MHTML)", "save it as HTML and add that"),
}
_HEAD_BYTES = 4096
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the encoding that gave it."""

    text: str
    encoding: str


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text of `data`, line ends made into newlines.

    Args:
        data: the whole file.
        name: what to call it in messages.
        declared: a charset that the document itself declares, honoured only if it is a known one.

    Raises:
        DocumentError: the bytes are empty, too many, no text, or not in the encoding they should be in.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(
            f"{name} has {len(data):,} bytes, more than the {MAX_BYTES:,} that are read: split it or add one page."
        )
    for signature, (what, remedy) in _SIGNATURES.items():
        if data.startswith(signature):
            raise DocumentError(f"{name} is {what}, not text: {remedy}.")
    wanted = (declared or "utf-8").strip().lower()
    encoding = marked_encoding(data) or _unmarked_utf16(data) or (wanted if wanted in _DECLARABLE else "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        found = None if marked_encoding(data) else _proven_encoding(data)
        if found is None:
            raise DocumentError(
                f"{name} is not {encoding} text (byte 0x{data[error.start]:02x} at position {error.start}): "
                "save it as UTF-8 and add it again."
            ) from None
        text, encoding = data.decode(found), found
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(_checked(text, name), encoding)


def declared_charset(data: bytes) -> str | None:
    """The charset that a page declares in its head, as it is written there."""
    found = _CHARSET.search(data[:_HEAD_BYTES])
    return found[1].decode("ascii") if found else None


def without_stray_zeros(data: bytes) -> bytes:
    """A page without its few zero bytes, which browsers drop too; one with many is no page, or is UTF-16."""
    few = 0 < data.count(0) <= max(len(data) // 1_000, 4) and marked_encoding(data) is None
    return data.replace(b"\0", b"") if few else data


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark at the start of `data` tells, or None without a mark."""
    return next((codec for mark, codec in _MARKS if data.startswith(mark)), None)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: of Latin text nearly every second byte is zero, and always the same one of two."""
    sample = data[:_SAMPLE]
    for zeros, others, codec in ((sample[1::2], sample[::2], "utf-16-le"), (sample[::2], sample[1::2], "utf-16-be")):
        if len(sample) >= _MIN_UTF16 and zeros.count(0) > 0.6 * len(zeros) and 0 not in others:
            return codec
    return None


def _proven_encoding(data: bytes) -> str | None:
    """The code page in which most words that are not ASCII are Vietnamese syllables, at once or after conversion."""
    for codec in ("cp1258", "cp1252"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if (is_vietnamese if codec == "cp1258" else scheme_of)(text):
            return "windows-1258" if codec == "cp1258" else "windows-1252"
    return None


def _checked(text: str, name: str) -> str:
    if not text.strip():
        raise DocumentError(f"{name} is empty: there is nothing to read; fetch or save it again.")
    sample = text[:100_000]
    if "\0" in text or len(_CONTROLS.findall(sample)) > len(sample) // 50:
        raise DocumentError(f"{name} holds control characters as binary files do: it is no text; add the text itself.")
    return text
