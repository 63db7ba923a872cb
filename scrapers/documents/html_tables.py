"""A `<table>` of a page: which are data, and their rows with every cell at all the places that it spans.

Belongs here: rows, groups of rows, spans, captions. Does not belong here: tables made of other tags, lines of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from scrapers.documents.html_tree import hidden_within, inline_text, is_hidden, words
from scrapers.documents.rendering import MAX_CELLS, RawCell

MAX_WIDTH = 100
_MAX_HEIGHT = 65_534
"""A browser's own bound."""

_ROWS = frozenset({"tr", "thead", "tbody", "tfoot"})
_NO_PARTS = frozenset({"caption", "col", "colgroup"})
_WHOLE = re.compile(r"[ \t\n\f\r]*\+?([0-9]{1,18})")
# No union and no parent axis: libxml2 compares each node that they give with all the others.
_SPANNING = (etree.XPath(".//@rowspan"), etree.XPath(".//@colspan"))
_IS_REGULAR = etree.XPath(
    "count(.//td) + count(.//th) = count(.//tr/*) and count(.//td) = count(.//tr/td) "
    "and not((. | thead | tbody | tfoot)/*[not(self::tr or self::thead or self::tbody or self::tfoot "
    "or self::caption)])"
)
_BETWEEN_CELLS = (".", "*[not(self::tr or self::caption)]", ".//tr")
_NO_CELL = (
    "node()[normalize-space()][not(self::tr or self::td or self::th or self::thead or self::tbody or self::tfoot "
    "or self::caption or descendant::tr or descendant::td or descendant::th)]"
)
_STRAY_TEXTS = [etree.XPath(f"{place}/text()[normalize-space()]", smart_strings=False) for place in _BETWEEN_CELLS]
_STRAYS = [etree.XPath(f"{place}/{_NO_CELL}", smart_strings=False) for place in _BETWEEN_CELLS]

Hanging = dict[int, tuple[RawCell, int]]
"""By column, the cell that hangs down into the rows below and into how many of them."""


@dataclass(frozen=True)
class PrintedTable:
    """A data table: `above` is what stands in it outside of cells, `rows` come when asked for."""

    rows: Iterator[Sequence[RawCell | str]]
    above: tuple[str, ...]
    title: str | None
    is_hidden: bool
    notes: tuple[str, ...]


def data_tables(body: etree._Element) -> set[etree._Element]:
    """The tables with more than one row and no table inside; the others lay out the page."""
    tables = list(body.iter("table"))
    layout: set[etree._Element] = set()
    for table in tables:
        for outer in table.iterancestors("table"):
            if outer in layout:
                break
            layout.add(outer)
    return {table for table in tables if table not in layout and _has_rows(table)}


def _has_rows(table: etree._Element) -> bool:
    rows = table.iter("tr")
    next(rows, None)
    return next(rows, None) is not None


def printed_table(table: etree._Element, number: int) -> PrintedTable:
    """What a data table prints; cells that are not shown are taken out of the tree.

    Args:
        table: the element.
        number: of the table in its document, for the notes.
    """
    notes = _without_hidden(table, number)
    spans = {cell: (_span(cell, "rowspan"), _span(cell, "colspan")) for cell in _spanning(table)}
    wide = max((width for _, width in spans.values()), default=1)
    if wide > MAX_WIDTH:
        notes.append(f"Table {number} has a cell that spans {wide:,} columns; it is read as {MAX_WIDTH}.")
    caption = next(table.iterchildren("caption"), None)
    title = None if caption is None else inline_text(caption) or None
    above = ([title] if title else []) + _strays(table)
    hidden = is_hidden(table) or any(is_hidden(outer) for outer in table.iterancestors())
    return PrintedTable(_rows(table, spans), tuple(above), title, hidden, tuple(notes))


def _spanning(table: etree._Element) -> set[etree._Element]:
    return {mark.getparent() for marks in _SPANNING for mark in marks(table)}


def _strays(table: etree._Element) -> list[str]:
    """What stands in a table outside of its cells: browsers show it above."""
    found = [part for parts in (_STRAY_TEXTS if _IS_REGULAR(table) else _STRAYS) for part in parts(table)]
    return [words(part) if isinstance(part, str) else inline_text(part) for part in found]


