"""Records read from the shared seeds against their keys, kind by kind.

Belongs here: what of a key is compared with what of a record, and how alike is right. Does not belong here: loading and
printing (`bench.reading`), discrepancies of the warehouse (`bench.seed_discrepancies`).

Right is: a citation at the place, with number and date; an index fact or cell with measure, value, year and place; a
deduction or task whose quote covers at least 80 % of the key's and is covered by it; a target at the place, with
operator and value; a reporting duty at the place. The domain of a task is a judgement of the key and shown by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from bench.scoring import Board, Span, cover, fold, names, overlap, paired, shared
from scrapers.documents.model import Locator

Entry = dict[str, Any]
_ENOUGH = 0.8
_TOLERANCE = 0.0051
_MEASURES = {
    "score": "score",
    "score_change": "delta_score",
    "score_change_stated": "delta_score",
    "rank": "rank",
    "rank_change": "delta_rank",
}
_INDEX_CODES = (("huyen", "PAR_INDEX_DISTRICT"), ("sipas", "SIPAS"), ("", "PAR_INDEX"))
DOMAINS = {
    "D1": "STEERING",
    "D2": "INSTITUTIONS",
    "D3": "PROCEDURES",
    "D4": "ORGANISATION",
    "D5": "CIVIL_SERVICE",
    "D6": "FINANCE",
    "D7": "DIGITAL",
    "D8": "IMPACT",
    "SIPAS": "SIPAS_PART",
}
"""The domains of the keys to conformed codes."""


def place(entry: Entry) -> Span:
    """Where a key's entry stands in the text."""
    return entry["char"], entry["char"] + len(entry["quote"])


def spot(record: Entry) -> Span:
    """Where a record stands in the text."""
    locator = Locator.parse(record["locator"])
    return locator.start, locator.end


def score_citations(board: Board, key: Entry, printed: Entry) -> None:
    """Mentions with number and date; what the key lists as a reference without number is left out."""

    def likeness(wanted: Entry, read: Entry) -> float:
        if not _same_citation(wanted, read):
            return 0.0
        return cover(place(wanted), spot(read))

    unnumbered = [place(entry) for entry in key["unnumbered_references"]]
    for wanted, read in paired(key["citations"], printed["citations"], likeness):
        if wanted is None and read is not None:
            if not any(shared(spot(read), other) for other in unnumbered):
                board.false(
                    f"{key['seed']}: {read['cited_full_number']} {read['cited_on']} {read['quote'][:60]!r}", "citations"
                )
        elif wanted is not None and read is None:
            board.missed(
                f"{wanted['id']} {wanted['full_number']} {wanted['date']} {wanted['quote'][:60]!r}", "citations"
            )
        else:
            board.right("citations")


def _same_citation(wanted: Entry, read: Entry) -> bool:
    numbers = {_number(wanted["full_number"]), _number(wanted.get("repeat_of") or wanted["full_number"])}
    date = wanted.get("date_as_printed") or wanted["date"]
    return _number(read["cited_full_number"]) in numbers and (read["cited_on"] or None) in {date, wanted["date"]}


