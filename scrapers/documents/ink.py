"""Pixels to connected pieces of ink, and the pieces too small or too long to be letters.

Belongs here: grey pixels (0 black to 255 white) as numpy arrays. Does not belong here: letters, words, files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Numbers = NDArray[np.int64]

DARK = 150
"""Pixels darker than this are ink."""
_FAINT = 190
"""Thin lines are fainter than letters after a scanner's blur."""
_FALL_APART = 18
"""Letters less high than so many pixels have strokes so thin that they are not dark all along."""
_PRINT = 40
"""The darkest tenth of a page's ink is at least so dark, or the page is faint."""
_MOST_RUNS = 4_000_000
_MOST_SPECKS = 20_000
_MOST_GROUNDS = 12
LEFT, TOP, RIGHT, BOTTOM, AREA = range(5)


class NoiseError(Exception):
    """More pieces of ink than a page of print has."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Level stretches of ink: row, first column, column behind the last; in order of rows and columns."""

    row: Numbers
    start: Numbers
    end: Numbers

    def where(self, wanted: NDArray[np.bool_]) -> Runs:
        return Runs(self.row[wanted], self.start[wanted], self.end[wanted])


def runs_of(ink: NDArray[np.bool_]) -> Runs:
    """The runs of a page.

    Raises:
        NoiseError: there are more than a page of print has.
    """
    padded = np.zeros((ink.shape[0], ink.shape[1] + 2), np.int8)
    padded[:, 1:-1] = ink
    steps = np.diff(padded, axis=1)
    row, start = np.nonzero(steps == 1)
    if len(row) > _MOST_RUNS:
        raise NoiseError
    return Runs(row, start, np.nonzero(steps == -1)[1])


def pieces(runs: Runs, width: int) -> tuple[Numbers, Numbers]:
    """The connected pieces that runs make: a row of left, top, right, bottom, area each, and each run's piece."""
    wide = width + 2
    start, end = runs.row * wide + runs.start, runs.row * wide + runs.end
    low, high = np.searchsorted(end, start + wide), np.searchsorted(start, end + wide, "right")
    count = np.maximum(high - low, 0)
    above = np.repeat(np.arange(len(start)), count)
    below = np.repeat(low - np.cumsum(count) + count, count) + np.arange(count.sum())
    label = np.arange(len(start))
    while True:
        least = np.minimum(label[above], label[below])
        new = label.copy()
        np.minimum.at(new, above, least)
        np.minimum.at(new, below, least)
        np.minimum.at(new, label, new.copy())
        new = new[new]
        if np.array_equal(new, label):
            break
        label = new
    _, piece = np.unique(label, return_inverse=True)
    return _boxes(runs, piece), piece


def _boxes(runs: Runs, piece: Numbers) -> Numbers:
    count = int(piece.max()) + 1 if len(piece) else 0
    boxes = np.zeros((count, 5), np.int64)
    boxes[:, (LEFT, TOP)] = np.iinfo(np.int64).max
    np.minimum.at(boxes[:, LEFT], piece, runs.start)
    np.minimum.at(boxes[:, TOP], piece, runs.row)
    np.maximum.at(boxes[:, RIGHT], piece, runs.end)
    np.maximum.at(boxes[:, BOTTOM], piece, runs.row + 1)
    np.add.at(boxes[:, AREA], piece, runs.end - runs.start)
    return boxes


def letter_height(boxes: Numbers) -> float:
    """The usual height in pixels of pieces that may be letters; 0 where there are none."""
    height, width = boxes[:, BOTTOM] - boxes[:, TOP], boxes[:, RIGHT] - boxes[:, LEFT]
    letters = height[(height >= 6) & (height <= 100) & (width >= 2) & (width <= 3 * height)]
    return float(np.median(letters)) if len(letters) else 0.0


def largest_speck(height: float) -> float:
    """Pixels of the largest piece that may be dirt, where letters are `height` pixels high: commas are larger."""
    return max(5.0, 0.016 * height * height)


