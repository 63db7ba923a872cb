"""The notebooks run from top to bottom, as scripts and as apps, on a release; what they compute is right."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import cchc

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.py"))

if importlib.util.find_spec("marimo") is None and os.environ.get("CI") != "true":
    pytest.skip("marimo is not installed; it is in the extra notebooks", allow_module_level=True)


@pytest.fixture(scope="module")
def definitions(printed_folder: Path) -> dict[str, dict[str, Any]]:
    """What the cells of each notebook define, by its name."""
    found = {}
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setenv("CCHC_RELEASE", str(printed_folder))
        warnings.simplefilter("error", cchc.CchcWarning)
        for path in NOTEBOOKS:
            spec = importlib.util.spec_from_file_location(f"notebook_{path.stem}", path)
            assert spec is not None and spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            _, found[path.stem] = module.app.run()
    return found


def test_there_are_three() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["coverage", "panel", "trajectories"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_as_a_script(path: Path, printed_folder: Path) -> None:
    environment = os.environ | {"CCHC_RELEASE": str(printed_folder), "PYTHONPATH": str(path.parents[1])}
    done = subprocess.run([sys.executable, path], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_a_lag_never_crosses_a_break_or_a_gap(definitions: dict[str, dict[str, Any]]) -> None:
    panel = definitions["panel"]["panel"]
    lag = panel.set_index(["unit_name", "year"])["lag"]
    percent = panel.set_index(["unit_name", "year"])["percent"]
    assert lag.loc["Đà Nẵng", 2019] == percent.loc["Đà Nẵng", 2018]
    assert np.isnan(lag.loc["Đà Nẵng", 2018]), "2018 began a new series"
    held = set(percent.index)
    gaps = [(unit, year) for unit, year in held if (unit, year - 1) not in held]
    assert len(gaps) > 4 and all(np.isnan(lag.loc[key]) for key in gaps)
    assert sorted(panel.groupby("era")["year"].min()) == [2017, 2018]
    assert definitions["panel"]["balanced"]["unit_key"].nunique() == 3


def test_errors_are_clustered_as_the_formula_says(definitions: dict[str, dict[str, Any]]) -> None:
    clustered = definitions["panel"]["clustered"]
    x = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 7.0])
    y = np.array([2.0, 3.5, 6.5, 8.5, 9.0, 15.0])
    cluster = np.array(["a", "a", "b", "b", "c", "c"])
    slope = (x @ y) / (x @ x)
    sums = [(x * (y - slope * x))[cluster == name].sum() for name in "abc"]
    expected = np.sqrt(3 / 2 * 5 / 5 * sum(value**2 for value in sums)) / (x @ x)
    estimate, error, rows, clusters = clustered(y, x[:, None], cluster)
    assert (rows, clusters) == (6, 3)
    assert estimate[0] == pytest.approx(slope) and error[0] == pytest.approx(expected)


def test_a_line_of_ranks_ends_at_a_break_and_at_a_gap(definitions: dict[str, dict[str, Any]]) -> None:
    lines = definitions["trajectories"]["lines"]
    pieces = {
        name: [sorted(years) for _, years in unit.groupby("line")["year"]] for name, unit in lines.groupby("unit_name")
    }
    assert pieces["Đắk Lắk"] == [[2017], [2018, 2019], [2021, 2022, 2023, 2024]]
    assert "Quảng Ngãi" in pieces
    assert definitions["trajectories"]["breaks"]["year"].tolist() == [2018]


def test_the_charts_are_charts_and_coverage_tells_gaps(definitions: dict[str, dict[str, Any]]) -> None:
    for name in ("trajectories", "coverage"):
        drawn = definitions[name]["chart"].to_dict()
        assert drawn["layer"] and any(drawn["datasets"].values())
    summary = definitions["coverage"]["summary"]
    assert summary.loc["PAPI", "not_published"] == 1 and summary.loc["PAR_INDEX", "not_found"] == 1
