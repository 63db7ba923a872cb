"""The frame of a table that names no units of its own: what each column holds, told by the words of its header.

Belongs here: header cells to columns. Does not belong here: values (`cell_values`), what the rows are about
(`labelled_rows`), tables that name units (`understood`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from scrapers.documents.model import Cell, Locator, Table
from scrapers.readers.tables.header_words import LONGEST_HEADER, VALUE_ROLES, role_of, years_in
from scrapers.vocabulary.indices import find_indices
from scrapers.vocabulary.text import tidy


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
    """The grid of a table whose first row, or first two, are a header with rows of units or domains; else None.

    A table with a year a row and domains across is turned.
    """
    below = _squared(table)
    return _read(_turned(below)) if _has_years_down(below) else _read(below)


def _squared(table: Table) -> Table:
    """The table below its captions; a sheet's rows, which end at their last cell that holds something, filled up."""
    rows = [row for row in table.rows if any(cell.text.strip() for cell in row)]
    while rows and len({cell.locator.start for cell in rows[0] if cell.text.strip()}) == 1:
        rows.pop(0)
    if table.title is None or not rows:
        return replace(table, rows=tuple(rows))
    width = max(len(row) for row in rows)
    return replace(table, rows=tuple((*row, *[_blank(row[-1])] * (width - len(row))) for row in rows))


def _blank(cell: Cell) -> Cell:
    at = cell.locator
    return Cell("", Locator(at.end, at.end, at.table, at.row, (at.column or 0) + 1))


def _has_years_down(table: Table) -> bool:
    """Whether the first column is headed as years and holds nothing else."""
    column = [tidy(row[0].text) for row in table.rows]
    return len(column) > 1 and role_of(column[0]) == "year" and all(years_in(text) for text in column[1:])


def _turned(table: Table) -> Table:
    width = min(len(row) for row in table.rows)
    return replace(table, rows=tuple(tuple(row[at] for row in table.rows) for at in range(width)))


def _read(table: Table) -> Grid | None:
    depth = _header_depth(table)
    if len(table.rows) <= depth:
        return None
    columns: dict[int, Column] = {}
    unknown: list[Cell] = []
    width = len(table.rows[0])
    for at in range(width):
        cells = [row[at] for row in table.rows[:depth] if at < len(row)]
        text = " ".join(dict.fromkeys(tidy(cell.text[:LONGEST_HEADER]) for cell in cells))
        column = _column(text, cells[-1])
        if column is not None:
            columns[at] = column
        elif text:
            unknown.append(cells[-1])
    grid = Grid(columns, tuple(unknown), table.rows[depth:], width)
    has_rows = any(grid.column(role) is not None for role in ("unit", "domain", "year"))
    return grid if has_rows and grid.has_values else None


def _header_depth(table: Table) -> int:
    """Two where the second row is part of the header: what it has of its own are all words that headers use."""
    if len(table.rows) < 3 or len(table.rows[1]) != len(table.rows[0]):
        return 1
    spanning = {cell.locator for cell in table.rows[0]}
    own = [tidy(cell.text[:LONGEST_HEADER]) for cell in table.rows[1] if cell.locator not in spanning]
    return 2 if any(own) and all(role_of(text) for text in own if text) else 1


def _column(text: str, cell: Cell) -> Column | None:
    years = years_in(text)
    mentions = find_indices(text)
    role = role_of(text)
    if role is None or len(set(years)) > 1:
        return None
    index_code = mentions[0].index_code if mentions and role in VALUE_ROLES else None
    return Column(role, years[0] if years else None, index_code, "%" in text, cell)
