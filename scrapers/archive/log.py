"""The looks of an archive in memory, with the questions that are asked of them.

Belongs here: lookups by address, capture and id. Does not belong here: files.
"""

from __future__ import annotations

from collections.abc import Iterable

from scrapers.archive.look import Look


class Log:
    """Looks in the order they were written; only ever added to."""

    def __init__(self, looks: Iterable[Look] = ()) -> None:
        self.looks: list[Look] = []
        self._ids: set[str] = set()
        self._latest: dict[str, Look] = {}
        self._stored_at: dict[str, Look] = {}
        self._stored: dict[str, Look] = {}
        for look in looks:
            self.add(look)

    def add(self, look: Look) -> None:
        """Appends a look."""
        self.looks.append(look)
        self._ids.add(look.look_id)
        if look.capture_id is not None:
            self._latest[look.url] = look
        if look.outcome == "new" and look.capture_id is not None:
            self._stored_at[look.url] = look
            self._stored.setdefault(look.capture_id, look)

    def latest(self, uri: str) -> Look | None:
        """The last look at an address that held bytes, new or unchanged; failures do not count."""
        return self._latest.get(uri)

    def latest_stored(self, uri: str) -> Look | None:
        """The look whose record holds the bytes that the address had last."""
        return self._stored_at.get(uri)

    def stored(self, capture_id: str) -> Look | None:
        """The first look whose record holds these bytes."""
        return self._stored.get(capture_id)

    def unused_id(self, look_id: str) -> str:
        """The id, or with `~2`, `~3` … where it is taken."""
        candidate = look_id
        repeat = 1
        while candidate in self._ids:
            repeat += 1
            candidate = f"{look_id}~{repeat}"
        return candidate
