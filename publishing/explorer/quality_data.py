"""`quality` and `coverage_units/<INDEX>`: what the pages tell of how far the data can be trusted.

Belongs here: these files. Does not belong here: judging (dbt's models did that), the page without scripts
(`publishing.quality_page`).
"""

# ruff: noqa: S608 - queries are made of our own names alone

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.explorer.columns import CLAIM, CONTRADICTION, DISCREPANCY, INDEX_YEAR, KNOWN_ERROR
from publishing.explorer.data_files import write_data
from publishing.explorer.packing import Rows, read, split
from publishing.explorer.units_sql import unit_path_sql
from publishing.file_names import file_name
from publishing.quality import CELL_STATUSES
from publishing.release_content import ReleaseContent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CELL_CODES = dict(zip(CELL_STATUSES, "xdbnf", strict=True))
"""One letter a status; a unit that the index did not have in a year is a dot."""
NO_CELL = "."

_CELLS = f"""
    select index_code, level, {unit_path_sql("unit_key")} as unit_path, unit_name, year, status
    from mart_coverage_unit order by index_code, level, unit_path, year, unit_key
"""
_COVERAGE_UNITS = """
    select index_code as split_by, year, unit_key, unit_name, level, status, score, low, high, rank, evidence_class,
        score_key, bound_key, reason_vi, reason_en
    from mart_coverage_unit order by cell_key
"""
_TABLES = {
    "sources": "select * from mart_source order by source",
    "index_years": f"select {', '.join(INDEX_YEAR)} from mart_coverage order by index_code, year, level",
    "discrepancies": f"select {', '.join(DISCREPANCY)} from fct_discrepancy order by discrepancy_id",
    "known_errors": f"select {', '.join(KNOWN_ERROR)} from dim_known_error order by error_id",
    "contradictions": f"select {', '.join(CONTRADICTION)} from fct_contradiction order by contradiction_id",
    "verdicts": "select index_code, verdict, count(*) as claims from fct_claim_check group by all order by all",
    "claims": f"""
        select {", ".join(CLAIM)} from fct_claim_check
        where verdict not in ('agrees', 'rounding', 'unverifiable') order by claim_id
    """,
    "anomalies": """
        select kind, severity, count(*) as anomalies, count(distinct document_id) as documents
        from fct_anomaly where is_current group by all order by all
    """,
}


def write_explorer_quality(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write `quality`, and the cells of each index."""
    if content.explorer is None:
        return
    told: dict[str, Any] = {"coverage": coverage(read(con, _CELLS)), "codes": _codes()}
    told |= {name: read(con, sql).packed() for name, sql in _TABLES.items()}
    write_data(folder, "quality", told | {"checks": dict(content.checks)})
    cells = split(read(con, _COVERAGE_UNITS))
    for index_code in sorted(cells.groups):
        told = {"index_code": index_code, "cells": cells.packed(index_code)}
        write_data(folder, f"coverage_units/{file_name(index_code)}", told)


def coverage(cells: Rows) -> list[dict[str, Any]]:
    """By index and level: the years, and for each unit one letter a year."""
    return [
        _block(index_code, level, list(rows))
        for (index_code, level), rows in groupby(cells.rows, key=lambda row: row[:2])
    ]


def _block(index_code: str, level: str, rows: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    years = sorted({row[4] for row in rows})
    statuses: dict[str, dict[int, str]] = {}
    names: dict[str, str] = {}
    for _, _, path, name, year, status in rows:
        names[path] = name
        known = statuses.setdefault(path, {})
        # Of two periods of a unit in one year, the better known one counts.
        known[year] = min(known.get(year, status), status, key=CELL_STATUSES.index)
    return {
        "index_code": index_code,
        "level": level,
        "years": years,
        "units": list(statuses),
        "unit_names": [names[path] for path in statuses],
        "cells": ["".join(CELL_CODES.get(of.get(year, ""), NO_CELL) for year in years) for of in statuses.values()],
    }


def _codes() -> dict[str, str]:
    return {letter: status for status, letter in CELL_CODES.items()} | {NO_CELL: "no_unit"}
