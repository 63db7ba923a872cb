"""Units side by side: differences from the first, years, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def test_two_units_in_a_year(run: Run) -> None:
    answer = run("compare", "bac-ninh", "Đắk Lắk", "--index", "papi", "--year", "2021")
    assert (answer.code, answer.err) == (0, "")
    heading, total = answer.out.splitlines()[3:5]
    assert heading.split("  ")[0] == "domain" and "Đắk Lắk diff" in heading
    assert total.split()[:1] == ["total"] and "-3.50" in total, "the release changed Bắc Ninh's total to 44.5"
    assert "no score of Đắk Lắk is held" in answer.out
    rows = list(csv.DictReader(io.StringIO(run(
        "compare", "bac-ninh", "dak-lak", "--index", "papi", "--year", "2021", "--domain", "total", "--format", "csv"
    ).out)))  # fmt: skip
    assert [(row["unit_name"], row["difference"]) for row in rows] == [("Bắc Ninh", "0.0"), ("Đắk Lắk", "-3.5")]


def test_years_stand_below_each_other_and_what_is_not_held_is_told(run: Run) -> None:
    out = run("compare", "bac-ninh", "dak-lak", "--index", "papi", "--years", "2019-2021").out
    assert [line.split()[0] for line in out.splitlines() if line[:4] in ("2019", "2020", "2021")] == [
        "2020",
        "2021",
        "2020:",
    ]
    assert "Nothing is held of 2019." in out
    found = json.loads(
        run("compare", "bac-ninh", "dak-lak", "--index", "papi", "--years", "2020-2021", "--format", "json").out
    )
    assert {row["domain_code"] for row in found["compared"]} == {"_total"}


def test_the_newest_year_is_taken_when_none_is_named(run: Run) -> None:
    assert "PAPI 2021: Bắc Ninh, Đắk Lắk" in run("compare", "bac-ninh", "dak-lak", "--index", "papi").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("bac-ninh", "ministry of justice", "--index", "papi"), "different levels"),
        (("bac-ninh", "Bắc Ninh", "--index", "papi"), "compared with itself"),
        (("bac-ninh", "--index", "papi"), "two units"),
        (("bac-ninh", "dak-lak", "--index", "pap"), "did you mean PAPI"),
        (("bac-ninh", "dak-lac", "--index", "papi"), "Đắk Lắk"),
        (("bac-ninh", "dak-lak", "--index", "papi", "--year", "2014"), "nearest years"),
        (("bac-ninh", "dak-lak", "--index", "papi", "--year", "last"), "no span of years"),
        (("bac-ninh", "dak-lak", "--index", "papi", "--year", "2021", "--years", "2020-2021"), "not for both"),
        (("bac-ninh", "dak-lak", "--index", "par_index"), "No total of PAR_INDEX"),
    ],
)
def test_what_does_not_compare_is_refused_in_one_sentence(run: Run, arguments: tuple[str, ...], told: str) -> None:
    answer = run("compare", *arguments)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert told in answer.err


def test_a_selection_is_cited_by_its_names_and_publisher(run: Run) -> None:
    cited = run("cite", "--unit", "bac-ninh", "--index", "papi", "--year", "2020-2021")
    assert "fct_score (index PAPI; unit Bắc Ninh; year 2020-2021; 4 facts; published by CECODES and UNDP)" in cited.out
    text, entry = (run("cite", "--index", "papi", f"--{form}").out for form in ("text", "bibtex"))
    assert (text + "\n" + entry) == run("cite", "--index", "papi").out
    assert entry.startswith("@misc{") and text.count("\n") == 1
    refused = run("cite", "fct_score", "--index", "papi")
    assert (refused.code, "not both" in refused.err) == (2, True)
    assert "has no fact of" in run("cite", "--index", "par_index").err


def test_a_fact_is_followed_to_its_figures_and_rivals(run: Run) -> None:
    out = run("trace", "PAPI/2021/bac-ninh/_total").out
    assert "Rests on these figures" in out and "papi/2021#bac-ninh.PAPI.2021._total.score" in out
    found = json.loads(run("trace", "PAPI/2021/bac-ninh/_total", "--format", "json").out)
    assert [row["measure"] for row in found["figures"]] == ["rank", "score"]
    rivals = json.loads(run("trace", "papi/2021#bac-ninh.PAPI.2021._total.score", "--format", "json").out)["rivals"]
    assert [row["figure_id"] for row in rivals] == ["news/1#bac-ninh.PAPI.2021._total.score"]
