"""`document/<file name>`: what a document says and what was read of it, in order of place.

Belongs here: these files and their parts. Does not belong here: the queries (`document_queries`), the short row of a
document (`document_rows`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.errors import ReleaseError
from publishing.explorer.data_files import part_name, write_data
from publishing.explorer.document_queries import QUERIES, RECORDS, metadata_sql, record_sql
from publishing.explorer.document_rows import DocumentRows
from publishing.explorer.packing import Rows, Split, read, split
from publishing.explorer.places import place
from publishing.explorer.value_spans import quote_span, value_span
from publishing.file_names import file_name
from publishing.release_content import ReleaseContent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FIGURES_IN_A_PART = 3_000
"""Rows of each kind of record that one file holds; what is more stands in further parts."""
_IN_PARTS = ("figures", "rivals", "facts", *RECORDS)
_NAMED_BY = {
    "rivals": "document_id",
    "cites": "cited_document_id",
    "cited_by": "citing_document_id",
    "claims": "document_id",
    "discrepancies": "document_id",
}


def write_explorer_documents(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write the file of every document, in parts where it holds very many records."""
    if content.explorer is None:
        return
    documents = DocumentRows(con)
    tables = _tables(con)
    written: dict[str, str] = {}
    for row in read(con, metadata_sql()).rows:
        document_id, described = row[0], _told(row[1])
        first = document_file(document_id)
        if (other := written.setdefault(first, document_id)) != document_id:
            raise ReleaseError(f"The documents {other} and {document_id} would share {first}.js; rename one of them.")
        of_document = {name: table.of(document_id) for name, table in tables.items()}
        _write_parts(folder, document_id, described, of_document, documents)


def _tables(con: DuckDBPyConnection) -> dict[str, Split]:
    """All tables of the files, by name, each split by document."""
    tables = {"figures": split(_figures(read(con, record_sql(con, "figures"))))}
    for name in RECORDS:
        tables[name] = split(_in_order_of_place(read(con, record_sql(con, name))))
    for name, sql in QUERIES.items():
        tables[name] = split(read(con, sql))
    return tables


def _write_parts(
    folder: Path, document_id: str, described: dict[str, Any], tables: dict[str, Rows], documents: DocumentRows
) -> None:
    """Write part 1, with all that is said of the document, and the further parts with their records."""
    most = max(len(tables[name].rows) for name in _IN_PARTS)
    parts = max(1, -(-most // FIGURES_IN_A_PART))
    for part in range(1, parts + 1):
        start, end = (part - 1) * FIGURES_IN_A_PART, part * FIGURES_IN_A_PART
        told = {
            name: rows.slice(start, end) if name in _IN_PARTS else rows.slice(0, len(rows.rows) if part == 1 else 0)
            for name, rows in tables.items()
        }
        file: dict[str, Any] = {
            "document_id": document_id,
            "part": part,
            "parts": parts,
            "document": described if part == 1 else {},
            "figures_total": len(tables["figures"].rows),
        }
        file |= {name: rows.packed() for name, rows in told.items()}
        named = {key for name, column in _NAMED_BY.items() for key in told[name].column(column)}
        file["documents"] = documents.packed(named - {document_id})
        write_data(folder, document_file(document_id, part), file)


def _figures(rows: Rows) -> Rows:
    """Figures in order of place, with where their value stands in the quote and the quote in the sentence."""
    ordered = _in_order_of_place(rows)
    value_at, quote_at, sentence_at = (ordered.columns.index(name) for name in ("value_raw", "quote", "sentence"))
    told = [
        (*row, value_span(row[quote_at], row[value_at]), quote_span(row[sentence_at], row[quote_at]))
        for row in ordered.rows
    ]
    return Rows((*ordered.columns, "value_span", "quote_span"), told)


def _in_order_of_place(rows: Rows) -> Rows:
    locator_at = rows.columns.index("locator")
    return Rows(rows.columns, sorted(rows.rows, key=lambda row: (place(row[locator_at]), row[1])))


def document_file(document_id: str, part: int = 1) -> str:
    """The name of part `part` of a document's data file."""
    return part_name(f"document/{file_name(document_id)}", part)


def _told(described: dict[str, Any]) -> dict[str, Any]:
    """What is known of a document."""
    return {name: value for name, value in described.items() if value is not None and value != []}
