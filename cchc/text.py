"""Text that is safe and readable on a terminal, and names folded for comparison.

Belongs here: pure functions from text to text. Does not belong here: tables, files, meaning of names.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

# C0 and C1 controls and DEL drive a terminal; the bidirectional marks make text look like other text.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_D = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "Ɖ": "d"})


def printable(text: str) -> str:
    """The text with control characters escaped (`\\x1b`), so that none reaches the terminal."""
    return _UNSAFE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return _NAMED.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def fold(name: str) -> str:
    """Lower-case ASCII words of a name, one space between them: `Đắk-Lắk`, `Đak Lak` and `ĐẮK LẮK` are all
    `dak lak`.

    The Icelandic eth, which looks like the Vietnamese Đ, is read as d.
    """
    decomposed = unicodedata.normalize("NFKD", name.translate(_D))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


def compact(name: str) -> str:
    """As `fold`, without blanks, so that `PAR INDEX`, `par-index` and `ParIndex` are one."""
    return fold(name).replace(" ", "")


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Those of `known` that are spelled most like `name`, nearest first, else those that hold it.

    Marks and case count for nothing.
    """
    by_fold = {fold(one): one for one in known}
    asked = fold(name)
    near = difflib.get_close_matches(asked, by_fold, n=most, cutoff=0.5)
    if not near and asked:
        near = [folded for folded in by_fold if asked in folded][:most]
    return [by_fold[folded] for folded in near]
