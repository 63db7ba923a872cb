"""`--explain` of tables: what each region was taken for, with its range."""

from __future__ import annotations

import pytest

from tests.scrapers.readers.tables.small_tables import UNITS, body, points, reading

ASCII = ("Ha Noi", "Ha Giang", "Cao Bang", "Bac Kan", "Tuyen Quang", "Lao Cai", "Dien Bien", "Lai Chau", "Son La")
RANKS = [float(rank) for rank in range(1, 10)]
SHEET = [
    ["Bảng 1. Chỉ số PCI năm 2013", "", "", "", "", "", ""],
    ["TT", "Province", "Tỉnh", "Gia nhập thị trường", "Số ngày đăng ký", "Điểm PCI 2013", "Xếp hạng"],
    ["", "", "Thang điểm", "1-10", "", "10-100", ""],
    *(
        [str(at), english, *row]
        for at, (english, row) in enumerate(
            zip(ASCII, body(points(8.5), points(12.5), points(70.5), RANKS), strict=True), start=1
        )
    ),
    ["", "", "Trung bình", 7.5, 11.5, 69.5, ""],
    ["", "", "MAX", 8.5, 12.5, 70.5, ""],
    ["", "", "", "", "", "", ""],
    ["", "", "Hà Nội", 8.5, 12.5, 70.5, 1.0],
    ["", "", "Vương quốc Anh", 8.0, 12.0, 70.0, 2.0],
    ["Ghi chú: tính đến tháng 3", "", "", "", "", "", ""],
]
EXPLAINED = reading(SHEET, sheets=["Tổng hợp"], name="PCI_2013.xlsx").explained


@pytest.mark.parametrize(
    "line",
    [
        "Table 1 “Tổng hợp”: PCI of 2013",
        "A1: caption “Bảng 1. Chỉ số PCI năm 2013”",
        "A3:G3: maxima",
        "B4:B12: units, another spelling",
        "C4:C12: 9 units",
        "A4:A12: number “TT”",
        "D4:D12: score, part 1 “Gia nhập thị trường”",
        "E4:E12: passed over, its header names no score of the index “Số ngày đăng ký”",
        "G4:G12: rank, part _total “Xếp hạng”",
        "A13:G13: a mean",
        "A14:G14: a statistic, no unit",
        "A16:G16: a unit that the sheet looks up, no row of the table",
        "A17:G17: refused: no unit that is known",
        "A18:G18: a note",
    ],
)
def test_a_line_names_a_region_with_its_range(line: str) -> None:
    assert EXPLAINED.count(line) == 1, "\n".join(EXPLAINED)


def test_the_header_is_told_with_its_rows() -> None:
    assert any(line.endswith(": header of 2 rows") and line.startswith("A2:") for line in EXPLAINED)


def test_a_score_is_told_with_index_and_year() -> None:
    (line,) = [line for line in EXPLAINED if line.startswith("F4:F12: ")]
    assert line == "F4:F12: score, part _total of PCI of 2013 “Điểm PCI 2013”"


def test_what_anomalies_tell_stands_behind_the_regions() -> None:
    at = EXPLAINED.index("A18:G18: a note") + 1
    told = [line.removeprefix("told: table 1 “Tổng hợp”, ").partition(" (")[0] for line in EXPLAINED[at:]]
    assert told == ["E2:E12: unknown header", "C16:G16: lookup row", "C17: unknown unit"]


def test_each_block_of_a_sheet_of_pairs_is_told() -> None:
    rows = [left + right for left, right in zip(body(points(9.5)), body(points(7.25), units=UNITS[::-1]), strict=True)]
    told = reading([["Tỉnh", "Gia nhập thị trường", "Tỉnh", "Tính minh bạch"], *rows], index="PCI", year=2013).explained
    for line in (
        "A2:A10: 9 units",
        "B2:B10: score, part 1 “Gia nhập thị trường”",
        "C2:C10: 9 units",
        "D2:D10: score, part 3 “Tính minh bạch”",
    ):
        assert line in told


def test_a_hidden_sheet_and_one_that_is_no_table_of_scores_are_told() -> None:
    table = [["Tỉnh", "Điểm PCI 2013"], *body(points(70.5))]
    told = reading(
        table, [["Giá", "12"], ["Gạo", "5"]], sheets=["A", "B"], hidden=["A"], name="PCI_2013.xlsx"
    ).explained
    assert "Table 1 “A” (hidden): PCI of 2013" in told
    assert "Table 2 “B”: no table of scores, passed over." in told


def test_a_table_whose_topic_is_not_told_says_so() -> None:
    told = reading([["Tỉnh", "Tổng điểm"], *body(points(70.5))]).explained
    assert "Table 1: no index told of no year told" in told


def test_a_table_that_names_no_units_is_told_by_its_columns() -> None:
    rows = [["Lĩnh vực", "Điểm 2022"], ["Cải cách thể chế", "8,5"], ["Cải cách tài chính công", "9,5"]]
    told = reading(rows, lines=["Chỉ số PAR INDEX của tỉnh Cao Bằng năm 2022"], media_type="text/html").explained
    assert {"A1 “Lĩnh vực”: domain", "B1 “Điểm 2022”: score"} <= set(told)


def test_nothing_is_told_of_a_document_without_tables() -> None:
    assert not [line for line in reading(lines=["Không có bảng."]).explained if line.startswith("Table")]
