"""`cchc trace`: from a figure, or another record of a document, back to the sentence or cell that printed it, and
from a figure forward to the facts made of it.

Belongs here: the steps and their order. Does not belong here: opening the archive;
`orchestration.trace.locate` finds the place in the captured bytes and is imported only when there is an
archive to look into.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from cchc.cite_command import nearest_figures
from cchc.completing import complete_figure
from cchc.errors import CchcError
from cchc.output import echo_json
from cchc.releases import data_directory, find_release, opened, release_option, rows_of
from cchc.text import printable
from cchc.trace_fact import echo_fact, find_fact
from cchc.trace_proof import echo_proof, find_proof
from publishing.cells import cell_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from orchestration.trace import Place

_CONTEXT = 300
"""Characters of a long line shown on each side of the quote."""
_PARTS = {
    "table": "table",
    "row": "row",
    "col": "column",
    "char": "characters",
    "block": "block",
    "page": "page",
}
_FACTS = """
    select score_key, score, rank_published, rank_of, unit_of_measure, status, evidence, figures_agree,
           figures_differ
    from fct_score where ? in (figure_id, rank_figure_id, max_figure_id) order by score_key
"""
_RIVALS = """
    select r.figure_id, r.value, r.value_raw, r.unit_of_measure, r.evidence, r.document_id, r.is_current
    from fct_figure f join fct_figure r
        on r.index_code = f.index_code and r.year = f.year and r.unit_key = f.unit_key and r.measure = f.measure
        and r.domain_code is not distinct from f.domain_code and r.scope is not distinct from f.scope
        and r.base_year is not distinct from f.base_year and r.figure_id <> f.figure_id
    where f.figure_id = ? order by r.evidence, r.figure_id
"""
_DISCREPANCIES = """
    select discrepancy_id, rule, rule_name, expected, found, explanation
    from fct_discrepancy where list_contains(figure_ids, ?) order by discrepancy_id
"""
_CAPTURE = """
    select * from fct_capture where capture_id = ? order by (outcome = 'new') desc, looked_at, look_id limit 1
"""

_RECORD_TABLES = {
    "deduction": "fct_deduction",
    "task": "fct_task",
    "target": "fct_target",
    "reporting_duty": "fct_reporting_duty",
    "anomaly": "fct_anomaly",
}
_PROVENANCE = {"document_id", "capture_id", "locator", "quote", "reader", "reader_version", "is_current", "position"}

Steps = list[tuple[str, str]]


@click.command()
@click.argument("record_id", metavar="FIGURE_ID", shell_complete=complete_figure)
@click.option("--format", "format_name", type=click.Choice(["table", "json"]), default="table", show_default=True)
@release_option
def trace(record_id: str, format_name: str, release_name: str) -> None:
    """Follow a figure: document, capture, place, raw text, reader, figure, facts, discrepancies.

    The key of a deduction, task, target, reporting duty or anomaly is followed back to its place too, the key of a
    bound to the steps that prove it, and the key of a fact to the figures or facts that it comes from.
    """
    with opened(find_release(release_name)) as con:
        proof = find_proof(con, record_id)
        fact = None if proof else find_fact(con, record_id)
        found = {} if proof or fact else _find(con, record_id)
    if reasoned := proof or fact:
        if format_name == "json":
            echo_json(reasoned)
        elif proof:
            echo_proof(proof)
        else:
            echo_fact(reasoned)
        return
    place, reason = _locate(found.get("figure") or found["record"])
    if format_name == "json":
        echo_json(found | {"place": _place_facts(place), "raw_text_missing_because": reason})
        return
    for title, text in _steps(found, place, reason):
        click.secho(f"{title:<14}", bold=True, nl=False)
        click.echo(text)


def _find(con: DuckDBPyConnection, record_id: str) -> dict[str, Any]:
    """What the release knows of the figure: its row, document, capture, facts and discrepancies; or of the record."""
    figures = rows_of(con, "select * from fct_figure where figure_id = ?", [record_id])
    if not figures:
        record = _find_record(con, record_id)
        return _source_of(con, record) | {"record": record}
    return _source_of(con, figures[0]) | {
        "figure": figures[0],
        "facts": rows_of(con, _FACTS, [record_id]),
        "rivals": rows_of(con, _RIVALS, [record_id]),
        "discrepancies": rows_of(con, _DISCREPANCIES, [record_id]),
    }


def _find_record(con: DuckDBPyConnection, record_id: str) -> dict[str, Any]:
    """The row of a record that is no figure."""
    held = {row["table_name"] for row in rows_of(con, "select table_name from duckdb_tables()")}
    for kind, table in _RECORD_TABLES.items():
        # Releases made before a table came have none of it.
        query = f"select * from {table} where {kind}_id = ?"  # noqa: S608  (our own names)
        if table in held and (rows := rows_of(con, query, [record_id])):
            return rows[0]
    near = nearest_figures(con, record_id)
    hint = f"did you mean {' or '.join(near)}?" if near else "`cchc show UNIT` ends with a command that has one."
    raise CchcError(f"The release has no figure, fact, record, bound or contradiction {record_id}; {hint}")


def _source_of(con: DuckDBPyConnection, record: Mapping[str, Any]) -> dict[str, Any]:
    """The document and the capture that a record was read from."""
    documents = rows_of(con, "select * from dim_document where document_id = ?", [record["document_id"]])
    captures = rows_of(con, _CAPTURE, [record["capture_id"]])
    return {
        "document": documents[0] if documents else {"document_id": record["document_id"]},
        "capture": captures[0] if captures else {"capture_id": record["capture_id"]},
    }


def _locate(figure: Mapping[str, Any]) -> tuple[Place | None, str | None]:
    """The figure's place in the captured text, or why it cannot be shown."""
    try:
        data = data_directory()
    except CchcError as error:
        return None, error.message
    if not (data / "archive").is_dir():
        return None, f"there is no archive under {data}; `cchc run` makes it"
    from orchestration.trace import locate

    try:
        return locate(data, figure["document_id"], figure["capture_id"], figure["locator"]), None
    except Exception as error:
        # Whatever the archive lacks, the rest of the trail holds and is still told.
        return None, f"the archive under {data} does not give it: {str(error) or type(error).__name__}"


