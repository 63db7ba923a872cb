"""Ranks that the order of a list tells."""

from __future__ import annotations

import pytest

from scrapers.readers.prose.binding import find_claims
from scrapers.readers.prose.scope import Scope

_START = Scope(index="PAR_INDEX", year=2023, audience="province")


def ranks(text: str) -> dict[str, float]:
    claims = find_claims(text, _START)
    return {
        claim.subject.name: claim.value.value
        for claim in claims
        if claim.subject and claim.value.measure == "rank" and not claim.doubt
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Quang Ninh led the 2023 PAR INDEX with 92.18 points, followed by Hai Phong (91.87) and Hanoi (91.43).",
            {"Quảng Ninh": 1.0, "Hải Phòng": 2.0, "Hà Nội": 3.0},
        ),
        (
            "PAR INDEX 2023: xếp thứ ba là Hà Nội, tiếp theo là Bắc Giang và Hà Nam.",
            {"Hà Nội": 3.0, "Bắc Giang": 4.0, "Hà Nam": 5.0},
        ),
        (
            "Từ vị trí thứ hai đến thứ tư lần lượt là Hải Phòng, Hà Nội và Bắc Giang.",
            {"Hải Phòng": 2.0, "Hà Nội": 3.0, "Bắc Giang": 4.0},
        ),
        (
            "The top three performers in the 2023 PAR INDEX were Quang Ninh, Hai Phong and Hanoi.",
            {"Quảng Ninh": 1.0, "Hải Phòng": 2.0, "Hà Nội": 3.0},
        ),
        (
            "PAR INDEX 2023: Hà Nội đứng thứ 3 (sau Quảng Ninh và Hải Phòng).",
            {"Quảng Ninh": 1.0, "Hải Phòng": 2.0, "Hà Nội": 3.0},
        ),
        (
            "PAR INDEX 2023: đứng đầu lần lượt là Quảng Ninh và Hải Phòng.",
            {"Quảng Ninh": 1.0, "Hải Phòng": 2.0},
        ),
        (
            "PAR INDEX 2023: dẫn đầu là Quảng Ninh (92,18%), Hải Phòng (91,87%) và Hà Nội (91,43%).",
            {"Quảng Ninh": 1.0, "Hải Phòng": 2.0, "Hà Nội": 3.0},
        ),
        (
            "PAR INDEX 2023: Quảng Ninh, Hải Phòng và Hà Nội lần lượt đứng đầu.",
            {"Quảng Ninh": 1.0, "Hải Phòng": 2.0, "Hà Nội": 3.0},
        ),
    ],
)
def test_ranks_of_lists(text: str, expected: dict[str, float]) -> None:
    assert ranks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "PAR INDEX 2023: ba tỉnh dẫn đầu là Quảng Ninh, Hải Phòng và Hà Nội.",
        "PAR INDEX 2023: Quảng Ninh, Hải Phòng và Hà Nội đều tăng điểm.",
        "The top five in the 2023 PAR INDEX include Quang Ninh and Hanoi.",
    ],
)
def test_lists_without_an_order_tell_no_second_place(text: str) -> None:
    assert not {2.0, 3.0} & set(ranks(text).values())


def test_ranks_by_order_are_marked() -> None:
    claims = find_claims("PAR INDEX 2023: xếp thứ ba là Hà Nội, tiếp theo là Bắc Giang.", _START)
    told = {claim.subject.name: claim.value.in_words for claim in claims if claim.subject}
    assert told["Bắc Giang"]


def test_a_list_goes_on_from_the_sentence_before() -> None:
    text = "PAR INDEX 2023: Hà Nội xếp thứ 3 toàn quốc. Tiếp theo là Bắc Giang và Hà Nam."
    assert ranks(text) == {"Hà Nội": 3.0, "Bắc Giang": 4.0, "Hà Nam": 5.0}
