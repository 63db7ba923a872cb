"""Words of a page set anew, close together and of one height, for a reader of running text.

Belongs here: which pieces of ink stand together, where they go on the new page, and where a place of it came from.
Does not belong here: reading. Tesseract takes wide gaps between columns for signs ("8,12" becomes "8/12" or "812"), and
reads the same figures without a fault where they stand as words of a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from scrapers.documents.ink import (
    AREA,
    BOTTOM,
    DARK,
    LEFT,
    RIGHT,
    TOP,
    Grey,
    NoiseError,
    Numbers,
    largest_speck,
    pieces,
    runs_of,
)

LETTER = 30
"""Pixels of a letter's height at which tesseract reads best."""
_GAP = 0.6
"""Heights between pieces of one new line: that of a space between words."""
_LEADING = 0.9
_WIDTH = 2400
_APART = 0.8
"""Letters further apart than this many heights belong to different columns."""
_MARGIN = 2
_MOST_LETTERS = 60_000
_LEAST_MARK = 2
"""Pixels; the page was cleaned of larger specks before."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Letters of one line that stand together: their box, baseline and height in pixels of the page."""

    left: int
    top: int
    right: int
    bottom: int
    baseline: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a strip stands on the new page, in pixels of it, and by how much it was scaled."""

    strip: Strip
    left: int
    top: int
    right: int
    bottom: int
    scale: float

    def on_page(self, x: float) -> float:
        """The page's column of a column of the new page."""
        return self.strip.left - _MARGIN + (x - self.left) / self.scale


def strips_of(grey: Grey, height: float) -> list[Strip]:
    """The strips of a page whose letters are `height` pixels high, line by line.

    Raises:
        NoiseError: there are more letters than a page of print has.
    """
    boxes, _ = pieces(runs_of(grey < DARK), grey.shape[1])
    high, wide = boxes[:, BOTTOM] - boxes[:, TOP], boxes[:, RIGHT] - boxes[:, LEFT]
    is_ink = (high <= 5 * height) & (wide <= 8 * height)
    letters = boxes[is_ink & (high >= 0.5 * height) & (boxes[:, AREA] > largest_speck(height))]
    if len(letters) > _MOST_LETTERS:
        raise NoiseError
    letters = letters[np.lexsort((letters[:, LEFT], letters[:, TOP]))]
    group = _groups(letters)
    groups = [_strip(letters[group == number]) for number in np.unique(group)]
    accents = [strip for strip in groups if any(_is_accent_of(strip, other) for other in groups)]
    marks = boxes[is_ink & (high < 0.5 * height) & (boxes[:, AREA] > _LEAST_MARK)]
    marks = np.concatenate([marks, np.array([_box(strip) for strip in accents], np.int64).reshape(-1, 5)])
    taken = set(map(id, accents))
    return _in_lines(_with_marks([strip for strip in groups if id(strip) not in taken], marks, height), height)


def _is_accent_of(strip: Strip, other: Strip) -> bool:
    """Whether a piece as high as the page's letters is but an accent or a comma of larger letters."""
    near = 0.6 * other.height
    return (
        max(strip.bottom - strip.top, 0.6 * (strip.right - strip.left)) < 0.6 * other.height
        and other.left - near <= strip.left
        and strip.right <= other.right + near
        and strip.top <= other.bottom + near
        and other.top - near <= strip.bottom
    )


def _box(strip: Strip) -> tuple[int, int, int, int, int]:
    return strip.left, strip.top, strip.right, strip.bottom, 0


def _groups(letters: Numbers) -> Numbers:
    """For each letter the number of its group: letters side by side and close."""
    parent = list(range(len(letters)))

    def root(letter: int) -> int:
        while parent[letter] != letter:
            parent[letter] = parent[parent[letter]]
            letter = parent[letter]
        return letter

    top, bottom, left, right = (letters[:, side] for side in (TOP, BOTTOM, LEFT, RIGHT))
    high = bottom - top
    for letter in range(len(letters)):
        later = slice(letter + 1, int(np.searchsorted(top, bottom[letter])))
        least = np.minimum(high[later], high[letter])
        shared = np.minimum(bottom[later], bottom[letter]) - top[later]
        gap = np.maximum(left[later], left[letter]) - np.minimum(right[later], right[letter])
        reach = _APART * np.minimum(np.maximum(high[later], high[letter]), 1.3 * least)
        for near in np.nonzero((shared >= 0.5 * least) & (gap <= reach + 1))[0].tolist():
            parent[root(letter + 1 + near)] = root(letter)
    return np.array([root(letter) for letter in range(len(letters))], np.int64)


