"""A key leads to the print, to its rivals and to a citation; units are compared where they compare."""

from __future__ import annotations

from datetime import date

import pytest

import cchc
from publishing.citation import bibtex

FIGURE = "papi/2021#bac-ninh.PAPI.2021._total.score"


def test_a_figure_leads_to_its_document_place_quote_and_rivals(rich: cchc.Release) -> None:
    found = rich.trace(FIGURE)
    assert (found.kind, found.quote, found.document["title"]) == ("figure", "43,50", "Bảng điểm PAPI 2021")
    assert found.place == "table 1, row 1, column 2, characters 20-25"
    assert [(rival["value_raw"], rival["verdict"]) for rival in found.rivals] == [("-0,5 điểm", "differs")]
    assert [fact["score_key"] for fact in found.facts] == ["PAPI/2021/bac-ninh/_total"]
    assert [row["rule"] for row in found.discrepancies] == ["R9"]


def test_a_score_leads_to_the_figure_that_was_chosen_and_a_bound_to_its_proof(rich: cchc.Release) -> None:
    assert rich.trace("PAPI/2021/bac-ninh/_total").key == FIGURE
    bound = rich.trace("PAPI/2021/province/dak-lak/63-2008/_total/score")
    assert bound.kind == "bound" and len(bound.proof) == 2 and bound.figures[0]["figure_id"] == FIGURE
    assert rich.trace("contradiction:papi/2021#bac-ninh.PAPI.2021._total.rank").kind == "contradiction"
    assert rich.trace("news/1#task.II.1.b.hop").kind == "task"


def test_a_computed_score_leads_to_its_parts(rich: cchc.Release) -> None:
    found = rich.trace("PAPI/2020/bac-ninh/_total")
    assert (found.kind, found.figures) == ("score", [])


def test_what_documents_say_does_not_reach_the_terminal_raw(rich: cchc.Release) -> None:
    told = str(rich.trace("news/1#task.II.1.a.ra-soat"))
    assert "\x1b" not in told and "\\x1b" in told


def test_an_unknown_key_is_told_the_nearest(rich: cchc.Release) -> None:
    with pytest.raises(cchc.UnknownNameError, match=r"Nothing has the key .*; the nearest are papi/2021#bac-ninh"):
        rich.trace("papi/2021#bac-ninh.PAPI.2021._total.scor")


def test_a_figure_a_table_and_the_release_are_cited(rich: cchc.Release) -> None:
    figure = rich.cite(FIGURE)
    assert "PAPI 2021, Bắc Ninh, score: 43,50 points." in figure.text and "capture c0ffee00" in figure.text
    assert FIGURE.replace("_", r"\_").replace("#", r"\#") in figure.bibtex
    assert "fct_score. In: CCHC Warehouse" in rich.cite("fct_score").text
    assert rich.version() in rich.cite().text


def test_entries_of_one_bibliography_have_keys_of_their_own(rich: cchc.Release) -> None:
    first, second = (rich.coverage("PAPI", year=year, as_="records") for year in (2020, 2021))
    entries = [rich.cite(what).bibtex for what in (None, FIGURE, "fct_score", "fct_figure", first, second)]
    keys = [entry.partition(",")[0] for entry in entries]
    assert len(set(keys)) == len(keys), keys
    assert keys[2] == f"{keys[0]}_fct_score" and all(key.startswith(keys[0]) for key in keys)
    hostile = bibtex("v", date(2026, 1, 1), r"a{b\c~d^")
    assert r"a\textbraceleft{}b\textbackslash{}c\textasciitilde{}d\textasciicircum{}}," in hostile
    # The explorer's tests hold it to the same key.
    assert bibtex("v", date(2026, 1, 1), "Hà Nội").startswith("@misc{cchc_warehouse_v_6ba21b40,")


def test_what_was_computed_is_cited_as_computed_and_a_task_with_its_document(rich: cchc.Release) -> None:
    score = rich.cite("PAPI/2020/bac-ninh/_total").text
    assert score.startswith("PAPI 2020, Bắc Ninh, score: 42.25 points, computed, not printed. CCHC Warehouse")
    assert "fct_score (PAPI/2020/bac-ninh/_total). In: " in score
    bound = rich.cite("PAPI/2021/province/dak-lak/63-2008/_total/score").text
    assert bound.startswith("PAPI 2021, Đắk Lắk, score between 41.5 and 41.7, not printed. CCHC Warehouse")
    task = rich.cite("news/1#task.II.1.b.hop")
    assert task.text.startswith("Task news/1#task.II.1.b.hop. Printed in: ") and "char:3-12" in task.text
    assert "2 figures that cannot all be true." in rich.cite(f"contradiction:{FIGURE.replace('score', 'rank')}").text


def test_units_stand_beside_the_first(rich: cchc.Release) -> None:
    rows = rich.compare(["bac ninh", "Đắk Lắk"], "papi", 2021, as_="records")
    assert [(row["unit_name"], row["difference"], row["rank_difference"]) for row in rows] == [
        ("Bắc Ninh", 0.0, 0),
        ("Đắk Lắk", -2.5, -1),
    ]
    assert all(row["comparable"] and row["unit_of_measure"] == "points" for row in rows)


def test_a_row_says_why_it_does_not_compare(rich: cchc.Release) -> None:
    rows = rich.compare(["bac ninh", "Bắc Giang"], "PAPI", 2021, domain="all", as_="records")
    found = {(row["domain_code"], row["unit_name"]): row for row in rows}
    missing = found["_total", "Bắc Giang"]
    assert (missing["comparable"], missing["difference"]) == (False, None)
    assert missing["reason"] == "no score of Bắc Giang is held · chưa có điểm của Bắc Giang"
    rows = rich.compare(["Bắc Giang", "bac ninh"], "PAPI", 2021, as_="records")
    assert {row["reason"] for row in rows} == {missing["reason"]}, "of the reference too"
    other = found["1", "Bắc Giang"]
    assert (other["comparable"], other["difference"]) == (False, None) and "different maxima" in other["reason"]


@pytest.mark.parametrize(
    ("units", "index", "told"),
    [
        (["bac ninh"], "PAPI", "needs two units"),
        (["bac ninh", "Bắc Ninh"], "PAPI", "compared with itself"),
        (["bac ninh", "Bộ Tư pháp"], "PAPI", r"different levels \(ministry, province\)"),
    ],
)
def test_what_no_scale_measures_together_is_refused(
    rich: cchc.Release, units: list[str], index: str, told: str
) -> None:
    with pytest.raises(cchc.NotComparableError, match=told):
        rich.compare(units, index)


def test_gaps_are_those_of_the_warehouse_and_bounds_lead_to_their_proof(rich: cchc.Release) -> None:
    (row,) = rich.gaps("PAPI", "bac ninh", 2021, domain="1", as_="records")
    assert (row["points_lost"], row["rank_worth"], row["most_risen_unit_name"]) == (4.876543, 4, "Đắk Lắk")
    (bound,) = rich.bounds("PAPI", "dak lak", as_="records")
    assert (bound["low"], bound["high"]) == (41.5, 41.7) and rich.trace(bound["bound_key"]).proof == bound["proof"]
