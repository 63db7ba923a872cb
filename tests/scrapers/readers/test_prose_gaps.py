"""Gaps between units: figures where it is clear against whom, doubtful or nothing elsewhere."""

from __future__ import annotations

import pytest

from scrapers.documents.opening import open_document
from scrapers.readers.origin import Origin
from scrapers.readers.reading import read_document
from scrapers.records import AnomalyRecord, FigureRecord
from scrapers.vocabulary.gap_words import gap_book
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.words import cut

GAPS = ("gap_to_first", "gap_to_mean", "lead_over_second", "range")


def read(text: str) -> list[object]:
    origin = Origin("d", "0" * 64, "s", "https://sonoivu.hanam.gov.vn/tin", "a page", "news", "claim")
    return list(read_document(open_document(text.encode(), "page.txt"), origin))


def figures(text: str) -> list[FigureRecord]:
    return [record for record in read(text) if isinstance(record, FigureRecord)]


def gaps(text: str) -> list[tuple[str, int, str, float, str]]:
    return [(f.unit_name, f.year, f.measure, f.value, f.unit_of_measure) for f in figures(text) if f.measure in GAPS]


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        (
            "PAR INDEX năm 2023 của tỉnh thấp hơn 11,92% so với đơn vị dẫn đầu.",
            ("Hà Nam", 2023, "gap_to_first", 11.92, "percent"),
        ),
        (
            "PAR INDEX năm 2023 của tỉnh kém tỉnh dẫn đầu 3,2 điểm.",
            ("Hà Nam", 2023, "gap_to_first", 3.2, "points"),
        ),
        (
            "PAR INDEX năm 2023 của tỉnh đạt 85,1%, thấp hơn đơn vị đứng đầu cả nước (Hải Phòng) 3,2%.",
            ("Hà Nam", 2023, "gap_to_first", 3.2, "percent"),
        ),
        (
            "So với địa phương dẫn đầu là Hải Phòng (91,80%), PAR INDEX năm 2023 của Lào Cai thấp hơn 3,36%.",
            ("Lào Cai", 2023, "gap_to_first", 3.36, "percent"),
        ),
        (
            "PAR INDEX năm 2023 của Lào Cai đạt 88,44%. So với đơn vị dẫn đầu là Hải Phòng, thấp hơn 3,36%.",
            ("Lào Cai", 2023, "gap_to_first", 3.36, "percent"),
        ),
        (
            "PAR INDEX năm 2023: khoảng cách giữa tỉnh với đơn vị dẫn đầu là 9,35%.",
            ("Hà Nam", 2023, "gap_to_first", 9.35, "percent"),
        ),
        (
            "Về PAR INDEX năm 2023, tỉnh còn cách đơn vị dẫn đầu tới 4,1 điểm.",
            ("Hà Nam", 2023, "gap_to_first", 4.1, "points"),
        ),
        (
            "PAR INDEX năm 2023 của tỉnh cao hơn trung bình cả nước 0,99 điểm.",
            ("Hà Nam", 2023, "gap_to_mean", 0.99, "points"),
        ),
        (
            "PAR INDEX năm 2023 của tỉnh cao hơn trung bình cả nước 0,99.",
            ("Hà Nam", 2023, "gap_to_mean", 0.99, "points"),
        ),
        (
            "Năm 2023, PAR INDEX của Lào Cai cao hơn bình quân chung cả nước (86,98%) 2,07%.",
            ("Lào Cai", 2023, "gap_to_mean", 2.07, "percent"),
        ),
        (
            "SIPAS năm 2024 của tỉnh đạt 81,75%. So với giá trị trung bình cả nước, tỉnh thấp hơn 2,19%.",
            ("Hà Nam", 2024, "gap_to_mean", -2.19, "percent"),
        ),
        (
            "PAR INDEX năm 2023: Hải Phòng đạt 91,87%, cao hơn 0,66% so với đơn vị xếp vị trí thứ 2 là Quảng Ninh.",
            ("Hải Phòng", 2023, "lead_over_second", 0.66, "percent"),
        ),
        (
            "Bộ Tư pháp dẫn đầu PAR INDEX năm 2023, bỏ xa vị trí thứ hai tới 2,41 điểm.",
            ("Bộ Tư pháp", 2023, "lead_over_second", 2.41, "points"),
        ),
        (
            "Chênh lệch PAR INDEX năm 2023 giữa đơn vị cao nhất và thấp nhất là 11,83%.",
            ("Việt Nam", 2023, "range", 11.83, "percent"),
        ),
        (
            "In the PAR Index 2023, Ha Nam scored 81.2 points, 3.2 points behind the leader.",
            ("Hà Nam", 2023, "gap_to_first", 3.2, "points"),
        ),
        (
            "In the PAR Index 2023, Ha Nam was 3.2 points below first-placed Hai Phong.",
            ("Hà Nam", 2023, "gap_to_first", 3.2, "points"),
        ),
        (
            "In the PAR Index 2023 Ha Noi came third with 91.43%, trailing the leader by 0.75%.",
            ("Hà Nội", 2023, "gap_to_first", 0.75, "percent"),
        ),
        (
            "The PAR Index 2023 of Ha Nam was lower than the leading unit by 11.92%.",
            ("Hà Nam", 2023, "gap_to_first", 11.92, "percent"),
        ),
        (
            "In the PAR Index 2023, Ha Nam scored 4.38 above the mean.",
            ("Hà Nam", 2023, "gap_to_mean", 4.38, "points"),
        ),
        (
            "In the PAR Index 2023 Can Tho got 89.13 percent, 0.76 points above the national average of 88.37 percent.",
            ("Cần Thơ", 2023, "gap_to_mean", 0.76, "points"),
        ),
        (
            "Compared with the national average, the PAR Index 2023 of Ha Nam was 1.4% lower.",
            ("Hà Nam", 2023, "gap_to_mean", -1.4, "percent"),
        ),
        (
            "In the PAR Index 2023, Hai Phong scored 91.80%, 0.66% higher than the unit ranked 2nd, Quang Ninh.",
            ("Hải Phòng", 2023, "lead_over_second", 0.66, "percent"),
        ),
        (
            "In PAR Index 2023, the gap between the highest and lowest provinces was 11.83 points.",
            ("Việt Nam", 2023, "range", 11.83, "points"),
        ),
    ],
)
def test_a_gap_that_says_against_whom_is_a_figure(text: str, gap: tuple[str, int, str, float, str]) -> None:
    assert gaps(text) == [gap]


