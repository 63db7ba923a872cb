"""JSON Schemas (draft 2020-12) of the files of the tree, made of the tables' own columns and descriptions.

Belongs here: the shape of each file. Does not belong here: its content.

A record may lack any field but its key, since nulls are left out; a field that no table has is an error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from publishing.dictionary import TableDescription, described_table
from publishing.release_content import ReleaseContent
from publishing.schema import Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_NUMBERS = {"DOUBLE": "number", "FLOAT": "number", "BOOLEAN": "boolean", "VARCHAR": "string"}
_DATES = {"DATE": "date", "TIMESTAMP": "date-time"}
_HREF: Schema = {"type": "string", "format": "uri-reference", "description": "Relative to this file."}
_COUNTS: Schema = {"type": "object", "additionalProperties": {"type": "integer"}}

RECORDS: Mapping[str, Mapping[str, str]] = {
    "indices": {"indices": "dim_index"},
    "index-details": {"frameworks": "dim_framework", "domains": "dim_domain", "coverage": "mart_coverage"},
    "scores": {"domains": "dim_domain", "scores": "fct_score"},
    "units": {"units": "dim_unit"},
    "unit": {
        "periods": "dim_unit",
        "scores": "fct_score",
        "bounds": "fct_bound",
        "discrepancies": "fct_discrepancy",
        "scores_34": "fct_score_34",
    },
    "documents": {"documents": "dim_document"},
    "document": {
        "figures": "fct_figure",
        "tasks": "fct_task",
        "targets": "fct_target",
        "deductions": "fct_deduction",
        "cites": "bridge_citation",
        "cited_by": "bridge_citation",
    },
    "domains": {"domains": "dim_domain", "conformed": "bridge_conformed_domain"},
    "coverage": {"coverage": "mart_coverage"},
    "discrepancies": {"discrepancies": "fct_discrepancy"},
    "tasks": {"tasks": "fct_task", "targets": "fct_target", "deductions": "fct_deduction"},
}
"""Of each kind of file, its lists of records and the table that they are of."""

PACKED = frozenset({("scores", "scores"), ("unit", "scores"), ("document", "figures")})
"""Lists so long that names of fields stand once before the rows: `{"fields": [...], "rows": [[...], ...]}`."""

_ALONE: Mapping[str, Mapping[str, Schema]] = {
    "index": {
        "title": _TEXT,
        "title_vi": _TEXT,
        "built_from": {"type": "string", "format": "date"},
        "rules": {"type": "array", "items": _TEXT},
        "counts": _COUNTS,
        "links": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"href": _HREF, "schema": _HREF, "description": _TEXT, "files": {"type": "integer"}},
                "required": ["href", "schema", "description"],
                "additionalProperties": False,
            },
        },
    },
    "changes": {
        "previous": {"type": ["string", "null"]},
        "counts": {"type": "object", "additionalProperties": _COUNTS},
        "changes": {
            "type": "object",
            "properties": {
                "fields": {"const": ["table", "key", "kind", "column", "old", "new"]},
                "rows": {"type": "array", "items": {"type": "array", "items": {"type": ["string", "null"]}}},
            },
            "required": ["fields", "rows"],
            "additionalProperties": False,
        },
    },
}
"""Kinds of file that no table gives."""


def file_schemas(content: ReleaseContent) -> dict[str, Schema]:
    """The schema of each kind of file by its name."""
    tables = {table.name: table for table in content.tables}
    schemas = {name: _file(name, properties, list(properties)) for name, properties in _ALONE.items()}
    for name, lists in RECORDS.items():
        properties = {key: _list(name, key, tables[table], content.descriptions) for key, table in lists.items()}
        schemas[name] = _file(name, properties | _beside(name, tables, content), list(properties))
    schemas["release"] = _release_schema(tables, content)
    return dict(sorted(schemas.items()))


def _list(name: str, key: str, table: Table, descriptions: Mapping[str, TableDescription]) -> Schema:
    record = _record(table, descriptions)
    if (name, key) not in PACKED:
        return {"type": "array", "items": record}
    fields = {"type": "array", "items": {"enum": list(record["properties"])}, "uniqueItems": True}
    return {
        "type": "object",
        "description": "`fields` names what stands in each of `rows`, in that order; what a field means:",
        "properties": {"fields": fields, "rows": {"type": "array", "items": {"type": "array"}}},
        "required": ["fields", "rows"],
        "additionalProperties": False,
        "$defs": {"record": record},
    }


def _beside(name: str, tables: Mapping[str, Table], content: ReleaseContent) -> dict[str, Schema]:
    """What stands in a file beside its lists of records."""
    match name:
        case "scores":
            return {"index_code": _TEXT, "year": {"type": "integer"}}
        case "index-details":
            link = {"type": "object", "properties": {"year": {"type": "integer"}, "href": _HREF}}
            index = _record(tables["dim_index"], content.descriptions)
            return {"index": index, "scores": {"type": "array", "items": link}}
        case "document":
            return {"document": _record(tables["dim_document"], content.descriptions)}
        case _:
            return {}


def _release_schema(tables: Mapping[str, Table], content: ReleaseContent) -> Schema:
    described = described_table(content.descriptions, "release_info")
    properties = _columns(tables["release_info"], described) | {"tables": _COUNTS, "previous": _TEXT}
    return _file("release", properties, ["version", "built_from", "tables"])


def _file(name: str, properties: Mapping[str, Schema], required: Sequence[str]) -> Schema:
    """A whole file: the envelope and its own properties."""
    envelope: dict[str, Schema] = {"release": _TEXT, "schema": _HREF, "citation": _TEXT, "licence": _TEXT}
    return {
        "$schema": DIALECT,
        "title": name,
        "type": "object",
        "properties": envelope | dict(properties),
        "required": [*envelope, *(key for key in required if key not in envelope)],
        "additionalProperties": False,
    }


def _record(table: Table, descriptions: Mapping[str, TableDescription]) -> Schema:
    """A row of a table; `href` is the file that tells all of it, `document_id` where its figure is printed."""
    described = described_table(descriptions, table.name)
    properties = _columns(table, described) | {"href": _HREF}
    properties.setdefault("document_id", {"type": "string", "description": "Document that printed the figure."})
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | ({"description": described.text.both} if described.text.both else {})


def _columns(table: Table, described: TableDescription) -> dict[str, Schema]:
    return {
        column.name: _type(column.type) | _described(described.column(column.name).both) for column in table.columns
    }


def _described(text: str) -> Schema:
    return {"description": text} if text else {}


def _type(duckdb_type: str) -> Schema:
    if duckdb_type.endswith("[]"):
        return {"type": "array", "items": _type(duckdb_type.removesuffix("[]"))}
    if duckdb_type in _DATES:
        return {"type": "string", "format": _DATES[duckdb_type]}
    return {"type": _NUMBERS.get(duckdb_type, "integer")}
