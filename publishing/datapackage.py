"""datapackage.json: the CSV files of a release described for machines (Frictionless Data Package v1).

Belongs here: the descriptor. Does not belong here: the files it describes.
Reference: https://specs.frictionlessdata.io/data-package/ and .../tabular-data-resource/
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.checksums import file_sha256
from publishing.citation import AUTHOR, KEYWORDS, LICENCE_ID, LICENCE_TITLE, LICENCE_URL, TITLE
from publishing.contract import ForeignKey, allowed_values, filled_columns, foreign_keys
from publishing.dictionary import RELEASE_DESCRIPTION, TableDescription, described_table
from publishing.notices import Publisher, read_publishers
from publishing.release_content import ReleaseContent, write_text
from publishing.schema import INTEGERS, RELEASE_COLUMN, Column, Table
from publishing.tables import csv_path

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PACKAGE_NAME = "datapackage.json"
_FIELD_TYPES: dict[str, dict[str, str]] = {
    "BOOLEAN": {"type": "boolean"},
    "DATE": {"type": "date"},
    "DOUBLE": {"type": "number"},
    "FLOAT": {"type": "number"},
    "TIMESTAMP": {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S"},
}


def write_datapackage(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write datapackage.json."""
    write_text(folder / PACKAGE_NAME, datapackage(folder, content, read_publishers(con)))


def datapackage(folder: Path, content: ReleaseContent, publishers: Sequence[Publisher]) -> str:
    """The text of datapackage.json for the CSV files that stand in `folder`."""
    package = {
        "profile": "data-package",
        "name": "cchc-warehouse",
        "title": TITLE,
        "version": content.info.version,
        "release": content.info.version,
        "keywords": list(KEYWORDS),
        "licenses": [{"name": LICENCE_ID, "path": LICENCE_URL, "title": LICENCE_TITLE}],
        "contributors": [{"title": AUTHOR, "role": "author"}],
        "sources": [{"title": publisher.name} for publisher in publishers],
        "resources": [
            _resource(folder, table, content.descriptions) | {"schema": _schema(table, content)}
            for table in content.tables
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def primary_keys(package: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The key of each table of a parsed datapackage.json."""
    return {resource["name"]: tuple(resource["schema"]["primaryKey"]) for resource in package["resources"]}


def _resource(folder: Path, table: Table, descriptions: Mapping[str, TableDescription]) -> dict[str, Any]:
    described = described_table(descriptions, table.name)
    path = csv_path(folder, table)
    resource = {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": path.relative_to(folder).as_posix(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_sha256(path)}",
    }
    return resource | _described(described.text.both)


def _schema(table: Table, content: ReleaseContent) -> dict[str, Any]:
    """The columns of a table, its key, and its references to the keys of others."""
    described = described_table(content.descriptions, table.name)
    values, filled = allowed_values(content.manifest), filled_columns(content.manifest)
    fields: list[dict[str, Any]] = []
    for column in table.columns:
        constraints: dict[str, Any] = {}
        if (table.name, column.name) in filled or column.name in table.key:
            constraints["required"] = True
        if allowed := values.get((table.name, column.name)):
            constraints["enum"] = list(allowed)
        text = _described(described.column(column.name).both)
        fields.append(_field(column) | text | ({"constraints": constraints} if constraints else {}))
    fields.append({"name": RELEASE_COLUMN, "type": "string", "description": RELEASE_DESCRIPTION.both})
    schema = {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}
    references = [_reference(table, key) for key in foreign_keys(content.manifest, content.tables).get(table.name, ())]
    return schema | ({"foreignKeys": references} if references else {})


def _reference(table: Table, key: ForeignKey) -> dict[str, Any]:
    """A reference; one to the table itself names no resource."""
    resource = "" if key.table == table.name else key.table
    return {"fields": [key.column], "reference": {"resource": resource, "fields": [key.target]}}


def _field(column: Column) -> dict[str, str]:
    """Name and Frictionless type of a column; lists and what has no nearer type are strings."""
    if column.type in INTEGERS:
        return {"name": column.name, "type": "integer"}
    return {"name": column.name} | _FIELD_TYPES.get(column.type, {"type": "string"})


def _described(text: str) -> dict[str, str]:
    return {"description": text} if text else {}
