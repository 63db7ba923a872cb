"""The shape of a score table: what each column holds, told by the words of its header.

Belongs here: header cells to columns. Does not belong here: values (`scrapers.readers.cell_values`), or whom and what
the rows are about (`scrapers.readers.score_tables`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from scrapers.documents.model import Cell, Table
from scrapers.vocabulary.indices import find_indices
from scrapers.vocabulary.tables import table as vocabulary_table
from scrapers.vocabulary.text import fold, tidy

VALUE_ROLES = ("score", "max_score", "rank", "delta_score", "delta_rank", "group")
_YEAR = re.compile(r"(?:\bnăm\s+)?\b(?P<year>20\d{2})\b", re.IGNORECASE)
_UNIT_OF_MEASURE = re.compile(r"\((?:%|điểm|đ|hạng|points?)\)|%", re.IGNORECASE)
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a role of `table_headers.csv`, with the year and index that its header names."""

    role: str
    year: int | None
    index_code: str | None
    is_percent: bool
    cell: Cell


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose header is understood; `unknown` are the header cells that are not."""

    columns: dict[int, Column]
    unknown: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    width: int

    def column(self, role: str) -> int | None:
        """The first column of a role."""
        return next((at for at, column in self.columns.items() if column.role == role), None)

    @property
    def has_values(self) -> bool:
        """Whether any column holds scores, ranks or changes."""
        return any(column.role in VALUE_ROLES for column in self.columns.values())


def read_grid(table: Table) -> Grid | None:
    """The grid of a table whose first row, or first two, are a header with rows of units or domains; else None."""
    depth = _header_depth(table)
    if len(table.rows) <= depth:
        return None
    columns: dict[int, Column] = {}
    unknown: list[Cell] = []
    width = len(table.rows[0])
    for at in range(width):
        cells = [row[at] for row in table.rows[:depth] if at < len(row)]
        text = " ".join(dict.fromkeys(tidy(cell.text) for cell in cells))
        column = _column(text, cells[-1])
        if column is not None:
            columns[at] = column
        elif text:
            unknown.append(cells[-1])
    grid = Grid(columns, tuple(unknown), table.rows[depth:], width)
    has_rows = grid.column("unit") is not None or grid.column("domain") is not None
    return grid if has_rows and grid.has_values else None


def _header_depth(table: Table) -> int:
    """Two where the second row is part of the header: what it has of its own are all words that headers use."""
    if len(table.rows) < 3 or len(table.rows[1]) != len(table.rows[0]):
        return 1
    spanning = {cell.locator for cell in table.rows[0]}
    own = [tidy(cell.text) for cell in table.rows[1] if cell.locator not in spanning]
    return 2 if any(own) and all(_role(text) for text in own if text) else 1


def _column(text: str, cell: Cell) -> Column | None:
    years = [int(match["year"]) for match in _YEAR.finditer(text)]
    mentions = find_indices(text)
    role = _role(text)
    if role is None or len(set(years)) > 1:
        return None
    index_code = mentions[0].index_code if mentions and role in VALUE_ROLES else None
    return Column(role, years[0] if years else None, index_code, "%" in text, cell)


def _role(text: str) -> str | None:
    """The role of a header by its whole wording, and again without years, index names and units of measure."""
    if role := _roles().get(fold(text)):
        return role
    mentions = find_indices(text)
    starts = [0, *(mention.span.end for mention in mentions)]
    ends = [*(mention.span.start for mention in mentions), len(text)]
    bare = " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))
    bare = _UNIT_OF_MEASURE.sub(" ", _YEAR.sub(" ", bare))
    if not fold(bare):
        return "score" if mentions or _YEAR.search(text) else None
    return _roles().get(fold(bare)) if not _NUMBER.search(bare) else None


@cache
def _roles() -> dict[str, str]:
    return {fold(row["header"]): row["role"] for row in vocabulary_table("table_headers", "header", "role")}
