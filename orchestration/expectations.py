"""What Great Expectations demands of records and marts: columns, types, ranges, known names, whole universes.

Belongs here: suites as data. Does not belong here: running them (`orchestration.checks`), relations and arithmetic
(dbt's tests). Each demand says why; bounds follow from the field's own limits, never from a count seen once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MEASURES = [
    "score",
    "max_score",
    "rank",
    "rank_of",
    "delta_score",
    "delta_rank",
    "group",
    "lost_points",
    "mean",
    "lower_bound",
    "upper_bound",
    "standard_error",
    "gap_to_first",
    "gap_to_mean",
    "lead_over_second",
    "range",
    "units_counted",
]
LEVELS = ["province", "ministry", "department", "district", "commune", "region", "national"]
EVIDENCE = ["official", "workbook", "claim"]
OPERATORS = [">=", ">", "=", "<=", "<", "between", "increase", "decrease_by", "increase_rank", "done_by"]
VERDICTS = ["agrees", "rounding", "differs", "wrong_year", "other_index", "unverifiable"]
CELL_STATUSES = ["exact", "derived", "bounded", "not_published", "not_found"]
BODIES_FROM = ["item", "list", "block", "section", "none"]


@dataclass(frozen=True, slots=True)
class Demand:
    """One expectation: its class name in Great Expectations, its arguments and the reason for it."""

    expectation: str
    arguments: dict[str, Any]
    why: str


@dataclass(frozen=True, slots=True)
class Suite:
    """The demands on one frame; `asset` is where its check stands in the graph."""

    frame: str
    asset: tuple[str, ...]
    demands: tuple[Demand, ...]


def _not_null(column: str) -> Demand:
    return Demand("ExpectColumnValuesToNotBeNull", {"column": column}, "every record must say this")


def _one_of(column: str, values: list[str], why: str) -> Demand:
    return Demand("ExpectColumnValuesToBeInSet", {"column": column, "value_set": values}, why)


def _between(column: str, low: float, high: float, why: str, **when: str) -> Demand:
    return Demand("ExpectColumnValuesToBeBetween", {"column": column, "min_value": low, "max_value": high, **when}, why)


def _when(condition: str) -> dict[str, str]:
    return {"row_condition": condition, "condition_parser": "pandas"}


_PLACE = tuple(_not_null(column) for column in ("document_id", "capture_id", "locator", "reader", "reader_version"))

RECORD_SUITES = (
    Suite(
        "figure",
        ("records",),
        (
            *_PLACE,
            Demand("ExpectTableRowCountToBeBetween", {"min_value": 1}, "a stage that got nothing fails"),
            *(_not_null(column) for column in ("index_code", "unit_name", "year", "measure", "value", "value_raw")),
            _one_of("measure", MEASURES, "the measures of the design"),
            _one_of("unit_level", LEVELS, "the levels of the design"),
            _between("year", 2005, 2100, "PCI of 2005 is the oldest index"),
            _between("value", 1, 10_000, "ranks begin at 1", **_when('measure=="rank" or measure=="rank_of"')),
            _between("value", 0, 1_000, "scores are not negative", **_when('measure=="max_score"')),
            _between("value", -1_000, 1_000, "changes stay within any scale", **_when('measure=="delta_score"')),
            Demand(
                "ExpectColumnValuesToMatchRegex",
                {"column": "capture_id", "regex": r"^[0-9a-f]{64}$"},
                "a capture is named by the sha256 of its bytes",
            ),
        ),
    ),
    Suite(
        "document",
        ("records",),
        (
            *_PLACE,
            Demand("ExpectTableRowCountToBeBetween", {"min_value": 1}, "a stage that got nothing fails"),
            _one_of("evidence", EVIDENCE, "the evidence classes of documents"),
        ),
    ),
    Suite("deduction", ("records",), (*_PLACE, _not_null("criterion"))),
    Suite(
        "task",
        ("records",),
        (*_PLACE, _not_null("text"), _one_of("units_from", BODIES_FROM, "the places where bodies may stand")),
    ),
    Suite(
        "target",
        ("records",),
        (*_PLACE, _not_null("description"), _one_of("operator", OPERATORS, "the operators of the record")),
    ),
    Suite("reporting_duty", ("records",), _PLACE),
)

MART_SUITES = (
    Suite(
        "fct_score",
        ("marts", "fct_score"),
        (
            Demand("ExpectColumnValuesToBeUnique", {"column": "score_key"}, "one fact a key"),
            Demand("ExpectTableRowCountToBeBetween", {"min_value": 1}, "a stage that got nothing fails"),
            _one_of("status", ["A", "B", "E", "L", "P"], "SDMX OBS_STATUS"),
            _one_of("evidence", [*EVIDENCE, "derived"], "the evidence classes of facts"),
            _between("rank_published", 1, 10_000, "ranks begin at 1"),
            _between("rank_computed", 1, 10_000, "ranks begin at 1"),
        ),
    ),
    Suite(
        "fct_figure",
        ("marts", "fct_figure"),
        (
            Demand("ExpectColumnValuesToBeUnique", {"column": "figure_id"}, "one row a printed value"),
            _one_of("measure", MEASURES, "the measures of the design"),
            Demand(
                "ExpectColumnValuesToNotBeNull",
                {"column": "unit_key", **_when('unit_level=="province" or unit_level=="ministry"')},
                "provinces and ministries are known units in their year",
            ),
        ),
    ),
    Suite(
        "dim_province",
        ("marts", "dim_province"),
        (
            Demand("ExpectColumnValuesToBeUnique", {"column": "unit_key"}, "one row a province and period"),
            Demand(
                "ExpectColumnValuesToMatchRegex",
                {"column": "code", "regex": r"^[0-9]{2}$"},
                "GSO codes are two characters of text",
            ),
            _one_of("geography", ["before-2004", "64-2004", "63-2008", "34-2025"], "the geographies of the design"),
        ),
    ),
    Suite(
        "fct_score_34",
        ("marts", "fct_score_34"),
        (
            Demand("ExpectColumnValuesToBeUnique", {"column": "score_34_key"}, "one row a cast"),
            Demand("ExpectTableRowCountToBeBetween", {"min_value": 1}, "a stage that got nothing fails"),
            _one_of("status", ["A", "B", "E", "P"], "SDMX OBS_STATUS; a rank without a score is cast to nothing"),
            _between("rank_computed", 1, 34, "ranks among the 34 provinces"),
        ),
    ),
    Suite(
        "dim_index_unit",
        ("marts", "dim_index_unit"),
        (
            Demand("ExpectTableRowCountToBeBetween", {"min_value": 1}, "a stage that got nothing fails"),
            _one_of("level", ["province", "ministry"], "only these have a declared universe"),
            _not_null("is_expected"),
        ),
    ),
    Suite(
        "fct_bound",
        ("marts", "fct_bound"),
        (
            Demand("ExpectColumnValuesToBeUnique", {"column": "bound_key"}, "one bound a cell"),
            _one_of("status", ["E", "bounded"], "a bound closes or does not"),
            _one_of("measure", ["score", "rank", "points", "percent", "share"], "what is bounded"),
            _between("width", 0, 10_000, "an interval is never empty"),
        ),
    ),
    Suite(
        "fct_claim_check",
        ("marts", "fct_claim_check"),
        (
            Demand("ExpectColumnValuesToBeUnique", {"column": "claim_id"}, "one verdict a claim"),
            _one_of("verdict", VERDICTS, "the verdicts of the design"),
            _not_null("explanation"),
        ),
    ),
    Suite(
        "mart_coverage_unit",
        ("marts", "mart_coverage_unit"),
        (
            Demand("ExpectColumnValuesToBeUnique", {"column": "cell_key"}, "one cell a unit and year"),
            _one_of("status", CELL_STATUSES, "what a cell can say"),
        ),
    ),
    Suite(
        "mart_source",
        ("marts", "mart_source"),
        (
            Demand("ExpectColumnValuesToBeUnique", {"column": "source"}, "one row a source"),
            Demand("ExpectTableRowCountToBeBetween", {"min_value": 1}, "a stage that got nothing fails"),
            _between("documents", 0, 10_000_000, "documents are counted"),
            _between("suspect_documents", 0, 10_000_000, "what is kept is counted"),
            _not_null("is_held_back"),
        ),
    ),
    Suite(
        "mart_coverage",
        ("marts", "mart_coverage"),
        (_one_of("status", ["complete", "partial", "not_published", "not_found"], "what coverage can say"),),
    ),
)
