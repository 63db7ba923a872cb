"""What is told of a unit: totals, bounds, domains, plans of others and its own, claims, discrepancies.

Belongs here: the questions and what a person reads of the answers. Does not belong here: the command (`cchc.show`), the
numbers themselves, which the warehouse holds (`mart_gap`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cchc.releases import Release, rows_of
from cchc.report import Report, Section, told_once, whole
from cchc.unit_names import Unit
from cchc.unit_plans import plan_sections
from publishing.citation import dataset_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TOTALS = """
    select s.index_code, s.year, s.score, s.max_score, s.unit_of_measure, s.rank_published, s.rank_inferred, s.rank_of,
           s.rank_computed, g.change,
           coalesce(b.rank_published - s.rank_published, b.rank_computed - s.rank_computed) as rank_rise,
           g.median_score, g.best_score, g.best_unit_name, g.units, g.region_vi, g.region_en,
           g.region_rank, g.region_units, g.region_median_score, g.points_to_next_rank, g.next_unit_names, s.status,
           s.is_series_break, s.comparable_with_previous, s.comparability_reason, s.evidence, s.evidence_class,
           s.rank_evidence_class, s.sources_agree, s.sources_differ, s.largest_difference,
           s.rank_sources_agree, s.rank_sources_differ, s.contradictions, s.unit_key, s.figure_id, s.rank_figure_id,
           s.bound_key, s.score_key
    from fct_score s left join mart_gap g using (score_key)
    left join fct_score b on s.comparable_with_previous and b.index_code = s.index_code and b.year = s.year - 1
        and b.unit_key = s.unit_key and b.domain_code = s.domain_code
    where s.unit_key in (select unnest($keys)) and s.domain_code = '_total'
        and ($index is null or s.index_code = $index) and ($year is null or s.year = $year)
    order by s.index_code, s.year, s.unit_key
"""
_BOUNDS = """
    select index_code, year, low, high, width, figures, bound_key
    from fct_bound
    where unit_key in (select unnest($keys)) and domain_code = '_total' and measure = 'score' and status = 'bounded'
        and ($index is null or index_code = $index) and ($year is null or year = $year)
    order by index_code, year, bound_key
"""
_DOMAINS = """
    select s.index_code, s.year, s.domain_code, coalesce(d.name_vi, s.domain_name_vi) as name_vi,
           coalesce(d.name_en, s.domain_name_en) as name_en, s.score, s.max_score, s.unit_of_measure, s.rank_published,
           s.rank_computed, g.previous_year_score, g.change, g.median_score, g.best_score, g.best_unit_name, g.units,
           g.region_rank, g.region_units, g.region_median_score, g.region_best_score, g.region_best_unit_name,
           g.gap_to_best, g.gap_percent, g.points_lost, g.points_in_total, g.rank_worth, g.rank_worth_ties,
           g.totals_held, g.most_risen_unit_name, g.most_risen_unit_key, g.greatest_rise, g.conformed_code, s.status,
           s.comparable_with_previous, s.evidence, s.evidence_class, s.figure_id, s.score_key
    from fct_score s left join dim_domain d using (domain_key) left join mart_gap g using (score_key)
    where s.unit_key in (select unnest($keys)) and s.domain_code <> '_total'
        and ($index is null or s.index_code = $index) and ($year is null or s.year = $year)
        and ($index is not null or not contains(s.domain_code, '.'))
    qualify s.year = max(s.year) over (partition by s.index_code)
    order by s.index_code, d.sort_order nulls last, s.domain_code
"""
_CLAIMS = """
    select index_code, year, measure, value as claimed, reference_value as others_print, reference_evidence, verdict,
           is_own_claim, explanation, claim_id
    from fct_claim_check
    where unit_key in (select unnest($keys)) and verdict in ('differs', 'wrong_year', 'other_index')
        and ($index is null or index_code = $index) and ($year is null or year = $year)
    order by index_code, year, claim_id
