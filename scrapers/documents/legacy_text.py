"""Text in the old Vietnamese font encodings, or decoded wrongly, told by evidence and converted to Unicode.

Belongs here: TCVN3 (ABC), VNI, windows-1258 and UTF-8 taken for windows-1252, letters apart from their marks, letters
of other alphabets among Latin ones. Does not belong here: bytes (`decoding`), what the words mean.

In these encodings `Quảng Ninh` is stored as `Qu¶ng Ninh` (TCVN3), `Quaûng Ninh` (VNI) or `Quáº£ng Ninh` (UTF-8 read as
windows-1252). A scheme is taken only where most of the words that cannot be Vietnamese as they stand become syllables
by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from scrapers.documents.model import DocumentError
from scrapers.documents.syllables import is_syllable

_MIN_WORDS = 5
_MIN_SHARE = 0.8
_MOST_WORDS = 5_000
"""Different odd words that are looked at; more say nothing more."""

_ODD = "\u00a1-\u00bfÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïñö÷øûüþÿ"
"""Signs of windows-1252 that stand in no Vietnamese word."""
_ODD_SIGN = re.compile(f"[{_ODD}]")
_TRIGGER = re.compile(
    f"[A-Za-zÀ-ÿ][{_ODD}]|[{_ODD}][A-Za-zÀ-ÿ]|[aeoiuyAEOIUYâêôãõýÂÊÔÃÕÝ][ìòÌÒ]|[aeAE][ùúûøõïôâáàãêéèëñ]"
)
_WORD = re.compile(r"[^\s\x00-\x2f:-@]*[^\x00-\x7f\s][^\s\x00-\x2f:-@]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_VIETNAMESE = re.compile("[ăĂđĐơƠưƯ\u1ea0-\u1ef9]")
_LATIN = "A-Za-zÀ-\u024f\u1e00-\u1eff"
_APART = re.compile(f"[{_LATIN}][\u0300-\u036f]{{1,3}}(?![\u0300-\u036f])")

# From byte 0xA1 on, as TCVN 5712:1993 has them; its combining marks (0xB0 to 0xB4) are in no text of this field.
_TCVN3 = str.maketrans(
    {
        0xA1 + at: char
        for at, char in enumerate(
            "ĂÂÊÔƠƯĐăâêôơưđẰ·····àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ"
        )
        if char != "·"
    }
)
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323", "â": "\u0302", "á": "\u0302\u0301",
    "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306",
    "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = re.compile("([aeouyôö])([ùøûõïâáàåãäêéèúüë])|[ñôöíìæóòî]", re.IGNORECASE)

_HIGH = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0))
_BYTE_OF = {char: 0x80 + at for at, char in enumerate(_HIGH)} | {chr(byte): byte for byte in range(0x80, 0x100)}
_CONTINUED = re.escape(_HIGH) + "\u0080-\u00bf"
_UTF8 = re.compile(f"[Â-ß][{_CONTINUED}]|[à-ï][{_CONTINUED}]{{2}}")

# Alphabets whose letters look like Latin ones; the micro sign and the letters of fonts for numbers are none of these.
_FOREIGN = "\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0e80-\u0eff\u13a0-\u13ff"
_FOREIGN_LETTER = re.compile(f"[{_FOREIGN}]")
_MIXED_WORD = re.compile(f"[^\\W\\d_]*(?:[{_LATIN}][{_FOREIGN}]|[{_FOREIGN}][{_LATIN}])[^\\W\\d_]*")
_MIN_MIXED = 5
_MIXED_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way in which text was stored or decoded, and the way back: `convert` maps any text to Unicode."""

    what: str
    convert: Callable[[str], str]


def scheme_of(text: str) -> Scheme | None:
    """The scheme to convert the text by, line by line or cell by cell, or None where it is well as it stands."""
    if text.isascii():
        return None
    words = " ".join(word for word in dict.fromkeys(text.split()) if not word.isascii())  # far shorter than the text
    legacy = _legacy_scheme(text, words)
    if _APART.search(words) is None:
        return legacy
    if legacy is None:
        return APART
    return Scheme(legacy.what, lambda piece: _composed(legacy.convert(piece)))


def is_vietnamese(text: str) -> bool:
    """Whether the words of the text that are not ASCII are syllables of Vietnamese, nearly all, and enough of them."""
    words = list(dict.fromkeys(_WORD.findall(text)))[:_MOST_WORDS]
    good = sum(all(map(is_syllable, _LETTERS.findall(_composed(word)))) for word in words)
    return good >= _MIN_WORDS and good >= _MIN_SHARE * len(words)


