"""`unit/<unit_path>`: everything of a unit over its periods.

Belongs here: these files. Does not belong here: what others plan (`plans`).
"""

# ruff: noqa: S608 - queries are made of our own names alone

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.explorer.columns import (
    ABSENT,
    BOUND,
    CLAIM,
    DEDUCTION,
    DISCREPANCY,
    EVENT,
    SCORE,
    TARGET,
    UNIT_PERIOD,
)
from publishing.explorer.data_files import write_data
from publishing.explorer.document_rows import DocumentRows
from publishing.explorer.packing import Rows, Split, pick, read, split
from publishing.explorer.units_sql import ABSENT_MEMBERS, unit_path_sql
from publishing.file_names import file_name, unit_path
from publishing.release_content import ReleaseContent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PATH = f"{unit_path_sql('unit_key')} as split_by"
_PERIODS = f"""
    select {_PATH}, {UNIT_PERIOD[0]}, {unit_path_sql("unit_key")} as unit_path, {", ".join(UNIT_PERIOD[1:])}
    from dim_unit order by valid_from nulls first, regexp_extract(geography, '[0-9]{{4}}$'), unit_key
"""
_EVENTS = f"""
    select distinct {unit_path_sql("side.key")} as split_by, {", ".join(EVENT)}
    from bridge_unit_event, lateral (select unnest([from_unit_key, to_unit_key]) as key) as side
    order by event_on, event_id, kind, from_unit_key, to_unit_key
"""
_SCORES = f"""
    select
        {unit_path_sql("score.unit_key")} as split_by, {", ".join(f"score.{name}" for name in SCORE)},
        bound.low, bound.high,
        score.index_code, score.year, score.geography, score.domain_name_vi, score.domain_name_en
    from fct_score as score
    left join fct_bound as bound
        on score.index_code = bound.index_code and score.year = bound.year and score.unit_key = bound.unit_key
        and score.domain_key = bound.domain_key and bound.measure = 'score'
    order by score.index_code, score.year, score.score_key
"""
_LEFT_OUT = (  # the scores tell it, or no page does
    "unit_key, unit_name, level, geography, domain_key, domain_name_vi, domain_name_en, score, max_score, "
    "unit_of_measure, evidence, evidence_class, gap_percent"
)
_GAPS = f"""
    select {_PATH}, * exclude ({_LEFT_OUT}) from mart_gap order by index_code, year, score_key
"""
_BOUNDS = f"select {_PATH}, {', '.join(BOUND)} from fct_bound order by bound_key"
_ABSENT = f"""
    select {unit_path_sql("member.unit_key")} as split_by, {", ".join(f"member.{name}" for name in ABSENT)},
        member.index_code, member.year
    from {ABSENT_MEMBERS}
    order by member.index_code, member.year, member.unit_key
"""
_CLAIMS = f"""
    select {_PATH}, {", ".join(CLAIM)} from fct_claim_check
    where verdict not in ('agrees', 'rounding', 'unverifiable') and unit_key is not null order by claim_id
"""
_DISCREPANCIES = f"""
    select {_PATH}, {", ".join(DISCREPANCY)} from fct_discrepancy where unit_key is not null order by discrepancy_id
"""


def write_explorer_units(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write the file of every unit that the warehouse knows."""
    if content.explorer is None:
        return
    documents = DocumentRows(con)
    parts = _parts(con, documents)
    for path in sorted(parts["periods"].groups):
        told = {name: part.of(path) for name, part in parts.items()}
        file: dict[str, Any] = {"unit_path": path} | {name: rows.packed() for name, rows in told.items()}
        file["documents"] = documents.packed(_named_documents(told))
        write_data(folder, "/".join(file_name(part) for part in ("unit", *path.split("/"))), file)


def _parts(con: DuckDBPyConnection, documents: DocumentRows) -> dict[str, Split]:
    """The tables of all units, each split by unit."""
    return {
        "periods": split(read(con, _PERIODS)),
        "events": split(read(con, _EVENTS)),
        "scores": split(read(con, _SCORES)),
        "gaps": split(read(con, _GAPS)),
        "bounds": split(read(con, _BOUNDS)),
        "absent": split(read(con, _ABSENT)),
        "claims": split(read(con, _CLAIMS)),
        "discrepancies": split(read(con, _DISCREPANCIES)),
        "targets": split(_of_issuers(documents, read(con, _planned(con, "fct_target", TARGET)))),
        "deductions": split(_of_issuers(documents, read(con, _planned(con, "fct_deduction", DEDUCTION)))),
    }


def _planned(con: DuckDBPyConnection, table: str, columns: tuple[str, ...]) -> str:
    """SQL: current rows of a table of plans, with the years that their document is about."""
    return f"""
        select planned.document_id as split_by, {pick(con, table, columns, "planned")},
            coalesce(document.plan_years, []) as plan_years, coalesce(document.index_years, []) as index_years
        from {table} as planned left join dim_document as document using (document_id)
        where planned.is_current order by planned.document_id, planned.position, 2
    """


def _of_issuers(documents: DocumentRows, rows: Rows) -> Rows:
    """Rows that begin with a document's key, now with the path of the unit that issued it; those of no known go."""
    document_at, unit_at = (documents.rows.columns.index(name) for name in ("document_id", "issuer_unit_key"))
    issuers = {row[document_at]: unit_path(row[unit_at]) for row in documents.rows.rows if row[unit_at]}
    return Rows(rows.columns, [(issuers[row[0]], *row[1:]) for row in rows.rows if row[0] in issuers])


def _named_documents(told: dict[str, Rows]) -> set[str | None]:
    named: set[str | None] = set()
    for name in ("claims", "discrepancies", "targets", "deductions"):
        named.update(told[name].column("document_id"))
    return named
