"""The values of an understood table, and every region of it that is not read, with the reason.

Belongs here: rows times columns to printed values. Does not belong here: finding axes (`understood`), doubt in what was
read off pictures (`misreadings`), records' fields (`table_records`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from math import nan

from scrapers.documents.model import Cell
from scrapers.readers.context import Place
from scrapers.readers.tables.body_rows import Row
from scrapers.readers.tables.cell_values import CellValue, read_cell
from scrapers.readers.tables.grid import cells_in, number_in
from scrapers.readers.tables.header_words import maximum_in, role_of
from scrapers.readers.tables.table_records import Printed, TableRecords
from scrapers.readers.tables.understood import Understood, header_cell
from scrapers.readers.tables.value_columns import (
    ValueColumn,
    columns_of_row,
    is_above_scale,
    is_implausible,
    latest_year,
    value_columns,
)
from scrapers.records import AnomalyRecord, Measure, Severity
from scrapers.vocabulary.indices import local_variant
from scrapers.vocabulary.text import tidy
from scrapers.vocabulary.units import LOCAL_LEVELS

_REVIEWED = (Measure.SCORE, Measure.RANK)
"""Measures whose misread values the rules may still tell."""
_UNIT_KINDS = ("unit", "mended")
_READ_KINDS = (*_UNIT_KINDS, "mean")
_LONGEST_TOLD = 80
_MOST_TOLD = 2
_FEWEST = 3
_SAMPLE = 5


def read_blocks(blocks: Sequence[Understood], records: TableRecords) -> Iterator[Printed | AnomalyRecord]:
    """The values of a table's blocks row by row, behind what of its columns is not read."""
    yield from _unread_columns(blocks, records)
    for block in blocks:
        yield from _read_block(block, records)


def _read_block(block: Understood, records: TableRecords) -> Iterator[Printed | AnomalyRecord]:
    latest = latest_year(block)
    columns = value_columns(block, latest)
    for column in [one for one in columns if _is_mostly_implausible(block, one)]:
        columns.remove(column)
        expected = f"a {column.measure} that {column.index_code} can have in part {column.part.code}"
        yield records.anomaly(_ends(block, column.at), "implausible_value", Severity.ERROR, expected, "a whole column")
    for twice in _named_twice(block, columns):
        columns = [column for column in columns if column not in twice]
        yield _told_twice(block, twice, records)
    province = _province(block)
    for row in block.rows:
        if row.kind == "unknown" and row.cell is not None:
            yield records.anomaly([row.cell], "unknown_unit", Severity.ERROR, "a unit that is known")
        elif row.kind == "lookup" and block.block is block.shape.blocks[0]:
            cells = [cell for cell in block.shape.grid.rows[row.at] if cell is not None and cell.text.strip()]
            yield records.anomaly(cells, "lookup_row", Severity.INFO, "no row of the table: it repeats a unit above")
        elif row.kind in _UNIT_KINDS and _is_ragged(block, row):
            yield _told_ragged(block, row, records)
        elif row.kind in _READ_KINDS and row.place is not None:
            if row.kind == "mended":
                yield records.anomaly([row.cell], "misread_name", Severity.WARNING, row.place.name)
            place = province if row.kind == "mean" and province else row.place
            yield from _row(block, row, place, columns, records)
    yield from _maxima(block, latest, records)


def _is_ragged(block: Understood, row: Row) -> bool:
    """Whether a row has more or fewer cells than the others: then none of its values is surely under its header."""
    grid = block.shape.grid
    is_sheet = grid.table.title is not None  # a sheet's rows end at their last cell that holds something
    return not grid.is_turned and not is_sheet and cells_in(grid.rows[row.at]) != grid.usual_width


def _told_ragged(block: Understood, row: Row, records: TableRecords) -> AnomalyRecord:
    cells, usual = block.shape.grid.rows[row.at], block.shape.grid.usual_width
    return records.anomaly(cells, "ragged_row", Severity.ERROR, f"{usual} cells", f"{cells_in(cells)}")


