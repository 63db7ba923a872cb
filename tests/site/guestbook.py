"""Who came to which host, when and how, and every breach of manners: the server's own account.

Belongs here: counting what was asked. Does not belong here: answering. Nothing of it relies on what a client says of
itself; a breach counts only where the server's own clock and sockets prove it.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.site.request import Request
from tests.site.robots import ALLOW, PATH, Robots

MOST_TOLD = 200
"""Breaches that are told in words; all are counted."""
LAST_VISITS = 20_000
_CONTACT = re.compile(r"[^\s@();]+@[^\s@();]+\.\w+|https?://\S+")
_JITTER = 0.02
"""Seconds by which two arrivals may differ from two sendings through no fault of the client."""


@dataclass(slots=True)
class Visit:
    """One request: times in seconds of the server's clock, `ended` when the last byte was handed to the system."""

    host: str
    method: str
    target: str
    started: float
    is_conditional: bool
    ended: float = 0.0
    status: int = 0


@dataclass(slots=True)
class _Book:
    """A host's page of the book for a night; `loose` is how late the last arrival may have been noticed."""

    robots: Robots = ALLOW
    delay: float = 0.0
    robots_answered: bool = False
    last: float | None = None
    loose: float = 0.0
    away_until: float = 0.0
    open: dict[int, Callable[[], bool]] = field(default_factory=dict)
    most_open: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    paths: Counter[str] = field(default_factory=Counter)


class Guestbook:
    """The book of all hosts; `delay` is the pause that the client was told to keep on every host."""

    def __init__(self, delay: float, remembered: int = LAST_VISITS) -> None:
        self._delay = delay
        self._robots: dict[str, tuple[Robots, float]] = {}
        self._visits: deque[Visit] = deque(maxlen=remembered)
        self._books: dict[str, _Book] = {}
        self._breaches: Counter[str] = Counter()
        self._told: list[str] = []

    def introduce(self, host: str, robots: Robots, delay: float = 0.0) -> None:
        """Makes a host known, with what its robots.txt permits and the pause that its own plan asks for."""
        self._robots[host] = (robots, max(delay, self._delay))
        self._books[host] = _Book(*self._robots[host])

    def next_night(self) -> None:
        """Forgets the night that was, also that robots.txt was read."""
        self._visits.clear()
        self._breaches.clear()
        self._told.clear()
        self._books = {host: _Book(*known) for host, known in self._robots.items()}

    def asked(self, host: str, target: str) -> int:
        """How often an address was asked this night."""
        return self._books[host].paths[target]

    def arrive(self, host: str, request: Request, now: float, unsure: float, has_left: Callable[[], bool]) -> Visit:
        """Notes a request as it arrives.

        Args:
            unsure: seconds by which the arrival may have been noticed late.
            has_left: whether the client has closed this request's connection by now.
        """
        book = self._books[host]
        visit = Visit(host, request.method, request.target, now, b"\r\nif-" in request.head.lower())
        self._judge(book, visit, request)
        book.open = {key: left for key, left in book.open.items() if not left()}
        if book.open:
            self._breach("two at a time", visit, f"{len(book.open) + 1} requests at the same time")
        book.open[id(visit)] = has_left
        book.most_open = max(book.most_open, len(book.open))
        book.last, book.loose = now, unsure
        book.counts["requests"] += 1
        book.counts["conditional"] += visit.is_conditional
        book.paths[request.target] += 1
        return visit

    def leave(self, visit: Visit, now: float, status: int, size: int = 0, come_back: float = 0.0) -> None:
        """Notes that a request was answered, or that its client went."""
        book = self._books[visit.host]
        book.open.pop(id(visit), None)
        visit.ended, visit.status = now, status
        if visit.target == PATH and status:
            book.robots_answered = True
        book.counts[f"status {status}"] += 1
        if visit.target != PATH:
            book.counts["bytes"] += size
        if come_back:
            book.away_until = max(book.away_until, now + come_back)
        self._visits.append(visit)

    def stray(self, name: str) -> None:
        """Notes a request for a host that is not there."""
        self._breaches["unknown host"] += 1
        if len(self._told) < MOST_TOLD:
            self._told.append(f"{name}: there is no such host")

    def _judge(self, book: _Book, visit: Visit, request: Request) -> None:
        is_robots = visit.target in (PATH, book.robots.stands_at)
        if not _CONTACT.search(request.header("User-Agent") or ""):
            self._breach("no contact", visit, "no contact in the User-Agent")
        if not (is_robots or book.robots_answered):
            self._breach("before robots.txt", visit, "asked before robots.txt")
        if not book.robots.permits(visit.target):
            self._breach("forbidden", visit, "robots.txt forbids it")
        if visit.started < book.away_until - _JITTER:
            self._breach("before Retry-After", visit, f"{book.away_until - visit.started:.2f} s before Retry-After")
        if book.last is not None:
            wanted = max(book.delay, book.robots.crawl_delay if book.robots_answered else 0.0)
            passed = visit.started - book.last
            if passed < wanted - _JITTER - book.loose:
                self._breach("too soon", visit, f"{passed:.3f} s after the last request, {wanted:g} s wanted")

    def _breach(self, kind: str, visit: Visit, what: str) -> None:
        self._breaches[kind] += 1
        if len(self._told) < MOST_TOLD:
            self._told.append(f"{visit.host} {visit.method} {visit.target}: {what}")

    def report(self) -> dict[str, object]:
        """The night as plain values: breaches, and for each host that was visited its counts and addresses."""
        visited = {host: book for host, book in self._books.items() if book.counts}
        total: Counter[str] = Counter()
        for book in visited.values():
            total.update(book.counts)
        return {
            "breaches": dict(self._breaches),
            "told": list(self._told),
            "total": dict(total),
            "hosts": {
                host: {"counts": dict(book.counts), "most_open": book.most_open, "asked": dict(book.paths)}
                for host, book in visited.items()
            },
        }

    def visits(self) -> list[dict[str, object]]:
        """The last visits of the night, in the order in which they ended."""
        return [{name: getattr(visit, name) for name in Visit.__slots__} for visit in self._visits]
