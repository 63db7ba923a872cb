"""What calamine does not tell of an XLSX file: error cells, formulas without a value, macros, links, odd dimensions.

Belongs here: the parts of the ZIP around the cells. Does not belong here: the cells' values. Runs in a limited child
process, so that inflating a part cannot take more memory or time than the child has.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from scrapers.documents.model import DocumentError

MAX_INFLATED = 300_000_000
"""Bytes of all parts together, by the archive's own word; one that lies meets the limits of the process."""

# No pattern looks past the next tag: else one that begins at each tag of a hostile part reads all of the rest again.
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\b[^<>]*(?:/>|>\s*</(?:\w+:)?dimension>)")
_ERROR_CELL = re.compile(
    rb"""<(?:\w+:)?c\b([^<>]*\bt\s*=\s*["']e["'][^<>]*)>((?:[^<]*+<(?!/?(?:\w+:)?c\b))*+[^<]*+)</(?:\w+:)?c>"""
)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^<>]*>([^<]*)<")
_WITHOUT_VALUE = (
    rb"""\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*+"""
    rb"""(?:<(?:\w+:)?v\s*/>\s*+|<(?:\w+:)?v>\s*</(?:\w+:)?v>\s*+)?</(?:\w+:)?c>"""
)
# A pattern that begins with a letter, or with a colon, is found several times as fast as one that begins with a tag.
_FORMULAS = re.compile(rb"f(?<=<f)" + _WITHOUT_VALUE)
_PREFIXED_FORMULA, _PREFIXED_FORMULAS = re.compile(rb":(?=f\b)"), re.compile(rb"(?<=<)\w+:f" + _WITHOUT_VALUE)
_CELL = re.compile(rb"""<(?:\w+:)?c\b(?![^<>]*\bt\s*=\s*["']str["'])[^<>]*>\s*+""")
"""Of type `str` an empty value is a stored one: the formula gave an empty text."""
_LONGEST_TAG = 500
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class SheetExtras:
    """Error cells of a sheet by (row, column), both from 0, and the number of its formulas without a stored value."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    without_value: int = 0


def refuse_overlarge(data: bytes, name: str) -> None:
    """Refuses what would take long to run into the limits.

    Raises:
        DocumentError: the parts of the ZIP inflate to more than is read.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > MAX_INFLATED:
            raise DocumentError(
                f"{name} inflates to more than {MAX_INFLATED:,} bytes: save only the sheet that matters and add that."
            )


def extras_of_sheets(data: bytes, parts: Mapping[str, bytes]) -> dict[str, SheetExtras]:
    """The extras of each sheet of an XLSX file, by the sheet's title; `parts` are those that are inflated already."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {title: _extras(parts.get(part) or archive.read(part)) for title, part in _sheet_parts(archive)}


def notes_on(data: bytes, extras: Mapping[str, SheetExtras]) -> list[str]:
    """Sentences on what an XLSX file holds besides stored values."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.namelist()
    notes = []
    if any(member.endswith("vbaProject.bin") for member in members):
        notes.append("the workbook has macros, which were not run")
    if any(member.startswith("xl/externalLinks/") for member in members):
        notes.append("the workbook has links to other files, which were not followed")
    for title, extra in extras.items():
        if extra.without_value:
            notes.append(f"sheet {title!r} has {extra.without_value} formulas without a stored value, left empty")
    return notes


def without_dimensions(data: bytes) -> bytes:
    """The file without what its sheets say of their size, which some writers say in a form that is not readable."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as rewritten:
        for member in archive.namelist():
            part = archive.read(member)
            rewritten.writestr(member, _DIMENSION.sub(b"", part) if member.startswith("xl/worksheets/") else part)
    return stream.getvalue()


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Title and member name of each sheet."""
    members = set(archive.namelist())
    relations = "xl/_rels/workbook.xml.rels"
    if not {"xl/workbook.xml", relations} <= members:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    targets = {
        relation.get("Id"): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        for relation in etree.fromstring(archive.read(relations), parser)
    }
    for sheet in etree.fromstring(archive.read("xl/workbook.xml"), parser).iter("{*}sheet"):
        part = targets.get(sheet.get(_RELATION))
        if part in members:
            yield sheet.get("name", ""), str(part)


def _extras(xml: bytes) -> SheetExtras:
    errors = {}
    for attributes, body in _ERROR_CELL.findall(xml) if b'"e"' in xml or b"'e'" in xml else ():
        place, value = _PLACE.search(attributes), _VALUE.search(body)
        if place and value:
            errors[int(place[2]) - 1, _column(place[1])] = value[1].decode("utf-8", "replace").strip()
    patterns = (_FORMULAS, _PREFIXED_FORMULAS) if _PREFIXED_FORMULA.search(xml) else (_FORMULAS,)
    formulas = (found.start() - 1 for pattern in patterns for found in pattern.finditer(xml))
    return SheetExtras(errors, sum(_is_of_cell(xml, at) for at in formulas))


def _is_of_cell(xml: bytes, formula: int) -> bool:
    """Whether a formula without a value, at that offset, stands in a cell that should have one."""
    cell = xml.rfind(b"<", max(formula - _LONGEST_TAG, 0), formula)
    return cell >= 0 and _CELL.fullmatch(xml, cell, formula) is not None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
