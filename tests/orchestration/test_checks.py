"""What Great Expectations demands: each demand is met by good frames and fails on its own breach of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from orchestration.checks import Verdict, build_checks, run_suites
from orchestration.expectations import MART_SUITES, RECORD_SUITES, Demand, Suite
from orchestration.paths import DataPaths

SUITES = (*RECORD_SUITES, *MART_SUITES)
PLACE = {
    "document_id": "papi/2019",
    "capture_id": "0" * 64,
    "locator": "char:0-1",
    "reader": "r",
    "reader_version": "1",
}
GOOD: dict[str, dict[str, Any]] = {
    "figure": {
        **PLACE,
        "index_code": "PAPI",
        "unit_name": "Huế",
        "unit_level": "province",
        "year": 2019,
        "measure": "score",
        "value": 41.5,
        "value_raw": "41.5",
    },
    "document": {**PLACE, "evidence": "workbook"},
    "deduction": {**PLACE, "criterion": "Chậm báo cáo"},
    "task": {**PLACE, "text": "Rà soát", "units_from": "item"},
    "target": {**PLACE, "description": "Tỷ lệ đúng hạn", "operator": ">="},
    "reporting_duty": {**PLACE},
    "fct_score": {
        "score_key": "PAPI/2019",
        "status": "A",
        "evidence": "derived",
        "rank_published": 1,
        "rank_computed": None,
    },
    "fct_figure": {
        "figure_id": "papi/2019#hue",
        "measure": "rank",
        "unit_level": "province",
        "unit_key": "province/hue/63-2008",
    },
    "dim_province": {"unit_key": "province/hue/63-2008", "code": "46", "geography": "63-2008"},
    "fct_score_34": {"score_34_key": "PAPI/2019", "status": "E", "rank_computed": 34},
    "dim_index_unit": {"level": "province", "is_expected": True},
    "fct_bound": {"bound_key": "PAPI/2019", "status": "E", "measure": "rank", "width": 0.0},
    "fct_claim_check": {"claim_id": "papi/2019#hue", "verdict": "agrees", "explanation": "It agrees."},
    "mart_coverage_unit": {"cell_key": "PAPI/2019", "status": "exact"},
    "mart_source": {"source": "moha", "documents": 1, "suspect_documents": 0, "is_held_back": False},
    "mart_coverage": {"status": "complete"},
}
KEYS = {"score_key", "score_34_key", "figure_id", "unit_key", "bound_key", "claim_id", "cell_key", "source"}
CASES = [(suite, demand) for suite in SUITES for demand in suite.demands]


def good_row(suite: Suite, number: int = 0) -> dict[str, Any]:
    """A row that meets all demands; keys differ by its number."""
    return {name: f"{value}/{number}" if name in KEYS else value for name, value in GOOD[suite.frame].items()}


def breaches(demand: Demand) -> list[dict[str, Any]]:
    """What to change in good rows to break one demand, each way that it can be broken by one row."""
    column = demand.arguments.get("column", "")
    wanted = re.findall(r'(\w+)=="(\w+)"', demand.arguments.get("row_condition", ""))
    conditions: list[dict[str, Any]] = [{name: value} for name, value in wanted] or [{}]
    values: list[Any] = {
        "ExpectColumnValuesToNotBeNull": [None],
        "ExpectColumnValuesToBeInSet": ["nonsense"],
        "ExpectColumnValuesToMatchRegex": ["no code"],
        "ExpectColumnValuesToBeBetween": [
            demand.arguments.get("min_value", 0) - 1,
            demand.arguments.get("max_value", 0) + 1,
        ],
        "ExpectColumnValuesToBeUnique": ["the same", "the same"],
        "ExpectTableRowCountToBeBetween": [],
    }[demand.expectation]
    return [{**condition, column: value} for condition in conditions for value in values]


def bad_frame(suite: Suite) -> pd.DataFrame:
    """Two good rows, then rows that each break one demand."""
    changes = [change for demand in suite.demands for change in breaches(demand)]
    rows = [good_row(suite, number) | change for number, change in enumerate([{}, {}, *changes])]
    return pd.DataFrame(rows)


@dataclass(frozen=True)
class Runs:
    """Verdicts by frame: of good frames, of broken ones, of empty ones; and the Data Docs of two good runs."""

    good: dict[str, Verdict]
    bad: dict[str, Verdict]
    empty: dict[str, Verdict]
    docs: tuple[Path, Path]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    root = tmp_path_factory.mktemp("checks")
    good = {suite.frame: pd.DataFrame([good_row(suite, number) for number in range(2)]) for suite in SUITES}
    bad = {suite.frame: bad_frame(suite) for suite in SUITES}
    empty = {name: frame.iloc[:0] for name, frame in good.items()}

    def run(frames: dict[str, pd.DataFrame], name: str) -> dict[str, Verdict]:
        return {verdict.suite.frame: verdict for verdict in run_suites(SUITES, frames, root / name)}

    (root / "first").mkdir()
    (root / "first" / "stale.html").write_text("of an older run", "utf-8")
    first = run(good, "first")
    assert {name: verdict.unmet for name, verdict in run(good, "second").items()} == dict.fromkeys(first, ())
    return Runs(first, run(bad, "bad"), run(empty, "empty"), (root / "first", root / "second"))


def mentions(verdict: Verdict, demand: Demand) -> list[str]:
    """The sentences of a verdict that tell of one demand."""
    kind = re.sub(r"(?<!^)(?=[A-Z])", "_", demand.expectation).lower()
    told = [
        repr(value) if key == "row_condition" else f"{key!r}: {value!r}"
        for key, value in demand.arguments.items()
        if key != "condition_parser"
    ]
    start = f"{verdict.suite.frame}: {kind} "
    return [
        sentence
        for sentence in verdict.unmet
        if sentence.startswith(start)
        and all(part in sentence for part in told)
        and ("row_condition" in sentence) == ("row_condition" in demand.arguments)
    ]


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.frame)
def test_good_frames_meet_every_demand(runs: Runs, suite: Suite) -> None:
    assert runs.good[suite.frame].unmet == ()
    assert runs.good[suite.frame].demands == len(suite.demands)


@pytest.mark.parametrize(("suite", "demand"), CASES, ids=lambda case: getattr(case, "frame", None))
def test_each_demand_fails_by_its_own_breach_alone(runs: Runs, suite: Suite, demand: Demand) -> None:
    if demand.expectation == "ExpectTableRowCountToBeBetween":
        assert len(mentions(runs.empty[suite.frame], demand)) == 1
        assert mentions(runs.bad[suite.frame], demand) == []
        return
    (sentence,) = mentions(runs.bad[suite.frame], demand)
    assert f"'unexpected_count': {len(breaches(demand))}}}" in sentence


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.frame)
def test_a_verdict_tells_nothing_twice(runs: Runs, suite: Suite) -> None:
    countable = [d for d in suite.demands if d.expectation != "ExpectTableRowCountToBeBetween"]
    assert len(runs.bad[suite.frame].unmet) == len(countable)


def test_a_column_that_is_gone_is_no_pass(tmp_path: Path) -> None:
    (suite,) = [suite for suite in MART_SUITES if suite.frame == "mart_coverage"]
    (verdict,) = run_suites([suite], {"mart_coverage": pd.DataFrame({"state": ["complete"]})}, tmp_path / "docs")
    assert len(verdict.unmet) == 1
    assert "status" in verdict.unmet[0]


def pages(docs: Path) -> Iterator[Path]:
    return (path for path in sorted(docs.rglob("*")) if path.is_file())


def test_data_docs_are_the_same_in_two_runs(runs: Runs) -> None:
    first, second = ({path.relative_to(docs): path.read_bytes() for path in pages(docs)} for docs in runs.docs)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    for suite in SUITES:
        assert any(name.stem == suite.frame and "expectations" in name.parts for name in first)
        assert any(suite.frame in name.parts and "validations" in name.parts for name in first)
    assert Path("stale.html") not in first


LOADS = re.compile(
    r"""<(?:script|img|iframe|link|source|embed|object)\b[^>]*\b(?:src|href|data)\s*=\s*["']?(?:https?:)?//[^"'>]*"""
    r"""|url\(\s*["']?(?:https?:)?//[^"')]*|@import[^;]*//[^;]*""",
    re.IGNORECASE,
)


