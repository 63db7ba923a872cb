"""The archive as its readers see it: which looks there are, and the bytes of a capture.

Belongs here: reading; no lock is taken and nothing written: it works beside a writer and on a read-only disk.
Does not belong here: writing (`writer`), the WARC format (`warc`), the index and how it follows the files (`upkeep`).
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

from scrapers.archive import surveys
from scrapers.archive.durable import telling_faults
from scrapers.archive.errors import ArchiveError
from scrapers.archive.files import MAX_FILE, MAX_PAYLOAD
from scrapers.archive.index import Index
from scrapers.archive.look import Look, as_uri
from scrapers.archive.scanning import read_record
from scrapers.archive.serialize import Headers
from scrapers.archive.surveys import Tally
from scrapers.archive.upkeep import open_to_read
from scrapers.archive.warc import StoredRecord
from scrapers.archive.writer import ArchiveWriter


class Archive:
    """The captures under a folder; may be asked from several threads at once."""

    def __init__(
        self, path: Path, max_payload: int = MAX_PAYLOAD, known_before: str | None = None, max_file: int = MAX_FILE
    ) -> None:
        """The archive in folder `path`, which need not exist.

        Args:
            max_payload: the bytes that a capture may have.
            known_before: an instant such as 2026-11-25T17:00:00Z: `looks` tells those before it alone, what was known
                then. Bytes can be read whenever they came, since a later look may hold those of an earlier one.
            max_file: the bytes after which a writer begins a new WARC file.
        """
        self.path = path
        self.max_payload = max_payload
        self.known_before = known_before
        self.max_file = max_file
        self._lock = threading.Lock()
        self._opened: Index | None = None

    def looks(self, source: str | None = None, run_id: str | None = None) -> list[Look]:
        """All looks that are known of, or those at a source or in a run, in the order they were written."""
        return list(self.each_look(source, run_id))

    def each_look(self, source: str | None = None, run_id: str | None = None) -> Iterator[Look]:
        """The same one by one, so that a million of them need no memory."""
        yield from surveys.looks(self._index(), source, run_id, self.known_before)

    def sources(self) -> set[str]:
        """The sources that looks are known of."""
        return surveys.sources(self._index(), self.known_before)

    def sources_asked_in(self, run_id: str) -> set[str]:
        """The sources that were looked at in a run."""
        return surveys.sources_asked_in(self._index(), run_id)

    def latest(self, url: str) -> Look | None:
        """The last accepted look at an address that has bytes, new or unchanged; None if there is none."""
        return self._index().latest(as_uri(url))

    def latest_any(self, url: str) -> Look | None:
        """The last look at an address, whatever came of it; None if there is none."""
        return self._index().latest_any(as_uri(url))

    def asked_in(self, run_id: str) -> Iterator[str]:
        """The addresses looked at in a run; one that was looked at twice comes twice."""
        yield from surveys.asked_in(self._index(), run_id)

    def tallies(self) -> list[Tally]:
        """How many looks there are at each source, and when the last ones were; `known_before` is not heeded."""
        return surveys.tallies(self._index())

    def amiss(self) -> Iterator[Look]:
        """The last look at each address where that was not accepted: it failed, or no document came."""
        yield from surveys.amiss(self._index())

    def has(self, capture_id: str) -> bool:
        """Whether the bytes with this sha256 are in the archive."""
        return self._index().holder(capture_id) is not None

    def first_look_at(self, capture_id: str) -> Look | None:
        """The first look that found the bytes with this sha256."""
        found = self._index().first_of(capture_id)
        return None if found is None else found[0]

    def read(self, capture_id: str) -> bytes:
        """The bytes with this sha256 (hex); they are checked against it.

        Raises:
            ArchiveError: they are not in the archive, or damaged.
        """
        record = self._record(lambda: self._holder(capture_id))
        return b"" if record is None else record.payload

    def http_headers(self, url: str) -> Headers:
        """The HTTP headers that an address sent last with an accepted answer; none if it was not fetched."""
        uri = as_uri(url)
        record = self._record(lambda: self._index().latest_answered(uri))
        return () if record is None else record.http_headers

    def refresh(self) -> None:
        """Forgets what was read of the disk, so that the next question reads it again."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
            self._opened = None

    def writer(
        self,
        name: str,
        *,
        run_id: str | None = None,
        wait_seconds: float = 0.0,
        after_commit: Callable[[tuple[Look, ...]], None] | None = None,
    ) -> ArchiveWriter:
        """A writer of looks, to be used in a `with` statement and from any number of threads.

        Args:
            name: its files' name, and the source of looks that state none.
            run_id: the night, which every look gets.
            after_commit: told of each group of looks that is on disk and in the index, in their order.

        Raises (on entering):
            ArchiveBusy: another writer was at work for `wait_seconds`.
        """
        return ArchiveWriter(self, name, run_id, wait_seconds, after_commit)

    def _index(self) -> Index:
        with self._lock:
            if self._opened is None:
                with telling_faults(self.path):
                    self._opened = open_to_read(self.path, self.max_payload)
                weakref.finalize(self, self._opened.close)
            return self._opened

    def _holder(self, capture_id: str) -> Look:
        found = self._index().holder(capture_id)
        if found is not None:
            return found
        if self._index().first_of(capture_id) is None:
            raise ArchiveError(f"The archive {self.path} holds no capture {capture_id}.")
        raise ArchiveError(
            f"The archive {self.path} does not hold the bytes of {capture_id} any more: a compaction dropped them, "
            "or the file that had them was lost or damaged."
        )

    def _record(self, asked: Callable[[], Look | None]) -> StoredRecord | None:
        """The record of the look that is asked for; asked again where a compaction moved it meanwhile."""
        look = asked()
        if look is None:
            return None
        try:
            return self._read(look)
        except ArchiveError:
            again = asked()
            if again is None or again == look:
                raise
            return self._read(again)

    def _read(self, look: Look) -> StoredRecord:
        record = read_record(self.path, look, self.max_payload)
        if record.look != look:
            raise ArchiveError(
                f"The archive's index does not fit {look.warc_file} at byte {look.offset}: "
                "run `cchc archive rebuild` to have it made anew."
            )
        return record
