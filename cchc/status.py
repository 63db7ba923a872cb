"""`cchc status`: what a release covers, how fresh it is, and what failed on the way.

Belongs here: the questions and their order. Does not belong here: judging them; the checks did that before
the release.
"""

from __future__ import annotations

from typing import Any

import click

from cchc.errors import CchcError
from cchc.output import echo_json, echo_table
from cchc.releases import Release, data_directory, find_release, opened, release_option, rows_of

_SECTIONS: dict[str, tuple[str, str]] = {
    "coverage": (
        "Coverage by index",
        """
        with facts as (
            select index_code, count(distinct unit_key) as units, count(*) as facts
            from fct_score group by all
        ), years as (
            select index_code, min(year) as first_year, max(year) as last_year,
                   count(distinct year) filter (units_scored > 0) as years_with_facts,
                   count(distinct year) as years_known
            from mart_coverage group by all
        )
        select index_code, first_year, last_year, years_with_facts, years_known, units, facts
        from years full join facts using (index_code) order by index_code
        """,
    ),
    "statuses": (
        "Index-years by status",
        """
        select index_code, status, count(*) as index_years, list(distinct year order by year) as years
        from mart_coverage group by all order by index_code, status
        """,
    ),
    "anomalies": (
        "Anomalies in reading",
        "select kind, severity, count(*) as anomalies, count(distinct document_id) as documents "
        "from fct_anomaly group by all order by kind, severity",
    ),
    "units": (
        "What is known of each unit and year, by index",
        """
        select index_code, count(*) filter (status = 'exact') as exact, count(*) filter (status = 'derived') as derived,
               count(*) filter (status = 'bounded') as bounded,
               round(median(width) filter (status = 'bounded'), 2) as median_width,
               count(*) filter (status = 'not_published') as not_published,
               count(*) filter (status = 'not_found') as not_found
        from mart_coverage_unit group by all order by index_code
        """,
    ),
    "discrepancies": (
        "Discrepancies in print",
        "select rule, rule_name, severity, count(*) as discrepancies, count(distinct document_id) as documents "
        "from fct_discrepancy group by rule, rule_name, severity order by length(rule), rule, severity",
    ),
    "claims": (
        "Claims held against the best other print",
        "select index_code, verdict, count(*) as claims from fct_claim_check group by all order by index_code, verdict",
    ),
    "contradictions": (
        "Sets of figures that cannot all be true",
        "select index_code, count(*) as contradictions from fct_contradiction group by all order by index_code",
    ),
}
_NEWEST = (
    "select max(looked_at) filter (outcome <> 'unchanged' and read_as = capture_id and len(document_ids) > 0) "
    "as newest_capture from fct_capture"
)
_FAILING = "Looks that failed and were not made good since"


@click.command()
@click.option("--format", "format_name", type=click.Choice(["table", "json"]), default="table", show_default=True)
@release_option
def status(format_name: str, release_name: str) -> None:
    """Show coverage by index, freshness, and failures by kind."""
    release = find_release(release_name)
    with opened(release) as con:
        (newest,) = rows_of(con, _NEWEST)
        sections = {name: rows_of(con, sql) for name, (_, sql) in _SECTIONS.items()}
    freshness, failing, damage = _looks(newest["newest_capture"])
    if format_name == "json":
        about = {
            "release": release.version,
            "built_from": release.built_from,
            "archive_damage": damage,
            "freshness": freshness,
        }
        echo_json(about | sections | {"failed_looks": failing})
    else:
        _echo(release, freshness, sections, failing)
    if damage:
        raise CchcError(damage)


def _looks(newest_capture: Any) -> tuple[dict[str, Any], list[dict[str, Any]] | None, str | None]:
    """Freshness and failures as the archive tells them today, and what is wrong with the archive itself.

    What a damaged archive cannot tell is None. A look that brought nothing makes no release, so that the release
    cannot tell of it.
    """
    from orchestration.looks import latest_looks
    from scrapers.archive import ArchiveError

    try:
        latest = latest_looks(data_directory())
    except ArchiveError as error:
        return {"newest_capture": newest_capture, "last_look": None, "looks": None, "failing": None}, None, str(error)
    freshness = {
        "newest_capture": newest_capture,
        "last_look": latest.last_look,
        "looks": latest.looks,
        "failing": len(latest.failing),
    }
    return freshness, list(latest.failing), None


def _echo(
    release: Release,
    freshness: dict[str, Any],
    sections: dict[str, list[dict[str, Any]]],
    failing: list[dict[str, Any]] | None,
) -> None:
    archive = (
        "Archive: damaged, so that its looks are not known."
        if failing is None
        else f"Archive: {freshness['looks']:,} looks, the last {freshness['last_look']}; "
        f"{freshness['failing']:,} addresses fail now."
    )
    click.echo(f"Release {release.version}: newest capture {freshness['newest_capture']}. {archive}")
    titled = [(title, sections[name]) for name, (title, _) in _SECTIONS.items()]
    for title, rows in titled if failing is None else [*titled, (_FAILING, failing)]:
        if rows:
            echo_table(title, list(rows[0]), [list(row.values()) for row in rows])
        else:
            click.echo(f"{title}: none.\n")
