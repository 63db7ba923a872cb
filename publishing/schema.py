"""The shape of the published tables: names, columns, types and keys, read from the warehouse itself.

Belongs here: which tables make a release, which columns are the key of each, and the checks that both hold.
Does not belong here: what columns mean (`publishing.dictionary`) or how tables are written
(`publishing.tables`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publishing.errors import ReleaseError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PRIMARY_KEYS: dict[str, tuple[str, ...]] = {
    "bridge_citation": ("citation_id",),
    "bridge_conformed_domain": ("conformed_code", "framework_key", "domain_code"),
    "bridge_known_error": ("error_id", "told_in", "row_id"),
    "bridge_unit_event": ("event_id", "kind", "from_unit_key", "to_unit_key"),
    "dim_code": ("table_name", "column_name", "value"),
    "dim_document": ("document_id",),
    "dim_domain": ("domain_key",),
    "dim_domain_change": ("domain_change_key",),
    "dim_framework": ("framework_key",),
    "dim_index": ("index_code",),
    "dim_known_error": ("error_id",),
    "dim_index_unit": ("index_code", "year", "unit_key"),
    "dim_province": ("unit_key",),
    "dim_unit": ("unit_key",),
    "dim_unit_spelling": ("spelling", "level"),
    "fct_anomaly": ("anomaly_id",),
    "fct_bound": ("bound_key",),
    "fct_capture": ("look_id",),
    "fct_claim_check": ("claim_id",),
    "fct_contradiction": ("contradiction_id",),
    "fct_deduction": ("deduction_id",),
    "fct_discrepancy": ("discrepancy_id",),
    "fct_figure": ("figure_id",),
    "fct_reporting_duty": ("reporting_duty_id",),
    "fct_score": ("score_key",),
    "fct_score_34": ("score_34_key",),
    "fct_target": ("target_id",),
    "fct_task": ("task_id",),
    "mart_coverage": ("index_code", "year", "level"),
    "mart_coverage_unit": ("cell_key",),
    "mart_domain_task": ("domain_task_key",),
    "mart_gap": ("score_key",),
    "mart_province_year": ("unit_key", "year"),
    "mart_source": ("source",),
}
"""The tables of the warehouse that a release holds, each with its key."""

RELEASE_INFO = "release_info"
"""The one-row table that tells which release the data is; it is made by publishing, not by the warehouse."""

RELEASE_COLUMN = "release"
"""The last column of every CSV file: the version of the release, so that a file that was passed on still tells it."""

LOOK_TABLE = "fct_capture"
"""The log of looks: it grows every night though nothing new was printed, so it makes no new version."""

LOOK_COLUMNS: dict[str, frozenset[str]] = {
    "dim_document": frozenset({"first_captured_at", "last_captured_at", "captures"}),
    "fct_discrepancy": frozenset({"first_seen_on"}),
    "fct_figure": frozenset({"first_seen_on", "last_seen_on"}),
    "mart_source": frozenset({"suspect_since", "kept_as_of", "newest_on", "last_looked_on"}),
}
"""Columns of other tables that tell when we looked, not what is printed; they make no new version either."""


INTEGERS = frozenset(
    ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
)
NUMBERS = INTEGERS | {"DOUBLE"}
"""Types whose values Python writes as the plain number that they are."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its DuckDB type, such as VARCHAR, DOUBLE or VARCHAR[]."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Table:
    """A published table: its columns in order and the columns of its key."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def identifier(name: str) -> str:
    """Quote a name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def identifiers(names: Sequence[str]) -> str:
    """Quote names for SQL and join them with commas."""
    return ", ".join(identifier(name) for name in names)


def literal(text: str) -> str:
    """Quote a text for SQL statements that take no parameters, such as ATTACH and COMMENT."""
    return "'" + text.replace("'", "''") + "'"


def read_columns(con: DuckDBPyConnection, schema: str) -> dict[str, tuple[Column, ...]]:
    """Columns of every table of `schema` in the current database, tables sorted by name."""
    rows = con.execute(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where database_name = current_database() and schema_name = ? order by table_name, column_index",
        [schema],
    ).fetchall()
    found: dict[str, list[Column]] = {}
    for table, name, type_ in rows:
        found.setdefault(table, []).append(Column(name, type_))
    return {table: tuple(columns) for table, columns in found.items()}


def read_tables(con: DuckDBPyConnection, schema: str) -> tuple[Table, ...]:
    """The tables to publish, sorted by name.

    Raises ReleaseError when a table of `PRIMARY_KEYS` or its key column is not in `schema`, when `schema` has
    a table without a declared key, or when a key holds nulls or repeats.
    """
    found = read_columns(con, schema)
    if missing := sorted(PRIMARY_KEYS.keys() - found.keys()):
        raise ReleaseError(f"The build has no table {', '.join(missing)} in schema {schema}; run dbt build again.")
    if undeclared := sorted(found.keys() - PRIMARY_KEYS.keys()):
        raise ReleaseError(
            f"No key is declared for {', '.join(undeclared)}; add it to PRIMARY_KEYS in publishing/schema.py."
        )
    tables = tuple(Table(name, columns, PRIMARY_KEYS[name]) for name, columns in found.items())
    for table in tables:
        _check_key(con, schema, table)
    return tables


def _check_key(con: DuckDBPyConnection, schema: str, table: Table) -> None:
    """Raise ReleaseError when the key of `table` lacks a column, holds nulls or repeats."""
    if absent := [name for name in table.key if name not in {column.name for column in table.columns}]:
        raise ReleaseError(f"{table.name} has no key column {', '.join(absent)}; see publishing/schema.py.")
    source = f"{identifier(schema)}.{identifier(table.name)}"
    nulls = " or ".join(f"{identifier(name)} is null" for name in table.key)
    bad = con.execute(
        f"select {identifiers(table.key)} from {source} where {nulls} "  # noqa: S608 - names are quoted
        f"union all (select {identifiers(table.key)} from {source} group by all having count(*) > 1) limit 1"
    ).fetchone()
    if bad is not None:
        shown = ", ".join("null" if value is None else str(value) for value in bad)
        raise ReleaseError(f"The key of {table.name} is null or repeats at ({shown}); mend the model before a release.")
