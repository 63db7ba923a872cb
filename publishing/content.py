"""What a release is: its version, computed from what the tables hold, and the counts it is known by.

Belongs here: the canonical serialisation of tables, the version, the row of `release_info`.
Does not belong here: writing files.

Version: `<YYYY.MM.DD of the newest capture>-<8 hex>`. The hex digits are the start of the sha256 over every
table but the log of looks, of its name, its columns with types, and its rows; so the same print gives the
same version whenever it was built, and looking again at an unchanged page makes no release.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from publishing.citation import dataset_text
from publishing.errors import ReleaseError
from publishing.schema import LOOK_COLUMNS, LOOK_TABLE, Column, Table, identifier, identifiers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 10_000
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseInfo:
    """The one row of `release_info`. `figures`, `facts`, `discrepancies` and `documents` are row counts."""

    version: str
    built_from: date
    schema_version: str
    content_hash: str
    figures: int
    facts: int
    discrepancies: int
    documents: int
    citation: str


INFO_COLUMNS: tuple[Column, ...] = (
    Column("version", "VARCHAR"),
    Column("built_from", "DATE"),
    Column("schema_version", "VARCHAR"),
    Column("content_hash", "VARCHAR"),
    Column("figures", "BIGINT"),
    Column("facts", "BIGINT"),
    Column("discrepancies", "BIGINT"),
    Column("documents", "BIGINT"),
    Column("citation", "VARCHAR"),
)


def count_rows(con: DuckDBPyConnection, schema: str, tables: Sequence[Table]) -> dict[str, int]:
    """The number of rows of each table."""

    def rows(table: str) -> int:
        found = con.execute(f"select count(*) from {identifier(schema)}.{identifier(table)}").fetchone()  # noqa: S608 - names are quoted
        return int(found[0]) if found else 0

    return {table.name: rows(table.name) for table in tables}


def describe_release(
    con: DuckDBPyConnection, schema: str, tables: Sequence[Table], rows: Mapping[str, int], schema_version: str
) -> ReleaseInfo:
    """Compute what the release of `schema`, whose tables have so many rows, is called and holds.

    Raises ReleaseError when nothing was captured.
    """
    built_from = _newest_capture(con, schema)
    content = content_hash(con, schema, tables)
    version = f"{built_from:%Y.%m.%d}-{content[:8]}"
    return ReleaseInfo(
        version=version,
        built_from=built_from,
        schema_version=schema_version,
        content_hash=content,
        figures=rows["fct_figure"],
        facts=rows["fct_score"],
        discrepancies=rows["fct_discrepancy"],
        documents=rows["dim_document"],
        citation=dataset_text(version, built_from),
    )


def content_hash(con: DuckDBPyConnection, schema: str, tables: Sequence[Table]) -> str:
    """Sha256 (hex) of what `tables` hold, whatever the order of their rows; looks are left out."""
    whole = hashlib.sha256()
    for table in sorted(tables, key=lambda table: table.name):
        if table.name != LOOK_TABLE:
            whole.update(_table_digest(con, schema, table))
    return whole.hexdigest()


def _table_digest(con: DuckDBPyConnection, schema: str, table: Table) -> bytes:
    """Sha256 of a table: its name, its columns and types, then the sorted digests of its rows."""
    looks = LOOK_COLUMNS.get(table.name, frozenset())
    columns = [column for column in table.columns if column.name not in looks]
    names = identifiers([column.name for column in columns])
    cursor = con.execute(f"select {names} from {identifier(schema)}.{identifier(table.name)}")  # noqa: S608 - names are quoted
    digests: list[bytes] = []
    while batch := cursor.fetchmany(_BATCH):
        digests.extend(hashlib.sha256(_canonical(row)).digest() for row in batch)
    shape = [table.name, [[column.name, column.type] for column in columns], len(digests)]
    digest = hashlib.sha256(_canonical(shape))
    for row_digest in sorted(digests):
        digest.update(row_digest)
    return digest.digest()


def _canonical(value: object) -> bytes:
    """Serialise a row: equal rows, and only they, give equal bytes (types are in the table's shape)."""
    return _ENCODER.encode(value).encode()


def _newest_capture(con: DuckDBPyConnection, schema: str) -> date:
    """The day of the newest look that brought a document that had not been there, or in another form."""
    source = f"{identifier(schema)}.{identifier(LOOK_TABLE)}"
    new = "outcome <> 'unchanged' and read_as = capture_id and len(document_ids) > 0"
    found = con.execute(f"select max(looked_at)::date from {source} where {new}").fetchone()  # noqa: S608 - names are quoted
    if found is None or found[0] is None:
        raise ReleaseError(
            f"{LOOK_TABLE} has no look that brought a new document, so there is nothing to release; run the crawl."
        )
    newest: date = found[0]
    return newest
