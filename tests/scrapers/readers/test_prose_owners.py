"""Whose a value is, where the build of its sentence tells: brackets, links, parallel lists."""

from __future__ import annotations

import pytest

from scrapers.readers.prose.binding import find_claims
from scrapers.readers.prose.own_lists import UNREAD
from scrapers.readers.prose.owners import GROUP, owners, unit_groups, value_runs
from scrapers.readers.prose.scope import NOBODY, Scope, Subject
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đứng đầu bảng xếp hạng chỉ số cải cách hành chính năm 2021 của tỉnh Vĩnh Long là Văn phòng UBND tỉnh.",
         {1.0: "Văn phòng UBND tỉnh"}),
        ("Đứng đầu bảng xếp hạng PAR INDEX năm 2021 của tỉnh là Sở Nội vụ.", {1.0: "Sở Nội vụ"}),
        ("Đứng đầu bảng xếp hạng PAR INDEX năm 2021 của tỉnh Vĩnh Long là Trung tâm Xúc tiến.", {}),
        ("Đứng đầu bảng xếp hạng PAR INDEX năm 2021 là tỉnh Vĩnh Long.", {1.0: "Vĩnh Long"}),
    ],
)  # fmt: skip
def test_a_ranking_of_a_province_leads_to_one_of_its_bodies(text: str, expected: dict[float, str]) -> None:
    assert owned(text) == expected


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Đứng đầu bảng xếp hạng PAR INDEX năm 2021 của tỉnh Vĩnh Long là Trung tâm Xúc tiến.", UNREAD),
        ("Đứng đầu bảng xếp hạng PAR INDEX năm 2021 của tỉnh là Trung tâm Xúc tiến.", UNREAD),
        ("Đứng đầu bảng xếp hạng PAR INDEX năm 2021 của tỉnh là Sở Nội vụ.", None),
        ("Vĩnh Long đứng đầu bảng xếp hạng PAR INDEX năm 2021.", None),
    ],
)
def test_a_place_whose_holder_cannot_be_read_is_refused(text: str, refused: str | None) -> None:
    (sentence,) = find_sentences(text)
    (first,) = find_values(sentence.items)
    owners(sentence, [first], unit_groups(sentence))
    assert first.refused == refused


def test_no_value_of_a_body_that_cannot_be_read_is_its_provinces() -> None:
    text = "Đứng đầu bảng xếp hạng PAR INDEX năm 2021 của tỉnh {} là Trung tâm Xúc tiến, điểm đạt được là 98,30 điểm."
    for province in ("Vĩnh Long", ""):
        claims = find_claims(text.format(province), Scope(subject=Subject("unit", "Vĩnh Long", "province", "")))
        assert [claim.value.value for claim in claims] == [1.0, 98.3]
        assert {claim.subject.kind for claim in claims if claim.subject} == {NOBODY}
