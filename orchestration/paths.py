"""Where everything stands: the project's folders and the data directory.

Belongs here: one place that knows folder names. Does not belong here: creating or reading them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from scrapers.hanoi import HANOI

PROJECT = Path(__file__).resolve().parent.parent
SOURCES = PROJECT / "scrapers" / "sources"
DBT_PROJECT = PROJECT / "dbt_project"
MANIFEST = DBT_PROJECT / "target" / "manifest.json"


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The data directory and the rooms in it.

    `known_on` is the day at whose end the archive is looked at, None for all that is known. What is made of a past day
    stands in a folder of its own and is made from the archive and tables of `origin`.
    """

    root: Path
    origin: Path | None = None
    known_on: date | None = None

    @classmethod
    def from_environment(cls) -> DataPaths:
        """The directory that CCHC_DATA or the configuration names, or `data` of this project.

        Raises:
            SettingsError: the configuration cannot be used.
        """
        from orchestration.settings import load_settings

        return cls(load_settings().data)

    def as_known_on(self, day: date) -> DataPaths:
        """The rooms in which the warehouse of a past day is made."""
        return DataPaths(self.root / "as-known-on" / day.isoformat(), origin=self.root, known_on=day)

    @property
    def known_before(self) -> str | None:
        """The instant at which the day of `known_on` has ended, as looks tell theirs."""
        if self.known_on is None:
            return None
        end = datetime.combine(self.known_on + timedelta(days=1), time(), HANOI)
        return end.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def figures(self) -> Path:
        """Transcribed tables: of the data directory where it has its own, else those bundled with the project."""
        own = (self.origin or self.root) / "figures"
        return own if own.is_dir() else PROJECT / "data" / "figures"

    @property
    def sources(self) -> Path:
        """Descriptions of sources: of the data directory where it has its own, else those of the project."""
        own = (self.origin or self.root) / "sources"
        return own if own.is_dir() else SOURCES

    @property
    def accepted_captures(self) -> Path:
        """What an operator has accepted although it looked wrong."""
        return (self.origin or self.root) / "accepted_captures.csv"

    @property
    def frontier(self) -> Path:
        """The pages that the crawler knows of."""
        return self.root / "crawl" / "frontier.sqlite"

    @property
    def archive(self) -> Path:
        return (self.origin or self.root) / "archive"

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
    def runs(self) -> Path:
        """The journal of all runs, and what each said."""
        return self.root / "runs"

    @property
    def history(self) -> Path | None:
        """Of a past day: the releases as they were made, which tell what each was compared with."""
        return self.origin / "release" if self.origin else None

    @property
    def release(self) -> Path:
        return self.root / "release"
