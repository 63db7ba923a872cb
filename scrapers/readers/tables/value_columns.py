"""What all values of a column share, and how a row of its own year or part changes it.

Belongs here: years, codes and scales of columns. Does not belong here: their headers (`column_meaning`), cells
(`unit_tables`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scrapers.readers.tables.body_rows import Row
from scrapers.readers.tables.cell_values import CellValue
from scrapers.readers.tables.column_meaning import Meaning
from scrapers.readers.tables.header_words import LONGEST_HEADER, years_in
from scrapers.readers.tables.part_names import PartName, is_total, part_named
from scrapers.readers.tables.understood import Understood
from scrapers.records import Measure
from scrapers.vocabulary.frameworks import TOTAL, Part, framework_of
from scrapers.vocabulary.indices import index_family, local_variant, plausible_total
from scrapers.vocabulary.text import tidy

_ROUNDED = 0.99
"""Share of the least value that a printed one may round to."""
CHANGES = (Measure.DELTA_SCORE, Measure.DELTA_RANK)


@dataclass(slots=True)
class ValueColumn:
    """What all values of a column share; `codes` holds its index's code for each level of units."""

    at: int
    meaning: Meaning
    measure: Measure
    part: PartName
    year: int | None
    base: int | None
    index_code: str
    codes: dict[str, str | None] = field(default_factory=dict)
    schemes: dict[int | None, Part | None] = field(default_factory=dict)

    def scheme_part(self) -> Part | None:
        """The part of the year's scheme whose values the column holds."""
        if self.year not in self.schemes:
            framework = framework_of(index_family(self.index_code), self.year) if self.year else None
            self.schemes[self.year] = framework.parts.get(self.part.code or "") if framework else None
        return self.schemes[self.year]

    def of_year(self, year: int) -> ValueColumn:
        """The same column in a row of another year; a domain has the number of that year's scheme."""
        framework = framework_of(index_family(self.index_code), year)
        conformed = self.part.conformed_code
        part = self.part
        if framework is not None and conformed is not None:
            part = replace(part, code=framework.code_of_conformed(conformed))
        base = year - 1 if self.base is not None else None
        return replace(self, year=year, base=base, part=part, schemes={})

    def of_label(self, label: str) -> ValueColumn:
        """The same column in a row of the part that a label names; a label that names none has no code."""
        label = label[:LONGEST_HEADER]
        named = part_named(label, self.index_code, self.year)
        if named is None:
            named = PartName(TOTAL if is_total(label, self.index_code) else None, None, label)
        return replace(self, part=named, schemes={}) if self.part.code == TOTAL else self

    def code(self, level: str) -> str | None:
        """The code of the column's index for units of a level."""
        if level not in self.codes:
            self.codes[level] = local_variant(self.index_code, level)
        return self.codes[level]


def columns_of_row(block: Understood, row: Row, columns: Sequence[ValueColumn]) -> Sequence[ValueColumn]:
    """The columns as a row has them whose own cells tell its year or its part of the index."""
    year = _year_of_row(block, row)
    if year is not None:
        columns = [column.of_year(year) for column in columns]
    at = next((at for at, meaning in block.columns.items() if meaning.role == "domain"), None)
    cell = block.shape.grid.rows[row.at][at] if at is not None else None
    label = tidy(cell.text) if cell is not None else ""
    return [column.of_label(label) for column in columns] if label else columns


def _year_of_row(block: Understood, row: Row) -> int | None:
    """The year that a row's own cell in a column of years tells."""
    at = next((at for at, meaning in block.columns.items() if meaning.role == "year"), None)
    cell = block.shape.grid.rows[row.at][at] if at is not None else None
    years = years_in(tidy(cell.text)) if cell is not None else []
    return years[0] if len(years) == 1 else None


def value_columns(block: Understood, latest: int | None) -> list[ValueColumn]:
    """The columns of a block that hold values, each with its year; changes are of the latest one."""
    columns = []
    for at, meaning in block.columns.items():
        if meaning.measure is None or meaning.part is None:
            continue
        is_change = meaning.measure in CHANGES
        year = latest if is_change else meaning.year or block.topic.year
        base = (meaning.year or (year - 1 if year else None)) if is_change else None
        index_code = meaning.index_code or block.topic.index_code or ""
        columns.append(ValueColumn(at, meaning, meaning.measure, meaning.part, year, base, index_code))
    return columns


def latest_year(block: Understood) -> int | None:
    """The latest year that a block's values are of."""
    years = [
        meaning.year
        for meaning in block.columns.values()
        if meaning.year and meaning.measure is not None and meaning.measure not in CHANGES
    ]
    return max([*years, *([block.topic.year] if block.topic.year else [])], default=None)


def is_above_scale(column: ValueColumn, values: Sequence[CellValue]) -> bool:
    """Whether a score is more than its part of the index can reach by the year's scheme."""
    part = column.scheme_part() if column.measure is Measure.SCORE else None
    highest = part.maximum if part is not None else None
    return highest is not None and any(value.unit_of_measure == "points" and value.value > highest for value in values)


def is_implausible(column: ValueColumn, values: Sequence[CellValue]) -> bool:
    """Whether a score lies below what its part of the index can be, or is no total that the index has ever had.

    Publishers print nought where a unit has none; ranks and fractions stand where a header promises totals.
    """
    if column.measure is not Measure.SCORE or any(value.measure is Measure.MAX_SCORE for value in values):
        return False
    part = column.scheme_part()
    lowest = part.minimum if part is not None and part.minimum else None
    scores = [value.value for value in values if value.measure is Measure.SCORE and value.unit_of_measure != "percent"]
    if column.part.code == TOTAL and any(
        not plausible_total(column.index_code, value.value) for value in values if value.measure is Measure.SCORE
    ):
        return True
    return lowest is not None and any(score < lowest * _ROUNDED for score in scores)
