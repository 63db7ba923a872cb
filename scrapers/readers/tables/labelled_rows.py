"""Tables that name no units: rows of domains against years, rows of units that only their header tells.

Belongs here: whom and what such rows are about, and what could not be read. Does not belong here: headers
(`labelled_grid`), cells (`cell_values`), tables whose units are known (`understood`).

Whoever the table is about is the document's own unit. Every header, unit and cell that is not understood is an anomaly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scrapers.documents.model import Cell
from scrapers.readers.context import Context, Place
from scrapers.readers.tables.cell_values import EMPTY, read_cell
from scrapers.readers.tables.header_words import LONGEST_HEADER, VALUE_ROLES, role_of
from scrapers.readers.tables.labelled_grid import Column, Grid
from scrapers.readers.tables.part_names import PartName, is_total, part_named, total_labels
from scrapers.readers.tables.table_records import Printed, TableRecords
from scrapers.readers.tables.topic import Topic
from scrapers.readers.tables.unit_axis import place_of
from scrapers.records import AnomalyRecord, Severity
from scrapers.vocabulary.domains import national_code, resolve_domain
from scrapers.vocabulary.frameworks import TOTAL
from scrapers.vocabulary.indices import local_variant
from scrapers.vocabulary.text import fold, tidy

_ROLES_OF_ROWS = ("rank", "group")
_STT = re.compile(r"^\d+(?:\.\d+)*$")
_ROMAN = {
    numeral: str(at) for at, numeral in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1)
}


@dataclass(frozen=True, slots=True)
class _Row:
    """Whose values a row holds, of which part."""

    place: Place
    raw_name: str
    label: str | None
    code: str | None
    role: str | None = None
    parts: dict[tuple[str, int], PartName] = field(default_factory=dict)


class LabelledRows:
    """One pass over one grid."""

    def __init__(self, records: TableRecords, grid: Grid, topic: Topic, context: Context) -> None:
        self.records = records
        self.grid = grid
        self.topic = topic
        self.context = context
        self.codes = _codes(grid)
        years = [
            column.year
            for column in grid.columns.values()
            if column.year and column.role not in ("delta_score", "delta_rank")
        ]
        self.latest = max(years, default=topic.year)

    def read(self) -> Iterator[Printed | AnomalyRecord]:
        """The values of the grid in print order, and what in it was not understood."""
        for cell in self.grid.unknown:
            yield self._anomaly(cell, "unknown_header", Severity.WARNING, "a header in table_headers.csv")
        for cells in self.grid.rows:
            if len(cells) != self.grid.width:
                yield self._anomaly(cells[0], "ragged_row", Severity.ERROR, f"{self.grid.width} cells")
                continue
            if all(tidy(cell.text) in EMPTY for cell in cells) or len({cell.locator.start for cell in cells}) == 1:
                continue
            row = self._row(cells)
            if isinstance(row, AnomalyRecord):
                yield row
                continue
            for at, column in self.grid.columns.items():
                if column.role in VALUE_ROLES:
                    yield from self._values(row, column, cells[at])

    def _row(self, cells: tuple[Cell, ...]) -> _Row | AnomalyRecord:
        label_at, unit_at = self.grid.column("domain"), self.grid.column("unit")
        label_at = self.grid.column("year") if label_at is None else label_at
        if unit_at is not None:
            raw = tidy(cells[unit_at].text)
            province = self.context.province
            place = place_of(cells[unit_at], province.name if province else None)
            if place is None:
                return self._anomaly(cells[unit_at], "unknown_unit", Severity.ERROR, "a unit that is known")
            label = tidy(cells[label_at].text) if label_at is not None else None
            return _Row(place, raw, label or None, None if label else TOTAL)
        label_cell = cells[label_at or 0]
        own = self.context.own or self.topic.place
        if own is None:
            return self._anomaly(label_cell, "no_unit", Severity.ERROR, "a unit that the table is about")
        label = tidy(label_cell.text)
        role = role_of(label[:LONGEST_HEADER])
        return _Row(own, own.name, label or None, self._domain_code(cells, label), role)

    def _domain_code(self, cells: tuple[Cell, ...], label: str) -> str | None:
        if any(fold(tidy(cell.text)) in total_labels() for cell in cells[:2]):
            return TOTAL
        if code := self.codes.get(cells[0].locator.start):
            return code
        index_code = self.topic.index_code or ""
        conformed = resolve_domain(label, index_code)
        return national_code(conformed, index_code) if conformed else None

    def _values(self, row: _Row, column: Column, cell: Cell) -> Iterator[Printed | AnomalyRecord]:
        index_code = local_variant(column.index_code or self.topic.index_code or "", row.place.level)
        is_change = column.role in ("delta_score", "delta_rank")
        year = self.latest if is_change else column.year or self.topic.year
        role = row.role if row.role in _ROLES_OF_ROWS and column.role == "score" else column.role
        values = read_cell(cell.text, role, column.is_percent, cell.number)
        if values is None:
            severity = Severity.INFO if not any(char.isdigit() for char in cell.text) else Severity.ERROR
            yield self._anomaly(cell, "text_in_number_column", severity, f"a value of {column.role}")
        elif values and (index_code is None or year is None):
            yield self._anomaly(cell, "no_index_or_year", Severity.ERROR, "an index of that level and a year")
        elif index_code is not None and year is not None:
            base = (column.year or year - 1) if is_change else None
            if (index_code, year) not in row.parts:
                row.parts[(index_code, year)] = _part(row, index_code, year)
            part = row.parts[(index_code, year)]
            for value in values:
                yield Printed(row.place, row.raw_name, part, index_code, year, base, cell, value)

    def _anomaly(self, cell: Cell, kind: str, severity: Severity, expected: str) -> AnomalyRecord:
        return self.records.anomaly([cell], kind, severity, expected)


def _part(row: _Row, index_code: str, year: int) -> PartName:
    """The part of the index that a row is about: by its number, else by its name in the scheme of the year."""
    label = row.label or ""
    name = label[:LONGEST_HEADER]
    if row.code is not None:
        return PartName(row.code, resolve_domain(label, index_code) if label else None, label)
    if row.role in _ROLES_OF_ROWS:
        return PartName(TOTAL, None, "")
    named = part_named(name, index_code, year) if name else None
    if named is not None:
        return PartName(named.code, named.conformed_code, label)
    return PartName(TOTAL if name and is_total(name, index_code) else None, None, label)


def _codes(grid: Grid) -> dict[int, str]:
    """Domain codes by the place of the row's first cell, where the rows are numbered 1 to n (or I to N)."""
    at = grid.column("number")
    if at is None:
        return {}
    numbers = {
        row[0].locator.start: _ROMAN.get(text, text)
        for row in grid.rows
        if len(row) == grid.width and (text := tidy(row[at].text).rstrip("."))
    }
    whole = [text for text in numbers.values() if text.isdecimal()]
    if whole != [str(number) for number in range(1, len(whole) + 1)]:
        return {}
    return {start: text for start, text in numbers.items() if _STT.match(text)}
