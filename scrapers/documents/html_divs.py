"""Tables made of other tags than `<table>`: siblings built alike, each a row whose own children are its cells.

Belongs here: telling such a table from a menu, a list of links or cards. Does not belong here: what a browser makes of
style sheets; only roles and styles written at an element are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from scrapers.documents.html_tree import inline_text, words

TablesOfDivs = dict[etree._Element, list[list[str]]]
"""By its first element a table's rows; by each of its other elements none, since they are read with the first."""

_PARENTS = (
    "body", "div", "ul", "ol", "li", "section", "article", "main", "form", "center", "td", "p", "a", "span", "dl",
    "fieldset", "figure", "details",
)  # fmt: skip
_NO_CELLS = frozenset({
    "table", "ul", "ol", "dl", "form", "input", "textarea", "button", "br", "hr", "img", "picture", "video", "audio",
    "nav", "header", "footer", "h1", "h2", "canvas", "object", "embed", "td", "th", "tr", "tbody", "thead", "tfoot",
})  # fmt: skip
_ROW_STYLE = re.compile(r"display\s*:\s*table-row\s*(?:;|$)", re.IGNORECASE)
_GRID_STYLE = re.compile(r"grid-template-columns\s*:\s*(?:repeat\(\s*(\d{1,2})\s*,[^;()]*\)|([^;()]+))(?:;|$)", re.I)
_NUMBER = re.compile(r"[-+\u2212]?\d{1,6}(?:[.,]\d{1,4})?\s?%?|\d{1,3}(?:[.,]\d{3})+|\d{1,3}\s?/\s?\d{1,3}")
_MOST_COLUMNS = 60
_MOST_PARTS = 40
"""Elements in a cell: one with more is a part of the page."""
_SHORT = 40
_LONG = 200
_FEWEST_ROWS = 3
_MOST_HEADERS = 3


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """Elements that make a row (one, but in a grid a cell each), and the texts of its cells."""

    elements: tuple[etree._Element, ...]
    cells: list[str]

    @property
    def shape(self) -> tuple[str, int]:
        """What the rows of a table have in common; declared rows need not be of one width."""
        first = self.elements[0]
        return ("", 0) if _is_declared(first) else (str(first.tag), len(self.cells))


def div_tables(body: etree._Element, tables: set[etree._Element]) -> TablesOfDivs:
    """The tables below `body` that are made of other tags; the innermost where they stand in each other.

    Args:
        body: of the page.
        tables: its data tables, in which none is looked for.
    """
    found: TablesOfDivs = {}
    holders: set[etree._Element] = set()
    for table in tables:
        _hold(table, holders)
    for parent in reversed([node for node in body.iter(*_PARENTS) if len(node) > 1]):
        if parent in holders or any(outer in tables for outer in parent.iterancestors("table")):
            continue
        for rows in _tables_in(parent, holders):
            elements = [element for row in rows for element in row.elements]
            found.update((element, []) for element in elements)
            found[elements[0]] = [row.cells for row in rows]
            _hold(elements[0], holders)
            _hold(elements[-1], holders)
    return found


def _hold(element: etree._Element, holders: set[etree._Element]) -> None:
    """Marks what is around a table: it is no row of another."""
    for outer in element.iterancestors():
        if outer in holders:
            return
        holders.add(outer)


def _tables_in(parent: etree._Element, holders: set[etree._Element]) -> Iterator[list[_Row]]:
    """The tables whose rows are children of `parent`."""
    grid = _grid(parent)
    for run in [grid] if grid else _runs(parent):
        is_held = any(element in holders for row in run for element in row.elements)
        if not is_held and (_is_declared(run[0].elements[0]) or _is_table(run)):
            yield [*([] if grid else _headers(run, holders)), *run]


def _grid(parent: etree._Element) -> list[_Row]:
    """The rows of a grid whose style says its columns, each child a cell; none where it is no such grid."""
    match = _GRID_STYLE.search(parent.get("style") or "")
    width = 0 if match is None else int(match[1] or len(match[2].split()))
    children = list(parent)
    if width < 2 or len(children) % width or words(_own_text(parent)) or not all(map(_is_cell, children)):
        return []
    lines = [tuple(children[at : at + width]) for at in range(0, len(children), width)]
    return [_Row(line, [inline_text(cell) for cell in line]) for line in lines]


def _runs(parent: etree._Element) -> list[list[_Row]]:
    """Children that follow each other and have one shape; a short line between two of them, as of a region, is one."""
    runs: list[list[_Row]] = []
    between: list[_Row] = []
    for child in parent:
        row = _row(child)
        if row is None:
            text = inline_text(child) if _is_cell(child) else ""
            between = [_Row((child,), [text])] if runs and text and len(text) <= 2 * _SHORT and not between else []
            if not between and _is_shown(child):
                runs.append([])
        elif runs and runs[-1] and runs[-1][0].shape == row.shape:
            runs[-1] += [*between, row]
            between = []
        else:
            runs.append([row])
            between = []
    return [run for run in runs if len(run) > 1]


def _is_shown(element: etree._Element) -> bool:
    return len(element) > 0 or bool(words(element.text))


def _row(element: etree._Element) -> _Row | None:
    """The element as a row, if it has nothing but cells; what wraps a row and nothing else is gone through."""
    inner = element
    while len(inner) == 1 and not words(_own_text(inner)):
        inner = inner[0]
    if not 2 <= len(inner) <= _MOST_COLUMNS or words(_own_text(inner)) or not all(map(_is_cell, inner)):
        return None
    cells = [inline_text(cell) for cell in inner]
    return _Row((element,), cells) if any(cells) and max(map(len, cells)) <= _LONG else None


def _own_text(element: etree._Element) -> str:
    return "".join([element.text or "", *(child.tail or "" for child in element)])


def _is_cell(element: etree._Element) -> bool:
    return element.tag not in _NO_CELLS and not any(
        at == _MOST_PARTS or node.tag == "table" for at, node in enumerate(islice(element.iter(), _MOST_PARTS + 1))
    )


def _is_declared(element: etree._Element) -> bool:
    return element.get("role") == "row" or _ROW_STYLE.search(element.get("style") or "") is not None


def _is_table(rows: list[_Row]) -> bool:
    """Whether rows hold figures: a column of numbers, short cells behind the first, and not links with a count each."""
    full = [row for row in rows if len(row.cells) > 1]
    if len(full) < _FEWEST_ROWS:
        return False
    others = [cell for row in full for cell in row.cells[1:]]
    columns = zip(*(row.cells for row in full), strict=True)
    if 2 * sum(len(cell) <= _SHORT for cell in others) <= len(others):
        return False
    if not any(2 * sum(map(_is_number, column)) > len(full) for column in columns):
        return False
    links = sum(next(element.iter("a"), None) is not None for row in full for element in row.elements)
    return len(full[0].cells) > 2 or 2 * links <= len(full)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _headers(run: list[_Row], holders: set[etree._Element]) -> list[_Row]:
    """Rows of names before a run: of another tag before its first row, or in a box of their own before the run's."""
    first = run[0].elements[0]
    before = first.getprevious()
    if before is None:
        parent = first.getparent()
        before = None if parent is None else parent.getprevious()
    if before is None or before in holders:
        return []
    whole = _row(before)
    rows = [whole] if whole is not None else [row for row in map(_row, before) if row is not None]
    is_header = (
        0 < len(rows) <= _MOST_HEADERS
        and (whole is not None or len(rows) == len(before))
        and len(rows[-1].cells) == len(run[0].cells)
        and not any(_is_number(cell) for row in rows for cell in row.cells)
    )
    return rows if is_header else []
