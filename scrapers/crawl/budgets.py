"""What a night has left to ask for: of each source, of each list, and in all.

Belongs here: counting down. Does not belong here: what happens to what is left over: it stays in the frontier.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from scrapers.crawl.limits import Limits
from scrapers.crawl.plan import CrawlPlan
from scrapers.crawl.task import KNOWN, LIST, NEW, START, Waiting


@dataclass(frozen=True, slots=True)
class Before:
    """What stood when a night began or went on: pages asked in it, how many of them were lists that are no start pages,
    how many next pages of a list, and known pages that are due."""

    asked: Mapping[str, int]
    lists_asked: Mapping[str, int]
    asked_of_lists: Mapping[int, int]
    known_waiting: Mapping[str, int]


class Budgets:
    """Pages asked against what the sources' plans allow, where what was asked before a break counts; requests and bytes
    against the night's limits, of which `spent` says which one was reached.

    Lists that are no start pages get half of a source's pages at most, so that no trap of lists keeps documents out; a
    fifth is kept for known pages that are due, so that no backlog hides what has changed.
    """

    def __init__(self, plans: Mapping[str, CrawlPlan], limits: Limits, before: Before) -> None:
        self.spent: str | None = None
        self.requests = 0
        self.bytes = 0
        self._limits = limits
        self.spent_shares: set[tuple[str, int]] = set()
        self.spent_lists: set[int] = set()
        self._plans = plans
        self._pages = Counter(before.asked)
        self._lists = Counter(before.lists_asked)
        self._list_pages = Counter(before.asked_of_lists)
        self._kept = Counter(
            {code: min(plan.max_pages // 5, before.known_waiting.get(code, 0)) for code, plan in plans.items()}
        )
        self._lock = threading.Lock()

    def admit(self, page: Waiting) -> bool:
        """Counts a page that is about to be asked; whether there is room for it."""
        source, most = page.source, self._plans[page.source].max_pages
        with self._lock:
            if self._pages[source] >= most:
                self.spent_shares.update((source, rank) for rank in (START, LIST, NEW, KNOWN))
                return False
            if page.rank in (LIST, NEW) and self._pages[source] + self._kept[source] >= most:
                self.spent_shares.update(((source, LIST), (source, NEW)))
                return False
            if page.rank == LIST and self._lists[source] >= (most + 1) // 2:
                self.spent_shares.add((source, LIST))
                return False
            if page.list_row is not None:
                # the list's first page is one of them
                if self._list_pages[page.list_row] >= self._plans[source].max_list_pages - 1:
                    self.spent_lists.add(page.list_row)
                    return False
                self._list_pages[page.list_row] += 1
            self._pages[source] += 1
            self._lists[source] += page.rank == LIST
            self._kept[source] -= page.rank == KNOWN and self._kept[source] > 0
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
