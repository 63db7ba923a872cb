"""Each kind of error does what its name says, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.planted_errors.kinds import KINDS
from tests.planted_errors.mergers import constituents
from tests.planted_errors.tables import DOMAINS, SHAPES, YEAR, Table, changed, clean, number, truth

TRIES = 24


def planted(kind: str) -> Iterator[tuple[Table, Table]]:
    """Tables of all shapes before and after an error of a kind."""
    plant, shapes = KINDS[kind]
    for at in range(TRIES):
        before = clean(shapes[at % len(shapes)])
        yield before, plant(before, random.Random(at))


def cells_changed(before: Table, after: Table) -> list[tuple[int, str]]:
    """The cells that differ, by row and column."""
    assert (len(before.rows), before.columns) == (len(after.rows), after.columns)
    return [
        (row, column)
        for row in range(len(before.rows))
        for column in before.columns
        if before.at(row, column) != after.at(row, column)
    ]


def value(table: Table, row: int, column: str) -> Decimal:
    """The number in a cell, without what is behind a slash."""
    found = number(table.at(row, column).partition("/")[0])
    assert found is not None
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_plants_the_same_error(kind: str) -> None:
    plant, shapes = KINDS[kind]
    assert plant(clean(shapes[0]), random.Random(7)) == plant(clean(shapes[0]), random.Random(7))


@pytest.mark.parametrize("kind", KINDS)
def test_most_errors_change_a_number(kind: str) -> None:
    assert sum(bool(changed(before, after)) for before, after in planted(kind)) >= 0.75 * TRIES


def test_swapped_digits_are_those_of_one_number() -> None:
    for before, after in planted("swapped digits"):
        cells = cells_changed(before, after)
        assert len(cells) <= 1, "none where both digits are equal"
        for row, column in cells:
            one, other = before.at(row, column), after.at(row, column)
            assert sorted(one) == sorted(other)
            assert sum(left != right for left, right in zip(one, other, strict=True)) == 2


def test_shifted_rows_hold_their_neighbours_values() -> None:
    whole = 0
    for before, after in planted("shifted row"):
        cells = cells_changed(before, after)
        columns = {column for _, column in cells}
        rows = sorted({row for row, _ in cells})
        whole += len(columns) > 1
        assert not columns & {"number", "unit"}
        for column in columns:
            texts = [before.at(row, column) for row in rows]
            assert [after.at(row, column) for row in rows] == [texts[-1], *texts[:-1]]
    assert 0 < whole < TRIES


def test_last_years_column_is_that_of_the_truth() -> None:
    for before, after in planted("last year's column"):
        (column,) = {column for _, column in cells_changed(before, after)}
        for row in range(len(after.rows)):
            if column == "rank":
                assert after.at(row, "rank").split("/") == [after.at(row, "rank_last"), str(len(after.rows))]
            else:
                exact = truth(YEAR - 1)[after.at(row, "unit")][column]
                assert abs(value(after, row, column) - exact) <= Decimal("0.005")


def test_duplicated_province_stands_twice_and_another_not_at_all() -> None:
    for before, after in planted("duplicated province"):
        units = [after.at(row, "unit") for row in range(len(after.rows))]
        assert len(set(units)) == len(units) - 1 == len(before.rows) - 1
        assert len({row for row, _ in cells_changed(before, after)}) == 1


def test_skipped_rank_leaves_one_place_empty() -> None:
    for before, after in planted("skipped rank"):
        ranks = {int(value(after, row, "rank")) for row in range(len(after.rows))}
        assert ranks == set(range(1, len(before.rows) + 2)) - {min(set(range(1, 65)) - ranks)}
        assert {column for _, column in cells_changed(before, after)} <= {"rank", "rank_change"}
        for row in range(len(after.rows)) if "rank_change" in after.columns else ():
            assert value(after, row, "rank_change") == value(after, row, "rank_last") - value(after, row, "rank")


def test_points_for_percent_are_of_the_same_thing() -> None:
    for before, after in planted("points for percent"):
        cells = cells_changed(before, after)
        assert len(cells) in (1, len(before.rows))
        for row, column in cells:
            maximum = 10 if column in DOMAINS else 60
            one, other = value(before, row, column), value(after, row, column)
            points, percent = (other, one) if column == "percent" else (one, other)
            assert abs(points / maximum * 100 - percent) <= Decimal("0.015") * 100 / maximum


def test_lost_decimal_comma_leaves_the_digits() -> None:
    for before, after in planted("lost decimal comma"):
        ((row, column),) = cells_changed(before, after)
        assert after.at(row, column) == before.at(row, column).replace(",", "") != before.at(row, column)


def test_wrong_year_changes_words_alone() -> None:
    seen = set()
    for before, after in planted("wrong year"):
        assert before.rows == after.rows
        seen.add((after.year - before.year, after.last - before.last, after.base - before.base))
    assert seen == {(1, 1, 1), (-1, -1, -1), (0, -1, 0), (0, 0, -1)}


def test_wrong_delta_sign_changes_the_sign_of_one_change() -> None:
    for before, after in planted("wrong delta sign"):
        for row, column in cells_changed(before, after):
            assert column in ("change", "rank_change")
            assert value(before, row, column) == -value(after, row, column)
        assert len(cells_changed(before, after)) == 1 or not changed(before, after)


def test_wrong_denominator_leaves_ranks_and_points() -> None:
    for before, after in planted("wrong denominator"):
        cells = cells_changed(before, after)
        assert len(cells) in (1, len(before.rows))
        (column,) = {column for _, column in cells}
        for row, _ in cells:
            if column == "rank":
                assert value(before, row, column) == value(after, row, column)
            else:
                maximum = value(before, row, "total") / value(after, row, column) * 100
                assert min(abs(maximum - wrong) for wrong in (80, 100, 61)) < Decimal("0.1")


def test_merged_provinces_are_one_row_with_their_mean() -> None:
    for before, after in planted("merged provinces mixed"):
        left = {row[after.columns.index("unit")] for row in after.rows}
        gone = {row[before.columns.index("unit")] for row in before.rows} - left
        (merged, parts) = next((merged, parts) for merged, parts in constituents() if gone < set(parts))
        assert {merged} == set(parts) - gone
        rows = [row for row in range(len(before.rows)) if before.at(row, "unit") in parts]
        mean = sum(value(before, row, "total") for row in rows) / len(rows)
        row = next(row for row in range(len(after.rows)) if after.at(row, "unit") == merged)
        assert abs(value(after, row, "total") - mean) <= Decimal("0.005")
        assert after.at(row, "rank").endswith("/63")


def test_total_of_another_province_is_one_of_the_same_column() -> None:
    for before, after in planted("total of another province"):
        cells = cells_changed(before, after)
        assert len(cells) <= 2
        for row, column in cells:
            assert column in ("total", "total_last")
            others = [other for other in range(len(before.rows)) if other != row]
            assert after.at(row, column) in {before.at(other, column) for other in others}


def test_every_figure_of_a_clean_table_is_true() -> None:
    for shape in SHAPES:
        table = clean(shape)
        for row in range(len(table.rows)):
            exact = {"total": truth(YEAR), "total_last": truth(YEAR - 1)}
            for column, figures in exact.items():
                told = figures[table.at(row, "unit")]["total"]
                assert abs(value(table, row, column) - told) <= Decimal("0.005")
    assert len(clean("annex").rows) == len({row[1] for row in clean("annex").rows}) == 63
