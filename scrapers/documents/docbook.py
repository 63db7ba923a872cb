"""What antiword makes of an old Word file, DocBook, to lines and tables.

Belongs here: its paragraphs, tables and the tables that it prints as one paragraph. Does not belong here: running it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from scrapers.documents.model import DocumentError
from scrapers.documents.rendering import DocumentBuilder

_INLINE = frozenset({"emphasis", "superscript", "subscript", "ulink", "phrase"})
_SPACE = re.compile(r"[^\S\u00a0]+")
_MOST_COLUMNS = 63
"""Of a table in Word."""
_UNCLEAR = "A table of rows that differ in length is read as one line: save the file as DOCX to have its cells."


def add_book(book: bytes, builder: DocumentBuilder, name: str) -> tuple[str, ...]:
    """Adds lines and tables of a DocBook file as antiword prints it; gives notes of what could not be told.

    Raises:
        DocumentError: it is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    root = etree.fromstring(book, parser)
    if root is None:
        raise DocumentError(f"{name} is an old Word file that antiword cannot read: save it as DOCX.")
    return tuple(dict.fromkeys(_added(root, builder)))


def _added(root: etree._Element, builder: DocumentBuilder) -> Iterator[str]:
    """Adds what is below `root`, yields notes."""
    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if node.tag not in _INLINE:
            line = _shortened("".join(parts))
            parts.clear()
            if line:
                yield from _add_paragraph(line, builder)
        if event == "end":
            parts.append(node.tail or "")
        elif node.tag in ("informaltable", "bookinfo"):
            if node.tag == "informaltable":
                builder.add_table([[_shortened("".join(cell.itertext())) for cell in row] for row in node.iter("row")])
            walk.skip_subtree()
        else:
            parts.append(node.text or "")


def _add_paragraph(line: str, builder: DocumentBuilder) -> Iterator[str]:
    """Adds a paragraph, which may be a wide table: then each cell ends with a bar and each row with one more."""
    *cells, rest = [cell.strip(" ") for cell in line.split("|")]
    widths = [width for width in range(2, _MOST_COLUMNS + 1) if _fits(cells, width)]
    if widths and all((width + 1) % (widths[0] + 1) == 0 for width in widths):
        builder.add_table([cells[at : at + widths[0]] for at in range(0, len(cells), widths[0] + 1)])
        line = rest
    elif "| |" in line:
        yield _UNCLEAR
    if line:
        builder.add_line(line)


def _fits(cells: list[str], width: int) -> bool:
    """Whether rows of so many cells, each followed by the empty one of its end, are all there is."""
    rows, left = divmod(len(cells), width + 1)
    return rows > 1 and left == 0 and not any(cells[width :: width + 1])


def _shortened(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")
