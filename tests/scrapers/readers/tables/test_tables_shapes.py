"""The frames of tables: axes, blocks, headers of several levels, tables below and behind each other."""

from __future__ import annotations

import pytest

from scrapers.documents.rendering import RawCell
from tests.scrapers.readers.tables.small_tables import UNITS, body, points, reading

SCORES, RANKS = points(70.5), [float(rank) for rank in range(1, 10)]
WANTED = dict(zip(UNITS, SCORES, strict=True))
ASCII = ("Ha Noi", "Ha Giang", "Cao Bang", "Bac Kan", "Tuyen Quang", "Lao Cai", "Dien Bien", "Lai Chau", "Son La")


def test_units_down() -> None:
    found = reading([["Tỉnh", "Điểm PCI 2019", "Xếp hạng"], *body(SCORES, RANKS)])
    assert (found.of(), found.of("rank")) == (WANTED, dict(zip(UNITS, RANKS, strict=True)))
    assert (found.topics, found.told) == ({("PCI", 2019)}, [])


def test_units_across() -> None:
    found = reading([["Tỉnh", *UNITS], ["Điểm PCI 2019", *SCORES], ["Xếp hạng", *RANKS]])
    assert (found.of(), found.of("rank")) == (WANTED, dict(zip(UNITS, RANKS, strict=True)))
    assert found.told == []
    assert found.figures[0].locator.startswith("table:1/row:2/col:2/"), "places are those of the print"
    assert "turned: units stand side by side" in found.explained


def test_two_spellings_of_the_units_are_one_block() -> None:
    rows = [[english, *row] for english, row in zip(ASCII, body(SCORES, RANKS), strict=True)]
    found = reading([["Province", "Tỉnh", "Điểm PCI 2019", "Xếp hạng"], *rows])
    assert len(found.figures) == 2 * len(UNITS)
    assert (found.of(), found.told) == (WANTED, [])
    assert "A2:A10: units, another spelling" in found.explained


def pairs(numbers: bool) -> list[list[str | float]]:
    """Two sub-indices side by side, each sorted by itself, the second from the last unit to the first."""
    left = body(points(9.5))
    right = body(points(7.25), units=UNITS[::-1])
    both = [one + other for one, other in zip(left, right, strict=True)]
    if not numbers:
        return [["Tỉnh", "Gia nhập thị trường", "Tỉnh", "Tính minh bạch"], *both]
    counted = [[str(at), *row[:2], str(at), *row[2:]] for at, row in enumerate(both, start=1)]
    return [["TT", "Tỉnh", "Gia nhập thị trường", "TT", "Tỉnh", "Tính minh bạch"], *counted]


@pytest.mark.parametrize("numbers", [False, True])
def test_pairs_side_by_side_have_units_of_their_own(numbers: bool) -> None:
    found = reading(pairs(numbers), index="PCI", year=2013)
    assert found.of(code="1") == dict(zip(UNITS, points(9.5), strict=True))
    assert found.of(code="3") == dict(zip(UNITS[::-1], points(7.25), strict=True))
    assert (found.columns, found.told) == ({("1", "score"), ("3", "score")}, [])


def test_a_ranking_in_two_halves_side_by_side() -> None:
    rows = [
        [*(str(at), *one), *(str(at + 4), *other)]
        for at, one, other in zip(
            range(1, 5), body(SCORES[:4], units=UNITS[:4]), body(SCORES[4:8], units=UNITS[4:8]), strict=True
        )
    ]
    found = reading([["Hạng", "Tỉnh", "Điểm PCI 2019", "Hạng", "Tỉnh", "Điểm PCI 2019"], *rows])
    assert found.of() == dict(zip(UNITS[:8], SCORES[:8], strict=True))
    assert found.of("rank") == dict(zip(UNITS[:8], RANKS[:8], strict=True))


def test_tables_one_below_the_other_in_a_sheet() -> None:
    first = [["Tỉnh", "Điểm PCI 2018", "Xếp hạng"], *body(SCORES, RANKS)]
    second = [["Bảng 2. PCI năm 2019", "", ""], ["Tỉnh", "Điểm PCI 2019", "Thứ hạng"], *body(points(60.5), RANKS)]
    found = reading([*first, ["", "", ""], *second])
    assert found.of(year=2018) == WANTED
    assert found.of(year=2019) == dict(zip(UNITS, points(60.5), strict=True))
    assert (len(found.of("rank", year=2018)), len(found.of("rank", year=2019)), found.told) == (9, 9, [])


HEADER = ["Tỉnh", "Điểm PCI 2019", "Xếp hạng"]


