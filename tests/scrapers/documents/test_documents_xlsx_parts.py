"""Errors and formulas of sheets, also of parts that are written to take time."""

from __future__ import annotations

import io
import zipfile

import pytest

from scrapers.documents.xlsx_parts import SheetExtras, extras_of_sheets, without_dimensions
from scrapers.documents.xlsx_size import modest_parts

SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MANY = 300_000


def book(cells: bytes) -> bytes:
    """A workbook of one sheet, which has this in its row."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        sheet = f'<sheet name="A" xmlns:r="{RELATIONS}" r:id="r1"/>'
        archive.writestr("xl/workbook.xml", f"<workbook><sheets>{sheet}</sheets></workbook>")
        archive.writestr("xl/_rels/workbook.xml.rels", '<r><r Id="r1" Target="worksheets/sheet1.xml"/></r>')
        archive.writestr(SHEET, b'<worksheet><sheetData><row r="1">%s</row></sheetData></worksheet>' % cells)
    return file.getvalue()


@pytest.mark.parametrize(
    ("cells", "errors", "without_value"),
    [
        (b'<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', {(0, 1): "#DIV/0!"}, 0),
        (b'<c r="B1" t="e"/><c r="C1" t="e"><v>#N/A</v></c>', {(0, 2): "#N/A"}, 0),
        (b"<x:c r=\"AA1\" t='e'><x:v>#N/A</x:v></x:c>", {(0, 26): "#N/A"}, 0),
        (b'<c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c>', {}, 1),
        (b'<c r="A1" s="1"> <f t="shared" si="0"/> <v> </v> </c>', {}, 1),
        (b'<c r="A1" t="str"><f>""</f><v></v></c>', {}, 0),
        (b'<c r="A1" t="str"><v>a:f b</v></c><c r="B1"><f>1+1</f><v/></c>', {}, 1),
        (b'<x:c r="A1"><x:f>1+1</x:f><x:v/></x:c>', {}, 1),
        (b"<formula1>2</formula1><x><f>1</f></x></c>", {}, 0),
    ],
)
def test_errors_and_formulas_without_a_value_are_told(
    cells: bytes, errors: dict[tuple[int, int], str], without_value: int
) -> None:
    data = book(cells)
    expected = {"A": SheetExtras(errors, without_value)}
    assert extras_of_sheets(data, {}) == expected
    assert extras_of_sheets(book(b""), {SHEET: zipfile.ZipFile(io.BytesIO(data)).read(SHEET)}) == expected


@pytest.mark.parametrize(
    "cells",
    [
        b"<c " * MANY,
        b"<c t " * MANY,
        b'<c t="e">' * MANY,
        b'<c t="e"><v ' * MANY,
        b"<f " * MANY,
        b"<f>" * MANY,
        b"<x:f>:f>" * MANY,
        b'<c t="e"/><c><f/>' + b" " * (10 * MANY),
        b"<c" + b' r="10000"' * MANY + b"/>",
        b"<dimension " * MANY,
    ],
    ids=["cells", "types", "errors", "values", "formulas", "texts", "prefixes", "spaces", "places", "dimensions"],
)
def test_a_part_made_to_be_read_again_at_each_tag_is_read_once(cells: bytes) -> None:
    """Minutes to hours where a pattern looks on to the end from each of them."""
    data = book(cells)
    assert list(extras_of_sheets(data, {})) == ["A"]
    assert SHEET in zipfile.ZipFile(io.BytesIO(without_dimensions(data))).namelist()
    modest_parts(data)