@pytest.mark.parametrize(
    "text",
    [
        "PAR INDEX năm 2023 của tỉnh cao hơn năm trước 1,2 điểm.",
        "PAR INDEX năm 2023 của tỉnh thấp hơn 3,2 điểm so với mục tiêu.",
        "Phấn đấu PAR INDEX năm 2025 của tỉnh cao hơn trung bình cả nước 2 điểm.",
        "PAR INDEX năm 2023 của tỉnh thấp hơn tỉnh Ninh Bình 1,2 điểm.",
        "PAR INDEX năm 2023 của tỉnh kém đơn vị dẫn đầu 5 bậc.",
        "PAR INDEX năm 2023 của tỉnh thấp hơn đơn vị dẫn đầu khu vực 3,2 điểm.",
        "Trong vùng, tỉnh đứng thứ 5 về PAR INDEX năm 2023. Tỉnh thấp hơn đơn vị dẫn đầu 3,2 điểm.",
        "PAR INDEX năm 2023 của tỉnh cao hơn trung bình các tỉnh Đồng bằng sông Hồng 1,2 điểm.",
        "PAR INDEX năm 2023 của tỉnh cao hơn trung bình 5 năm 1,2 điểm.",
        "PAR INDEX năm 2023 của tỉnh cao hơn 1,2 điểm so với trung bình cả nước năm 2022.",
        "PAR INDEX năm 2023 của tỉnh thấp hơn 1,2 điểm so với SIPAS.",
        "PCI năm 2023 của tỉnh thấp hơn điểm trung vị 1,22 điểm.",
        "Theo PAR INDEX năm 2023, tỷ lệ hộ nghèo thấp hơn trung bình cả nước 1,2%.",
        "Theo PAR INDEX năm 2023, đơn vị cuối bảng thấp hơn đơn vị dẫn đầu 11,2%.",
        "PAR INDEX năm 2023: tỉnh thu hẹp khoảng cách với đơn vị dẫn đầu được 3,2 điểm.",
        "PAR INDEX năm 2023: tỉnh thu hẹp khoảng cách 3,2 điểm so với đơn vị dẫn đầu.",
        "Năm 2025, tỉnh đặt mục tiêu nâng hạng, PAR INDEX cao hơn trung bình cả nước 2 điểm.",
        "In the PAR Index 2023, Ha Nam scored 82.1 points below the national average of 84.8 points.",
        "PAR INDEX năm 2023: Lào Cai đạt 88,44%, cao hơn Yên Bái, thấp hơn đơn vị dẫn đầu 3,36%.",
        "PAR INDEX năm 2023 của tỉnh tăng cao hơn trung bình cả nước 0,4%.",
        "PAR INDEX năm 2023 của tỉnh kém gần 1,5 điểm so với đơn vị dẫn đầu.",
        "PAR INDEX năm 2023: khoảng cách với trung bình cả nước là 1,2 điểm.",
        "PAR INDEX năm 2023 của tỉnh cao hơn đơn vị dẫn đầu 1,2 điểm.",
        "Chỉ số CCHC năm 2023: Sở Nội vụ cao hơn trung bình cả nước 1,2 điểm.",
        "In the PAR Index 2023, Ha Nam scored 7.35 points, above the national average of 6.9 points.",
        "In the PAR Index 2023, Ha Nam was 3.2 points behind Hai Phong.",
        "In the PAR Index 2023, Ha Nam was 3.2 points below its target.",
        "In the PAR Index 2023, Ha Nam was 3.2 points below the leader of the region.",
        "In the PAR Index 2023, Ha Nam was three places behind the leader.",
    ],
)
def test_a_gap_to_something_else_or_of_nobody_is_none(text: str) -> None:
    assert gaps(text) == []


