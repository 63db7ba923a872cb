"""What the archive holds as its writer must see it: the index, and before it the looks that are not in it yet.

Belongs here: questions of several threads at once. Does not belong here: files, and when looks reach the index.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

from scrapers.archive.index import Index
from scrapers.archive.look import Look
from scrapers.archive.scanning import Placed


class Recent:
    """Looks since the last commit, over an index of all before."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._ids: set[str] = set()
        self._latest: dict[str, Look] = {}
        self._holders: dict[str, Look] = {}

    def take_id(self, look_id: str) -> str:
        """The id, or with `~2`, `~3` … where it is taken; nobody else will get it."""
        with self._lock:
            candidate = look_id
            repeat = 1
            while candidate in self._ids or self._index.has_id(candidate):
                repeat += 1
                candidate = f"{look_id}~{repeat}"
            self._ids.add(candidate)
        return candidate

    def latest(self, uri: str) -> Look | None:
        """The last accepted look at an address that has bytes."""
        with self._lock:
            found = self._latest.get(uri)
        return found or self._index.latest(uri)

    def holder(self, capture_id: str) -> Look | None:
        """A look whose record holds these bytes."""
        with self._lock:
            found = self._holders.get(capture_id)
        return found or self._index.holder(capture_id)

    def add(self, placed: Placed) -> None:
        """Takes a look in that was just written."""
        look = placed.look
        with self._lock:
            if look.accepted and look.capture_id is not None:
                self._latest[look.url] = look
            if placed.holding == "bytes" and look.capture_id is not None:
                self._holders.setdefault(look.capture_id, look)

    def forget(self, group: Iterable[Placed]) -> None:
        """Leaves out looks that the index has now."""
        with self._lock:
            for look, _ in group:
                self._ids.discard(look.look_id)
                if self._latest.get(look.url) is look:
                    del self._latest[look.url]
                if look.capture_id is not None and self._holders.get(look.capture_id) is look:
                    del self._holders[look.capture_id]
