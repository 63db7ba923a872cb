"""The parts of an index that columns hold: told by number, by name, by place; and what is no part of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest

from scrapers.vocabulary.frameworks import framework_of
from tests.scrapers.readers.tables.small_tables import UNITS, Reading, body, points, reading

SCORES = points(9.5)
LOW = points(2.25, -0.125)
"""On the scale of any part."""


def column(header: str, index: str = "PCI", year: int = 2013) -> Reading:
    """What is read in one column of scores beside one of totals."""
    return reading([["Tỉnh", header, f"Điểm {index} {year}"], *body(LOW, points(55.5))])


def code_of(found: Reading) -> str | None:
    """The code of the part that the column's figures are of."""
    (code,) = {figure.domain_code for figure in found.figures} - {"_total"}
    assert len(found.figures) == 2 * len(UNITS)
    return code


@pytest.mark.parametrize(
    ("header", "index", "year", "code"),
    [
        ("1: Chi phí gia nhập thị trường", "PCI", 2008, "1"),
        ("Chỉ số 2: Tiếp cận đất đai", "PCI", 2013, "2"),
        ("Chỉ số thành phần 3", "PCI", 2013, "3"),
        ("CSTP 4", "PCI", 2013, "4"),
        ("Sub-index 10", "PCI", 2013, "10"),
        ("Điểm chỉ số: Đào tạo lao động", "PCI", 2013, "9"),
        ("Trục nội dung 5", "PAPI", 2016, "5"),
        ("2.1", "PAPI", 2016, "2.1"),
        ("Chỉ số nội dung 2.3", "PAPI", 2016, "2.3"),
        ("Đào tạo lao động", "PCI", 2011, "8"),
        ("Đào tạo lao động", "PCI", 2013, "9"),
        ("Labor Policy", "PCI", 2013, "9"),
        ("Land Access & Tenure", "PCI", 2013, "2"),
        ("Gia nhập thị trường (tối đa 10 điểm)", "PCI", 2013, "1"),
        ("Gia nhập thị trường 2013", "PCI", 2013, "1"),
        ("Control of Corruption in the Public Sector", "PAPI", 2016, "4"),
        ("Civic Knowledge", "PAPI", 2016, "1.1"),
        ("Cải cách thể chế", "PAR INDEX", 2022, "2"),
    ],
)
def test_a_column_names_its_part(header: str, index: str, year: int, code: str) -> None:
    found = column(header, index, year)
    assert (code_of(found), found.told) == (code, [])


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Gia nhập thị trưởngg", "1"),
        ("Chi phí khong chính thúc", "5"),
        ("Business Suport Services", "8"),
    ],
)
def test_a_name_with_a_letter_misprinted_is_still_the_parts(header: str, code: str) -> None:
    assert code_of(column(header)) == code


@pytest.mark.parametrize("header", ["Bias X", "Chi phí khác", "Gia nhập thị trường lao động và việc làm ở nông thôn"])
def test_a_name_that_is_not_nearly_a_parts_is_none(header: str) -> None:
    found = column(header)
    assert (found.columns, found.told) == ({("_total", "score")}, [("unknown_header", "B1:B10")])


def test_a_number_has_the_conformed_code_of_its_part() -> None:
    codes = {
        one.conformed_code
        for header in ("Chỉ số thành phần 3", "Tính minh bạch")
        for one in column(header).figures
        if one.domain_code == "3"
    }
    assert len(codes) == 1 and None not in codes


