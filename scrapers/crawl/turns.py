"""Whose turn it is: hosts by the time from which they may be asked, each with one worker at most.

Belongs here: waiting without asking, and knowing when nothing is left. Does not belong here: hosts' pages (`hosts`).
"""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable

_LOOK_UP_SECONDS = 0.25  # how often a waiting worker asks whether the night is over


class Turns:
    """A heap of host names, shared by all workers."""

    def __init__(self, is_over: Callable[[], bool], clock: Callable[[], float] = time.monotonic) -> None:
        self._is_over = is_over
        self._clock = clock
        self._changed = threading.Condition()
        self._queue: list[tuple[float, str]] = []
        self._queued: set[str] = set()
        self._busy: set[str] = set()
        self._woken: set[str] = set()

    def wake(self, host: str, ready_at: float) -> None:
        """There is something to ask of a host, from that time on."""
        with self._changed:
            if host in self._busy:
                self._woken.add(host)
            elif host not in self._queued:
                self._push(host, ready_at)

    def take(self) -> str | None:
        """The next host whose turn has come, waited for; None once the night is over or nothing is left to wait for."""
        with self._changed:
            while not self._is_over():
                now = self._clock()
                if self._queue and self._queue[0][0] <= now:
                    host = heapq.heappop(self._queue)[1]
                    self._queued.discard(host)
                    self._busy.add(host)
                    return host
                if not self._queue and not self._busy:
                    break
                rest = self._queue[0][0] - now if self._queue else _LOOK_UP_SECONDS
                self._changed.wait(min(rest, _LOOK_UP_SECONDS))
            self._changed.notify_all()
            return None

    def give_back(self, host: str, ready_at: float, *, has_more: bool) -> None:
        """The host's turn is over; it comes again if it has more to be asked, or was woken meanwhile."""
        with self._changed:
            self._busy.discard(host)
            if has_more or host in self._woken:
                self._woken.discard(host)
                self._push(host, ready_at)
            elif not self._queue and not self._busy:
                self._changed.notify_all()

    def _push(self, host: str, ready_at: float) -> None:
        heapq.heappush(self._queue, (ready_at, host))
        self._queued.add(host)
        self._changed.notify()
