"""Nearly every planted error is found at its place, and nothing is told of clean tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.planted_errors.experiment import CLEAN, ERRORS, run
from tests.planted_errors.kinds import KINDS
from tests.planted_errors.verdicts import report

pytestmark = pytest.mark.pipeline
LEAST_FOUND = 0.99


def test_planted_errors_are_found_and_clean_tables_are_let_alone(tmp_path: Path) -> None:
    outcome = run(tmp_path, ERRORS, CLEAN)
    said = report(outcome.rates, outcome.alarms)
    assert list(outcome.rates) == list(KINDS), said
    assert sum(rate.planted for rate in outcome.rates.values()) == ERRORS == 500, said
    changing = sum(rate.changing for rate in outcome.rates.values())
    assert changing >= 0.95 * ERRORS, said
    assert sum(rate.found for rate in outcome.rates.values()) >= LEAST_FOUND * changing, said
    assert outcome.alarms == [], said
