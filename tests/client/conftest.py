"""Small releases for the client, and nothing of the machine's own: no other default release, an empty cache."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path

import pytest

# The sample build is publishing's; the client is tested on the same rows.
sys.path.insert(0, str(Path(__file__).parents[1] / "publishing"))

import duckdb
import sample_build

import cchc
from cchc.client import defaults
from publishing.checksums import RELEASE_JSON, SUMS_NAME, sums_text
from publishing.content import count_rows, describe_release
from publishing.database import DATABASE_NAME, write_database
from publishing.dictionary import read_descriptions
from publishing.release import ReleaseContext, make_release
from publishing.schema import read_tables

PRINTED = (Path(__file__).parent / "printed.sql").read_text("utf-8")
RICH = (Path(__file__).parent / "rich.sql").read_text("utf-8")


def small_release(root: Path, change: str = "") -> Path:
    """The folder of a release that holds what the client reads: the database, release.json and the sums."""
    build = sample_build.write_build(root / "build" / "warehouse.duckdb")
    if change:
        sample_build.change_build(build, change)
    manifest = json.loads(sample_build.write_manifest(root / "manifest.json", str(root)).read_text("utf-8"))
    with duckdb.connect(str(build), read_only=True) as con:
        tables = read_tables(con, "marts")
        info = describe_release(con, "marts", tables, count_rows(con, "marts", tables), "1")
    folder = root / "release" / info.version
    folder.mkdir(parents=True)
    write_database(build, "marts", folder / DATABASE_NAME, tables, read_descriptions(manifest), info)
    (folder / RELEASE_JSON).write_text(json.dumps(dataclasses.asdict(info), default=str), "utf-8")
    (folder / SUMS_NAME).write_text(sums_text(folder), "utf-8")
    (root / "release" / "latest").symlink_to(info.version)
    return folder


@pytest.fixture(scope="session")
def plain_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample build, released."""
    return small_release(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="session")
def rich_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample build with breaks, three geographies, claims and names that several units bear."""
    return small_release(tmp_path_factory.mktemp("rich"), RICH)


@pytest.fixture(scope="session")
def printed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole release, every file of it, with the rows that the documentation's examples ask for."""
    root = tmp_path_factory.mktemp("printed")
    build = sample_build.write_build(root / "data" / "build" / "warehouse.duckdb")
    sample_build.change_build(build, PRINTED)
    manifest = sample_build.write_manifest(root / "manifest.json", str(root))
    context = ReleaseContext(manifest=manifest, schema_version="1", checks={})
    return make_release(build, root / "data" / "release", context).path


@pytest.fixture
def rich(rich_folder: Path) -> cchc.Release:
    return cchc.open_release(rich_folder)


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test meets the default release or the cache of the machine or of another test."""
    monkeypatch.setattr(defaults, "_USED", [])
    monkeypatch.setattr(defaults, "_OPENED", {})
    monkeypatch.delenv("CCHC_RELEASE", raising=False)
    monkeypatch.setenv("CCHC_DATA", str(tmp_path / "no-data"))
    monkeypatch.setenv("CCHC_CACHE", str(tmp_path / "cache"))
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
