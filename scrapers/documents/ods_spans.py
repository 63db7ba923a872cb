"""Merged ranges of an ODS file, which calamine does not tell.

Belongs here: spans and repeats of the file's rows and cells. Does not belong here: the cells' values. Runs in a limited
child process.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_MOST = 1 << 20
"""Rows of a sheet; a number larger than that stands for the end of the sheet."""


def merged_ranges(data: bytes) -> dict[str, list[list[int]]]:
    """`[top, left, bottom, right]` of each merged range, all from 0 and included, by the sheet's title."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as stream:
        found: dict[str, list[list[int]]] = {}
        title, row = "", 0
        for event, element in etree.iterparse(
            stream, ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
        ):
            if event == "start" and element.tag == f"{_TABLE}table":
                title, row = element.get(f"{_TABLE}name", ""), 0
            elif event == "end" and element.tag == f"{_TABLE}table-row":
                found.setdefault(title, []).extend(_ranges(element, row))
                row += _number(element, "number-rows-repeated")
                element.clear()
        return {title: ranges for title, ranges in found.items() if ranges}


def _ranges(row: etree._Element, top: int) -> list[list[int]]:
    ranges = []
    left = 0
    for cell in row:
        if cell.tag in _CELLS:
            wide, high = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
            if wide > 1 or high > 1:
                ranges.append([top, left, top + high - 1, left + wide - 1])
            left += _number(cell, "number-columns-repeated")
    return ranges


def _number(element: etree._Element, attribute: str) -> int:
    value = element.get(f"{_TABLE}{attribute}", "1")
    return min(max(int(value), 1), _MOST) if value.isdecimal() and len(value) < 10 else 1
