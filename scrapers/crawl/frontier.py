"""Which pages are known of, and which of them are to be asked tonight: a table on disk, kept over nights.

Belongs here: the order in which a host's pages are asked, the rule for further pages of a list. Does not belong here:
the table itself (`frontier_table`), when a known page is due (`limits.Revisit`), asking (`night`).

If the file is lost it is made anew from the start pages; no look is lost with it. Links of a page are committed before
the page's look is, and a page is done once its look is on disk, so that a kill at any moment loses no page and asks
none twice. Memory holds the rows that are asked just now, never all.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType

from scrapers.archive import Look
from scrapers.crawl.frontier_counts import FrontierCounts
from scrapers.crawl.frontier_table import (
    COLUMNS,
    INSERT,
    MAKE_DUE,
    MARK_DUE,
    SET_TURNS,
    TAKE_OVER,
    FrontierError,
    opened,
    row_of,
    waiting_of,
)
from scrapers.crawl.limits import Again, Limits
from scrapers.crawl.page import Link
from scrapers.crawl.plan import System
from scrapers.crawl.task import LIST, Waiting, address_of, host_of


class Frontier(FrontierCounts):
    """The table of pages at a path, to be used in a `with` statement, by one process at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._limits = Limits()
        self._lock = threading.RLock()
        self._added: Counter[str] = Counter()
        self._gone: set[str] = set()
        self._over_tls: set[str] = set()  # hosts of which a page came over TLS
        self._run = ""
        self._day = 0

    def __enter__(self) -> Frontier:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = opened(self._path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._connection.close()

    def begin(self, run_id: str, today: date, sources: Collection[str], limits: Limits) -> bool:
        """A night begins, or goes on after a break: marks what is due of these sources.

        Returns:
            Whether this run was begun before; what it has asked is not due again.
        """
        self._run, self._day, self._limits = run_id, today.toordinal(), limits
        self._added.clear()

        def due(asked_on: int, since: int, failing: int, row: int) -> bool:
            age = self._day - since
            return limits.revisit.is_due(self._day, asked_on, age, row, failing=bool(failing))

        def due_monthly(asked_on: int, row: int) -> bool:
            return limits.revisit.is_due(self._day, asked_on, limits.revisit.weekly_days, row)

        with self._changing() as connection:
            hosts = connection.execute(
                "select distinct host from page where url like 'https:%' and asked_on is not null"
            )
            self._over_tls = {host for (host,) in hosts}
            begun = connection.execute("select 1 from night where run_id = ?", (run_id,)).fetchone() is not None
            if not begun:
                connection.execute("delete from night")
                connection.execute("insert into night values (?)", (run_id,))
                connection.create_function("due", 4, due, deterministic=True)
                connection.create_function("due_monthly", 2, due_monthly, deterministic=True)
                connection.execute(MARK_DUE.format(", ".join("?" * len(sources))), sorted(sources))
                connection.execute(SET_TURNS, (self._day - limits.revisit.nightly_days,))
        return begun

    def let_go(self, sources: Collection[str]) -> list[str]:
        """All sources that there are: pages of others may be taken over by whoever finds them.

        Returns:
            The hosts of such pages, sorted.
        """
        with self._lock:
            found = self._connection.execute("select distinct source, host from page").fetchall()
        self._gone = {source for source, _ in found} - set(sources)
        return sorted({host for source, host in found if source in self._gone})

    def inherit(self, host: str, source: str, system: System) -> None:
        """Known pages of a host, whose source is gone, are looked at by another one."""
        with self._changing() as connection:
            connection.executemany(
                "update page set source = ?, system = ? where host = ? and source = ? and asked_on is not null",
                ((source, system, host, gone) for gone in sorted(self._gone)),
            )

    def rest(self, host: str, until: float) -> None:
        """A host asks not to be asked before this time, in seconds since 1970."""
        with self._changing() as connection:
            connection.execute("insert or replace into host values (?, ?)", (host, until))

    def rests_until(self, host: str) -> float:
        """The time before which a host asked not to be asked, in seconds since 1970."""
        with self._lock:
            row = self._connection.execute("select not_before from host where name = ?", (host,)).fetchone()
        return float(row[0]) if row else 0.0

    def make_due(self, sources: Collection[str], again: Again) -> int:
        """Has known pages of these sources asked tonight although they are not due.

        Returns:
            How many pages that are. To be called between `begin` and asking.
        """
        bounds = ((again.first or date.min).toordinal(), (again.last or date.max).toordinal())
        with self._changing() as connection:
            return connection.execute(
                MAKE_DUE.format(", ".join("?" * len(sources))),
                (self._run, *bounds, *sorted(sources)),
            ).rowcount

    def keep_starts(self, source: str, starts: Iterable[tuple[Link, System]]) -> None:
        """Makes these the start pages of a source: new ones wait, those that are none any more are forgotten."""
        given = [(address, link, system) for link, system in starts if (address := address_of(link))]
        kept = {address for address, _, _ in given}
        with self._changing() as connection:
            old = connection.execute("select address from page where source = ? and hops = 0", (source,)).fetchall()
            connection.executemany("delete from page where address = ?", [row for row in old if row[0] not in kept])
            for address, link, system in given:
                connection.execute(INSERT, row_of(address, link, source, system, None, 0, None, self._day))
                connection.execute(
                    "update page set source = ?, system = ?, page_kind = ?, hops = 0, list_row = null, found_on = null,"
                    " rank = case when asked_run is ? then rank else 0 end where address = ?",
                    (source, system, link.page_kind, self._run, address),
                )

    def add(self, parent: Waiting, links: Sequence[Link], found_on: str) -> int:
        """Adds the pages that a page leads to; committed on return.

        A list goes on to its next pages only if this page of it brought pages never seen before, or if the night pages
        on to the end: to all that are not known yet, and else to the first that was not asked tonight.

        Returns:
            How many pages are new.
        """
        onward = [link for link in links if link.pages_on]
        with self._changing() as connection:
            beside = [link for link in links if not link.pages_on]
            fruits = self._add(parent, [link for link in beside if link.page_kind != "list"], found_on, None)
            new = fruits + self._add(parent, [link for link in beside if link.page_kind == "list"], found_on, None)
            if fruits:
                connection.execute("update page set fruitful_on = ? where row = ?", (self._day, parent.row))
            self._renew_forms(onward)
            if new or self._limits.paging == "to the end":
                further = self._add(parent, onward, found_on, parent.list_row or parent.row)
                if not further:
                    self._recall(connection, onward)
        return new

    def _add(self, parent: Waiting, links: Sequence[Link], found_on: str, list_row: int | None) -> int:
        room = self._limits.max_found - self._added[parent.source]
        hops = parent.hops + 1
        if hops > self._limits.max_hops and list_row is None:
            return 0
        rows = [
            row_of(address, link, parent.source, parent.system, found_on, hops, list_row, self._day)
            for link in links[: max(room, 0)]
            if (address := address_of(link)) and not self._is_got_over_tls(address)
        ]
        new = self._connection.executemany(INSERT, rows).rowcount if rows else 0
        if self._gone:
            gone = ", ".join("?" * len(self._gone))
            self._connection.executemany(
                TAKE_OVER.format(gone), ((*row[3:5], row[11], row[11], row[0], *sorted(self._gone)) for row in rows)
            )
        self._added[parent.source] += new
        return new

    def _is_got_over_tls(self, address: str) -> bool:
        """Whether an address of http is that of a page that is known by https."""
        if not address.startswith("http://") or host_of(address) not in self._over_tls:
            return False
        question = "select 1 from page where address = ? and asked_on is not null and failing_since is null"
        return self._connection.execute(question, (f"https{address[4:]}",)).fetchone() is not None

    def _renew_forms(self, links: Sequence[Link]) -> None:
        """A form's hidden fields are good for a while; what is asked with them tonight are the last ones seen."""
        given = [row_of(address_of(link) or "", link, "", "plain", None, 0, None, 0) for link in links if link.form]
        self._connection.executemany("update page set form = ? where address = ?", [(row[2], row[0]) for row in given])

    def _recall(self, connection: sqlite3.Connection, links: Sequence[Link]) -> None:
        for address in filter(None, map(address_of, links)):
            found = connection.execute(
                "update page set rank = ?, turn = 0 where address = ? and asked_run is not ?",
                (LIST, address, self._run),
            )
            if found.rowcount:
                return

    def to_ask(
        self,
        host: str,
        taken: Collection[str],
        shares: Collection[tuple[str, int]],
        lists: Collection[int],
        left: Collection[tuple[str, str]],
        count: int,
    ) -> list[Waiting]:
        """The next pages of a host, beyond those `taken`.

        Args:
            shares: sources and ranks of which no more are asked tonight.
            lists: rows of lists that are not paged on any more.
            left: sources and beginnings of addresses that are left for another night.
        """
        spent = f"(source, rank) not in (values {', '.join(['(?, ?)'] * len(shares))})" if shares else "true"
        turned = f"(list_row is null or list_row not in ({', '.join('?' * len(lists))}))" if lists else "true"
        open_to = "".join(" and not (source = ? and substr(url, 1, length(?)) = ?)" for _ in left)
        values = [*(value for pair in sorted(shares) for value in pair), *sorted(lists)]
        values += [value for source, begun in sorted(left) for value in (source, begun, begun)]
        with self._lock:
            rows = self._connection.execute(
                f"select {COLUMNS} from page where host = ? and rank is not null and {spent} and {turned}{open_to}"  # noqa: S608
                " order by rank, turn, row limit ?",
                (host, *values, count + len(taken)),
            ).fetchall()
        return [page for row in rows if (page := waiting_of(row)).address not in taken][:count]

    def renewed(self, page: Waiting) -> Waiting:
        """The page with its form as it was last seen."""
        with self._lock:
            row = self._connection.execute(f"select {COLUMNS} from page where row = ?", (page.row,)).fetchone()  # noqa: S608
        return waiting_of(row) if row else page

    def forget(self, pages: Iterable[Waiting]) -> None:
        """These pages are no longer any of their source's."""
        with self._changing() as connection:
            connection.executemany("delete from page where row = ?", [(page.row,) for page in pages])

    def refused(self, page: Waiting) -> None:
        """robots.txt does not permit this page: once its look is durable, it is asked about again in a month."""
        with self._changing() as connection:
            connection.execute("update page set refused_run = ? where row = ?", (self._run, page.row))

    def done(self, looks: Collection[Look]) -> None:
        """These looks are on disk: their pages have been asked. What came over TLS is no page of http any more."""
        got = [(look.url, look.outcome in ("new", "unchanged")) for look in looks]
        over_tls = [url for url, is_good in got if is_good and url.startswith("https:")]
        self._over_tls.update(map(host_of, over_tls))
        with self._changing() as connection:
            connection.executemany(
                "update page set rank = null, turn = ?, asked_run = ?, asked_on = ?, failing_since ="
                " case when ? then null else coalesce(failing_since, ?) end where address = ?",
                ((self._day, self._run, self._day, is_good, self._day, url) for url, is_good in got),
            )
            connection.executemany(
                "delete from page where address = ? and hops > 0",
                ((f"http{url[5:]}",) for url in over_tls),
            )

    def done_before(self, addresses: Iterator[str]) -> None:
        """Looks at these addresses were found on disk after a break: their pages have been asked."""
        with self._changing() as connection:
            connection.executemany(
                "update page set rank = null, asked_run = ?, asked_on = ? where address = ? and asked_run is not ?",
                ((self._run, self._day, address, self._run) for address in addresses),
            )

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                with self._connection as connection:
                    connection.execute("begin immediate")
                    yield connection
            except sqlite3.Error as error:
                raise FrontierError(f"{self._path} cannot be written: {error}.") from None
