"""Every form in which documents cite others, one by one."""

from __future__ import annotations

import pytest

from scrapers.documents.opening import open_document
from scrapers.readers.citation_grammar import find_mentions
from scrapers.readers.citations import read_citations
from scrapers.readers.metadata import read_metadata
from scrapers.readers.origin import Origin
from scrapers.records import AnomalyRecord, CitationRecord
from scrapers.vocabulary.dates import parse_date

Told = tuple[str | None, str | None, str | None, str | None]


def mentions(text: str) -> list[Told]:
    """Number, type, date and issuer as printed, of each mention."""
    found = []
    for mention in find_mentions(text):
        date = parse_date(mention.date or "")
        found.append((mention.full_number, mention.type, date.iso if date else None, mention.issuer))
    return found


def cited(text: str) -> tuple[list[CitationRecord], list[AnomalyRecord]]:
    document = open_document(text.encode(), "d.txt")
    origin = Origin("d", "0" * 64, "s", None, "d.txt", "news", "claim")
    own, _ = read_metadata(document, origin)
    found = list(read_citations(document, origin, own))
    return [r for r in found if isinstance(r, CitationRecord)], [r for r in found if isinstance(r, AnomalyRecord)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quyết định số 273/QĐ-BNV ngày 10/4/2024 của Bộ Nội vụ",
         ("273/QĐ-BNV", "Quyết định", "2024-04-10", "Bộ Nội vụ")),
        ("Quyết định số 273/QĐ-BNV của Bộ Nội vụ ngày 10/4/2024",
         ("273/QĐ-BNV", "Quyết định", "2024-04-10", "Bộ Nội vụ")),
        ("Nghị quyết số 04-NQ/TU ngày 18-10-2021 của Tỉnh ủy", ("04-NQ/TU", "Nghị quyết", "2021-10-18", "Tỉnh ủy")),
        ("Nghị quyết của Chính phủ số 76/NQ-CP", ("76/NQ-CP", "Nghị quyết", None, "Chính phủ")),
        ("Quyết định số 90/QĐ- UBND ngày 25 tháng 01 năm 2022", ("90/QĐ-UBND", "Quyết định", "2022-01-25", None)),
        ("Nghị định số 33/2023/NĐ - CP", ("33/2023/NĐ-CP", "Nghị định", None, None)),
        ("Kết luận số 28\u2013KL/TW", ("28-KL/TW", "Kết luận", None, None)),
        ("Công văn 123/ABC-DEF", ("123/ABC-DEF", "Công văn", None, None)),
        ("theo văn bản số 2231/SNV-CCHC&PC", ("2231/SNV-CCHC&PC", "Công văn", None, None)),
        ("Công văn số 1234/BNV ngày 3/2/2023", ("1234/BNV", "Công văn", "2023-02-03", None)),
        ("Quyết định số 1046/qđ-ttg ngày 06/9/2022", ("1046/QĐ-TTg", "Quyết định", "2022-09-06", None)),
        ("Quyết địnhsố 273/QĐ-BNVngày 10/4/2024 của Bộ Nội vụ",
         ("273/QĐ-BNV", "Quyết định", "2024-04-10", "Bộ Nội vụ")),
        ("QĐ số 15/QĐ-UBND", ("15/QĐ-UBND", "Quyết định", None, None)),
        ("NĐ 61/2018/NĐ-CP", ("61/2018/NĐ-CP", "Nghị định", None, None)),
        ("Báo cáo thẩm định số 18/BCTĐ-STP", ("18/BCTĐ-STP", "Báo cáo thẩm định", None, None)),
        ("Nghị quyết số 1211/2016/UBTVQH13", ("1211/2016/UBTVQH13", "Nghị quyết", None, None)),
        ("Luật Tổ chức chính quyền địa phương số 77/2015/QH13", ("77/2015/QH13", "Luật", None, None)),
        ("Luật Cán bộ, công chức năm 2008", (None, "Luật", "2008", None)),
        ("Luật Viên chức ngày 15/11/2010", (None, "Luật", "2010-11-15", None)),
        ("Bộ luật Lao động năm 2019", (None, "Bộ luật", "2019", None)),
        ("Hiến pháp năm 2013", (None, "Hiến pháp", "2013", None)),
        ("Nghị định 108/2014", ("108/2014", "Nghị định", None, None)),
        ("Quyết định số 273 ngày 10/4/2024 của Bộ Nội vụ", ("273", "Quyết định", "2024-04-10", "Bộ Nội vụ")),
        ("Ngày 12/6/2023, Bộ trưởng Bộ Tư pháp ban hành Quyết định số 145/QĐ-BTP",
         ("145/QĐ-BTP", "Quyết định", "2023-06-12", "Bộ trưởng Bộ Tư pháp")),
        ("Ngày 29/3/2023, UBND tỉnh Quảng Nam vừa ban hành Quyết định số 617/QĐ-UBND",
         ("617/QĐ-UBND", "Quyết định", "2023-03-29", "UBND tỉnh Quảng Nam")),
        ("Mới đây, Chủ tịch UBND tỉnh Thanh Hóa đã ký Quyết định số 600/QĐ-UBND",
         ("600/QĐ-UBND", "Quyết định", None, "Chủ tịch UBND tỉnh Thanh Hóa")),
        ("Ngày 24-7, UBND tỉnh Gia Lai ban hành Quyết định số 345/QĐ-UBND",
         ("345/QĐ-UBND", "Quyết định", None, "UBND tỉnh Gia Lai")),
        ("theo đề nghị của Sở Nội vụ tại Tờ trình số 9/TTr-SNV ngày 1/3/2022",
         ("9/TTr-SNV", "Tờ trình", "2022-03-01", "Sở Nội vụ")),
        ("Decision No. 2767/QD-UBND dated May 20, 2022", ("2767/QĐ-UBND", "Quyết định", "2022-05-20", None)),
        ("Resolution No. 76/NQ-CP of the Government", ("76/NQ-CP", "Nghị quyết", None, "the Government")),
        ("Thông tư 02/2017/TT-VPCP", ("02/2017/TT-VPCP", "Thông tư", None, None)),
        ("Kết luận số 62-KL/TW ngày 02 tháng 10 năm 2023 của Bộ Chính trị",
         ("62-KL/TW", "Kết luận", "2023-10-02", "Bộ Chính trị")),
        ("Kế hoạch số 9/KH-UBND tháng 3 năm 2022", ("9/KH-UBND", "Kế hoạch", "2022-03", None)),
    ],
)  # fmt: skip
def test_one_citation(text: str, expected: Told) -> None:
    assert mentions(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "xếp thứ 05/63 tỉnh, còn 02/25 nhiệm vụ",
        "Luật Đất đai trên địa bàn tỉnh trong năm 2015",
        "ngày 10/4/2024, đạt 91,03/100 điểm",
        "Đề án 06 và Điều 12",
        "Luật sư Nguyễn Văn A năm 2015",
        "Luật Viên chức, các cơ quan đã họp năm 2015",
    ],
)
def test_no_citation(text: str) -> None:
    assert mentions(text) == []


