"""Tables read off pictures: what the rules mend, what they bear out, and what stays in doubt."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.documents.rendering import RawCell
from scrapers.records import FigureRecord
from scrapers.vocabulary.units import unit_rows
from tests.scrapers.readers.tables.small_tables import Reading, picture, reading

PROVINCES = sorted({name for _, level, name in unit_rows() if level == "province"})[:20]
HEADER = ["Tỉnh", *(f"Trục nội dung {number}" for number in range(1, 7)), "Điểm PAPI 2016", "Xếp hạng"]
TOTAL, RANK = 7, 8
CODES = ("", *"123456", "_total", "_total")
LOW, HIGH = 100, 1000
"""Hundredths of what a dimension can be."""


def comma(hundredths: int) -> str:
    return f"{hundredths // 100},{hundredths % 100:02}"


def table(scores: Sequence[Sequence[int]]) -> list[list[str]]:
    """Rows of units, dimensions, their sum and its rank, as they are printed."""
    totals = [sum(row) for row in scores]
    ranks = [1 + sum(other > total for other in totals) for total in totals]
    rows = zip(PROVINCES, scores, totals, ranks, strict=True)
    return [[unit, *map(comma, row), comma(total), str(rank)] for unit, row, total, rank in rows]


SCORES = [[300 + (37 * row * (column + 3) + 101 * column) % 60 * 10 for column in range(6)] for row in range(20)]
"""All end in 0: whatever looks like it is further away than rounding can part a total from its parts."""
ROWS = table(SCORES)
MID = next(at for at, row in enumerate(ROWS) if row[RANK] == "10")


def number(text: str) -> float:
    return float(text.replace(",", "."))


def changed(at: int, column: int, text: str, confidence: float = 0.5) -> Reading:
    """The table with one cell read as another text."""
    rows: list[list[RawCell | str]] = [list(row) for row in ROWS]
    rows[at][column] = RawCell(text, None, confidence)
    return picture([HEADER, *rows])


def figure_at(found: Reading, at: int, column: int) -> FigureRecord | None:
    measure = "rank" if column == RANK else "score"
    unit = ROWS[at][0]
    mine = [one for one in found.figures if (one.unit_name, one.measure) == (unit, measure)]
    return next((one for one in mine if one.domain_code == CODES[column]), None)


def wrong_without_doubt(found: Reading, rows: Sequence[Sequence[str]]) -> list[tuple[str, str | None, float]]:
    """The figures that are not what the table holds and do not say so."""
    right = {
        (row[0], CODES[column], "rank" if column == RANK else "score"): number(row[column])
        for row in rows
        for column in range(1, len(HEADER))
    }
    return [
        (one.unit_name, one.domain_code, one.value)
        for one in found.figures
        if one.doubt is None and right.get((one.unit_name, one.domain_code, str(one.measure))) != one.value
    ]


def test_a_table_well_read_is_not_doubted() -> None:
    found = picture([HEADER, *ROWS])
    assert (len(found.figures), found.told, wrong_without_doubt(found, ROWS)) == (160, [], [])
    assert all((one.doubt, one.reconciled, one.confidence) == (None, None, 0.99) for one in found.figures)


def test_low_confidence_that_the_rules_bear_out_is_not_doubted() -> None:
    """Every other reading of the cell breaks the sum of its row; the rank is that of its total."""
    found = picture([HEADER, *ROWS], confidence=0.4)
    assert wrong_without_doubt(found, ROWS) == []
    assert [one.doubt for one in found.figures if one.doubt] == []


def test_low_confidence_that_no_rule_bears_out_is_doubted() -> None:
    rows: list[list[RawCell | str]] = [[row[0], row[1]] for row in ROWS]
    rows[4][1] = RawCell(ROWS[4][1], None, 0.7)
    found = picture([[HEADER[0], HEADER[1]], *rows], lines=["Chỉ số PAPI năm 2016"])
    assert [one.unit_name for one in found.figures if one.doubt] == [ROWS[4][0]]
    assert "0.70" in (found.of(), *(one.doubt for one in found.figures if one.doubt))[1]


@pytest.mark.parametrize("column", [1, 3, TOTAL])
def test_a_lost_decimal_comma_is_put_back(column: int) -> None:
    text = ROWS[MID][column]
    figure = figure_at(changed(MID, column, text.replace(",", "")), MID, column)
    assert figure is not None
    assert (figure.value, figure.value_raw, figure.doubt) == (number(text), text.replace(",", ""), None)
    assert figure.reconciled is not None


def misread(text: str, at: int) -> str:
    """A text with one digit taken for the next one."""
    return text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]


@pytest.mark.parametrize("column", [1, 4, 6])
@pytest.mark.parametrize("digit", [0, 2])
def test_a_misread_digit_is_never_taken_as_read(column: int, digit: int) -> None:
    found = changed(MID, column, misread(ROWS[MID][column], digit))
    assert wrong_without_doubt(found, ROWS) == []


def test_a_misread_digit_is_mended_by_the_sum_where_one_change_fits() -> None:
    """Other parts would leave their scale, and the total its place between its neighbours."""
    scores = [list(row) for row in SCORES]
    scores[MID] = [520, 1000, 1000, 1000, 1000, 1000]
    scores[MID + 1] = [800, 900, 900, 900, 900, 900]
    rows: list[list[RawCell | str]] = [list(row) for row in table(scores)]
    rows[MID][1] = RawCell("1,20", None, 0.5)
    found = picture([HEADER, *rows])
    (figure,) = [one for one in found.figures if one.unit_name == PROVINCES[MID] and one.domain_code == "1"]
    assert (figure.value, figure.value_raw, figure.doubt) == (5.2, "1,20", None)
    assert figure.reconciled is not None and "one digit" in figure.reconciled


def test_a_misread_digit_that_several_changes_explain_puts_its_row_in_doubt() -> None:
    """`4,11` for `3,11` can as well be one point too few in another part, or too few in the total."""
    scores = [list(row) for row in SCORES]
    scores[MID] = [311, 512, 613, 714, 515, 416]
    rows: list[list[RawCell | str]] = [list(row) for row in table(scores)]
    rows[MID][1] = RawCell("4,11", None, 0.5)
    found = picture([HEADER, *rows])
    mine = [one for one in found.figures if one.unit_name == PROVINCES[MID] and one.measure == "score"]
    assert len(mine) == 7
    assert all(one.doubt and one.reconciled is None for one in mine)
    assert not any(one.doubt for one in found.figures if one.unit_name != PROVINCES[MID] and one.measure == "score")


def test_a_rank_is_mended_by_the_totals() -> None:
    figure = figure_at(changed(MID, RANK, "16"), MID, RANK)
    assert figure is not None
    assert (figure.value, figure.value_raw, figure.doubt) == (10.0, "16", None)
    assert figure.reconciled is not None and "rank" in figure.reconciled


def test_a_rank_that_is_far_from_its_totals_is_doubted() -> None:
    """No one digit makes 10 of 57."""
    figure = figure_at(changed(MID, RANK, "57"), MID, RANK)
    assert figure is not None
    assert (figure.value, figure.reconciled) == (57.0, None)
    assert figure.doubt is not None and "rank" in figure.doubt


@pytest.mark.parametrize(
    ("digit", "letter"), [("0", "O"), ("1", "l"), ("1", "I"), ("5", "S"), ("8", "B"), ("2", "Z"), ("6", "b")]
)
def test_letters_for_digits(digit: str, letter: str) -> None:
    at, column = next(
        (row, at) for row, cells in enumerate(ROWS) for at, text in enumerate(cells[1:7], start=1) if digit in text
    )
    text = ROWS[at][column].replace(digit, letter, 1)
    figure = figure_at(changed(at, column, text), at, column)
    assert figure is not None
    assert (figure.value, figure.value_raw, figure.doubt) == (number(ROWS[at][column]), text, None)


@pytest.mark.parametrize("text", ["@#", "~", "?"])
def test_a_cell_without_a_digit_is_told(text: str) -> None:
    found = changed(MID, 2, text)
    assert wrong_without_doubt(found, ROWS) == []
    assert figure_at(found, MID, 2) is None
    assert [kind for kind, _ in found.told] == ["unread_cell"]


def test_a_value_beyond_the_scale_is_not_taken_as_read() -> None:
    found = changed(MID, 3, "47,2")
    figure = figure_at(found, MID, 3)
    assert wrong_without_doubt(found, ROWS) == []
    assert figure is None or figure.doubt or figure.reconciled


@pytest.mark.parametrize(
    ("spoil", "name"), [("Bac Glang", "Bắc Giang"), ("Bìnb Phưóc", "Bình Phước"), ("Gla Lai", "Gia Lai")]
)
def test_a_misread_name_is_that_of_the_one_unit_that_lacks(spoil: str, name: str) -> None:
    at = PROVINCES.index(name)
    rows: list[list[RawCell | str]] = [list(row) for row in ROWS]
    rows[at][0] = RawCell(spoil, None, 0.6)
    found = picture([HEADER, *rows])
    assert wrong_without_doubt(found, ROWS) == []
    assert name in found.of()
    assert {one.unit_name_raw for one in found.figures if one.unit_name == name} == {spoil}
    assert [kind for kind, _ in found.told] == ["misread_name"]


@pytest.mark.parametrize("spoil", ["XXXXXXX", "Tổ chức khác"])
def test_a_name_that_is_near_none_is_refused(spoil: str) -> None:
    found = changed(3, 0, spoil)
    assert ROWS[3][0] not in found.of()
    assert [kind for kind, _ in found.told] == ["unknown_unit"]


def test_a_typeset_table_is_never_mended() -> None:
    """Where nothing was read off a picture a wrong sum is the publisher's own."""
    rows = [list(row) for row in ROWS]
    rows[MID][1] = misread(rows[MID][1], 0)
    found = reading([HEADER, *rows])
    assert found.of(code="1")[ROWS[MID][0]] == number(rows[MID][1])
    assert not [one for one in found.figures if one.doubt or one.reconciled]


