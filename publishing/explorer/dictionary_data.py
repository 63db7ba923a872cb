"""`dictionary`: what each table and column means, and which codes they hold.

Belongs here: this file. Does not belong here: descriptions (`publishing.dictionary` reads them).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.dictionary import described_table
from publishing.explorer.data_files import write_data
from publishing.explorer.packing import Rows, read
from publishing.release_content import ReleaseContent
from publishing.schema import Table, identifier, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CODE_COLUMNS = frozenset(
    {
        "about_index_code",
        "conformed_code",
        "conformed_match",
        "evidence",
        "evidence_class",
        "geography",
        "index_code",
        "kind",
        "level",
        "measure",
        "method",
        "operator",
        "outcome",
        "part",
        "rank_evidence_class",
        "rule",
        "severity",
        "status",
        "unit_of_measure",
        "units_from",
        "verdict",
        "weights_status",
    }
)
"""Columns whose values are from a list."""
_CODES = ("table", "column", "code", "rows", "name_vi", "name_en")
_NAMED = """
    select counted.tab, counted.col, counted.code, counted.held, named.name_vi, named.name_en
    from ({counts}) as counted left join dim_code as named
        on counted.tab = named.table_name and counted.col = named.column_name and counted.code = named.value
    order by counted.tab, counted.col, counted.code
"""
"""Codes with what they mean, where a list of the warehouse says it."""


def write_explorer_dictionary(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write `dictionary`."""
    if content.explorer is not None:
        tables = [_table(table, content) for table in content.tables]
        write_data(folder, "dictionary", {"tables": tables, "codes": _codes(con, content.tables).packed()})


def _table(table: Table, content: ReleaseContent) -> dict[str, Any]:
    described = described_table(content.descriptions, table.name)
    return {
        "name": table.name,
        "vi": described.text.vi,
        "en": described.text.en,
        "key": list(table.key),
        "rows": content.rows[table.name],
        "columns": [
            {
                "name": column.name,
                "type": column.type,
                "vi": described.column(column.name).vi,
                "en": described.column(column.name).en,
            }
            for column in table.columns
        ],
    }


def _codes(con: DuckDBPyConnection, tables: tuple[Table, ...]) -> Rows:
    """Each code that a column holds, with the rows that hold it."""
    counts = [
        f"select {literal(table.name)} as tab, {literal(column.name)} as col, {identifier(column.name)} as code, "  # noqa: S608
        f"count(*) as held from {identifier(table.name)} where {identifier(column.name)} is not null group by 3"
        for table in tables
        for column in table.columns
        if column.name in CODE_COLUMNS and column.type == "VARCHAR"
    ]
    if not counts:
        return Rows(_CODES, [])
    return Rows(_CODES, read(con, _NAMED.format(counts=" union all ".join(counts))).rows)
