"""What columns hold beside scores: ranks, changes, groups, bounds, maxima, weighted totals; how cells print values."""

from __future__ import annotations

import pytest

from tests.scrapers.readers.tables.small_tables import UNITS, body, points, reading

SCORES = points(70.5)
UP = [float(rank) for rank in range(1, 10)]
DOWN = UP[::-1]
HIGH, LOW = points(9.5), points(4.5, 0.25)


def by_unit(values: list[float]) -> dict[str, float]:
    return dict(zip(UNITS, values, strict=True))


def test_weighted_and_unweighted_totals_are_two_indices() -> None:
    header = ["Tỉnh", "PCI 2008 có trọng số", "Xếp hạng", "PCI 2008 không trọng số"]
    found = reading([header, *body(SCORES, UP, points(60.5))])
    assert found.of(index_code="PCI") == by_unit(SCORES)
    assert found.of(index_code="PCI_UNWEIGHTED") == by_unit(points(60.5))
    assert (found.topics, found.told) == ({("PCI", 2008), ("PCI_UNWEIGHTED", 2008)}, [])


@pytest.mark.parametrize("header", ["Weighted PAPI", "PAPI có trọng số", "Chỉ số PAPI tổng hợp (có trọng số)"])
def test_the_weighted_total_of_papi_is_an_index_of_its_own(header: str) -> None:
    found = reading([["Tỉnh", "PAPI 2019", header], *body(points(42.5), points(45.5))], year=2019)
    assert found.of(index_code="PAPI") == by_unit(points(42.5))
    assert found.of(index_code="PAPI_WEIGHTED") == by_unit(points(45.5))


@pytest.mark.parametrize(
    ("headers", "measures"),
    [
        (("PAPI 2016 tối thiểu", "PAPI 2016 tối đa"), ("lower_bound", "upper_bound")),
        (("PAPI 2016 minimum", "PAPI 2016 maximum"), ("lower_bound", "upper_bound")),
        (("PAPI 2016 (cận dưới)", "PAPI 2016 (cận trên)"), ("lower_bound", "upper_bound")),
        (("Sai số chuẩn PAPI 2016", "PAPI 2016 upper bound"), ("standard_error", "upper_bound")),
        (("Min PAPI 2016", "Max PAPI 2016"), ("lower_bound", "upper_bound")),
    ],
)
def test_bounds_and_errors_are_no_scores(headers: tuple[str, str], measures: tuple[str, str]) -> None:
    found = reading([["Tỉnh", "PAPI 2016", *headers], *body(points(36.5), points(35.5), points(37.5))])
    assert found.of() == by_unit(points(36.5))
    assert [found.of(measure) for measure in measures] == [by_unit(points(35.5)), by_unit(points(37.5))]
    assert len(found.figures) == 3 * len(UNITS)


def test_points_and_percent_of_one_total_are_both_read() -> None:
    header = ["Tỉnh", "Tổng điểm", "Chỉ số CCHC (%)", "Xếp hạng"]
    found = reading([header, *body(points(60.5), SCORES, DOWN)], index="PAR_INDEX", year=2022)
    assert found.of(unit_of_measure="points") == by_unit(points(60.5))
    assert found.of(unit_of_measure="percent") == by_unit(SCORES)
    assert found.told == []


def test_bounds_of_a_part_are_the_parts() -> None:
    header = ["Tỉnh", "Civic Knowledge", "Civic Knowledge - lower bound", "Civic Knowledge - standard error"]
    found = reading([header, *body(points(2.25, 0), points(1.75, 0), points(0.25, 0))], index="PAPI", year=2016)
    assert found.columns == {("1.1", "score"), ("1.1", "lower_bound"), ("1.1", "standard_error")}


def test_a_rank_belongs_to_the_part_that_it_stands_behind() -> None:
    header = ["Tỉnh", "Gia nhập thị trường", "Xếp hạng", "Đào tạo lao động", "Xếp hạng", "Điểm PCI 2013"]
    found = reading([header, *body(HIGH, UP, LOW, DOWN, SCORES)])
    assert (found.of("rank", "1"), found.of("rank", "9"), found.of("rank")) == (by_unit(UP), by_unit(DOWN), {})


def test_a_rank_that_follows_the_part_before_it_is_the_parts() -> None:
    header = ["Tỉnh", "Gia nhập thị trường", "Đào tạo lao động", "Xếp hạng"]
    found = reading([header, *body(HIGH, LOW, DOWN)], index="PCI", year=2013)
    assert (found.of("rank", "9"), found.of("rank", "1"), found.of("rank")) == (by_unit(DOWN), {}, {})


