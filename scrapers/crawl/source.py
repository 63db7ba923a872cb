"""What a source is: who publishes it, under which terms, where its pages or tables stand, what to expect of it.

Belongs here: these values. Does not belong here: reading them from files (`source_file`, `source_table`), crawling
(`plan` says how) and reading tables (`scrapers.readers`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from scrapers.crawl.plan import CrawlPlan

Kind = Literal["bundled", "live", "manual"]

SOURCES = Path(__file__).parent.parent / "sources"
KINDS = ("bundled", "live", "manual")
CADENCES = ("daily", "weekly", "monthly", "yearly", "once", "by hand")
UNIVERSES = ("provinces", "ministries", "mixed")


class SourceError(Exception):
    """A source's description cannot be used; the message names the file, the field and what is expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a whole reading of the source gives: the units it covers and bounds of its figures, both included.

    `min_documents` is how many documents its captures hold at least, once it has been crawled whole.
    """

    universe: str | None
    min_records: int
    max_records: int | None
    min_documents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source of documents.

    `tables` (bundled sources) is a glob of sidecars below `data/figures`, `plan` (live sources) says which pages are
    asked for. `language` is ISO 639. `last_verified` is the day the pages were last seen to be as described, None for
    never. `described_in` is the file that describes it, below `scrapers/sources`.
    """

    code: str
    name_vi: str
    name_en: str
    publisher: str
    licence: str
    language: str
    kind: Kind
    cadence: str
    expected: Expected
    last_verified: date | None
    tables: str | None
    plan: CrawlPlan | None
    notes: str | None
    described_in: str = ""

    def sidecars(self, figures: Path) -> tuple[Path, ...]:
        """The sidecars of a bundled source's tables below `figures`, sorted; none for other kinds.

        Raises:
            SourceError: a bundled source without a single table.
        """
        if self.tables is None:
            return ()
        found = tuple(sorted(figures.glob(self.tables)))
        if not found:
            raise SourceError(f"The source {self.code} has no table: {figures / self.tables} matches no file.")
        return found