@pytest.mark.parametrize("again", [[HEADER], []], ids=["header again", "no header"])
def test_a_table_that_goes_on_over_pages(again: list[list[str]]) -> None:
    rows = body(SCORES, RANKS)
    found = reading([HEADER, *rows[:4]], [*again, *rows[4:7]], [*again, *rows[7:]], media_type="application/pdf")
    assert (found.of(), found.of("rank")) == (WANTED, dict(zip(UNITS, RANKS, strict=True)))
    assert (found.topics, found.told) == ({("PCI", 2019)}, [])


def test_a_table_of_another_width_goes_on_no_other() -> None:
    rows = body(SCORES, RANKS)
    found = reading([HEADER, *rows[:4]], [row[:2] for row in rows[4:]], media_type="application/pdf")
    assert found.of() == dict(zip(UNITS[:4], SCORES[:4], strict=True))


def test_a_header_that_comes_again_inside_a_table() -> None:
    rows = body(SCORES, RANKS)
    found = reading([HEADER, *rows[:4], HEADER, *rows[4:]])
    assert (found.of(), found.told) == (WANTED, [])
    assert "A6:C6: the header again" in found.explained


def merged() -> list[list[RawCell | str]]:
    """A header of two levels whose cells span."""
    unit, over, total = RawCell("Tỉnh"), RawCell("Chỉ số thành phần PCI 2019"), RawCell("Tổng điểm")
    return [[unit, over, over, total], [unit, "Gia nhập thị trường", "Đào tạo lao động", total]]


LEVELS = {
    "merged": merged(),
    "blank": [
        ["Tỉnh", "Chỉ số thành phần PCI 2019", "", "Tổng điểm"],
        ["", "Gia nhập thị trường", "Đào tạo lao động", ""],
    ],
    "one level": [["Tỉnh", "Gia nhập thị trường", "Đào tạo lao động", "Điểm PCI 2019"]],
    "caption and column numbers": [
        ["Bảng 1. Chỉ số PCI năm 2019", "", "", ""],
        ["Tỉnh", "Gia nhập thị trường", "Đào tạo lao động", "Tổng điểm"],
        ["(1)", "(2)", "(3)", "(4)=(2)+(3)"],
    ],
    "code row": [
        ["Tỉnh", "Gia nhập thị trường", "Đào tạo lao động", "Điểm PCI 2019"],
        ["tentinh_vie", "dim1_entry", "dim9_labor", "pci"],
    ],
    "blank row": [
        ["Tỉnh", "Gia nhập thị trường", "Đào tạo lao động", "Điểm PCI 2019"],
        ["", "", "", ""],
    ],
}


@pytest.mark.parametrize("header", LEVELS.values(), ids=list(LEVELS))
def test_headers_of_several_levels(header: list[list[RawCell | str]]) -> None:
    found = reading([*header, *body(points(8.5), points(6.5), SCORES)])
    assert found.of(code="1") == dict(zip(UNITS, points(8.5), strict=True))
    assert found.of(code="9") == dict(zip(UNITS, points(6.5), strict=True))
    assert found.of() == WANTED
    assert (len(found.figures), found.topics, found.told) == (27, {("PCI", 2019)}, [])


def test_years_over_pairs_of_columns() -> None:
    header = [["Tỉnh", "PCI 2018", "", "PCI 2019", ""], ["", "Điểm", "Hạng", "Điểm", "Hạng"]]
    found = reading([*header, *body(points(60.5), RANKS, SCORES, RANKS)])
    assert found.of(year=2018) == dict(zip(UNITS, points(60.5), strict=True))
    assert found.of(year=2019) == WANTED
    assert len(found.of("rank", year=2018)) == len(found.of("rank", year=2019)) == 9


def test_measures_over_pairs_of_years() -> None:
    header = [["Tỉnh", "Điểm PCI", "", "Xếp hạng", ""], ["", "2018", "2019", "2018", "2019"]]
    found = reading([*header, *body(points(60.5), SCORES, RANKS, RANKS)])
    assert found.of(year=2018) == dict(zip(UNITS, points(60.5), strict=True))
    assert found.of(year=2019) == WANTED
    assert len(found.of("rank", year=2018)) == len(found.of("rank", year=2019)) == 9


def test_a_table_without_units_is_none_of_ours() -> None:
    found = reading([["Mặt hàng", "Giá 2019"], ["Gạo", 12.5], ["Ngô", 8.0]], index="PCI", year=2019)
    assert (found.figures, found.told) == ([], [])
    assert found.explained[-1] == "Table 1: no table of scores, passed over."
