"""The one way into the archive: a writer of one source's looks, one WARC file a run.

Belongs here: what becomes a record, and how it survives a crash.
Does not belong here: fetching, and the clock: every look's time is passed in.

A run writes `<name>.warc.gz.open`, record by record, each synced to disk; on leaving, the file gets its name
and the index is rewritten. A crash at any moment loses at most the record being written: see `salvage`.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Literal
from urllib.parse import unquote, urlsplit

from scrapers.archive.durable import sole_writer, sync_directory, telling_faults
from scrapers.archive.errors import ArchiveError
from scrapers.archive.index import load, ordinal_of, save, warc_files, warc_name
from scrapers.archive.log import Log
from scrapers.archive.look import Look, Method, Outcome, as_instant, as_uri, look_id_of
from scrapers.archive.salvage import OPEN_SUFFIX, salvage
from scrapers.archive.warc import Headers, write_failure, write_revisit, write_stored

if TYPE_CHECKING:
    from scrapers.archive.archive import Archive

_SOURCE = re.compile(r"[a-z0-9][a-z0-9_-]*")
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+_-]*/[a-z0-9][a-z0-9.+_-]*")


class ArchiveWriter:
    """Writes the looks of one source; made by `Archive.writer` and used in a `with` statement.

    What was written can be read from the archive after leaving. Leaving by an exception keeps what was
    written before it. `salvaged` says what a crashed earlier run left behind, a sentence a file.
    """

    def __init__(self, archive: Archive, source: str, wait_seconds: float = 0.0) -> None:
        if not _SOURCE.fullmatch(source):
            raise ArchiveError(f"{source!r} cannot name a source: use a-z, 0-9, - and _.")
        self.archive = archive
        self.source = source
        self.salvaged: tuple[str, ...] = ()
        self._wait_seconds = wait_seconds
        self._log = Log()
        self._warc_file = ""
        self._file: BinaryIO | None = None
        self._held = ExitStack()
        self._writable = False

    def __enter__(self) -> ArchiveWriter:
        root = self.archive.path
        with telling_faults(root), ExitStack() as stack:
            stack.enter_context(sole_writer(root, self._wait_seconds))
            self.salvaged = salvage(root, self.archive.max_payload)
            self._log = Log(load(root, self.archive.max_payload))
            save(root, self._log.looks)
            last = max((ordinal_of(name) for name in warc_files(root)), default=0)
            self._warc_file = warc_name(self.source, last + 1)
            self._held = stack.pop_all()
        self.archive.refresh()
        self._writable = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._held:
            self._writable = False
            self.archive.refresh()
            if self._file is not None:
                self._finish(self._file)
                save(self.archive.path, self._log.looks)

    def add_resource(
        self,
        url: str,
        data: bytes,
        media_type: str,
        looked_at: date,
        *,
        method: Literal["bundled", "added"],
        file_name: str | None = None,
    ) -> Look | None:
        """Stores the bytes of a file; None, and nothing written, where the address had these bytes last.

        Args:
            url: the address the file has, or one of our own (`file:…`); it is kept as a URI.
            looked_at: when it was collected; a date counts as its midnight, UTC.

        Raises:
            ArchiveError: too large, no address, no media type, or the disk refused.
        """
        if not _MEDIA_TYPE.fullmatch(media_type):
            raise ArchiveError(f"{media_type!r} of {url} is not a media type such as text/csv.")
        bare = self._look(url, looked_at, method, "new")
        look = self._holding(replace(bare, media_type=media_type, file_name=_text(file_name)), data)
        latest = self._log.latest(look.url)
        if latest is not None and latest.capture_id == look.capture_id:
            return None
        return self._append(look, partial(write_stored, data=data, http_headers=()))

    def add_response(
        self,
        url: str,
        status: int,
        headers: Iterable[tuple[str, str]],
        data: bytes,
        looked_at: date,
        *,
        message: str | None = None,
    ) -> Look:
        """Stores an HTTP answer; where the address had the same bytes last, a `revisit` without them.

        Args:
            data: the body as it is to be read: without content and transfer encoding.
            message: what should be remembered of the look, such as where it was redirected.

        Raises:
            ArchiveError: too large, no http(s) address, or the disk refused.
        """
        if not url.lower().startswith(("http://", "https://")):
            raise ArchiveError(f"{url!r} is not an http or https address, so it has no HTTP answer.")
        kept = tuple(headers)
        bare = replace(self._look(url, looked_at, "fetched", "new"), http_status=status, message=_text(message))
        look = self._holding(replace(bare, media_type=_media_type(kept), file_name=_file_name(url)), data)
        latest = self._log.latest(look.url)
        if latest is not None and latest.capture_id == look.capture_id:
            return self._append_revisit(bare, latest, kept)
        return self._append(look, partial(write_stored, data=data, http_headers=kept))

    def add_revisit(self, url: str, looked_at: date, http_status: int = HTTPStatus.NOT_MODIFIED) -> Look:
        """Records that an address still has the bytes it had last, as its server said.

        Raises:
            ArchiveError: it never had any, or the disk refused.
        """
        look = replace(self._look(url, looked_at, "fetched", "unchanged"), http_status=int(http_status))
        latest = self._log.latest(look.url)
        if latest is None:
            raise ArchiveError(f"{url} cannot be unchanged: the archive has no capture of it.")
        return self._append_revisit(look, latest, ())

    def add_failure(self, url: str, looked_at: date, message: str, http_status: int | None = None) -> Look:
        """Records a look that got nothing, and why."""
        bare = self._look(url, looked_at, "fetched", "failed")
        return self._append(replace(bare, http_status=http_status, message=_text(message)), write_failure)

    def _look(self, url: str, looked_at: date, method: Method, outcome: Outcome) -> Look:
        """A look without bytes, not yet placed in the file."""
        uri = as_uri(url)
        instant = as_instant(looked_at)
        return Look(
            look_id=self._log.unused_id(look_id_of(self.source, uri, instant)),
            source=self.source,
            url=uri,
            looked_at=instant,
            method=method,
            outcome=outcome,
            http_status=None,
            capture_id=None,
            media_type=None,
            bytes=None,
            file_name=None,
            warc_file=self._warc_file,
            offset=0,
            length=0,
            message=None,
        )

    def _holding(self, look: Look, data: bytes) -> Look:
        limit = self.archive.max_payload
        if len(data) > limit:
            raise ArchiveError(
                f"{look.url} has {len(data)} bytes and a capture may have {limit}: split it, or leave it out."
            )
        return replace(look, capture_id=hashlib.sha256(data).hexdigest(), bytes=len(data))

    def _append_revisit(self, look: Look, latest: Look, headers: Headers) -> Look:
        first = self._log.latest_stored(look.url) or latest
        unchanged = replace(
            look,
            outcome="unchanged",
            capture_id=latest.capture_id,
            media_type=latest.media_type,
            bytes=latest.bytes,
            file_name=latest.file_name,
        )
        write = partial(write_revisit, http_headers=headers, first_seen_at=first.looked_at)
        return self._append(unchanged, write)

    def _append(self, look: Look, write: Callable[[BinaryIO, Look], None]) -> Look:
        if not self._writable:
            raise ArchiveError("This writer of the archive is closed: open a new one.")
        try:
            with telling_faults(self._open_path()):
                file = self._file or self._open()
                offset = file.tell()
                write(file, look)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            self._abandon()
            raise
        placed = replace(look, offset=offset, length=file.tell() - offset)
        self._log.add(placed)
        return placed

    def _open(self) -> BinaryIO:
        path = self._open_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("xb")
        sync_directory(path.parent)
        return self._file

    def _finish(self, file: BinaryIO) -> None:
        path = self._open_path()
        with telling_faults(path):
            file.close()
            path.rename(path.with_name(path.name.removesuffix(OPEN_SUFFIX)))
            sync_directory(path.parent)

    def _abandon(self) -> None:
        """A record may be half written: the file is left for `salvage`, and nothing more goes into it."""
        self._writable = False
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None

    def _open_path(self) -> Path:
        return self.archive.path / (self._warc_file + OPEN_SUFFIX)


def _media_type(headers: Headers) -> str | None:
    for name, value in headers:
        if name.lower() == "content-type":
            essence = value.partition(";")[0].strip().lower()
            return essence if _MEDIA_TYPE.fullmatch(essence) else None
    return None


def _file_name(url: str) -> str | None:
    return _text(unquote(urlsplit(url).path.rpartition("/")[2]) or None)


def _text(text: str | None) -> str | None:
    """Text that every file can hold: NFC, and `?` for what was never text (bytes of odd file names)."""
    return None if text is None else unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode()
