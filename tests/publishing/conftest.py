"""A build to release, and releases made of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import hostile_rows
import pytest
import sample_build

from publishing.release import MadeRelease, ReleaseContext, make_release

Make = Callable[..., MadeRelease]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with a build."""
    sample_build.write_build(tmp_path / "data" / "build" / "warehouse.duckdb")
    return tmp_path / "data"


@pytest.fixture
def make() -> Make:
    """Makes a release of a data directory; `run` differs from run to run as dbt's run ids do."""

    def make_in(data: Path, run: str = "run-1") -> MadeRelease:
        manifest = sample_build.write_manifest(data.parent / "target" / "manifest.json", str(data), run)
        context = ReleaseContext(manifest=manifest, schema_version="1", checks={"dbt": "passed"})
        return make_release(data / "build" / "warehouse.duckdb", data / "release", context)

    return make_in


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> MadeRelease:
    """One release for the tests that only look at its files."""
    root = tmp_path_factory.mktemp("released")
    build = sample_build.write_build(root / "build" / "warehouse.duckdb")
    manifest = sample_build.write_manifest(root / "manifest.json", str(root))
    context = ReleaseContext(manifest=manifest, schema_version="1", checks={"dbt": "passed"})
    return make_release(build, root / "release", context)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> MadeRelease:
    """A release every free text of which tries to be more than text."""
    root = tmp_path_factory.mktemp("hostile")
    build = sample_build.write_build(root / "build" / "warehouse.duckdb", hostile_rows.build_rows())
    manifest = sample_build.write_manifest(root / "manifest.json", str(root))
    context = ReleaseContext(manifest=manifest, schema_version="1", checks={"dbt": "passed"})
    return make_release(build, root / "release", context)
