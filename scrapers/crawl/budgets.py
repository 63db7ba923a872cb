"""What a night has left to ask for: of each source, of each list, and in all.

Belongs here: counting down. Does not belong here: what happens to what is left over: it stays in the frontier.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping

from scrapers.crawl.limits import Limits
from scrapers.crawl.plan import CrawlPlan
from scrapers.crawl.task import Waiting


class Budgets:
    """Pages asked against what the sources' plans allow, where what was asked before a break counts; requests and bytes
    against the night's limits, of which `spent` says which one was reached."""

    def __init__(
        self,
        plans: Mapping[str, CrawlPlan],
        limits: Limits,
        asked: Mapping[str, int],
        asked_of_lists: Mapping[int, int],
    ) -> None:
        self.spent: str | None = None
        self.requests = 0
        self.bytes = 0
        self._limits = limits
        self.spent_sources: set[str] = set()
        self.spent_lists: set[int] = set()
        self._plans = plans
        self._pages = Counter(asked)
        self._list_pages = Counter(asked_of_lists)
        self._lock = threading.Lock()

    def admit(self, page: Waiting) -> bool:
        """Counts a page that is about to be asked; whether there is room for it."""
        plan = self._plans[page.source]
        with self._lock:
            if self._pages[page.source] >= plan.max_pages:
                self.spent_sources.add(page.source)
                return False
            if page.list_row is not None:
                if self._list_pages[page.list_row] >= plan.max_list_pages - 1:  # the list's first page is one of them
                    self.spent_lists.add(page.list_row)
                    return False
                self._list_pages[page.list_row] += 1
            self._pages[page.source] += 1
            return True

    def request(self) -> None:
        """Counts a request that is about to be sent."""
        with self._lock:
            self.requests += 1
            if self._limits.max_requests is not None and self.requests >= self._limits.max_requests:
                self.spent = f"{self._limits.max_requests:,} requests were sent"

    def received(self, size: int) -> None:
        """Counts the bytes of an answer."""
        with self._lock:
            self.bytes += size
            if self._limits.max_night_bytes is not None and self.bytes >= self._limits.max_night_bytes:
                self.spent = f"{self._limits.max_night_bytes:,} bytes were received"
