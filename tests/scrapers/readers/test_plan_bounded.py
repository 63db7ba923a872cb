"""Documents made to keep the readers of plans busy: reading takes time in proportion to their size, and never fails."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.documents.model import Document, Locator
from scrapers.documents.plain import document_of_text
from scrapers.readers.origin import Origin
from scrapers.readers.plan_records import read_plan
from scrapers.records import DocumentRecord

_ORIGIN = Origin("doc", "0" * 64, "seed", None, "hostile.txt", "news", "claim")
_SIZE = 120_000
_LONGEST = 3.0
"""Seconds, several times what the slowest of them takes."""
_HEAD = "KẾ HOẠCH\nNâng cao chỉ số\n\nII. NHIỆM VỤ, GIẢI PHÁP\n\n"
_WEAK = "I. TỒN TẠI, HẠN CHẾ MẤT ĐIỂM\n\n"

_LINES = (
    "- Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát 100% hồ sơ.\n",
    "a:\n",
    "Giao Sở Nội vụ:\n",
    "1. Cải cách thể chế\n",
    "1.1.1.1.1. a\n",
    "I. A\nA. B\n1. C\na) D\n(1) E\n- F\n+ G\n* H\n• I\n",
    "- Đơn vị chủ trì: Sở Nội vụ\n",
    "- Rà soát tất cả văn bản của cơ quan.\n- Đơn vị chủ trì: Sở Nội vụ\n",
    "- Tỷ lệ hồ sơ trực tuyến dưới 40%.\n",
    "PHỤ LỤC\nNơi nhận:\n",
    "Chữ không dấu chấm\n",
    "và đi tiếp\n",
    "Tiêu chí\tĐiểm trừ\tNguyên nhân\nThực hiện kế hoạch năm\t1\tChậm\n",
)
_UNITS = (
    "Sở Nội vụ, ",
    "các cơ quan, đơn vị ",
    "và ",
    '"',
    "“a”; ",
    "(",
    "ít nhất 40% ",
    "phối hợp với Sở ",
    "báo cáo UBND tỉnh hàng quý, ",
    "trước ngày 1/1/2024 ",
    "hoàn thành ",
    "thuộc nhóm 10 tỉnh ",
    "nâng cao chỉ số ",
    "Đơn vị chủ trì: ",
    "tiếp tục ",
    "mất 1 điểm ",
    "so với năm 2021 ",
    "1.1.",
    "9",
    " ",
    "*",
    "đối với Giao ",
    "tăng thêm ",
    "PAR INDEX năm 2024 ",
)


def _read(text: str) -> Document:
    document = document_of_text(text)
    own = DocumentRecord(
        **_ORIGIN.provenance(Locator(0, 0), "", "test", "1"),
        source="seed",
        url=None,
        kind="news",
        evidence="claim",
        type="Kế hoạch",
        title="Kế hoạch",
        plan_years=(2024,),
    )
    for record in read_plan(document, _ORIGIN, own):
        assert record.quote == document.at(Locator.parse(record.locator))
    return document


def _assert_in_time(text: str) -> None:
    begun = time.process_time()
    _read(text)
    assert time.process_time() - begun < _LONGEST


@pytest.mark.parametrize("head", [_HEAD, _WEAK, ""])
@pytest.mark.parametrize("line", _LINES)
def test_endless_lists_are_read_in_time(head: str, line: str) -> None:
    _assert_in_time(head + line * (_SIZE // len(line)))


@pytest.mark.parametrize("start", ["- ", "1. ", "", "- Tỷ lệ hồ sơ: ", 'a) Về cải cách thể chế (Nội dung: "'])
@pytest.mark.parametrize("unit", _UNITS)
def test_endless_lines_are_read_in_time(start: str, unit: str) -> None:
    for head in (_HEAD, _WEAK):
        _assert_in_time(head + start + unit * (_SIZE // len(unit)) + ".\n- a")


@pytest.mark.parametrize("text", ["", "\n", "\ud800", "- \udfff Sở", "-", "I.", "\u202e1. Giao Sở", "1" * 100_000])
def test_odd_texts_do_no_harm(text: str) -> None:
    _read(_HEAD + text)
    _read(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*_LINES, *_UNITS, "\n", "\t", "\u0301", "ế", "A", "е"]), max_size=30))
def test_any_mixture_is_read_with_quotes_that_stand_at_their_place(parts: list[str]) -> None:
    _read(_HEAD + "".join(parts))