def refuse_scrambled(text: str, name: str) -> None:
    """Refuses a text in which letters of other alphabets stand for Latin ones, as copies made against copying have.

    Raises:
        DocumentError: more words than stray ones mix alphabets.
    """
    if _FOREIGN_LETTER.search(text) is None:
        return
    mixed = _MIXED_WORD.findall(text)
    if len(mixed) < _MIN_MIXED or len(mixed) < _MIXED_SHARE * len(text.split()):
        return
    first = ", ".join(list(dict.fromkeys(mixed))[:3])
    raise DocumentError(
        f"{name} has {len(mixed):,} words that mix Latin letters with look-alikes of other alphabets ({first}): its "
        "text is scrambled and cannot be trusted; add the document from its publisher."
    )


def _legacy_scheme(text: str, different: str) -> Scheme | None:
    """The scheme that the words of a text give evidence of; `different` holds each of them that is not ASCII once."""
    if _TRIGGER.search(different) is None:
        return None
    words = list(dict.fromkeys(word for word in _WORD.findall(different) if _is_odd(word)))[:_MOST_WORDS]
    if len(words) < _MIN_WORDS:
        return None
    shares = [(_share(scheme, words), -at) for at, scheme in enumerate(_SCHEMES)]
    share, at = max(shares)
    if share < _MIN_SHARE:
        return None
    scheme = _SCHEMES[-at]
    unicode_words = len(_VIETNAMESE.findall(text))
    return Scheme(scheme.what, lambda piece: _converted(piece, scheme, is_whole=unicode_words * 20 < len(words)))


def _is_odd(word: str) -> bool:
    """Whether a word with signs of windows-1252 can be no Vietnamese one as it stands."""
    if _VIETNAMESE.search(word):
        return False
    return bool(_ODD_SIGN.search(word)) or not all(map(is_syllable, _LETTERS.findall(word)))


def _share(scheme: Scheme, words: list[str]) -> float:
    """The share of the words that the scheme makes into syllables; capitals that are no syllable say nothing."""
    good = bad = 0
    for word in words:
        converted = scheme.convert(word)
        parts = _LETTERS.findall(converted)
        if _ODD_SIGN.search(converted) or not parts or converted == word:
            bad += 1
        elif all(map(is_syllable, parts)):
            good += 1
        elif not converted.isupper():
            bad += 1
    return good / (good + bad) if good >= _MIN_WORDS else 0.0


def _converted(piece: str, scheme: Scheme, is_whole: bool) -> str:
    """A line or cell converted, unless it is Unicode already; in a document of both, only where its words are odd."""
    if piece.isascii():
        return piece
    if _VIETNAMESE.search(piece) or not (is_whole or any(map(_is_odd, _WORD.findall(piece)))):
        return _WORD.sub(lambda word: scheme.convert(word[0]) if _is_odd(word[0]) else word[0], piece)
    return scheme.convert(piece)


def _from_tcvn3(text: str) -> str:
    return _WORD.sub(lambda word: _tcvn3_word(word[0]), text)


def _tcvn3_word(word: str) -> str:
    """Capitals have no letters of their own but with marks of shape: a font shows `QU¶NG` as capitals throughout."""
    converted = word.translate(_TCVN3)
    plain = [char for char in word if "A" <= char <= "z" and char.isalpha()]
    return converted.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else converted


def _from_vni(text: str) -> str:
    return _VNI.sub(lambda found: _vni_letter(found[0]), text)


def _vni_letter(written: str) -> str:
    letter = written[0]
    plain = _VNI_LETTERS.get(letter.lower(), letter.lower())
    composed = unicodedata.normalize("NFC", plain + "".join(_VNI_MARKS[mark] for mark in written[1:].lower()))
    return composed.upper() if letter.isupper() else composed


def _from_1258(text: str) -> str:
    try:
        return _composed(text.encode("cp1252").decode("cp1258"))
    except UnicodeError:
        return text


def _from_utf8(text: str) -> str:
    return _UTF8.sub(lambda found: _utf8_letter(found[0]), text)


def _utf8_letter(written: str) -> str:
    try:
        return bytes(_BYTE_OF[char] for char in written).decode("utf-8")
    except UnicodeDecodeError:
        return written


def _composed(text: str) -> str:
    return _APART.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


APART = Scheme("in letters apart from their marks (decomposed Unicode or windows-1258)", _composed)
_SCHEMES = (
    Scheme("UTF-8 read as windows-1252", _from_utf8),
    Scheme("UTF-8 read twice as windows-1252", lambda text: _from_utf8(_from_utf8(text))),
    Scheme("TCVN3 (ABC)", _from_tcvn3),
    Scheme("VNI", _from_vni),
    Scheme("windows-1258 read as windows-1252", _from_1258),
)