def test_no_page_loads_anything_from_another_host(runs: Runs) -> None:
    found = {
        path.name: LOADS.findall(path.read_text("utf-8")) for path in pages(runs.docs[0]) if path.suffix == ".html"
    }
    assert len(found) >= 2 * len(SUITES) + 1
    assert {name: loads for name, loads in found.items() if loads} == {}


def test_no_style_sheet_loads_anything_from_another_host(runs: Runs) -> None:
    found = {path.name: LOADS.findall(path.read_text("utf-8")) for path in pages(runs.docs[0]) if path.suffix == ".css"}
    assert found
    assert {name: loads for name, loads in found.items() if loads} == {}


def test_the_index_leads_to_pages_that_are_there(runs: Runs) -> None:
    index = (runs.docs[0] / "index.html").read_text("utf-8")
    links = re.findall(r"""["']((?:expectations|validations)/[^"']+\.html)["']""", index)
    assert {link.split("/")[0] for link in links} == {"expectations", "validations"}
    assert [link for link in links if not (runs.docs[0] / link).exists()] == []


def test_the_checks_block_and_stand_where_their_frames_are_made(tmp_path: Path) -> None:
    specs = [spec for checks in build_checks(DataPaths(tmp_path)) for spec in checks.check_specs]
    assert {(spec.name, tuple(spec.asset_key.path)) for spec in specs} == {
        (f"{suite.frame}_expectations", suite.asset) for suite in SUITES
    }
    assert all(spec.blocking for spec in specs)
