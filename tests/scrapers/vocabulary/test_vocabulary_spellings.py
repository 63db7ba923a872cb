"""The spellings collected from print, beside those that the vocabulary lists."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from scrapers.vocabulary.units import resolve_unit

MET_IN_PRINT = Path(__file__).parents[4] / "shared" / "knowledge" / "units" / "province_spellings.csv"


@pytest.mark.skipif(not MET_IN_PRINT.exists(), reason="the collected spellings stand outside the project")
def test_every_collected_spelling_of_a_province_is_that_province() -> None:
    other_name = {"TP Hồ Chí Minh": "Hồ Chí Minh"}
    with MET_IN_PRINT.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found = resolve_unit(row["spelling"], "province")
            assert found is not None, row["spelling"]
            assert found.canonical_name == other_name.get(row["canonical"], row["canonical"])
