"""croissant.json: the Parquet tables of a release for machine learning (MLCommons Croissant 1.0).

Belongs here: the vocabulary of Croissant. Does not belong here: the facts (`publishing.metadata.about`).
Reference: https://docs.mlcommons.org/croissant/docs/croissant-spec.html ; the context is the one that it prescribes.

`url` must be the page of the data set; none is known, so it is the page that stands in the folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publishing.citation import AUTHOR, KEYWORDS, LICENCE_URL, TITLE, TITLE_VI, bibtex
from publishing.contract import ForeignKey, foreign_keys
from publishing.dictionary import described_table
from publishing.metadata.about import DESCRIPTION, About, DataFile
from publishing.schema import Table

Node = dict[str, Any]
_CONTEXT: Node = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    "BOOLEAN": "sc:Boolean",
    "DATE": "sc:Date",
    "DOUBLE": "sc:Float",
    "FLOAT": "sc:Float",
    "TIMESTAMP": "sc:DateTime",
    "VARCHAR": "sc:Text",
}


def croissant(about: About) -> Node:
    """The Dataset node with its files and record sets."""
    files = {file.table: file for file in about.files if file.path.startswith("parquet/")}
    tables = [table for table in about.content.tables if table.name in files]
    references = foreign_keys(about.content.manifest, tables)
    info = about.content.info
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "cchc-warehouse",
        "alternateName": [TITLE, TITLE_VI],
        "description": DESCRIPTION,
        "version": about.version,
        "datePublished": about.day,
        "license": LICENCE_URL,
        "url": "README.md",
        "creator": {"@type": "sc:Organization", "name": AUTHOR},
        "keywords": list(KEYWORDS),
        "inLanguage": ["vi", "en"],
        "citeAs": bibtex(info.version, info.built_from),
        "distribution": [_file(files[table.name]) for table in tables],
        "recordSet": [_record_set(about, table, references) for table in tables],
    }


def _file(file: DataFile) -> Node:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": file.sha256,
    }


def _record_set(about: About, table: Table, references: Mapping[str, tuple[ForeignKey, ...]]) -> Node:
    described = described_table(about.content.descriptions, table.name)
    # Who reads records follows references, and would follow those of a table to itself for ever.
    keys = {key.column: key for key in references.get(table.name, ()) if key.table != table.name}
    fields = [
        _field(table.name, column.name, column.type)
        | ({"description": text} if (text := described.column(column.name).both) else {})
        | ({"references": {"field": {"@id": f"{key.table}/{key.target}"}}} if (key := keys.get(column.name)) else {})
        for column in table.columns
    ]
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": described.text.both or table.name,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": fields,
    }


def _field(table: str, column: str, duckdb_type: str) -> Node:
    """A column; lists are repeated fields."""
    node: Node = {
        "@type": "cr:Field",
        "@id": f"{table}/{column}",
        "name": f"{table}/{column}",
        "dataType": _TYPES.get(duckdb_type.removesuffix("[]"), "sc:Integer"),
        "source": {"fileObject": {"@id": f"parquet/{table}.parquet"}, "extract": {"column": column}},
    }
    return node | ({"repeated": True} if duckdb_type.endswith("[]") else {})
