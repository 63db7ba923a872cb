"""Bytes to characters: the encoding is told by its mark or must be UTF-8; anything else is said, never guessed.

Belongs here: byte order marks, declared charsets, signs that bytes are no text. Does not belong here: markup.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from scrapers.documents.model import DocumentError

MAX_BYTES = 20_000_000

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARABLE = {"utf-8", "utf8", "windows-1258", "cp1258", "windows-1252", "iso-8859-1", "us-ascii", "ascii"}
_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip file",
    b"Rar!": "a RAR file",
    b"{\\rtf": "an RTF file",
}


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
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise DocumentError(f"{name} is {what}, not text: save it as text, HTML or CSV and add that.")
    wanted = (declared or "utf-8").strip().lower()
    encoding = marked_encoding(data) or (wanted if wanted in _DECLARABLE else "utf-8")
    return Decoded(_checked(_decoded(data, encoding, name), name), encoding)


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark at the start of `data` tells, or None without a mark."""
    return next((codec for mark, codec in _MARKS if data.startswith(mark)), None)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{name} is not {encoding} text (byte 0x{data[error.start]:02x} at position {error.start}): "
            "save it as UTF-8 and add it again."
        ) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _checked(text: str, name: str) -> str:
    if not text.strip():
        raise DocumentError(f"{name} is empty: there is nothing to read; fetch or save it again.")
    sample = text[:100_000]
    controls = sum(1 for char in sample if char < " " and char not in "\t\n\f\v")
    if "\0" in text or controls > len(sample) // 50:
        raise DocumentError(f"{name} holds control characters as binary files do: it is no text; add the text itself.")
    return text
