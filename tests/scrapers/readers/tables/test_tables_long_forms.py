"""Tables in rarer forms: a year or a part in every row, units behind their values, units grouped by others, one unit's
own tables; and tables of which nothing is understood.
"""

from __future__ import annotations

import pytest

from tests.scrapers.readers.tables.small_tables import UNITS, body, points, reading

SCORES = points(58.5)
WANTED = dict(zip(UNITS, SCORES, strict=True))
TWICE = [unit for unit in UNITS[:5] for _ in range(2)]
YEARS = [2018.0, 2019.0] * 5
BOTH = [value for pair in zip(points(58.5, count=5), points(48.5, count=5), strict=True) for value in pair]


def half(values: list[float], first: int) -> dict[str, float]:
    return dict(zip(UNITS[:5], values[first::2], strict=True))


@pytest.mark.parametrize("years", [YEARS, [str(int(year)) for year in YEARS]], ids=["numbers", "texts"])
def test_a_year_in_every_row(years: list[float] | list[str]) -> None:
    found = reading([["Tỉnh", "Năm", "Điểm PCI"], *body(years, BOTH, units=TWICE)])
    assert (found.of(year=2018), found.of(year=2019)) == (half(BOTH, 0), half(BOTH, 1))
    assert (found.topics, found.told) == ({("PCI", 2018), ("PCI", 2019)}, [])


def test_a_domain_in_a_row_has_the_number_of_the_rows_year() -> None:
    """`Đào tạo lao động` is the eighth sub-index of 2012 and the ninth of 2013."""
    values = points(8.5, count=10)
    rows = body([2012.0, 2013.0] * 5, values, units=TWICE)
    found = reading([["Tỉnh", "Năm", "Đào tạo lao động"], *rows], index="PCI")
    assert found.of(code="8", year=2012) == half(values, 0)
    assert found.of(code="9", year=2013) == half(values, 1)


def test_a_part_in_every_row() -> None:
    values = points(8.5, count=10)
    rows = body(["Gia nhập thị trường", "Đào tạo lao động"] * 5, values, units=TWICE)
    rows += [[unit, "Tổng điểm", score] for unit, score in zip(UNITS[:5], SCORES, strict=False)]
    found = reading([["Tỉnh", "Chỉ số thành phần", "Điểm"], *rows], index="PCI", year=2013)
    assert (found.of(code="1"), found.of(code="9")) == (half(values, 0), half(values, 1))
    assert found.of() == dict(list(WANTED.items())[:5])
    assert (len(found.figures), found.told) == (15, [])


