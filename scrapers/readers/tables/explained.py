"""What each region of a document's tables was taken for, in words.

Belongs here: lines for people. Does not belong here: understanding (`understood`), prose
(`scrapers.readers.explanation`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from scrapers.documents.model import Cell, Document
from scrapers.readers.context import read_context
from scrapers.readers.origin import Origin
from scrapers.readers.tables.body_rows import Row
from scrapers.readers.tables.column_meaning import Meaning
from scrapers.readers.tables.grid import range_of
from scrapers.readers.tables.labelled_grid import Grid as LabelledGrid
from scrapers.readers.tables.score_tables import OpenedTable, open_tables, read_score_tables, understood_blocks
from scrapers.readers.tables.topic import Witnesses
from scrapers.readers.tables.understood import Shape, Understood
from scrapers.records import AnomalyRecord, DocumentRecord
from scrapers.vocabulary.text import tidy

_LONGEST = 60
_ROW_KINDS = {
    "unit": "units",
    "mended": "units by misread names",
    "mean": "a mean",
    "statistic": "a statistic, no unit",
    "heading": "a heading, no values",
    "header": "the header again",
    "lookup": "a unit that the sheet looks up, no row of the table",
    "note": "a note",
    "unknown": "refused: no unit that is known",
}


def explain_tables(document: Document, origin: Origin, own: DocumentRecord) -> list[str]:
    """One block of lines a table: its topic, and each region with its range and what it was taken for."""
    if not document.tables:
        return []
    context = read_context(own, origin)
    opened = open_tables(document, Witnesses(document, origin, own))
    anomalies = [one for one in read_score_tables(document, origin, own) if isinstance(one, AnomalyRecord)]
    known = {one.table.number for one in opened}
    lines: list[str] = []
    for table in document.tables:
        if table.number not in known:
            lines.extend(("", f"{_name(document, table.number)}: no table of scores, passed over."))
    for one in opened:
        lines.extend(("", *_table_lines(document, one, understood_blocks(one, context))))
        found = [message for message in anomalies if message.locator.startswith(f"table:{one.table.number}/")]
        lines.extend(f"  told: {message.message.partition(', ')[2]}" for message in found)
    return lines


def _name(document: Document, number: int) -> str:
    table = document.tables[number - 1]
    title = f" “{table.title}”" if table.title else ""
    page = f" on page {table.page}" if table.page else ""
    return f"Table {number}{title}{page}{' (hidden)' if table.is_hidden else ''}"


def _table_lines(document: Document, opened: OpenedTable, blocks: Sequence[Understood]) -> Iterator[str]:
    topic = opened.topic
    told = f"{topic.index_code or 'no index told'} of {topic.year if topic.year is not None else 'no year told'}"
    yield f"{_name(document, opened.table.number)}: {told}"
    if topic.refusal is not None:
        yield f"  refused: {topic.refusal}"
    if isinstance(opened.shape, LabelledGrid):
        for column in opened.shape.columns.values():
            yield f"  {range_of([column.cell])} “{tidy(column.cell.text)[:_LONGEST]}”: {column.role}"
        return
    yield from _header_lines(opened.shape)
    for block in blocks:
        yield from _block_lines(block)


def _header_lines(shape: Shape) -> Iterator[str]:
    if shape.grid.is_turned:
        yield "  turned: units stand side by side"
    for caption in shape.header.captions:
        yield f"  {range_of([caption])}: caption “{tidy(caption.text)[:_LONGEST]}”"
    if shape.header.depth:
        cells = [cell for row in shape.grid.rows[: shape.header.depth] for cell in row]
        yield f"  {range_of(cells)}: header of {shape.header.depth} rows"
    if shape.header.maxima is not None:
        yield f"  {range_of(shape.grid.rows[shape.header.maxima])}: maxima"


def _block_lines(block: Understood) -> Iterator[str]:
    grid = block.shape.grid
    rows = [row.at for row in block.rows if row.kind in ("unit", "mended")]
    for at in block.block.spellings:
        yield f"  {range_of(_column(block, at, rows))}: units, another spelling"
    yield f"  {range_of(_column(block, block.block.unit, rows))}: {len(rows)} units"
    for at, meaning in sorted(block.columns.items()):
        yield f"  {range_of(_column(block, at, rows))}: {_taken_for(meaning)}"
    if block.block is not block.shape.blocks[0]:
        return
    for kind, run in groupby(block.rows, key=lambda row: row.kind):
        told: list[Row] = list(run)
        if kind in _ROW_KINDS and kind != "unit":
            yield f"  {range_of([cell for row in told for cell in grid.rows[row.at]])}: {_ROW_KINDS[kind]}"


def _column(block: Understood, at: int, rows: Sequence[int]) -> list[Cell | None]:
    return [block.shape.grid.rows[row][at] for row in (rows[0], rows[-1])] if rows else []


def _taken_for(meaning: Meaning) -> str:
    label = f" “{meaning.label[:_LONGEST]}”" if meaning.label else ""
    if meaning.measure is None:
        return f"{meaning.role or 'passed over, its header names no score of the index'}{label}"
    code = meaning.part.code if meaning.part else None
    by = f" by its {meaning.part.basis}" if meaning.part and meaning.part.basis != "name" else ""
    year = f" of {meaning.year}" if meaning.year else ""
    index_code = f" of {meaning.index_code}" if meaning.index_code else ""
    return f"{meaning.measure}, part {code or 'without a code'}{by}{index_code}{year}{label}"
