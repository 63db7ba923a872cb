"""Which values a sentence prints: scores, maxima, points lost, pairs of old and new, and numbers that are none."""

from __future__ import annotations

import pytest

from scrapers.readers.prose.sentences import find_sentences
from scrapers.readers.prose.value import Value
from scrapers.readers.prose.values import STRETCH, find_values


def values(text: str) -> list[Value]:
    (sentence,) = find_sentences(text)
    return find_values(sentence.items)


def told(text: str) -> list[tuple[str, float]]:
    return [(value.measure.value, value.value) for value in values(text) if not value.refused]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PAR INDEX đạt 86,4%.", [("score", 86.4)]),
        ("PAR INDEX đạt 86.4 điểm, tăng 1,2 điểm.", [("score", 86.4), ("delta_score", 1.2)]),
        ("Cải cách thể chế mất 1,35 điểm.", [("lost_points", 1.35)]),
        ("PAR INDEX từ 84,02 lên 85,64 điểm.", [("score", 84.02), ("score", 85.64)]),
        ("It scored 87.5 points and ranked 10th.", [("score", 87.5), ("rank", 10.0)]),
        ("Có 30.000 phiếu khảo sát.", []),
        ("Theo Công văn số 9228/UBND-VP ngày 10/11/2022.", []),
        ("Có 5/8 lĩnh vực tăng điểm.", []),
        ("PAR INDEX năm 2022.", []),
        ("Lượt truy cập: 99.999", []),
        ("Tổng số lượt xem: 85,320", []),
        ("Đang online: 12", []),
        ("PAR INDEX đạt 86,4 điểm (75.320 lượt xem).", [("score", 86.4)]),
        ("Page views: 88.125", []),
        ("Dịch vụ công trực tuyến đạt 85,3 điểm.", [("score", 85.3)]),
    ],
)
def test_values_of_a_sentence(text: str, expected: list[tuple[str, float]]) -> None:
    assert told(text) == expected


def test_a_slash_behind_a_score_leads_to_its_maximum() -> None:
    (value,) = values("Cải cách thể chế đạt 8,89/16 điểm.")
    assert (value.measure, value.value, value.of, value.of_raw) == ("score", 8.89, 16.0, "16")


def test_a_slash_behind_a_place_leads_to_the_number_of_units() -> None:
    (value,) = values("PAR INDEX xếp thứ 40/63.")
    assert (value.measure, value.value, value.of) == ("rank", 40.0, 63.0)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Điểm của các tỉnh từ 80% đến dưới 90%.", 80.0),
        ("Các tỉnh đạt 75,03% - 90,61%.", 75.03),
    ],
)
def test_an_end_of_a_stretch_is_refused(text: str, number: float) -> None:
    first = values(text)[0]
    assert (first.value, first.refused) == (number, STRETCH)


@pytest.mark.parametrize("text", ["PAR INDEX đạt gần 81%.", "PAR INDEX đạt trên 81 điểm."])
def test_what_is_told_roughly_or_as_a_bound_is_refused(text: str) -> None:
    assert [(value.value, bool(value.refused)) for value in values(text)] == [(81.0, True)]


def test_the_old_of_two_values_is_marked() -> None:
    old, new = values("PAR INDEX tăng từ 84,02 điểm lên 85,64 điểm.")
    assert (old.is_earlier, new.is_earlier) == (True, False)


def test_the_old_of_two_places_may_stand_last() -> None:
    new, old = values("The province jumped to fourth from 15th in 2018.")
    assert (new.value, new.is_earlier) == (4.0, False)
    assert (old.value, old.is_earlier) == (15.0, True)


def test_a_value_spans_what_prints_it() -> None:
    text = "Năm 2021 tỉnh đạt 87,61 điểm, giảm 7 bậc."
    assert [text[value.start : value.end] for value in values(text)] == ["87,61 điểm", "giảm 7 bậc"]
