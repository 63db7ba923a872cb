"""Changes of scores and ranks: their sign, their unit, and numbers beside a word of change that are none."""

from __future__ import annotations

import pytest

from scrapers.readers.prose.changes import base_of
from scrapers.readers.prose.sentences import find_sentences
from scrapers.readers.prose.value import Value
from scrapers.readers.prose.values import find_values


def changes(text: str) -> list[Value]:
    (sentence,) = find_sentences(text)
    return [value for value in find_values(sentence.items) if value.is_change]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PAR INDEX tăng 1,59 điểm.", [("delta_score", 1.59)]),
        ("PAR INDEX giảm 7 bậc.", [("delta_rank", -7.0)]),
        ("PAR INDEX tụt 12 bậc.", [("delta_rank", -12.0)]),
        ("PAR INDEX tăng 1,59 điểm và 7 bậc.", [("delta_score", 1.59), ("delta_rank", 7.0)]),
        ("PAR INDEX giảm 1,59 điểm và 7 bậc.", [("delta_score", -1.59), ("delta_rank", -7.0)]),
        ("PAR INDEX tăng 1,59 điểm nhưng giảm 7 bậc.", [("delta_score", 1.59), ("delta_rank", -7.0)]),
        ("The province climbed three places.", [("delta_rank", 3.0)]),
        ("The province fell 12 places to 42nd.", [("delta_rank", -12.0)]),
        ("The score was up 1.33 percentage points.", [("delta_score", 1.33)]),
        ("PAR INDEX giữ nguyên vị trí.", [("delta_rank", 0.0)]),
    ],
)
def test_changes(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(value.measure.value, value.value) for value in changes(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The PAR INDEX rose to 88.35 points.",
        "PAR INDEX tăng lên 88,35 điểm.",
        "PAR INDEX đạt 88,35 điểm.",
        "Tỉnh tăng cường kiểm tra 5 đơn vị.",
    ],
)
def test_where_something_has_come_is_no_change(text: str) -> None:
    assert changes(text) == []


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("PAR INDEX năm 2023 tăng 1,2 điểm so với năm 2022.", 2022),
        ("PAR INDEX năm 2023 tăng 1,2 điểm so với năm 2015.", 2015),
        ("So với năm 2020, PAR INDEX năm 2023 tăng 1,2 điểm.", 2020),
        ("PAR INDEX năm 2023 tăng 1,2 điểm so với năm trước.", 2022),
        ("PAR INDEX năm 2023 tăng 1,2 điểm.", 2022),
    ],
)
def test_what_a_change_is_measured_against(text: str, base: int) -> None:
    (sentence,) = find_sentences(text)
    (change,) = changes(text)
    assert base_of(sentence.items, change, 2023) == base


def test_a_score_is_measured_against_no_year() -> None:
    (sentence,) = find_sentences("PAR INDEX năm 2023 đạt 81,2 điểm so với năm 2022.")
    assert base_of(sentence.items, find_values(sentence.items)[0], 2023) is None


def test_higher_than_something_may_be_a_gap() -> None:
    (change,) = changes("PAR INDEX cao hơn trung bình cả nước 0,99 điểm.")
    assert change.is_gap
    assert not changes("PAR INDEX tăng 0,99 điểm.")[0].is_gap