def _without_hidden(table: etree._Element, number: int) -> list[str]:
    """Takes hidden cells and parts of cells out. Hidden rows stay: pages fold them up and show them on demand."""
    hidden = hidden_within(table)
    rows = [node for node in hidden if node.tag in _ROWS]
    parts = [node for node in hidden if node.tag not in _ROWS and node.tag not in _NO_PARTS]
    for node in parts:
        node.tag = "template"
    if parts:
        etree.strip_elements(table, "template", with_tail=False)
    notes = []
    if any(inline_text(node) for node in parts):
        notes.append(
            f"Table {number} has cells or parts of cells that the page does not show ({len(parts):,}); left out."
        )
    if rows:
        notes.append(
            f"Table {number} has rows or groups of rows that the page folds up ({len(rows):,}); they are read."
        )
    return notes


def _span(cell: etree._Element, attribute: str) -> int:
    """How far a cell says that it reaches, read as browsers do: digits at the start; 0 is down to the group's end."""
    match = _WHOLE.match(cell.get(attribute) or "")
    value = int(match[1]) if match else 1
    if attribute == "rowspan":
        return min(value, _MAX_HEIGHT) or _MAX_HEIGHT
    return max(value, 1)


def _rows(table: etree._Element, spans: dict[etree._Element, tuple[int, int]]) -> Iterator[Sequence[RawCell | str]]:
    hanging: Hanging = {}
    group = None
    cells_of = _cells if _IS_REGULAR(table) else _nearest_cells
    for line in _lines(table):
        cells = cells_of(line)
        parent = line.getparent()
        if parent is not group:
            hanging.clear()  # no cell reaches out of its group of rows
            group = parent
        texts = [inline_text(cell) if len(cell) else words(cell.text) for cell in cells]
        if hanging or (spans and not spans.keys().isdisjoint(cells)):
            own = [(text, *spans.get(cell, (1, 1))) for text, cell in zip(texts, cells, strict=True)]
            yield laid_out(own, hanging)
        elif texts:
            yield texts


def _lines(table: etree._Element) -> list[etree._Element]:
    """The rows as browsers show them: the first head before all, the first foot behind all."""
    lines = list(table.iter("tr"))
    head, foot = next(table.iterchildren("thead"), None), next(table.iterchildren("tfoot"), None)
    if head is None and foot is None:
        return lines
    return sorted(lines, key=lambda line: (line.getparent() is foot) - (line.getparent() is head))


def _cells(line: etree._Element) -> list[etree._Element]:
    return list(line.iterchildren("td", "th"))


def _nearest_cells(line: etree._Element) -> list[etree._Element]:
    """The cells of a row whose tags are not closed in order: each belongs to the row that is nearest around it."""
    return [cell for cell in line.iter("td", "th") if next(cell.iterancestors("tr")) is line]


def laid_out(cells: Sequence[tuple[str, int, int]], hanging: Hanging) -> list[RawCell | str]:
    """A row with each cell at all the columns that it spans, between those that hang down into it.

    A row with too few cells of its own is filled up with empty ones as far as cells hang down into it. A row longer
    than a document may be is cut behind that, for it is refused.

    Args:
        cells: text, rows and columns of each cell of the row's own.
        hanging: from the rows above; brought up to date for the next row.
    """
    row: list[RawCell | str] = []
    for text, height, width in cells:
        _hang(row, hanging)
        cell = RawCell(text)
        for _ in range(min(width, MAX_WIDTH)):
            hanging.pop(len(row), None)  # where a cell spans into one from above, the newer one stands
            if height > 1:
                hanging[len(row)] = (cell, height - 1)
            row.append(cell)
        if len(row) > MAX_CELLS:
            return row
    last = max(hanging, default=-1)
    _hang(row, hanging)
    while len(row) <= last:
        row.append("")
        _hang(row, hanging)
    return row


def _hang(row: list[RawCell | str], hanging: Hanging) -> None:
    """Puts cells that hang down from a row above at the next free places."""
    while len(row) in hanging:
        at = len(row)
        cell, left = hanging.pop(at)
        if left > 1:
            hanging[at] = (cell, left - 1)
        row.append(cell)
