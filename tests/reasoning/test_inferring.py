"""The whole of `reasoning` against brute force, and the properties that any order of the same figures must keep."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_worlds import FRAMES, MEAN, UNITS, YEARS, cell, possible, statements

from reasoning.bounds import infer
from reasoning.fixed import ONE
from reasoning.statements import Cell, Frame, Kind, Statement

SLACK = 100_000
"""A ten-thousandth of a point: bounds that are no whole numbers may stop short by the least gain of several steps."""


def intervals(stated: list[Statement]) -> dict[Cell, tuple[int, int]]:
    return {bound.cell: (bound.low, bound.high) for bound in infer(FRAMES, [], stated).bounds}


@settings(max_examples=60, deadline=None)
@given(statements())
def test_every_possible_value_lies_in_its_interval(stated: list[Statement]) -> None:
    inferred = infer(FRAMES, [], stated)
    aside = {found.set_aside for found in inferred.contradictions}
    values = possible([one for one in stated if one.figure_id not in aside])
    for bound in inferred.bounds:
        for value in values.get(bound.cell, ()):
            assert bound.low <= value * ONE <= bound.high, bound


@settings(max_examples=60, deadline=None)
@given(statements(kinds=("value", "change", "group"), most=5))
def test_where_inequalities_form_a_tree_intervals_are_tight(stated: list[Statement]) -> None:
    inferred = infer(FRAMES, [], stated)
    values = possible(stated)
    if inferred.contradictions:
        assert not values
        return
    for bound in inferred.bounds:
        if bound.cell.measure == "score" and bound.cell.unit_key in UNITS:
            assert (bound.low, bound.high) == tuple(
                ONE * end for end in (min(values[bound.cell]), max(values[bound.cell]))
            )


@settings(max_examples=50, deadline=None)
@given(statements(kinds=("value", "rank", "highest", "lowest"), most=6))
def test_known_ranks_bound_as_tightly_as_trying_all(stated: list[Statement]) -> None:
    inferred = infer(FRAMES, [], stated)
    values = possible(stated)
    if not values or inferred.contradictions:
        return
    for bound in inferred.bounds:
        if bound.cell.measure == "score" and bound.cell.unit_key in UNITS and _is_ranked_once(stated, bound.cell.year):
            assert bound.low <= ONE * min(values[bound.cell])
            assert bound.high >= ONE * max(values[bound.cell])


def _is_ranked_once(stated: list[Statement], year: int) -> bool:
    ranks = [one.value for one in stated if one.cell.measure == "rank" and one.cell.year == year]
    return len(set(ranks)) == len(ranks)


@settings(max_examples=60, deadline=None)
@given(statements())
def test_contradicting_figures_cannot_all_be_true_and_are_as_few_as_can_be(stated: list[Statement]) -> None:
    by_figure = {one.figure_id: one for one in stated}
    for found in infer(FRAMES, [], stated).contradictions:
        together = [by_figure[figure] for figure in found.figures]
        assert not possible(together)
        for figure in found.figures:
            rest = [one for one in together if one.figure_id != figure]
            assert not infer(FRAMES, [], rest).contradictions
        weakest = max((one.evidence, -one.sources) for one in together)
        left = by_figure[found.set_aside]
        assert (left.evidence, -left.sources) == weakest


@settings(max_examples=50, deadline=None)
@given(statements(), st.integers(0, 2**32))
def test_the_order_of_what_goes_in_changes_nothing(stated: list[Statement], seed: int) -> None:
    shuffled, frames = list(stated), list(FRAMES)
    random.Random(seed).shuffle(shuffled)
    random.Random(seed).shuffle(frames)
    one, other = infer(FRAMES, [], stated), infer(frames, [], shuffled)
    assert one.bounds == other.bounds
    assert one.contradictions == other.contradictions
    assert [one.reason(bound.cell) for bound in one.bounds] == [other.reason(bound.cell) for bound in other.bounds]


@settings(max_examples=50, deadline=None)
@given(statements(most=8), st.integers(0, 7))
def test_another_statement_never_widens_an_interval(stated: list[Statement], number: int) -> None:
    fewer = [one for position, one in enumerate(stated) if position != number]
    if infer(FRAMES, [], stated).contradictions:
        return
    wide, narrow = intervals(fewer), intervals(stated)
    for known, (low, high) in wide.items():
        assert narrow[known][0] >= low - SLACK
        assert narrow[known][1] <= high + SLACK


def test_a_score_and_its_change_give_last_years_score_and_a_rank_and_its_change_last_years_rank() -> None:
    stated = [
        Statement(Kind.VALUE, cell(2021, "unit/a"), Decimal(2), 0, "score", 3),
        Statement(Kind.CHANGE, cell(2021, "unit/a"), Decimal(2), 0, "change", 3, base_year=2020),
        Statement(Kind.VALUE, cell(2021, "unit/b", "rank"), Decimal(1), 0, "rank", 3),
        Statement(Kind.CHANGE, cell(2021, "unit/b", "rank"), Decimal(2), 0, "rise", 3, base_year=2020),
    ]
    inferred = infer(FRAMES, [], stated)
    found = {bound.cell: (bound.low / ONE, bound.high / ONE) for bound in inferred.bounds}
    assert found[cell(2020, "unit/a")] == (0, 1)
    assert found[cell(2020, "unit/b", "rank")] == (3, 3)
    # The rank that follows takes part in the order of its year: the last holds no more than anyone.
    assert found[cell(2020, "unit/b")] == (0, 1)
    assert inferred.reason(cell(2020, "unit/b")).figures == ("change", "rise")


def test_a_weak_figure_never_pushes_out_a_strong_one_however_many_agree_with_it() -> None:
    official = Statement(Kind.VALUE, cell(2021, "unit/a"), Decimal(2), 0, "official", 1)
    claims = [
        Statement(Kind.VALUE, cell(2020, "unit/a"), Decimal(0), 0, "base", 4, sources=9),
        Statement(Kind.CHANGE, cell(2021, "unit/a"), Decimal(0), 0, "change", 4, sources=9, base_year=2020),
    ]
    inferred = infer(FRAMES, [], [*claims, official])
    (found,) = inferred.contradictions
    assert found.figures == ("base", "change", "official")
    assert found.set_aside == "change"


def test_equal_trust_leaves_the_last_key_and_fewer_sources_go_first() -> None:
    def stated(sources: int) -> list[Statement]:
        return [
            Statement(Kind.VALUE, cell(2021, "unit/a"), Decimal(2), 0, "a", 4, sources=sources),
            Statement(Kind.GROUP, cell(2021, "unit/a"), Decimal(0), 0, "b", 4, sources=2, high=Decimal(1)),
        ]

    assert [infer(FRAMES, [], stated(number)).contradictions[0].set_aside for number in (1, 2)] == ["a", "b"]


def test_two_statements_of_one_figure_are_refused() -> None:
    one = Statement(Kind.VALUE, cell(2021, "unit/a"), Decimal(3), 0, "a", 4)
    with pytest.raises(ValueError, match="same figure_id"):
        infer(FRAMES, [], [one, one._replace(value=Decimal(2))])


def test_a_framework_that_contradicts_itself_is_told() -> None:
    frames = [frame._replace(low=Decimal(5)) if frame.measure == "score" else frame for frame in FRAMES]
    stated = [Statement(Kind.VALUE, cell(2021, MEAN), Decimal(6), 0, "mean", 4)]
    with pytest.raises(ValueError, match="contradicts itself"):
        infer(frames, [], stated)


def test_nothing_is_said_where_no_scale_is_known() -> None:
    stated = [Statement(Kind.VALUE, cell(1999, "unit/a"), Decimal(3), 0, "a", 4)]
    assert not infer(FRAMES, [], stated).bounds


def test_ranks_of_units_outside_the_universe_take_no_part_in_its_order() -> None:
    region = Statement(Kind.VALUE, cell(2021, "region/x", "rank"), Decimal(1), 0, "region", 4)
    score = Statement(Kind.VALUE, cell(2021, "region/x"), Decimal(1), 0, "score", 4)
    found = infer(FRAMES, [], [region, score]).bounds
    assert {bound.cell.unit_key for bound in found} == {"region/x"}


def test_a_mean_bounds_the_one_unit_that_is_missing() -> None:
    frames = [Frame("X", "", 2020, "_total", "score", Decimal(0), Decimal(100), 2, 3, True, UNITS, True)]
    stated = [
        Statement(Kind.VALUE, cell(2020, "unit/a"), Decimal("80.00"), 2, "a", 1),
        Statement(Kind.VALUE, cell(2020, "unit/b"), Decimal("70.00"), 2, "b", 1),
        Statement(Kind.VALUE, cell(2020, MEAN), Decimal("75.01"), 2, "mean", 1),
    ]
    inferred = infer(frames, [], stated)
    (bound,) = [bound for bound in inferred.bounds if bound.cell == cell(2020, "unit/c")]
    assert (bound.low, bound.high) == (75_000_000_000, 75_060_000_000)
    assert YEARS[0] == bound.cell.year


def of_score(unit: str, value: str, figure: str, evidence: int = 4, document: str = "") -> Statement:
    return Statement(Kind.VALUE, cell(2020, unit), Decimal(value), 2, figure, evidence, document=document)


def of_rank(unit: str, rank: int, document: str, sources: int = 1) -> Statement:
    ranked = cell(2020, unit, "rank")
    return Statement(Kind.VALUE, ranked, Decimal(rank), 0, f"{document}#{unit}", 4, sources, document=document)


def wide_frames(decimals: int = 2, left_out: int = 0) -> list[Frame]:
    scores = Frame("X", "", 2020, "_total", "score", Decimal(0), Decimal(100), decimals, 3, True, UNITS, True)
    scores = scores._replace(left_out=left_out)
    return [scores, scores._replace(measure="rank", low=Decimal(1), high=Decimal(3), decimals=0)]


def test_one_misread_score_does_not_push_out_the_good_ones_that_speak_against_it() -> None:
    good = [of_rank(unit, rank, "page") for rank, unit in enumerate(UNITS, 1)]
    scores = [of_score("unit/a", "80.00", "z1"), of_score("unit/b", "70.00", "z2"), of_score("unit/c", "90.00", "a")]
    (found,) = infer(wide_frames(), [], [*good, *scores]).contradictions
    assert found.set_aside in {"a", "page#unit/c"}


def test_a_figure_set_aside_comes_back_when_the_rest_no_longer_speaks_against_it() -> None:
    # `m` contradicts `a` and `z`; whichever goes first, the two that agree stay.
    stated = [of_score("unit/a", "80.00", "a"), of_score("unit/a", "90.00", "m"), of_score("unit/a", "80.00", "z")]
    assert [found.set_aside for found in infer(wide_frames(), [], stated).contradictions] == ["m"]


@pytest.mark.parametrize(
    ("documents", "sources", "low"),
    [(("one", "one"), 1, 91.8), (("one", "two"), 1, 0), (("one", "two"), 2, 0)],
    ids=["one document tells a tie", "two documents", "the score's rank is better attested"],
)
def test_a_rank_that_two_documents_give_to_two_units_hands_no_score_over(
    documents: tuple[str, str], sources: int, low: float
) -> None:
    stated = [
        of_score("unit/a", "91.80", "score"),
        of_rank("unit/a", 1, documents[0], sources),
        of_rank("unit/b", 1, documents[1]),
    ]
    ends = {bound.cell: (bound.low / ONE, bound.high / ONE) for bound in infer(wide_frames(), [], stated).bounds}
    assert ends.get(cell(2020, "unit/b"), (0, 100))[0] == low
    if sources == 2:
        assert ends[cell(2020, "unit/b")] == (0, 91.8), "the first stays the first"


def test_equal_printed_scores_tell_a_tie_of_two_documents() -> None:
    stated = [
        *(of_score(unit, "91.80", f"score of {unit}") for unit in UNITS[:2]),
        *(of_rank(unit, 1, unit) for unit in UNITS[:2]),
    ]
    ends = {bound.cell: bound.high / ONE for bound in infer(wide_frames(), [], stated).bounds}
    assert ends[cell(2020, "unit/c")] == 91.8


@pytest.mark.parametrize(
    ("claimed", "contradicts"), [("42.16", False), ("42.17", False), ("42.15", True), ("42.2", False)]
)
def test_a_claim_cut_off_or_rounded_twice_is_no_contradiction(claimed: str, contradicts: bool) -> None:
    whole = Statement(Kind.VALUE, cell(2020, "unit/a"), Decimal("42.1650"), 4, "whole", 1)
    claim = of_score("unit/a", claimed, "claim")._replace(decimals=len(claimed) - 3)
    assert bool(infer(wide_frames(4), [], [whole, claim]).contradictions) == contradicts
    print_of_publisher = claim._replace(evidence=2)
    assert bool(infer(wide_frames(4), [], [whole, print_of_publisher]).contradictions) == (claimed in {"42.15"})


@pytest.mark.parametrize(("left_out", "contradicts"), [(0, 1), (1, 0)])
def test_a_claimed_rank_may_count_those_left_out_or_not(left_out: int, contradicts: int) -> None:
    scores = [of_score("unit/a", "90.00", "a", 1), of_score("unit/b", "80.00", "b", 1)]
    ranks = [of_rank("unit/a", 2, "page"), of_rank("unit/b", 2, "page")]
    assert len(infer(wide_frames(left_out=left_out), [], [*scores, *ranks]).contradictions) == contradicts


def test_two_opposite_changes_are_told_without_every_step_to_and_fro() -> None:
    frames = [frame for frame in FRAMES if frame.measure == "rank"]
    wide = [frame._replace(high=Decimal(63)) for frame in frames]
    rise, fall = (
        Statement(Kind.CHANGE, cell(2021, "unit/a", "rank"), Decimal(by), 0, name, 4, base_year=2020)
        for by, name in ((2, "rise"), (-2, "fall"))
    )
    (found,) = infer(wide, [], [rise, fall]).contradictions
    assert found.figures == ("fall", "rise")
    assert len(found.steps) == 4 * 2 + 2
    assert found.steps[-2].startswith("And so on for ") and found.steps[-1].endswith("cannot be both.")
