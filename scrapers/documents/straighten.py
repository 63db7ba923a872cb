"""A page set upright: by how far it is askew, and by whether its letters lie on their side.

Belongs here: turning pixels. Does not belong here: reading them.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from scrapers.documents.ink import BOTTOM, DARK, LEFT, RIGHT, TOP, Grey, letter_height, pieces, runs_of

_MOST_DEGREES = 5.0
_LEAST_DEGREES = 0.05
_SMALL = 800
"""Pixels of the shorter side at which skew is measured."""
_UPRIGHT = 0.45
"""Of letters that stand, most are higher than wide."""


def skew_of(grey: Grey) -> float:
    """Degrees by which the page must be turned, counter-clockwise, to have level lines; at most 5 either way."""
    step = max(1, min(grey.shape) // _SMALL)
    height, width = (side // step * step for side in grey.shape)
    small = grey[:height, :width].reshape(height // step, step, width // step, step).mean((1, 3))
    ys, xs = np.nonzero(small < 200)
    if len(ys) < 100:
        return 0.0

    def sharpness(degrees: float) -> float:
        rows = np.round(ys + xs * np.tan(np.radians(degrees))).astype(np.int64)
        counts = np.bincount(rows - rows.min()).astype(float)
        return float((np.diff(counts) ** 2).sum())

    best = 0.0
    for reach, fine in ((_MOST_DEGREES, 0.5), (0.5, 0.1), (0.1, 0.02)):
        tried = [best + fine * count for count in range(-round(reach / fine), round(reach / fine) + 1)]
        best = max(tried, key=lambda degrees: (sharpness(degrees), -abs(degrees)))
    return -best


def turned(grey: Grey, degrees: float) -> Grey:
    """The page turned counter-clockwise; no copy where that would not show."""
    if abs(degrees) < _LEAST_DEGREES:
        return grey
    picture = Image.fromarray(grey).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(picture)


def lies_on_its_side(grey: Grey) -> bool:
    """Whether most letters are wider than high."""
    boxes, _ = pieces(runs_of(grey < DARK), grey.shape[1])
    usual = letter_height(boxes)
    height, width = boxes[:, BOTTOM] - boxes[:, TOP], boxes[:, RIGHT] - boxes[:, LEFT]
    letters = (np.maximum(height, width) >= 0.5 * usual) & (np.maximum(height, width) <= 2 * usual) & (width >= 2)
    return bool(usual and letters.sum() >= 50 and (height[letters] > width[letters]).mean() < _UPRIGHT)
