"""An archive on disk and the times of looks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scrapers.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


@pytest.fixture
def at() -> Callable[[int], datetime]:
    """The moment `hour` o'clock, UTC, of one day."""
    return lambda hour: datetime(2026, 11, 23, hour, tzinfo=UTC)


@pytest.fixture
def indexed() -> Callable[[Archive], list[tuple]]:
    """All rows of an archive's index."""

    def rows(archive: Archive) -> list[tuple]:
        connection = sqlite3.connect(archive.path / "index.sqlite")
        try:
            files = connection.execute("select * from file order by file_id").fetchall()
            return files + connection.execute("select * from look order by seq").fetchall()
        finally:
            connection.close()

    return rows