def _number(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


def score_figures(board: Board, key: Entry, printed: Entry) -> None:
    """Index facts of sentences, and cells of tables; other figures are false."""
    figures = [figure for figure in printed["figures"] if figure["measure"] not in ("group", "mean", "lost_points")]
    rows = [_extent(table) for table in key["tables"]]
    in_table = [figure for figure in figures if any(shared(spot(figure), row) for row in rows)]
    facts = [fact for entry in key["index_facts"] for fact in _facts(entry) if not _in_table(entry, rows)]
    totals = [fact for entry in key["index_facts"] for fact in _facts(entry) if _in_table(entry, rows)]
    cells = [cell for table in key["tables"] for cell in _cells(table)]
    _score_values(board, "index facts", key, facts, [figure for figure in figures if figure not in in_table])
    _score_values(board, "table cells", key, cells, in_table)
    missing = [fact for fact, read in paired(totals, in_table, _value_likeness) if fact is not None and read is None]
    for fact in totals:
        if fact in missing:
            board.missed(f"{key['seed']}: {fact}", "index facts")
        else:
            board.right("index facts")


def _score_values(board: Board, kind: str, key: Entry, wanted: Sequence[Entry], read: Sequence[Entry]) -> None:
    for one, other in paired(wanted, read, _value_likeness):
        if one is None and other is not None:
            told = [
                other[name] for name in ("index_code", "unit_name", "year", "domain_label", "measure", "value", "quote")
            ]
            board.false(f"{key['seed']}: {told}", kind)
        elif other is None:
            board.missed(f"{key['seed']}: {one}", kind)
        else:
            board.right(kind)


def _value_likeness(wanted: Entry, read: Entry) -> float:
    same = (
        read["measure"] == wanted["measure"]
        and abs(read["value"] - wanted["value"]) <= _TOLERANCE
        and read["year"] == wanted["year"]
        and wanted.get("index", read["index_code"]) == read["index_code"]
        and fold(read["unit_name"]) in fold(wanted.get("unit", read["unit_name"]))
        and (wanted.get("domain") is None or wanted["domain"] == fold(read["domain_label"]))
    )
    return 1.0 if same and shared(wanted["span"], spot(read)) else 0.0


def _facts(entry: Entry) -> Iterable[Entry]:
    """An index fact of a key as figures: a rank's total is one of its own."""
    measure = _MEASURES.get(entry["metric"])
    if measure is None:
        return
    index = next(code for word, code in _INDEX_CODES if word in fold(entry["index"]))
    common = {"year": entry["year"], "span": place(entry), "index": index, "unit": entry["unit_name"]}
    yield common | {"measure": measure, "value": float(entry["value"])}
    if entry.get("of"):
        yield common | {"measure": "rank_of", "value": float(entry["of"])}


def _cells(table: Entry) -> Iterable[Entry]:
    for row in table["rows"]:
        common = {"span": place(row), "domain": fold(row["name"])}
        for year in (2020, 2021):
            yield common | {"year": year, "measure": "score", "value": float(row[f"score_{year}"])}
            yield common | {"year": year, "measure": "max_score", "value": float(row[f"max_{year}"])}
        if row["change_stated"] is not None:
            yield common | {"year": 2021, "measure": "delta_score", "value": float(row["change_stated"])}
    for year in (2020, 2021):
        total = table["total"]
        yield {"span": place(total), "year": year, "measure": "score", "value": float(total[f"score_{year}"])}


def _extent(table: Entry) -> Span:
    return place(table["header"])[0], place(table["total"])[1]


def _in_table(entry: Entry, rows: Sequence[Span]) -> bool:
    return any(shared(place(entry), row) for row in rows)


def score_deductions(board: Board, key: Entry, printed: Entry) -> None:
    """Criteria on which points were lost; weak points that the introduction tells are left out."""
    intro = [place(entry) for entry in key.get("limitations_in_intro", [])]
    read = [one for one in printed["deductions"] if not any(cover(spot(one), other) >= _ENOUGH for other in intro)]
    for wanted, found in paired(key["deducted_criteria"], read, _alike):
        _count(board, "deductions", key, wanted, found)
        if wanted is not None and found is not None:
            _check(board, "  domain of deductions", _domain(wanted), found["conformed_code"], wanted)


def score_tasks(board: Board, key: Entry, printed: Entry) -> None:
    """Tasks, and of those found the bodies and the domain."""
    for wanted, found in paired(key["tasks"], printed["tasks"], _alike):
        _count(board, "tasks", key, wanted, found)
        if wanted is not None and found is not None:
            _check(board, "  lead bodies", names(wanted["lead_units"]), names(found["lead_units"]), wanted)
            own, others = names(wanted["coordinating_units"]), names(found["coordinating_units"])
            _check(board, "  coordinating bodies", own, others, wanted)
            _check(board, "  domain of tasks", _domain(wanted), found["conformed_code"], wanted)


def score_targets(board: Board, key: Entry, printed: Entry) -> None:
    """Targets at their place, with operator and value."""

    def likeness(wanted: Entry, read: Entry) -> float:
        value = wanted["value"]
        bounds = [*value, None] if isinstance(value, list) else [value, None]
        same = read["operator"] == wanted["operator"] and [read["value"], read["value_to"]] == bounds[:2]
        near = cover(place(wanted), spot(read))
        return near if same and near >= _ENOUGH else 0.0

    for wanted, found in paired(key["targets"], printed["targets"], likeness):
        _count(board, "targets", key, wanted, found)


def score_duties(board: Board, key: Entry, printed: Entry) -> None:
    """Reporting duties at their place."""
    for wanted, found in paired(
        key["reporting"], printed["reporting_duties"], lambda one, other: cover(place(one), spot(other))
    ):
        _count(board, "reporting duties", key, wanted, found)


def _alike(wanted: Entry, read: Entry) -> float:
    share = overlap(place(wanted), spot(read))
    return share if share >= _ENOUGH else 0.0


def _count(board: Board, kind: str, key: Entry, wanted: Entry | None, found: Entry | None) -> None:
    if wanted is None and found is not None:
        board.false(f"{key['seed']}: {found.get('operator', '')} {found['quote'][:90]!r}", kind)
    elif wanted is not None and found is None:
        board.missed(f"{wanted['id']}: {wanted.get('operator', '')} {wanted['quote'][:90]!r}", kind)
    else:
        board.right(kind)


def _check(board: Board, kind: str, expected: Any, found: Any, wanted: Entry) -> None:
    if expected == found:
        board.right(kind)
    else:
        board.missed(f"{wanted['id']}: {_shown(expected)}, read {_shown(found)}", kind)


def _shown(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _domain(wanted: Entry) -> str | None:
    return DOMAINS.get(wanted["domain"])
