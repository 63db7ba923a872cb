"""The archive as its readers see it: which looks there are, and the bytes of a capture.

Belongs here: reading; no lock is taken and nothing written: it works beside a writer and on a read-only disk.
Does not belong here: writing (`writer`), the WARC format (`warc`), the order of files (`index`).
"""

from __future__ import annotations

from pathlib import Path

from scrapers.archive.durable import telling_faults
from scrapers.archive.errors import ArchiveError
from scrapers.archive.index import MAX_PAYLOAD, load
from scrapers.archive.log import Log
from scrapers.archive.look import Look, as_uri
from scrapers.archive.warc import HEADER_ALLOWANCE, Headers, StoredRecord, parse_record, read_member
from scrapers.archive.writer import ArchiveWriter


class Archive:
    """The captures under a folder. What it knows is read once; `refresh` looks at the disk again."""

    def __init__(self, path: Path, max_payload: int = MAX_PAYLOAD, known_before: str | None = None) -> None:
        """The archive in folder `path`, which need not exist; `max_payload` bounds a capture, in bytes.

        With `known_before`, an instant such as 2026-11-25T17:00:00Z, `looks` tells those before it alone: what was
        known then. Bytes can be read whenever they came, since a later look may hold those of an earlier one.
        """
        self.path = path
        self.max_payload = max_payload
        self.known_before = known_before
        self._log: Log | None = None

    def looks(self) -> list[Look]:
        """All looks that are known of, in the order they were written."""
        looks = self._read_log().looks
        return [look for look in looks if self.known_before is None or look.looked_at < self.known_before]

    def latest(self, url: str) -> Look | None:
        """The last look at an address that held bytes, new or unchanged; None if there is none."""
        return self._read_log().latest(as_uri(url))

    def has(self, capture_id: str) -> bool:
        """Whether the bytes with this sha256 are in the archive."""
        return self._read_log().stored(capture_id) is not None

    def read(self, capture_id: str) -> bytes:
        """The bytes with this sha256 (hex); they are checked against it.

        Raises:
            ArchiveError: they are not in the archive, or damaged.
        """
        look = self._read_log().stored(capture_id)
        if look is None:
            raise ArchiveError(f"The archive {self.path} holds no capture {capture_id}.")
        return self._record(look).payload

    def http_headers(self, url: str) -> Headers:
        """The HTTP headers stored with the bytes that an address had last; none if they were not fetched."""
        look = self._read_log().latest_stored(as_uri(url))
        return () if look is None else self._record(look).http_headers

    def refresh(self) -> None:
        """Forgets what was read of the disk, so that the next question reads it again."""
        self._log = None

    def writer(self, source: str, wait_seconds: float = 0.0) -> ArchiveWriter:
        """A writer of looks for one source, to be used in a `with` statement.

        Raises (on entering):
            ArchiveBusy: another writer was at work for `wait_seconds`.
        """
        return ArchiveWriter(self, source, wait_seconds)

    def _read_log(self) -> Log:
        if self._log is None:
            with telling_faults(self.path):
                self._log = Log(load(self.path, self.max_payload))
        return self._log

    def _record(self, look: Look) -> StoredRecord:
        path = self.path / look.warc_file
        with telling_faults(path), path.open("rb") as file:
            file.seek(look.offset)
            member = read_member(file, self.max_payload + HEADER_ALLOWANCE, look.warc_file)
        record = parse_record(member or b"", look.warc_file, look.offset, look.length)
        if record.look != look:
            raise ArchiveError(
                f"The archive's index does not fit {look.warc_file} at byte {look.offset}: "
                f"remove {self.path / 'index.jsonl'} to have it made anew."
            )
        return record
