"""Text in the encodings of old Vietnamese sites: windows-1258, TCVN3, and Unicode with marks apart.

Belongs here: encoding. Does not belong here: decoding, which is the product's.
"""

from __future__ import annotations

import unicodedata

# TCVN 5712:1993 from 0xA1 on, written out here so that the product's own table is not held against itself.
_TCVN3 = {
    char: 0xA1 + at
    for at, char in enumerate(
        "ĂÂÊÔƠƯĐăâêôơưđẰ\0\0\0\0\0àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ"
    )
    if char != "\0"
}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """Half decomposed, as that code page has it: letters with their hats, tones apart where it has no whole letter."""
    return b"".join(_letter_1258(char) for char in unicodedata.normalize("NFC", text))


def _letter_1258(char: str) -> bytes:
    try:
        return char.encode("cp1258")
    except UnicodeEncodeError:
        apart = unicodedata.normalize("NFD", char)
        tones = "".join(mark for mark in apart if mark in _TONES)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES))
        return (letter + tones).encode("cp1258", "xmlcharrefreplace")


def tcvn3(text: str) -> bytes:
    """The bytes of the ABC fonts, which have no capitals with tones: they become small."""
    return b"".join(_letter_tcvn3(char) for char in unicodedata.normalize("NFC", text))


def _letter_tcvn3(char: str) -> bytes:
    if char.isascii():
        return char.encode()
    code = _TCVN3.get(char) or _TCVN3.get(char.lower())
    return bytes([code]) if code else f"&#{ord(char)};".encode()


def apart(text: str) -> bytes:
    """UTF-8 with every mark apart from its letter (NFD)."""
    return unicodedata.normalize("NFD", text).encode()


def utf_8(text: str) -> bytes:
    """As it should be."""
    return text.encode()


ENCODERS = {"utf-8": utf_8, "windows-1258": windows_1258, "tcvn3": tcvn3, "nfd": apart}
DECLARED = {"utf-8": "utf-8", "windows-1258": "windows-1258", "tcvn3": "windows-1252", "nfd": "utf-8"}
"""What pages in an encoding say that they are in."""
