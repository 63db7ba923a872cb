"""What figures measure.

Belongs here: the names, and what each counts. Does not belong here: what a figure carries besides
(`scrapers.records`), how a measure is told in print (the readers).
"""

from __future__ import annotations

from enum import StrEnum


class Measure(StrEnum):
    """What a figure measures.

    Gaps are between units of one level in one year, in the units of measure of their scores: `gap_to_first` is how far
    a unit is below the first, `lead_over_second` how far the first is above the second (neither is below 0),
    `gap_to_mean` how far a unit is above the mean of all (negative: below it), `range` how far the first is above the
    last, a figure of the whole (`Việt Nam`). So is `units_counted`: how many units score between two limits.
    """

    SCORE = "score"
    MAX_SCORE = "max_score"
    RANK = "rank"
    RANK_OF = "rank_of"
    DELTA_SCORE = "delta_score"
    DELTA_RANK = "delta_rank"
    GROUP = "group"
    LOST_POINTS = "lost_points"
    MEAN = "mean"
    LOWER_BOUND = "lower_bound"
    UPPER_BOUND = "upper_bound"
    STANDARD_ERROR = "standard_error"
    GAP_TO_FIRST = "gap_to_first"
    GAP_TO_MEAN = "gap_to_mean"
    LEAD_OVER_SECOND = "lead_over_second"
    RANGE = "range"
    UNITS_COUNTED = "units_counted"
