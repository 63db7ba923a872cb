"""Vietnamese text: one normal form, one folding for comparison, and a view that leads from it back to the raw text.

Belongs here: characters. Does not belong here: words and their meaning. Pages come in NFC, NFD and the half-decomposed
form of Windows-1258; patterns are written in NFC, quotes are cut from the raw text, so `NfcView` keeps both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

_NOT_ALNUM = re.compile(r"[\W_]+")
_LONG_RUN = 32
"""Marks on one letter; sorting them takes time quadratic in their number, so longer runs are normalised in pieces."""
_MARKS = "[" + "".join(chr(code) for code in range(0x300, 0x1E94B) if unicodedata.combining(chr(code))) + "]"
_LONG_RUNS = re.compile(f"(?<={_MARKS}{{{_LONG_RUN}}}){_MARKS}{{1,{_LONG_RUN}}}")
_MAY_HAVE_LONG_RUN = re.compile(f"[\u0300-\U0001e94a]{{{_LONG_RUN + 1}}}")
"""One range that holds all marks is looked for much faster than the marks; no Vietnamese word has such a run."""
_LONGEST_KEPT = 80
_MOST_KEPT = 20_000
"""Names, labels and headings come again and again, sentences do not: only short texts are kept with their folding."""
_LETTERS_D = (("đ", "d"), ("Đ", "D"), ("Ð", "D"), ("ð", "d"), ("ƌ", "d"), ("Ƌ", "D"))
_DASHES = (("–", "-"), ("—", "-"), ("‐", "-"), ("‑", "-"), ("−", "-"))

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
    return _kept_fold(text) if len(text) <= _LONGEST_KEPT else _fold(text)


def _fold(text: str) -> str:
    # No mark is a letter or digit: what drops punctuation drops the diacritics, which are marks by now.
    return _NOT_ALNUM.sub("", _normalised("NFD", replaced(text, _LETTERS_D)).lower())


_kept_fold = lru_cache(maxsize=_MOST_KEPT)(_fold)


def _normalised(form: Literal["NFC", "NFD"], text: str) -> str:
    """A normal form; of a letter under more marks than any language has, the further marks are taken by themselves."""
    if len(text) <= _LONG_RUN or text.isascii() or unicodedata.is_normalized(form, text):
        return unicodedata.normalize(form, text)
    if not _MAY_HAVE_LONG_RUN.search(text):
        return unicodedata.normalize(form, text)
    parts, done = [], 0
    for run in _LONG_RUNS.finditer(text):
        parts += [text[done : run.start()], run.group()]
        done = run.end()
    return "".join(unicodedata.normalize(form, part) for part in (*parts, text[done:]))


def tidy(text: str) -> str:
    """NFC text on one line, each run of spaces (also non-breaking ones and line breaks) made one space."""
    return " ".join(nfc(text).split())


def plain_dashes(text: str) -> str:
    """The text with every kind of dash as a hyphen; the length stays."""
    return text if text.isascii() else replaced(text, _DASHES)


def replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    """The text with some characters replaced, of each pair the first by the second.

    A few replacements one behind the other are much faster than a table that every character is looked up in.
    """
    for char, other in pairs:
        text = text.replace(char, other)
    return text


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
