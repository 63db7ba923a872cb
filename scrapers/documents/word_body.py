"""The body of a DOCX: paragraphs as lines, tables with each merged cell at all its places.

Belongs here: WordprocessingML. Does not belong here: packages and their parts. Files nest no deeper than the XML parser
allows (256 levels), so that functions may call themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from scrapers.documents.rendering import DocumentBuilder, RawCell

_MAX_WIDTH = 100
_GONE = frozenset({"del", "moveFrom", "rPr", "pPr", "tblPr", "tcPr", "trPr", "instrText", "delText", "delInstrText"})
_BREAKS = frozenset({"br", "cr"})
_OFF = frozenset({"0", "false", "off", "none"})


def add_blocks(container: etree._Element, builder: DocumentBuilder) -> None:
    """Adds the paragraphs and tables of a body, cell or note. A table of one row or with tables inside is layout."""
    for block in _blocks(container):
        if local_name(block) == "p":
            _add_paragraph(block, builder)
        elif _is_data(block):
            builder.add_table(_rows(block))
        else:
            for row in _children(block, "tr"):
                for cell in _children(row, "tc"):
                    add_blocks(cell, builder)


def local_name(element: etree._Element) -> str:
    """The tag without its namespace, of which there are two for the same words."""
    return str(element.tag).rpartition("}")[2]


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also those in content controls and insertions; of alternatives the first."""
    for child in container:
        kind = local_name(child)
        if kind in ("p", "tbl"):
            yield child
        elif kind == "AlternateContent":
            yield from _blocks(child[0]) if len(child) else ()
        elif kind not in _GONE:
            yield from _blocks(child)


def _children(container: etree._Element, kind: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, without those that are deleted."""
    for child in container:
        found = local_name(child)
        if found == kind:
            if not _is_deleted(child):
                yield child
        elif found not in _GONE and found not in ("p", "tbl"):
            yield from _children(child, kind)


def _is_deleted(element: etree._Element) -> bool:
    marks = [local_name(mark) for child in element if local_name(child) in ("trPr", "tcPr") for mark in child]
    return "del" in marks or "cellDel" in marks


def _is_data(table: etree._Element) -> bool:
    rows = _children(table, "tr")
    return next(rows, None) is not None and next(rows, None) is not None and not _holds_table(table)


def _holds_table(table: etree._Element) -> bool:
    return next(table.iterdescendants("{*}tbl"), None) is not None


def _add_paragraph(paragraph: etree._Element, builder: DocumentBuilder) -> None:
    parts: list[str] = []
    boxes: list[etree._Element] = []
    _collect(paragraph, parts, boxes)
    for line in "".join(parts).split("\n"):
        if line.strip():
            builder.add_line(line.strip())
    for box in boxes:
        add_blocks(box, builder)


def _collect(element: etree._Element, parts: list[str], boxes: list[etree._Element]) -> None:
    """Adds the text of an element to `parts`, line breaks as such, and its text boxes to `boxes`."""
    for child in element:
        kind = local_name(child)
        if kind == "t":
            parts.append(child.text or "")
        elif kind == "tab":
            parts.append("\t")
        elif kind in _BREAKS:
            parts.append("\n")
        elif kind == "noBreakHyphen":
            parts.append("-")
        elif kind == "txbxContent":
            boxes.append(child)
        elif kind == "AlternateContent":
            if len(child):
                _collect(child[0], parts, boxes)
        elif kind not in _GONE and not (kind == "r" and _is_vanished(child)):
            _collect(child, parts, boxes)


def _is_vanished(run: etree._Element) -> bool:
    return any(_is_on(mark) for mark in run.iterfind("{*}rPr/{*}vanish"))


def _is_on(mark: etree._Element) -> bool:
    return _value(mark) not in _OFF


def _value(mark: etree._Element) -> str | None:
    return next((str(value) for key, value in mark.items() if key.rpartition("}")[2] == "val"), None)


def _rows(table: etree._Element) -> Iterator[Sequence[RawCell | str]]:
    above: dict[int, RawCell] = {}
    for line in _children(table, "tr"):
        row: list[RawCell | str] = [""] * _count(line, "trPr", "gridBefore", 0)
        merged: dict[int, RawCell] = {}
        for tag in _children(line, "tc"):
            at, merge = len(row), next(tag.iterfind("{*}tcPr/{*}vMerge"), None)
            is_continued = merge is not None and _value(merge) != "restart" and at in above
            cell = above[at] if is_continued else RawCell(_cell_text(tag))
            row += [cell] * _count(tag, "tcPr", "gridSpan", 1)
            if merge is not None:
                merged[at] = cell
        above = merged
        yield row


def _count(element: etree._Element, properties: str, name: str, least: int) -> int:
    mark = next(element.iterfind(f"{{*}}{properties}/{{*}}{name}"), None)
    value = "" if mark is None else _value(mark) or ""
    return max(least, min(int(value), _MAX_WIDTH)) if value.isascii() and value.isdecimal() else least


def _cell_text(cell: etree._Element) -> str:
    """The paragraphs of a cell on one line."""
    texts = []
    for paragraph in _blocks(cell):
        parts: list[str] = []
        boxes: list[etree._Element] = []
        _collect(paragraph, parts, boxes)
        texts += ["".join(parts), *(_cell_text(box) for box in boxes)]
    return " ".join(filter(None, map(str.strip, "\n".join(texts).split("\n"))))