def _strip(letters: Numbers) -> Strip:
    least, most = letters.min(axis=0), letters.max(axis=0)
    heights = letters[:, BOTTOM] - letters[:, TOP]
    return Strip(
        int(least[LEFT]),
        int(least[TOP]),
        int(most[RIGHT]),
        int(most[BOTTOM]),
        float(np.median(letters[:, BOTTOM])),
        float(np.percentile(heights, 75)),
    )


def _with_marks(strips: Sequence[Strip], marks: Numbers, height: float) -> list[Strip]:
    """The strips with the dots, commas and accents near them; a mark far from all is a strip of its own, if large."""
    if not strips:
        return []
    boxes = np.array([(strip.left, strip.top, strip.right, strip.bottom) for strip in strips], np.int64)
    grown = boxes.copy()
    lone = []
    for mark in marks:
        across = np.maximum(0, np.maximum(boxes[:, LEFT] - mark[RIGHT], mark[LEFT] - boxes[:, RIGHT]))
        down = np.maximum(0, np.maximum(boxes[:, TOP] - mark[BOTTOM], mark[TOP] - boxes[:, BOTTOM]))
        distance = np.maximum(across, down * 1.3)
        nearest = int(np.argmin(distance))
        if distance[nearest] <= 0.6 * max(height, strips[nearest].height):
            grown[nearest, :2] = np.minimum(grown[nearest, :2], mark[:2])
            grown[nearest, 2:] = np.maximum(grown[nearest, 2:], mark[2:4])
        elif mark[RIGHT] - mark[LEFT] >= 0.3 * height:
            left, top, right, bottom = (int(side) for side in mark[:4])
            lone.append(Strip(left, top, right, bottom, bottom + 0.3 * height, height))
    return [_widened(strip, *map(int, box)) for strip, box in zip(strips, grown, strict=True)] + lone


def _widened(strip: Strip, left: int, top: int, right: int, bottom: int) -> Strip:
    return Strip(left, top, right, bottom, strip.baseline, strip.height)


def _in_lines(strips: Sequence[Strip], height: float) -> list[Strip]:
    lines: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda strip: (strip.baseline, strip.left)):
        if lines and strip.baseline - lines[-1][0].baseline <= 0.4 * height:
            lines[-1].append(strip)
        else:
            lines.append([strip])
    return [strip for line in lines for strip in sorted(line, key=lambda strip: strip.left)]


def set_anew(grey: Grey, strips: Sequence[Strip], height: float) -> tuple[Grey, list[Placed]]:
    """The new page and where each strip stands on it."""
    scale = min(max(LETTER / height, 0.3), 4.0)
    placed: list[Placed] = []
    bottom = float(LETTER)
    for line in _new_lines(strips, scale):
        baseline = bottom + max(strip.baseline - strip.top + _MARGIN for strip in line) * scale
        left = LETTER
        for strip in line:
            placed.append(_placed(strip, left, baseline, scale))
            left = placed[-1].right + round(_GAP * LETTER)
        bottom = max(place.bottom for place in placed[-len(line) :]) + _LEADING * LETTER
    return _painted(grey, placed), placed


def _new_lines(strips: Sequence[Strip], scale: float) -> Iterator[list[Strip]]:
    """The strips in lines of the new page, letters of like height in each."""
    line: list[Strip] = []
    width = 0.0
    for strip in strips:
        step = (strip.right - strip.left) * scale + _GAP * LETTER
        if line and (width + step > _WIDTH or not 0.74 < strip.height / line[0].height < 1.35):
            yield line
            line, width = [], 0.0
        line.append(strip)
        width += step
    if line:
        yield line


def _placed(strip: Strip, left: int, baseline: float, scale: float) -> Placed:
    width = max(1, round((strip.right - strip.left + 2 * _MARGIN) * scale))
    height = max(1, round((strip.bottom - strip.top + 2 * _MARGIN) * scale))
    top = max(0, round(baseline - (strip.baseline - strip.top + _MARGIN) * scale))
    return Placed(strip, left, top, left + width, top + height, scale)


def _painted(grey: Grey, placed: Sequence[Placed]) -> Grey:
    right, bottom = (max((getattr(place, side) for place in placed), default=0) for side in ("right", "bottom"))
    page = Image.new("L", (right + LETTER, bottom + LETTER), 255)
    padded = Image.fromarray(np.pad(grey, _MARGIN, constant_values=255))
    for place in placed:
        strip = place.strip
        box = (strip.left, strip.top, strip.right + 2 * _MARGIN, strip.bottom + 2 * _MARGIN)
        size = (place.right - place.left, place.bottom - place.top)
        page.paste(padded.resize(size, Image.Resampling.BICUBIC, box), (place.left, place.top))
    return np.asarray(page)
