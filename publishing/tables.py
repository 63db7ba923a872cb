"""The tables of a release as Parquet and CSV, read from the release's own database so that all three agree.

Belongs here: the two file forms. Does not belong here: the form of a cell (`publishing.cells`).

Parquet: rows in the order of the key, zstd, descriptions in the metadata of table and fields. CSV: UTF-8 with
a byte order mark and CRLF, so that Excel shows Vietnamese; cells as `publishing.cells.csv_cell` writes them.
"""

from __future__ import annotations

import csv
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.cells import csv_cell
from publishing.columns import form, ordered_select, read_columns_of
from publishing.dictionary import described_table
from publishing.release_content import ReleaseContent
from publishing.schema import NUMBERS, RELEASE_COLUMN, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def csv_path(folder: Path, table: Table) -> Path:
    """Where the CSV file of a table stands in a release."""
    return folder / "csv" / f"{table.name}.csv"


def write_parquet(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write `parquet/<table>.parquet` for each table."""
    import pyarrow.parquet as pq

    (folder / "parquet").mkdir()
    for table in content.tables:
        described = described_table(content.descriptions, table.name)
        with con.cursor() as cursor:
            rows = cursor.sql(ordered_select(table)).to_arrow_table()
        schema = rows.schema.with_metadata({"description": described.text.both, "release": content.info.version})
        for position, column in enumerate(table.columns):
            text = described.column(column.name).both
            schema = schema.set(position, schema.field(position).with_metadata({"description": text}))
        pq.write_table(rows.cast(schema), folder / "parquet" / f"{table.name}.parquet", compression="zstd")


def write_csv(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write `csv/<table>.csv` for each table."""
    (folder / "csv").mkdir()
    for table in content.tables:
        _write_csv(con, csv_path(folder, table), table, content.info.version)


def _write_csv(con: DuckDBPyConnection, path: Path, table: Table, version: str) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([*(column.name for column in table.columns), RELEASE_COLUMN])
        for columns in read_columns_of(con, table):
            formed = [
                values if column.type in NUMBERS else form(values, csv_cell)
                for column, values in zip(table.columns, columns, strict=True)
            ]
            writer.writerows(zip(*formed, repeat(version)))
