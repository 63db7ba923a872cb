"""What each function of the client answers with: the table, the columns in their order, the order of rows.

Belongs here: SQL that is the same for every selection. Does not belong here: what a user selects
(`cchc.client.selecting`), running it (`cchc.client.base`).

A column is a name of the table `t` (or `d.name` of a joined one), or `name = expression`. A column that a release
of earlier days does not have is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class View:
    """Columns of `table` (as `t`) and of the table it is joined with (as `d`), the rows that count and their order.

    `described`: the meaning (English, Vietnamese) of columns that are computed here.
    """

    table: str
    columns: tuple[str, ...]
    order: str
    join: str = ""
    joined_table: str = ""
    where: str = "true"
    described: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def selected(self, held: Mapping[str, set[str]]) -> list[tuple[str, str]]:
        """Name and expression of each column that the tables have; `held` gives the columns of every table."""
        found = []
        for column in self.columns:
            name, _, expression = column.partition(" = ")
            alias, _, bare = name.rpartition(".")
            if expression:
                found.append((name, expression))
            elif bare in held.get(self.joined_table if alias == "d" else self.table, set()):
                found.append((bare, f'{alias or "t"}."{bare}"'))
        return found


_WHO = ("index_code", "year", "level", "geography", "unit_key", "unit_name")
_SUBJECT = ("domain_key", "domain_code", "domain_name_vi", "domain_name_en", "d.conformed_code")
_DOMAIN_JOIN = "left join dim_domain as d on d.domain_key = t.domain_key"
_BY_SUBJECT = "t.index_code, t.year, t.level, t.unit_name, t.unit_key, d.sort_order nulls last, t.domain_code"
_COMPARES = ("status", "is_series_break", "comparable_with_previous", "comparability_reason")
_DOCUMENT_JOIN = "left join dim_document as d on d.document_id = t.document_id"
_ISSUED = ("d.issuer_unit", "d.issuer_level", "d.issuer_parent", "d.plan_years")
_PLANNED = ("issuer_unit_key", "issuer_unit_name", "issuer_level", "issuer_province_name", "plan_years", "index_codes")
_PLACE = ("document_id", "d.title", "d.full_number", "d.issued_on", "d.url", "locator", "quote", "is_current")
_OF_PLANS = "d.issuer_parent nulls first, d.issuer_unit, t.document_id, t.position"

SCORES = View(
    "fct_score",
    (
        *(*_WHO, *_SUBJECT, "score", "max_score", "percent", "unit_of_measure", *_COMPARES),
        *("evidence", "evidence_class", "sources_agree", "sources_differ", "largest_difference", "contradictions"),
        *("figure_id", "bound_key", "score_key"),
    ),
    _BY_SUBJECT,
    _DOMAIN_JOIN,
    "dim_domain",
    "t.score is not null",
)
RANKS = View(
    "fct_score",
    (
        *(*_WHO, *_SUBJECT, "rank = coalesce(t.rank_published, t.rank_inferred, t.rank_computed)"),
        "rank_basis = case when t.rank_published is not null then 'published' "
        "when t.rank_inferred is not null then 'inferred' else 'computed' end",
        *("rank_of", "rank_published", "rank_inferred", "rank_computed", "score", "unit_of_measure", *_COMPARES),
        "evidence = case when t.rank_published is not null then coalesce(t.rank_evidence_class, t.evidence) "
        "else t.evidence end",
        *("rank_sources_agree", "rank_sources_differ", "rank_figure_id", "score_key"),
    ),
    _BY_SUBJECT,
    _DOMAIN_JOIN,
    "dim_domain",
    "coalesce(t.rank_published, t.rank_inferred, t.rank_computed) is not null",
    {
        "rank": (
            "Rank as published; where none was, as it follows from other figures; else by score. 1 is best.",
            "Thứ hạng công bố; nếu không có thì hạng suy ra, sau đó hạng tính theo điểm. 1 là tốt nhất.",
        ),
        "rank_basis": (
            "Where the rank is from: published, inferred or computed.",
            "Nguồn của thứ hạng: công bố, suy ra hay tính.",
        ),
        "evidence": (
            "Class of evidence of a published rank, else the evidence of the score.",
            "Loại chứng cứ của hạng công bố, nếu không có thì của điểm.",
        ),
    },
)
GAPS = View(
    "mart_gap",
    (
        *(
            *_WHO,
            "domain_key",
            "domain_code",
            "domain_name_vi",
            "domain_name_en",
            "conformed_code",
            "score",
            "max_score",
        ),
        *("unit_of_measure", "previous_year_score", "change", "units", "best_score", "best_unit_name", "best_unit_key"),
        *("gap_to_best", "gap_percent", "median_score", "region_vi", "region_en", "region_units", "region_rank"),
        *("region_median_score", "region_best_score", "region_best_unit_name", "greatest_rise", "most_risen_unit_name"),
        *("most_risen_unit_key", "points_lost", "weight_in_total", "points_in_total", "totals_held", "rank_worth"),
        *("rank_worth_ties", "points_to_next_rank", "next_unit_names", "evidence", "evidence_class", "score_key"),
    ),
    _BY_SUBJECT,
    _DOMAIN_JOIN,
    "dim_domain",
)
BOUNDS = View(
    "fct_bound",
    (
        *(
            "index_code",
            "year",
            "level",
            "unit_key",
            "unit_name",
            "domain_key",
            "domain_code",
            "measure",
            "low",
            "high",
        ),
        *("width", "value", "unit_of_measure", "status", "figures", "proof", "figure_ids", "bound_key"),
    ),
    "t.index_code, t.year, t.unit_name, t.unit_key, t.domain_code, t.measure",
)
UNITS = View(
    "dim_unit",
    (
        *(
            "unit_key",
            "level",
            "code",
            "name_vi",
            "name_en",
            "name_ascii",
            "full_name_vi",
            "canonical_name",
            "unit_type",
        ),
        *("region_vi", "region_en", "geography", "valid_from", "valid_to", "parent_unit_key", "successor_unit_key"),
        *("portal_host", "source", "note"),
    ),
    "t.level, t.canonical_name, t.valid_from nulls first, t.unit_key",
)
FIGURES = View(
    "fct_figure",
    (
        *("index_code", "year", "unit_level", "unit_key", "unit_name", "unit_name_raw", "domain_key", "domain_code"),
        *("domain_label", "conformed_code", "measure", "value", "unit_of_measure", "value_raw", "base_year", "scope"),
        *("evidence", "confidence", "doubt", "is_current", "document_id", "d.title", "d.publisher", "d.full_number"),
        *("d.issued_on", "d.url", "locator", "quote", "capture_id", "figure_id"),
    ),
    "t.index_code, t.year, t.unit_name, t.unit_key, t.domain_code, t.measure, t.figure_id",
    _DOCUMENT_JOIN,
    "dim_document",
)
TASKS = View(
    "fct_task",
    (
        *(*_PLANNED, "section", "conformed_code", "domain_label", "text", "verb", "lead_units", "coordinating_units"),
        *("units_from", "deadline", "due_on", "deadline_raw", *_PLACE, "task_id"),
    ),
    _OF_PLANS,
    _DOCUMENT_JOIN,
    "dim_document",
)
TARGETS = View(
    "fct_target",
    (
        *(*_PLANNED, "section", "conformed_code", "domain_label", "description", "operator", "value", "value_to"),
        *("unit_of_measure", "value_raw", "base", "base_year", "index_code", "deadline", "due_on", "deadline_raw"),
        *(*_PLACE, "target_id"),
    ),
    _OF_PLANS,
    _DOCUMENT_JOIN,
    "dim_document",
)
DEDUCTIONS = View(
    "fct_deduction",
    (
        *(*_ISSUED, "section", "conformed_code", "domain_label", "criterion", "reason", "threshold_operator"),
        *("threshold_value", "threshold_unit", "lost_points", "evidence_documents", *_PLACE, "deduction_id"),
    ),
    _OF_PLANS,
    _DOCUMENT_JOIN,
    "dim_document",
)
COVERAGE = View(
    "mart_coverage",
    (
        *("index_code", "year", "level", "geography", "status", "units_expected", "units_scored", "units_ranked"),
        *("units_with_domains", "figures", "best_evidence", "published_on", "missing_units", "reason"),
    ),
    "t.index_code, t.year, t.level",
)
INDICES = View(
    "dim_index",
    (
        *("index_code", "name_vi", "name_en", "publisher_vi", "publisher_en", "level", "national_index_code"),
        *("unit_of_measure", "total_min", "total_max", "first_year", "last_year", "note", "source"),
    ),
    "t.index_code",
)
DOMAINS = View(
    "dim_domain",
    (
        *("index_code", "year", "framework_key", "scope", "domain_key", "domain_code", "parent_domain_key", "is_total"),
        *("name_vi", "name_en", "max_score", "min_score", "weight", "conformed_code", "conformed_match", "source"),
    ),
    "t.index_code, t.year, t.scope, t.sort_order nulls last, t.domain_code",
)
DOCUMENTS = View(
    "dim_document",
    (
        *("document_id", "kind", "type", "full_number", "title", "page_title", "issuer", "issuer_unit", "issuer_level"),
        *(
            "issued_on",
            "published_on",
            "publisher",
            "evidence",
            "index_years",
            "plan_years",
            "figures",
            "text_complete",
        ),
        *("licence", "url", "source", "capture_id"),
    ),
    "t.document_id",
)
