"""Stretches of a text that are taken, asked about many times.

Belongs here: whether a place or stretch touches any of them. Does not belong here: what the stretches are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class TakenSpans:
    """Pairs of start (included) and end (excluded), which may overlap; a question takes logarithmic time."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with `start` to `end`."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._furthest[before - 1] > start

    def cover(self, at: int) -> bool:
        """Whether one of them holds the character at an offset."""
        return self.overlap(at, at + 1)
