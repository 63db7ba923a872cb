"""Where everything stands: the project's folders and the data directory.

Belongs here: one place that knows folder names. Does not belong here: creating or reading them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SOURCES = PROJECT / "scrapers" / "sources"
DBT_PROJECT = PROJECT / "dbt_project"
MANIFEST = DBT_PROJECT / "target" / "manifest.json"


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The data directory and the rooms in it."""

    root: Path

    @classmethod
    def from_environment(cls) -> DataPaths:
        """The directory that CCHC_DATA names, or `data` of this project."""
        return cls(Path(os.environ.get("CCHC_DATA") or PROJECT / "data").expanduser().resolve())

    @property
    def figures(self) -> Path:
        """Transcribed tables: of the data directory where it has its own, else those bundled with the project."""
        own = self.root / "figures"
        return own if own.is_dir() else PROJECT / "data" / "figures"

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def records(self) -> Path:
        return self.root / "records"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def warehouse(self) -> Path:
        return self.build / "warehouse.duckdb"

    @property
    def release(self) -> Path:
        return self.root / "release"
