"""What `cchc show` tells of units, indices, years, domains and documents, and the nearest name where there is none."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from cchc import unit_report
from cchc.unit_plans import plan_sections

Run = Callable[..., Any]


def test_a_unit_is_told_against_last_year_the_median_the_best_and_its_region(run: Run) -> None:
    found = json.loads(run("show", "bac-ninh", "--index", "papi", "--year", "2021", "--format", "json").out)
    (total,) = found["totals"]
    assert (total["change"], total["median_score"], total["rank_rise"]) == (1.25, 42.25, None)
    assert (total["region_rank"], total["region_units"]) == (1, 3)
    first = found["domains"][0]
    assert (first["points_lost"], first["points_in_total"], first["rank_worth"]) == (4.876543, 4.876543, 4)
    assert "CC BY 4.0" in found["citation"]
    shown = run("show", "bac-ninh", "--index", "papi", "--year", "2021").out
    assert (
        "Furthest below the best in PAPI 2021, in percent of the maximum: 1 Tham gia của người dân (13.8 %)." in shown
    )
    assert "-0.004 " in shown, "a small change is not shown as nothing"


def test_who_improved_most_stands_with_the_tasks_it_planned(run: Run) -> None:
    found = json.loads(run("show", "Bắc Ninh", "--format", "json").out)
    (improved,) = found["improved"]
    assert (improved["most_risen_unit_name"], improved["planned_tasks_held"]) == ("Đắk Lắk", 1)
    (planned,) = found["planned"]
    assert (planned["rose_most_in"], planned["plan_years"]) == (["PAPI 2021/1"], [2024])
    assert (planned["document_id"], planned["text"][:10]) == ("news/1", "=HYPERLINK")
    own = json.loads(run("show", "dak-lak", "--format", "json").out)
    assert own["planned"] == [], "its own tasks are no others' tasks"
    rows = list(csv.DictReader(io.StringIO(run("show", "Bắc Ninh", "--section", "planned", "--format", "csv").out)))
    assert rows[0]["text"].startswith("'=HYPERLINK")


def test_where_every_unit_fell_none_improved(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def all_fell(con: Any, unit: Any, domains: Any, index_code: Any) -> Any:
        return plan_sections(con, unit, [{**row, "greatest_rise": -0.35} for row in domains], index_code)

    monkeypatch.setattr(unit_report, "plan_sections", all_fell)
    found = json.loads(run("show", "Bắc Ninh", "--format", "json").out)
    assert found["improved"] == [] and [task["rose_most_in"] for task in found["planned"]] == [[]]


def test_own_plans_are_found_by_the_place_whatever_its_period(run: Run) -> None:
    found = json.loads(run("show", "Bắc Ninh", "--format", "json").out)
    assert [row["task_id"] for row in found["tasks"]] == ["news/1#task.II.1.b.hop"]


def test_a_name_of_several_words_needs_no_quotes(run: Run) -> None:
    asked = ("--section", "domains", "--format", "csv")
    assert run("show", "Bắc", "Ninh", *asked).out == run("show", "Bắc Ninh", *asked).out != ""
    of_year = run("show", "Bắc", "Ninh", "2021", *asked).out
    assert of_year == run("show", "Bắc Ninh", "--year", "2021", *asked).out != ""


def test_an_index_and_a_year_of_it(run: Run) -> None:
    index = json.loads(run("show", "papi", "--format", "json").out)
    assert [row["year"] for row in index["years"]] == [2020, 2021]
    assert run("show", "Chỉ số PAPI").out == run("show", "PAPI").out
    year = run("show", "PAPI", "2021").out
    assert "2 of 63 units held (partial); missing: Bắc Giang; Đồng Tháp." in year
    rows = list(csv.DictReader(io.StringIO(run("show", "papi", "2021", "--format", "csv").out)))
    assert [(row["unit_name"], row["rank_published"]) for row in rows] == [("Bắc Ninh", "5"), ("Đắk Lắk", "6")]


def test_a_domain_is_found_by_its_key_its_code_and_its_name(run: Run) -> None:
    told = [
        run("show", *words, "--section", "units").out
        for words in (
            ("PAPI/2021/1",),
            ("papi", "2021", "--domain", "1"),
            ("papi", "--year", "2021", "--domain", "tham gia cua nguoi dan"),
        )
    ]
    assert "PAPI 2021, 1 Tham gia của người dân" in told[0] and len(set(told)) == 1


def test_a_document_tells_what_was_read_from_it(run: Run) -> None:
    found = json.loads(run("show", "news/1", "--format", "json").out)
    assert [row["figures"] for row in found["figures"]] == [1]
    assert len(found["tasks"]) == 2 and len(found["deductions"]) == 1 and len(found["cites"]) == 1
    shown = run("show", "news/1").out
    assert "\x1b" not in shown and "\\x1b[31m" in shown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "papii"), "did you mean PAPI?"),
        (("show", "Bak Ninh"), "did you mean Bắc Ninh"),
        (("show", "bac-ninh", "--index", "papy"), "did you mean PAPI?"),
        (("show", "papi", "1999"), "the nearest years are 2020, 2021."),
        (("show", "papi", "2021", "--domain", "cong khay minh bach"), "did you mean Công khai, minh bạch?"),
        (("show", "papi", "--domain", "1"), "Of which year?"),
        (("show", "bac-ninh", "--domain", "1"), "a unit shows all its domains"),
        (("show", "bac-ninh", "--section", "domain"), "did you mean domains?"),
        (("show", "bac-ninh", "--release", "2026.11.20-zzz"), "did you mean 2026.11.20-"),
        (("shwo", "bac-ninh"), "did you mean show?"),
        (
            ("trace", "papi/2021#bac-nin.PAPI.2021._total.score"),
            "did you mean papi/2021#bac-ninh.PAPI.2021._total.score",
        ),
        (("cite", "fct_scor"), "did you mean fct_score"),
        (("query", "select scor from fct_score"), "score"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(run: Run, arguments: tuple[str, ...], told: str) -> None:
    answer = run(*arguments)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert told in answer.err


def test_a_release_of_another_version_of_the_program_is_told_as_such(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "cchc.unit_report._BOUNDS",
        "select nothing_of_the_kind from fct_bound where $index = $year and unit_key in $keys",
    )
    answer = run("show", "bac-ninh")
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "another version of the program" in answer.err and "nothing_of_the_kind" in answer.err
