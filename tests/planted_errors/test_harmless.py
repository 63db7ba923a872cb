"""Clean variants say what the clean table says."""

from __future__ import annotations

import random

import pytest

from tests.planted_errors.documents import file_of
from tests.planted_errors.experiment import clean_variants
from tests.planted_errors.harmless import CHANGES, Print, Style
from tests.planted_errors.tables import SHAPES, changed, clean


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_harmless_change_changes_the_print_and_no_number(shape: str, change: object) -> None:
    plain = Print(clean(shape), Style())
    result = change(plain, random.Random(1))  # type: ignore[operator]
    assert not changed(plain.table, result.table)
    assert file_of(plain.table, plain.style) != file_of(result.table, result.style)


def test_ties_share_a_rank_and_those_left_out_have_none() -> None:
    tied = clean("annex", 1)
    ranks = [tied.at(row, "rank") for row in range(len(tied.rows))]
    assert len(set(ranks)) < len(ranks) == 63
    table = clean("annex", 2, ("Hà Nội", "Cà Mau"))
    assert sum(table.at(row, "rank") == "N/A" for row in range(63)) == 2
    assert sum(table.at(row, "rank").endswith("/61") for row in range(63)) == 61


def test_clean_variants_are_of_all_sorts() -> None:
    said = " ".join(one.differs for one in clean_variants())
    for word in (*SHAPES, *(change.__name__ for change in CHANGES), "ties", "left out"):
        assert word in said
    files = [one.file[1] for one in clean_variants()]
    assert len(set(files)) > 0.8 * len(files)