def _place_facts(place: Place | None) -> dict[str, Any] | None:
    names = ("line_number", "line", "start", "end", "header", "cell", "sheet", "page", "box")
    return None if place is None else {name: getattr(place, name) for name in names}


def _steps(found: Mapping[str, Any], place: Place | None, reason: str | None) -> Steps:
    record = found.get("figure") or found["record"]
    steps = [
        (
            "document",
            _told(found["document"], "document_id", "title", "publisher", "full_number", "issued_on", "url"),
        ),
        ("capture", _capture_text(found["capture"])),
        ("place", _place_text(record["locator"], place)),
        ("raw text", _raw_text(record["quote"], place, reason)),
        ("reader", printable(f"{record['reader']}@{record['reader_version']}")),
    ]
    if "figure" not in found:
        return [*steps, ("record", _named(record, *(name for name in record if name not in _PROVENANCE)))]
    steps.append(("figure", _figure_text(record)))
    steps += [("fact", _fact_text(fact)) for fact in found["facts"]] or [("fact", "no fact rests on this figure")]
    rival = ("value", "value_raw", "unit_of_measure", "evidence", "document_id")
    steps += [("rival", f"{_told(row, 'figure_id')} · {_named(row, *rival)}") for row in found["rivals"]]
    names = ("discrepancy_id", "rule_name", "expected", "found", "explanation")
    told = [("discrepancy", _named(row, *names)) for row in found["discrepancies"]]
    return steps + (told or [("discrepancy", "none cites this figure")])


def _told(row: Mapping[str, Any], *names: str) -> str:
    """The values of a row that are there, in the order of `names`."""
    return printable(" · ".join(cell_text(row[name]) for name in names if row.get(name) is not None))


def _named(row: Mapping[str, Any], *names: str) -> str:
    """As `_told`, each value with its name."""
    return printable(" · ".join(f"{name} {cell_text(row[name])}" for name in names if row.get(name) is not None))


def _capture_text(capture: Mapping[str, Any]) -> str:
    return "sha256 " + _told(capture, "capture_id") + " · " + _named(
        capture, "looked_at", "method", "media_type", "file_name"
    )  # fmt: skip


def _place_text(locator: str, place: Place | None) -> str:
    """`table 1, row 3, column 4, characters 120-127`, with the column's header where known."""
    parts = [re.fullmatch(r"([a-z]+):(.+)", part) for part in locator.split("/")]
    told = [f"{_PARTS.get(part[1], part[1])} {part[2]}" for part in parts if part]
    if place and place.sheet:
        told.insert(0, f"sheet “{place.sheet}”")
    if place and place.page:
        told.insert(0, f"page {place.page}")
    if place and place.header:
        told.append(f"under {place.header}")
    if place and place.box:
        told.append("in the box " + " ".join(f"{edge:.0f}" for edge in place.box))
    return printable(", ".join(told) or locator)


def _raw_text(quote: str, place: Place | None, reason: str | None) -> str:
    """The line with the quote standing out, even without colour; or the quote and why there is no line."""
    if place is None:
        return f"«{printable(quote)}» (the line cannot be shown: {printable(reason or '')})"
    quoted = _shown(place.line[place.start : place.end])
    before, after = _shown(place.line[: place.start]), _shown(place.line[place.end :])
    if len(before) > _CONTEXT:
        before = "…" + before[-_CONTEXT:]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT] + "…"
    return f"line {place.line_number}: {before}{click.style(f'«{quoted}»', bold=True, reverse=True)}{after}"


def _shown(text: str) -> str:
    """A part of a line as a person reads it: the cells of a table row stand apart."""
    return printable(text.replace("\t", " │ "))


def _figure_text(figure: Mapping[str, Any]) -> str:
    what = _told(figure, "index_code", "year", "unit_name", "domain_code", "measure")
    names = ("value", "value_raw", "unit_of_measure", "evidence", "unit_name_raw", "base_year", "scope")
    value = _named(figure, *names, "confidence", "doubt", "reconciled")
    superseded = "" if figure["is_current"] else " · superseded by a newer capture"
    return f"{printable(figure['figure_id'])}: {what} · {value}{superseded}"


def _fact_text(fact: Mapping[str, Any]) -> str:
    return _told(fact, "score_key") + " · " + _named(
        fact, "score", "rank_published", "rank_of", "status", "evidence", "figures_agree", "figures_differ"
    )  # fmt: skip
