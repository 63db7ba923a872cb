"""Tesseract on one page of pixels: the words it read, with boxes and confidence.

Belongs here: its command and its table of words. Does not belong here: what the page looks like.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from scrapers.documents.converters import run_tool
from scrapers.documents.ink import Grey
from scrapers.documents.model import DocumentError

LANGUAGE = "vie"
_SECONDS = 22.0
_ONE_BLOCK = "6"


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word, its box in pixels and its confidence from 0 to 1."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


def read_words(page: Grey, name: str) -> list[ReadWord]:
    """The words of a page that is one block of running lines.

    Raises:
        DocumentError: tesseract or its Vietnamese data is not here, or takes too long.
    """
    target = io.BytesIO()
    Image.fromarray(page).save(target, "PNG", compress_level=1)
    command = ("tesseract", "stdin", "stdout", "-l", LANGUAGE, "--psm", _ONE_BLOCK, "--dpi", "300", "tsv")
    try:
        printed = run_tool(command, target.getvalue(), name, _SECONDS)
    except DocumentError as error:
        if "traineddata" in str(error):
            raise DocumentError(
                f"{name} is a picture and tesseract has no Vietnamese here: install tesseract-ocr-vie."
            ) from None
        raise
    return list(_words(printed.decode("utf-8", "replace")))


def _words(table: str) -> Iterator[ReadWord]:
    """The words of tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, conf, text."""
    for line in table.splitlines()[1:]:
        fields = line.split("\t")
        if len(fields) == 12 and fields[0] == "5" and fields[11].strip():
            left, top, width, height = map(int, fields[6:10])
            confidence = min(max(float(fields[10]) / 100, 0.0), 1.0)
            yield ReadWord(fields[11].strip(), left, top, left + width, top + height, round(confidence, 4))


def version(name: str) -> str:
    """Tesseract's version, such as 5.3.0.

    Raises:
        DocumentError: tesseract is not here.
    """
    printed = run_tool(("tesseract", "--version"), None, name, _SECONDS).decode("utf-8", "replace")
    return (printed.split() or ["", "?"])[1]
