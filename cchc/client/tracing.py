"""From a key back to the place that printed it, and to what else was printed of the same.

Belongs here: what is told of a figure, score, bound, contradiction, task, target, deduction, duty or anomaly. Does
not belong
here: finding the place in the captured bytes, which needs the archive (`cchc trace` does).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cchc.client.errors import UnknownNameError
from cchc.client.naming import Rows
from cchc.text import printable
from publishing.cells import cell_text

Row = dict[str, Any]

TABLES = {
    "figure": ("fct_figure", "figure_id"),
    "score": ("fct_score", "score_key"),
    "bound": ("fct_bound", "bound_key"),
    "contradiction": ("fct_contradiction", "contradiction_id"),
    "task": ("fct_task", "task_id"),
    "target": ("fct_target", "target_id"),
    "deduction": ("fct_deduction", "deduction_id"),
    "duty": ("fct_reporting_duty", "reporting_duty_id"),
    "anomaly": ("fct_anomaly", "anomaly_id"),
}
_PARTS = {"col": "column", "char": "characters"}
_FACTS = """
    select score_key, score, unit_of_measure, rank_published, rank_of, status, evidence, sources_agree, sources_differ
    from fct_score where ? in (figure_id, rank_figure_id, max_figure_id) order by score_key
"""
_RIVALS = """
    select o.figure_id, o.value, o.unit_of_measure, o.value_raw, o.evidence, o.document_id, d.title, d.url, o.quote,
           c.verdict, c.difference
    from fct_figure as f join fct_figure as o
        on o.figure_id <> f.figure_id and o.is_current and o.index_code = f.index_code and o.year = f.year
        and o.unit_key = f.unit_key and o.domain_code = f.domain_code and o.measure = f.measure
    left join dim_document as d on d.document_id = o.document_id
    left join fct_claim_check as c on c.claim_id = o.figure_id
    where f.figure_id = ? order by o.evidence desc, o.figure_id
"""
_DISCREPANCIES = """
    select discrepancy_id, rule, rule_name, severity, expected, found, explanation
    from fct_discrepancy where list_contains(figure_ids, ?) order by discrepancy_id
