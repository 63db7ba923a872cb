"""Values told in turn: each of a run is of one member of the list before it."""

from __future__ import annotations

import pytest

from scrapers.readers.prose.in_turn import (
    domains_in_turn,
    indices_in_turn,
    tells_in_turn,
    years_in_turn,
    years_together,
)
from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.sentences import Sentence, find_sentences
from scrapers.readers.prose.value import Value
from scrapers.readers.prose.values import find_values


def read(text: str) -> tuple[Sentence, list[Item], list[Value]]:
    (sentence,) = find_sentences(text)
    return sentence, sentence.items, find_values(sentence.items)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trong các năm 2021, 2022 và 2023, PAR INDEX lần lượt xếp thứ 37, 56 và 54.", {37: 2021, 56: 2022, 54: 2023}),
        ("In 2022 and 2023 the province ranked 8th and 12th, respectively.", {8: 2022, 12: 2023}),
        ("Trong các năm 2021, 2022 và 2023, PAR INDEX lần lượt xếp thứ 37 và 56.", {}),
        ("Trong các năm 2021 và 2022, PAR INDEX xếp thứ 37 và 56.", {}),
        ("PAR INDEX lần lượt xếp thứ 37 và 56.", {}),
    ],
)
def test_years(text: str, expected: dict[int, int]) -> None:
    _, items, values = read(text)
    assert {values[number].value: year for number, year in years_in_turn(items, values).items()} == expected


def test_a_year_of_comparison_is_no_member() -> None:
    _, items, values = read("So với năm 2020, năm 2021 và 2022 PAR INDEX lần lượt xếp thứ 37 và 56.")
    assert sorted(years_in_turn(items, values).values()) == [2021, 2022]


def test_indices() -> None:
    _, items, values = read("Hai chỉ số PAPI và SIPAS của tỉnh lần lượt đạt 41,20 điểm và 80,15 điểm.")
    found = {values[number].value: index for number, index in indices_in_turn(items, values).items()}
    assert found == {41.2: "PAPI", 80.15: "SIPAS"}


def test_domains() -> None:
    _, items, values = read("Cải cách thể chế và Cải cách tài chính công đạt lần lượt 3,31 và 7,18 điểm.")
    found = {values[number].value: item.raw for number, item in domains_in_turn(items, values).items()}
    assert found == {3.31: "Cải cách thể chế", 7.18: "Cải cách tài chính công"}


def test_years_of_one_first_place() -> None:
    _, items, (first,) = read("Năm 2021 và năm 2024, Hải Phòng đứng đầu.")
    assert years_together(items, first) == [2021, 2024]
    _, items, (second,) = read("Năm 2021 và năm 2024, Hải Phòng xếp thứ 2.")
    assert years_together(items, second) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PAR INDEX lần lượt xếp thứ 37 và 56.", True),
        ("They came 8th and 12th, respectively.", True),
        ("PAR INDEX xếp thứ 37 và 56.", False),
    ],
)
def test_words_that_say_in_turn(text: str, expected: bool) -> None:
    assert tells_in_turn(read(text)[0]) is expected