@pytest.mark.parametrize(
    ("header", "others"),
    [
        (["Vùng", "Tỉnh", "Điểm PCI 2019"], ["Đồng bằng sông Hồng", "Đông Nam Bộ", "Tây Nguyên"]),
        (["Tỉnh mới", "Tỉnh cũ", "Điểm PCI 2019"], ["Tuyên Quang", "Thái Nguyên", "Hà Nội"]),
    ],
    ids=["regions", "successors"],
)
def test_units_beside_what_groups_them(header: list[str], others: list[str]) -> None:
    rows = [[others[at // 3], *row] for at, row in enumerate(body(SCORES))]
    found = reading([header, *rows])
    assert (found.of(), len(found.figures), found.told) == (WANTED, len(UNITS), [])


def test_units_behind_their_values() -> None:
    left, right = body(points(8.5)), body(points(6.5), units=UNITS[::-1])
    rows = [[one[1], one[0], other[1], other[0]] for one, other in zip(left, right, strict=True)]
    found = reading([["Gia nhập thị trường", "Tỉnh", "Đào tạo lao động", "Tỉnh"], *rows], index="PCI", year=2013)
    assert found.of(code="1") == dict(zip(UNITS, points(8.5), strict=True))
    assert found.of(code="9") == dict(zip(UNITS[::-1], points(6.5), strict=True))
    assert len(found.figures) == 2 * len(UNITS)


def test_units_with_numbers_before_their_names() -> None:
    rows = [[f"{at}. {unit}", score] for at, (unit, score) in enumerate(WANTED.items(), start=1)]
    found = reading([["Tỉnh", "Điểm PCI 2019"], *rows])
    assert (found.of(), found.told) == (WANTED, [])


@pytest.mark.parametrize("label", ["Trọng số", "Trọng số (%)", "Weights"])
def test_a_row_of_weights_is_no_value(label: str) -> None:
    header = [["Tỉnh", "Gia nhập thị trường", "Đào tạo lao động", "Điểm PCI 2019"], [label, "5", "20", ""]]
    found = reading([*header, *body(points(8.5), points(6.5), SCORES)])
    assert (found.of(), found.columns, found.told) == (
        WANTED,
        {("1", "score"), ("9", "score"), ("_total", "score")},
        [],
    )


def test_two_columns_of_one_part_that_differ_are_told() -> None:
    header = ["Tỉnh", "Gia nhập thị trường", "Gia nhập thị trường", "Điểm PCI 2013"]
    found = reading([header, *body(points(8.5), points(7.5), SCORES)])
    assert found.of(code="1") == {}
    assert found.of() == WANTED
    assert len(found.told) == 1
    assert found.anomalies[0].severity == "error"


@pytest.mark.parametrize(("value", "told"), [(10.0, []), (84.5, [("beyond_scale", "B10")])])
def test_a_value_beyond_its_scale_is_told(value: float, told: list[tuple[str, str]]) -> None:
    """It is read as it is printed: the publisher may be wrong."""
    found = reading([["Tỉnh", "Gia nhập thị trường", "Điểm PCI 2013"], *body([*points(8.5)[:8], value], SCORES)])
    assert (found.of(code="1")["Sơn La"], found.told) == (value, told)


def test_a_units_own_table_of_years_down() -> None:
    rows = [
        ["Năm", "Gia nhập thị trường", "Đào tạo lao động", "Điểm PCI"],
        ["2012", 8.5, 5.5, 58.5],
        ["2013", 8.0, 6.0, 59.5],
    ]
    found = reading(rows, lines=["Chỉ số PCI của tỉnh Cao Bằng"], media_type="text/html")
    values = {(one.unit_name, one.year, one.domain_code): one.value for one in found.figures if one.measure == "score"}
    assert values == {
        ("Cao Bằng", 2012, "1"): 8.5,
        ("Cao Bằng", 2012, "8"): 5.5,
        ("Cao Bằng", 2012, "_total"): 58.5,
        ("Cao Bằng", 2013, "1"): 8.0,
        ("Cao Bằng", 2013, "9"): 6.0,
        ("Cao Bằng", 2013, "_total"): 59.5,
    }


def test_a_units_own_table_of_domains_down() -> None:
    rows = [
        ["Chỉ số thành phần", "2012", "2013"],
        ["Gia nhập thị trường", 8.5, 8.0],
        ["Điểm tổng hợp PCI", 58.5, 59.5],
        ["Xếp hạng", 30.0, 25.0],
    ]
    found = reading(rows, lines=["Chỉ số PCI của tỉnh Cao Bằng"], media_type="text/html")
    values = {(one.year, one.domain_code, str(one.measure)): one.value for one in found.figures}
    assert values == {
        (2012, "1", "score"): 8.5,
        (2013, "1", "score"): 8.0,
        (2012, "_total", "score"): 58.5,
        (2013, "_total", "score"): 59.5,
        (2012, "_total", "rank"): 30.0,
        (2013, "_total", "rank"): 25.0,
    }
    assert {one.unit_name for one in found.figures} == {"Cao Bằng"}


def test_a_table_of_an_index_of_which_nothing_is_understood_is_told() -> None:
    rows = [["Nhóm", "A", "B"], *[[f"Loại {at}", f"{at},25", f"{at},75"] for at in range(1, 6)]]
    found = reading(rows, lines=["Bảng 3. Chỉ số PCI năm 2019"], media_type="text/html")
    assert (found.figures, found.told) == ([], [("table_not_understood", "A1:C6")])


def test_a_table_beside_no_index_of_which_nothing_is_understood_is_none_of_ours() -> None:
    rows = [["Mặt hàng", "A", "B"], *[[f"Loại {at}", f"{at},25", f"{at},75"] for at in range(1, 6)]]
    assert reading(rows, lines=["Bảng 3. Giá cả"], media_type="text/html").told == []
