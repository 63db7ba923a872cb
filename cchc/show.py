"""`cchc show`: a unit, its periods, totals, domain scores and discrepancies.

Belongs here: what is told of a unit and in which order. Does not belong here: matching names
(`cchc.unit_names`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from cchc.errors import CchcError
from cchc.output import echo_json, echo_table
from cchc.releases import find_release, opened, release_option, rows_of
from cchc.text import printable
from cchc.unit_names import Unit, group_units, match_units, nearest_names

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MOST_LISTED = 20
_TOTALS = """
    select index_code, year, score, max_score, unit_of_measure, rank_published, rank_inferred, rank_of, rank_computed,
           status, comparable_with_previous, comparability_reason, evidence, evidence_class, rank_evidence_class,
           sources_agree, sources_differ, largest_difference, rank_sources_agree, rank_sources_differ, contradictions,
           unit_key, figure_id, rank_figure_id, bound_key
    from fct_score where unit_key in (select unnest(?)) and domain_code = '_total'
    order by index_code, year, unit_key
"""
_BOUNDS = """
    select index_code, year, low, high, width, figures, bound_key
    from fct_bound
    where unit_key in (select unnest(?)) and domain_code = '_total' and measure = 'score' and status = 'bounded'
    order by index_code, year, bound_key
"""
_GAPS = """
    select index_code, year, domain_code, domain_name_vi as name_vi, score, best_unit_name as best, best_score,
           gap_to_best, gap_percent, change, most_risen_unit_name as rose_most, greatest_rise, units
    from mart_gap where unit_key in (select unnest(?)) and domain_code <> '_total' and not contains(domain_code, '.')
    qualify year = max(year) over (partition by index_code)
        and row_number() over (
            partition by index_code, year order by gap_percent desc nulls last, gap_to_best desc, domain_code
        ) <= 3
    order by index_code, gap_percent desc nulls last, gap_to_best desc, domain_code
"""
_CLAIMS = """
    select index_code, year, measure, value as claimed, reference_value as others_print, reference_evidence, verdict,
           is_own_claim, explanation, claim_id
    from fct_claim_check
    where unit_key in (select unnest(?)) and verdict in ('differs', 'wrong_year', 'other_index')
    order by index_code, year, claim_id
"""
_DOMAINS = """
    select s.index_code, s.year, s.domain_code, coalesce(d.name_vi, s.domain_name_vi) as name_vi,
           coalesce(d.name_en, s.domain_name_en) as name_en, s.score, s.max_score, s.unit_of_measure,
           s.rank_published, s.status, s.evidence, s.figure_id
    from fct_score s left join dim_domain d using (domain_key)
    where s.unit_key in (select unnest(?)) and s.domain_code <> '_total'
    qualify s.year = max(s.year) over (partition by s.index_code)
    order by s.index_code, d.sort_order nulls last, s.domain_code
"""
_DISCREPANCIES = """
    select rule, rule_name, severity, index_code, year, expected, found, difference, explanation, discrepancy_id
    from fct_discrepancy where unit_key in (select unnest(?))
    order by index_code, year, rule, discrepancy_id
