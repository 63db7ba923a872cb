"""Values that a workbook prints twice and differently: which of them is read, and what is told of the other."""

from __future__ import annotations

import pytest

from scrapers.documents.rendering import RawRow
from tests.scrapers.readers.tables.small_tables import UNITS, Reading, body, picture, points, reading

ENTRY, LABOUR, TOTALS = points(8.5), points(6.5), points(70.5)
SUMMARY = [
    ["Tỉnh", "Gia nhập thị trường", "Đào tạo lao động", "Điểm PCI 2013"],
    *body(ENTRY, LABOUR, TOTALS),
]
SHEETS = ["Gia nhập", "Tổng hợp"]


def own_sheet(values: list[float]) -> list[RawRow]:
    return [["Tỉnh", "Gia nhập thị trường"], *body(values)]


def book(*tables: list[RawRow], sheets: list[str] = SHEETS, hidden: tuple[str, ...] = ()) -> Reading:
    return reading(*tables, sheets=sheets, hidden=hidden, name="PCI_2013.xlsx")


def test_a_sheet_that_says_the_same_is_read_with_the_summary() -> None:
    found = book(own_sheet(ENTRY), SUMMARY)
    assert (len(found.figures), found.told) == (4 * len(UNITS), [])


def test_a_sheet_that_contradicts_the_summary_is_told_and_not_read() -> None:
    found = book(own_sheet([value - 1 for value in ENTRY]), SUMMARY)
    assert found.of(code="1") == dict(zip(UNITS, ENTRY, strict=True))
    assert (len(found.figures), found.told) == (3 * len(UNITS), [("contradicts_summary", "B2:B10")])
    assert "as in table 2" in found.anomalies[0].message
    assert "for 9 units" in found.anomalies[0].message


def test_only_the_values_that_differ_are_refused() -> None:
    found = book(own_sheet([*ENTRY[:4], *(value - 1 for value in ENTRY[4:6]), *ENTRY[6:]]), SUMMARY)
    assert len(found.figures) == 4 * len(UNITS) - 2
    assert found.told == [("contradicts_summary", "B6:B7")]


def test_the_last_digit_does_not_contradict() -> None:
    assert book(own_sheet([value + 0.004 for value in ENTRY]), SUMMARY).told == []
    assert [kind for kind, _ in book(own_sheet([value + 0.006 for value in ENTRY]), SUMMARY).told] == [
        "contradicts_summary"
    ]


def test_of_two_tables_as_full_the_shown_one_is_read() -> None:
    other = [SUMMARY[0], *body([value - 1 for value in ENTRY], LABOUR, TOTALS)]
    found = book(other, SUMMARY, sheets=["A", "B"], hidden=("A",))
    assert found.of(code="1") == dict(zip(UNITS, ENTRY, strict=True))
    assert found.told == [("contradicts_summary", "B2:B10")]
    assert found.anomalies[0].locator.startswith("table:1/")


def test_pages_that_differ_are_both_read() -> None:
    """Tables without a sheet are prints of several documents or years, not a workbook's summary."""
    found = reading(own_sheet([value - 1 for value in ENTRY]), SUMMARY, index="PCI", year=2013, media_type="text/html")
    assert len(found.figures) == 4 * len(UNITS)


@pytest.mark.parametrize(("score", "kept", "told"), [(70.0, 10, []), (60.0, 8, [("unit_named_twice", "B4:B11")])])
def test_a_unit_named_twice(score: float, kept: int, told: list[tuple[str, str]]) -> None:
    found = reading([["Tỉnh", "Điểm PCI 2013"], *body(TOTALS), ["Cao Bằng", score]])
    assert (len(found.figures), found.told) == (kept, told)
    assert "Cao Bằng" in found.of() or told


def test_a_unit_named_twice_loses_the_column_that_differs_alone() -> None:
    rows = body(ENTRY, TOTALS)
    found = reading([["Tỉnh", "Gia nhập thị trường", "Điểm PCI 2013"], *rows, ["Hà Nội", ENTRY[0], 51.5]])
    assert "Hà Nội" not in found.of()
    assert found.of(code="1") == dict(zip(UNITS, ENTRY, strict=True))
    assert found.told == [("unit_named_twice", "C2:C11")]


def test_a_cell_of_which_nothing_is_known_is_no_rival_of_itself() -> None:
    rows = [[unit, f"{total:.2f}"] for unit, total in zip(UNITS, TOTALS, strict=True)]
    rows[3][1] = "::"
    found = picture([["Tỉnh", "Điểm PCI 2013"], *rows])
    assert len(found.figures) == len(UNITS) - 1
    assert found.told == [("unread_cell", "B5")]
