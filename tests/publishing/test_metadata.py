"""The descriptions of a release for machines: right about its files, without an invented address, the same again."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from publishing.checksums import file_sha256
from publishing.contract import allowed_values, filled_columns, foreign_keys
from publishing.permalinks import explorer_page, tag
from publishing.release import MadeRelease
from publishing.schema import Column, Table

GOOGLE_REQUIRED = ("name", "description")
GOOGLE_RECOMMENDED = (
    "alternateName", "creator", "citation", "distribution", "identifier", "isAccessibleForFree", "keywords", "license",
    "measurementTechnique", "spatialCoverage", "temporalCoverage", "variableMeasured", "version",
)  # fmt: skip


def read(folder: Path, name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / name).read_text("utf-8"))
    return content


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def test_schema_org_has_what_search_engines_ask_for(released: MadeRelease) -> None:
    node = read(released.path, "dataset.jsonld")
    assert [name for name in (*GOOGLE_REQUIRED, *GOOGLE_RECOMMENDED) if not node.get(name)] == []
    assert 50 <= len(node["description"]) <= 5000
    assert node["version"] == released.version
    assert node["temporalCoverage"] == "2020/2021"
    assert node["datePublished"] == "2026-11-20"
    assert "identifier" in node
    assert {variable["propertyID"] for variable in node["variableMeasured"]} >= {"PAPI"}


@pytest.mark.parametrize("name", ["dataset.jsonld", "croissant.json", "dcat.jsonld"])
def test_files_stand_where_the_description_says_with_size_and_sum(released: MadeRelease, name: str) -> None:
    node = read(released.path, name)
    files = node["distribution"] if "distribution" in node else node["dcat:dataset"]["dcat:distribution"]
    assert files
    for file in files:
        path = released.path / (file["contentUrl"] if "contentUrl" in file else file["dcat:downloadURL"]["@id"])
        size = file["dcat:byteSize"]["@value"] if "dcat:byteSize" in file else file["contentSize"].removesuffix(" B")
        digest = file["spdx:checksum"]["spdx:checksumValue"]["@value"] if "spdx:checksum" in file else file["sha256"]
        assert (int(size), digest) == (path.stat().st_size, file_sha256(path))


def test_every_file_of_data_is_described(released: MadeRelease) -> None:
    told = {file["contentUrl"] for file in read(released.path, "dataset.jsonld")["distribution"]}
    suffixes = {".csv", ".parquet", ".duckdb", ".sqlite", ".xlsx", ".zip"}
    files = {path.relative_to(released.path).as_posix() for path in released.path.rglob("*") if path.suffix in suffixes}
    assert told == files


def test_no_address_is_invented(released: MadeRelease) -> None:
    """Absolute addresses are those of vocabularies and licences; what the release is has a tag: identifier."""
    known = ("https://schema.org/", "http://mlcommons.org/", "http://purl.org/", "http://www.w3.org/", "http://xmlns.com/",
             "http://spdx.org/", "https://creativecommons.org/", "https://www.iana.org/",
             "http://publications.europa.eu/")  # fmt: skip
    for name in ("dataset.jsonld", "croissant.json", "dcat.jsonld"):
        addresses = [text for text in strings(read(released.path, name)) if re.match(r"[a-z]+://", text)]
        assert [address for address in addresses if not address.startswith(known)] == []


def test_croissant_names_columns_keys_and_references(released: MadeRelease) -> None:
    node = read(released.path, "croissant.json")
    sets = {record_set["@id"]: record_set for record_set in node["recordSet"]}
    fields = {field["@id"]: field for field in sets["fct_score"]["field"]}
    assert sets["fct_score"]["key"] == [{"@id": "fct_score/score_key"}]
    assert fields["fct_score/score"]["dataType"] == "sc:Float"
    assert fields["fct_score/figure_id"]["references"] == {"field": {"@id": "fct_figure/figure_id"}}
    task = {field["@id"]: field for field in sets["fct_task"]["field"]}
    assert task["fct_task/lead_units"]["repeated"] is True
    files = {file["@id"] for file in node["distribution"]}
    assert {field["source"]["fileObject"]["@id"] for field in fields.values()} <= files


def test_the_datapackage_knows_values_references_and_the_release_column(released: MadeRelease) -> None:
    package = read(released.path, "datapackage.json")
    resource = next(resource for resource in package["resources"] if resource["name"] == "fct_score")
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert fields["status"]["constraints"] == {"enum": ["A", "B", "E", "L"]}
    assert fields["score_key"]["constraints"] == {"required": True}
    assert resource["schema"]["foreignKeys"] == [
        {"fields": ["figure_id"], "reference": {"resource": "fct_figure", "fields": ["figure_id"]}}
    ]
    with (released.path / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file)) == list(fields)


def test_promises_are_read_from_the_manifest() -> None:
    def promise(name: str, table: str, where: str | None = None, **arguments: Any) -> dict[str, Any]:
        about = {"name": name, "kwargs": arguments}
        return {"attached_node": f"model.x.{table}", "test_metadata": about, "config": {"where": where}}

    tables = [Table("a", (Column("id", "VARCHAR"),), ("id",)), Table("b", (Column("k", "VARCHAR"),), ("k", "l"))]
    manifest = {
        "nodes": {
            "1": promise("accepted_values", "a", column_name="c", values=["x", 2]),
            "2": promise("accepted_values", "a", "d = 1", column_name="d", values=["x"]),
            "3": promise("not_null", "a", column_name="c"),
            "4": promise("relationships", "b", column_name="a_id", to="ref('a')", field="id"),
            "5": promise("relationships", "a", column_name="b", to="ref('b')", field="k"),
            "6": {"resource_type": "model"},
        }
    }
    assert allowed_values(manifest) == {("a", "c"): ("x", "2")}, "a promise about some rows is none about all"
    assert filled_columns(manifest) == {("a", "c")}
    found = foreign_keys(manifest, tables)
    assert [(key.column, key.table, key.target) for key in found["b"]] == [("a_id", "a", "id")]
    assert "a" not in found, "part of a key is no key"


def test_citations(released: MadeRelease) -> None:
    bib = (released.path / "citations.bib").read_text("utf-8")
    keys = re.findall(r"^@misc\{([^,]+),$", bib, re.MULTILINE)
    assert len(keys) == len(set(keys))
    base = "cchc_warehouse_" + re.sub("[^0-9A-Za-z]", "_", released.version)
    assert keys[0] == base
    assert {f"{base}_fct_score", "publisher_PAPI"} <= set(keys)
    assert bib.count("{") == bib.count("}")
    text = (released.path / "citations.txt").read_text("utf-8")
    assert "[fct_score]\nCCHC Warehouse contributors (2026). fct_score. In: " in text


def test_identifiers() -> None:
    assert tag("figure", "papi/2021#a b") == "tag:cchc-warehouse.invalid,2026:figure/papi%2F2021%23a%20b"
    assert explorer_page("figure", "Đ/1#x") == "index.html#/vi/figure/%C4%90%2F1%23x"