def test_what_is_not_clear_is_still_told_as_doubtful() -> None:
    (doubt,) = [
        record
        for record in read("PAR INDEX năm 2023 của tỉnh thấp hơn tỉnh Ninh Bình 1,2 điểm.")
        if isinstance(record, AnomalyRecord) and record.kind == "doubtful_claim"
    ]
    assert doubt.message.endswith("it is a gap to another unit or to a mean.")


def test_the_place_of_whom_a_gap_is_measured_against_is_not_the_units_own() -> None:
    found = figures("PAR INDEX năm 2023: khoảng cách giữa tỉnh với đơn vị dẫn đầu là 9,35%.")
    assert [figure.measure for figure in found] == ["gap_to_first"]
    found = figures("PAR INDEX năm 2023: Hải Phòng cao hơn 0,66% so với đơn vị xếp thứ 2 là Quảng Ninh.")
    assert ("Quảng Ninh", "rank", 2.0) in [(figure.unit_name, figure.measure, figure.value) for figure in found]


def test_a_gap_keeps_its_domain_its_raw_number_and_its_words() -> None:
    text = "PAR INDEX năm 2023: Cải cách tài chính công của tỉnh đạt 8,1 điểm, thấp hơn tỉnh dẫn đầu 0,85 điểm."
    (gap,) = [figure for figure in figures(text) if figure.measure == "gap_to_first"]
    assert (gap.domain_label, gap.value_raw, gap.base_year) == ("Cải cách tài chính công", "0,85", None)
    assert gap.quote == "thấp hơn tỉnh dẫn đầu 0,85 điểm"


def test_every_phrase_of_gaps_is_found_in_print() -> None:
    rows = table("gap_words", "language", "kind", "value", "phrase")
    assert len({row["phrase"] for row in rows}) == len(rows)
    for row in rows:
        tokens = cut(row["phrase"])
        match = gap_book().at(tokens, 0)
        assert match is not None, row
        assert (match.last, match.payload.kind) == (len(tokens), row["kind"]), row
