"""`tasks`: every planned task with whose plan it stands in, for all pages that show plans.

Belongs here: this file and its parts. Does not belong here: a document's own records (`documents`).
"""

# ruff: noqa: S608 - queries are made of our own names alone

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.explorer.columns import TASK
from publishing.explorer.core import read_conformed
from publishing.explorer.data_files import write_data
from publishing.explorer.document_rows import DocumentRows
from publishing.explorer.file_names import part_name
from publishing.explorer.packing import Rows, pick, read
from publishing.release_content import ReleaseContent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TASKS_IN_A_PART = 5_000
_ISSUER = ("issuer_unit_key", "issuer_unit_name", "issuer_level", "issuer_province_name", "plan_years")
_PLANS = """
    select document_id from fct_task
    union select document_id from fct_target union select document_id from fct_deduction
"""


def write_explorer_plans(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write `tasks`, in parts where there are many."""
    if content.explorer is None:
        return
    documents = DocumentRows(con)
    tasks = _with_issuers(read(con, _tasks(con)), documents)
    parts = max(1, -(-len(tasks.rows) // TASKS_IN_A_PART))
    for part in range(1, parts + 1):
        some = tasks.slice((part - 1) * TASKS_IN_A_PART, part * TASKS_IN_A_PART)
        named = read(con, _PLANS).column("document_id") if part == 1 else []
        told = {
            "part": part,
            "parts": parts,
            "tasks": some.packed(),
            "subjects": read_conformed(con).packed(),
            "plans": documents.packed(named),
        }
        write_data(folder, part_name("tasks", part), told)


def _tasks(con: DuckDBPyConnection) -> str:
    """SQL: current tasks in order of document and place; a domain stands in these indices."""
    return f"""
        select {pick(con, "fct_task", TASK, "task")},
            coalesce(indices.index_codes, []) as index_codes
        from fct_task as task
        left join (
            select conformed_code, list(distinct index_code order by index_code) as index_codes
            from bridge_conformed_domain group by conformed_code
        ) as indices using (conformed_code)
        where task.is_current order by task.document_id, task.position, task.task_id
    """


def _with_issuers(tasks: Rows, documents: DocumentRows) -> Rows:
    issuers_at = [documents.rows.columns.index(name) for name in _ISSUER]
    issuers = {row[0]: tuple(row[at] for at in issuers_at) for row in documents.rows.rows}
    nobody: tuple[Any, ...] = (None, None, None, None, [])
    document_at = tasks.columns.index("document_id")
    rows = [(*row, *issuers.get(row[document_at], nobody)) for row in tasks.rows]
    return Rows((*tasks.columns, *_ISSUER), rows)
