"""What captions tell of the tables below them, and values that no part of an index can have."""

from __future__ import annotations

import pytest

from tests.scrapers.readers.tables.small_tables import UNITS, body, picture, points, reading

SCORES = points(90.5)
UP = [float(rank) for rank in range(1, 10)]
PARTS = points(9.1, -0.1)


def by_unit(values: list[float]) -> dict[str, float]:
    return dict(zip(UNITS, values, strict=True))


@pytest.mark.parametrize(
    ("caption", "code"),
    [
        ("PAR INDEX 2022: Lĩnh vực Cải cách thể chế", "2"),
        ("KẾT QUẢ CHỈ SỐ THÀNH PHẦN “CẢI CÁCH TÀI CHÍNH CÔNG” NĂM 2022 (PAR INDEX)", "6"),
        ("PAR INDEX năm 2022 - Lĩnh vực 3: Cải cách thủ tục hành chính", "3"),
    ],
)
def test_a_table_about_one_domain_holds_no_totals(caption: str, code: str) -> None:
    found = reading([[caption], ["Tỉnh", "Điểm", "Xếp hạng"], *body(PARTS, UP)], sheets=["S"], year=2022)
    assert (found.of(code=code), found.of("rank", code)) == (by_unit(PARTS), by_unit(UP))
    assert found.columns == {(code, "score"), (code, "rank")}


def test_a_sheet_named_for_a_domain_holds_no_totals() -> None:
    table = [["PAR INDEX 2022"], ["Tỉnh", "Điểm"], *body(PARTS)]
    assert reading(table, sheets=["Cải cách thể chế"]).columns == {("2", "score")}


def test_a_caption_counts_for_more_than_the_name_of_the_file() -> None:
    table = [["CHỈ SỐ CCHC NĂM 2022"], ["Tỉnh", "Tổng điểm"], *body(SCORES)]
    found = reading(table, sheets=["S"], name="cong bo 2023.xlsx")
    assert found.topics == {("PAR_INDEX", 2022)}
    assert [kind for kind, _ in found.told] == ["year_contradiction"]


@pytest.mark.parametrize("line", ["CÔNG BỐ NĂM 2023", "(Kèm theo Quyết định ngày 15/4/2023)"])
def test_a_year_of_publication_is_none_assessed(line: str) -> None:
    table = [[f"CHỈ SỐ CCHC CỦA CÁC TỈNH {line}"], ["Tỉnh", "Tổng điểm"], *body(SCORES)]
    found = reading(table, sheets=["S"])
    assert found.figures == []
    assert [kind for kind, _ in found.told] == ["no_year"]


@pytest.mark.parametrize(
    ("caption", "scope"),
    [
        ("PAR INDEX 2022 của các tỉnh vùng Đông Bắc", "region"),
        ("PAR INDEX 2022 vùng Đồng bằng sông Hồng", "region"),
        ("PAR INDEX 2022 chia theo vùng kinh tế", "national"),
        ("PAR INDEX 2022 CHIA THEO VÙNG KINH TẾ", "national"),
    ],
)
def test_ranks_within_a_region_are_not_national(caption: str, scope: str) -> None:
    found = reading([[caption], ["Tỉnh", "Tổng điểm", "Hạng"], *body(SCORES, UP)], sheets=["S"])
    assert {one.scope for one in found.figures if one.measure == "rank"} == {scope}


def test_a_caption_tells_that_values_are_percent() -> None:
    found = reading([["PAR INDEX 2022 (đơn vị tính: %)"], ["Tỉnh", "Tổng điểm"], *body(SCORES)], sheets=["S"])
    assert {one.unit_of_measure for one in found.figures} == {"percent"}


@pytest.mark.parametrize("values", [[score / 100 for score in SCORES], UP])
def test_fractions_and_ranks_under_the_header_of_totals_are_no_totals(values: list[float]) -> None:
    found = reading([["Tỉnh", "PAR INDEX 2022"], *body(values)])
    assert found.figures == []
    assert found.told == [("implausible_value", "B1:B10")]


def test_one_total_that_cannot_be_is_told_and_the_others_are_read() -> None:
    found = reading([["Tỉnh", "PAR INDEX 2022"], *body([*SCORES[:-1], 8.85])])
    assert len(found.figures) == len(UNITS) - 1
    assert found.told == [("implausible_value", "B10")]


def test_of_equal_totals_each_may_have_any_rank_of_those_they_share() -> None:
    totals = [90.5, 90.25, 90.25, 90.0, 89.5, 89.25, 89.0, 88.5, 88.25]
    rows = [[unit, f"{total:.2f}", str(at)] for at, (unit, total) in enumerate(zip(UNITS, totals, strict=True), 1)]
    found = picture([["Tỉnh", "PAR INDEX 2022", "Xếp hạng"], *rows], confidence=0.97)
    assert found.of("rank") == by_unit(UP)
    assert not any(one.reconciled or one.doubt for one in found.figures)


def test_off_a_picture_a_line_counts_for_more_than_a_header_that_says_another_year() -> None:
    rows = [[unit, f"{score:.2f}"] for unit, score in zip(UNITS, SCORES, strict=True)]
    found = picture([["Tỉnh", "SIPAS 2032"], *rows], lines=["Chỉ số SIPAS năm 2022"])
    assert found.topics == {("SIPAS", 2022)}
    assert [kind for kind, _ in found.told] == ["year_contradiction"]
