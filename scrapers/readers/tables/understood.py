"""A table that is understood: its blocks of units and columns, its rows, its topic; and what each region was taken for.

Belongs here: putting axes, header, columns and rows together, before any value is read. Does not belong here: values
and records (`score_tables`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scrapers.documents.model import Cell, Table
from scrapers.readers.tables.body_rows import Row, rows_beside, rows_of, unit_rows
from scrapers.readers.tables.column_meaning import Meaning, meaning_of
from scrapers.readers.tables.domain_axis import WHOLE, Columns, told_by_siblings, told_together
from scrapers.readers.tables.grid import Grid, grid_of
from scrapers.readers.tables.header import Header, read_header
from scrapers.readers.tables.header_words import role_of
from scrapers.readers.tables.segments import stacked, without_captions
from scrapers.readers.tables.topic import Topic
from scrapers.readers.tables.unit_axis import Block, blocks_of, first_unit_row, turned_to_units, unit_columns
from scrapers.records import Measure
from scrapers.vocabulary.frameworks import framework_of
from scrapers.vocabulary.indices import index_family

_NO_UNIT_WORDS = ("unit", "number")


@dataclass(frozen=True, slots=True)
class Shape:
    """A table's frame, known before its index and year are: units down, headers above."""

    grid: Grid
    header: Header
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """A block with the meanings of its columns and the kinds of its rows."""

    shape: Shape
    topic: Topic
    block: Block
    columns: Columns
    rows: tuple[Row, ...]


def shapes_of(table: Table) -> Iterator[Shape]:
    """The tables that stand in a grid and name units; a grid that names none gives nothing."""
    grid, captions = without_captions(grid_of(table))
    if not grid.rows:
        return
    grid = turned_to_units(grid)
    columns = unit_columns(grid)
    for part in stacked(grid, columns) if columns else []:
        own = unit_columns(part)
        depth = first_unit_row(part, own) if own else None
        if depth is None:
            continue
        header = read_header(part, depth)
        yield Shape(part, replace(header, captions=(*captions, *header.captions)), tuple(blocks_of(part, own)))


def goes_on(shape: Shape, before: Shape) -> bool:
    """Whether a table without a header goes on the one before it: as wide, and units in the same columns."""
    has_words = any(path for path in shape.header.paths.values())
    same = [block.unit for block in shape.blocks] == [block.unit for block in before.blocks]
    return not has_words and same and shape.grid.width == before.grid.width


def understand(shape: Shape, topic: Topic, province: str | None, header: Header | None = None) -> list[Understood]:
    """The blocks of a table whose topic is known.

    Args:
        province: the province whose local units the table can mean.
        header: the header of the table that this one goes on, where it has none of its own.
    """
    own = header or shape.header
    first = rows_of(shape.grid, shape.blocks[0], shape.header, province)
    rows = [first, *(rows_beside(shape.grid, block, province, first) for block in shape.blocks[1:])]
    columns = [
        _columns(shape.grid, own, block, topic, unit_rows(found))
        for block, found in zip(shape.blocks, rows, strict=True)
    ]
    misread = [at for at, cell in own.cells.items() if cell.confidence is not None]
    return [
        Understood(shape, topic, block, told, tuple(found))
        for block, told, found in zip(shape.blocks, told_by_siblings(columns, misread), rows, strict=True)
    ]


def _columns(grid: Grid, header: Header, block: Block, topic: Topic, rows: Sequence[int]) -> Columns:
    index_code = topic.index_code or ""
    columns: dict[int, Meaning] = {}
    for at in block.values:
        path = header.paths.get(at) or _over_units(header, block)
        if path or any(grid.rows[row][at] is not None for row in rows):
            columns[at] = meaning_of(path, index_code, topic.year)
    if topic.contradiction is not None:
        columns = {at: replace(meaning, year=None) for at, meaning in columns.items()}
    framework = framework_of(index_family(index_code), topic.year) if topic.year is not None else None
    scores = [meaning for meaning in columns.values() if meaning.measure is Measure.SCORE]
    if topic.is_percent or (scores and all(meaning.is_percent for meaning in scores)):
        columns = {at: replace(meaning, is_percent=True) for at, meaning in columns.items()}
    return told_together(columns, grid, rows, framework, topic.part or WHOLE)


def _over_units(header: Header, block: Block) -> tuple[str, ...]:
    """The words over a block's units that are not about units: in pairs the measure's name stands there."""
    return tuple(text for text in header.paths.get(block.unit, ()) if role_of(text) not in _NO_UNIT_WORDS)


def header_cell(understood: Understood, column: int) -> Cell | None:
    """The lowest cell with words over a column, or over its block's units."""
    cells = understood.shape.header.cells
    return cells.get(column) or cells.get(understood.block.unit)