"""
_SECTIONS = {
    "totals": _TOTALS,
    "bounds": _BOUNDS,
    "domains": _DOMAINS,
    "gaps": _GAPS,
    "claims": _CLAIMS,
    "discrepancies": _DISCREPANCIES,
}
_PERIODS = (
    "unit_key",
    "full_name_vi",
    "name_en",
    "geography",
    "valid_from",
    "valid_to",
    "code",
    "successor_unit_key",
)

Rows = list[dict[str, Any]]


@click.command()
@click.argument("unit")
@click.option("--format", "format_name", type=click.Choice(["table", "json"]), default="table", show_default=True)
@release_option
def show(unit: str, format_name: str, release_name: str) -> None:
    """Show a unit under any spelling of its name: "Bắc Ninh", bac-ninh, "TP. Ho Chi Minh", HCM."""
    release = find_release(release_name)
    with opened(release) as con:
        found = find_unit(con, unit)
        sections = {name: rows_of(con, sql, [found.keys]) for name, sql in _SECTIONS.items()}
    if format_name == "json":
        head = {
            "release": release.version,
            "name": found.name,
            "level": found.level,
            "periods": list(found.periods),
        }
        echo_json(head | sections)
    else:
        _echo(found, release.version, sections)


def _spellings(con: DuckDBPyConnection) -> list[dict[str, Any]]:
    """The spellings of a release; one of before they were released has none."""
    has_table = rows_of(con, "select 1 from duckdb_tables() where table_name = 'dim_unit_spelling'")
    return rows_of(con, "select spelling, level, canonical_name from dim_unit_spelling") if has_table else []


def find_unit(con: DuckDBPyConnection, name: str) -> Unit:
    """The one unit that `name` means; raise CchcError with the nearest or the several names otherwise."""
    units = group_units(rows_of(con, "select * from dim_unit"), _spellings(con))
    found = match_units(units, name)
    if not found:
        near = ", ".join(nearest_names(units, name))
        hint = f"did you mean {near}?" if near else 'see the names with `cchc query "from dim_unit"`.'
        raise CchcError(f"No unit is called {name}; {hint}")
    if len(found) > 1:
        listed = [f"{one.label}: {one.keys[-1]}" for one in found[:_MOST_LISTED]]
        more = f"; and {len(found) - len(listed)} more" if len(found) > len(listed) else ""
        raise CchcError(f"{name} can mean {len(found)} units; ask for one by its key: {'; '.join(listed)}{more}.")
    return found[0]


def _echo(unit: Unit, version: str, sections: Mapping[str, Rows]) -> None:
    click.echo(printable(f"{unit.label}, release {version}"))
    _echo_rows("Periods", [{name: period.get(name) for name in _PERIODS} for period in unit.periods])
    _echo_rows("Totals by index and year", [_total_line(row) for row in sections["totals"]])
    _echo_rows("Bounds where no score was printed", [_without(row, "bound_key") for row in sections["bounds"]])
    _echo_rows("Domain scores of the latest year", [_domain_line(row) for row in sections["domains"]])
    _echo_rows("Where it stands furthest below the best", sections["gaps"])
    _echo_rows(
        "Claims that others contradict", [_without(row, "claim_id", "explanation") for row in sections["claims"]]
    )
    _echo_rows("Discrepancies", [_without(row, "explanation") for row in sections["discrepancies"]])
    click.echo("Next:")
    for command in _next_commands(unit, sections["totals"]):
        click.echo(f"  {printable(command)}")


def _echo_rows(title: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        echo_table(title, list(rows[0]), [list(row.values()) for row in rows])
    else:
        click.echo(f"{title}: none.\n")


def _total_line(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "index": row["index_code"],
        "year": row["year"],
        "score": row["score"],
        "of": row["max_score"],
        "unit": row["unit_of_measure"],
        "sources": _sources(row, ""),
        "rank": _rank(row),
        "rank sources": _sources(row, "rank_"),
        "by our count": row["rank_computed"],
        "status": row["status"],
        "compares": "" if row["comparable_with_previous"] else "no",
        "contradicted": row["contradictions"] or "",
        "evidence": row["evidence_class"],
    }


def _rank(row: Mapping[str, Any]) -> str:
    """5/63, or the rank that follows from other figures, marked as such."""
    if row["rank_published"] is None and row["rank_inferred"] is not None:
        return f"{row['rank_inferred']} (E)"
    return _out_of(row["rank_published"], row["rank_of"])


def _sources(row: Mapping[str, Any], of: str) -> str:
    """How many independent sources agree and differ; nothing where none prints it."""
    agree, differ = row[f"{of}sources_agree"], row[f"{of}sources_differ"]
    return f"{agree}, {differ} differ" if differ else str(agree or "")


def _without(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """A row without what is too long for a terminal; JSON has it."""
    return {name: value for name, value in row.items() if name not in names}


def _domain_line(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "index": row["index_code"],
        "year": row["year"],
        "domain": row["domain_code"],
        "name": row["name_vi"] or row["name_en"],
        "score": row["score"],
        "of": row["max_score"],
        "rank": row["rank_published"],
        "status": row["status"],
        "evidence": row["evidence"],
    }


def _out_of(rank: int | None, units: int | None) -> str:
    """5/63, or the part that is known."""
    return "" if rank is None else f"{rank}/{units}" if units else str(rank)


def _next_commands(unit: Unit, totals: Rows) -> list[str]:
    """Three commands that go on from here."""
    with_figure = [row for row in totals if row["figure_id"]]
    newest = max(with_figure, key=lambda row: row["year"], default=None)
    like = unit.keys[-1]
    return [
        f"cchc trace '{newest['figure_id']}'" if newest else "cchc status",
        f"cchc query \"from fct_figure where unit_key = '{like}'\"",
        f"cchc cite '{newest['figure_id']}'" if newest else "cchc cite",
    ]