FORMS = {
    "as printed": str,
    "capitals": str.upper,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "without accents": lambda name: "".join(
        char for char in unicodedata.normalize("NFD", name).replace("đ", "d").replace("Đ", "D")
        if not unicodedata.combining(char)
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
@pytest.mark.parametrize("language", ["name_vi", "name_en"])
@pytest.mark.parametrize(("index", "year"), [("PCI", 2006), ("PCI", 2011), ("PCI", 2013), ("PAPI", 2016)])
def test_the_names_of_all_domains_in_both_languages(index: str, year: int, language: str, form: object) -> None:
    framework = framework_of(index, year)
    assert framework is not None and callable(form)
    parts = framework.children("_total")
    header = ["Tỉnh", *(form(getattr(part, language)) for part in parts)]
    found = reading([header, *body(*[points(9.5 - at / 8) for at in range(len(parts))])], index=index, year=year)
    assert found.columns == {(part.code, "score") for part in parts}
    assert [found.of(code=part.code)["Hà Nội"] for part in parts] == [9.5 - at / 8 for at in range(len(parts))]
    assert (len(found.figures), found.told) == (len(parts) * len(UNITS), [])


DIMENSION = "Công khai, minh bạch trong việc ra quyết định"
THREE = [points(2.5, -0.125), points(1.875, -0.125), points(1.5, -0.125)]
SUM = [round(sum(parts), 6) for parts in zip(*THREE, strict=True)]


def sub_dimensions(domain: Sequence[float], units: int = len(UNITS)) -> Reading:
    """A PAPI dimension, behind it three columns whose names are none of its scheme's, and the total."""
    header = ["Tỉnh", DIMENSION, "Sổ sách", "Bảng niêm yết", "Loa đài", "Điểm PAPI 2016"]
    return reading([header, *body(domain, *THREE, points(36.5))[:units]])


def test_parts_told_by_their_place_and_sum() -> None:
    found = sub_dimensions(SUM)
    assert found.columns == {(code, "score") for code in ("2", "2.1", "2.2", "2.3", "_total")}
    assert found.of(code="2.2") == dict(zip(UNITS, THREE[1], strict=True))
    assert found.told == []
    assert any(line.startswith("D2:D10: score, part 2.2 by its place") for line in found.explained)


def test_columns_behind_a_domain_that_do_not_sum_to_it_are_no_parts() -> None:
    found = sub_dimensions([value + 0.5 for value in SUM])
    assert found.columns == {("2", "score"), ("_total", "score")}
    assert found.told == [("unknown_header", "C1:E10")]


@pytest.mark.parametrize(("wrong", "units", "is_told"), [(0, 3, True), (0, 2, False), (1, 9, False), (2, 9, False)])
def test_how_many_rows_must_sum(wrong: int, units: int, is_told: bool) -> None:
    """Three at least, and nine of ten."""
    found = sub_dimensions([*(value + 0.5 for value in SUM[:wrong]), *SUM[wrong:]], units)
    assert (("2.1", "score") in found.columns) is is_told


def test_parts_are_told_though_rounding_parts_them_from_their_domain() -> None:
    """Each of three parts and the domain may be off by half of the last digit."""
    assert ("2.1", "score") in sub_dimensions([value + 0.019 for value in SUM]).columns
    assert ("2.1", "score") not in sub_dimensions([value + 0.021 for value in SUM]).columns


PARTS_2011 = framework_of("PCI", 2011)
NAMES = [part.name_vi for part in PARTS_2011.children("_total")] if PARTS_2011 else []
WEIGHTS = (0.1, 0.05, 0.2, 0.15, 0.1, 0.1, 0.05, 0.2, 0.05)
NINE = [points(9.0 - at / 2, -0.125) for at in range(9)]
TOTALS = [round(sum(w * 10 * v for w, v in zip(WEIGHTS, row, strict=True)), 4) for row in zip(*NINE, strict=True)]


def nine(totals: Sequence[float], fourth: str) -> Reading:
    """The nine sub-indices of 2011 and their total; the fourth under another header."""
    header = ["Tỉnh", *NAMES[:3], fourth, *NAMES[4:], "Điểm PCI 2011"]
    return reading([header, *body(*NINE, totals)])


@pytest.mark.parametrize("header", ["", "Hạng mục mới"])
def test_a_domain_between_two_others_is_told_by_the_formula(header: str) -> None:
    found = nine(TOTALS, header)
    if header:
        found = nine(TOTALS, "Chi tiêu khác")
    assert found.of(code="4") == dict(zip(UNITS, NINE[3], strict=True))
    assert (len(found.figures), found.told) == (10 * len(UNITS), [])


def test_a_column_between_two_domains_that_breaks_the_formula_is_none() -> None:
    found = nine([total + 1 for total in TOTALS], "Chi tiêu khác")
    assert found.of(code="4") == {}
    assert found.told == [("unknown_header", "E1:E10")]


def test_numbers_of_other_things_are_no_parts() -> None:
    header = ["Tỉnh", "1. Thời gian đăng ký kinh doanh", "2. Số cuộc thanh tra", "Điểm PCI 2013"]
    found = reading([header, *body(SCORES, SCORES, points(60.5))])
    assert found.columns == {("_total", "score")}
    assert found.told == [("unknown_header", "B1:C10")]


@pytest.mark.parametrize(
    "header",
    [
        "Thời gian đăng ký doanh nghiệp - số ngày (giá trị trung vị)",
        "% DN có GCNQSD đất",
        "Số giờ trung vị làm việc với thanh tra thuế",
        "c1_2005",
    ],
)
def test_an_indicator_beside_its_sub_index_is_not_read(header: str) -> None:
    found = reading(
        [["STT", "Tỉnh", header, "Điểm Chỉ số: Gia nhập thị trường"]]
        + [[str(at), *row] for at, row in enumerate(body(points(40.5), SCORES), start=1)],
        index="PCI",
        year=2013,
    )
    assert found.of(code="1") == dict(zip(UNITS, SCORES, strict=True))
    assert (found.columns, found.told) == ({("1", "score")}, [("unknown_header", "C1:C10")])


def test_a_criterion_that_the_scheme_does_not_list_is_not_read() -> None:
    found = column("Gia nhập thị trường 1.7", "PAPI", 2016)
    assert (found.columns, found.told) == ({("_total", "score")}, [("unknown_header", "B1:B10")])


@pytest.mark.parametrize(
    ("count", "found"), [(1, "“Khác 1”"), (2, "“Khác 1”; “Khác 2”"), (4, "“Khác 1”; “Khác 2” and 2 more columns")]
)
def test_columns_side_by_side_that_are_not_read_are_told_once(count: int, found: str) -> None:
    names = [f"Khác {at}" for at in range(1, count + 1)]
    read = reading([["Tỉnh", "Điểm PCI 2013", *names], *body(points(60.5), *[SCORES] * count)])
    assert [one.kind for one in read.anomalies] == ["unknown_header"]
    assert read.anomalies[0].found == found
