"""What a release says of its changes: which release came before, every change, and the facts behind them in words.

Belongs here: comparing a release with its predecessor and looking up what the changed rows are. Does not belong here:
comparing tables (`publishing.changes`), pages and files (`publishing.changes_page`, `publishing.change_files`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from publishing.changes import ADDED, CHANGED, REMOVED, Change, Keys, compare, summary
from publishing.content import ReleaseInfo
from publishing.database import DATABASE_NAME
from publishing.datapackage import PACKAGE_NAME, primary_keys
from publishing.errors import ReleaseError
from publishing.release_content import ReleaseContent
from publishing.schema import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FACT_TABLE = "fct_score"
FACT_COLUMNS = ("score", "rank_published", "max_score", "status", "evidence_class")
"""Cells of a fact whose change a reader wants to see named; the others are in changes.csv."""
_FACT = """
    select score_key, index_code, year, unit_name, domain_code, domain_name_vi, domain_name_en, figure_id
    from fct_score where score_key in (select unnest(?))
"""
_DOCUMENT = """
    select document_id, title, publisher, url, evidence, figures, issued_on
    from dim_document where document_id in (select unnest(?)) order by document_id
"""
_ALL_DOCUMENTS = "select document_id from dim_document where figures > 0 order by document_id"
_DISCREPANCY = """
    select discrepancy_id, rule, rule_name, severity, index_code, year, unit_name, document_id, figure_ids, explanation
    from fct_discrepancy where discrepancy_id in (select unnest(?)) order by discrepancy_id
"""
_FIGURE = """
    select figure_id, index_code, year, unit_name, domain_code, domain_label, measure, value_raw, unit_of_measure,
           document_id
    from fct_figure where figure_id in (select unnest(?)) order by figure_id
"""
_PREVIOUS = "previous"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeReport:
    """Changes of a release since `previous`, the version before; without one, `documents` are all that gave figures.

    `facts` are the changed cells of facts, each with the row of the fact. `figures`, `documents`, `discrepancies`: rows
    that are new, and of figures those that changed.
    """

    info: ReleaseInfo
    previous: str | None
    changes: tuple[Change, ...]
    counts: Mapping[str, Mapping[str, int]]
    facts: tuple[tuple[Change, Row], ...]
    figures: tuple[Row, ...]
    documents: tuple[Row, ...]
    discrepancies: tuple[Row, ...]


def read_report(con: DuckDBPyConnection, content: ReleaseContent) -> ChangeReport:
    """Compare the open release with the one before it.

    Raises ReleaseError when the one before cannot be read.
    """
    changes = tuple(_changes(con, content)) if content.previous else ()
    facts = [c for c in changes if c.table == FACT_TABLE and c.kind == CHANGED and c.column in FACT_COLUMNS]
    rows = {row["score_key"]: row for row in _rows(con, _FACT, [change.key for change in facts])}
    return ChangeReport(
        info=content.info,
        previous=content.previous.name if content.previous else None,
        changes=changes,
        counts=summary(changes),
        facts=tuple((change, rows[change.key]) for change in facts),
        figures=_rows(con, _FIGURE, _keys(changes, "fct_figure", (ADDED, CHANGED))),
        documents=_rows(con, _DOCUMENT, _documents(con, content, changes)),
        discrepancies=_rows(con, _DISCREPANCY, _keys(changes, "fct_discrepancy", (ADDED, CHANGED))),
    )


def gone(report: ChangeReport, table: str) -> list[str]:
    """Keys of the rows of `table` that are no longer there."""
    return _keys(report.changes, table, (REMOVED,))


def _changes(con: DuckDBPyConnection, content: ReleaseContent) -> list[Change]:
    import duckdb

    previous = content.previous
    if previous is None:
        return []
    keys: Keys = {table.name: table.key for table in content.tables}
    here = con.execute("select current_database()").fetchone()
    try:
        con.execute(f"attach {literal(str(previous / DATABASE_NAME))} as {_PREVIOUS} (read_only)")
        old_keys = primary_keys(json.loads((previous / PACKAGE_NAME).read_text(encoding="utf-8")))
        return list(compare(con, _PREVIOUS, here[0] if here else "", old_keys, keys))
    except (duckdb.Error, OSError, ValueError, KeyError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise ReleaseError(
            f"The release before, {previous.name}, cannot be compared with ({reason}); mend or remove its folder."
        ) from None
    finally:
        con.execute(f"detach database if exists {_PREVIOUS}")


def _documents(con: DuckDBPyConnection, content: ReleaseContent, changes: Sequence[Change]) -> list[str]:
    if content.previous is None:
        return [document_id for (document_id,) in con.execute(_ALL_DOCUMENTS).fetchall()]
    return _keys(changes, "dim_document", (ADDED,))


def _keys(changes: Sequence[Change], table: str, kinds: Sequence[str]) -> list[str]:
    return sorted({change.key for change in changes if change.table == table and change.kind in kinds})


def _rows(con: DuckDBPyConnection, sql: str, keys: Sequence[str]) -> tuple[Row, ...]:
    if not keys:
        return ()
    cursor = con.execute(sql, [list(keys)])
    names = [column[0] for column in cursor.description or []]
    return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())