def test_a_rank_behind_a_part_that_follows_the_total_is_the_totals() -> None:
    header = ["Tỉnh", "Điểm PCI 2013", "Đào tạo lao động", "Xếp hạng"]
    found = reading([header, *body(SCORES, LOW, UP)])
    assert (found.of("rank"), found.of("rank", "9")) == (by_unit(UP), {})


def test_a_rank_that_follows_no_part_is_the_totals_though_no_total_is_printed() -> None:
    header = ["Tỉnh", "Gia nhập thị trường", "Đào tạo lao động", "Xếp hạng"]
    found = reading([header, *body(HIGH, HIGH, [5, 1, 9, 2, 7, 3, 8, 4, 6])], index="PCI", year=2013)
    assert (len(found.of("rank")), found.of("rank", "9"), found.of("rank", "1")) == (9, {}, {})


def test_a_rank_follows_scores_that_are_equal() -> None:
    header = ["Tỉnh", "Điểm PCI 2013", "Đào tạo lao động", "Xếp hạng"]
    found = reading([header, *body(points(70.5, 0), [5.5] * 8 + [5.25], [1.0] * 8 + [9.0])])
    assert (len(found.of("rank", "9")), found.of("rank")) == (9, {})


@pytest.mark.parametrize("header", ["Xếp hạng PCI 2013", "PCI rank 2013", "Thứ hạng"])
def test_a_rank_of_the_index_by_its_own_words(header: str) -> None:
    found = reading([["Tỉnh", header, "Điểm PCI 2013"], *body(UP, SCORES)])
    assert (found.of("rank"), found.of()) == (by_unit(UP), by_unit(SCORES))


@pytest.mark.parametrize(
    "names", [("Rất tốt", "Tốt", "Khá"), ("Excellent", "High", "Mid-high"), ("RẤT TỐT", "tốt", "Khá ")]
)
def test_groups_are_told_by_their_place_from_the_best(names: tuple[str, ...]) -> None:
    words = [names[at // 3] for at in range(9)]
    found = reading([["Tỉnh", "Điểm PCI 2013", "Xếp hạng", "Nhóm"], *body(SCORES, UP, words)])
    assert list(found.of("group").values()) == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert found.told == []


def test_a_group_of_another_name_is_told() -> None:
    found = reading([["Tỉnh", "Điểm PCI 2013", "Nhóm"], *body(SCORES, ["Tốt"] * 8 + ["Vàng"])])
    assert (len(found.of("group")), found.told) == (8, [("text_in_number_column", "C10")])


def test_changes_against_an_earlier_year() -> None:
    header = ["Tỉnh", "PCI 2018", "PCI 2019", "Tăng/giảm so với 2018", "Thay đổi thứ hạng"]
    changes = ["+1,25", "-0,5", "Tăng 2,5 điểm", "Giảm 1 điểm", "Giữ nguyên", "↑ 0,75", "0", "-", ""]
    moves = ["2", "-3", "Tăng 4 bậc", "Giảm 5 bậc", "Không thay đổi", "▲ 1", "0", "-", ""]
    found = reading([header, *body(points(60.5), SCORES, changes, moves)])
    assert list(found.of("delta_score").values()) == [1.25, -0.5, 2.5, -1, 0, 0.75, 0]
    assert list(found.of("delta_rank").values()) == [2, -3, 4, -5, 0, 1, 0]
    changed = [one for one in found.figures if one.measure.startswith("delta")]
    assert {(one.year, one.base_year) for one in changed} == {(2019, 2018)}
    assert found.told == []


@pytest.mark.parametrize("header", ["Điểm tối đa", "Thang điểm", "Max"])
def test_a_column_of_maxima(header: str) -> None:
    found = reading([["Tỉnh", header, "Điểm PAR INDEX 2022"], *body([100.0] * 9, SCORES)])
    assert (found.of("max_score"), found.of()) == (by_unit([100.0] * 9), by_unit(SCORES))


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("70,25", {("score", 70.25, "points")}),
        ("70.25", {("score", 70.25, "points")}),
        (" 70,25 điểm", {("score", 70.25, "points")}),
        ("70,25%", {("score", 70.25, "percent")}),
        ("14,5/16", {("score", 14.5, "points"), ("max_score", 16.0, "points")}),
    ],
)
def test_how_a_cell_prints_a_score(printed: str, values: set[tuple[str, float, str]]) -> None:
    found = reading([["Tỉnh", "Điểm PAR INDEX 2022"], *body([printed, "60,5", "50,5"], units=UNITS[:3])])
    mine = [one for one in found.figures if one.unit_name == "Hà Nội"]
    assert {(str(one.measure), one.value, one.unit_of_measure) for one in mine} == values
    assert {one.value_raw for one in mine} <= {printed.strip(), "70,25", "14,5", "16"}


