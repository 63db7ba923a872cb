"""What the quality page of a release tells, read from the release itself.

Belongs here: the questions, each one query over the marts, and the shape of their answers. Does not belong here: how
the page looks (`publishing.quality_page`), judging a figure (dbt's models did that).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CELL_STATUSES = ("exact", "derived", "bounded", "not_published", "not_found")
"""What may be known of an index, unit and year; in the order of the page."""

_COVERAGE = """
    select
        index_code, year,
        count(*) filter (status = 'exact'), count(*) filter (status = 'derived'), count(*) filter (status = 'bounded'),
        count(*) filter (status = 'not_published'), count(*) filter (status = 'not_found'),
        count(*), round(median(width) filter (status = 'bounded'), 2)
    from mart_coverage_unit group by index_code, year order by index_code, year
"""
_CELLS = """
    select index_code, unit_name, year, status
    from mart_coverage_unit order by index_code, unit_name, year, unit_key
"""
_DISCREPANCIES = """
    select
        coalesce(document.owner, 'several documents'), found.rule, any_value(found.rule_name), found.severity, count(*)
    from fct_discrepancy as found left join dim_document as document using (document_id)
    group by 1, 2, 4 order by 1, length(found.rule), 2, 4
"""
_VERDICTS = "select index_code, verdict, count(*) from fct_claim_check group by 1, 2 order by 1, 2"
_CONTRADICTIONS = "select count(*) from fct_contradiction"
_KEPT = """
    select
        source, name_en, name_vi, documents, figures, suspect_documents, suspect_figures, is_held_back
    from mart_source where suspect_documents > 0 or is_held_back order by source
"""
_KNOWN = """
    select found_by, index_code, year, coalesce(unit_key, ''), status, reason
    from dim_known_error where rows_found > 0 order by index_code, year, found_by, error_id
"""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An index-year: how many of its units have which status, and the median width of the bounded ones in points."""

    index_code: str
    year: int
    exact: int
    derived: int
    bounded: int
    not_published: int
    not_found: int
    units: int
    median_width: float | None


@dataclass(frozen=True, slots=True)
class DiscrepancyCount:
    """Discrepancies that one owner of documents has by one rule."""

    owner: str
    rule: str
    rule_name: str
    severity: str
    count: int


@dataclass(frozen=True, slots=True)
class KnownError:
    """A reviewed error of a publisher; `status` is reported, confirmed or corrected."""

    found_by: str
    index_code: str
    year: int
    unit_key: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeptSource:
    """A source of which something is kept although newer looks do not bear it out: how many documents and figures."""

    source: str
    name_en: str | None
    name_vi: str | None
    documents: int
    figures: int
    suspect_documents: int
    suspect_figures: int
    is_held_back: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """All that the page tells. `cells` is index -> unit -> year -> status; `verdicts` index -> verdict -> claims;
    `checks` frame -> number of demands.
    """

    coverage: tuple[CoverageRow, ...]
    cells: Mapping[str, Mapping[str, Mapping[int, str]]]
    discrepancies: tuple[DiscrepancyCount, ...]
    verdicts: Mapping[str, Mapping[str, int]]
    contradictions: int
    known_errors: tuple[KnownError, ...]
    kept: tuple[KeptSource, ...]
    checks: Mapping[str, int]


def read_quality(con: DuckDBPyConnection, checks: Mapping[str, Any]) -> Quality:
    """The answers of an open release; `checks` is what checks.json holds."""
    rows = {
        name: con.execute(sql).fetchall()
        for name, sql in {
            "coverage": _COVERAGE,
            "cells": _CELLS,
            "discrepancies": _DISCREPANCIES,
            "verdicts": _VERDICTS,
            "contradictions": _CONTRADICTIONS,
            "known": _KNOWN,
            "kept": _KEPT,
        }.items()
    }
    return Quality(
        coverage=tuple(CoverageRow(*row) for row in rows["coverage"]),
        cells=_nested_cells(rows["cells"]),
        discrepancies=tuple(DiscrepancyCount(*row) for row in rows["discrepancies"]),
        verdicts=_counted(rows["verdicts"]),
        contradictions=int(rows["contradictions"][0][0]),
        known_errors=tuple(KnownError(*row) for row in rows["known"]),
        kept=tuple(KeptSource(*row) for row in rows["kept"]),
        checks={frame: len(demands) for frame, demands in sorted(checks.get("great_expectations", {}).items())},
    )


def _nested_cells(rows: list[tuple[Any, ...]]) -> dict[str, dict[str, dict[int, str]]]:
    nested: dict[str, dict[str, dict[int, str]]] = {}
    for index_code, unit, year, status in rows:
        nested.setdefault(index_code, {}).setdefault(unit, {})[year] = status
    return nested


def _counted(rows: list[tuple[Any, ...]]) -> dict[str, dict[str, int]]:
    counted: dict[str, dict[str, int]] = {}
    for index_code, verdict, count in rows:
        counted.setdefault(index_code, {})[verdict] = count
    return counted
