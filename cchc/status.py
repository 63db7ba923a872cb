"""`cchc status`: what a release covers, how fresh it is, and what failed on the way.

Belongs here: the questions and their order. Does not belong here: judging them; the checks did that before
the release.
"""

from __future__ import annotations

from typing import Any

import click

from cchc.output import echo_json, echo_table
from cchc.releases import Release, find_release, opened, release_option, rows_of

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
    "failed_looks": (
        "Looks that failed and were not made good since",
        """
        select source, url, max(looked_at) as last_failed, arg_max(message, looked_at) as message
        from fct_capture f where outcome = 'failed' and not exists (
            select 1 from fct_capture s
            where s.url = f.url and s.outcome <> 'failed' and s.looked_at >= f.looked_at
        ) group by source, url order by source, url
        """,
    ),
    "anomalies": (
        "Anomalies in reading",
        "select kind, severity, count(*) as anomalies, count(distinct document_id) as documents "
        "from fct_anomaly group by all order by kind, severity",
    ),
    "discrepancies": (
        "Discrepancies in print",
        "select rule, rule_name, count(*) as discrepancies from fct_discrepancy group by all order by rule, rule_name",
    ),
}
_FRESHNESS = """
    select max(looked_at) as last_look, max(looked_at) filter (outcome = 'new') as newest_capture,
           count(*) filter (outcome = 'failed') as failed_looks, count(*) as looks
    from fct_capture
"""


@click.command()
@click.option("--format", "format_name", type=click.Choice(["table", "json"]), default="table", show_default=True)
@release_option
def status(format_name: str, release_name: str) -> None:
    """Show coverage by index, freshness, and failures by kind."""
    release = find_release(release_name)
    with opened(release) as con:
        freshness = rows_of(con, _FRESHNESS)[0]
        sections = {name: rows_of(con, sql) for name, (_, sql) in _SECTIONS.items()}
    if format_name == "json":
        echo_json({"release": release.version, "built_from": release.built_from, "freshness": freshness} | sections)
    else:
        _echo(release, freshness, sections)


def _echo(release: Release, freshness: dict[str, Any], sections: dict[str, list[dict[str, Any]]]) -> None:
    click.echo(
        f"Release {release.version}: newest capture {freshness['newest_capture']}, "
        f"last look {freshness['last_look']}, "
        f"{freshness['looks']:,} looks of which {freshness['failed_looks']:,} failed."
    )
    for name, rows in sections.items():
        title = _SECTIONS[name][0]
        if rows:
            echo_table(title, list(rows[0]), [list(row.values()) for row in rows])
        else:
            click.echo(f"{title}: none.\n")
