"""What a night did, by source and by host, and the lines that tell it while it is at work.

Belongs here: counting. Does not belong here: the looks themselves (`scrapers.archive`), alerts.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

_PROGRESS = logging.getLogger("cchc.progress")
_EVENTS = logging.getLogger("cchc.crawl")
_NAMED = ("new", "unchanged", "suspect", "failed")


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """Of one source: pages asked by what came of them, and pages that still wait for another night."""

    outcomes: Mapping[str, int]
    waiting: int

    @property
    def asked(self) -> int:
        """All pages that were looked at."""
        return sum(self.outcomes.values())

    @property
    def new(self) -> int:
        """Pages with bytes that were not there before."""
        return self.outcomes.get("new", 0)

    @property
    def unchanged(self) -> int:
        """Pages with the bytes they had."""
        return self.outcomes.get("unchanged", 0)

    @property
    def suspect(self) -> int:
        """Pages that are kept aside."""
        return self.outcomes.get("suspect", 0)

    @property
    def failed(self) -> int:
        """Pages of which nothing came."""
        return self.outcomes.get("failed", 0)

    @property
    def other(self) -> int:
        """Pages that came and are no documents: stubs, logins, cookie walls and their like."""
        return sum(count for outcome, count in self.outcomes.items() if outcome not in _NAMED)


@dataclass(frozen=True, slots=True)
class HostCounts:
    """Of one host: requests sent, faults, and why it was left alone if it was."""

    requests: int
    faults: int
    left_alone: str | None


@dataclass(frozen=True, slots=True)
class NightCounts:
    """What a night did; `stopped` says why it ended before all was asked, None if it did not."""

    sources: Mapping[str, SourceCounts]
    hosts: Mapping[str, HostCounts]
    stopped: str | None = None


@dataclass(slots=True)
class Tally:
    """The counting, from all workers."""

    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    looks: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def look(self, source: str, outcome: str) -> None:
        """A page was looked at."""
        with self._lock:
            self.outcomes.setdefault(source, Counter())[outcome] += 1
            self.looks += 1

    def progress(self, seconds: float, requests: int) -> None:
        """Says how far the night has come."""
        with self._lock:
            total = sum(self.outcomes.values(), Counter[str]())
            counts = {"looks": self.looks, "requests": requests, **total}
        told = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(total.items()))
        _PROGRESS.info(
            "%d s: %s requests, %s", seconds, f"{requests:,}", told or "nothing yet", extra={"counts": counts}
        )


def tell_page(host: str, url: str, outcome: str, message: str | None) -> None:
    """An event a page: quiet where it came, told where it did not."""
    level = logging.DEBUG if outcome in ("new", "unchanged") else logging.INFO
    if _EVENTS.isEnabledFor(level):
        _EVENTS.log(level, message or url, extra={"host": host, "url": url, "outcome": outcome})


def tell_host(host: str, why: str) -> None:
    """A host is left alone."""
    _EVENTS.warning(
        "%s is left alone tonight: %s.", host, why, extra={"host": host, "url": None, "outcome": "left alone"}
    )