def test_a_rank_of_so_many() -> None:
    found = reading([["Tỉnh", "PCI 2013", "Xếp hạng"], *body(SCORES, [f"{at:02}/63" for at in range(1, 10)])])
    assert (found.of("rank"), set(found.of("rank_of").values())) == (by_unit(UP), {63.0})


@pytest.mark.parametrize(
    ("score", "rank", "told"),
    [
        ("N/A", "-", []),
        ("…", "–", []),
        ("", "", []),
        ("x", ".", []),
        ("chưa công bố", "1", [("text_in_number_column", "B10", "info")]),
        ("70,5 (sửa)", "1", [("text_in_number_column", "B10", "error")]),
        ("70.5", "nhất", [("text_in_number_column", "C10", "info")]),
        ("70.5", "1.5", [("text_in_number_column", "C10", "error")]),
        ("70.5", 1.5, [("text_in_number_column", "C10", "error")]),
        ("70.5", 0.0, [("text_in_number_column", "C10", "error")]),
    ],
)
def test_cells_without_a_value(score: str, rank: str | float, told: list[tuple[str, str, str]]) -> None:
    rows = body(SCORES[:8], UP[:8], units=UNITS[:8])
    found = reading([["Tỉnh", "Điểm PCI 2013", "Xếp hạng"], *rows, ["Sơn La", score, rank]])
    severities = [one.severity for one in found.anomalies]
    assert [(*where, severity) for where, severity in zip(found.told, severities, strict=True)] == told
    assert len(found.of()) == 8 + (score == "70.5")
    assert len(found.of("rank")) == 8 + (rank == "1")


@pytest.mark.parametrize(("index", "is_read"), [("PCI", False), ("PAR_INDEX", False), ("DTI", True)])
def test_nought_below_the_scale_is_a_missing_value(index: str, is_read: bool) -> None:
    """No total of PCI or PAR INDEX was ever near nought; that of DTI begins there."""
    scores = [score / 100 if index == "DTI" else score for score in SCORES[:8]]
    found = reading([["Tỉnh", "Tổng điểm"], *body([*scores, 0.0])], index=index, year=2022)
    assert ("Sơn La" in found.of()) is is_read
    assert found.told == ([] if is_read else [("zero_for_missing", "B10")])


def test_ranks_of_provinces_are_national_and_scores_have_no_scope() -> None:
    found = reading([["Tỉnh", "Điểm PCI 2013", "Xếp hạng"], *body(SCORES, UP)])
    assert {(str(one.measure), one.scope) for one in found.figures} == {("score", None), ("rank", "national")}


def test_a_note_beside_the_scores_is_not_told() -> None:
    found = reading([["Tỉnh", "Vùng", "PCI 2013", "Ghi chú"], *body(["Tây Bắc"] * 9, SCORES, ["xem trang 7"] * 9)])
    assert (found.of(), len(found.figures), found.told) == (by_unit(SCORES), 9, [])


@pytest.mark.parametrize(
    ("header", "printed", "value", "unit"),
    [
        ("PAPI 2016 tối thiểu", "35,25", 35.25, "points"),
        ("PAPI 2016 (cận trên)", "35.25", 35.25, "points"),
        ("Sai số chuẩn PAPI 2016", "0,25", 0.25, "points"),
        ("Điểm tối đa", "60", 60.0, "points"),
        ("Xếp hạng", "Thứ 3", 3.0, "rank"),
        ("Nhóm", "A", 1.0, "group"),
        ("Tăng/giảm so với 2015", "+1,25 điểm", 1.25, "points"),
        ("Tăng/giảm so với 2015", "-1,25%", -1.25, "percent"),
        ("Thay đổi thứ hạng", "Giảm 3 bậc", -3.0, "places"),
        ("PAPI 2016 tối thiểu", "không rõ", None, None),
        ("PAPI 2016 (cận trên)", "35,2,5", None, None),
        ("Điểm tối đa", "sáu mươi", None, None),
        ("Tăng/giảm so với 2015", "Giảm 3 bậc", None, None),
        ("Thay đổi thứ hạng", "Giảm 1,25 điểm", None, None),
        ("PAPI 2016", "35 / 3,0,0", None, None),
    ],
)
def test_how_a_cell_prints_a_value(header: str, printed: str, value: float | None, unit: str | None) -> None:
    found = reading([["Tỉnh", "Điểm chung PAPI 2016", header], *body([56.5, 55.5], [printed, ""], units=UNITS[:2])])
    mine = [(one.value, one.unit_of_measure) for one in found.figures if one.locator.startswith("table:1/row:2/col:3/")]
    assert mine == ([] if value is None else [(value, unit)])
    assert found.told == ([("text_in_number_column", "C2")] if value is None else [])
