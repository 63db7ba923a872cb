"""The explorer's data files of a sample release, and the shapes that they are promised to have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import hostile_rows
import pytest
import sample_build

from publishing.release import ReleaseContext, make_release

PROJECT = Path(__file__).parents[3]
Files = dict[str, Any]


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build of the explorer gives, as far as a release looks at it."""
    built = tmp_path_factory.mktemp("built")
    (built / "explorer").mkdir()
    (built / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    (built / "explorer" / "app.js").write_text("1;", encoding="utf-8")
    return built


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, pages: Path) -> Path:
    """A release whose documents, names and quotes try to be more than text."""
    return _release(tmp_path_factory.mktemp("hostile"), pages, hostile_rows.build_rows())


@pytest.fixture(scope="session")
def hostile_files(hostile: Path) -> Files:
    """Its data files by name."""
    return data_files(hostile)


def _release(root: Path, pages: Path | None, rows: dict[str, list[sample_build.Row]]) -> Path:
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
