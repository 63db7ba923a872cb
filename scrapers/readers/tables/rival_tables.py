"""Values that one workbook prints twice and differently, and rows that name one unit twice.

Belongs here: which of two rivals is read. Does not belong here: documents that differ from each other (the warehouse).

A part's own sheet can hold another table than the summary says: an older one, or a column of something else. The table
with the most parts of the index is the summary and is read; what contradicts it is told and not read. A unit that a
table names twice with two values has neither.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import isnan

from scrapers.readers.tables.table_records import Printed, TableRecords
from scrapers.records import AnomalyRecord, Measure, Severity

_ROUNDING = 0.0051
_FEWEST = 3
_MOST_TOLD = 3


def without_rivals(found: Sequence[Printed | AnomalyRecord], records: TableRecords) -> list[Printed | AnomalyRecord]:
    """What was found without contradicted values, which anomalies tell instead."""
    rivals = _rivals([item for item in found if isinstance(item, Printed)])
    if not rivals:
        return list(found)
    doubled = _named_twice(rivals)
    contradicted = _contradicted(
        [[item for item in one if id(item) not in doubled] for one in rivals], _fullest_first(found, records)
    )
    left_behind = _mostly_contradicted(rivals, contradicted)
    kept = [
        item
        for item in found
        if id(item) not in doubled
        and id(item) not in contradicted
        and not (isinstance(item, Printed) and item.cell.locator.table in left_behind)
    ]
    return [*kept, *_told_doubled(doubled.values(), records), *_told_contradicted(contradicted, records)]


def _mostly_contradicted(
    rivals: Sequence[Sequence[Printed]], contradicted: dict[int, tuple[Printed, Printed]]
) -> set[int | None]:
    """The tables of whose values that stand in a fuller one too most differ: what agrees there does so by chance."""
    wrong: Counter[int | None] = Counter(item.cell.locator.table for item, _ in contradicted.values())
    shared = Counter(item.cell.locator.table for one in rivals for item in one)
    return {table for table, count in wrong.items() if count >= _FEWEST and 2 * count > shared[table]}


def _rivals(printed: Sequence[Printed]) -> list[list[Printed]]:
    """The values of one thing that are printed several times and differently."""
    by_key: dict[tuple[object, ...], list[Printed]] = defaultdict(list)
    for item in printed:
        if isnan(item.value.value):
            continue
        part, value = item.part.code or item.part.label, item.value
        whose = (item.index_code, item.year, item.place.name, item.place.level)
        by_key[(*whose, part, value.measure, value.unit_of_measure)].append(item)
    return [one for one in by_key.values() if len(one) > 1 and any(not _agree(one[0], other) for other in one)]


def _named_twice(rivals: Sequence[Sequence[Printed]]) -> dict[int, Printed]:
    """The values of a unit that one column of a table gives two of, where they differ."""
    found: dict[int, Printed] = {}
    for one in rivals:
        places: dict[tuple[object, ...], list[Printed]] = defaultdict(list)
        for item in one:
            places[(item.cell.locator.table, item.cell.locator.column, item.base_year)].append(item)
        for doubled in places.values():
            if len(doubled) > 1 and any(not _agree(doubled[0], item) for item in doubled):
                found.update((id(item), item) for item in doubled)
    return found


def _fullest_first(found: Sequence[Printed | AnomalyRecord], records: TableRecords) -> dict[int, int]:
    """The titled tables by their numbers, each with its place: those with the most parts first, hidden ones last."""
    parts: dict[int, set[tuple[object, ...]]] = defaultdict(set)
    tables = records.document.tables
    for item in found:
        number = item.cell.locator.table if isinstance(item, Printed) else None
        if isinstance(item, Printed) and number and tables[number - 1].title is not None:
            parts[number].add((item.index_code, item.year, item.part.code))
    ranked = sorted(parts, key=lambda number: (-len(parts[number]), tables[number - 1].is_hidden, number))
    return {number: place for place, number in enumerate(ranked)}


def _contradicted(rivals: Sequence[Sequence[Printed]], order: dict[int, int]) -> dict[int, tuple[Printed, Printed]]:
    """Scores of a sheet that differ from those of the workbook's fullest table, each with its rival there."""
    found: dict[int, tuple[Printed, Printed]] = {}
    for one in rivals:
        titled = [item for item in one if item.cell.locator.table in order and item.value.measure is Measure.SCORE]
        first = min(titled, key=lambda item: order[item.cell.locator.table or 0], default=None)
        for item in titled:
            is_other = first is not None and first.cell.locator.table != item.cell.locator.table
            if first is not None and is_other and not _agree(first, item):
                found[id(item)] = (item, first)
    return found


def _agree(one: Printed, other: Printed) -> bool:
    return abs(one.value.value - other.value.value) <= _ROUNDING


def _told_doubled(doubled: Iterable[Printed], records: TableRecords) -> Iterable[AnomalyRecord]:
    """One anomaly for each column that names units twice."""
    columns: dict[tuple[int | None, int | None], list[Printed]] = defaultdict(list)
    for item in doubled:
        columns[(item.cell.locator.table, item.cell.locator.column)].append(item)
    for items in columns.values():
        names = ", ".join(dict.fromkeys(item.place.name for item in items[:_MOST_TOLD]))
        yield records.anomaly(
            [item.cell for item in items],
            "unit_named_twice",
            Severity.ERROR,
            f"one value of {names}",
            f"{len(items)} values, the first two {items[0].value.raw} and {items[1].value.raw}",
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
