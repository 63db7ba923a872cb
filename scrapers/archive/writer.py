"""The one way into the archive: a writer of looks, to be used from any number of threads.

Belongs here: what becomes a record. Does not belong here: how records survive a crash (`appending`, `salvage`),
fetching, and the clock: every look's time is passed in.

Records are made and packed in the thread that calls; a look is durable once its group is: see `after_commit`, `commit`.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Literal, NamedTuple

from scrapers.archive import serialize
from scrapers.archive.appending import AfterCommit, Appender
from scrapers.archive.durable import sole_writer, telling_faults
from scrapers.archive.errors import ArchiveError
from scrapers.archive.files import ordinal_of, warc_files
from scrapers.archive.index import INDEX_FILE, connected
from scrapers.archive.look import Look, Method, Outcome, PageKind, Rejected, as_instant, as_uri, look_id_of
from scrapers.archive.naming import as_text, check_media_type, check_run_id, check_source, declared_type, file_name_in
from scrapers.archive.recent import Recent
from scrapers.archive.serialize import Request
from scrapers.archive.upkeep import discard_damaged, open_to_write, salvage_all
from scrapers.archive.warc import Holding

if TYPE_CHECKING:
    from scrapers.archive.archive import Archive

_progress = logging.getLogger("cchc.progress")


class _Held(NamedTuple):
    """What a look says of the bytes it got."""

    capture_id: str | None
    media_type: str | None
    size: int | None
    file_name: str | None


_NOTHING = _Held(None, None, None, None)


class ArchiveWriter:
    """Writes looks; made by `Archive.writer` and used in a `with` statement.

    Leaving makes durable what was written, leaving by an exception too. `salvaged` says what a crashed earlier run left
    behind, a sentence a file. `after_commit`, if set, is told of each group of looks once it is durable, in their order
    and by one thread at a time, mostly the archive's own.
    """

    def __init__(
        self, archive: Archive, name: str, run_id: str | None, wait_seconds: float, after_commit: AfterCommit | None
    ) -> None:
        check_source(name)
        if run_id is not None:
            check_run_id(run_id)
        self.archive = archive
        self.name = name
        self.run_id = run_id
        self.salvaged: tuple[str, ...] = ()
        self.after_commit = after_commit
        self._wait_seconds = wait_seconds
        self._held = ExitStack()
        self._appender: Appender | None = None

    def __enter__(self) -> ArchiveWriter:
        root, max_payload = self.archive.path, self.archive.max_payload
        with telling_faults(root), ExitStack() as stack:
            stack.enter_context(sole_writer(root, self._wait_seconds))
            self.salvaged = salvage_all(root, max_payload)
            for sentence in self.salvaged:
                _progress.warning(sentence)
            index = open_to_write(root, max_payload)
            asked = connected(str(root / INDEX_FILE))
            stack.callback(discard_damaged, root, (index, asked))
            stack.callback(index.end_writing)
            stack.callback(asked.close)
            ordinal = 1 + max((ordinal_of(name) for name in warc_files(root)), default=0)
            known = Recent(asked)
            self._appender = Appender(root, self.name, ordinal, self.archive.max_file, index, known, self._tell)
            self._held = stack.pop_all()
        self.archive.refresh()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        appender, self._appender = self._appender, None
        with self._held:
            self.archive.refresh()
            if appender is not None:
                try:
                    appender.close()
                except ArchiveError:
                    if error is None:
                        raise

    def commit(self) -> None:
        """Makes durable, and tells, what was written before."""
        self._open().commit()

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
        check_media_type(media_type, url)
        held = self._measured(url, data, media_type, as_text(file_name))
        latest = self._known().latest(as_uri(url))
        if latest is not None and latest.capture_id == held.capture_id:
            return None
        look = self._look(url, looked_at, "new", held, method=method)
        return self._append(look, "bytes", None, serialize.stored(look, data, ()))

    def add_response(
        self,
        url: str,
        status: int,
        headers: Iterable[tuple[str, str]],
        data: bytes,
        looked_at: date,
        *,
        source: str | None = None,
        outcome: Rejected | None = None,
        page_kind: PageKind | None = None,
        found_on: str | None = None,
        message: str | None = None,
        request: Request | None = None,
    ) -> Look:
        """Stores an HTTP answer; bytes that the archive holds already are referred to, by a `revisit`.

        Args:
            data: the body as it is to be read: without content and transfer encoding.
            outcome: what it is if it is no document; its bytes are then evidence and never the address' last.
            message: what should be remembered of the look, such as where it was redirected.

        Raises:
            ArchiveError: too large, no http(s) address, or the disk refused.
        """
        if not url.lower().startswith(("http://", "https://")):
            raise ArchiveError(f"{url!r} is not an http or https address, so it has no HTTP answer.")
        kept = tuple(headers)
        held = self._measured(url, data, declared_type(kept), file_name_in(url))
        latest = self._known().latest(as_uri(url)) if outcome is None else None
        became: Outcome = outcome or "new"
        if latest is not None and latest.capture_id == held.capture_id:
            became, held = "unchanged", _held_at(latest)
        look = self._look(url, looked_at, became, held, status, message, source, page_kind, found_on)
        first = self._known().holder(held.capture_id or "")
        if first is not None:
            return self._append(look, "reference", request, serialize.revisit(look, kept, first))
        return self._append(look, "bytes", request, serialize.stored(look, data, kept))

    def add_revisit(
        self,
        url: str,
        looked_at: date,
        http_status: int = HTTPStatus.NOT_MODIFIED,
        *,
        source: str | None = None,
        page_kind: PageKind | None = None,
        found_on: str | None = None,
        request: Request | None = None,
    ) -> Look:
        """Records that an address still has the bytes it had last, as its server said.

        Raises:
            ArchiveError: it never had any, or the disk refused.
        """
        latest = self._known().latest(as_uri(url))
        if latest is None:
            raise ArchiveError(f"{url} cannot be unchanged: the archive has no capture of it.")
        held, status = _held_at(latest), int(http_status)
        look = self._look(url, looked_at, "unchanged", held, status, None, source, page_kind, found_on)
        first = self._known().holder(latest.capture_id or "") or latest
        return self._append(look, "reference", request, serialize.revisit(look, (), first))

    def add_failure(
        self,
        url: str,
        looked_at: date,
        message: str,
        http_status: int | None = None,
        *,
        source: str | None = None,
        outcome: Literal["failed"] | Rejected = "failed",
        page_kind: PageKind | None = None,
        found_on: str | None = None,
        request: Request | None = None,
    ) -> Look:
        """Records a look that got nothing that could be kept, and why."""
        look = self._look(url, looked_at, outcome, _NOTHING, http_status, message, source, page_kind, found_on)
        return self._append(look, "nothing", request, serialize.failure(look))

    def _tell(self, looks: tuple[Look, ...]) -> None:
        if self.after_commit is not None:
            self.after_commit(looks)

    def _look(
        self,
        url: str,
        looked_at: date,
        outcome: Outcome,
        held: _Held,
        http_status: int | None = None,
        message: str | None = None,
        source: str | None = None,
        page_kind: PageKind | None = None,
        found_on: str | None = None,
        *,
        method: Method = "fetched",
    ) -> Look:
        """A look that is not yet placed in a file; its id is taken."""
        if source is not None:
            check_source(source)
        uri, instant, source = as_uri(url), as_instant(looked_at), source or self.name
        return Look(
            look_id=self._known().take_id(look_id_of(source, uri, instant)),
            source=source,
            url=uri,
            looked_at=instant,
            method=method,
            outcome=outcome,
            http_status=http_status,
            capture_id=held.capture_id,
            media_type=held.media_type,
            bytes=held.size,
            file_name=held.file_name,
            warc_file="",
            offset=0,
            length=0,
            message=as_text(message),
            page_kind=page_kind,
            run_id=self.run_id,
            found_on=None if found_on is None else as_uri(found_on),
        )

    def _measured(self, url: str, data: bytes, media_type: str | None, file_name: str | None) -> _Held:
        limit = self.archive.max_payload
        if len(data) > limit:
            raise ArchiveError(
                f"{url} has {len(data)} bytes and a capture may have {limit}: split it, or leave it out."
            )
        return _Held(hashlib.sha256(data).hexdigest(), media_type, len(data), file_name)

    def _append(self, look: Look, holding: Holding, request: Request | None, record: bytes) -> Look:
        asked = b"" if request is None else serialize.request(look, request)
        return self._open().append(look, holding, asked, record)

    def _open(self) -> Appender:
        if self._appender is None:
            raise ArchiveError("This writer of the archive is closed: open a new one.")
        return self._appender

    def _known(self) -> Recent:
        return self._open().recent


def _held_at(look: Look) -> _Held:
    return _Held(look.capture_id, look.media_type, look.bytes, look.file_name)
