"""What a printed value is.

Belongs here: the data alone. Does not belong here: how values are found (`scrapers.readers.prose.values`).
"""

from __future__ import annotations

from dataclasses import dataclass

from scrapers.records import Measure


@dataclass(slots=True)
class Value:
    """A printed value; `first` and `last` are items of its sentence. `of` is a maximum or a number of units.

    `refused` says why the value is none that a unit has (a threshold, a group, a stretch of values ...); `is_gap` that
    it is a change only if it is measured against a year; `is_earlier` that it is the old value of `from ... to ...`;
    `from_end` counts places from the last (0), whose number stands elsewhere.
    """

    measure: Measure
    value: float
    raw: str
    unit_of_measure: str
    first: int
    last: int
    start: int
    end: int
    of: float | None = None
    of_raw: str | None = None
    in_words: bool = False
    is_gap: bool = False
    is_earlier: bool = False
    from_end: int | None = None
    refused: str | None = None

    @property
    def is_change(self) -> bool:
        """Whether it tells a difference of two years."""
        return self.measure in (Measure.DELTA_SCORE, Measure.DELTA_RANK)

    @property
    def is_last(self) -> bool:
        """Whether it is a place counted from the end."""
        return self.from_end is not None

    @property
    def is_first_in_words(self) -> bool:
        """Whether it is a first place told by words."""
        return self.measure is Measure.RANK and self.in_words and self.value == 1
