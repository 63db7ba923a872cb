"""What is told of an index: its years and domains; and of one year of it: every unit, ranked, with what is missing.

Belongs here: the questions and what a person reads of the answers. Does not belong here: the command (`cchc.show`).
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cchc.release_names import check_year, find_domains
from cchc.releases import Release, rows_of
from cchc.report import Report, Section, told_once, whole
from cchc.unit_report import rank_text
from publishing.citation import table_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_YEARS = """
    with totals as (
        select year, level, max(score) as best_score, arg_max(unit_name, (score, unit_name)) as best_unit_name,
               median(score) as median_score, min(score) as least_score,
               bool_or(is_series_break) as is_series_break, any_value(comparability_reason) as comparability_reason
        from fct_score
        where index_code = $index and domain_code = '_total' and level not in ('national', 'region')
            and score is not null
        group by year, level
    )
    select c.year, c.level, c.status, c.units_expected, c.units_scored, c.units_with_domains, c.figures, t.best_score,
           t.best_unit_name, t.median_score, t.least_score, c.best_evidence, c.published_on,
           coalesce(t.is_series_break, false) as is_series_break, t.comparability_reason, c.reason, c.missing_units
    from mart_coverage c left join totals t using (year, level)
    where c.index_code = $index and ($year is null or c.year = $year)
    order by c.year, c.level
"""
_DOMAINS = """
    select d.domain_code, d.name_vi, d.name_en, d.max_score, d.weight, d.conformed_code, d.sort_order,
           count(s.score) as units, median(s.score) as median_score, max(s.score) as best_score,
           arg_max(s.unit_name, (s.score, s.unit_name)) as best_unit_name, min(s.score) as least_score, d.year,
           d.domain_key
    from dim_domain d
    left join fct_score s on s.domain_key = d.domain_key and s.level not in ('national', 'region')
    where d.index_code = $index and not d.is_total
        and d.year = coalesce(
            $year,
            (select max(year) from fct_score where index_code = $index and domain_code <> '_total'),
            (select max(year) from dim_domain where index_code = $index)
        )
    group by all
    order by d.year, d.sort_order nulls last, d.domain_code
"""
_FRAMEWORKS = """
    select framework_key, scope, valid_from_year, valid_to_year, decision, formula, formula_factor, total_max,
           domain_count, criteria_count, weights_status, series_break, source
    from dim_framework where index_code = $index order by valid_from_year, framework_key
"""
_UNITS = """
    select s.rank_published, s.rank_inferred, s.rank_of, s.rank_computed, s.unit_name, s.level, s.score, s.max_score,
           s.unit_of_measure, g.change, g.gap_to_best, g.region_vi, g.region_en, g.region_rank, g.region_units,
           g.points_to_next_rank, s.status, s.evidence, s.evidence_class, s.sources_agree, s.sources_differ, s.unit_key,
           s.domain_key, s.figure_id, s.score_key
    from fct_score s left join mart_gap g using (score_key)
    where s.domain_key in (select unnest($domains)) and s.level not in ('national', 'region')
    order by s.domain_key, s.level, s.unit_of_measure, s.score desc nulls last,
        coalesce(s.rank_published, s.rank_inferred), s.unit_name, s.unit_key
