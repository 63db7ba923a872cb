"""Documents made to keep the readers busy: reading takes time in proportion to their size."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.documents.model import Locator
from scrapers.documents.opening import open_document
from scrapers.documents.plain import document_of_text
from scrapers.readers.origin import Origin
from scrapers.readers.reading import read_document
from scrapers.vocabulary.numbers import parse_number
from scrapers.vocabulary.spans import TakenSpans
from scrapers.vocabulary.text import nfc

_ORIGIN = Origin("doc", "0" * 64, "seed", None, "hostile.txt", "news", "claim")
_SIZES = (20_000, 80_000)
_ENDLESS = 20_000
_LONGEST = 5.0
"""Seconds, several times what the slowest of them takes."""
_GAP = "<gap>"
"""Stands for the stretch that fills the text up."""

_SPACED = (
    f"Số: {_GAP}x",
    f"Hà Nội, ngày{_GAP}x",
    f"Tài liệu đính kèm:{_GAP}*",
    f"đạt{_GAP}x",
    f"Chỉ số PAR INDEX{_GAP}đạt 5 điểm so với{_GAP}x",
    f"Luật A Luật A Luật A{_GAP}x",
    f"1/QĐ-UBND{_GAP}1/2014 a 1/2014 a 1/2014",
    f"Tin\n10/10/2021{_GAP}x",
    f"Loại văn bản: a\nSố hiệu: 1/QĐ\nNgày ban hành: ngày{_GAP}x\nNgười ký: A",
)
_REPEATED = (
    ("", "A", "x"),
    ("", "1.1,", "x"),
    ("", "(", "x"),
    ("Tin\n", "ngày đăng ngày ", "x"),
    ("a\nTM. UBND\n", "TS", "1"),
    ("1/QĐ-UBND ", "1/2014 a ", ""),
    ("", "1/QĐ-UB ", ""),
    ("", "Luật Aa năm 2015, 1/QĐ-UB ", ""),
    ("", "PAR INDEX tỉnh Cao Bằng năm 2021 đạt 5% ", ""),
    ("PAR INDEX năm 2021 ", "xếp thứ 5 ", "tỉnh Cao Bằng"),
    ("", "huyện Aa đạt 5% ", "PAR INDEX"),
    ("", "SỞ NỘI VỤ ", ""),
    ("PAR INDEX năm 2021\n\n", "Đơn vị\tĐiểm\nCao Bằng\t5\n\n", ""),
    ("a\n\nĐơn vị\tĐiểm ", "PAR INDEX ", "\nCao Bằng\t5\n"),
    ("PAR INDEX đạt 5% a", "\u0301\u0323", ""),
)

_WORDS = st.sampled_from(
    ["PAR INDEX", "Chỉ số cải cách hành chính", "SIPAS", "PCI", "tỉnh Cao Bằng", "Hà Nội", "huyện Hà Quảng",
     "Sở Nội vụ", "UBND", "năm 2021", "so với năm 2020", "đạt", "xếp thứ", "tăng", "giảm", "bậc", "điểm",
     "lần lượt là", "và", "đứng đầu", "63 tỉnh, thành phố", "trong đó", "nhóm", "lĩnh vực", "Cải cách thể chế",
     "Quyết định số 12/QĐ-UBND", "Luật A năm 2015", "trước ngày 30/02/2024", "Giao", "chủ trì, phối hợp với",
     "báo cáo", "hằng quý", "chưa đạt", "ít nhất", "mất điểm", "Kế hoạch", "TM. UỶ BAN", "Nơi nhận:",
     "II. NHIỆM VỤ", "ranked", "points", "the province"]
)  # fmt: skip
_FIGURES = st.from_regex(r"[0-9]{1,4}([.,][0-9]{1,3})?(%|/[0-9]{2,4})?", fullmatch=True)
_MARKS = st.sampled_from(
    ["(", ")", "((", "[", "]", "“", "”", '"', ",", ";", ":", ".", " - ", "\n", "\n\n", "\n- ", "\n1. ", "\t", "|",
     "/", "…", "\u00a0", "\u3000", "\u200b", "\u200f", "\u202e", "\u2066", "\u2069", "\u0301", "\u0323", "\r\n",
     "\x00", "\x85"]
)  # fmt: skip
_LOOK_ALIKES = st.sampled_from(
    ["\ud800", "\udfff", "РАR INDЕХ", "СССР", "đіểm", "хếp", "Ð", "ð", "İ", "ı", "ſ", "\u212a", "ﬁ", "ǅ", "٣", "५",
     "²", "①", "Ⅳ", "e\u0302\u0301", "đạt"]
)  # fmt: skip
_PIECES = _WORDS | _FIGURES | _MARKS | _LOOK_ALIKES | st.text(max_size=3)
_MIXTURES = st.lists(st.tuples(_PIECES, st.sampled_from(["", " ", "  "])), max_size=40).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)
)


def _assert_quotes_stand_at_their_places(text: str, title: str | None) -> None:
    document = document_of_text(text, title)
    for record in read_document(document, _ORIGIN):
        place = Locator.parse(record.locator)
        assert document.at(place) == record.quote, record
        assert 0 <= place.start <= place.end <= len(text)


def _assert_read_in_time(texts: list[str]) -> None:
    for text in texts:
        document = open_document(text.encode(), "hostile.txt")
        begun = time.process_time()
        read_document(document, _ORIGIN)
        assert time.process_time() - begun < _LONGEST


@pytest.mark.parametrize("space", [" ", "\u3000"])
@pytest.mark.parametrize("pattern", _SPACED)
def test_long_runs_of_spaces_are_read_in_time(pattern: str, space: str) -> None:
    _assert_read_in_time([pattern.replace(_GAP, space * (size // pattern.count(_GAP))) for size in _SIZES])


@pytest.mark.parametrize(("before", "unit", "after"), _REPEATED)
def test_endless_repetitions_are_read_in_time(before: str, unit: str, after: str) -> None:
    _assert_read_in_time([before + unit * (size // len(unit)) + after for size in _SIZES])


def test_many_values_before_many_names_are_read_in_time() -> None:
    _assert_read_in_time(["xếp thứ 5 " * (size // 20) + "PAR INDEX " * (size // 20) for size in _SIZES])


def test_wide_row_with_a_long_label_is_read_in_time() -> None:
    texts = []
    for size in _SIZES:
        header = "Lĩnh vực" + "\tĐiểm" * (size // 14)
        row = "nội dung " * (size // 18) + "\t5" * (size // 14)
        texts.append(f"PAR INDEX năm 2021 tỉnh Cao Bằng\n\n{header}\n{row}\n")
    _assert_read_in_time(texts)


def test_marks_on_a_letter_are_composed_up_to_a_long_run() -> None:
    assert nfc("e\u0302\u0301") == "ế"
    assert nfc("e\u0301" + "\u0301" * 100 + " e\u0302\u0301").endswith(" ế")


def test_number_beyond_all_numbers_is_none() -> None:
    assert parse_number("9" * 400) is None


def test_taken_spans_may_overlap() -> None:
    taken = TakenSpans([(10, 12), (0, 20)])
    assert taken.cover(15)
    assert taken.overlap(19, 25)
    assert not taken.overlap(20, 25)
    assert not TakenSpans([]).cover(0)


@settings(max_examples=250, deadline=None, derandomize=True)
@given(_MIXTURES, st.none() | _MIXTURES)
def test_any_mixture_is_read_with_quotes_that_stand_at_their_places(text: str, title: str | None) -> None:
    _assert_quotes_stand_at_their_places(text, title)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.lists(_PIECES, min_size=1, max_size=4).map(" ".join))
def test_any_mixture_without_end_is_read_in_time(unit: str) -> None:
    text = (f"{unit} " * _ENDLESS)[:_ENDLESS]
    begun = time.process_time()
    _assert_quotes_stand_at_their_places(text, None)
    assert time.process_time() - begun < _LONGEST
