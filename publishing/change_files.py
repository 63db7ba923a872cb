"""The files that tell what changed: rows as CSV, Parquet and JSON, pages as HTML and Markdown, and the feed.

Belongs here: writing them, from one report. Does not belong here: what is in them.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.api.records import API_ROOT, ApiFile, Rows, file_text
from publishing.cells import cell_text, csv_cell
from publishing.change_report import ChangeReport, read_report
from publishing.changes import Change
from publishing.changes_page import changes_page
from publishing.dictionary_files import BOM
from publishing.feed import FEED_NAME, feed_atom
from publishing.pages import page_html, page_markdown
from publishing.release_content import ReleaseContent, write_text
from publishing.schema import RELEASE_COLUMN

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CHANGE_COLUMNS = ("table", "key", "kind", "column", "old", "new")


def write_changes(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write changes.csv and changes.parquet, CHANGES.html and CHANGES.md, feed.atom and api/v1/changes.json."""
    report = read_report(con, content)
    write_text(folder / "changes.csv", changes_csv(report))
    _write_parquet(folder / "changes.parquet", report)
    page = changes_page(report)
    write_text(folder / "CHANGES.html", page_html(page))
    write_text(folder / "CHANGES.md", page_markdown(page))
    write_text(folder / FEED_NAME, feed_atom(report))
    write_text(folder / API_ROOT / "changes.json", file_text(_changes_json(report), content.info))


def _changes_json(report: ChangeReport) -> ApiFile:
    """changes.json of the JSON tree: cells as text, as in changes.csv, since they are of every type."""
    rows = [tuple(None if value is None else cell_text(value) for value in _values(c)) for c in report.changes]
    body = {"previous": report.previous, "counts": report.counts, "changes": Rows(CHANGE_COLUMNS, rows)}
    return ApiFile("changes.json", "changes", body)


def changes_csv(report: ChangeReport) -> str:
    """The changes as the other CSV files of a release: byte order mark, CRLF, the version in the last column."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*CHANGE_COLUMNS, RELEASE_COLUMN])
    for change in report.changes:
        writer.writerow([csv_cell(value) for value in (*_values(change), report.info.version)])
    return BOM + out.getvalue()


def _values(change: Change) -> tuple[object, ...]:
    return change.table, change.key, change.kind, change.column or None, change.old, change.new


def _write_parquet(path: Path, report: ChangeReport) -> None:
    """All columns are text, since cells of every type stand in `old` and `new`; null stays null."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [[None if value is None else cell_text(value) for value in _values(c)] for c in report.changes]
    columns = zip(*rows, strict=True) if rows else [()] * len(CHANGE_COLUMNS)
    schema = pa.schema(
        [pa.field(name, pa.string()) for name in CHANGE_COLUMNS],
        metadata={"release": report.info.version, "previous": report.previous or ""},
    )
    table = pa.table([pa.array(column, pa.string()) for column in columns], schema=schema)
    pq.write_table(table, path, compression="zstd")
