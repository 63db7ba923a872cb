"""An archive on disk and the times of looks."""

from __future__ import annotations

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
