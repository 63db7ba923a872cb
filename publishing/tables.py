"""The tables of a release as Parquet and CSV, read from the release's own database so that all three agree.

Belongs here: the two file forms. Does not belong here: the form of a cell (`publishing.cells`).

Parquet: rows in the order of the key, zstd, descriptions in the metadata of table and fields. CSV: UTF-8 with
a byte order mark and CRLF, so that Excel shows Vietnamese; cells as `publishing.cells.csv_cell` writes them.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.cells import csv_cell
from publishing.dictionary import TableDescription, described_table
from publishing.schema import Table, identifier, identifiers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 50_000


@dataclass(frozen=True, slots=True)
class TableFile:
    """A written CSV table: its path and number of data rows."""

    table: Table
    path: Path
    rows: int


def ordered_select(table: Table) -> str:
    """The SQL that reads a table of a release in the order of its key."""
    return f"select * from {identifier(table.name)} order by {identifiers(table.key)}"  # noqa: S608 - names are quoted


def write_parquet(
    con: DuckDBPyConnection,
    folder: Path,
    tables: Sequence[Table],
    descriptions: Mapping[str, TableDescription],
    version: str,
) -> None:
    """Write `<folder>/<table>.parquet` for each table of the open release database."""
    import pyarrow.parquet as pq

    for table in tables:
        described = described_table(descriptions, table.name)
        with con.cursor() as cursor:
            rows = cursor.sql(ordered_select(table)).to_arrow_table()
        schema = rows.schema.with_metadata({"description": described.text.both, "release": version})
        for position, column in enumerate(table.columns):
            text = described.column(column.name).both
            schema = schema.set(position, schema.field(position).with_metadata({"description": text}))
        pq.write_table(rows.cast(schema), folder / f"{table.name}.parquet", compression="zstd")


def write_csv(con: DuckDBPyConnection, folder: Path, tables: Sequence[Table]) -> list[TableFile]:
    """Write `<folder>/<table>.csv` for each table of the open release database; give what was written."""
    return [_write_csv(con, folder / f"{table.name}.csv", table) for table in tables]


def _write_csv(con: DuckDBPyConnection, path: Path, table: Table) -> TableFile:
    written = 0
    cursor = con.execute(ordered_select(table))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])
        while batch := cursor.fetchmany(_BATCH):
            writer.writerows([csv_cell(value) for value in row] for row in batch)
            written += len(batch)
    return TableFile(table, path, written)
