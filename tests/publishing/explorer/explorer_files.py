"""Releases with data files of the explorer, and reading these.

Belongs here: what several tests of these files need. Does not belong here: tests, fixtures.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import sample_build

from publishing.release import ReleaseContext, make_release

Files = dict[str, Any]


def release_with_pages(root: Path, pages: Path | None, rows: dict[str, list[sample_build.Row]]) -> Path:
    build = sample_build.write_build(root / "build" / "warehouse.duckdb", rows)
    manifest = sample_build.write_manifest(root / "manifest.json", str(root))
    context = ReleaseContext(manifest=manifest, schema_version="1", checks={"dbt": "passed"}, explorer=pages)
    return make_release(build, root / "release", context).path


def data_files(release: Path) -> Files:
    """Content of every data file of a release, by the name under which the page gets it, tables as packed."""
    root = release / "explorer" / "data"
    files: Files = {}
    for path in sorted(root.rglob("*.js")):
        name = path.relative_to(root).with_suffix("").as_posix()
        if name.startswith("tables/"):
            continue
        text = path.read_text(encoding="utf-8")
        start = f"cchcData({json.dumps(name)},"
        assert text.startswith(start) and text.endswith(")\n"), name
        files[name] = json.loads(text.removeprefix(start).removesuffix(")\n"))
    return files


def unpacked(table: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of a packed table, as `unpacked` of release.ts makes them."""
    words = table.get("words", {})
    last = dict.fromkeys(table.get("front", []), "")
    told: list[dict[str, Any]] = []
    for row in table["rows"]:
        cells = dict(zip(table["columns"], row, strict=True))
        for name in cells.keys() & words.keys():
            cells[name] = None if cells[name] is None else words[name][cells[name]]
        for name in last:
            if cells[name] is not None:
                last[name] = cells[name] = last[name][: int(cells[name][:2], 36)] + cells[name][2:]
        told.append(table.get("same", {}) | cells)
    return told