def _province(block: Understood) -> Place | None:
    """Whose mean it is where the units are a province's own."""
    units = [row.place for row in block.rows if row.kind in _UNIT_KINDS and row.place is not None]
    parents = {unit.parent for unit in units if unit.level in LOCAL_LEVELS}
    parent = parents.pop() if len(parents) == 1 else None
    return Place(parent, "province") if parent else None


def _unread_columns(blocks: Sequence[Understood], records: TableRecords) -> Iterator[AnomalyRecord]:
    """One anomaly for each run of columns whose header is not known; the columns of units between do not part it."""
    columns = [(block, at) for block in blocks for at in sorted(block.columns)]
    for is_unknown, run in groupby(columns, key=lambda one: _is_unknown(*one)):
        if is_unknown:
            unread = list(run)
            cells = [cell for block, at in unread for cell in _ends(block, at)]
            named = [meaning.label for block, at in unread if (meaning := block.columns[at]).label]
            found = "; ".join(f"“{label[:_LONGEST_TOLD]}”" for label in named[:_MOST_TOLD]) or "no words"
            found += f" and {len(unread) - _MOST_TOLD} more columns" if len(unread) > _MOST_TOLD else ""
            expected = "a score, rank or change of the index or of a part of it"
            yield records.anomaly(cells, "unknown_header", Severity.WARNING, expected, found)


def _ends(block: Understood, at: int) -> list[Cell | None]:
    """The header and the first and last value of a column."""
    rows = _unit_rows(block)
    return [header_cell(block, at), *(block.shape.grid.rows[row][at] for row in (rows[0], rows[-1]))]


def _unit_rows(block: Understood) -> list[int]:
    return [row.at for row in block.rows if row.kind in _UNIT_KINDS]


def _is_unknown(block: Understood, at: int) -> bool:
    meaning = block.columns[at]
    if meaning.measure is not None or meaning.role is not None:
        return False
    cells = [block.shape.grid.rows[row][at] for row in _unit_rows(block)]
    return any(cell is not None and cell.text.strip() for cell in cells) and (
        bool(meaning.label) or not _counts_up([number_in(cell) for cell in cells])
    )


def _counts_up(numbers: list[float | None]) -> bool:
    """Whether numbers without a header only number the rows, or are ids that rise."""
    told = [number for number in numbers if number is not None]
    return len(told) == len(numbers) and told == sorted(told) and all(number.is_integer() for number in told)


def _is_mostly_implausible(block: Understood, column: ValueColumn) -> bool:
    """Whether most values of a column can be no scores of its part: then its header was misunderstood, or misprints."""
    rows = [row for row in block.rows if row.kind in _UNIT_KINDS]
    if not any(_implausible_in(block, row, column) for row in rows[:_SAMPLE]):
        return False
    told = [found for row in rows if (found := _implausible_in(block, row, column)) is not None]
    return len(told) >= _FEWEST and 2 * sum(told) > len(told)


def _implausible_in(block: Understood, row: Row, column: ValueColumn) -> bool | None:
    """Whether a row's value in a column can be no score of its part; None where it has none, or nought for none."""
    cell = block.shape.grid.rows[row.at][column.at]
    if cell is None or row.place is None:
        return None
    values = read_cell(cell.text, column.measure, column.meaning.is_percent, cell.number)
    if not values or values[0].value == 0:
        return None
    of_row = columns_of_row(block, row, [column])[0]
    code = of_row.code(row.place.level) or of_row.index_code
    return is_implausible(of_row if code == of_row.index_code else replace(of_row, index_code=code), values)


def _named_twice(block: Understood, columns: Sequence[ValueColumn]) -> list[list[ValueColumn]]:
    """Columns of one block that are taken for the same and hold different values: one of them is something else."""
    same: dict[tuple[object, ...], list[ValueColumn]] = {}
    for column in columns:
        part = column.part.code or column.part.conformed_code or column.part.label
        key = (column.measure, part, column.index_code, column.year, column.base, column.meaning.is_percent)
        same.setdefault(key, []).append(column)
    rows = [block.shape.grid.rows[at] for at in _unit_rows(block)]
    return [
        twice
        for twice in same.values()
        if len(twice) > 1 and any(len({number_in(row[one.at]) for one in twice} - {None}) > 1 for row in rows)
    ]


