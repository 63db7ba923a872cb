"""Score tables to figures: rows of domains against years, and rows of units against score, rank and change.

Belongs here: whom and what the rows are about, and what could not be read. Does not belong here: headers
(`scrapers.readers.table_grid`), cells (`scrapers.readers.cell_values`), sentences (`scrapers.readers.claims`).

A table is in scope if its header has a column of units or domains and one of values, and an index is named in it, just
above it or in the title. Then every header, unit and cell that is not understood is an anomaly.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from scrapers.documents.model import Cell, Document, Table
from scrapers.readers.cell_values import EMPTY, CellValue, read_cell
from scrapers.readers.context import Context, Place, read_context
from scrapers.readers.origin import Origin
from scrapers.readers.table_grid import VALUE_ROLES, Column, Grid, read_grid
from scrapers.records import AnomalyRecord, DocumentRecord, FigureRecord, Measure, Severity
from scrapers.vocabulary.domains import national_code, resolve_domain
from scrapers.vocabulary.indices import find_indices, local_variant
from scrapers.vocabulary.tables import table as vocabulary_table
from scrapers.vocabulary.text import fold, nfc, tidy
from scrapers.vocabulary.units import LOCAL_LEVELS, find_units, resolve_unit, strip_level

READER = "score_tables"
VERSION = "1"

_LINES_ABOVE = 4
_YEAR = re.compile(r"\bnăm\s+(20\d{2})\b", re.IGNORECASE)
_STT = re.compile(r"^\d+(?:\.\d+)*$")
_ROMAN = {
    numeral: str(at) for at, numeral in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1)
}


@dataclass(frozen=True, slots=True)
class _Topic:
    """What a table's surroundings say of it."""

    index_code: str
    year: int | None
    context: Context


@dataclass(frozen=True, slots=True)
class _Row:
    """Whose values a row holds, of which domain."""

    place: Place
    raw_name: str
    domain_code: str | None
    domain_label: str | None


def read_score_tables(
    document: Document, origin: Origin, own: DocumentRecord
) -> Iterator[FigureRecord | AnomalyRecord]:
    """The figures in a document's tables, in print order, and what in them was not understood."""
    context = read_context(own, origin)
    topics = _Topics(document, own, context)
    position = {"figure": 0, "anomaly": 0}
    for table in document.tables:
        grid = read_grid(table)
        topic = topics.of(table, grid) if grid else None
        if grid is None or topic is None:
            continue
        reading = _Reading(document, origin, own, grid, topic)
        for record in reading.read():
            kind = "figure" if isinstance(record, FigureRecord) else "anomaly"
            position[kind] += 1
            yield replace(record, position=position[kind])


class _Topics:
    """What the surroundings of a document's tables say of them; each line is read once, however many tables follow."""

    def __init__(self, document: Document, own: DocumentRecord, context: Context) -> None:
        self.own = own
        self.context = context
        self.lines = [block for block in document.blocks if block.table is None]
        self.line_ends = [block.end for block in self.lines]
        self.known: dict[str, _Topic | None] = {}

    def of(self, table: Table, grid: Grid) -> _Topic | None:
        """The index and year that the header, the lines above or the title name; None where no index is named."""
        before = bisect_right(self.line_ends, table.rows[0][0].locator.start)
        above = [line.text for line in self.lines[max(0, before - _LINES_ABOVE) : before]]
        header = self._named(" ".join(nfc(column.cell.text) for column in grid.columns.values()))
        around = (self._line(text) for text in (*reversed(above), self.own.title or ""))
        return header or next((topic for topic in around if topic), None)

    def _line(self, text: str) -> _Topic | None:
        if text not in self.known:
            self.known[text] = self._named(nfc(text))
        return self.known[text]

    def _named(self, text: str) -> _Topic | None:
        mentions = find_indices(text)
        if not mentions:
            return None
        years = [int(year) for year in _YEAR.findall(text)]
        return _Topic(mentions[-1].index_code, _one_year(years, self.own), self.context)


def _one_year(years: list[int], own: DocumentRecord) -> int | None:
    if len(set(years)) == 1:
        return years[0]
    return own.index_years[0] if len(own.index_years) == 1 else None


