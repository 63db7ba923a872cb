"""The rows of a table below its header: which hold units, which are means, statistics, headers again or notes.

Belongs here: kinds of rows and where a table ends. Does not belong here: values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from scrapers.documents.model import Cell
from scrapers.readers.context import Place
from scrapers.readers.tables.cell_values import EMPTY
from scrapers.readers.tables.grid import Grid, is_value
from scrapers.readers.tables.header import Header
from scrapers.readers.tables.header_words import LONGEST_HEADER, role_of
from scrapers.readers.tables.misread_names import nearest_unit
from scrapers.readers.tables.unit_axis import Block, place_of
from scrapers.vocabulary.tables import table as vocabulary_table
from scrapers.vocabulary.text import fold, tidy
from scrapers.vocabulary.units import LOCAL_LEVELS

_NATIONAL = Place("Việt Nam", "national")
_WORDS_OF_HEADER = 0.6
_MANY_TO_ONE = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the grid.

    `kind`: unit, mended (a unit by a misread name), mean, statistic, heading, header, lookup, note, blank or unknown.
    """

    at: int
    kind: str
    place: Place | None = None
    cell: Cell | None = None


def rows_of(grid: Grid, block: Block, header: Header, province: str | None) -> list[Row]:
    """The rows below the header as a block's units tell them.

    After the units have ended, by a blank row or by the header again, a unit that was there before is one that the
    sheet looks up, not a row of the table.
    """
    found: list[Row] = []
    seen: set[Place] = set()
    ended = False
    for at in range(header.depth, len(grid.rows)):
        row = _row(grid, block, header, at, province)
        if row.kind == "unit" and row.place is not None:
            place = row.place
            row = Row(at, "lookup", place, row.cell) if ended and place in seen else row
            seen.add(place)
        elif row.kind in ("blank", "header") and seen:
            ended = True
        found.append(row)
    return with_misread_names(_without_odd_levels(found))


def _without_odd_levels(rows: Sequence[Row]) -> list[Row]:
    """The rows of units, where a few are local ones among provinces: what they are is not known."""
    levels = Counter(row.place.level for row in rows if row.kind == "unit" and row.place is not None)
    if levels["province"] <= _MANY_TO_ONE * sum(levels[level] for level in LOCAL_LEVELS):
        return list(rows)
    return [
        Row(row.at, "unknown", None, row.cell)
        if row.kind == "unit" and row.place and row.place.level in LOCAL_LEVELS
        else row
        for row in rows
    ]


def rows_beside(grid: Grid, block: Block, province: str | None, first: Sequence[Row]) -> list[Row]:
    """The rows of a block that stands beside the first one: kinds are those of the first, units its own."""
    found = []
    for row in first:
        if row.kind not in ("unit", "unknown"):
            found.append(Row(row.at, row.kind, None, row.cell))
            continue
        cell = grid.rows[row.at][block.unit]
        place = place_of(cell, province)
        blank = cell is None or not cell.text.strip()
        found.append(Row(row.at, "unit" if place else "blank" if blank else "unknown", place, cell))
    return with_misread_names(found)


def _row(grid: Grid, block: Block, header: Header, at: int, province: str | None) -> Row:
    cells = grid.rows[at]
    filled = [cell for cell in cells if cell is not None and cell.text.strip()]
    if not filled:
        return Row(at, "blank")
    cell = cells[block.unit]
    values = [cells[column] for column in block.values if _counts(cells[column])]
    place = place_of(cell, province)
    if place is not None:
        beside = [one for column in block.values if (one := cells[column]) is not None]
        printed = any(tidy(one.text).lower() not in EMPTY for one in beside)
        return Row(at, "unit" if printed else "heading", place, cell)
    if _repeats_header(grid, header, at):
        return Row(at, "header", None, filled[0])
    label = next((one for one in filled if not is_value(one)), None)
    kind = _statistics().get(fold(tidy(label.text))) if label is not None else None
    if kind is not None:
        is_mean = kind == "mean" and bool(values)
        return Row(at, kind if is_mean else "statistic", _NATIONAL if is_mean else None, label)
    if len({one.locator.start for one in filled}) == 1 or not values:
        return Row(at, "note", None, filled[0])
    return Row(at, "unknown", None, cell if cell is not None and cell.text.strip() else filled[0])


def _counts(cell: Cell | None) -> bool:
    """Whether a cell holds something that is a value: a digit, or words of a group."""
    return cell is not None and any(char.isdigit() for char in cell.text)


def _repeats_header(grid: Grid, header: Header, at: int) -> bool:
    """Whether most words of a row are those that stand over the same columns."""
    words = [(column, text) for column in range(grid.width) if (text := grid.text(at, column))]
    same = [column for column, text in words if text in header.paths.get(column, ())]
    named = [text for _, text in words if role_of(text[:LONGEST_HEADER]) in ("number", "unit", "domain")]
    return len(same) >= _WORDS_OF_HEADER * len(words) or (len(named) > 1 and len(same) + len(named) >= len(words))


def with_misread_names(rows: Sequence[Row]) -> list[Row]:
    """The rows, where names read off a picture are taken for the missing unit that they are nearly the name of.

    Such a row is of the kind `mended`.
    """
    named = {row.place for row in rows if row.kind == "unit" and row.place is not None}
    found = []
    for row in rows:
        cell = row.cell
        if row.kind == "unknown" and cell is not None and cell.confidence is not None:
            place = nearest_unit(tidy(cell.text), named)
            row = Row(row.at, "mended", place, cell) if place else row
        found.append(row)
    return found


def unit_rows(rows: Sequence[Row]) -> list[int]:
    """The places of the rows that hold units."""
    return [row.at for row in rows if row.kind in ("unit", "mended")]


@cache
def _statistics() -> dict[str, str]:
    return {fold(row["label"]): row["kind"] for row in vocabulary_table("table_statistics", "label", "kind")}
