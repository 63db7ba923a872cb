"""HTML to a document: the text a reader of the page sees, one block a line, tables cell by cell.

Belongs here: what of a page is a line and what a table. Does not belong here: parsing, the inside of tables, which
parts of a page are its boilerplate or what they mean.
"""

from __future__ import annotations

from lxml import etree

from scrapers.documents.decoding import declared_charset, decode, without_stray_zeros
from scrapers.documents.html_divs import div_tables
from scrapers.documents.html_tables import data_tables, printed_table
from scrapers.documents.html_tree import INLINE, shortened, shown_tree
from scrapers.documents.model import Document, DocumentError
from scrapers.documents.rendering import DocumentBuilder


def open_html(data: bytes, name: str) -> Document:
    """The document of an HTML page.

    Raises:
        DocumentError: the bytes are no text, the page has no text or its tables are absurdly large.
    """
    data = without_stray_zeros(data)
    decoded = decode(data, name, declared_charset(data))
    body, title = shown_tree(decoded.text, name)
    page = _Page(name)
    page.read(body)
    document = page.builder.document("text/html", decoded.encoding, page.notes, title)
    if not document.text.strip():
        raise DocumentError(f"{name} is an HTML page without text: it may need a browser; save the page and add that.")
    return document


class _Page:
    """Collects the lines and tables of a page as its elements come by."""

    def __init__(self, name: str) -> None:
        self.builder = DocumentBuilder(name)
        self.notes: list[str] = []
        self._line: list[str] = []

    def read(self, body: etree._Element) -> None:
        """Adds all that stands in the body. No recursion: pages nest tags by the thousand."""
        tables = data_tables(body)
        tables_of_divs = div_tables(body, tables)
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, node in walk:
            if node.tag not in INLINE:
                self._break()
            if event == "end":
                self._add(node.tail if node is not body else None)
            elif node in tables:
                self._add_table(node)
                walk.skip_subtree()
            elif node in tables_of_divs:
                self._add_rows(tables_of_divs[node])
                walk.skip_subtree()
            else:
                self._add(node.text)
        self._break()

    def _add(self, text: str | None) -> None:
        if text:
            self._line.append(text)

    def _break(self) -> None:
        """Ends the line, if one is begun."""
        if self._line:
            line = shortened("".join(self._line)).strip(" ")
            self._line.clear()
            if line:
                self.builder.add_line(line)

    def _add_table(self, node: etree._Element) -> None:
        table = printed_table(node, len(self.builder.tables) + 1)
        for line in table.above:
            self.builder.add_line(line)
        self.builder.add_table(table.rows, table.title, table.is_hidden)
        self.notes += table.notes

    def _add_rows(self, rows: list[list[str]]) -> None:
        if rows:
            self.builder.add_table(rows)
