"""What a release holds, in a few numbers.

Belongs here: counts for a summary in words. Does not belong here: the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cchc.releases import opened, read_release, rows_of

_COUNTS = """
    select (select count(*) from fct_figure) as figures, count(*) as facts, count(distinct unit_key) as units,
           min(year) as first_year, max(year) as last_year, (select count(*) from fct_discrepancy) as discrepancies
    from fct_score
"""


@dataclass(frozen=True, slots=True)
class ReleaseCounts:
    """Rows of figures, facts and discrepancies; units and years that have facts (years None where none has)."""

    figures: int
    facts: int
    units: int
    first_year: int | None
    last_year: int | None
    discrepancies: int


def release_counts(folder: Path) -> ReleaseCounts:
    """Counts of the release in `folder`. Raises CchcError when that is no release."""
    with opened(read_release(folder)) as con:
        return ReleaseCounts(**rows_of(con, _COUNTS)[0])