"""

Rows = list[dict[str, Any]]
Row = Mapping[str, Any]


def index_report(con: DuckDBPyConnection, release: Release, index: Row) -> Report:
    """All years of an index, the domains of its newest whole year (of its newest, if none is), and its frameworks."""
    years = rows_of(con, _YEARS, {"index": index["index_code"], "year": None})
    whole_years = [row["year"] for row in years if row["status"] == "complete" and row["units_with_domains"]]
    domains = rows_of(con, _DOMAINS, {"index": index["index_code"], "year": max(whole_years, default=None)})
    sections = (
        Section("years", "Years", years, [_year_line(row) for row in years], _break_notes(years),
                ("least", "published", "with domains", "figures")),
        _domains_section(domains),
        Section("frameworks", "Frameworks", rows := rows_of(con, _FRAMEWORKS, {"index": index["index_code"]}),
                [{name: row[name] for name in row if name not in ("series_break", "source")} for row in rows],
                first_to_go=("weights_status", "criteria_count", "scope")),
    )  # fmt: skip
    held = [row["year"] for row in years if row["units_scored"]]
    code = index["index_code"]
    return Report(
        head=_head(index, release),
        sections=sections,
        main="years",
        citation=table_text(release.version, release.built_from, f"fct_score ({code})"),
        facts={"release": release.version, "index": dict(index)},
        following=(f"cchc show {code} {max(held)}",) if held else ("cchc status",),
    )


def year_report(con: DuckDBPyConnection, release: Release, index: Row, year: int, domain: str | None) -> Report:
    """One year of an index: its units by the total or one domain, what is missing, and its domains."""
    code = index["index_code"]
    check_year(con, code, year)
    keys = find_domains(con, code, domain or "total", year)
    units = rows_of(con, _UNITS, {"domains": keys})
    asked = {"index": code, "year": year}
    years, domains = rows_of(con, _YEARS, asked), rows_of(con, _DOMAINS, asked)
    named = "; ".join(_named(row) for row in domains if row["domain_key"] in keys) or "total"
    sections = (
        Section("units", f"{code} {year}, {named}", units,
                told_once([_unit_line(row) for row in units], "of", "measure"),
                (*_distribution(units), *_coverage(years), *_break_notes(years)),
                ("unit_key", "sources", "to best", "status", "of", "to next rank", "in region")),
        _domains_section(domains),
    )  # fmt: skip
    first = units[0]["unit_name"] if units else "UNIT"
    return Report(
        head=_head(index, release),
        sections=sections,
        main="units",
        citation=table_text(release.version, release.built_from, f"fct_score ({code} {year}, {named})"),
        facts={"release": release.version, "index": dict(index), "year": year, "coverage": years},
        following=(f"cchc show '{first}' --index {code} --year {year}", f"cchc show {code}"),
    )


def _head(index: Row, release: Release) -> str:
    publisher = f", {index['publisher_vi']}" if index["publisher_vi"] else ""
    return f"{index['index_code']}: {index['name_vi']}{publisher}; release {release.version}"


def _named(domain: Row) -> str:
    return " ".join(part for part in (domain["domain_code"], domain["name_vi"] or domain["name_en"]) if part)


def _year_line(row: Row) -> dict[str, Any]:
    return {
        "year": row["year"],
        "level": row["level"],
        "status": row["status"],
        "units": row["units_scored"],
        "expected": row["units_expected"],
        "with domains": row["units_with_domains"],
        "best": row["best_score"],
        "best unit": row["best_unit_name"],
        "median": row["median_score"],
        "least": row["least_score"],
        "evidence": row["best_evidence"],
        "published": row["published_on"],
        "figures": row["figures"],
        "break": "yes" if row["is_series_break"] else "",
    }


def _domains_section(rows: Rows) -> Section:
    title = f"Domains, {rows[0]['year']}" if rows else "Domains"
    lines = [
        {
            "domain": row["domain_code"],
            "name": row["name_vi"] or row["name_en"],
            "of": whole(row["max_score"]),
            "weight": row["weight"],
            "units": row["units"],
            "median": row["median_score"],
            "best": row["best_score"],
            "best unit": row["best_unit_name"],
            "least": row["least_score"],
            "subject": row["conformed_code"],
        }
        for row in rows
    ]
    return Section("domains", title, rows, lines, first_to_go=("subject", "least", "weight"))


def _unit_line(row: Row) -> dict[str, Any]:
    return {
        "rank": rank_text(row),
        "by count": row["rank_computed"],
        "unit": row["unit_name"],
        "score": row["score"],
        "of": whole(row["max_score"]),
        "measure": row["unit_of_measure"],
        "change": row["change"],
        "to best": row["gap_to_best"],
        "to next rank": row["points_to_next_rank"],
        "region": row["region_vi"],
        "in region": "" if row["region_rank"] is None else f"{row['region_rank']}/{row['region_units']}",
        "evidence": row["evidence_class"],
        "status": row["status"],
        "sources": row["sources_agree"],
    }


def _distribution(units: Rows) -> tuple[str, ...]:
    """The spread of the scores in words, one line a unit of measure."""
    told = []
    for measure in sorted({row["unit_of_measure"] or "" for row in units if row["score"] is not None}):
        scores = [
            row["score"] for row in units if row["score"] is not None and (row["unit_of_measure"] or "") == measure
        ]
        told.append(
            f"{len(scores)} scores in {measure or 'no unit'}: from {min(scores):.4g} to {max(scores):.4g}, "
            f"median {statistics.median(scores):.4g}, mean {statistics.fmean(scores):.4g}."
        )
    return tuple(told)


def _coverage(years: Rows) -> tuple[str, ...]:
    return tuple(
        f"{row['units_scored']} of {row['units_expected']} units held ({row['status']})"
        + (f"; missing: {row['missing_units']}." if row["missing_units"] else ".")
        for row in years
        if row["units_expected"]
    )


def _break_notes(years: Rows) -> tuple[str, ...]:
    return tuple(
        f"{row['year']} does not compare with the year before: {row['comparability_reason']}."
        for row in years
        if row["is_series_break"] and row["comparability_reason"]
    )
