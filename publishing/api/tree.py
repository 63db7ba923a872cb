"""Writing the JSON tree: every file, its schemas, and the index that describes them.

Belongs here: the step of the release. Does not belong here: content of files (`publishing.api.files`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.api.files import api_files
from publishing.api.records import API_ROOT, ApiFile, file_text
from publishing.api.schemas import file_schemas
from publishing.citation import TITLE, TITLE_VI
from publishing.release_content import ReleaseContent, write_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LINKS: tuple[tuple[str, str, str], ...] = (
    ("release.json", "release", "What this release is · Bản phát hành này"),
    ("indices.json", "indices", "Every index · Các chỉ số"),
    ("indices/{index}.json", "index-details", "An index: frameworks, domains, coverage · Một chỉ số"),
    ("scores/{index}/{year}.json", "scores", "All facts of an index-year · Mọi dữ kiện của một chỉ số và năm"),
    ("units.json", "units", "Every unit and period, with its file · Mọi đơn vị và giai đoạn"),
    ("units/{level}/{unit}.json", "unit", "All facts of a unit, all its periods · Mọi dữ kiện của một đơn vị"),
    ("domains.json", "domains", "Domains by year, and their subjects · Lĩnh vực theo năm và chủ đề"),
    ("documents.json", "documents", "Every document, with its file · Mọi văn bản"),
    ("documents/{document}.json", "document", "A document: figures with their place, citations · Một văn bản"),
    ("coverage.json", "coverage", "What is held, missing, not published · Độ phủ"),
    ("discrepancies.json", "discrepancies", "Contradictions found in print · Sai lệch trong bản in"),
    ("tasks.json", "tasks", "Tasks, targets and deductions · Nhiệm vụ, chỉ tiêu, điểm bị trừ"),
    ("changes.json", "changes", "What changed since the release before · Thay đổi so với bản trước"),
)
_RULES = (
    "Every file names its release, the JSON Schema of its form, how to cite it, and its licence.",
    "Records have the fields of the tables of the release (dictionary.json, codebook.html); a null is left out.",
    '`scores` and `figures` are long: {"fields": [...], "rows": [[...], ...]}, with nulls in their places.',
    "The files of units and documents are named in units.json and documents.json by `href`; do not guess names.",
    "Addresses are relative to the file that holds them, so the tree works on any host and under any path.",
    "A score names its figure_id and document_id; a figure names document_id, capture_id, locator and quote.",
    "A release never changes; the address of another release is another folder.",
)


def write_api(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write api/v1/ but changes.json, which the comparison with the release before writes."""
    root = folder / API_ROOT
    counts: dict[str, int] = {"changes": 1}
    for file in api_files(con, content):
        counts[file.schema] = counts.get(file.schema, 0) + 1
        write_text(root / file.path, file_text(file, content.info))
    for name, schema in file_schemas(content).items():
        write_text(root / "schema" / f"{name}.json", _pretty(schema))
    write_text(root / "index.json", file_text(_index(content, counts), content.info))


def _index(content: ReleaseContent, counts: Mapping[str, int]) -> ApiFile:
    """index.json: the tree described by itself. `{...}` in an address is filled from the lists."""
    links = [
        {"href": href, "schema": f"schema/{schema}.json", "description": text, "files": counts.get(schema, 0)}
        for href, schema, text in _LINKS
    ]
    about = {"title": TITLE, "title_vi": TITLE_VI, "built_from": content.info.built_from}
    return ApiFile("index.json", "index", about | {"rules": _RULES, "counts": dict(content.rows), "links": links})


def _pretty(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
