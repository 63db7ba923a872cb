"""What dbt's tests promise of the published tables: allowed values, columns without nulls, references between tables.

Belongs here: reading these promises from dbt's manifest, for the descriptions of a release. Does not belong here:
making them (dbt's YAML) or checking them (dbt).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publishing.schema import Table

_REF = re.compile(r"ref\(\s*'([^']+)'\s*\)")


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`column` holds a key of `table`, whose only key column is `target`, or null."""

    column: str
    table: str
    target: str


def allowed_values(manifest: Mapping[str, Any]) -> dict[tuple[str, str], tuple[str, ...]]:
    """(table, column) -> every value that the column may have, in the order in which dbt lists them."""
    return {
        (table, str(arguments["column_name"])): tuple(str(value) for value in arguments["values"])
        for table, arguments in _tests(manifest, "accepted_values")
    }


def filled_columns(manifest: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """(table, column) of the columns that are never null."""
    return frozenset((table, str(arguments["column_name"])) for table, arguments in _tests(manifest, "not_null"))


def foreign_keys(manifest: Mapping[str, Any], tables: Sequence[Table]) -> dict[str, tuple[ForeignKey, ...]]:
    """The references of each of `tables` to the key of another of them, by column."""
    keys = {table.name: table.key for table in tables}
    found: dict[str, list[ForeignKey]] = {}
    for table, arguments in _tests(manifest, "relationships"):
        referred = _REF.search(str(arguments.get("to", "")))
        target = referred.group(1) if referred else ""
        if table in keys and keys.get(target) == (arguments.get("field"),):
            found.setdefault(table, []).append(ForeignKey(arguments["column_name"], target, arguments["field"]))
    return {table: tuple(sorted(held, key=lambda key: key.column)) for table, held in sorted(found.items())}


def _tests(manifest: Mapping[str, Any], name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Table and arguments of every generic test of a name that looks at all rows, and fails when one is wrong."""
    for _, node in sorted(manifest.get("nodes", {}).items()):
        about = node.get("test_metadata") or {}
        config = node.get("config") or {}
        if about.get("name") == name and node.get("attached_node") and not config.get("where"):
            yield node["attached_node"].rpartition(".")[2], about.get("kwargs", {})
