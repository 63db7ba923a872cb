"""Single sentences and tables: the traps of print, one at a time."""

from __future__ import annotations

import pytest

from scrapers.documents.opening import open_document
from scrapers.readers.citation_grammar import find_mentions
from scrapers.readers.issuers import read_issuer
from scrapers.readers.origin import Origin
from scrapers.readers.reading import read_document
from scrapers.readers.tables.cell_values import read_cell
from scrapers.records import AnomalyRecord, FigureRecord


def figures(text: str, url: str = "https://sonoivu.hanam.gov.vn/tin") -> list[tuple[str, str, int, str, float]]:
    origin = Origin("d", "0" * 64, "s", url, "a page", "news", "claim")
    records = read_document(open_document(text.encode(), "page.txt"), origin)
    return [(r.index_code, r.unit_name, r.year, r.measure, r.value) for r in records if isinstance(r, FigureRecord)]


def anomalies(text: str) -> list[str]:
    origin = Origin("d", "0" * 64, "s", None, "a page", "news", "claim")
    records = read_document(open_document(text.encode(), "page.txt"), origin)
    return [record.kind for record in records if isinstance(record, AnomalyRecord)]


@pytest.mark.parametrize(
    "text",
    [
        "Phấn đấu Chỉ số PAR INDEX năm 2025 của tỉnh đạt 90 điểm, xếp thứ 10/63.",
        "Theo Chỉ số PAR INDEX năm 2023, tỉnh hoàn thành 02/25 nhiệm vụ, rà soát 03/09 TTHC.",
        "Chỉ số PAR INDEX năm 2023: tỷ lệ hồ sơ đúng hạn đạt 100%.",
        "PAR INDEX năm 2023 được đánh giá tại 63/63 tỉnh theo công văn 9228/UBND-VP.",
        "Chỉ số SIPAS năm 2023 của tỉnh đạt gần 81%.",
        "Xếp hạng 63 tỉnh, thành phố theo PAR INDEX năm 2023.",
        "Bảng xếp hạng năm 2022 của PAR INDEX được công bố.",
        "Người đứng đầu chịu trách nhiệm về PAR INDEX năm 2023; kỳ họp thứ 5.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("PAR INDEX năm 2023 của tỉnh đạt 86,4%.", ("PAR_INDEX", "Hà Nam", 2023, "score", 86.4)),
        ("PCI năm 2022: TP.Hải Phòng xếp thứ 3/63.", ("PCI", "Hải Phòng", 2022, "rank", 3.0)),
        ("PAR INDEX năm 2023 của tỉnh giảm 2 bậc so với năm trước.", ("PAR_INDEX", "Hà Nam", 2023, "delta_rank", -2.0)),
        ("So với năm 2021, SIPAS của tỉnh tăng 1,5%.", ("SIPAS", "Hà Nam", 2022, "delta_score", 1.5)),
        ("Chỉ số CCHC năm 2022: Sở Y tế đạt 90,5 điểm.", ("PAR_INDEX_DEPARTMENT", "Sở Y tế", 2022, "score", 90.5)),
        ("PAR INDEX năm 2023 của Bộ Tư pháp đạt 89,95%.", ("PAR_INDEX_MINISTRY", "Bộ Tư pháp", 2023, "score", 89.95)),
        ("Hai chỉ số PAPI, PCI năm 2023 lần lượt đạt 41 điểm và 65 điểm.", ("PCI", "Hà Nam", 2023, "score", 65.0)),
        ("PAR INDEX năm 2023, xếp thứ 2: Hải Phòng.", ("PAR_INDEX", "Hải Phòng", 2023, "rank", 2.0)),
        (
            "Năm 2023, tỉnh Bắc Ninh đạt 88,05 điểm, xếp thứ 15/63 về Chỉ số CCHC.",
            ("PAR_INDEX", "Bắc Ninh", 2023, "score", 88.05),
        ),
    ],
)  # fmt: skip
def test_what_a_sentence_claims(text: str, figure: tuple[str, str, int, str, float]) -> None:
    assert figure in figures(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hai tỉnh Bắc Giang và Bắc Ninh cùng đạt 89,12 điểm PAR INDEX năm 2023.",
            [("Bắc Giang", 2023, "score", 89.12), ("Bắc Ninh", 2023, "score", 89.12)],
        ),
        (
            "PAR INDEX năm 2023: từ vị trí thứ hai đến thứ tư lần lượt là Hải Phòng, Hà Nội và Bắc Giang.",
            [("Hải Phòng", 2023, "rank", 2.0), ("Hà Nội", 2023, "rank", 3.0), ("Bắc Giang", 2023, "rank", 4.0)],
        ),
        (
            "Hà Nội đạt 91,43 điểm PAR INDEX 2023, chỉ sau Quảng Ninh (92,18) và Hải Phòng (91,87), đứng thứ 3.",
            [
                ("Hà Nội", 2023, "score", 91.43),
                ("Quảng Ninh", 2023, "score", 92.18),
                ("Hải Phòng", 2023, "score", 91.87),
                ("Hà Nội", 2023, "rank", 3.0),
            ],
        ),
        (
            "PAR INDEX năm 2022 của tỉnh Ninh Thuận đạt 85,41 điểm, tăng 1,06 điểm so với năm 2021 là 84,35 điểm.",
            [
                ("Ninh Thuận", 2022, "score", 85.41),
                ("Ninh Thuận", 2022, "delta_score", 1.06),
                ("Ninh Thuận", 2021, "score", 84.35),
            ],
        ),
        (
            "Các năm 2020 và 2021, PAR INDEX của Vĩnh Phúc lần lượt đạt 85,33 và 87,90 điểm, xếp thứ 12 và 19.",
            [
                ("Vĩnh Phúc", 2020, "score", 85.33),
                ("Vĩnh Phúc", 2021, "score", 87.9),
                ("Vĩnh Phúc", 2020, "rank", 12.0),
                ("Vĩnh Phúc", 2021, "rank", 19.0),
            ],
        ),
        (
            "Sở Nội vụ tỉnh Hà Giang đứng đầu khối sở, ngành về Chỉ số CCHC năm 2023 với 95,6 điểm.",
            [("Sở Nội vụ", 2023, "rank", 1.0), ("Sở Nội vụ", 2023, "score", 95.6)],
        ),
        (
            "Thành phố Thủ Đức dẫn đầu Chỉ số CCHC năm 2022 của TPHCM với 90,12 điểm; Quận 7 đứng thứ hai.",
            [("Thủ Đức", 2022, "rank", 1.0), ("Thủ Đức", 2022, "score", 90.12), ("Quận 7", 2022, "rank", 2.0)],
        ),
        (
            "Hai Phong scored 91.87 points in the 2023 PAR INDEX, overtaking Quang Ninh, which slipped to second.",
            [("Hải Phòng", 2023, "score", 91.87), ("Quảng Ninh", 2023, "rank", 2.0)],
        ),
        (
            "Vĩnh Phúc đạt 69,69 điểm PCI 2021, tăng 24 bậc từ vị trí 29.",
            [
                ("Vĩnh Phúc", 2021, "score", 69.69),
                ("Vĩnh Phúc", 2021, "delta_rank", 24.0),
                ("Vĩnh Phúc", 2020, "rank", 29.0),
            ],
        ),
        ("PAR INDEX năm 2023 của Bắc Giang hơn Hà Nam 2,71 điểm.", []),
        ("In the 2023 PAR INDEX Hai Phong was 0.31 points behind Quang Ninh.", []),
        ("PAR INDEX và SIPAS của tỉnh Hòa Bình năm 2023 đạt 86,40%.", []),
        ("PAR INDEX năm 2021 của Yên Bái đạt 8,712%.", []),
    ],
)
def test_all_that_a_sentence_claims(text: str, expected: list[tuple[str, int, str, float]]) -> None:
    found = [(unit, year, str(measure), value) for _, unit, year, measure, value in figures(text)]
    assert sorted(found) == sorted(expected)


