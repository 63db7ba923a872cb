"""Hostile text for the readers of metadata, citations and oddities: time in proportion to size, and no crash."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.documents.model import Document, Locator
from scrapers.readers.citations import read_citations
from scrapers.readers.metadata import read_metadata
from scrapers.readers.oddities import read_oddities
from scrapers.readers.origin import Origin
from scrapers.records import AnomalyRecord, CitationRecord, DocumentRecord

_ORIGIN = Origin("doc", "0" * 64, "seed", None, "hostile.txt", "news", "claim")
_SIZE = 200_000
_LONGEST = 12.0
"""Seconds, several times what the slowest of them takes."""


def read(text: str) -> list[DocumentRecord | CitationRecord | AnomalyRecord]:
    document = Document(text, "text/plain", "utf-8")
    own, doubts = read_metadata(document, _ORIGIN)
    found: list[DocumentRecord | CitationRecord | AnomalyRecord] = [own, *doubts]
    found.extend(read_citations(document, _ORIGIN, own))
    found.extend(read_oddities(document, _ORIGIN, own, found))
    for record in found:
        assert record.quote == document.at(Locator.parse(record.locator))
    return found


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "“",
        "”\n",
        "((",
        "Luật A, a ",
        "Luật sửa đổi, bổ sung a ",
        "Quyết định số 1, 2, 3, ",
        "Quyết định số 12 ",
        "số 12 và 14/QĐ-UBND ",
        "QĐ số 1/QĐ-UBND, ",
        "UBND tỉnh ban hành ",
        "Ngày 1/1/2020, UBND ban hành Kế hoạch số 1/KH-UBND ",
        "1/QĐ-UBND ngày 1/1/2020\n",
        "1/nq-cp,",
        "Nơi nhận: - a; ",
        "TM. ",
        "CHỦ TỊCH\n",
        "KT. CHỦ TỊCH\n- a;\n",
        "Ký bởi: a\n",
        "Nguyễn ",
        "SỐ: /KH-UBND\n",
        "UBND   ",
        "CỘNG HÒA XÃ HỘI - ",
        "79,5 điểm so với năm 2020, tăng 5 điểm ",
        "PAR INDEX 79,5 điểm so với năm 2020, tăng 5 điểm\n",
        "V/v a\n",
        "a.pdf",
        "Số hiệu: 1/QĐ-UBND\nNgày ban hành: 1/1/2020\nNgười ký: A\n",
        "Decision No. 1/QD-UBND dated May 20, 2022 of the A and ",
        "\u202e1/QĐ-\u0301UBND ",
        "\ud800",
    ],
)
def test_a_repeated_text_is_read_in_time(unit: str) -> None:
    text = unit * (_SIZE // len(unit))
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < _LONGEST


_PIECES = st.sampled_from(
    ["Số: ", "12", "/", "KH-UBND", "-", "NQ/TU", "ngày 5 tháng 3 năm 2024", "\n", "\t", "   ", "UBND TỈNH CAO BẰNG",
     "|", "KẾ HOẠCH", "Quyết định số ", "của Bộ Nội vụ", "Luật A năm 2015", "TM. ỦY BAN", "CHỦ TỊCH", "Nguyễn Văn A",
     "Nơi nhận:", "- Lưu: VT.", "“", "”", "và ", ", ", "V/v ", "Kính gửi: ", "Số hiệu: ", "Người ký: ", "[...]",
     "e\u0302\u0301", "\ud800", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Hà Nội, ", "30/02/2023", "Decision No. ",
     "\u00a0", "Huyện ủy "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=6), max_size=40).map("".join))
def test_any_mixture_is_read(text: str) -> None:
    assert read(text) == read(text)
