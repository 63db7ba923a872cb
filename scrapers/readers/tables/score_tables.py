"""All tables of a document to figures and anomalies, in print order.

Belongs here: which tables are read how, and the order of the work. Does not belong here: understanding one table.

A table is in scope if it names units, or its header has a column of units or domains beside one of values, and an index
is told: by it, around it, or by its file. Then every column, row and cell that is not understood is an anomaly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import isnan

from scrapers.documents.model import Cell, Document, Table, start_of, table_of
from scrapers.readers.context import Context, read_context
from scrapers.readers.origin import Origin
from scrapers.readers.tables.grid import grid_of, is_value
from scrapers.readers.tables.header import Header
from scrapers.readers.tables.header_words import LONGEST_HEADER, VALUE_ROLES, index_in, role_of
from scrapers.readers.tables.labelled_grid import Grid as LabelledGrid
from scrapers.readers.tables.labelled_grid import read_grid
from scrapers.readers.tables.labelled_rows import LabelledRows
from scrapers.readers.tables.misreadings import review
from scrapers.readers.tables.rival_tables import without_rivals
from scrapers.readers.tables.segments import without_captions
from scrapers.readers.tables.table_records import Printed, TableRecords, Verdict
from scrapers.readers.tables.topic import Topic, Witnesses, topics_of
from scrapers.readers.tables.understood import Shape, Understood, goes_on, shapes_of, understand
from scrapers.readers.tables.unit_tables import read_blocks
from scrapers.records import AnomalyRecord, DocumentRecord, FigureRecord, Measure, Severity
from scrapers.vocabulary.text import nfc, tidy

_FEWEST_UNITS = 10
_FEWEST_DECIMALS = 6
_DECIMAL = re.compile(r"^\d{1,3}[.,]\d+%?$")


@dataclass(frozen=True, slots=True)
class OpenedTable:
    """A table of a document with its topic: one that names units, or one whose header alone tells what it holds."""

    shape: Shape | LabelledGrid
    topic: Topic
    header: Header
    table: Table


def open_tables(document: Document, witnesses: Witnesses) -> list[OpenedTable]:
    """The tables of a document that can hold scores, each with its topic; the others are none of ours."""
    frames: list[tuple[Table, Shape | LabelledGrid, Header]] = []
    for table in document.tables:
        if not table.rows:
            continue
        shapes = list(shapes_of(table))
        frames.extend((table, shape, _header_of(shape, frames)) for shape in shapes)
        labelled = read_grid(table) if not shapes else None
        if labelled is not None:
            frames.append((table, labelled, _labels(labelled, without_captions(grid_of(table))[1])))
    topics = topics_of([witnesses.stated(table, header) for table, _, header in frames], witnesses)
    return [
        OpenedTable(frame, topic, header, table) for (table, frame, header), topic in zip(frames, topics, strict=True)
    ]


def _header_of(shape: Shape, frames: Sequence[tuple[Table, Shape | LabelledGrid, Header]]) -> Header:
    """A shape's own header, or that of the table before it which it goes on."""
    if frames and isinstance(before := frames[-1][1], Shape) and goes_on(shape, before):
        return frames[-1][2]
    return shape.header


def _labels(grid: LabelledGrid, captions: tuple[Cell, ...]) -> Header:
    paths: dict[int, tuple[str, ...]] = {
        at: (tidy(column.cell.text[:LONGEST_HEADER]),) for at, column in grid.columns.items()
    }
    return Header(1, paths, {at: column.cell for at, column in grid.columns.items()}, captions, None)


def read_score_tables(
    document: Document, origin: Origin, own: DocumentRecord
) -> Iterator[FigureRecord | AnomalyRecord]:
    """The figures in a document's tables, in print order, and what in them was not understood."""
    context = read_context(own, origin)
    records = TableRecords(document, origin)
    witnesses = Witnesses(document, origin, own)
    opened = open_tables(document, witnesses)
    found = without_rivals([item for table in opened for item in _read(table, context, records)], records)
    found.extend(_told_unread(document, witnesses, found, records))
    verdicts = review([item for item in found if isinstance(item, Printed)])
    figures = anomalies = 0
    for item in sorted(found, key=_print_order):
        record = _record(item, figures + 1, verdicts, records) if isinstance(item, Printed) else item
        if isinstance(record, FigureRecord):
            figures += 1
            yield record
        else:
            anomalies += 1
            yield replace(record, position=anomalies)


