"""Ranks told from counts that look like them."""

from __future__ import annotations

import pytest

from scrapers.readers.prose.binding import find_claims
from scrapers.readers.prose.domains import domain_behind
from scrapers.readers.prose.doubts import ANOTHERS
from scrapers.readers.prose.scope import Scope, Subject
from scrapers.readers.prose.sentences import find_sentences
from scrapers.readers.prose.values import find_values


def ranks(text: str) -> list[tuple[float, float | None, bool]]:
    (sentence,) = find_sentences(text)
    return [
        (value.value, value.of, value.in_words)
        for value in find_values(sentence.items)
        if value.measure == "rank" and not value.refused
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PAR INDEX xếp thứ 28/63 tỉnh, thành phố.", (28.0, 63.0, False)),
        ("PAR INDEX đứng vị trí thứ 5 trong tổng số 17 bộ.", (5.0, 17.0, False)),
        ("PAR INDEX xếp hạng 12.", (12.0, None, False)),
        ("PAR INDEX xếp thứ ba.", (3.0, None, True)),
        ("PAR INDEX xếp hạng II.", (2.0, None, True)),
        ("The province ranked 10th out of 63.", (10.0, 63.0, False)),
        ("The province came third in the PAR INDEX.", (3.0, None, True)),
        ("Trong 17 bộ, cơ quan ngang bộ, Bộ Tư pháp xếp thứ 2.", (2.0, 17.0, False)),
    ],
)
def test_ranks(text: str, expected: tuple[float, float | None, bool]) -> None:
    assert ranks(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "PAR INDEX được đánh giá tại 63/63 tỉnh, thành phố.",
        "Có 53/63 địa phương tăng điểm.",
        "Đây là năm thứ 5 liên tiếp tỉnh tăng điểm.",
        "Bảng xếp hạng 63 tỉnh, thành phố.",
        "Tỉnh nằm trong nhóm 10 địa phương.",
        "Kế hoạch hoàn thành 17/20 nhiệm vụ.",
        "PAR INDEX xếp thứ 65/63.",
        "PAR INDEX xếp thứ 5,5.",
    ],
)
def test_counts_are_no_ranks(text: str) -> None:
    assert ranks(text) == []


def test_ranks_share_a_word_of_ranking() -> None:
    assert [rank for rank, _, _ in ranks("Hai tỉnh lần lượt xếp thứ 20, 58 và 14.")] == [20.0, 58.0, 14.0]


def test_the_worst_of_a_units_own_ranks_is_no_last_place() -> None:
    assert ranks("13 năm qua, thứ hạng thấp nhất của Hải Phòng là hạng 6/63.") == [(6.0, 63.0, False)]
    assert [told for *_, told in ranks("PAR INDEX của tỉnh đạt thứ hạng cao nhất cả nước.")] == [True]


def test_a_first_place_in_a_quoted_domain_is_of_that_domain() -> None:
    text = "Hanoi took the first place in the sub-component of “Modernized administrative procedures”."
    (sentence,) = find_sentences(text)
    (first,) = find_values(sentence.items)
    label = domain_behind(sentence.items, first, "PAR_INDEX")
    assert label is not None and label.label == "Modernized administrative procedures"


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Chênh lệch giữa tỉnh với đơn vị cao nhất cả nước về SIPAS năm 2024 là 12,93%.", [ANOTHERS]),
        ("SIPAS năm 2024 của tỉnh đạt 81,75% (tỉnh cao nhất cả nước 91,10%).", [ANOTHERS]),
        ("SIPAS năm 2024 của tỉnh thấp hơn so với đơn vị cao nhất cả nước.", [ANOTHERS]),
        ("Vĩnh Long là tỉnh cao nhất cả nước về SIPAS năm 2024.", [None]),
        ("SIPAS năm 2024 của tỉnh cao nhất cả nước.", [None]),
        ("SIPAS năm 2024 của Vĩnh Long (tỉnh cao nhất cả nước) đạt 91,10%.", [None]),
        ("SIPAS năm 2024 thấp hơn so với đơn vị cao nhất cả nước là Quảng Ninh.", [None]),
    ],
)
def test_the_highest_unit_that_a_gap_is_measured_against_is_another(text: str, doubts: list[str | None]) -> None:
    claims = find_claims(text, Scope(subject=Subject("unit", "Vĩnh Long", "province", "")))
    assert [claim.doubt for claim in claims if claim.value.measure == "rank"] == doubts
