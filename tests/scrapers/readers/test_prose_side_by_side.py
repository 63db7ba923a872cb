"""Values that other words of their sentence, or of the one before, tell to be of something else."""

from __future__ import annotations

import pytest

from scrapers.readers.flattened_tables import find_flat_tables
from scrapers.readers.prose.binding import find_claims
from scrapers.readers.prose.scope import Claim, Scope, Subject

HUE = Subject("unit", "Thừa Thiên Huế", "province", "Hue")


def claims(text: str, start: Scope | None = None) -> list[Claim]:
    return find_claims(text, start or Scope(index="PAR_INDEX", year=2024))


def sure(text: str, start: Scope | None = None) -> list[tuple[str, float, str | None]]:
    return [
        (claim.value.measure, claim.value.value, claim.subject.name if claim.subject else None)
        for claim in claims(text, start)
        if claim.doubt is None
    ]


def test_a_kept_place_that_slipped_is_no_place_kept() -> None:
    changes = [value for measure, value, _ in sure("Hai Phong retained its third position, slipping by one rank.")
               if measure == "delta_rank"]  # fmt: skip
    assert changes == [-1]


def test_ranks_beside_a_score_of_an_unnamed_part_are_in_doubt() -> None:
    assert sure("With 9.43/9.5 points, this index ranks 25th nationwide.") == []
    assert len(sure("With 94.3/100 points, this index ranks 25th nationwide.")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Hue ranks 9th in the Provincial Tourism Development Index.",
        "Bộ chỉ số phục vụ người dân, doanh nghiệp, Phú Yên đạt 73/100 điểm, xếp 25/63 tỉnh.",
        "Sơn La has been reviewed during 2011-2015. The province ranked 35th out of 63 provinces.",
        "The PAR index of Son La in recent years continued to grow, with an average value of 90.02%.",
    ],
)
def test_values_of_something_else_are_in_doubt(text: str) -> None:
    found = claims(text)
    assert found
    assert all(claim.doubt for claim in found)


def test_its_is_of_whom_the_paragraph_before_speaks() -> None:
    text = (
        "In the PCI 2011, Lao Cai kept the top spot with 73.53 points, far ahead of Bac Ninh with 67.27 points.\n"
        "Its efforts paid off: time costs scored 8.28 points."
    )
    assert sure(text, Scope())[-1] == ("score", 8.28, "Lào Cai")


def test_a_change_on_the_way_to_a_place_in_the_region_is_of_the_region() -> None:
    found = claims("Chỉ số giảm 4 bậc, từ vị trí thứ 1 xuống thứ 5 trong vùng.")
    assert {claim.scope for claim in found} == {"region"}


def test_a_last_place_without_a_number_is_in_doubt() -> None:
    found = claims("Đơn vị cuối bảng đạt 70,1%.", Scope(index="PAR_INDEX", year=2024, subject=None))
    assert not [claim for claim in found if claim.value.measure == "rank" and claim.doubt is None]


def test_the_new_year_of_a_meeting_and_years_of_growth_tell_no_year_of_an_index() -> None:
    text = (
        "Họp mặt đầu xuân Quý Mão 2023. Năm 2022, tăng trưởng GRDP đạt 7,33%.\nChỉ số cải cách hành chính tăng 7 bậc."
    )
    (change,) = [claim for claim in claims(text, Scope()) if claim.value.measure == "delta_rank"]
    assert change.year is None


def test_a_row_of_years_that_lost_an_empty_cell_is_in_doubt() -> None:
    rows = {"PCI": "18 13 7", "PGI": "62 19", "PAPI": "56 50 52", "SIPAS": "26 41 42"}
    cells = "\n".join("\n".join((str(at), name, *row.split())) for at, (name, row) in enumerate(rows.items(), 1))
    header = "TT\nChỉ số\nThứ hạng qua các năm\n2021\n2022\n2023\n"
    (table,) = find_flat_tables(header + cells + "\n", Scope(subject=HUE))
    told = [(c.index, c.year, c.value.measure, c.value.value) for c in table.claims if c.doubt is None]
    assert told[:3] == [("PCI", 2021, "rank", 18), ("PCI", 2022, "rank", 13), ("PCI", 2023, "rank", 7)]
    assert told[3] == ("PAPI", 2021, "rank", 56)
    assert len(told) == 9
    assert [c.value.value for c in table.claims if c.doubt] == [62, 19]