def test_a_last_digit_within_rounding_is_doubted_whatever_it_was_taken_for() -> None:
    """0,01 more is no more than rounding can do, so no rule bears the digit out."""
    assert ROWS[MID][1].endswith("0")
    assert wrong_without_doubt(changed(MID, 1, ROWS[MID][1][:-1] + "1"), ROWS) == []


@pytest.mark.parametrize("name", ["Xyzzy", None], ids=["unread", "not there"])
def test_ranks_below_a_missing_row_are_not_rewritten(name: str | None) -> None:
    """Printed 19 is right, though it is the eighteenth of the totals that were read."""
    rows = [[name or row[0], *row[1:]] if row[RANK] == "18" else row for row in ROWS if name or row[RANK] != "18"]
    assert wrong_without_doubt(picture([HEADER, *rows]), ROWS) == []


def test_a_total_in_doubt_does_not_rewrite_the_ranks_of_others() -> None:
    scores = [[100] * 6 for _ in PROVINCES]
    scores[8] = [100, 100, 267, 521, 556, 659]
    scores[9] = [249, 264, 300, 330, 524, 600]
    rows = table(scores)
    seen: list[list[RawCell | str]] = [list(row) for row in rows]
    seen[8][TOTAL] = RawCell("22,83", None, 0.5)
    assert (rows[8][TOTAL], rows[9][TOTAL], rows[9][RANK]) == ("22,03", "22,67", "1")
    assert wrong_without_doubt(picture([HEADER, *seen]), rows) == []


scores_of_a_table = st.lists(
    st.lists(st.integers(LOW, HIGH), min_size=6, max_size=6), min_size=len(PROVINCES), max_size=len(PROVINCES)
)


@settings(max_examples=60, deadline=None)
@given(scores_of_a_table, st.integers(0, 19), st.integers(1, RANK), st.integers(0, 9), st.integers(1, 9))
def test_no_misread_digit_makes_a_wrong_figure_without_doubt(
    scores: list[list[int]], at: int, column: int, choice: int, shift: int
) -> None:
    rows = table(scores)
    text = rows[at][column]
    digits = [position for position, char in enumerate(text) if char.isdigit()]
    position = digits[choice % len(digits)]
    other = text[:position] + str((int(text[position]) + shift) % 10) + text[position + 1 :]
    seen: list[list[RawCell | str]] = [list(row) for row in rows]
    seen[at][column] = RawCell(other, None, 0.5)
    assert wrong_without_doubt(picture([HEADER, *seen]), rows) == []
