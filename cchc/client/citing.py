"""Citations of a release, a table, a figure or an answer, as text and BibTeX.

Belongs here: finding what is cited. Does not belong here: the wording (`publishing.citation`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cchc.client.metadata import Metadata
from cchc.client.tracing import TABLES, Trace
from publishing.cells import cell_text
from publishing.citation import bibtex, capture_text, dataset_text, figure_text, table_text

_ORIGIN = ("publisher", "title", "full_number", "issued_on", "url")
_MOST_TOLD = 6


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as a sentence (`text`) and as a BibTeX entry (`bibtex`); `str` gives both."""

    text: str
    bibtex: str

    def __str__(self) -> str:
        return f"{self.text}\n\n{self.bibtex}"


def cite_release(version: str, built_from: date) -> Citation:
    """The release."""
    return Citation(dataset_text(version, built_from), bibtex(version, built_from))


def cite_table(version: str, built_from: date, table: str) -> Citation:
    """A table of the release."""
    return Citation(table_text(version, built_from, table), bibtex(version, built_from, table))


def cite_trace(version: str, built_from: date, trace: Trace) -> Citation:
    """A figure or another record with the document that printed it; what was computed with the table that holds it."""
    if not trace.document:
        held = f"{TABLES[trace.kind][0]} ({trace.key})"
        text = f"{_computed(trace.kind, trace.record)} {table_text(version, built_from, held)}"
        return Citation(text, bibtex(version, built_from, held))
    record, document = trace.record, trace.document
    origin = [cell_text(document[name]) for name in _ORIGIN if document.get(name) is not None]
    origin = origin or [cell_text(document.get("document_id"))]
    capture = capture_text(trace.capture_id) if trace.capture_id else None
    origin.append(", ".join(part for part in (capture, trace.locator) if part))
    if trace.kind == "figure":
        text = figure_text(version, built_from, trace.key, _printed(record), origin)
    else:
        place = ". ".join(part for part in origin if part)
        words = f"{trace.kind.capitalize()} {trace.key}. Printed in: {place}. Read from"
        text = f"{words} {dataset_text(version, built_from)}"
    return Citation(text, bibtex(version, built_from, f"{trace.key}, {capture}" if capture else trace.key))


def _printed(record: Mapping[str, Any]) -> str:
    unit = f" {record['unit_of_measure']}" if record["unit_of_measure"] else ""
    return f"{_where(record)}, {record['measure']}: {record['value_raw']}{unit}."


def _computed(kind: str, record: Mapping[str, Any]) -> str:
    if kind == "score":
        return f"{_where(record)}, score: {record['score']} {record['unit_of_measure']}, computed, not printed."
    if kind == "bound":
        return f"{_where(record)}, {record['measure']} between {record['low']} and {record['high']}, not printed."
    return f"{record['figures']} figures that cannot all be true."


def _where(record: Mapping[str, Any]) -> str:
    domain = "" if record["domain_code"] == "_total" else f" domain {record['domain_code']}"
    return f"{record['index_code']} {record['year']}{domain}, {record['unit_name']}"


def cite_answer(told: Metadata) -> Citation:
    """The rows that a frame holds, by what was selected, with the publishers of the indices."""
    version, built_from = told["version"], date.fromisoformat(told["built_from"])
    selection = "; ".join(
        f"{name} {_values(value)}" for name, value in told["selection"].items() if name not in ("unit_key", "sql")
    )
    table = f"{told['table']} ({selection})" if selection else told["table"]
    text = table_text(version, built_from, table)
    publishers: dict[str, list[str]] = {}
    for index, publisher in told["publishers"].items():
        publishers.setdefault(publisher, []).append(index)
    named = "; ".join(f"{', '.join(codes)}: {publisher}" for publisher, codes in publishers.items() if publisher)
    return Citation(f"{text} Indices published by {named}." if named else text, bibtex(version, built_from, table))


def _values(value: object) -> str:
    if not isinstance(value, list):
        return str(value)
    if len(value) > 1 and all(isinstance(item, int) for item in value):
        return (
            f"{value[0]}-{value[-1]}" if value == list(range(value[0], value[-1] + 1)) else ", ".join(map(str, value))
        )
    return ", ".join(map(str, value[:_MOST_TOLD])) + (
        f" and {len(value) - _MOST_TOLD} more" if len(value) > _MOST_TOLD else ""
    )
