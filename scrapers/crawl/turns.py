"""Whose turn it is: hosts by the time from which they may be asked, each group of hosts with one worker at most.

Belongs here: waiting without asking, and knowing when nothing is left. Does not belong here: hosts' pages (`hosts`).
"""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable

_LOOK_UP_SECONDS = 0.25  # how often a waiting worker asks whether the night is over


class Turns:
    """A heap of groups of hosts, shared by all workers. `group_of` names the group of a host: hosts of one group, which
    are likely to be one machine, are asked one at a time."""

    def __init__(
        self,
        is_over: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
        group_of: Callable[[str], str] = lambda host: host,
    ) -> None:
        self._is_over = is_over
        self._clock = clock
        self._group_of = group_of
        self._changed = threading.Condition()
        self._queue: list[tuple[float, str]] = []  # groups; may hold one that has nothing to be asked any more
        self._waiting: dict[str, list[tuple[float, str]]] = {}
        self._queued: set[str] = set()
        self._busy: dict[str, str] = {}
        self._free_at: dict[str, float] = {}
        self._woken: set[str] = set()

    def wake(self, host: str, ready_at: float) -> None:
        """There is something to ask of a host, from that time on."""
        with self._changed:
            if self._busy.get(self._group_of(host)) == host:
                self._woken.add(host)
            elif host not in self._queued:
                self._push(host, ready_at)

    def take(self) -> str | None:
        """The next host whose turn has come, waited for; None once the night is over or nothing is left to wait for."""
        with self._changed:
            while not self._is_over():
                now = self._clock()
                if (host := self._ready(now)) is not None:
                    return host
                if not self._queued and not self._busy:
                    break
                rest = self._queue[0][0] - now if self._queue else _LOOK_UP_SECONDS
                self._changed.wait(min(rest, _LOOK_UP_SECONDS))
            self._changed.notify_all()
            return None

    def give_back(self, host: str, ready_at: float, *, has_more: bool, free_at: float = 0.0) -> None:
        """The host's turn is over; it comes again if it has more to be asked, or was woken meanwhile.

        Args:
            free_at: when another host of its group may be asked.
        """
        with self._changed:
            group = self._group_of(host)
            del self._busy[group]
            self._free_at[group] = max(free_at, self._free_at.get(group, 0.0))
            if has_more or host in self._woken:
                self._woken.discard(host)
                self._push(host, ready_at)
            else:
                self._queue_up(group)
            if not self._queued and not self._busy:
                self._changed.notify_all()

    def _ready(self, now: float) -> str | None:
        while self._queue and self._queue[0][0] <= now:
            group = heapq.heappop(self._queue)[1]
            if group in self._busy or not self._waiting.get(group):
                continue
            if self._due(group) > now:
                self._queue_up(group)
                continue
            host = heapq.heappop(self._waiting[group])[1]
            self._queued.discard(host)
            self._busy[group] = host
            return host
        return None

    def _push(self, host: str, ready_at: float) -> None:
        group = self._group_of(host)
        heapq.heappush(self._waiting.setdefault(group, []), (ready_at, host))
        self._queued.add(host)
        self._queue_up(group)

    def _queue_up(self, group: str) -> None:
        if group not in self._busy and self._waiting.get(group):
            heapq.heappush(self._queue, (self._due(group), group))
            self._changed.notify()

    def _due(self, group: str) -> float:
        return max(self._waiting[group][0][0], self._free_at.get(group, 0.0))