def without_specks(grey: Grey) -> Grey:
    """The page without dark specks on paper and light specks in ink."""
    runs = runs_of(grey < DARK)
    boxes, piece = pieces(runs, grey.shape[1])
    cleaned = grey.copy()
    height = letter_height(boxes)
    letters, within = _letters(grey, runs, height)
    is_speck = _are_specks(boxes, letters, height)
    is_speck[piece[within]] = False
    _paint(cleaned, runs.where(is_speck[piece]), 1, 255)
    holes = runs_of(cleaned >= 128)
    boxes, piece = pieces(holes, grey.shape[1])
    _paint(cleaned, holes.where(boxes[piece, AREA] <= largest_speck(height) * 0.5), 1, 60)
    return cleaned


def _letters(grey: Grey, runs: Runs, height: float) -> tuple[Numbers, NDArray[np.bool_]]:
    """The boxes of what may be letters, small ones held together by faint ink, and which runs of ink are in them."""
    whole = runs_of(grey < (_FAINT if height < _FALL_APART else DARK))
    boxes, piece = pieces(whole, grey.shape[1])
    high = boxes[:, BOTTOM] - boxes[:, TOP]
    is_letter = (high >= 0.5 * height) & (high <= 4 * height)
    width = grey.shape[1]
    around = np.searchsorted(whole.row * width + whole.start, runs.row * width + runs.start, "right") - 1
    return boxes[is_letter], is_letter[piece[around]]


def _are_specks(boxes: Numbers, letters: Numbers, height: float) -> NDArray[np.bool_]:
    """Which pieces are dirt: the smallest, and the small ones that are no mark of a letter and no point."""
    specks = boxes[:, AREA] <= largest_speck(height)
    if not height or specks.sum() > _MOST_SPECKS:
        return specks
    for number in np.nonzero(specks)[0].tolist():
        speck = boxes[number]
        specks[number] = not (_is_mark(speck, letters, height) or _is_point(speck, letters, height))
    return specks


def _is_mark(speck: Numbers, letters: Numbers, height: float) -> bool:
    """Whether a letter is close above or below, as in i and ạ."""
    gap = np.maximum(letters[:, TOP] - speck[BOTTOM], speck[TOP] - letters[:, BOTTOM])
    centre = (speck[LEFT] + speck[RIGHT]) / 2
    is_over = (letters[:, LEFT] - 2 <= centre) & (centre <= letters[:, RIGHT] + 2)
    return bool(speck[AREA] > 2 and (is_over & (gap >= -1) & (gap <= 0.35 * height)).any())


def _is_point(speck: Numbers, letters: Numbers, height: float) -> bool:
    """Whether it stands at the foot of two letters with as much room between them as only a point or a comma needs."""
    below = speck[BOTTOM] - letters[:, BOTTOM]
    beside = letters[(below >= -0.15 * height - 1) & (below <= 0.4 * height) & (speck[TOP] > letters[:, TOP])]
    before = speck[LEFT] - beside[beside[:, RIGHT] <= speck[LEFT], RIGHT]
    behind = beside[beside[:, LEFT] >= speck[RIGHT], LEFT] - speck[RIGHT]
    if not len(before) or not len(behind):
        return False
    nearest = int(before.min()), int(behind.min())
    return max(nearest) <= 0.5 * height + 1 and sum(nearest) + speck[RIGHT] - speck[LEFT] >= 0.3 * height


def _paint(grey: Grey, runs: Runs, margin: int, shade: int) -> None:
    for row, start, end in zip(runs.row.tolist(), runs.start.tolist(), runs.end.tolist(), strict=True):
        grey[row, max(0, start - margin) : end + margin] = shade


def darkened(grey: Grey) -> Grey:
    """The page with faint ink made as dark as print is; the same page where it is."""
    ink = grey[grey < _FAINT]
    black = (float(np.percentile(ink, 10)) if len(ink) else 0.0) - _PRINT
    if black <= 0:
        return grey
    stretched: Grey = (np.maximum(grey - black, 0) * (255 / (255 - black))).astype(np.uint8)
    return stretched


def ruling_lines(grey: Grey, height: float) -> list[tuple[int, int, int, int]]:
    """Level and upright lines as left, top, right, bottom in pixels: too long and thin for letters of this height."""
    return [
        *_level_lines(grey, height),
        *((top, left, bottom, right) for left, top, right, bottom in _level_lines(grey.T, height)),
    ]


