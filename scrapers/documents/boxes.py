"""Words with boxes and ruling lines of one page: what a typeset page and a picture have in common.

Belongs here: these shapes and the gathering of words into lines and chunks. Does not belong here: tables, PDF, pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

_SAME_LINE = 0.4
"""Words whose middles are nearer than this share of their height stand on one line."""
_CHUNK_GAP = 0.45
"""A gap wider than this share of the height is no space between words."""
_READ_GAP = 0.6
"""The same for words read off a picture, whose boxes are less exact."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, from the page's top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        """The vertical middle."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """The horizontal middle."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word and its box; `confidence` (0 to 1) where it was read off a picture."""

    text: str
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """The words and ruling lines of a page. A rule is a box as long as the line and as thin as nothing."""

    words: tuple[PlacedWord, ...]
    rules: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of one line (or, in a cell, of several) that stand close together, in reading order."""

    words: tuple[PlacedWord, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return around(word.box for word in self.words)

    @property
    def is_figure(self) -> bool:
        """Whether it begins with a digit and has at least as many digits as letters."""
        text = self.text
        digits = sum(map(str.isdigit, text))
        return text.lstrip("(+-–−<>≈ ")[:1].isdigit() and digits >= sum(map(str.isalpha, text))


Line = tuple[Chunk, ...]


def around(boxes: Iterable[Box]) -> Box:
    """The least box that holds all of them; there must be one."""
    known = list(boxes)
    return Box(
        min(box.left for box in known),
        min(box.top for box in known),
        max(box.right for box in known),
        max(box.bottom for box in known),
    )


def lines_of(words: Sequence[PlacedWord]) -> list[Line]:
    """The words as lines from top to bottom, each cut into chunks from left to right."""
    open_lines: list[list[PlacedWord]] = []
    for word in sorted(words, key=lambda word: (word.box.middle, word.box.left)):
        if open_lines and _on_line(word, open_lines[-1]):
            open_lines[-1].append(word)
        else:
            open_lines.append([word])
    return [tuple(_chunks(line)) for line in open_lines]


def _on_line(word: PlacedWord, line: Sequence[PlacedWord]) -> bool:
    height = min(word.box.height, median(other.box.height for other in line[-5:]))
    return word.box.middle - median(other.box.middle for other in line[-9:]) <= _SAME_LINE * height


def _chunks(line: Sequence[PlacedWord]) -> Iterable[Chunk]:
    ordered = sorted(line, key=lambda word: word.box.left)
    height = median(word.box.height for word in ordered)
    gap = height * (_CHUNK_GAP if ordered[0].confidence is None else _READ_GAP)
    chunk = [ordered[0]]
    for word in ordered[1:]:
        if word.box.left - max(other.box.right for other in chunk) > gap:
            yield Chunk(tuple(chunk))
            chunk = []
        chunk.append(word)
    yield Chunk(tuple(chunk))


def line_box(line: Line) -> Box:
    """The box around a line."""
    return around(chunk.box for chunk in line)


def joined(chunks: Iterable[Chunk]) -> Chunk:
    """One chunk of several, their words line by line."""
    words = [word for chunk in chunks for word in chunk.words]
    return Chunk(tuple(word for line in lines_of(words) for chunk in line for word in chunk.words))
