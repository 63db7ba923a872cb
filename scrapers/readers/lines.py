"""The lines of a document as its readers see them: in NFC, cut at tabs, bars and wide gaps, each with its raw place.

Belongs here: cutting. Does not belong here: what a line is (letterhead, label, sentence).

A letterhead has two columns. Pages print them as a table's cells, parted by bars or by a run of spaces, or flatten them
to one line in which the motto or the place follows the issuer or the number without any gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scrapers.documents.model import Document, Locator
from scrapers.vocabulary.text import UPPER, NfcView, nfc

_PIECE = re.compile(r"[^\t|]+")
_DECORATION = " \t\u00a0*•_#"
_GAP = re.compile(rf"\s(?<![:\s.…]\s)\s{{2,199}}(?=[(“]?{UPPER})")
"""A gap between columns; blanks to be filled in (`Số:      /KH`, `ngày      tháng`) are none."""
_FLATTENED = re.compile(
    r"(?<=\w)[\s\-–*]{1,12}(?=CỘNG H(?:ÒA|OÀ|ÓA) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s?[-–]\s?Tự do)"
    rf"|\d\s{{0,3}}[/-]\S{{2,25}}\s{{1,3}}(?={UPPER}[^,;:.()\n]{{1,40}},\s{{0,3}}ngày\s)"
)
_FLATTENED_WORDS = ("CỘNG H", "ĐẢNG CỘNG", "Độc lập", "ngày")
"""One of them stands in every line that is flattened: a cheap test before the pattern is tried."""
_LONGEST_HEAD = 240


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a cell of one, in NFC and without bullets and asterisks; offsets are into the raw text.

    `number` is the line's in the text: columns of one line share it.
    """

    text: str
    start: int
    end: int
    number: int

    @property
    def locator(self) -> Locator:
        """Where the line stands."""
        return Locator(self.start, self.end)

    @property
    def is_upper(self) -> bool:
        """Whether it is printed in capitals throughout."""
        return self.text.isupper()


def lines_of(document: Document) -> list[Line]:
    """The non-empty lines of a document in order, a table's row or a letterhead's as one line a column."""
    found = []
    for block in document.blocks:
        for start, raw in _pieces(block.text):
            bare = raw.strip(_DECORATION)
            if bare:
                at = block.start + start + len(raw) - len(raw.lstrip(_DECORATION))
                found.append(Line(nfc(bare), at, at + len(bare), block.line))
    return found


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    for match in _PIECE.finditer(text):
        piece = match.group()
        if len(piece) > _LONGEST_HEAD:
            yield match.start(), piece
            continue
        view = NfcView(piece)
        may_be_flattened = any(word in view.text for word in _FLATTENED_WORDS)
        patterns = (_GAP, _FLATTENED) if may_be_flattened else (_GAP,)
        cuts = sorted({view.span(m.end(), m.end())[0] for pattern in patterns for m in pattern.finditer(view.text)})
        for start, end in zip([0, *cuts], [*cuts, len(piece)], strict=True):
            yield match.start() + start, piece[start:end]
