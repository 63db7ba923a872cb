"""The queries behind a document's file: each begins with the key of the document whose row it is.

Belongs here: SQL. Does not belong here: order of place, parts, files (`documents`).
"""

# ruff: noqa: S608 - queries are made of our own names alone

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.explorer.columns import (
    ANOMALY,
    CLAIM,
    CONTRADICTION,
    DEDUCTION,
    DISCREPANCY,
    DUTY,
    KNOWN_ERROR,
    READ_BY,
    TARGET,
    TASK,
)
from publishing.explorer.document_rows import WEB_ADDRESS
from publishing.explorer.packing import pick

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_CAPTURES = 100
"""The newest looks at a document that its file holds."""

FIGURE = (
    "figure_id",
    "index_code",
    "year",
    "unit_key",
    "unit_name",
    "unit_name_raw",
    "unit_level",
    "domain_key",
    "domain_code",
    "domain_label",
    "conformed_code",
    "measure",
    "value",
    "unit_of_measure",
    "value_raw",
    "base_year",
    "scope",
    "in_words",
    "confidence",
    "doubt",
    "reconciled",
    "evidence",
    "capture_id",
    "is_current",
    "first_seen_on",
    "last_seen_on",
    "superseded_by",
    "locator",
    "quote",
    "sentence",
    "between",
    "reader",
    "reader_version",
)
_RECORD_TABLES = {
    "tasks": ("fct_task", (*TASK, "units_from", *READ_BY)),
    "targets": ("fct_target", (*TARGET, *READ_BY)),
    "deductions": ("fct_deduction", (*DEDUCTION, *READ_BY)),
    "duties": ("fct_reporting_duty", (*DUTY, *READ_BY)),
    "anomalies": ("fct_anomaly", ANOMALY),
}
RECORDS = tuple(_RECORD_TABLES)

_CITATION = (
    "citation_id, citing_document_id, cited_document_id, cited_type, cited_full_number, cited_on, cited_issuer, about, "
    "about_index_code, about_year, locator, quote"
)
_SCORED = (
    "score.score_key, score.score, score.unit_of_measure, score.rank_published, score.rank_of, score.status, "
    "score.evidence, score.sources_agree, score.sources_differ, score.largest_difference, score.figures_agree, "
    "score.figures_differ, score.figure_id, score.rank_figure_id, score.max_figure_id"
)
_SAME_CELL = """
    figure.index_code = {0}.index_code and figure.year = {0}.year and figure.unit_key = {0}.unit_key
    and figure.domain_key = {0}.domain_key
"""
_OF_DOCUMENTS = """
    select figure.document_id, found.{0}
    from (select {0}, unnest(figure_ids) as figure_id from {1}) as found
    inner join fct_figure as figure using (figure_id)
"""

QUERIES = {
    "rivals": f"""
        select figure.document_id as split_by, figure.figure_id, rival.figure_id as rival_figure_id, rival.document_id,
            rival.value, rival.value_raw, rival.unit_of_measure, rival.evidence, rival.confidence, rival.is_current,
            rival.quote
        from fct_figure as figure inner join fct_figure as rival
            on {_SAME_CELL.format("rival")} and figure.measure = rival.measure and figure.figure_id <> rival.figure_id
        order by figure.figure_id, rival.figure_id
    """,
    "facts": f"""
        select distinct figure.document_id as split_by, {_SCORED}
        from fct_figure as figure inner join fct_score as score on {_SAME_CELL.format("score")}
        order by score.score_key
    """,
    "known_errors": f"""
        select document_id as split_by, {", ".join(KNOWN_ERROR)} from dim_known_error
        where document_id is not null order by error_id
    """,
    "discrepancies": f"""
        select named.document_id as split_by, {", ".join(f"found.{name}" for name in DISCREPANCY)}
        from fct_discrepancy as found inner join (
            select document_id, discrepancy_id from fct_discrepancy where document_id is not null
            union {_OF_DOCUMENTS.format("discrepancy_id", "fct_discrepancy")}
        ) as named using (discrepancy_id)
        order by found.discrepancy_id
    """,
    "contradictions": f"""
        select named.document_id as split_by, {", ".join(f"found.{name}" for name in CONTRADICTION)}
        from fct_contradiction as found
        inner join (select distinct * from ({_OF_DOCUMENTS.format("contradiction_id", "fct_contradiction")})) as named
            using (contradiction_id)
        order by found.contradiction_id
    """,
    "claims": f"""
        select named.split_by, {", ".join(f"claim.{name}" for name in CLAIM)}
        from fct_claim_check as claim inner join (
            select document_id as split_by, claim_id from fct_claim_check where document_id is not null
            union
            select figure.document_id, checked.claim_id
            from fct_claim_check as checked
            inner join fct_figure as figure on checked.against_figure_id = figure.figure_id
        ) as named using (claim_id)
        order by claim.claim_id
    """,
    "captures": f"""
        select read.document_id as split_by, look_id, source, looked_at, method, outcome, http_status, capture_id,
            media_type, bytes, file_name, message,
            case when regexp_matches(url, '{WEB_ADDRESS}') then url end as url
        from fct_capture, lateral (select unnest(document_ids) as document_id) as read
        qualify row_number() over (partition by read.document_id order by looked_at desc, look_id) <= {MOST_CAPTURES}
        order by looked_at, look_id
    """,
    "cites": f"""
        select citing_document_id as split_by, {_CITATION} from bridge_citation order by citation_id
    """,
    "cited_by": f"""
        select cited_document_id as split_by, {_CITATION} from bridge_citation
        where cited_document_id is not null order by citation_id
    """,
}


def metadata_sql() -> str:
    """SQL: key and row of every document; an address that is no web address is left out."""
    return f"""
        select document_id, document from (
            select * replace (case when regexp_matches(url, '{WEB_ADDRESS}') then url end as url) from dim_document
        ) as document order by document_id
    """


def record_sql(con: DuckDBPyConnection, name: str) -> str:
    """SQL: the rows of a kind of record; figures with the fact of their cell and what it takes from them."""
    if name != "figures":
        table, columns = _RECORD_TABLES[name]
        return f"select document_id as split_by, {pick(con, table, columns)} from {table}"
    return f"""
        select figure.document_id as split_by, {pick(con, "fct_figure", FIGURE, "figure")}, score.score_key,
            case figure.figure_id
                when score.figure_id then 'score'
                when score.rank_figure_id then 'rank'
                when score.max_figure_id then 'max'
            end as used_as
        from fct_figure as figure left join fct_score as score on {_SAME_CELL.format("score")}
    """
