"""Ranks within a region beside ranks within the country, and how many units a text says there are."""

from __future__ import annotations

import pytest

from scrapers.readers.prose.binding import find_claims
from scrapers.readers.prose.regions import counted_units
from scrapers.readers.prose.scope import Scope
from scrapers.readers.prose.sentences import find_sentences

_START = Scope(index="PAR_INDEX", year=2022, audience="province")


def scopes(text: str) -> list[tuple[float, str | None]]:
    claims = find_claims(text, _START)
    return [(claim.value.value, claim.scope) for claim in claims if not claim.doubt]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PAR INDEX 2022 của Vĩnh Long xếp thứ 28/63 cả nước và thứ 5/13 vùng Đồng bằng sông Cửu Long.",
         [(28.0, None), (5.0, "region")]),
        ("PAR INDEX 2022 của Lào Cai xếp thứ 2/14 tỉnh.", [(2.0, "region")]),
        ("PAR INDEX 2022 của Huế xếp thứ 2 cả nước và thứ 1 khu vực Bắc Trung Bộ.", [(2.0, None), (1.0, "region")]),
        ("Trong khu vực Tây Nguyên, PAR INDEX 2022 của Lâm Đồng xếp thứ 1.", [(1.0, "region")]),
        ("PAR INDEX 2022 của Vĩnh Long tăng 2 bậc trong vùng.", [(2.0, "region")]),
        ("PAR INDEX 2022 của Vĩnh Long từ vị trí thứ 5 lên thứ 4 trong vùng.", [(5.0, "region"), (4.0, "region")]),
        ("PAR INDEX 2022 của Vĩnh Long xếp thứ 28/63, tăng 2 bậc.", [(28.0, None), (2.0, None)]),
    ],
)  # fmt: skip
def test_ranks_within_a_region(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert scopes(text) == expected


def test_a_change_against_an_older_year_is_marked() -> None:
    assert scopes("PAR INDEX 2022 của Vĩnh Long tăng 2 bậc so với năm 2015.") == [(2.0, "older")]
    assert scopes("PAR INDEX 2022 của Vĩnh Long tăng 2 bậc so với năm 2021.") == [(2.0, None)]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Có 63 tỉnh, thành phố và 17 bộ, cơ quan ngang bộ được xếp hạng.", {"province": 63, "ministry": 17}),
        ("Vĩnh Long xếp thứ 28/61. Có 63 tỉnh, thành phố.", {"province": 61}),
        ("Tỉnh có 12 sở, ban, ngành và 5 tỉnh bạn.", {"department": 12}),
        ("Vĩnh Long đạt 84,5 điểm.", {}),
    ],
)
def test_how_many_units_there_are(text: str, counts: dict[str, int]) -> None:
    assert counted_units(find_sentences(text)) == counts
