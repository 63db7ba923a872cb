"""`series/<INDEX>` and `series_34/<INDEX>`: scores and ranks over the years, total and top-level domains.

Belongs here: these two files. Does not belong here: facts of one year with all their columns (`index_years`).
"""

# ruff: noqa: S608 - queries are made of our own names alone

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from publishing.explorer.data_files import write_data
from publishing.explorer.domains import TOP_DOMAINS, read_last_top_domains
from publishing.explorer.packing import pick, read, split
from publishing.explorer.units_sql import unit_path_sql
from publishing.file_names import file_name
from publishing.release_content import ReleaseContent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_COLUMNS = (
    "unit_of_measure",
    "score",
    "low",
    "high",
    "max_score",
    "rank_published",
    "rank_inferred",
    "rank_computed",
    "rank_of",
    "status",
    "is_series_break",
    "comparable_with_previous",
    "comparability_reason",
    "evidence_class",
    "rank_evidence_class",
    "figure_id",
    "score_key",
)
_SERIES = f"""
    select
        score.index_code as split_by, {unit_path_sql("score.unit_key")} as unit_path, score.unit_key, score.year,
        score.domain_code, {", ".join(f"{'bound' if name in ('low', 'high') else 'score'}.{name}" for name in _COLUMNS)}
    from fct_score as score inner join ({TOP_DOMAINS}) as domain using (domain_key)
    left join fct_bound as bound
        on score.index_code = bound.index_code and score.year = bound.year and score.unit_key = bound.unit_key
        and score.domain_key = bound.domain_key and bound.measure = 'score'
    union all
    select
        bound.index_code, {unit_path_sql("bound.unit_key")}, bound.unit_key, bound.year, bound.domain_code,
        bound.unit_of_measure, null, bound.low, bound.high, domain.max_score, null, null, null, null,
        bound.status, false, false,
        null, null, null, null, null
    from fct_bound as bound inner join ({TOP_DOMAINS}) as domain using (domain_key)
    left join fct_score as score
        on bound.index_code = score.index_code and bound.year = score.year and bound.unit_key = score.unit_key
        and bound.domain_key = score.domain_key
    where bound.measure = 'score' and score.score_key is null
    order by all
"""
"""A cell without a fact that is held within bounds is a row too: it has low and high alone."""
_COLUMNS_34 = (
    "method",
    "unit_of_measure",
    "score",
    "low",
    "high",
    "max_score",
    "rank_computed",
    "status",
    "is_series_break",
    "evidence_class",
    "constituents_expected",
    "constituents_scored",
)


def write_explorer_series(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write the series of every index, in its own units and on the 34 provinces of today."""
    if content.explorer is None:
        return
    domains = split(read_last_top_domains(con))
    for name, sql in {"series": _SERIES, "series_34": _series_34(con)}.items():
        rows = split(read(con, sql))
        for index_code in sorted(rows.groups):
            told = {"index_code": index_code, "domains": domains.packed(index_code), "rows": rows.packed(index_code)}
            write_data(folder, f"{name}/{file_name(index_code)}", told)


def _series_34(con: DuckDBPyConnection) -> str:
    return f"""
        select
            score.index_code as split_by, {unit_path_sql("score.unit_key")} as unit_path, score.unit_key, score.year,
            score.domain_code, {pick(con, "fct_score_34", _COLUMNS_34, "score")}
        from fct_score_34 as score inner join ({TOP_DOMAINS}) as domain using (domain_key)
        order by all
    """
