"""`tasks`: every planned task with whose plan it stands in, for all pages that show plans.

Belongs here: this file and its parts. Does not belong here: a document's own records (`documents`).
"""

# ruff: noqa: S608 - queries are made of our own names alone

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from publishing.explorer.columns import TASK
from publishing.explorer.core import read_conformed
from publishing.explorer.data_files import part_name, write_data
from publishing.explorer.document_rows import DocumentRows
from publishing.explorer.packing import pick, read
from publishing.release_content import ReleaseContent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TASKS_IN_A_PART = 5_000
_PLANNER = ("issuer_unit_key", "issuer_unit_name", "issuer_level", "issuer_province_name", "plan_years", "index_codes")
_PLANS = """
    select document_id from fct_task
    union select document_id from fct_target union select document_id from fct_deduction
"""


def write_explorer_plans(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write `tasks`, in parts where there are many."""
    if content.explorer is None:
        return
    documents = DocumentRows(con)
    tasks = read(con, _tasks(con))
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
    """SQL: current tasks in order of document and place."""
    return f"""
        select {pick(con, "fct_task", (*TASK, *_PLANNER))} from fct_task
        where is_current order by document_id, position, task_id
    """
