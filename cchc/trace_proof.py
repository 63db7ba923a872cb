"""`cchc trace` of what was reasoned: a bound or a contradiction, the steps of its proof, and the figures it rests on.

Belongs here: how these are found and told. Does not belong here: reasoning; the release holds the finished proof.
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

_TABLES = {"bound": ("fct_bound", "bound_key"), "contradiction": ("fct_contradiction", "contradiction_id")}

Found = dict[str, Any]


def find_proof(con: DuckDBPyConnection, key: str) -> Found | None:
    """The bound or contradiction with its figures; None where the release has none of that key."""
    # Releases made before these were told have no such tables.
    held = {row["table_name"] for row in rows_of(con, "select table_name from duckdb_tables()")}
    for kind, (table, column) in _TABLES.items():
        query = f"select * from {table} where {column} = ?"  # noqa: S608  (our own names)
        if table in held and (rows := rows_of(con, query, [key])):
            return {kind: rows[0], "figures": rows_of(con, _FIGURES, [rows[0]["figure_ids"]])}
    return None


def echo_proof(found: Found) -> None:
    """Print what was reasoned, then each step, then each figure with the place that prints it."""
    reasoned = found.get("bound") or found["contradiction"]
    for title, text in _bound_lines(reasoned) if "bound" in found else _contradiction_lines(reasoned):
        _echo(title, text)
    for step in reasoned["proof"]:
        number, _, text = step.partition(". ")
        _echo(*((f"step {number}", text) if number.isdigit() else ("so", step)))
    for figure in found["figures"]:
        _echo("figure", _figure(figure))


def _bound_lines(bound: Found) -> list[tuple[str, str]]:
    return [("bound", bound["bound_key"]), ("interval", _interval(bound))]


def _contradiction_lines(contradiction: Found) -> list[tuple[str, str]]:
    return [
        ("contradiction", f"{contradiction['figures']} figures cannot all be true"),
        ("set aside", contradiction["set_aside_figure_id"]),
    ]


def _echo(title: str, text: str) -> None:
    click.secho(f"{title:<15}", bold=True, nl=False)
    click.echo(printable(text))


def _interval(bound: Found) -> str:
    told = f"{cell_text(bound['low'])} to {cell_text(bound['high'])} · width {cell_text(bound['width'])}"
    closed = "" if bound["value"] is None else f" · value {cell_text(bound['value'])}"
    return f"{told}{closed} · status {bound['status']} · {bound['unit_name']}"


def _figure(figure: Found) -> str:
    names = ("value", "unit_of_measure", "value_raw", "evidence")
    values = " · ".join(f"{name} {cell_text(figure[name])}" for name in names if figure[name] is not None)
    return f"{figure['figure_id']}: {values} · «{figure['quote']}»"
