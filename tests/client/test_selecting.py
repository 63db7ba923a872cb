"""What is asked for in any spelling is found; what means nothing or several things is told."""

from __future__ import annotations

import itertools
import re

import pytest

import cchc


def units_of(release: cchc.Release, **selection: object) -> set[str]:
    return {row["unit_key"] for row in release.scores(as_="records", **selection)}  # type: ignore[arg-type]


@pytest.mark.filterwarnings("ignore::cchc.client.errors.CchcWarning")
@pytest.mark.parametrize(
    "spelling",
    [
        "Bắc Ninh",
        "bac ninh",
        "BẮC NINH",
        "Bac Ninh province",
        "Tỉnh Bắc Ninh",
        "BNI",
        "北寧",
        "province/bac-ninh",
        "bac-ninh",
    ],
)
def test_a_unit_is_found_in_any_spelling_with_all_its_periods(rich: cchc.Release, spelling: str) -> None:
    assert units_of(rich, unit=spelling) == {"province/bac-ninh/63-2008", "province/bac-ninh/64-2004"}


def test_a_whole_key_is_that_period_alone(rich: cchc.Release) -> None:
    assert units_of(rich, unit="province/bac-ninh/64-2004") == {"province/bac-ninh/64-2004"}


def test_a_code_means_the_unit_that_bore_it_that_year(rich: cchc.Release) -> None:
    assert units_of(rich, unit="24", year=2019) == {"province/bac-giang/63-2008"}
    with pytest.raises(cchc.AmbiguousNameError, match=r"'24' can mean 2 units.*bac-giang/63-2008.*bac-ninh/34-2025"):
        rich.scores(unit="24")


def test_a_district_and_a_province_of_one_name_are_told_apart_or_asked_for(rich: cchc.Release) -> None:
    with pytest.raises(cchc.AmbiguousNameError) as caught:
        rich.scores(unit="bắc giang")
    told = str(caught.value)
    assert "province/bac-giang/63-2008" in told and "district/dak-lak/bac-giang/63-2008" in told
    assert "\n" not in told
    assert units_of(rich, unit="bắc giang", level="province", year=2019) == {"province/bac-giang/63-2008"}
    assert units_of(rich, unit="bắc giang", index="PAPI", year=2019) == {"province/bac-giang/63-2008"}


@pytest.mark.parametrize(
    ("selection", "told"),
    [
        ({"unit": "Bac Nin"}, "No unit is called 'Bac Nin'; did you mean Bắc Ninh"),
        ({"unit": "qqq"}, "No unit is called 'qqq'; cchc.units() lists them."),
        ({"index": "PAPY"}, "No index is called 'PAPY'; did you mean PAPI"),
        ({"index": "PAPI", "domain": "Tham gia cua nguoi dan cu"}, "did you mean Tham gia của người dân"),
        ({"level": "provinze"}, "No level is called 'provinze'; there are commune,"),
        ({"status": "Z"}, "No status is called 'Z'; there are A, B, E, L."),
        ({"evidence": "rumour"}, "No evidence is called 'rumour'"),
    ],
)
def test_an_unknown_name_is_one_sentence_with_the_nearest(
    rich: cchc.Release, selection: dict[str, str], told: str
) -> None:
    with pytest.raises(cchc.UnknownNameError, match=re.escape(told)) as caught:
        rich.scores(**selection)  # type: ignore[arg-type]
    assert isinstance(caught.value, LookupError) and "\n" not in str(caught.value)


@pytest.mark.filterwarnings("ignore::cchc.client.errors.CchcWarning")
@pytest.mark.parametrize(
    "spelling",
    ["PAR_INDEX", "par index", "Par-Index", "ParIndex", "Chỉ số cải cách hành chính", "chi so cai cach hanh chinh"],
)
def test_an_index_is_found_in_any_spelling(rich: cchc.Release, spelling: str) -> None:
    assert [row["index_code"] for row in rich.scores(spelling, as_="records")] == ["PAR_INDEX"]


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ("total", ["PAR_INDEX/2021/_total"]),
        ("Tổng điểm", ["PAR_INDEX/2021/_total"]),
        ("7", ["PAR_INDEX/2021/7", "PAR_INDEX/2022/7"]),
        ("digital", ["PAR_INDEX/2021/7", "PAR_INDEX/2022/7"]),
        ("xay dung chinh quyen so", ["PAR_INDEX/2021/7", "PAR_INDEX/2022/7"]),
        ("PAR_INDEX/2022/8", ["PAR_INDEX/2022/8"]),
    ],
)
def test_a_domain_is_found_by_code_subject_or_a_name_of_any_year(
    rich: cchc.Release, asked: str, keys: list[str]
) -> None:
    assert [row["domain_key"] for row in rich.domains("PAR INDEX", domain=asked, as_="records")] == keys


