"""Whose a value is, where the build of its sentence tells: brackets, links, parallel lists."""

from __future__ import annotations

import pytest

from scrapers.readers.prose.owners import GROUP, owners, unit_groups, value_runs
from scrapers.readers.prose.sentences import find_sentences
from scrapers.readers.prose.values import find_values


def owned(text: str) -> dict[float, str]:
    (sentence,) = find_sentences(text)
    values = find_values(sentence.items)
    found = owners(sentence, values, unit_groups(sentence))
    return {values[number].value: sentence.items[at].kinds["unit"] for number, at in found.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PAR INDEX có Hải Phòng (91,87%) và Hà Nội (91,43%).", {91.87: "Hải Phòng", 91.43: "Hà Nội"}),
        ("PAR INDEX xếp thứ ba là Bộ Tài chính.", {3.0: "Bộ Tài chính"}),
        ("PAR INDEX giảm 34 bậc (Sóc Trăng).", {-34.0: "Sóc Trăng"}),
        ("Hà Nam, Hà Giang và Hà Tĩnh lần lượt xếp thứ 20, 58 và 14.",
         {20.0: "Hà Nam", 58.0: "Hà Giang", 14.0: "Hà Tĩnh"}),
        ("Hải Phòng and Hà Nội scored 91.87 points and 91.43 points.", {91.87: "Hải Phòng", 91.43: "Hà Nội"}),
        ("It earned 90.10 percent, just ahead of Hai Phong with 90.09 percent.", {90.09: "Hải Phòng"}),
        ("Hà Nội xếp thứ 3.", {}),
        ("Hà Nội, Hà Nam và Hà Giang xếp thứ 20 và 58.", {}),
    ],
)  # fmt: skip
def test_owners(text: str, expected: dict[float, str]) -> None:
    assert owned(text) == expected


def test_a_first_place_that_leads_to_several_units_is_refused() -> None:
    (sentence,) = find_sentences("Ba tỉnh đứng đầu là Quảng Ninh, Hải Phòng và Hà Nội.")
    (first,) = find_values(sentence.items)
    owners(sentence, [first], unit_groups(sentence))
    assert first.refused == GROUP


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("Quảng Ninh, Hải Phòng và Hà Nội tăng điểm.", [3]),
        ("Quảng Ninh (92,18%), Hải Phòng (91,87%) và Hà Nội.", [3]),
        ("Quảng Ninh tăng điểm và Hà Nội giảm điểm.", []),
        ("Quảng Ninh và Hải Phòng tăng, Hà Nội và Hà Nam giảm.", [2, 2]),
        ("Tỉnh tăng điểm.", []),
    ],
)
def test_groups_of_units(text: str, sizes: list[int]) -> None:
    (sentence,) = find_sentences(text)
    assert [len(group) for group in unit_groups(sentence)] == sizes


def test_runs_hold_values_of_one_measure_that_adjoin() -> None:
    (sentence,) = find_sentences(
        "PAR INDEX lần lượt đạt 85,33 điểm, 87,90 điểm và 86,10 điểm, xếp thứ 12 và 19, tăng 2 bậc."
    )
    values = find_values(sentence.items)
    runs = value_runs(sentence.items, values, -1, len(sentence.items))
    assert [[values[number].value for number in run] for run in runs] == [[85.33, 87.9, 86.1], [12.0, 19.0]]