"""
_DISCREPANCIES = """
    select rule, rule_name, severity, index_code, year, expected, found, difference, explanation, discrepancy_id
    from fct_discrepancy
    where unit_key in (select unnest($keys)) and ($index is null or index_code = $index)
        and ($year is null or year = $year)
    order by index_code, year, rule, discrepancy_id
"""
_PERIODS = ("unit_key", "full_name_vi", "name_en", "geography", "valid_from", "valid_to", "code", "successor_unit_key")
_WEAKEST = 3

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of a unit is asked for: an index and a year, or all."""

    index_code: str | None = None
    year: int | None = None


def unit_report(con: DuckDBPyConnection, release: Release, unit: Unit, chosen: Chosen) -> Report:
    """The officer's profile of a unit."""
    asked = {"keys": unit.keys, "index": chosen.index_code, "year": chosen.year}
    totals, domains = rows_of(con, _TOTALS, asked), rows_of(con, _DOMAINS, asked)
    periods = [{name: period.get(name) for name in _PERIODS} for period in unit.periods]
    claims, discrepancies = rows_of(con, _CLAIMS, asked), rows_of(con, _DISCREPANCIES, asked)
    sections = (
        Section("periods", "Periods", periods, first_to_go=("successor_unit_key", "code", "name_en", "geography")),
        _totals_section(totals),
        _bounds_section(rows_of(con, _BOUNDS, asked)),
        _domains_section(domains),
        *plan_sections(con, unit, domains, chosen.index_code),
        Section("claims", "Claims that others contradict", claims, _without(claims, "claim_id", "explanation"),
                first_to_go=("is_own_claim", "reference_evidence")),
        Section("discrepancies", "Discrepancies", discrepancies, _without(discrepancies, "explanation"),
                first_to_go=("discrepancy_id", "severity", "rule_name")),
    )  # fmt: skip
    facts = {"release": release.version, "name": unit.name, "level": unit.level, "periods": list(unit.periods)}
    return Report(
        head=f"{unit.label}, release {release.version}",
        sections=sections,
        main="domains" if chosen.index_code and domains else "totals",
        citation=dataset_text(release.version, release.built_from),
        facts=facts,
        following=_following(unit, totals, domains),
    )


def _totals_section(rows: Rows) -> Section:
    notes = [
        f"{row['index_code']} {row['year']} does not compare with the year before: {row['comparability_reason']}."
        for row in rows
        if not row["comparable_with_previous"] and row["comparability_reason"] and row["is_series_break"]
    ]
    return Section(
        "totals",
        _titled("Totals by index and year", "Totals", rows, "index_code"),
        rows,
        told_once([_total_line(row) for row in rows], "index", "unit"),
        tuple(notes),
        ("unit", "rank sources", "sources", "contradicted", "best unit", "region median", "compares", "in region"),
    )


def _titled(several: str, one: str, rows: Rows, *names: str) -> str:
    """A title that says what all rows share: the index, the year; or the one for several."""
    shared = {name: {row[name] for row in rows} for name in names}
    if not rows or any(len(values) > 1 for values in shared.values()):
        return several
    return f"{one}, {' '.join(str(values.pop()) for values in shared.values())}"


def _total_line(row: Mapping[str, Any]) -> dict[str, Any]:
    in_region = _out_of(row["region_rank"], row["region_units"])
    return {
        "index": row["index_code"],
        "year": row["year"],
        "score": row["score"],
        "of": whole(row["max_score"]),
        "unit": row["unit_of_measure"],
        "rank": rank_text(row),
        "by count": row["rank_computed"],
        "change": row["change"],
        "rank rise": row["rank_rise"],
        "median": row["median_score"],
        "best": row["best_score"],
        "best unit": row["best_unit_name"],
        "in region": in_region,
        "region median": row["region_median_score"],
        "to next rank": row["points_to_next_rank"],
        "evidence": row["evidence_class"],
        "status": row["status"],
        "compares": "" if row["comparable_with_previous"] else "no",
        "sources": _sources(row, ""),
        "rank sources": _sources(row, "rank_"),
        "contradicted": row["contradictions"] or "",
    }


def _bounds_section(rows: Rows) -> Section:
    return Section("bounds", "Bounds where no score was printed", rows, _without(rows, "bound_key"))