def test_lists_leave_out_types_and_symbols() -> None:
    assert mentions("các Nghị quyết số 18-NQ/TW, 19-NQ/TW của Trung ương") == [
        ("18-NQ/TW", "Nghị quyết", None, "Trung ương"),
        ("19-NQ/TW", "Nghị quyết", None, "Trung ương"),
    ]
    assert mentions("các Quyết định số 1/QĐ-UBND, số 2/QĐ-UBND và 3/QĐ-UBND cùng ngày 5/3/2024 của UBND tỉnh") == [
        (f"{number}/QĐ-UBND", "Quyết định", "2024-03-05", "UBND tỉnh") for number in (1, 2, 3)
    ]
    assert mentions("các Quyết định số 12, 13 và 14/QĐ-UBND ngày 5/3/2024") == [
        ("12/QĐ-UBND", "Quyết định", None, None),
        ("13/QĐ-UBND", "Quyết định", None, None),
        ("14/QĐ-UBND", "Quyết định", "2024-03-05", None),
    ]


def test_a_list_does_not_share_the_issuer_of_another_body() -> None:
    text = "Tờ trình số 1494/TTr-SNV ngày 28/6/2018 và Báo cáo số 18/BC-STP ngày 25/5/2018 của Sở Tư pháp"
    assert [mention[3] for mention in mentions(text)] == [None, "Sở Tư pháp"]


