"""The lines of a document as its readers see them: in NFC, cut at tabs and bars, each with its raw place.

Belongs here: cutting. Does not belong here: what a line is (letterhead, label, sentence).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.documents.model import Document, Locator
from scrapers.vocabulary.text import nfc

_PIECE = re.compile(r"[^\t|]+")
_DECORATION = " \t\u00a0*•_#"


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a cell of one, in NFC and without bullets and asterisks; offsets are into the raw text."""

    text: str
    start: int
    end: int

    @property
    def locator(self) -> Locator:
        """Where the line stands."""
        return Locator(self.start, self.end)

    @property
    def is_upper(self) -> bool:
        """Whether it is printed in capitals throughout."""
        return self.text.isupper()


def lines_of(document: Document) -> list[Line]:
    """The non-empty lines of a document in order, a table's row as one line a cell."""
    found = []
    for block in document.blocks:
        for match in _PIECE.finditer(block.text):
            raw = match.group()
            bare = raw.strip(_DECORATION)
            if bare:
                start = block.start + match.start() + len(raw) - len(raw.lstrip(_DECORATION))
                found.append(Line(nfc(bare), start, start + len(bare)))
    return found
