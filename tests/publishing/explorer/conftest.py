"""The explorer's data files of a sample release, and the shapes that they are promised to have."""

from __future__ import annotations

from pathlib import Path

import hostile_rows
import pytest
from explorer_files import Files, data_files, release_with_pages


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
    return release_with_pages(tmp_path_factory.mktemp("hostile"), pages, hostile_rows.build_rows())


@pytest.fixture(scope="session")
def hostile_files(hostile: Path) -> Files:
    """Its data files by name."""
    return data_files(hostile)
