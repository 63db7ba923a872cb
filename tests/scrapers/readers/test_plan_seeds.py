"""The readers of plans against hand-made labels of real plans, where those stand beside the project."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench import seed_keys
from scrapers.documents.model import Locator
from scrapers.documents.opening import open_document
from scrapers.readers.metadata import read_metadata
from scrapers.readers.origin import Origin
from scrapers.readers.plan_records import PlanRecord, read_plan
from scrapers.records import AnomalyRecord, DeductionRecord, ReportingDutyRecord, TargetRecord, TaskRecord
from scrapers.vocabulary.text import fold

LABELLED = Path(__file__).parents[4] / "shared"
pytestmark = pytest.mark.skipif(
    not (LABELLED / "seeds").is_dir(), reason="the labelled documents are not beside the project"
)

SEEDS = ("001", "002", "003")
DOMAINS = {**seed_keys.DOMAINS, "ORG": None}
_OVERLAP = 0.8


@cache
def read(seed: str) -> tuple[PlanRecord, ...]:
    path = next((LABELLED / "seeds").glob(f"{seed}_*.txt"))
    document = open_document(path.read_bytes(), path.name)
    origin = Origin(seed, "0" * 64, "seed", None, path.name, "seed", "claim")
    own, _ = read_metadata(document, origin)
    records = tuple(read_plan(document, origin, own))
    for record in records:
        assert record.quote == document.at(Locator.parse(record.locator))
    return records


def labels(seed: str, kind: str) -> list[dict[str, Any]]:
    return list(json.loads((LABELLED / "labels" / f"seed_{seed}.json").read_text(encoding="utf-8"))[kind])


def pairs(
    found: Sequence[PlanRecord], wanted: Sequence[dict[str, Any]], contained: tuple[str, ...] = ()
) -> list[tuple[Any, dict[str, Any]]]:
    """Records and labels one to one: quotes that overlap by four fifths of both, or lie within each other."""
    left = list(found)
    together = []
    for label in wanted:
        start, end = label["char"], label["char"] + len(label["quote"])
        best: tuple[float, PlanRecord] | None = None
        for record in left:
            place = Locator.parse(record.locator)
            shared = min(end, place.end) - max(start, place.start)
            share = shared / (max(end, place.end) - min(start, place.start))
            within = bool(contained) and shared >= min(end - start, place.end - place.start)
            if shared > 0 and (share >= _OVERLAP or within) and (best is None or share > best[0]):
                best = (share, record)
        if best is not None:
            left.remove(best[1])
            together.append((best[1], label))
    return together


def f1(matched: int, found: int, wanted: int) -> float:
    return 2 * matched / (found + wanted) if found + wanted else 1.0


def of(seed: str, kind: type) -> list[Any]:
    return [record for record in read(seed) if isinstance(record, kind)]


@pytest.mark.parametrize("seed", SEEDS)
def test_deductions(seed: str) -> None:
    found, wanted = of(seed, DeductionRecord), labels(seed, "deducted_criteria")
    matched = pairs(found, wanted)
    assert f1(len(matched), len(found), len(wanted)) >= 0.95
    for record, label in matched:
        assert record.conformed_code == DOMAINS[label["domain"]]
        if threshold := label.get("threshold"):
            assert (record.threshold_operator, record.threshold_value) == (threshold["op"], threshold["value"])


@pytest.mark.parametrize("seed", SEEDS)
def test_tasks_and_their_bodies(seed: str) -> None:
    found, wanted = of(seed, TaskRecord), labels(seed, "tasks")
    matched = pairs(found, wanted)
    assert f1(len(matched), len(found), len(wanted)) >= 0.95
    assert all(record.conformed_code == DOMAINS[label["domain"]] for record, label in matched)
    assert all(record.section == label["section"] for record, label in matched if "." in label["section"])
    for field, least in (("lead_units", 0.95), ("coordinating_units", 0.9)):
        right = sum(set(map(fold, getattr(record, field))) == set(map(fold, label[field])) for record, label in matched)
        assert right / len(matched) >= least


@pytest.mark.parametrize("seed", SEEDS)
def test_targets(seed: str) -> None:
    found, wanted = of(seed, TargetRecord), labels(seed, "targets")
    matched = pairs(found, wanted, contained=("quote",))
    assert f1(len(matched), len(found), len(wanted)) >= 0.95
    for record, label in matched:
        value, to = label["value"] if isinstance(label["value"], list) else (label["value"], None)
        assert (record.operator, record.value, record.value_to) == (label["operator"], value, to)
        assert record.conformed_code == DOMAINS[label["domain"]]


@pytest.mark.parametrize(
    ("seed", "deductions", "tasks", "targets"), [("000", 9, 17, (2, 3)), ("004", 0, (11, 15), (5, 7))]
)
def test_documents_without_a_key_are_read_sensibly(seed: str, deductions: int, tasks: Any, targets: Any) -> None:
    assert len(of(seed, DeductionRecord)) == deductions
    low, high = tasks if isinstance(tasks, tuple) else (tasks, tasks)
    assert low <= len(of(seed, TaskRecord)) <= high
    assert targets[0] <= len(of(seed, TargetRecord)) <= targets[1]


def test_who_reports_to_whom() -> None:
    (duty,) = of("002", ReportingDutyRecord)
    assert duty.recipients == ("UBND huyện", "Sở Nội vụ")
    assert duty.via == ("Phòng Nội vụ",)
    assert duty.frequency == "quarterly, yearly"
    assert {"III.1", "III.2"} <= {record.section for record in of("003", ReportingDutyRecord)}


def test_a_target_of_another_scale_than_its_deduction() -> None:
    assert [(record.kind, "0,5%" in record.quote) for record in of("002", AnomalyRecord)] == [
        ("target_vs_deduction_scale", True)
    ]
    assert not of("003", AnomalyRecord)
