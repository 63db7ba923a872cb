"""`core`: what every page of the explorer needs, and which therefore stays small.

Belongs here: release, indices, units, index-years, frameworks, top-level domains, breaks. Does not belong here: scores.
"""

# ruff: noqa: S608 - queries are made of our own names alone

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.explorer.columns import FRAMEWORK, INDEX, INDEX_YEAR, UNIT
from publishing.explorer.data_files import write_data
from publishing.explorer.domains import TOP_DOMAINS, read_top_domains
from publishing.explorer.packing import Rows, read
from publishing.explorer.units_sql import unit_path_sql
from publishing.release_content import ReleaseContent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_UNITS = f"""
    select {UNIT[0]}, {unit_path_sql("unit_key")} as unit_path, {", ".join(UNIT[1:])}
    from dim_unit order by level, name_ascii, unit_key
"""
_INDICES = f"select {', '.join(INDEX)} from dim_index order by index_code"
_INDEX_YEARS = f"select {', '.join(INDEX_YEAR)} from mart_coverage order by index_code, year, level"
_FRAMEWORKS = f"select {', '.join(FRAMEWORK)} from dim_framework order by index_code, scope, valid_from_year"
_BREAKS = f"""
    select distinct
        score.index_code, domain.scope, score.year, score.domain_code,
        nullif(trim(split_part(score.comparability_reason, ' · ', 2)), '') as reason_vi,
        nullif(trim(split_part(score.comparability_reason, ' · ', 1)), '') as reason_en
    from fct_score as score inner join ({TOP_DOMAINS}) as domain using (domain_key)
    where score.is_series_break
    order by all
"""
_CONFORMED = """
    select distinct conformed_code, conformed_name_vi, conformed_name_en from bridge_conformed_domain
    where conformed_code is not null order by all
"""


def write_explorer_core(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write `core.js`."""
    if content.explorer is not None:
        write_data(folder, "core", core(con, content))


def core(con: DuckDBPyConnection, content: ReleaseContent) -> dict[str, Any]:
    """The content of `core`."""
    info = content.info
    return {
        "release": {
            "version": info.version,
            "built_from": info.built_from,
            "figures": info.figures,
            "facts": info.facts,
            "discrepancies": info.discrepancies,
            "documents": info.documents,
            "citation": info.citation,
        },
        "indices": read(con, _INDICES).packed(),
        "units": read(con, _UNITS).packed(),
        "index_years": read(con, _INDEX_YEARS).packed(),
        "frameworks": read(con, _FRAMEWORKS).packed(),
        "domains": read_top_domains(con).packed(),
        "breaks": read(con, _BREAKS).packed(),
        "conformed": read_conformed(con).packed(),
    }


def read_conformed(con: DuckDBPyConnection) -> Rows:
    """The names of domains across frameworks and indices."""
    return read(con, _CONFORMED)
