"""The roles of printed years: assessed, compared with, beginning of a stretch, behind a value."""

from __future__ import annotations

import pytest

from scrapers.readers.prose.binding import find_claims
from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.scope import Scope
from scrapers.readers.prose.sentences import find_sentences
from scrapers.readers.prose.values import find_values
from scrapers.readers.prose.years import (
    is_base,
    is_result,
    is_since,
    slashed_years,
    year_at,
    year_of_text,
    years_behind,
)


def items_of(text: str) -> list[Item]:
    (sentence,) = find_sentences(text)
    return sentence.items


def roles(text: str) -> list[tuple[int, str]]:
    items = items_of(text)

    def role(at: int) -> str:
        return "base" if is_base(items, at) else "since" if is_since(items, at) else "result"

    return [(year_at(item), role(at)) for at, item in enumerate(items) if "year" in item]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2021, PAR INDEX tăng so với năm 2020.", [(2021, "result"), (2020, "base")]),
        ("So với năm 2022, PAR INDEX tăng 1,2 điểm.", [(2022, "base")]),
        ("Up 2 points compared with 2022.", [(2022, "base")]),
        ("Kể từ năm 2012, PAR INDEX năm 2023 cao nhất.", [(2012, "since"), (2023, "result")]),
        ("It has led since 2017.", [(2017, "since")]),
        ("PAR INDEX đạt 87 điểm năm 2021.", [(2021, "result")]),
    ],
)
def test_roles_of_years(text: str, expected: list[tuple[int, str]]) -> None:
    assert roles(text) == expected


def test_only_years_whose_results_are_told_are_results() -> None:
    items = items_of("Năm 2021 tăng so với năm 2020, kể từ năm 2012.")
    assert [year_at(items[at]) for at in range(len(items)) if is_result(items, at)] == [2021]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("PAR INDEX xếp vị trí thứ 59 năm 2020.", [2020]),
        ("PAR INDEX đạt 90,30% (2021).", [2021]),
        ("PAR INDEX xếp hạng 8 (2016, 2017).", [2016, 2017]),
        ("PAR INDEX đạt 90,30% so với năm 2020.", []),
        ("PAR INDEX đạt 90,30%.", []),
    ],
)
def test_years_right_behind_a_value(text: str, years: list[int]) -> None:
    items = items_of(text)
    assert years_behind(items, find_values(items)[0].last) == years


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Năm 2020 tỉnh đạt 84 điểm. Năm 2021 tỉnh đạt 87 điểm.", 2021),
        ("Tỉnh tăng 2 bậc so với năm 2020.", 2021),
        ("Tỉnh đạt 87 điểm PAR INDEX 2021. Năm 2022 có nhiều đổi mới.", 2021),
        ("Phấn đấu năm 2025 đạt 90 điểm. Năm 2021 đạt 87 điểm.", 2021),
        ("Tỉnh đạt 87 điểm.", None),
    ],
)
def test_the_year_that_a_text_speaks_of(text: str, year: int | None) -> None:
    assert year_of_text(find_sentences(text)) == year


def test_the_two_sides_of_a_slash() -> None:
    assert slashed_years(items_of("Điểm năm 2023/điểm năm 2022")) == (2023, 2022)
    assert slashed_years(items_of("Điểm năm 2023 đạt 8/10")) is None


_OTHER_YEAR = "it is not told of which year it is"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Năm 2100, chỉ số PAR INDEX của tỉnh Lào Cai đạt 85,12%.", _OTHER_YEAR),
        ("Năm 1900, chỉ số PAR INDEX của tỉnh Lào Cai đạt 85,12%.", _OTHER_YEAR),
        ("Chỉ số PAR INDEX 2099 của tỉnh Lào Cai đạt 85,12%.", _OTHER_YEAR),
        ("Chỉ số PAR INDEX của tỉnh Lào Cai đạt 85,12% năm 2100.", _OTHER_YEAR),
        ("Chỉ số PAR INDEX của tỉnh Lào Cai đạt 85,12% (2100).", _OTHER_YEAR),
        ("In 2100, the PAR INDEX of Lao Cai was 85.12%.", _OTHER_YEAR),
        ("Năm 2100 chưa có kết quả. Chỉ số PAR INDEX của tỉnh Lào Cai đạt 85,12%.", None),
        ("Tầm nhìn đến năm 2050, chỉ số PAR INDEX của tỉnh Lào Cai đạt 85,12%.", None),
        ("So với năm 1997, chỉ số PAR INDEX của tỉnh Lào Cai đạt 85,12%.", None),
        ("Năm 2015, chỉ số PAR INDEX của tỉnh Lào Cai đạt 85,12%.", None),
    ],
)
def test_a_year_that_no_index_can_have_is_not_replaced_by_the_one_before(text: str, doubt: str | None) -> None:
    before = "Năm 2014, chỉ số PAR INDEX của tỉnh Lào Cai đạt 82,12%. "
    first, second = find_claims(before + text, Scope())
    assert (first.year, first.doubt) == (2014, None)
    assert second.doubt == doubt


def test_a_usable_year_ends_what_an_unusable_one_began() -> None:
    text = (
        "Năm 2100, PAR INDEX của tỉnh Lào Cai đạt 85,12%. PAR INDEX của tỉnh đạt 85,13%. "
        "Năm 2016, PAR INDEX của tỉnh đạt 85,14%."
    )
    assert [claim.doubt for claim in find_claims(text, Scope())] == [_OTHER_YEAR, _OTHER_YEAR, None]