def _told_twice(block: Understood, twice: Sequence[ValueColumn], records: TableRecords) -> AnomalyRecord:
    labels = "; ".join(f"“{column.meaning.label[:_LONGEST_TOLD]}”" for column in twice[:_MOST_TOLD])
    cells = [cell for column in twice for cell in _ends(block, column.at)]
    part = twice[0].part.code or twice[0].part.label
    expected = f"one column of {twice[0].measure} of part {part}"
    return records.anomaly(cells, "column_named_twice", Severity.ERROR, expected, f"{len(twice)}: {labels}")


def _row(
    block: Understood, row: Row, place: Place, columns: Sequence[ValueColumn], records: TableRecords
) -> Iterator[Printed | AnomalyRecord]:
    cells = block.shape.grid.rows[row.at]
    raw_name = tidy(row.cell.text) if row.cell is not None else place.name
    for column in columns_of_row(block, row, columns):
        cell = cells[column.at]
        if cell is None or (row.kind == "mean" and column.measure is not Measure.SCORE):
            continue
        values = read_cell(cell.text, column.measure, column.meaning.is_percent, cell.number)
        code, year = column.code(place.level), column.year
        if values and code is not None and year is not None and not is_implausible(column, values):
            for value in values:
                yield Printed(place, raw_name, column.part, code, year, column.base, cell, value, block.topic.scope)
            if is_above_scale(column, values):
                yield records.anomaly([cell], "beyond_scale", Severity.WARNING, "a value within its scale")
        elif values != ():
            yield _refused(place, raw_name, column, cell, values, records)


def _refused(
    place: Place,
    raw_name: str,
    column: ValueColumn,
    cell: Cell,
    values: Sequence[CellValue] | None,
    records: TableRecords,
) -> Printed | AnomalyRecord:
    """Why a cell gives no value; off a picture, a value that is not known yet, since the rules may still tell it."""
    code = column.code(place.level)
    if values is None and cell.confidence is not None and column.measure in _REVIEWED and code and column.year:
        unread = CellValue(column.measure, nan, "points", tidy(cell.text))
        return Printed(place, raw_name, column.part, code, column.year, column.base, cell, unread)
    if values is None:
        severity = Severity.ERROR if any(char.isdigit() for char in cell.text) else Severity.INFO
        return records.anomaly([cell], "text_in_number_column", severity, f"a value of {column.measure}")
    if code is None or column.year is None:
        return records.anomaly([cell], "no_index_or_year", Severity.ERROR, "an index of that level and a year")
    if values and values[0].value == 0:
        return records.anomaly([cell], "zero_for_missing", Severity.WARNING, "a value within its scale or none")
    expected = f"a {column.measure} that {column.index_code} can have in part {column.part.code}"
    return records.anomaly([cell], "implausible_value", Severity.ERROR, expected)


def _maxima(block: Understood, latest: int | None, records: TableRecords) -> Iterator[Printed | AnomalyRecord]:
    """What a row above the values says each column can reach, as maxima of the whole country's scheme."""
    at = block.shape.header.maxima
    level = next((row.place.level for row in block.rows if row.kind in _UNIT_KINDS and row.place is not None), "")
    index_code = local_variant(block.topic.index_code or "", level)
    if at is None or latest is None or index_code is None:
        return
    for column, meaning in block.columns.items():
        cell = block.shape.grid.rows[at][column]
        if meaning.measure is not Measure.SCORE or meaning.part is None or cell is None or not cell.text.strip():
            continue
        values = read_cell(_upper_end(cell.text), "max_score", meaning.is_percent, cell.number)
        for value in values or ():
            place = Place("Việt Nam", "national")
            yield Printed(place, place.name, meaning.part, index_code, latest, None, cell, value)
        if values is None and role_of(tidy(cell.text)) is None:
            yield records.anomaly([cell], "text_in_number_column", Severity.INFO, "a maximum")


def _upper_end(text: str) -> str:
    """The end of a scale: `1-10 điểm` reaches 10."""
    maximum = maximum_in(tidy(text))
    return f"{maximum:g}" if maximum is not None else text