def test_bodies_behind_the_issuers() -> None:
    found, _ = cited(
        "UBND TỈNH YÊN BÁI\nSố: 5/KH-UBND\nYên Bái, ngày 5 tháng 5 năm 2024\nKẾ HOẠCH\nA\n\n"
        "Theo Quyết định số 1/QĐ-UBND ngày 1/2/2024 của UBND tỉnh; Nghị định 33/2023/NĐ-CP; Luật Viên chức năm 2010; "
        "Quyết định số 9/QĐ-UBND ngày 1/2/2023 của Ủy ban nhân dân tỉnh Cao Bằng; Chỉ thị số 7/CT-UBND; "
        "Công văn số 8/SNV-CCHC của Sở Nội vụ; Quyết định số 1/QĐ-UBND; Quyết định 88/QĐ-TTg của TTCP."
    )
    assert [(c.cited_body, c.cited_unit, c.cited_body_from) for c in found] == [
        ("UBND tỉnh Yên Bái", "Yên Bái", "context"),
        ("Chính phủ", None, "symbol"),
        ("Quốc hội", None, "type"),
        ("UBND tỉnh Cao Bằng", "Cao Bằng", "printed"),
        (None, None, None),
        ("Sở Nội vụ tỉnh Yên Bái", "Sở Nội vụ", "context"),
        ("UBND tỉnh Yên Bái", "Yên Bái", "earlier"),
        ("Thủ tướng Chính phủ", None, "symbol"),
    ]


def test_repeats_are_told_by_number_day_and_unit() -> None:
    found, _ = cited(
        "Quyết định số 9/QĐ-UBND ngày 1/2/2023 của UBND tỉnh Cao Bằng; Quyết định số 9/QĐ-UBND; "
        "Quyết định số 9/QĐ-UBND ngày 1/2/2022 của UBND tỉnh Cao Bằng; "
        "Quyết định số 9/QĐ-UBND ngày 1/2/2023 của UBND tỉnh Yên Bái; "
        "Nghị định 108/2014/NĐ-CP; Nghị định 108/2014; Luật Viên chức năm 2010; Luật Viên chức năm 2010."
    )
    assert [c.is_repeat for c in found] == [False, True, False, False, False, True, False, True]


def test_a_document_does_not_cite_itself_but_its_namesake_of_another_year() -> None:
    found, _ = cited(
        "UBND TỈNH YÊN BÁI\nSố: 5/KH-UBND\nYên Bái, ngày 5 tháng 5 năm 2024\nKẾ HOẠCH\nA\n\n"
        "Kế hoạch số 5/KH-UBND ngày 5/5/2024 thay Kế hoạch số 5/KH-UBND ngày 6/5/2023."
    )
    assert [c.cited_on for c in found] == ["2023-05-06"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kế hoạch số 3647/QĐ-UBND ngày 17/11/2021", "type_vs_symbol"),
        ("Quyết định số 90/QĐ- UBND", "space_in_symbol"),
        ("Quyết định số 90/QĐ-UBND ngày 31/02/2023", "impossible_date"),
        ("Nghị định số 33/2023/NĐ-CP ngày 10/6/2022", "year_differs_from_number"),
        ("Quyết định số 273/QĐ-BNV ngày 10/4/2023 công bố Chỉ số cải cách hành chính năm 2023", "date_before_result"),
    ],
)
def test_doubts(text: str, kind: str) -> None:
    assert [anomaly.kind for anomaly in cited(text)[1]] == [kind]
