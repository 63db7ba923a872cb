"""Values that one workbook prints twice and differently, and rows that name one unit twice.

Belongs here: which of two rivals is read. Does not belong here: documents that differ from each other (the warehouse).

A part's own sheet can hold another table than the summary says: an older one, or a column of something else. The table
with the most parts of the index is the summary and is read; what contradicts it is told and not read. A unit that a
table names twice with two values has neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from scrapers.readers.tables.table_records import Printed, TableRecords
from scrapers.records import AnomalyRecord, Measure, Severity

_ROUNDING = 0.0051
_Key = tuple[object, ...]


def without_rivals(found: Sequence[Printed | AnomalyRecord], records: TableRecords) -> list[Printed | AnomalyRecord]:
    """What was found without contradicted values, which anomalies tell instead."""
    printed = [item for item in found if isinstance(item, Printed)]
    doubled = _named_twice(printed)
    rest = [item for item in printed if id(item) not in doubled]
    contradicted = _contradicted(rest, records)
    kept = [
        item
        for item in found
        if not isinstance(item, Printed) or (id(item) not in doubled and id(item) not in contradicted)
    ]
    return [*kept, *_told_doubled(doubled.values(), records), *_told_contradicted(contradicted, records)]


def _key(item: Printed) -> _Key:
    return item.index_code, item.year, item.place, item.part.code, item.part.label if not item.part.code else ""


def _named_twice(printed: Sequence[Printed]) -> dict[int, Printed]:
    """The values of a unit that one column of a table gives two of, where they differ."""
    places: dict[_Key, list[Printed]] = defaultdict(list)
    for item in printed:
        locator = item.cell.locator
        line = locator.column
        places[(locator.table, line, item.value.measure, item.base_year, *_key(item))].append(item)
    return {
        id(item): item for rivals in places.values() if len({one.value.value for one in rivals}) > 1 for item in rivals
    }


def _contradicted(printed: Sequence[Printed], records: TableRecords) -> dict[int, tuple[Printed, Printed]]:
    """Scores of a sheet that differ from those of the workbook's fullest table, each with its rival there."""
    tables = records.document.tables
    by_key: dict[_Key, list[Printed]] = defaultdict(list)
    parts: dict[int, set[_Key]] = defaultdict(set)
    for item in printed:
        number = item.cell.locator.table or 0
        if item.value.measure is Measure.SCORE and tables[number - 1].title is not None:
            by_key[_key(item)].append(item)
            parts[number].add((item.index_code, item.year, item.part.code))
    ranked = sorted(parts, key=lambda number: (-len(parts[number]), tables[number - 1].is_hidden, number))
    order = {number: place for place, number in enumerate(ranked)}
    found: dict[int, tuple[Printed, Printed]] = {}
    for rivals in by_key.values():
        first = min(rivals, key=lambda item: order[item.cell.locator.table or 0])
        for item in rivals:
            if not _agree(first, item):
                found[id(item)] = (item, first)
    return found


def _agree(one: Printed, other: Printed) -> bool:
    return abs(one.value.value - other.value.value) <= _ROUNDING


def _told_doubled(doubled: Iterable[Printed], records: TableRecords) -> Iterable[AnomalyRecord]:
    for item in doubled:
        yield records.anomaly(
            [item.cell],
            "unit_named_twice",
            Severity.ERROR,
            f"one value of {item.place.name}",
            f"{item.value.raw} and another in the same table",
        )


def _told_contradicted(
    contradicted: dict[int, tuple[Printed, Printed]], records: TableRecords
) -> Iterable[AnomalyRecord]:
    """One anomaly for each column of a sheet that contradicts the fullest table."""
    columns: dict[tuple[int | None, int | None], list[tuple[Printed, Printed]]] = defaultdict(list)
    for item, first in contradicted.values():
        columns[(item.cell.locator.table, item.cell.locator.column)].append((item, first))
    for pairs in columns.values():
        item, first = pairs[0]
        yield records.anomaly(
            [one.cell for one, _ in pairs],
            "contradicts_summary",
            Severity.ERROR,
            f"{first.value.raw} for {item.place.name} as in table {first.cell.locator.table}",
            f"{item.value.raw}, and so for {len(pairs)} units",
        )