"""
_NEAREST = """
    select key from (select figure_id as key from fct_figure union all select score_key from fct_score)
    order by jaro_winkler_similarity(key, ?) desc, key limit 3
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where a value is from.

    `kind` says what the key names and `record` is its row. `document` is the row of its document, `capture_id` the
    sha256 of the bytes that were read, `locator` the place in them and `place` the same in words, `quote` the text
    there. `rivals` are other figures printed of the same, each with its document and, for claims, the verdict;
    `facts` rest on it; `discrepancies` cite it. A value that was computed has `proof`, its steps, and `figures`,
    what it rests on.
    """

    key: str
    kind: str
    record: Row
    document: Row = field(default_factory=dict)
    capture_id: str | None = None
    locator: str | None = None
    quote: str | None = None
    facts: list[Row] = field(default_factory=list)
    rivals: list[Row] = field(default_factory=list)
    discrepancies: list[Row] = field(default_factory=list)
    proof: list[str] = field(default_factory=list)
    figures: list[Row] = field(default_factory=list)

    @property
    def place(self) -> str | None:
        """The locator in words: `table 1, row 3, column 4, characters 120-127`."""
        if self.locator is None:
            return None
        parts = [re.fullmatch(r"([a-z]+):(.+)", part) for part in self.locator.split("/")]
        return ", ".join(f"{_PARTS.get(part[1], part[1])} {part[2]}" for part in parts if part) or self.locator

    def __str__(self) -> str:
        """A line a step, with what documents say made safe for a terminal."""
        document = [self.document.get(name) for name in ("title", "publisher", "full_number", "issued_on", "url")]
        lines = [f"{self.kind:<12}{self.key}"]
        lines += (
            [f"{'document':<12}{' · '.join(cell_text(part) for part in document if part)}"] if any(document) else []
        )
        lines += [f"{'place':<12}{self.place}"] if self.place else []
        lines += [f"{'quote':<12}«{self.quote}»"] if self.quote else []
        lines += [f"{'step':<12}{step}" for step in self.proof]
        lines += [f"{'rests on':<12}{_line(row)}" for row in self.figures]
        lines += [f"{'rival':<12}{_line(row)}" for row in self.rivals]
        lines += [f"{'fact':<12}{row['score_key']} · {row['status']} · {row['evidence']}" for row in self.facts]
        lines += [f"{'discrepancy':<12}{row['rule_name']}: {row['explanation']}" for row in self.discrepancies]
        return "\n".join(printable(line) for line in lines)


def traced(rows: Rows, held: Mapping[str, set[str]], key: str) -> Trace:
    """The trace of a key; UnknownNameError with the nearest keys when nothing has it."""
    for kind, (table, column) in TABLES.items():
        if table not in held:
            continue
        query = f"select * from {table} where {column} = ?"  # noqa: S608 - our own names
        if found := rows(query, [key]):
            return _trace_of(rows, held, kind, key, found[0])
    near = ", ".join(row["key"] for row in rows(_NEAREST, [key]))
    raise UnknownNameError(f"Nothing has the key {key!r}; the nearest are {near}.")


def _trace_of(rows: Rows, held: Mapping[str, set[str]], kind: str, key: str, record: Row) -> Trace:
    if kind == "score":
        leads_to = record.get("figure_id") or record.get("bound_key") or record.get("rank_figure_id")
        return traced(rows, held, leads_to) if leads_to else _computed(rows, kind, key, record)
    if kind in ("bound", "contradiction"):
        return _computed(rows, kind, key, record)
    documents = rows("select * from dim_document where document_id = ?", [record["document_id"]])
    is_figure = kind == "figure"
    return Trace(
        key=key,
        kind=kind,
        record=record,
        document=documents[0] if documents else {"document_id": record["document_id"]},
        capture_id=record.get("capture_id"),
        locator=record.get("locator"),
        quote=record.get("quote"),
        facts=rows(_FACTS, [key]) if is_figure else [],
        rivals=rows(_RIVALS, [key]) if is_figure else [],
        discrepancies=rows(_DISCREPANCIES, [key]) if is_figure else [],
    )


_PARTS_OF_A_SCORE = """
    with recursive parts as (
        select d.domain_key, d.sort_order, s.unit_key, s.figure_id
        from fct_score as t
        join dim_domain as d on d.parent_domain_key = t.domain_key
        join fct_score as s on s.domain_key = d.domain_key and s.unit_key = t.unit_key
        where t.score_key = ?
        union all
        select d.domain_key, d.sort_order, s.unit_key, s.figure_id
        from parts
        join dim_domain as d on d.parent_domain_key = parts.domain_key and parts.figure_id is null
        join fct_score as s on s.domain_key = d.domain_key and s.unit_key = parts.unit_key
    )
    select o.figure_id, o.value, o.unit_of_measure, o.value_raw, o.evidence, o.document_id, d.title, d.url, o.quote
    from parts
    join fct_figure as o on o.figure_id = parts.figure_id
    left join dim_document as d on d.document_id = o.document_id
    order by parts.sort_order, o.figure_id
"""
_FIGURES = """
    select o.figure_id, o.value, o.unit_of_measure, o.value_raw, o.evidence, o.document_id, d.title, d.url, o.quote
    from fct_figure as o left join dim_document as d on d.document_id = o.document_id
    where o.figure_id in (select unnest(?)) order by o.figure_id
"""


def _computed(rows: Rows, kind: str, key: str, record: Row) -> Trace:
    """The trace of what nobody printed: the steps of its proof, or the parts that it was computed from."""
    if kind == "score":
        return Trace(key=key, kind=kind, record=record, figures=rows(_PARTS_OF_A_SCORE, [key]))
    figures = rows(_FIGURES, [record["figure_ids"]])
    return Trace(key=key, kind=kind, record=record, proof=list(record["proof"] or []), figures=figures)


def _line(row: Mapping[str, Any]) -> str:
    parts = (
        row["value_raw"],
        row["unit_of_measure"],
        row["evidence"],
        row.get("verdict"),
        row["title"] or row["document_id"],
    )
    return " · ".join(cell_text(part) for part in parts if part) + f" ({row['figure_id']})"
