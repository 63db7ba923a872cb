"""`cchc trace BOUND_KEY`: an interval, the steps of its proof, and the figures that it rests on.

Belongs here: how a bound is found and told. Does not belong here: reasoning; the release holds the finished proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cchc.releases import rows_of
from cchc.text import printable
from publishing.cells import cell_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FIGURES = """
    select figure_id, value, unit_of_measure, value_raw, evidence, document_id, quote
    from fct_figure where figure_id in (select unnest(?)) order by figure_id
"""

Found = dict[str, Any]


def find_bound(con: DuckDBPyConnection, key: str) -> Found | None:
    """The bound with its figures; None where the release has no such bound."""
    # Releases made before bounds were told have no such table.
    if not rows_of(con, "select 1 as one from duckdb_tables() where table_name = 'fct_bound'"):
        return None
    rows = rows_of(con, "select * from fct_bound where bound_key = ?", [key])
    if not rows:
        return None
    return {"bound": rows[0], "figures": rows_of(con, _FIGURES, [rows[0]["figure_ids"]])}


def echo_bound(found: Found) -> None:
    """Print the interval, then each step, then each figure with the place that prints it."""
    bound = found["bound"]
    for title, text in [("bound", bound["bound_key"]), ("interval", _interval(bound))]:
        _echo(title, text)
    for step in bound["proof"]:
        number, _, text = step.partition(". ")
        _echo(f"step {number}", text)
    for figure in found["figures"]:
        _echo("figure", _figure(figure))


def _echo(title: str, text: str) -> None:
    click.secho(f"{title:<14}", bold=True, nl=False)
    click.echo(printable(text))


def _interval(bound: Found) -> str:
    told = f"{cell_text(bound['low'])} to {cell_text(bound['high'])} · width {cell_text(bound['width'])}"
    closed = "" if bound["value"] is None else f" · value {cell_text(bound['value'])}"
    return f"{told}{closed} · status {bound['status']} · {bound['unit_name']}"


def _figure(figure: Found) -> str:
    names = ("value", "unit_of_measure", "value_raw", "evidence")
    values = " · ".join(f"{name} {cell_text(figure[name])}" for name in names if figure[name] is not None)
    return f"{figure['figure_id']}: {values} · «{figure['quote']}»"
