"""Small releases for the client, and nothing of the machine's own: no other default release, an empty cache."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from filelock import FileLock

# The sample build is publishing's; the client is tested on the same rows.
sys.path.insert(0, str(Path(__file__).parents[1] / "publishing"))

import sample_build

import cchc
from cchc.client import defaults
from publishing import release as releasing
from publishing.release_content import Step
from publishing.release_facts import write_facts
from publishing.sqlite_file import write_sqlite
from publishing.tables import write_csv, write_parquet

PRINTED = (Path(__file__).parent / "printed.sql").read_text("utf-8")
RICH = (Path(__file__).parent / "rich.sql").read_text("utf-8")


def made_once(factory: pytest.TempPathFactory, name: str, change: str, *steps: Step) -> Path:
    """The folder of a release of the sample build with `change` and the files of `steps`, made once for all workers."""
    base = factory.getbasetemp()
    root = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / f"client-{name}"
    latest = root / "data" / "release" / "latest"
    with FileLock(f"{root}.lock"), pytest.MonkeyPatch.context() as patch:
        if not latest.exists():
            build = sample_build.write_build(root / "data" / "build" / "warehouse.duckdb")
            if change:
                sample_build.change_build(build, change)
            manifest = sample_build.write_manifest(root / "manifest.json", str(root))
            # The client reads the database, release.json and the sums; the rest would only take time.
            patch.setattr(releasing, "STAGES", ((write_facts, *steps),))
            context = releasing.ReleaseContext(manifest=manifest, schema_version="1", checks={})
            releasing.make_release(build, root / "data" / "release", context)
    return latest.resolve()


@pytest.fixture(scope="session")
def plain_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample build, released."""
    return made_once(tmp_path_factory, "plain", "")


@pytest.fixture(scope="session")
def rich_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample build with breaks, three geographies, claims and names that several units bear."""
    return made_once(tmp_path_factory, "rich", RICH)


@pytest.fixture(scope="session")
def printed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with the rows and the files that the documentation's examples ask for."""
    return made_once(tmp_path_factory, "printed", PRINTED, write_csv, write_parquet, write_sqlite)


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
