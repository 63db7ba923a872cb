"""`changes`: how this release differs from the one before, for the page that tells it.

Belongs here: this file. Does not belong here: comparing (`publishing.changes`), the files it reads
(`publishing.change_files` wrote them a stage before).
"""

# ruff: noqa: S608 - the file is our own

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from publishing.explorer.data_files import write_data
from publishing.explorer.packing import read
from publishing.release_content import ReleaseContent
from publishing.schema import identifier, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_ROWS = 5_000
"""Changes that the page holds; all stand in changes.csv."""
_COLUMNS = ("table", "kind", "key", "column", "old", "new")


def write_explorer_changes(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write `changes`; a row of several changed cells is one row of the summary."""
    if content.explorer is None:
        return
    changes = f"read_parquet({literal(str(folder / 'changes.parquet'))}, file_row_number = true)"
    shown = ", ".join(identifier(name) for name in _COLUMNS)
    rows = read(con, f"select {shown} from {changes} order by file_row_number limit {MOST_ROWS}")
    counts = read(
        con,
        f"""
        select "table", kind,
            case kind when 'moved' then sum(try_cast(new as bigint))
            else count(distinct coalesce(key, "column", '')) end as rows
        from {changes} group by "table", kind order by "table", kind
        """,
    )
    total = read(con, f"select count(*) from {changes}").rows[0][0]
    told = {
        "release": content.info.version,
        "previous": content.previous.name if content.previous else None,
        "summary": counts.packed(),
        "rows": rows.packed(),
        "rows_total": total,
    }
    write_data(folder, "changes", told)