def _level_lines(grey: Any, height: float) -> list[tuple[int, int, int, int]]:
    runs = runs_of(grey < _FAINT)
    if not len(runs.row):
        return []
    is_first = np.r_[True, (runs.row[1:] != runs.row[:-1]) | (runs.start[1:] - runs.end[:-1] > 1)]
    first = np.nonzero(is_first)[0]
    closed = Runs(runs.row[first], runs.start[first], np.maximum.reduceat(runs.end, first))
    long = closed.where(closed.end - closed.start >= 2.5 * height)
    boxes, _ = pieces(long, grey.shape[1])
    thin = boxes[boxes[:, BOTTOM] - boxes[:, TOP] <= 0.5 * height]
    return [(int(box[LEFT]), int(box[TOP]), int(box[RIGHT]), int(box[BOTTOM])) for box in thin]


def without_lines(grey: Grey, lines: list[tuple[int, int, int, int]]) -> Grey:
    """The page without those lines; what touches a line from outside stays whole up to it."""
    cleaned = grey.copy()
    for left, top, right, bottom in lines:
        is_level = right - left > bottom - top
        view = cleaned if is_level else cleaned.T
        first, last, start, end = (top, bottom, left, right) if is_level else (left, right, top, bottom)
        for edge, beyond in ((first - 1, first - 2), (last, last + 1)):
            if min(edge, beyond) >= 0 and max(edge, beyond) < view.shape[0]:
                view[edge, start:end][view[beyond, start:end] > DARK] = 255
        view[first:last, max(0, start - 1) : end + 1] = 255
    return cleaned


def without_bands(grey: Grey) -> Grey:
    """The page with its coloured bands made paper: letters on them, dark or light, become dark."""
    size = max(6, grey.shape[1] // 200)
    rows, columns = grey.shape[0] // size, grey.shape[1] // size
    if not rows or not columns:
        return grey
    blocks = grey[: rows * size, : columns * size].reshape(rows, size, columns, size)
    shades = np.median(blocks.transpose(0, 2, 1, 3).reshape(rows, columns, size * size), axis=2).astype(np.int64)
    paper = max(int(np.median(shades)), 160)
    is_left = shades < paper - 10
    evened = grey.copy()
    for _ in range(_MOST_GROUNDS):
        if is_left.sum() < 30:
            break
        ground = np.bincount(shades[is_left]).argmax()
        alike = is_left & (abs(shades - ground) <= 10)
        is_left &= ~alike
        boxes, _pieces = pieces(runs_of(alike), columns)
        for left, top, right, bottom, area in boxes.tolist():
            if right - left >= 10 and bottom - top >= 3 and area * 2 >= (right - left) * (bottom - top):
                place = _to_its_edges(abs(grey.astype(np.int16) - ground) <= 20, left, top, right, bottom, size)
                evened[place] = _against_ground(grey[place])
    return evened


def _to_its_edges(
    alike: NDArray[np.bool_], left: int, top: int, right: int, bottom: int, size: int
) -> tuple[slice, slice]:
    """The place of a band that is known by its blocks of `size` pixels, as far as most pixels of an edge are alike."""
    place = [top * size + size, bottom * size - size, left * size + size, right * size - size]
    for side, step in ((0, -1), (1, 1), (2, -1), (3, 1)):
        for _ in range(2 * size):
            at = place[side] - (step < 0)
            across = slice(place[2], place[3]) if side < 2 else slice(place[0], place[1])
            edge = alike[at : at + 1, across] if side < 2 else alike[across, at : at + 1]
            if at < 0 or not edge.size or edge.mean() <= 0.5:
                break
            place[side] += step
    return slice(place[0], place[1]), slice(place[2], place[3])


def _against_ground(part: Grey) -> Grey:
    distance = np.abs(part.astype(np.int16) - int(np.median(part)))
    strongest = max(60.0, float(np.percentile(distance, 99)))
    return (255 - np.minimum(255, distance * (255 / strongest))).astype(np.uint8)
