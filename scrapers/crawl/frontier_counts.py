"""What a frontier holds, in numbers: what waits, and what a run has asked.

Belongs here: questions that change nothing. Does not belong here: which page is next, what changes (`frontier`).
"""

from __future__ import annotations

import sqlite3
import threading

from scrapers.crawl.task import KNOWN


class FrontierCounts:
    """The questions; whoever inherits them sets the connection, its lock and the run."""

    _connection: sqlite3.Connection
    _lock: threading.RLock
    _run: str

    def hosts(self) -> list[str]:
        """The hosts of which a page waits, sorted."""
        with self._lock:
            rows = self._connection.execute("select distinct host from page where rank is not null order by host")
            return [row[0] for row in rows.fetchall()]

    def waiting(self) -> dict[str, int]:
        """How many pages wait, by source."""
        with self._lock:
            rows = self._connection.execute("select source, count(*) from page where rank is not null group by source")
            return dict(rows.fetchall())

    def known_waiting(self) -> dict[str, int]:
        """How many known pages, start pages and lists aside, wait, by source."""
        question = "select source, count(*) from page where rank = ? group by source"
        with self._lock:
            return dict(self._connection.execute(question, (KNOWN,)).fetchall())

    def asked(self) -> dict[str, int]:
        """How many pages this run has asked and stored, by source."""
        return self._asked("true")

    def lists_asked(self) -> dict[str, int]:
        """How many of these are lists and no start pages."""
        return self._asked("page_kind = 'list' and hops > 0")

    def _asked(self, which: str) -> dict[str, int]:
        asked = "asked_run = ? and refused_run is not asked_run"
        question = f"select source, count(*) from page where {asked} and {which} group by source"  # noqa: S608
        with self._lock:
            return dict(self._connection.execute(question, (self._run,)).fetchall())

    def asked_of_lists(self) -> dict[int, int]:
        """How many next pages this run has asked and stored, by the row of their list's first page."""
        question = "select list_row, count(*) from page where asked_run = ? and list_row is not null group by list_row"
        with self._lock:
            return dict(self._connection.execute(question, (self._run,)).fetchall())