def _domains_section(rows: Rows) -> Section:
    return Section(
        "domains",
        _titled("Domain scores of the latest year", "Domains", rows, "index_code", "year"),
        rows,
        told_once([_domain_line(row) for row in rows], "index", "year", "status"),
        tuple(_domain_notes(rows)),
        ("status", "rank", "region best", "region median", "best unit", "evidence", "of", "in region", "in total"),
    )


def _domain_line(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "index": row["index_code"],
        "year": row["year"],
        "domain": row["domain_code"],
        "name": row["name_vi"] or row["name_en"],
        "score": row["score"],
        "of": whole(row["max_score"]),
        "rank": row["rank_published"] or row["rank_computed"],
        "last year": row["previous_year_score"],
        "change": row["change"],
        "median": row["median_score"],
        "best": row["best_score"],
        "best unit": row["best_unit_name"],
        "in region": _out_of(row["region_rank"], row["region_units"]),
        "region median": row["region_median_score"],
        "region best": row["region_best_score"],
        "lost": row["points_lost"],
        "in total": row["points_in_total"],
        "worth ranks": row["rank_worth"],
        "evidence": row["evidence_class"],
        "status": row["status"],
    }


def _domain_notes(rows: Rows) -> list[str]:
    """The weakest domains of each index in words, and what the numbers of ranks assume."""
    notes = []
    for index in dict.fromkeys(row["index_code"] for row in rows):
        gaps = [
            row for row in rows if row["index_code"] == index and row["gap_percent"] and "." not in row["domain_code"]
        ]
        worst = sorted(gaps, key=lambda row: (-row["gap_percent"], row["domain_code"]))[:_WEAKEST]
        told = ", ".join(
            f"{row['domain_code']} {row['name_vi'] or row['name_en']} ({row['gap_percent']:.1f} %)" for row in worst
        )
        if told:
            notes.append(f"Furthest below the best in {index} {worst[0]['year']}, in percent of the maximum: {told}.")
    if any(row["rank_worth"] is not None for row in rows):
        notes.append(
            "lost: points to the maximum; in total: what they weigh in the total; worth ranks: places gained with them "
            "if all others kept their totals, equal totals sharing the better place."
        )
    return notes


def rank_text(row: Mapping[str, Any]) -> str:
    """5/63, or the rank that follows from other figures, marked as such."""
    if row["rank_published"] is None and row["rank_inferred"] is not None:
        return f"{row['rank_inferred']} (E)"
    return _out_of(row["rank_published"], row["rank_of"])


def _out_of(rank: int | None, units: int | None) -> str:
    """5/63, or the part that is known."""
    return "" if rank is None else f"{rank}/{units}" if units else str(rank)


def _sources(row: Mapping[str, Any], of: str) -> str:
    """How many independent sources agree and differ; nothing where none prints it."""
    agree, differ = row[f"{of}sources_agree"], row[f"{of}sources_differ"]
    return f"{agree}, {differ} differ" if differ else str(agree or "")


def _without(rows: Sequence[Mapping[str, Any]], *names: str) -> Rows:
    """Rows without what is too long for a terminal; JSON has it."""
    return [{name: value for name, value in row.items() if name not in names} for row in rows]


def _following(unit: Unit, totals: Rows, domains: Rows) -> tuple[str, ...]:
    """Commands that go on from here."""
    with_figure = [row for row in totals if row["figure_id"]]
    newest = max(with_figure, key=lambda row: row["year"], default=None)
    like = unit.keys[-1]
    commands = [
        f"cchc trace '{newest['figure_id']}'" if newest else "cchc status",
        f"cchc query \"from fct_figure where unit_key = '{like}'\"",
        f"cchc cite '{newest['figure_id']}'" if newest else "cchc cite",
    ]
    if domains:
        best = next((row for row in domains if row["best_unit_name"]), domains[0])
        other = best["best_unit_name"] or "UNIT"
        commands.append(f"cchc compare '{unit.name}' '{other}' --index {best['index_code']} --year {best['year']}")
    return tuple(commands)
