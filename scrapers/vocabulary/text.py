"""Vietnamese text: one normal form, one folding for comparison, and a view that leads from it back to the raw text.

Belongs here: characters. Does not belong here: words and their meaning. Pages come in NFC, NFD and the half-decomposed
form of Windows-1258; patterns are written in NFC, quotes are cut from the raw text, so `NfcView` keeps both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

_NOT_ALNUM = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")
_LONG_RUN = 32
"""Marks on one letter; sorting them takes time quadratic in their number, so longer runs are normalised in pieces."""
_MARKS = "[" + "".join(chr(code) for code in range(0x300, 0x1E94B) if unicodedata.combining(chr(code))) + "]"
_LONG_RUNS = re.compile(f"(?<={_MARKS}{{{_LONG_RUN}}}){_MARKS}{{1,{_LONG_RUN}}}")
_LETTERS_D = str.maketrans({"đ": "d", "Đ": "D", "Ð": "D", "ð": "d", "ƌ": "d", "Ƌ": "D"})
_DASHES = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-"})

UPPER = (
    "[" + "".join(chr(code) for code in range(0x1EFA) if chr(code).isupper() and (code < 0x250 or code > 0x1E9F)) + "]"
)
"""A pattern for one upper-case letter of the Vietnamese (or any Latin) alphabet."""


def nfc(text: str) -> str:
    """The text in Unicode normal form C."""
    return _normalised("NFC", text)


def fold(text: str) -> str:
    """Lower-case letters and digits without diacritics, for comparing names: `Hoà Bình` and `HÒA BÌNH` are `hoabinh`.

    Folding loses the difference between `Tĩnh` and `tỉnh`: compare whole names with it, never words of a sentence.
    """
    decomposed = _normalised("NFD", text.translate(_LETTERS_D))
    return _NOT_ALNUM.sub("", "".join(char for char in decomposed if not unicodedata.combining(char)).lower())


def _normalised(form: Literal["NFC", "NFD"], text: str) -> str:
    """A normal form; of a letter under more marks than any language has, the further marks are taken by themselves."""
    if text.isascii() or len(text) <= _LONG_RUN:
        return unicodedata.normalize(form, text)
    parts, done = [], 0
    for run in _LONG_RUNS.finditer(text):
        parts += [text[done : run.start()], run.group()]
        done = run.end()
    return "".join(unicodedata.normalize(form, part) for part in (*parts, text[done:]))


def tidy(text: str) -> str:
    """NFC text on one line, each run of spaces (also non-breaking ones and line breaks) made one space."""
    return _SPACES.sub(" ", nfc(text)).strip()


def plain_dashes(text: str) -> str:
    """The text with every kind of dash as a hyphen; the length stays."""
    return text.translate(_DASHES)


@dataclass(frozen=True)
class NfcView:
    """A raw text seen in NFC: match patterns on `text`, then take `span` to get back to the raw characters."""

    raw: str

    @cached_property
    def text(self) -> str:
        """The text in NFC, cluster by cluster (a character with the marks that follow it)."""
        return self.raw if unicodedata.is_normalized("NFC", self.raw) else "".join(c for c, _, _ in self._clusters)

    @cached_property
    def _clusters(self) -> list[tuple[str, int, int]]:
        starts = [at for at, char in enumerate(self.raw) if at == 0 or not unicodedata.combining(char)]
        ends = [*starts[1:], len(self.raw)]
        return [(nfc(self.raw[start:end]), start, end) for start, end in zip(starts, ends, strict=True)]

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        """Raw start and end of the cluster of each character of `text`."""
        return [(start, end) for composed, start, end in self._clusters for _ in composed]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Raw offsets of `text[start:end]`."""
        if self.text is self.raw:
            return start, end
        if start >= end:
            at = self._places[start][0] if start < len(self._places) else len(self.raw)
            return at, at
        return self._places[start][0], self._places[end - 1][1]
