"""`cchc trace` of a fact: the figures it rests on, the facts it is computed from, and the figures that say otherwise.

Belongs here: how these are found and told. Does not belong here: following one figure to its place
(`cchc.trace_command`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from cchc.output import echo_table
from cchc.releases import rows_of
from cchc.text import printable
from publishing.cells import cell_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FIGURES = """
    select f.figure_id, f.measure, f.value, f.value_raw, f.unit_of_measure, f.evidence, f.document_id, f.quote
    from fct_figure f, (select unnest($keys) as figure_id) k where f.figure_id = k.figure_id order by f.figure_id
"""
_PARTS = """
    select p.score_key, p.domain_code, p.domain_name_vi, p.score, p.max_score, p.evidence_class, p.figure_id
    from fct_score p join dim_domain d using (domain_key)
    where d.parent_domain_key = $domain and p.unit_key = $unit and p.score is not null
    order by d.sort_order nulls last, p.domain_code
"""
_OTHERS = """
    select figure_id, measure, value, value_raw, unit_of_measure, evidence, document_id, is_current
    from fct_figure
    where domain_key = $domain and unit_key = $unit and measure in ('score', 'rank')
        and not list_contains($keys, figure_id)
    order by measure, value, figure_id
"""
_TOLD = (
    "index_code", "year", "unit_name", "domain_code", "domain_name_vi", "score", "max_score", "unit_of_measure",
    "rank_published", "rank_inferred", "rank_computed", "status", "evidence", "evidence_class", "sources_agree",
    "sources_differ", "largest_difference", "comparability_reason", "bound_key",
)  # fmt: skip

Found = dict[str, Any]


def find_fact(con: DuckDBPyConnection, key: str) -> Found | None:
    """The fact of a score_key with what it rests on; None where the release has none of that key."""
    facts = rows_of(con, "select * from fct_score where score_key = ?", [key])
    if not facts:
        return None
    fact = facts[0]
    keys = [fact[name] for name in ("figure_id", "rank_figure_id", "max_figure_id") if fact[name]]
    place = {"domain": fact["domain_key"], "unit": fact["unit_key"]}
    return {
        "fact": fact,
        "figures": rows_of(con, _FIGURES, {"keys": keys}),
        "computed_from": [] if fact["figure_id"] or fact["score"] is None else rows_of(con, _PARTS, place),
        "others": rows_of(con, _OTHERS, place | {"keys": keys}),
    }


def echo_fact(found: Found) -> None:
    """Print the fact, then the figures it rests on or the facts it is computed from, then what others print."""
    fact: Mapping[str, Any] = found["fact"]
    click.secho("fact          ", bold=True, nl=False)
    told = (f"{name} {cell_text(fact[name])}" for name in _TOLD if fact.get(name) is not None)
    click.echo(printable(f"{fact['score_key']} · {' · '.join(told)}"))
    click.echo()
    for name, title in (
        ("figures", "Rests on these figures"),
        ("computed_from", "Computed from these facts"),
        ("others", "Other figures of the same"),
    ):
        if rows := found[name]:
            echo_table(title, list(rows[0]), [list(row.values()) for row in rows])
    following = [row["figure_id"] for row in found["figures"]] or [row["score_key"] for row in found["computed_from"]]
    if following:
        click.echo("Next:")
        click.echo(printable(f"  cchc trace '{following[0]}'"))
