"""datapackage.json: the CSV files of a release described for machines (Frictionless Data Package v1).

Belongs here: the descriptor. Does not belong here: the files it describes.
Reference: https://specs.frictionlessdata.io/data-package/ and .../tabular-data-resource/
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from publishing.checksums import file_sha256
from publishing.citation import AUTHOR, KEYWORDS, LICENCE_ID, LICENCE_TITLE, LICENCE_URL, TITLE
from publishing.content import ReleaseInfo
from publishing.dictionary import TableDescription, described_table
from publishing.notices import Publisher
from publishing.schema import Column
from publishing.tables import TableFile

PACKAGE_NAME = "datapackage.json"
_FIELD_TYPES: dict[str, dict[str, str]] = {
    "BOOLEAN": {"type": "boolean"},
    "DATE": {"type": "date"},
    "DOUBLE": {"type": "number"},
    "FLOAT": {"type": "number"},
    "TIMESTAMP": {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S"},
}
_INTEGERS = {
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
}


def datapackage(
    folder: Path,
    files: Sequence[TableFile],
    descriptions: Mapping[str, TableDescription],
    info: ReleaseInfo,
    publishers: Sequence[Publisher],
) -> str:
    """The text of datapackage.json for CSV `files` that stand under `folder`."""
    package = {
        "profile": "data-package",
        "name": "cchc-warehouse",
        "title": TITLE,
        "version": info.version,
        "keywords": list(KEYWORDS),
        "licenses": [{"name": LICENCE_ID, "path": LICENCE_URL, "title": LICENCE_TITLE}],
        "contributors": [{"title": AUTHOR, "role": "author"}],
        "sources": [{"title": publisher.name} for publisher in publishers],
        "resources": [_resource(folder, file, descriptions) for file in files],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def primary_keys(package: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The key of each table of a parsed datapackage.json."""
    return {resource["name"]: tuple(resource["schema"]["primaryKey"]) for resource in package["resources"]}


def _resource(folder: Path, file: TableFile, descriptions: Mapping[str, TableDescription]) -> dict[str, Any]:
    described = described_table(descriptions, file.table.name)
    fields = [_field(column) | _described(described.column(column.name).both) for column in file.table.columns]
    resource = {
        "profile": "tabular-data-resource",
        "name": file.table.name,
        "path": file.path.relative_to(folder).as_posix(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "bytes": file.path.stat().st_size,
        "hash": f"sha256:{file_sha256(file.path)}",
    }
    schema = {"fields": fields, "primaryKey": list(file.table.key), "missingValues": [""]}
    return resource | _described(described.text.both) | {"schema": schema}


def _field(column: Column) -> dict[str, str]:
    """Name and Frictionless type of a column; lists and what has no nearer type are strings."""
    if column.type in _INTEGERS:
        return {"name": column.name, "type": "integer"}
    return {"name": column.name} | _FIELD_TYPES.get(column.type, {"type": "string"})


def _described(text: str) -> dict[str, str]:
    return {"description": text} if text else {}