def _told_unread(
    document: Document,
    witnesses: Witnesses,
    found: Sequence[Printed | AnomalyRecord],
    records: TableRecords,
) -> Iterator[AnomalyRecord]:
    """Tables of many decimals beside the name of an index of which nothing was read and nothing told."""
    told = {item.cell.locator.table if isinstance(item, Printed) else table_of(item.locator) for item in found}
    for table in document.tables:
        if table.number in told or not _looks_scored(table):
            continue
        around = [*(tidy(cell.text[:LONGEST_HEADER]) for row in table.rows[:3] for cell in row), nfc(table.title or "")]
        named = (index_in(text) for text in (*around, *witnesses.above(table), witnesses.title))
        index_code = next((code for code in named if code is not None), witnesses.index_of_file())
        if index_code is not None:
            cells = [table.rows[0][0], table.rows[-1][-1]]
            expected = f"units and a header that tell what its numbers are of {index_code}"
            yield records.anomaly(cells, "table_not_understood", Severity.WARNING, expected)


def _looks_scored(table: Table) -> bool:
    """Whether a table holds several numbers with decimals, or a header of scores or ranks over numbers."""
    decimals = (cell for row in table.rows for cell in row if _DECIMAL.match(cell.text.strip()))
    if sum(1 for _ in islice(decimals, _FEWEST_DECIMALS)) == _FEWEST_DECIMALS:
        return True
    heads = {role_of(tidy(cell.text[:LONGEST_HEADER])) for row in table.rows[:3] for cell in row}
    numbers = (cell for row in table.rows for cell in row if is_value(cell))
    return bool(heads & set(VALUE_ROLES)) and sum(1 for _ in islice(numbers, _FEWEST_DECIMALS)) == _FEWEST_DECIMALS


def _print_order(item: Printed | AnomalyRecord) -> tuple[int, str]:
    if isinstance(item, Printed):
        return item.cell.locator.start, item.value.measure
    return start_of(item.locator), ""


def _record(
    item: Printed, position: int, verdicts: dict[int, Verdict | None], records: TableRecords
) -> FigureRecord | AnomalyRecord:
    """The figure of a value; of one that was read off a picture as the rules take it, or what it was read as."""
    verdict = verdicts.get(id(item))
    if verdict is None and isnan(item.value.value):
        return records.anomaly([item.cell], "unread_cell", Severity.ERROR, f"a value of {item.value.measure}")
    if verdict is None and id(item) in verdicts:
        return records.anomaly([item.cell], "unread_cell", Severity.ERROR, f"a {item.value.measure} on its scale")
    return records.figure(item, position, verdict)


def understood_blocks(opened: OpenedTable, context: Context) -> list[Understood]:
    """The blocks of an opened table that names units; none of one that is not read."""
    if not isinstance(opened.shape, Shape) or opened.topic.index_code is None or opened.topic.refusal is not None:
        return []
    province = context.province.name if context.province else None
    header = opened.header if opened.header is not opened.shape.header else None
    return understand(opened.shape, opened.topic, province, header)


def _read(opened: OpenedTable, context: Context, records: TableRecords) -> Iterator[Printed | AnomalyRecord]:
    topic = opened.topic
    if topic.index_code is None:
        if isinstance(opened.shape, Shape) and len(opened.shape.grid.rows) > _FEWEST_UNITS:
            yield records.anomaly(_corners(opened), "no_index", Severity.WARNING, "an index that is named")
        return
    if topic.refusal is not None:
        yield records.anomaly(
            _corners(opened), "stale_table", Severity.ERROR, f"{topic.index_code} of {topic.year}", topic.refusal
        )
        return
    if topic.contradiction is not None:
        yield records.anomaly(
            _corners(opened),
            "year_contradiction",
            Severity.WARNING,
            f"{topic.index_code} of {topic.year}",
            topic.contradiction,
        )
    if isinstance(opened.shape, LabelledGrid):
        yield from LabelledRows(records, opened.shape, topic, context).read()
        return
    blocks = understood_blocks(opened, context)
    if topic.year is None and not _tells_years(blocks):
        yield records.anomaly(_corners(opened), "no_year", Severity.ERROR, f"a year of {topic.index_code}")
        return
    yield from read_blocks(blocks, records)


def _tells_years(blocks: Sequence[Understood]) -> bool:
    """Whether the columns name the years that nothing else does."""
    return any(
        (meaning.year is not None and meaning.measure is Measure.SCORE) or meaning.role == "year"
        for block in blocks
        for meaning in block.columns.values()
    )


def _corners(opened: OpenedTable) -> list[Cell]:
    """The first and the last cell of a table."""
    rows = opened.shape.grid.rows if isinstance(opened.shape, Shape) else opened.table.rows
    cells = [cell for row in (rows[0], rows[-1]) for cell in row if cell is not None]
    return [cells[0], cells[-1]]
