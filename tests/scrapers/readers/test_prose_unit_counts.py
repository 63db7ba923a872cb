"""Numbers of units that score between two limits, told from numbers that only stand near limits."""

from __future__ import annotations

import pytest

from scrapers.readers.prose.binding import find_claims
from scrapers.readers.prose.scope import Claim, Scope


def claims(text: str) -> list[Claim]:
    return [claim for claim in find_claims(text, Scope(index="PAR_INDEX", year=2024)) if claim.between]


@pytest.mark.parametrize(
    ("text", "value", "between", "raw"),
    [
        ("Có 43/63 tỉnh, thành phố đạt từ 80% đến dưới 90%.", 43, "80-90", "43"),
        ("Có 63 tỉnh được xếp hạng. Trong đó, 13 địa phương đạt trên 90%.", 13, ">90", "13"),
        ("Nhóm A gồm 13 tỉnh, thành đạt chỉ số từ 90% trở lên.", 13, ">=90", "13"),
        ("3 tỉnh đạt dưới 80%.", 3, "<80", "3"),
        ("Có 3 tỉnh đạt dưới 82,5 điểm.", 3, "<82.5", "3"),
        ("Among 63 provinces, twenty-nine localities scored more than 80 points.", 29, ">80", "twenty-nine"),
        ("9 out of 63 localities had scores of over 80 percent.", 9, ">80", "9"),
        ("Three ministries scored at least 90 percent.", 3, ">=90", "Three"),
    ],
)
def test_units_are_counted(text: str, value: float, between: str, raw: str) -> None:
    (claim,) = claims(text)
    assert (claim.value.measure, claim.value.value, claim.between) == ("units_counted", value, between)
    assert claim.value.raw == raw
    assert (claim.index, claim.year, claim.domain) == ("PAR_INDEX", 2024, None)
    assert claim.subject is not None and claim.subject.kind == "mean"


@pytest.mark.parametrize(
    "text",
    [
        "Có hơn 30 tỉnh đạt trên 80%.",
        "Tăng 5 tỉnh đạt trên 80%.",
        "10/14 tỉnh trong vùng đạt trên 80%.",
        "Có 43 tỉnh tăng trên 5 điểm.",
        "Có 10 huyện, thành phố đạt trên 80%.",
        "13 địa phương đạt trên 90%.",
        "Hai mươi ba tỉnh đạt trên 90%.",
        "Có 5 tỉnh có tỷ lệ hồ sơ đạt trên 90%.",
        "Phấn đấu có 20 tỉnh đạt trên 90%.",
        "Cải cách thể chế: có 20 tỉnh đạt trên 90%.",
        "Five provinces were visited by over 80 people.",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert claims(text) == []


def test_what_ends_at_a_limit_told_before_is_left_out() -> None:
    found = claims("Có 5 tỉnh đạt trên 90%; 55 tỉnh đạt trên 80% và 3 tỉnh đạt dưới 80%.")
    assert [(claim.value.value, claim.between) for claim in found] == [(5, ">90"), (3, "<80")]


def test_a_year_behind_the_limits_counts() -> None:
    (claim,) = claims("Có 43/63 tỉnh đạt trên 80% năm 2022.")
    assert claim.year == 2022