def test_a_name_of_two_subjects_is_ambiguous(rich: cchc.Release) -> None:
    with pytest.raises(cchc.AmbiguousNameError, match=r"more than one subject of PAR_INDEX.*DIGITAL, IMPACT"):
        rich.scores("PAR INDEX", domain="Modernisation")


@pytest.mark.filterwarnings("ignore::cchc.client.errors.CchcWarning")
def test_years_are_a_number_a_range_or_a_list(rich: cchc.Release) -> None:
    def years(asked: object) -> list[int]:
        return sorted({row["year"] for row in rich.scores("PAPI", "Bắc Ninh", asked, as_="records")})  # type: ignore[arg-type]

    assert years(2021) == [2021]
    assert years(range(2018, 2021)) == [2018, 2020]
    assert years([2021, 2007]) == [2007, 2021]
    for wrong in ("2021", [2021.5]):
        with pytest.raises(TypeError):
            years(wrong)


@pytest.mark.filterwarnings("ignore::cchc.client.errors.CchcWarning")
def test_totals_of_the_units_that_are_scored_unless_more_is_asked_for(rich: cchc.Release) -> None:
    rows = rich.scores("PAPI", year=2021, as_="records")
    assert {row["level"] for row in rows} == {"province"} and {row["domain_code"] for row in rows} == {"_total"}
    assert "national" in {row["level"] for row in rich.scores("PAPI", year=2021, level="all", as_="records")}
    assert [row["unit_name"] for row in rich.scores("PAPI", level="national", as_="records")] == ["Việt Nam"]
    assert {row["domain_code"] for row in rich.scores("PAPI", year=2021, domain="all", as_="records")} == {
        "_total",
        "1",
    }
    assert {row["evidence"] for row in rich.scores(evidence="claim", as_="records")} == {"claim"}
    assert {row["status"] for row in rich.scores(status="b", as_="records")} == {"B"}


def test_plans_are_found_by_issuer_subject_year_and_body(rich: cchc.Release) -> None:
    def keys(**selection: object) -> list[str]:
        return [row["task_id"].rpartition(".")[2] for row in rich.tasks(as_="records", **selection)]  # type: ignore[arg-type]

    assert keys(unit="bac ninh") == ["ra-soat", "hop"] or sorted(keys(unit="bac ninh")) == ["hop", "ra-soat"]
    assert keys(unit="province/bac-ninh/63-2008") == [], "the plan is of the new province"
    assert keys(unit="Đắk Lắk") == []
    assert len(rich.targets("bac ninh", as_="records")) == 1, "a department's plan is found by its province"
    assert len(rich.targets("department/bac-ninh/so-tu-phap", as_="records")) == 1
    assert len(rich.deductions("bac ninh", as_="records")) == 1 and not rich.deductions("Đắk Lắk", as_="records")
    assert keys(domain="Digital government") == ["hop"]
    assert keys(year=2024) and keys(year=2019) == []
    assert keys(body="so noi vu") == ["ra-soat"] and keys(body="HUYỆN, thị xã") == ["ra-soat"]


def test_units_of_a_day_and_documents_by_words(rich: cchc.Release) -> None:
    assert [row["unit_key"] for row in rich.units("bac ninh", year=2010, as_="records")] == [
        "province/bac-ninh/63-2008"
    ]
    assert [row["document_id"] for row in rich.documents("bang diem", as_="records")] == ["papi/2021"]
    assert [row["document_id"] for row in rich.documents(year=2024, as_="records")] == ["news/1"]


@pytest.mark.parametrize("empty", [{"unit": []}, {"year": []}, {"index": ()}, {"domain": []}, {"status": []}])
def test_an_empty_list_never_selects_everything(rich: cchc.Release, empty: dict[str, object]) -> None:
    with pytest.raises(cchc.ClientError, match=r"empty list.*selects nothing; leave it out"):
        rich.scores(**empty)  # type: ignore[arg-type]


@pytest.mark.parametrize("year", ["2024", 2024.0, 2024.5, True, [2019, None], slice(2018, 2020)])
def test_a_year_that_is_no_whole_number_is_told(rich: cchc.Release, year: object) -> None:
    with pytest.raises(TypeError, match=r"A year is a whole number, a range or a list of them"):
        rich.scores("PAPI", year=year)  # type: ignore[arg-type]


def test_an_endless_span_of_years_is_refused_before_it_is_counted(rich: cchc.Release) -> None:
    for years in (range(10**12), itertools.count(2000)):
        with pytest.raises(cchc.ClientError, match="More than 1000 years"):
            rich.scores("PAPI", year=years)


def test_a_number_where_a_name_is_due_is_told(rich: cchc.Release) -> None:
    with pytest.raises(TypeError, match=r"such as '51', or a list of texts; not 2021. Years are year=\."):
        rich.scores("PAPI", 2021)  # type: ignore[arg-type]
