"""The publishers' calendar: which index years should have been published by a day and were not seen.

Belongs here: the rule, and reading the calendar and the release that it is held against. Does not belong here: showing
or sending what is overdue. The calendar itself is data with sources (`publication_calendar.csv`): an index of a year is
published in the next one, by the day of `expected_by`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

CALENDAR = Path(__file__).with_suffix(".csv")
# An index that was not seen for longer is no longer overdue: whether it still is published is another question.
_MOST_YEARS = 3

_SEEN = "select index_code, level, max(year) from mart_coverage where units_scored > 0 group by all"

Seen = Mapping[tuple[str, str], int]
"""The last year of an index and level of which a score or rank was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """When an index is usually published. Days are `MM-DD` of the year after the index year; None is not known."""

    index_code: str
    level: str
    first_seen: str | None
    last_seen: str | None
    expected_by: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """An index year that should have been published by a day and was not seen."""

    index_code: str
    level: str
    year: int
    expected_by: date
    basis: str

    @property
    def key(self) -> str:
        return f"{self.index_code} {self.year}"


def load_calendar(path: Path = CALENDAR) -> tuple[Publication, ...]:
    """The calendar, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Publication(
                index_code=row["index_code"],
                level=row["level"],
                first_seen=row["first_seen"] or None,
                last_seen=row["last_seen"] or None,
                expected_by=row["expected_by"],
                basis=row["basis"],
                source=row["source"],
            )
            for row in csv.DictReader(file)
        )


def overdue(calendar: Iterable[Publication], seen: Seen, today: date) -> tuple[Overdue, ...]:
    """What should have been published by the end of the day before today and was not seen, oldest year first.

    Of an index never seen only the last year is asked for.
    """
    found = []
    for publication in calendar:
        month, day = map(int, publication.expected_by.split("-"))
        due = today.year - (1 if today > date(today.year, month, day) else 2)
        last = seen.get((publication.index_code, publication.level), due - 1)
        found += [
            Overdue(
                index_code=publication.index_code,
                level=publication.level,
                year=year,
                expected_by=date(year + 1, month, day),
                basis=publication.basis,
            )
            for year in range(max(last + 1, due - _MOST_YEARS + 1), due + 1)
        ]
    return tuple(sorted(found, key=lambda each: (each.year, each.index_code, each.level)))


def seen_in_release(release: Path) -> Seen:
    """What a release holds of each index; nothing where there is no release that can be opened."""
    import duckdb

    try:
        with duckdb.connect(str(release / "cchc.duckdb"), read_only=True) as con:
            return {(str(code), str(level)): int(year) for code, level, year in con.execute(_SEEN).fetchall()}
    except duckdb.Error:
        return {}
