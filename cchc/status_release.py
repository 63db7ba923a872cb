"""What `cchc status` asks of a release: what it covers, and what was found amiss in print and in reading.

Belongs here: the questions and their order. Does not belong here: judging them; the checks did that before the
release.
"""

from __future__ import annotations

from typing import Any

from cchc.releases import Release, opened, rows_of

SECTIONS: dict[str, tuple[str, str]] = {
    "coverage": (
        "Coverage by index",
        """
        with facts as (
            select index_code, count(distinct unit_key) as units, count(*) as facts
            from fct_score group by all
        ), years as (
            select index_code, min(year) as first_year, max(year) as last_year,
                   count(distinct year) filter (units_scored > 0) as years_with_facts,
                   count(distinct year) as years_known
            from mart_coverage group by all
        )
        select index_code, first_year, last_year, years_with_facts, years_known, units, facts
        from years full join facts using (index_code) order by index_code
        """,
    ),
    "statuses": (
        "Index-years by status",
        """
        select index_code, status, count(*) as index_years, list(distinct year order by year) as years
        from mart_coverage group by all order by index_code, status
        """,
    ),
    "anomalies": (
        "Anomalies in reading",
        "select kind, severity, count(*) as anomalies, count(distinct document_id) as documents "
        "from fct_anomaly group by all order by kind, severity",
    ),
    "units": (
        "What is known of each unit and year, by index",
        """
        select index_code, count(*) filter (status = 'exact') as exact, count(*) filter (status = 'derived') as derived,
               count(*) filter (status = 'bounded') as bounded,
               round(median(width) filter (status = 'bounded'), 2) as median_width,
               count(*) filter (status = 'not_published') as not_published,
               count(*) filter (status = 'not_found') as not_found
        from mart_coverage_unit group by all order by index_code
        """,
    ),
    "discrepancies": (
        "Discrepancies in print",
        "select rule, rule_name, severity, count(*) as discrepancies, count(distinct document_id) as documents "
        "from fct_discrepancy group by rule, rule_name, severity order by length(rule), rule, severity",
    ),
    "claims": (
        "Claims held against the best other print",
        "select index_code, verdict, count(*) as claims from fct_claim_check group by all order by index_code, verdict",
    ),
    "contradictions": (
        "Sets of figures that cannot all be true",
        "select index_code, count(*) as contradictions from fct_contradiction group by all order by index_code",
    ),
}
"""Each section: its title and its question."""

_NEWEST = (
    "select max(looked_at) filter (outcome <> 'unchanged' and read_as = capture_id and len(document_ids) > 0) "
    "as newest_capture from fct_capture"
)

Rows = list[dict[str, Any]]


def release_sections(release: Release) -> tuple[Any, dict[str, Rows]]:
    """When the newest capture of a release was taken, and the rows of each section."""
    with opened(release) as con:
        (newest,) = rows_of(con, _NEWEST)
        return newest["newest_capture"], {name: rows_of(con, sql) for name, (_, sql) in SECTIONS.items()}