class _Reading:
    """One pass over one grid."""

    def __init__(self, document: Document, origin: Origin, own: DocumentRecord, grid: Grid, topic: _Topic) -> None:
        self.document = document
        self.origin = origin
        self.own = own
        self.grid = grid
        self.topic = topic
        self.codes = _codes(grid)
        self.conformed: dict[tuple[str, str], str | None] = {}
        years = [
            column.year
            for column in grid.columns.values()
            if column.year and column.role not in ("delta_score", "delta_rank")
        ]
        self.latest = max(years, default=topic.year)

    def read(self) -> Iterator[FigureRecord | AnomalyRecord]:
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
        if unit_at is not None:
            raw = tidy(cells[unit_at].text)
            place = self._place(raw)
            if place is None:
                return self._anomaly(cells[unit_at], "unknown_unit", Severity.ERROR, "a unit that is known")
            label = tidy(cells[label_at].text) if label_at is not None else None
            return _Row(place, raw, None if label else "_total", label)
        label_cell = cells[label_at or 0]
        place = self.topic.context.own
        if place is None:
            return self._anomaly(label_cell, "no_unit", Severity.ERROR, "a unit that the table is about")
        label = tidy(label_cell.text)
        return _Row(place, place.name, self._domain_code(cells, label), label or None)

    def _place(self, raw: str) -> Place | None:
        if unit := resolve_unit(raw):
            return Place(unit.canonical_name, unit.level)
        parent = self.topic.context.province
        mentions = find_units(raw)
        if len(mentions) == 1 and mentions[0].level in LOCAL_LEVELS:
            return Place(mentions[0].name, mentions[0].level, parent.name if parent else None)
        word, bare = strip_level(raw)
        if word in LOCAL_LEVELS:
            return Place(bare, str(word), parent.name if parent else None)
        return None

    def _domain_code(self, cells: tuple[Cell, ...], label: str) -> str | None:
        if any(fold(tidy(cell.text)) in _total_labels() for cell in cells[:2]):
            return "_total"
        if code := self.codes.get(cells[0].locator.start):
            return code
        index_code = self.topic.index_code
        conformed = resolve_domain(label, index_code)
        return national_code(conformed, index_code) if conformed else None

    def _values(self, row: _Row, column: Column, cell: Cell) -> Iterator[FigureRecord | AnomalyRecord]:
        index_code = local_variant(column.index_code or self.topic.index_code, row.place.level)
        is_change = column.role in ("delta_score", "delta_rank")
        year = self.latest if is_change else column.year or self.topic.year
        values = read_cell(cell.text, column.role, column.is_percent)
        if values is None:
            severity = Severity.INFO if not any(char.isdigit() for char in cell.text) else Severity.ERROR
            yield self._anomaly(cell, "text_in_number_column", severity, f"a value of {column.role}")
        elif values and (index_code is None or year is None):
            yield self._anomaly(cell, "no_index_or_year", Severity.ERROR, "an index of that level and a year")
        elif index_code is not None and year is not None:
            base = (column.year or year - 1) if is_change else None
            yield from (self._figure(row, index_code, year, base, cell, value) for value in values)

    def _figure(
        self, row: _Row, index_code: str, year: int, base: int | None, cell: Cell, value: CellValue
    ) -> FigureRecord:
        is_national = value.measure in (Measure.RANK, Measure.RANK_OF) and row.place.level in ("province", "ministry")
        return FigureRecord(
            **self.origin.at(self.document, cell.locator, READER, VERSION),
            position=0,
            index_code=index_code,
            unit_name=row.place.name,
            unit_name_raw=row.raw_name,
            unit_level=row.place.level,
            unit_parent=row.place.parent,
            year=year,
            domain_code=row.domain_code,
            domain_label=row.domain_label,
            conformed_code=self._conformed(row.domain_label, index_code) if row.domain_label else None,
            measure=value.measure,
            value=value.value,
            unit_of_measure=value.unit_of_measure,
            value_raw=value.raw,
            base_year=base,
            scope="national" if is_national else None,
        )

    def _conformed(self, label: str, index_code: str) -> str | None:
        """A row's domain, looked up once for all its columns."""
        key = (label, index_code)
        if key not in self.conformed:
            self.conformed[key] = resolve_domain(label, index_code)
        return self.conformed[key]

    def _anomaly(self, cell: Cell, kind: str, severity: Severity, expected: str) -> AnomalyRecord:
        found = tidy(cell.text) or None
        where = f"table {cell.locator.table}, row {cell.locator.row}, column {cell.locator.column}"
        return AnomalyRecord(
            **self.origin.at(self.document, cell.locator, READER, VERSION),
            position=0,
            kind=kind,
            severity=severity,
            expected=expected,
            found=found,
            message=f"{self.origin.name}, {where}: {kind.replace('_', ' ')} (expected {expected}, found {found}).",
        )


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


@cache
def _total_labels() -> frozenset[str]:
    return frozenset(fold(row["label"]) for row in vocabulary_table("total_labels", "label"))