def test_a_value_without_its_unit_or_year_is_told_as_doubtful() -> None:
    assert "doubtful_claim" in anomalies("PAR INDEX năm 2023 đạt 86,4%.")
    assert "doubtful_claim" in anomalies("PAR INDEX của tỉnh Hà Nam đạt 86,4%.")
    assert "doubtful_claim" in anomalies("Năm 2023 có 3 chỉ số của tỉnh Hà Nam thuộc PAPI đạt 41 điểm và 65 điểm.")


def test_a_table_of_something_else_is_left_alone() -> None:
    text = "PAR INDEX năm 2023\nSTT\tNội dung\tCơ quan chủ trì\n1\tRà soát\tSở Nội vụ\n"
    assert figures(text) == []
    assert anomalies(text) == []


def test_unknown_headers_and_ragged_rows_are_told() -> None:
    text = "PAR INDEX năm 2023\nTỉnh\tĐiểm\tSố phận\nHà Nam\t86,4\tkhá\nHà Nội\t91,43\n"
    assert figures(text) == [("PAR_INDEX", "Hà Nam", 2023, "score", 86.4)]
    assert anomalies(text) == ["unknown_header", "ragged_row"]


@pytest.mark.parametrize(
    ("text", "role", "values"),
    [
        ("14/16", "score", [14.0, 16.0]),
        ("05/63", "rank", [5.0, 63.0]),
        ("Giảm 1 điểm", "delta_score", [-1.0]),
        ("Tăng 0,18 điểm", "delta_score", [0.18]),
        ("giữ nguyên", "delta_rank", [0.0]),
        ("-", "score", []),
        ("Tăng 2 bậc", "delta_score", None),
        ("Đạt tối đa", "delta_score", None),
        ("0", "rank", None),
    ],
)
def test_cells(text: str, role: str, values: list[float] | None) -> None:
    found = read_cell(text, role, False)
    assert (None if found is None else [value.value for value in found]) == values


def test_a_list_without_types_and_a_date_before() -> None:
    text = "Ngày 10/4/2024, Bộ trưởng Bộ Nội vụ ký Quyết định 272/QĐ-BNV; theo Nghị quyết số 18-NQ/TW, 19-NQ/TW"
    first, second, third = find_mentions(text)
    assert (first.type, first.date, first.issuer) == ("Quyết định", "Ngày 10/4/2024", "Bộ trưởng Bộ Nội vụ")
    assert [(m.type, m.full_number) for m in (second, third)] == [
        ("Nghị quyết", "18-NQ/TW"),
        ("Nghị quyết", "19-NQ/TW"),
    ]


@pytest.mark.parametrize(
    ("printed", "unit", "level", "parent"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU", "Bà Rịa - Vũng Tàu", "province", None),
        ("UBND TỈNH QUẢNG NGÃI BAN DÂN TỘC", "Ban Dân tộc", "department", "Quảng Ngãi"),
        ("ỦY BAN NHÂN DÂN HUYỆN QUẢNG NINH", "Quảng Ninh", "district", None),
        ("BỘ NỘI VỤ", "Bộ Nội vụ", "ministry", None),
        ("Thủ tướng Chính phủ", None, "national", None),
    ],
)
def test_issuers(printed: str, unit: str | None, level: str, parent: str | None) -> None:
    found = read_issuer(printed)
    assert found is not None
    assert (found.unit, found.level, found.parent) == (unit, level, parent)
