"""`cchc compare`: units side by side in an index, in one year domain by domain, or over years.

Belongs here: the command and how a comparison is laid out. Does not belong here: what may be compared and the
differences (`cchc.client.comparing`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from cchc.completing import complete_index, complete_unit
from cchc.errors import CchcError
from cchc.release_names import check_year, find_index, names_of, read_years
from cchc.releases import Release, find_release, opened, release_option, rows_of
from cchc.report import Form, Report, Section, echo_report, form_options, told_once, whole
from publishing.citation import table_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TOTAL = "_total"
_LEAST = 2
_NEWEST = (
    "select max(year) as year from fct_score where index_code = ? and domain_code = '_total' and score is not null"
)
_BREAKS = """
    select distinct year, comparability_reason as reason from fct_score
    where index_code = ? and year in (select unnest(?)) and domain_code = '_total' and is_series_break order by year
"""

Rows = list[dict[str, Any]]


@click.command()
@click.argument("units", nargs=-1, required=True, metavar="UNIT UNIT...", shell_complete=complete_unit)
@click.option(
    "--index",
    "index_name",
    required=True,
    metavar="INDEX",
    shell_complete=complete_index,
    help="In which index, such as PAPI.",
)
@click.option("--year", "year", metavar="YEAR", help="In which year; by default the newest that is held.")
@click.option(
    "--years", "years", metavar="YEAR-YEAR", help="Over these years; the total, unless --domain names another."
)
@click.option("--domain", metavar="DOMAIN", help="This domain alone: its code or its name.")
@form_options
@release_option
def compare(
    units: tuple[str, ...],
    index_name: str,
    year: str | None,
    years: str | None,
    domain: str | None,
    format_name: str,
    section: str | None,
    decimals: int,
    release_name: str,
) -> None:  # fmt: skip
    """Show units side by side with their differences from the first: in one year all domains, over years the total.

    What does not compare has no difference, and is told.
    """
    if year and years:
        raise CchcError("Ask for one year with --year or for several with --years, not for both.")
    release = find_release(release_name)
    with opened(release) as con:
        index = find_index(con, index_name)["index_code"]
        asked = years or year
        span = list(read_years(asked)) if asked else [_newest(con, index)]
        if len(span) == 1:
            check_year(con, index, span[0])
        rows = _compared(con, units, index, span, domain)
        breaks = rows_of(con, _BREAKS, [index, span]) if len(span) > 1 else []
    echo_report(_report(release, rows, span, breaks), Form(format_name, section, decimals))


def _newest(con: DuckDBPyConnection, index: str) -> int:
    (found,) = rows_of(con, _NEWEST, [index])
    if found["year"] is None:
        raise CchcError(f"No total of {index} is held in any year; see `cchc show {index}`.")
    return int(found["year"])


def _compared(
    con: DuckDBPyConnection, units: Sequence[str], index: str, years: Sequence[int], domain: str | None
) -> Rows:
    """The rows of the client's comparison. Raises CchcError where nothing compares."""
    from cchc.client.comparing import compared
    from cchc.client.errors import ClientError

    asked = domain or ("total" if len(years) > 1 else None)
    try:
        relation = compared(names_of(con), con, units, index, years, asked).relation
    except ClientError as error:
        raise CchcError(str(error)) from None
    rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
    if not any(row["score"] is not None or row["rank"] is not None for row in rows):
        level = find_index(con, index)["level"]
        raise CchcError(
            f"Nothing is held of these units in {index} {_span(years)}, which scores units of the level {level}; "
            f"see `cchc show {index}`."
        )
    return rows if domain else [row for row in rows if "." not in row["domain_code"]]


def _span(years: Sequence[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _report(release: Release, rows: Rows, years: Sequence[int], breaks: Rows) -> Report:
    index, named = rows[0]["index_code"], list(dict.fromkeys(row["unit_name"] for row in rows))
    title = f"{index} {_span(years)}{_only_domain(rows)}: {', '.join(named)}"
    cells: dict[tuple[int, str], Rows] = {}
    for row in rows:
        cells.setdefault((row["year"], row["domain_code"]), []).append(row)
    broken = {row["year"] for row in breaks}
    lines = [_line(side, broken) for side in cells.values()]
    notes = (*_reasons(rows, years), *(f"Break in {row['year']}: {row['reason']}." for row in breaks))
    shown = Section("compared", title, rows, told_once(lines, "year", "domain", "name", "of", "measure"), notes,
                    tuple(f"{kind} {name}" for kind in ("evidence", "change") for name in named))  # fmt: skip
    return Report(
        head=f"Differences are from {named[0]}; release {release.version}",
        sections=(shown,),
        main="compared",
        citation=table_text(release.version, release.built_from, f"fct_score ({title})"),
        facts={"release": release.version, "index": index, "years": list(years), "units": named, "breaks": breaks},
    )


def _only_domain(rows: Rows) -> str:
    """The domain that all rows are of, as the title says it; the total is not said."""
    named = {row["domain_code"]: row["domain_name_vi"] or row["domain_name_en"] for row in rows}
    if len(named) > 1 or TOTAL in named:
        return ""
    return "".join(f", {code} {name or ''}".rstrip() for code, name in named.items())


def _line(side: Sequence[Mapping[str, Any]], broken: set[int]) -> dict[str, Any]:
    """One year and domain: each unit's score and rank, then what each differs from the first."""
    first = side[0]
    line = {
        "year": first["year"],
        "domain": "total" if first["domain_code"] == TOTAL else first["domain_code"],
        "name": "" if first["domain_code"] == TOTAL else first["domain_name_vi"] or first["domain_name_en"],
        "of": whole(next((row["max_score"] for row in side if row["max_score"] is not None), None)),
        "measure": next((row["unit_of_measure"] for row in side if row["unit_of_measure"]), None),
    }
    for row in side:
        line[row["unit_name"]] = row["score"]
    for row in side[1:]:
        line[f"{row['unit_name']} diff"] = row["difference"]
    for row in side:
        line[f"rank {row['unit_name']}"] = row["rank"]
    for row in side:
        line[f"change {row['unit_name']}"] = row["change"]
    for row in side:
        line[f"evidence {row['unit_name']}"] = (
            f"{row['evidence_class']} ({row['status']})" if row["evidence_class"] else ""
        )
    return line | {"break": "yes" if first["year"] in broken else ""}


def _reasons(rows: Rows, years: Sequence[int]) -> tuple[str, ...]:
    """Why there is no difference, once a year and reason, with the domains; and the years of which nothing is held."""
    told: dict[tuple[int, str], list[str]] = {}
    for row in rows:
        if row["reason"]:
            domains = told.setdefault((row["year"], row["reason"]), [])
            domains += [row["domain_code"]] if row["domain_code"] not in domains else []
    notes = [
        f"{year}{'' if domains == [TOTAL] else ' ' + ', '.join(domains)}: {reason}."
        for (year, reason), domains in told.items()
    ]
    absent = [year for year in years if year not in {row["year"] for row in rows}]
    return (*notes, f"Nothing is held of {', '.join(map(str, absent))}.") if absent else tuple(notes)
