"""The static documentation site of the models: dbt's own page with manifest and catalog inside it.

Belongs here: scrubbing dbt's manifest of what differs from run to run and machine to machine, describing the
published tables as a catalog, and putting both into the page that dbt ships, as `dbt docs generate --static`
does; it shows lineage from source to mart to reader without a network. Does not belong here: descriptions (dbt's YAML).
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.dictionary import TableDescription, described_table
from publishing.errors import ReleaseError
from publishing.release_content import ReleaseContent, write_text
from publishing.schema import Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_RUN_KEYS = frozenset(
    {
        "created_at",
        "env",
        "generated_at",
        "invocation_id",
        "invocation_started_at",
        "root_path",
        "run_started_at",
        "user_id",
    }
)
# Folders at the head of a quoted absolute path: the manifest names where the checkout stands.
_QUOTED_FOLDERS = re.compile(r"(?<=['\"])/(?:[\w.@+~-]+/)+")
_UNORDERED = ("child_map", "parent_map")
# dbt's page holds the address of a tracker, which it loads where the project sends usage statistics; ours does not.
_TRACKER = re.compile(r"//[\w.-]+\.cloudfront\.net/[\w./-]+\.js|fishtownanalytics\.sinter-collect\.com")


def write_docs(_con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write docs/index.html."""
    write_text(folder / "docs" / "index.html", docs_page(content))


def docs_page(content: ReleaseContent) -> str:
    """The page as one self-contained HTML text, from a scrubbed manifest."""
    page = _TRACKER.sub("", _dbt_page().read_text(encoding="utf-8"))
    page = page.replace("<head>", f'<head>\n<meta name="generator" content="CCHC Warehouse {content.info.version}">', 1)
    listed = catalog(content.manifest, content.tables, content.descriptions)
    for name, part in (("MANIFEST", content.manifest), ("CATALOG", listed)):
        place = f'"{name}.JSON INLINE DATA"'
        if place not in page:
            raise ReleaseError("dbt's documentation page has changed its form; see publishing/docs_site.py.")
        page = page.replace(place, _inline_json(part))
    return page


def scrub_manifest(manifest: Mapping[str, Any], machine_paths: Iterable[Path]) -> dict[str, Any]:
    """The manifest without run ids and times, with paths of this machine made relative, in a fixed order."""
    scrubbed: dict[str, Any] = _without_run_keys(manifest, _path_pattern(machine_paths))
    for name in _UNORDERED:
        scrubbed[name] = {node: sorted(others) for node, others in scrubbed.get(name, {}).items()}
    return scrubbed


def _without_run_keys(value: Any, paths: re.Pattern[str] | None) -> Any:
    match value:
        case Mapping():
            return {key: _without_run_keys(value[key], paths) for key in sorted(value) if key not in _RUN_KEYS}
        case list():
            return [_without_run_keys(item, paths) for item in value]
        case str():
            bare = _QUOTED_FOLDERS.sub("", value)
            return paths.sub("", bare) if paths else bare
        case _:
            return value


def _path_pattern(machine_paths: Iterable[Path]) -> re.Pattern[str] | None:
    """Matches the folders of this machine, longest first, where a path can begin (not inside a URL)."""
    folders = {str(form) for path in machine_paths for form in (path.absolute(), path.resolve())} - {"/"}
    if not folders:
        return None
    longest_first = sorted(folders, key=lambda folder: (-len(folder), folder))
    return re.compile(r"(?<![\w.:/-])(?:" + "|".join(re.escape(folder) for folder in longest_first) + r")(?![\w.-])/?")


def catalog(
    manifest: Mapping[str, Any], tables: Sequence[Table], descriptions: Mapping[str, TableDescription]
) -> dict[str, Any]:
    """dbt's catalog of the published tables: columns with the types they have in the release."""
    by_name = {
        node.get("alias") or node.get("name"): unique_id
        for unique_id, node in manifest.get("nodes", {}).items()
        if node.get("resource_type") == "model"
    }
    nodes = {
        by_name[table.name]: _catalog_node(by_name[table.name], table, described_table(descriptions, table.name))
        for table in tables
        if table.name in by_name
    }
    return {"metadata": {}, "nodes": nodes, "sources": {}, "errors": None}


def _catalog_node(unique_id: str, table: Table, described: TableDescription) -> dict[str, Any]:
    columns = {
        column.name: {
            "type": column.type,
            "index": position,
            "name": column.name,
            "comment": described.column(column.name).both,
        }
        for position, column in enumerate(table.columns, start=1)
    }
    metadata = {"type": "BASE TABLE", "schema": "main", "name": table.name, "database": "cchc", "owner": None}
    metadata["comment"] = described.text.both
    return {"unique_id": unique_id, "metadata": metadata, "columns": columns, "stats": {}}


def _dbt_page() -> Path:
    """The page that dbt ships, found without importing dbt."""
    spec = importlib.util.find_spec("dbt")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        page = Path(folder) / "task" / "docs" / "index.html"
        if page.is_file():
            return page
    raise ReleaseError("dbt-core's documentation page was not found; install the project with dbt-core 1.11.")


def _inline_json(content: Mapping[str, Any]) -> str:
    """JSON that may stand inside a script element: no text can end it."""
    return (
        json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        .replace("</", "<\\/")
        .replace("<!--", "<\\u0021--")
    )
