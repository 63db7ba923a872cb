"""Which of the inconsistencies that the keys list come out as an anomaly of reading or a discrepancy of the warehouse.

Belongs here: finding what stands at an inconsistency's place, and running the whole line for the discrepancies.
Does not belong here: the rules themselves. One is found where an anomaly, or a figure of a discrepancy, stands at its
quote or, in a table, in its row.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.scoring import Board, Span, shared
from bench.seed_keys import place, spot

Entry = dict[str, Any]
_ASKED = ("high", "medium")

_DISCREPANCIES = """
    select distinct found.rule, coalesce(figure.locator, citation.locator) as locator
    from fct_discrepancy as found
    left join unnest(found.figure_ids) as cited (figure_id) on true
    left join fct_figure as figure on cited.figure_id = figure.figure_id
    left join bridge_citation as citation on found.citation_id = citation.citation_id
    where coalesce(figure.document_id, citation.citing_document_id) = ?
      and coalesce(figure.locator, citation.locator) is not null
    order by 1, 2
"""


def score_inconsistencies(board: Board, key: Entry, text: str, found: Sequence[tuple[str, Span]]) -> None:
    """Counts those of high and medium severity as found or missed; `found` are kinds with their places."""
    for entry in key["inconsistencies"]:
        if entry["severity"] not in _ASKED:
            continue
        told = f"{entry['id']} {entry['severity']} {entry['kind']}: {entry['quote'][:60]!r}"
        if any(shared(_reach(text, place(entry)), other) for _, other in found):
            board.right(f"inconsistencies, {entry['severity']}")
        else:
            board.missed(told, f"inconsistencies, {entry['severity']}")


def told_by_anomalies(printed: Entry) -> list[tuple[str, Span]]:
    """The anomalies of a document with their places; what is said of the whole document is at no place."""
    return [(anomaly["kind"], spot(anomaly)) for anomaly in printed["anomalies"]]


def told_by_warehouse(files: Iterable[Path]) -> dict[str, list[tuple[str, Span]]]:
    """The discrepancies of documents by name: all bundled data and the files go through the whole line."""
    import duckdb

    from orchestration.crawling import crawler_of
    from orchestration.jobs import Wanted
    from orchestration.nightly import run_nightly
    from orchestration.paths import DataPaths
    from orchestration.settings import Settings
    from scrapers.archive import Archive
    from scrapers.identity import added_id
    from scrapers.intake import add_files

    files = list(files)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(file=None, data=Path(folder) / "data")
        paths = DataPaths(settings.data)
        add_files(Archive(paths.archive), files, datetime(2026, 1, 1, tzinfo=UTC))
        run_nightly(settings, Wanted(), crawler_of(settings, lambda: datetime.now(UTC)))
        with duckdb.connect(str(paths.release / "latest" / "cchc.duckdb"), read_only=True) as con:
            return {
                file.name: [
                    (rule, spot({"locator": locator}))
                    for rule, locator in con.execute(_DISCREPANCIES, [added_id(file.name)]).fetchall()
                ]
                for file in files
            }


def _reach(text: str, span: Span) -> Span:
    """The row of a table that a place stands in; a place in prose alone."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    row = (start, len(text) if end < 0 else end)
    return row if "\t" in text[row[0] : row[1]] else span
