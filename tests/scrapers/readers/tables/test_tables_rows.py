"""The rows of tables: units, means, statistics, headings, notes, what a sheet looks up; and rows that are refused."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from scrapers.documents.rendering import RawRow
from tests.scrapers.readers.tables.small_tables import UNITS, Reading, body, points, reading

SCORES = points(70.5)
RANKS = [float(rank) for rank in range(1, 10)]
WANTED = dict(zip(UNITS, SCORES, strict=True))
HEADER = ["TT", "Tỉnh", "Điểm PCI 2019", "Xếp hạng"]
ROWS: list[RawRow] = [[str(at), *row] for at, row in enumerate(body(SCORES, RANKS), start=1)]
BLANK = ["", "", "", ""]


def with_rows(*rows: RawRow, after: int = len(ROWS)) -> Reading:
    """A table with some rows put in behind its first ones."""
    return reading([HEADER, *ROWS[:after], *rows, *ROWS[after:]])


@pytest.mark.parametrize("label", ["Trung bình", "TRUNG BÌNH CẢ NƯỚC", "Bình quân chung", "National mean", "Mean"])
@pytest.mark.parametrize("at", [1, 0])
def test_a_mean_is_a_figure_of_the_country(label: str, at: int) -> None:
    row = ["", "", 68.25, ""]
    row[at] = label
    found = with_rows(row)
    national = [one for one in found.figures if one.unit_level == "national"]
    assert [(one.unit_name, one.unit_name_raw, one.measure, one.value) for one in national] == [
        ("Việt Nam", label, "score", 68.25)
    ]
    assert (len(found.figures), found.told) == (2 * len(UNITS) + 1, [])


def test_a_mean_is_explained() -> None:
    assert "A11:D11: a mean" in with_rows(["", "Bình quân", 68.25, ""]).explained


@pytest.mark.parametrize(
    "label", ["MIN", "Max", "Median", "Trung vị", "Giá trị nhỏ nhất", "Điểm cao nhất", "Độ lệch chuẩn", "PCI trung vị"]
)
def test_a_statistic_is_no_figure(label: str) -> None:
    found = with_rows(["", label, 68.25, 5.0])
    assert (found.of(), len(found.figures), found.told) == (WANTED, 2 * len(UNITS), [])
    assert "A11:D11: a statistic, no unit" in found.explained


@pytest.mark.parametrize(
    "row",
    [
        ["Đồng bằng sông Hồng", "", "", ""],
        ["II", "Trung du và miền núi phía Bắc", "", ""],
        ["", "Các tỉnh miền núi", "", ""],
    ],
)
def test_regional_headings_are_no_units(row: list[str]) -> None:
    found = with_rows(row, after=4)
    assert (found.of(), len(found.figures), found.told) == (WANTED, 2 * len(UNITS), [])


def test_a_region_with_a_value_is_a_region() -> None:
    found = with_rows(["", "Đồng bằng sông Hồng", 67.25, ""])
    (region,) = [one for one in found.figures if one.unit_level == "region"]
    assert (region.unit_name, region.value) == ("Đồng bằng sông Hồng", 67.25)


@pytest.mark.parametrize(
    "row",
    [
        ["Ghi chú: PCI năm 2019 gồm mười chỉ số thành phần", "", "", ""],
        ["", "* Nguồn: VCCI", "", ""],
        ["(*) không xếp hạng"],
    ],
)
@pytest.mark.parametrize("blank", [[], [BLANK]])
def test_notes_below_the_table_are_not_told(row: list[str], blank: list[list[str]]) -> None:
    found = with_rows(*blank, row)
    assert (found.of(), len(found.figures), found.told) == (WANTED, 2 * len(UNITS), [])


def test_a_unit_that_the_sheet_looks_up_is_told_and_not_read() -> None:
    found = with_rows(BLANK, ["", "Cao Bằng", 70.0, 3.0])
    assert (found.of(), len(found.figures)) == (WANTED, 2 * len(UNITS))
    assert found.told == [("lookup_row", "B12:D12")]
    assert "A12:D12: a unit that the sheet looks up, no row of the table" in found.explained


def test_a_lookup_of_another_value_does_not_contradict_the_table() -> None:
    found = with_rows(BLANK, ["", "Cao Bằng", 12.5, 44.0])
    assert (found.of(), found.told) == (WANTED, [("lookup_row", "B12:D12")])


def test_a_unit_behind_a_blank_row_that_was_not_there_before_is_a_row() -> None:
    found = with_rows(BLANK, ["10", "Hòa Bình", 68.0, 10.0])
    assert found.of() == {**WANTED, "Hòa Bình": 68.0}
    assert found.told == []


def test_a_unit_that_is_not_known_is_told() -> None:
    found = with_rows(["", "Vương quốc Anh", 68.25, 10.0], after=4)
    assert (found.of(), found.told) == (WANTED, [("unknown_unit", "B6")])
    assert found.anomalies[0].severity == "error"
    assert "A6:D6: refused: no unit that is known" in found.explained


@pytest.mark.parametrize("row", [["5", "Hòa Bình", 68.0], ["5", "Hòa Bình", 68.0, 10.0, 7.0]], ids=["short", "long"])
def test_a_row_of_another_length_is_refused(row: list[str | float]) -> None:
    found = reading([HEADER, *ROWS, row], media_type="application/pdf")
    (refused,) = [where for kind, where in found.told if kind == "ragged_row"]
    assert (found.of(), refused.split(":")[0]) == (WANTED, "A11")


@pytest.mark.parametrize(
    ("label", "cells", "maxima"),
    [
        ("Điểm tối đa", ["10", "10", "100"], [10, 10, 100]),
        ("Thang điểm", ["1-10 điểm", "1-10", "10-100 điểm"], [10, 10, 100]),
        ("Thang điểm", ["1–10", "", "100"], [10, 100]),
        ("Max", [10.0, 10.0, 100.0], [10, 10, 100]),
    ],
)
def test_a_row_of_maxima(label: str, cells: list[str | float], maxima: list[float]) -> None:
    header = [["Tỉnh", "Gia nhập thị trường", "Đào tạo lao động", "Điểm PCI 2019"], [label, *cells]]
    found = reading([*header, *body(points(8.5), points(6.5), SCORES)])
    told = [one for one in found.figures if one.measure == "max_score"]
    assert [one.value for one in told] == maxima
    assert {(one.unit_name, one.unit_level, one.year) for one in told} == {("Việt Nam", "national", 2019)}
    assert (found.of(), found.told) == (WANTED, [])
    assert "A2:D2: maxima" in found.explained


SPELLINGS: Sequence[tuple[str, str]] = (
    ("Thừa Thiên - Huế", "Thừa Thiên Huế"),
    ("TT-Huế", "Thừa Thiên Huế"),
    ("BRVT", "Bà Rịa - Vũng Tàu"),
    ("TP.HCM", "Hồ Chí Minh"),
    ("Bắc Cạn", "Bắc Kạn"),
    ("Đak Lak", "Đắk Lắk"),
    ("Tỉnh Hòa Bình", "Hòa Bình"),
    ("HOÀ BÌNH", "Hòa Bình"),
    ("Da Nang", "Đà Nẵng"),
    ("ĐÀ NẴNG ", "Đà Nẵng"),
    ("Đà\xa0Nẵng", "Đà Nẵng"),
    ("Hòa Bình", "Hòa Bình"),
)


@pytest.mark.parametrize(("raw", "name"), SPELLINGS)
def test_spellings_of_units(raw: str, name: str) -> None:
    found = reading([["Tỉnh", "Điểm PCI 2019"], *body(points(70.5, count=4), units=[*UNITS[4:7], raw])])
    (figure,) = [one for one in found.figures if one.value == 69.75]
    assert (figure.unit_name, found.told) == (name, [])


def test_numbered_and_roman_rows_are_not_values() -> None:
    numerals = ["I", "II", "III", "IV", "V"]
    rows = [[numeral, *row] for numeral, row in zip(numerals, body(SCORES[:5], units=UNITS[:5]), strict=True)]
    found = reading([["TT", "Tỉnh", "Điểm PCI 2019"], *rows])
    assert (found.of(), found.told) == (dict(list(WANTED.items())[:5]), [])


def test_a_district_among_provinces_is_not_known() -> None:
    found = with_rows(["", "Huyện Hòa Vang", 68.25, 10.0], after=4)
    assert (found.of(), found.told) == (WANTED, [("unknown_unit", "B6")])


def test_districts_are_their_provinces() -> None:
    units = ["Huyện Hòa An", "Huyện Hà Quảng", "Huyện Nguyên Bình", "Thành phố Cao Bằng"]
    rows = [["Đơn vị", "PAR INDEX 2021"], *body(points(90.5, count=4), units=units), ["Trung bình", 89.0]]
    found = reading(rows, lines=["UBND tỉnh Cao Bằng"], title="Kết quả của tỉnh Cao Bằng", media_type="text/html")
    local = [one for one in found.figures if one.unit_level == "district"]
    assert {one.unit_parent for one in local} == {"Cao Bằng"}
    assert {one.index_code for one in local} == {"PAR_INDEX_DISTRICT"}
    (mean,) = [one for one in found.figures if one.value == 89.0]
    assert (mean.unit_name, mean.unit_level) == ("Cao Bằng", "province")


def test_a_unit_of_a_second_block_that_is_not_known_is_told() -> None:
    rows = [one + other for one, other in zip(body(points(8.5)), body(points(6.5)), strict=True)]
    rows[4][2] = "Vương quốc Anh"
    rows[8][2] = rows[8][3] = ""
    found = reading([["Tỉnh", "Gia nhập thị trường", "Tỉnh", "Đào tạo lao động"], *rows], index="PCI", year=2013)
    assert (len(found.of(code="1")), len(found.of(code="9"))) == (9, 7)
    assert found.told == [("unknown_unit", "C6")]


@pytest.mark.parametrize(
    "again",
    [
        HEADER,
        ["TT", "Tỉnh", "Điểm PCI 2019", "Thứ hạng"],
        ["TT", "Tỉnh", "", "Xếp hạng"],
    ],
)
def test_a_header_that_comes_again_in_other_words(again: list[str]) -> None:
    found = with_rows(again, after=4)
    assert (found.of(), len(found.figures), found.told) == (WANTED, 2 * len(UNITS), [])
