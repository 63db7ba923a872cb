"""A host in a night: its manners, its connection, what its robots.txt says, and which of its pages come next.

Belongs here: the order of a host's own pages. Does not belong here: whose turn it is (`turns`), what comes of a page
(`taking`). Only the worker whose turn a host is takes from it; others may hand it what redirects lead here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from scrapers.crawl.exchange import Exchange
from scrapers.crawl.manners import Manners
from scrapers.crawl.robots import Rules, origin_of
from scrapers.crawl.task import RobotsTask, Task, Waiting

AHEAD = 32  # pages of a host in memory


@dataclass(slots=True)
class Host:
    """`taken` are the addresses of its pages that are in memory or asked and not yet on disk; `left` are sources and
    beginnings of addresses of which a look tells tonight why they are not asked: their other pages wait."""

    name: str
    manners: Manners
    exchange: Exchange
    load: Callable[[str, Collection[str], Collection[tuple[str, str]], int], list[Waiting]]
    rules: dict[str, Rules] = field(default_factory=dict)
    awaited: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    left: set[tuple[str, str]] = field(default_factory=set)
    _robots: deque[RobotsTask] = field(default_factory=deque)
    _pages: deque[Task] = field(default_factory=deque)

    def next(self) -> Task | RobotsTask | None:
        """What to ask for next: a robots.txt before the first page of its origin; None if nothing can be asked now."""
        if self._robots:
            return self._robots.popleft()
        if not self._pages:
            self._pages.extend(Task(page, page.url, page.form) for page in self._more())
        for _ in range(len(self._pages)):
            task = self._pages.popleft()
            origin = origin_of(task.here)
            if origin in self.rules:
                return task
            self._pages.append(task)
            if origin not in self.awaited:
                self._pages.rotate(1)
                self.awaited.add(origin)
                return RobotsTask(self.name, origin, f"{origin}/robots.txt")
        return None

    def _more(self) -> list[Waiting]:
        """The next pages of one rank alone: what they lead to may be asked before the next rank."""
        found = self.load(self.name, tuple(self.taken), tuple(self.left), AHEAD)
        pages = [page for page in found if page.rank == found[0].rank]
        self.taken.update(page.address for page in pages)
        return pages

    def hand(self, task: Task | RobotsTask) -> None:
        """A redirect leads here, to be asked before the other pages."""
        if isinstance(task, RobotsTask):
            self._robots.append(task)
        else:
            self._pages.appendleft(task)

    def put_back(self, task: Task | RobotsTask) -> None:
        """To be tried again: a robots.txt at once, a page after the others that wait."""
        if isinstance(task, RobotsTask):
            self._robots.append(task)
        else:
            self._pages.append(task)

    def closed(self, url: str) -> tuple[str, str] | None:
        """Where nothing like an address is asked tonight: how such addresses begin, and the sentence that tells why."""
        if (remark := self.told_left_alone()) is not None:
            return "http", f"{url} was not fetched. {remark}"
        origin = origin_of(url)
        if self.rules[origin].fault is not None:
            return f"{origin}/", self.rules[origin].refusal(url) or ""
        return None

    def refusal(self, url: str) -> str | None:
        """Why robots.txt does not permit an address, as a sentence; None where it does. Its rules are known."""
        return self.rules[origin_of(url)].refusal(url)

    def told_left_alone(self) -> str | None:
        """The sentence that tells that the host is left alone, if it is."""
        why = self.manners.left_alone
        return None if why is None else f"{self.name} is left alone tonight: {why}."

    def learn(self, origin: str, rules: Rules) -> None:
        """What an origin's robots.txt says is known."""
        self.manners.slow_down(origin, rules.crawl_delay)
        self.rules[origin] = rules
        self.awaited.discard(origin)
