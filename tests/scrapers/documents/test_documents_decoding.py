"""Bytes become the text they hold, or one sentence that names the file and says what to do."""

from __future__ import annotations

import codecs
import unicodedata

import pytest

from scrapers.documents.decoding import MAX_BYTES, decode, marked_encoding
from scrapers.documents.model import DocumentError

WORDS = "Đắk Lắk: 85,32 điểm\nhạng 5/63"


def refusal(data: bytes, declared: str | None = None) -> str:
    with pytest.raises(DocumentError) as caught:
        decode(data, "báo cáo.txt", declared)
    message = str(caught.value)
    assert message.startswith("báo cáo.txt "), "the sentence names the file"
    assert "\n" not in message
    assert message.endswith("."), "it is a sentence"
    return message


@pytest.mark.parametrize(
    ("data", "declared", "encoding"),
    [
        (WORDS.encode(), None, "utf-8"),
        (codecs.BOM_UTF8 + WORDS.encode(), None, "utf-8"),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), None, "utf-16-le"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), None, "utf-16-be"),
        (WORDS.encode(), "UTF-8", "utf-8"),
        (WORDS.encode(), "x-unknown", "utf-8"),
        (codecs.BOM_UTF8 + WORDS.encode(), "windows-1258", "utf-8"),
    ],
)
def test_text_comes_without_its_mark(data: bytes, declared: str | None, encoding: str) -> None:
    decoded = decode(data, "a", declared)
    assert (decoded.text, decoded.encoding) == (WORDS, encoding)


def test_a_declared_charset_is_followed() -> None:
    half_decomposed = "".join(
        char if char == "ắ" else unicodedata.normalize("NFC", char) for char in "Hà Giang, năm 2021"
    )
    data = half_decomposed.encode("cp1258")
    assert decode(data, "a", " Windows-1258 ").text == half_decomposed
    assert "is not utf-8 text (byte 0xe0 at position 1): save it as UTF-8" in refusal(data)


def test_line_ends_become_newlines() -> None:
    assert decode(b"a\r\nb\rc\n\r\n", "a").text == "a\nb\nc\n\n"


@pytest.mark.parametrize(
    "data",
    [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF8 + b"\n", "\u00a0\u2003\n".encode()],
    ids=["none", "spaces", "mark", "utf-16 mark", "mark and newline", "wide spaces"],
)
def test_nothing_to_read_is_said(data: bytes) -> None:
    assert "is empty: there is nothing to read; fetch or save it again" in refusal(data)


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF", "save it as text, HTML or CSV and add that"),
        (b"PK\x03\x04\x14\x00", "a ZIP or Office file", "save it as text, HTML or CSV and add that"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file", "save it as text, HTML or CSV and add that"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture", "save it as text, HTML or CSV and add that"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture", "save it as text, HTML or CSV and add that"),
        (b"GIF89a\x01\x00", "a GIF picture", "save it as PNG and add that"),
        (b"II*\0\x08", "a TIFF picture", "save it as PNG and add that"),
        (b"RIFF\x00\x01\x00\x00WEBP", "a WebP picture or a recording", "save it as PNG and add that"),
        (b"\x1f\x8b\x08\x00", "a gzip file", "unpack it and add what is in it"),
        (b"Rar!\x1a\x07", "a RAR file", "unpack it and add what is in it"),
        (b"{\\rtf1\\ansi", "an RTF file", "save it as DOCX or text and add that"),
        (b"MIME-Version: 1.0\nContent-Type: multipart", "a web archive (MHTML)", "save it as HTML and add that"),
    ],
)
def test_a_binary_file_is_called_by_its_kind(data: bytes, what: str, remedy: str) -> None:
    assert f"is {what}, not text: {remedy}." in refusal(data)


@pytest.mark.parametrize(
    "data",
    [
        b"Ha Noi 85,32 " * 100 + b"\0",
        "Hà Nội 85,32".encode("utf-16-le"),
        codecs.BOM_UTF32_LE + "Hà Nội 85,32".encode("utf-32-le"),
        bytes(range(1, 32)) * 20,
        b"\x7fELF\x02\x01\x01\0",
    ],
    ids=["nul", "utf-16 without mark", "utf-32", "controls", "program"],
)
def test_control_characters_are_no_text(data: bytes) -> None:
    refused = refusal(data)
    assert "it is no text; add the text itself" in refused or "is not utf-8 text" in refused


def test_broken_utf8_is_shown_by_byte_and_place() -> None:
    assert "is not utf-8 text (byte 0xff at position 3): save it as UTF-8 and add it again." in refusal(b"abc\xff")
    assert "is not utf-8 text (byte 0xc3 at position 3)" in refusal(b"abc\xc3")
    assert "is not utf-16-le text (byte 0x41 at position 2)" in refusal(codecs.BOM_UTF16_LE + b"A")


def test_more_bytes_than_are_read() -> None:
    assert decode(b"a" * MAX_BYTES, "a").text == "a" * MAX_BYTES
    assert "has 20,000,001 bytes, more than the 20,000,000 that are read: split it" in refusal(b"a" * (MAX_BYTES + 1))


def test_a_form_feed_between_pages_is_text() -> None:
    assert decode(b"page 1\n\fpage 2\n\f", "a").text == "page 1\n\fpage 2\n\f"


def test_marks_tell_encodings() -> None:
    assert marked_encoding("a".encode("utf-16-be")) is None
    assert marked_encoding(codecs.BOM_UTF16_BE) == "utf-16-be"
