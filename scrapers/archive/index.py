"""The index: a table of all looks in the order they were written, with the questions that are asked of it.

Belongs here: SQLite. Does not belong here: WARC files, which decide wherever the index differs from them (`upkeep`).

Rows are only ever added at the end, in the order of files and offsets, so that `seq` is the order of writing. Nothing
is held in memory but SQLite's pages; an index may be read by one connection while another writes.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from scrapers.archive.errors import ArchiveError, IndexDamagedError
from scrapers.archive.look import Look
from scrapers.archive.scanning import Placed
from scrapers.archive.tables import INSERT, IS_CAPTURE, NEEDED, REPOINT, SCHEMA, SELECT, VERSION, look_of, values_of
from scrapers.archive.warc import Holding

INDEX_FILE = "index.sqlite"
BUSY_SECONDS = 30.0
PAGE = 1000  # rows read at a time: no question holds the index for long
REMEDY = "the next run or `cchc archive rebuild` makes it anew from the WARC files."
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Extent(NamedTuple):
    """How many bytes of a WARC file are indexed, and how many looks stand in them."""

    size: int
    looks: int


class Index:
    """One connection to an index, to be used from any thread; `damaged` once that was found out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.RLock()
        self._beside_readers = False
        self.damaged = False

    def close(self) -> None:
        """Gives the connection back."""
        with self._lock:
            self._connection.close()

    def copy_to(self, other: Index) -> None:
        """Puts all that is here into another, empty index."""
        self._connection.backup(other._connection)

    def begin_writing(self) -> None:
        """Lets others read while this connection writes. A power cut may cost the last rows, which the files have."""
        if self._beside_readers:
            return
        self._beside_readers = True
        self._connection.execute("pragma journal_mode = wal")
        self._connection.execute("pragma synchronous = normal")
        self._connection.execute("pragma cache_size = -16000")
        self._connection.execute("pragma wal_autocheckpoint = 4000")  # pages: rows of a night are written once or twice

    def end_writing(self) -> None:
        """Makes one plain file of the index again, which can be read on a read-only disk; later, where it is in use.

        An earlier writer may have had to leave that to this one, also to one that wrote nothing.
        """
        with suppress(sqlite3.OperationalError):
            self._connection.execute("pragma busy_timeout = 0")
            self._connection.execute("pragma journal_mode = delete")
        self.close()

    def create(self) -> None:
        """Makes the empty tables."""
        self._connection.executescript(f"begin; {SCHEMA} commit;")

    def is_whole(self) -> bool:
        """Whether this is an index of ours, as far as can be told without reading all of it."""
        try:
            found = self._one("pragma user_version")
            self._one("select count(*) from file")
            return bool(found and found[0] == VERSION)
        except ArchiveError:
            return False

    def extents(self) -> dict[str, Extent]:
        """How much of each WARC file is indexed."""
        rows = self.rows("select warc_file, size, looks from file")
        return {warc_file: Extent(size, looks) for warc_file, size, looks in rows}

    def add(self, warc_file: str, looks: Iterable[Placed], size: int) -> int:
        """Appends the looks of a file that is read up to byte `size`, all of them or none; returns how many."""
        added = 0
        with self._changing():
            file_id = self._file_id(warc_file)
            for look, holding in looks:
                try:
                    self._connection.execute(INSERT, (*values_of(look), holding, file_id))
                except sqlite3.IntegrityError:
                    raise ArchiveError(
                        f"{warc_file} holds the look {look.look_id}, which another file holds too: move one of the two "
                        "files away, most likely one that a compaction had replaced."
                    ) from None
                added += 1
            self._connection.execute(
                "update file set size = ?, looks = looks + ? where file_id = ?", (size, added, file_id)
            )
        return added

    def repoint(self, gone: Sequence[str], made: str, looks: Iterable[Placed], size: int) -> None:
        """Has the looks of files that are gone stand in one that took their place, all of them or none.

        Raises:
            ArchiveError: they are not the same looks, or the index never had all of them.
        """
        marks = ", ".join("?" for _ in gone)
        self._connection.execute("pragma synchronous = full")  # the files go as soon as the index says so
        with self._changing():
            file_id = self._file_id(made)
            moved = 0
            for look, holding in looks:
                place = (file_id, look.offset, look.length, holding, look.look_id)
                self._connection.execute(REPOINT, place)
                moved += 1
            held = self._connection.execute("select count(*) from look where file_id = ?", (file_id,)).fetchone()[0]
            left = self._connection.execute(
                f"select count(*) from look join file using (file_id) where warc_file in ({marks})",  # noqa: S608
                tuple(gone),
            ).fetchone()[0]
            if held != moved or left:
                raise ArchiveError(f"{made} does not hold the looks of the files whose place it takes.")
            self._connection.execute(f"delete from file where warc_file in ({marks})", tuple(gone))  # noqa: S608
            self._connection.execute("update file set size = ?, looks = ? where file_id = ?", (size, moved, file_id))

    def replace(self, warc_file: str, looks: Iterable[Placed], size: int) -> None:
        """Has a file hold these of its looks alone, where they stand now; the others are forgotten.

        Raises:
            ArchiveError: the index never had all of them.
        """
        self._connection.execute("pragma synchronous = full")
        with self._changing():
            file_id = self._file_id(warc_file)
            self._connection.execute('update look set "offset" = -1 where file_id = ?', (file_id,))
            found = 0
            for look, holding in looks:
                self._connection.execute(REPOINT, (file_id, look.offset, look.length, holding, look.look_id))
                found += 1
            self._connection.execute('delete from look where file_id = ? and "offset" = -1', (file_id,))
            held = self._connection.execute("select count(*) from look where file_id = ?", (file_id,)).fetchone()[0]
            if held != found:
                raise ArchiveError(f"The archive's index lacked looks of {warc_file}: run `cchc archive rebuild`.")
            self._connection.execute("update file set size = ?, looks = ? where file_id = ?", (size, found, file_id))

    def in_file(self, warc_file: str) -> Iterator[Placed]:
        """The looks that stand in a file, in their order, and what their records hold."""
        found = self._one("select file_id from file where warc_file = ?", warc_file)
        last = 0
        while page := self.rows(
            f"{SELECT} where look.file_id = ? and seq > ? order by seq limit ?", found[0] if found else 0, last, PAGE
        ):
            yield from (Placed(look_of(row), row[-2]) for row in page)
            last = page[-1][-1]

    def next_offset(self, warc_file: str, offset: int) -> int | None:
        """Where the next look of a file begins behind a byte."""
        found = self._one(
            'select min("offset") from look join file using (file_id) where warc_file = ? and "offset" > ?',
            warc_file,
            offset,
        )
        return None if found is None else found[0]

    def problems(self) -> list[str]:
        """What SQLite finds wrong with the tables."""
        return [row[0] for row in self.rows("pragma integrity_check(10)") if row[0] != "ok"]

    def last_instant(self) -> str | None:
        """When the last look was taken."""
        found = self._one("select max(looked_at) from look")
        return None if found is None else found[0]

    def is_needed(self, capture_id: str, since: str) -> bool:
        """Whether bytes have to stay: a document's and a suspect's ever, those last at an address, all `since` then."""
        return self._one(NEEDED, capture_id, since) is not None

    def latest(self, uri: str) -> Look | None:
        """The last accepted look at an address that has bytes; what is no document and failures do not count."""
        return self._look(f"where url = ? and {IS_CAPTURE} order by seq desc limit 1", uri)

    def latest_any(self, uri: str) -> Look | None:
        """The last look at an address, whatever came of it."""
        return self._look("where url = ? order by seq desc limit 1", uri)

    def latest_answered(self, uri: str) -> Look | None:
        """The last accepted look at an address whose record holds the headers of a whole answer."""
        return self._look(
            f"where url = ? and {IS_CAPTURE} and (http_status <> 304 or http_status is null) order by seq desc limit 1",
            uri,
        )

    def holder(self, capture_id: str) -> Look | None:
        """The first look whose record holds these bytes."""
        return self._look("where capture_id = ? and holding = 'bytes' order by seq limit 1", capture_id)

    def first_of(self, capture_id: str) -> tuple[Look, Holding] | None:
        """The first look at these bytes, and what its record holds."""
        row = self._one(f"{SELECT} where capture_id = ? order by seq limit 1", capture_id)
        return None if row is None else (look_of(row), row[-2])

    def has_id(self, look_id: str) -> bool:
        """Whether a look has this id."""
        return self._one("select 1 from look where look_id = ?", look_id) is not None

    def _look(self, question: str, value: str) -> Look | None:
        row = self._one(f"{SELECT} {question}", value)
        return None if row is None else look_of(row)

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The answer to a question.

        Raises:
            ArchiveError: the index is damaged or cannot be read.
        """
        with self._telling():
            return self._connection.execute(sql, values).fetchall()

    def _one(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        with self._telling():
            found: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
        return found

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Holds the connection, and says in a sentence what SQLite found wrong."""
        with self._lock:
            try:
                yield
            except sqlite3.DatabaseError as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
                    self.damaged = True
                    raise IndexDamagedError(f"The archive's index is damaged ({error}): {REMEDY}") from None
                raise ArchiveError(
                    f"The archive's index cannot be read or written ({error}): see that the disk has room."
                ) from None

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """A change as a whole: all of it or nothing."""
        with self._telling(), self._connection:
            self._connection.execute("begin immediate")
            yield

    def _file_id(self, warc_file: str) -> int:
        self._connection.execute("insert or ignore into file (warc_file, size, looks) values (?, 0, 0)", (warc_file,))
        found = self._connection.execute("select file_id from file where warc_file = ?", (warc_file,)).fetchone()
        return int(found[0])


def connected(name: str, *, uri: bool = False) -> Index:
    """The index at a path."""
    return Index(_connection(name, uri))


def private_connection() -> sqlite3.Connection:
    """A connection to an empty database of its own, which spills to the disk and goes with it."""
    return _connection("", False)


def _connection(name: str, uri: bool) -> sqlite3.Connection:
    return sqlite3.connect(
        name, uri=uri, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=64
    )
