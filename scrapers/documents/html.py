"""HTML to a document: the text a reader of the page sees, one block a line, tables cell by cell.

Belongs here: tags. Does not belong here: which parts of a page are its boilerplate or what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from scrapers.documents.decoding import decode
from scrapers.documents.model import Cell, Document, DocumentError, Locator, Table

MAX_CELLS = 200_000
_MAX_SPAN = 100
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_SPACE = re.compile(r"[^\S\u00a0]+")
_HIDDEN = {"script", "style", "noscript", "template", "iframe", "svg", "head", "select", "option"}
_INLINE = {
    "a", "abbr", "b", "bdi", "big", "cite", "code", "del", "em", "font", "i", "ins", "label", "mark", "q", "s",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p",
}  # fmt: skip


def open_html(data: bytes, name: str) -> Document:
    """The document of an HTML page.

    Raises:
        DocumentError: the bytes are no text, the page has no text or its tables are absurdly large.
    """
    match = _CHARSET.search(data[:4096])
    decoded = decode(data, name, match.group(1).decode("ascii") if match else None)
    soup = BeautifulSoup(decoded.text, "lxml")
    builder = _Builder(name)
    for node in _seen_nodes(soup.body or soup):
        builder.add(node)
    if not builder.text.strip():
        raise DocumentError(f"{name} is an HTML page without text: it may need a browser; save the page and add that.")
    title = soup.title.get_text(" ", strip=True) if soup.title else None
    return Document(builder.text, "text/html", decoded.encoding, tuple(builder.tables), title=title)


def _seen_nodes(root: Tag) -> Iterator[Tag | NavigableString]:
    """What a reader sees below `root`, in document order: text nodes, data tables, and every other tag twice.

    A tag comes as it begins and again as it ends, since text behind the end of a block is on a new line. What stands
    inside a data table is left to the table. No recursion: pages nest tags by the thousand.
    """
    pending: list[tuple[PageElement, bool]] = [(child, False) for child in reversed(root.contents)]
    while pending:
        node, is_end = pending.pop()
        if isinstance(node, Tag) and node.name not in _HIDDEN:
            yield node
            if not is_end and not _is_data_table(node):
                pending.append((node, True))
                pending.extend((child, False) for child in reversed(node.contents))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            yield node


def _is_data_table(tag: Tag) -> bool:
    return tag.name == "table" and tag.find("table") is None and len(tag.find_all("tr", limit=2)) > 1


def _inline_text(tag: Tag) -> str:
    parts = []
    for node in _seen_nodes(tag):
        if isinstance(node, NavigableString):
            parts.append(str(node))
        elif node.name not in _INLINE:
            parts.append(" ")
    return _SPACE.sub(" ", "".join(parts)).strip()


class _Builder:
    """Collects the text and the tables of a page as its nodes come by."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tables: list[Table] = []
        self._parts: list[str] = []
        self._length = 0
        self._cells = 0

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, node: Tag | NavigableString) -> None:
        if isinstance(node, Tag):
            if node.name == "table" and _is_data_table(node):
                self._add_table(node)
            elif node.name not in _INLINE:
                self._break()
            return
        words = _SPACE.sub(" ", str(node))
        if self._last() in ("", "\n", " "):
            words = words.lstrip(" ")
        self._append(words)

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)

    def _last(self) -> str:
        return self._parts[-1][-1] if self._parts else ""

    def _break(self) -> None:
        """Ends the line, if one is begun, without space before its end."""
        while self._parts and self._last() == " ":
            part = self._parts.pop()
            self._length -= len(part)
            self._append(part.rstrip(" "))
        if self._last() not in ("", "\n"):
            self._append("\n")

    def _add_table(self, tag: Tag) -> None:
        self._break()
        number = len(self.tables) + 1
        rows: list[tuple[Cell, ...]] = []
        hanging: dict[int, tuple[Cell, int]] = {}
        for row in tag.find_all("tr"):
            cells = self._row(row, number, len(rows) + 1, hanging)
            if cells:
                rows.append(cells)
        self.tables.append(Table(number, tuple(rows)))

    def _row(self, tag: Tag, table: int, row: int, hanging: dict[int, tuple[Cell, int]]) -> tuple[Cell, ...]:
        """One row; a cell that spans rows or columns stands at each place that it covers, with its one locator.

        A row with too few cells of its own is filled up with empty ones as far as cells hang down into it.
        """
        cells: list[Cell] = []
        own = tag.find_all(["td", "th"])
        for number, cell_tag in enumerate(own):
            self._fill(cells, hanging)
            text = _inline_text(cell_tag)
            self._append("\t" if number else "")
            cell = Cell(text, Locator(self._length, self._length + len(text), table, row, len(cells) + 1))
            self._append(text)
            height = _span(cell_tag, "rowspan")
            for _ in range(_span(cell_tag, "colspan")):
                hanging.pop(len(cells), None)  # where a cell spans into one from above, the newer one stands
                if height > 1:
                    hanging[len(cells)] = (cell, height - 1)
                cells.append(cell)
            self._check_size(len(cells))
        self._fill(cells, hanging)
        while len(cells) <= max(hanging, default=-1):
            cells.append(Cell("", Locator(self._length, self._length, table, row, len(cells) + 1)))
            self._fill(cells, hanging)
        self._check_size(len(cells))
        self._cells += len(cells)
        self._append("\n" if own else "")
        return tuple(cells)

    def _check_size(self, more: int) -> None:
        if self._cells + more > MAX_CELLS:
            raise DocumentError(f"{self.name} has tables of more than {MAX_CELLS:,} cells: add the one that matters.")

    @staticmethod
    def _fill(cells: list[Cell], hanging: dict[int, tuple[Cell, int]]) -> None:
        """Puts cells that hang down from a row above at the next free places."""
        while len(cells) in hanging:
            at = len(cells)
            cell, left = hanging.pop(at)
            if left > 1:
                hanging[at] = (cell, left - 1)
            cells.append(cell)


def _span(tag: Tag, attribute: str) -> int:
    value = str(tag.get(attribute) or "1").strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isdecimal() and len(value) < 6 else 1
