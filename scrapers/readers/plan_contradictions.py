"""Where what a plan wants does not fit what it says points were lost for.

Belongs here: contradictions between records of one plan. Does not belong here: reading those records.

The rule: a criterion was not met below a bound (`chưa đạt 0,5%`), and in the same domain a target is set for the same
thing. The target must lie at or above the bound, else reaching it loses points again; and a target of ten times the
bound and more is counted on another base. Both are doubts about one of the two numbers, of which neither is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from scrapers.documents.model import Locator
from scrapers.readers.origin import Origin
from scrapers.readers.plan import Plan
from scrapers.records import AnomalyRecord, DeductionRecord, Severity, TargetRecord
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import nfc
from scrapers.vocabulary.wording import any_of, reading_form

READER = "plan_contradictions"
VERSION = "1"

_FURTHEST = 10.0
_SAME = 0.55
"""The share of a criterion's words that must stand in the line of a target for both to be about one thing."""
_WORD = re.compile(r"[^\W_]+")
_AT_LEAST = (">=", ">", "=")
_MOST_PAIRS = 20_000


def read_contradictions(
    plan: Plan, origin: Origin, deductions: Sequence[DeductionRecord], targets: Sequence[TargetRecord]
) -> Iterator[AnomalyRecord]:
    """An anomaly for each lost bound whose target is of another scale."""
    bounds = [one for one in deductions if one.threshold_operator == "<" and one.threshold_unit == "percent"]
    goals = [one for one in targets if one.operator in _AT_LEAST and one.unit_of_measure == "percent" and one.value]
    if not bounds or not goals or len(bounds) * len(goals) > _MOST_PAIRS:
        return
    words = {id(one): _words(one.quote) for one in bounds}
    lines = {id(one): _words(_line(plan, one)) for one in goals}
    position = 0
    for bound in bounds:
        near = [one for one in goals if one.conformed_code == bound.conformed_code]
        ranked = sorted(near, key=lambda one: -_shared(words[id(bound)], lines[id(one)]))
        goal = ranked[0] if ranked else None
        if (
            goal is None
            or _shared(words[id(bound)], lines[id(goal)]) < _SAME
            or not _is_closest(bound, goal, bounds, words, lines)
        ):
            continue
        if _contradicts(bound.threshold_value or 0.0, _values(near, goal, lines)):
            position += 1
            yield _anomaly(plan, origin, bound, goal, position)


def _values(near: Sequence[TargetRecord], goal: TargetRecord, lines: dict[int, frozenset[str]]) -> list[float]:
    """The values of all targets of one line: which of them is the criterion's is not told."""
    return [one.value for one in near if one.value is not None and lines[id(one)] == lines[id(goal)]]


def _is_closest(
    bound: DeductionRecord,
    goal: TargetRecord,
    bounds: Sequence[DeductionRecord],
    words: dict[int, frozenset[str]],
    lines: dict[int, frozenset[str]],
) -> bool:
    """Whether no other criterion of the domain is nearer to a target's line."""
    own = _shared(words[id(bound)], lines[id(goal)])
    rivals = [one for one in bounds if one is not bound and one.conformed_code == bound.conformed_code]
    return all(_shared(words[id(one)], lines[id(goal)]) < own for one in rivals)


def _contradicts(bound: float, values: Sequence[float]) -> bool:
    """Whether no value of a line fits a bound: all lie below it, or all are of another scale."""
    return bound > 0 and all(value < bound or value >= bound * _FURTHEST for value in values)


def _anomaly(plan: Plan, origin: Origin, bound: DeductionRecord, goal: TargetRecord, position: int) -> AnomalyRecord:
    message = (
        f"Points were lost at {bound.quote!r}, but the target is {goal.quote!r}: one of the two is of another scale."
    )
    return AnomalyRecord(
        **origin.at(plan.document, Locator.parse(bound.locator), READER, VERSION),
        position=position,
        kind="target_vs_deduction_scale",
        severity=Severity.WARNING,
        expected=f"a target from {bound.threshold_value:g}% to below {(bound.threshold_value or 0) * _FURTHEST:g}%",
        found=goal.value_raw,
        message=f"{origin.name}: {message}",
    )


def _shared(criterion: frozenset[str], line: frozenset[str]) -> float:
    return len(criterion & line) / len(criterion) if criterion else 0.0


def _line(plan: Plan, target: TargetRecord) -> str:
    """The whole line that a target's clause stands in."""
    block = plan.document.line_of(Locator.parse(target.locator).start)
    starts = plan.document.line_starts
    end = starts[block] if block < len(starts) else len(plan.document.text)
    return plan.document.text[starts[block - 1] : end]


def _words(text: str) -> frozenset[str]:
    """The words of a text that tell its subject, abbreviations spelt out."""
    plain = reading_form(nfc(text)).lower()
    plain = _abbreviations().sub(lambda match: _spelt()[match.group()], plain)
    return frozenset(word for word in _WORD.findall(_common().sub(" ", plain)) if not word.isdigit())


@cache
def _spelt() -> dict[str, str]:
    return {row["short"].lower(): row["words"] for row in table("plan_abbreviations", "short", "words") if row["words"]}


@cache
def _abbreviations() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_spelt())}(?!\w)")


@cache
def _common() -> re.Pattern[str]:
    rows = table("plan_abbreviations", "short", "words")
    return re.compile(rf"(?<!\w){any_of(row['short'] for row in rows if not row['words'])}(?!\w)")
