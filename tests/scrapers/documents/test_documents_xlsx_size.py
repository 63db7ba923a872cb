"""Only a workbook that cannot cost much is opened without the limits of a child process."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from scrapers.documents import workbook
from scrapers.documents.workbook import open_workbook
from scrapers.documents.xlsx_size import modest_parts

STRINGS = "xl/sharedStrings.xml"
SHEET = "xl/worksheets/sheet1.xml"


def book(changes: dict[str, tuple[bytes, bytes]] | None = None) -> bytes:
    """A workbook of one sheet, texts in some of its parts replaced."""
    made = openpyxl.Workbook()
    assert made.active is not None
    for row in range(1, 20):
        made.active.cell(row, 1, f"tỉnh {row}")
        made.active.cell(row, 2, row / 2)
    plain, changed = io.BytesIO(), io.BytesIO()
    made.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            before, after = (changes or {}).get(name, (b"", b""))
            part = old.read(name)
            assert before in part
            new.writestr(name, part.replace(before, after, 1) if before else part)
        new.writestr(STRINGS, (changes or {}).get(STRINGS, (b"", b"<sst><si><t>a</t></si></sst>"))[1])
    return changed.getvalue()


def test_an_ordinary_workbook_modest_parts_and_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "run_limited", None)
    assert SHEET in (modest_parts(book()) or {})
    assert open_workbook(book(), "a.xlsx").tables[0].rows[18][1].number == 9.5


@pytest.mark.parametrize(
    "after",
    [b'r="XFD7"', b'r="B10000"', b"r='AAA1'", b'r = "B1048576"', b'r="&#66;1048576"', b'r="B7" r="B1048576" s="/>"'],
)
def test_a_cell_far_away_is_not_modest(after: bytes) -> None:
    assert not modest_parts(book({SHEET: (b'r="B7"', after)}))


def test_an_empty_cell_far_away_modest_parts() -> None:
    assert modest_parts(book({SHEET: (b"</row>", b'<c r="XFD1" s="1"/></row>')}))


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        (STRINGS, b"", b"<si>" + b"x" * 3_000_000 + b"</si>"),
        (STRINGS, b"", b"x" * 31_000_000),
        (STRINGS, b"", b'<!DOCTYPE sst [<!ENTITY a "b">]><sst/>'),
        (SHEET, b"<sheetData>", b"<sheetData>\0"),
    ],
    ids=["one long text in many cells", "much", "entities", "another encoding"],
)
def test_what_may_cost_much_is_not_modest(part: str, before: bytes, after: bytes) -> None:
    assert not modest_parts(book({part: (before, after)}))


def test_what_is_broken_is_not_modest() -> None:
    assert not modest_parts(book()[:-40])
    assert not modest_parts(b"PK")
