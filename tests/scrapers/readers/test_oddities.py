"""Oddities of print: each is told where it is, and not where it is not."""

from __future__ import annotations

import pytest

from scrapers.documents.opening import open_document
from scrapers.readers.oddities import READER
from scrapers.readers.origin import Origin
from scrapers.readers.reading import read_document
from scrapers.records import AnomalyRecord

HEAD = "UBND TỈNH YÊN BÁI\nSố: 5/KH-UBND\nYên Bái, ngày 5 tháng 5 năm 2024\n\nKẾ HOẠCH\nCải thiện chỉ số năm 2024\n\n"


def odd(text: str) -> list[tuple[str, str]]:
    """Kind and quote of each oddity."""
    document = open_document(text.encode(), "d.txt")
    records = read_document(document, Origin("d", "0" * 64, "s", None, "d.txt", "legal_page", "claim"))
    return [(r.kind, r.quote) for r in records if isinstance(r, AnomalyRecord) and r.reader == READER]


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("Công văn số 38/VP-VPCP ngày 04/6/2023.", "symbol_nonstandard", "Công văn số 38/VP-VPCP ngày 04/6/2023"),
        ("Theo Nghị quyết số 18/NQ-TW.", "symbol_nonstandard", "Nghị quyết số 18/NQ-TW"),
        ("Quyết định số 9/QĐ-UBND ngày 6/5/2024.", "cites_later_document", "Quyết định số 9/QĐ-UBND ngày 6/5/2024"),
        ("Nội dung “một cửa”; hai cửa” được giữ.", "quotes_unbalanced", "Nội dung “một cửa”; hai cửa”"),
        (
            "Chỉ số CCHC năm 2023 của tỉnh đạt 80,5 điểm so với năm 2022, tăng 2,5 điểm.",
            "ambiguous_sentence",
            "80,5 điểm so với năm 2022, tăng 2,5 điểm",
        ),
    ],
)
def test_what_is_odd(text: str, kind: str, quote: str) -> None:
    assert odd(HEAD + text + "\n") == [(kind, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "Công văn số 38/VPCP-KSTT, 12/SNV-CCHC, 9/TTr-SNV, 30/BCĐ-VP và 17/HĐ-UBND ngày 04/6/2023.",
        "Nghị quyết số 18-NQ/TW; Quyết định số 9/QĐ-UBND ngày 5/5/2024.",
        'Mục "A" và “B”, “C" và "D”; dài 15".',
        "“Đoạn đầu của lời trích\n\nvà đoạn cuối”.",
        "Chỉ số CCHC năm 2023 của tỉnh tăng 1,5 điểm so với năm 2022, tăng 7 bậc.",
        "Số hồ sơ đạt 80% so với năm 2022, tăng 5%.",
    ],
)
def test_what_is_not_odd(text: str) -> None:
    assert odd(HEAD + text + "\n") == []


def test_two_years_in_a_page_title() -> None:
    text = "Kế hoạch 5/KH-UBND năm 2024 cải cách hành chính tỉnh Yên Bái năm 2025\n" + HEAD
    assert odd(text) == [("year_in_title", "năm 2024 cải cách hành chính tỉnh Yên Bái năm 2025")]
    assert odd(text.replace("năm 2025", "năm 2024")) == []


def test_figures_of_a_table() -> None:
    text = (
        HEAD + "Chỉ số cải cách hành chính năm 2023 của tỉnh như sau:\n\n"
        "TT\tLĩnh vực\tNăm 2022\tNăm 2023\n1\tCải cách thể chế\t9.5/15\t11/17\n2\tTài chính công\t7/8\t7,5/8\n"
    )
    assert odd(text) == [("max_changes_between_years", "9.5/15\t11/17"), ("mixed_decimal_separator", "7,5/8")]


def test_changes_and_ranks() -> None:
    text = HEAD + (
        "Chỉ số SIPAS năm 2023 của tỉnh đạt 88,64%, tăng 6,61% so với năm 2022, "
        "xếp hạng 8/63, giảm 2 bậc so với năm 2022.\n"
    )
    assert [kind for kind, _ in odd(text)] == ["unit_mismatch", "score_up_rank_down"]
