"""Records onto the end of a WARC file: appended under a lock, made durable in groups, and only then told.

Belongs here: the order of append, fsync, index and telling; when a new file is begun.
Does not belong here: what a record holds (`serialize`), and which looks there are (`writer`).

A thread of its own commits a group a quarter of a second after its first look, or as soon as it has a megabyte: nobody
who appends waits for the disk. A file is written as `<name>.warc.gz.open` and gets its name when it is finished.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from io import FileIO
from pathlib import Path

from scrapers.archive.durable import sync_directory, telling_faults
from scrapers.archive.errors import ArchiveError
from scrapers.archive.files import OPEN_SUFFIX, warc_name
from scrapers.archive.index import Index
from scrapers.archive.look import Look
from scrapers.archive.recent import Recent
from scrapers.archive.scanning import Placed
from scrapers.archive.warc import Holding

GROUP_SECONDS = 0.25
GROUP_BYTES = 1_000_000
AfterCommit = Callable[[tuple[Look, ...]], None]


class Appender:
    """The file that is written now; `append` and `commit` may be called from any thread."""

    def __init__(
        self,
        root: Path,
        name: str,
        ordinal: int,
        max_file: int,
        index: Index,
        recent: Recent,
        after_commit: AfterCommit,
    ) -> None:
        self.recent = recent
        self._root = root
        self._name = name
        self._ordinal = ordinal
        self._max_file = max_file
        self._index = index
        self._after_commit = after_commit
        self._file: FileIO | None = None
        self._size = 0
        self._pending: list[Placed] = []
        self._pending_bytes = 0
        self._failure: BaseException | None = None
        self._closed = False
        self._changed = threading.Condition()  # guards all of the above; never taken before _committing is wanted
        self._committing = threading.Lock()
        self._thread = threading.Thread(target=self._commit_groups, name="archive-commit", daemon=True)
        self._thread.start()

    def append(self, look: Look, holding: Holding, request: bytes, record: bytes) -> Look:
        """Appends a look's record, behind that of the request that led to it; the look comes back with its place.

        Raises:
            ArchiveError: the disk refused, now or in an earlier group; the file is left for `salvage`.
        """
        while True:
            with self._changed:
                self._refuse_if_ended()
                if self._size < self._max_file:
                    return self._append(look, holding, request, record)
            self._begin_next_file()

    def commit(self) -> None:
        """Makes durable what was appended before.

        Raises:
            ArchiveError: the disk refused, now or in an earlier group.
        """
        with self._committing:
            self._commit()

    def close(self) -> None:
        """Commits what was appended and gives the file its name.

        Raises:
            ArchiveError: the disk refused; what is whole will be kept by the next writer.
        """
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join()
        with self._committing:
            try:
                self._commit()
                self._finish()
            finally:
                if self._file is not None:
                    with suppress(OSError):
                        self._file.close()

    def _append(self, look: Look, holding: Holding, request: bytes, record: bytes) -> Look:
        warc_file = warc_name(self._name, self._ordinal)
        try:
            with telling_faults(self._open_path()):
                file = self._file or self._open()
                _write_all(file, request + record)
        except BaseException as error:
            self._failure = error
            raise
        placed = replace(look, warc_file=warc_file, offset=self._size + len(request), length=len(record))
        self._size = placed.offset + placed.length
        self._pending.append(Placed(placed, holding))
        self._pending_bytes += len(request) + len(record)
        self.recent.add(self._pending[-1])
        if len(self._pending) == 1 or self._pending_bytes >= GROUP_BYTES:
            self._changed.notify_all()
        return placed

    def _commit_groups(self) -> None:
        """The committing thread; a fault is kept for the next who appends, commits or closes."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._failure or self._pending)
                self._changed.wait_for(
                    lambda: self._closed or self._failure or self._pending_bytes >= GROUP_BYTES, GROUP_SECONDS
                )
                if self._closed or self._failure:
                    return
            with suppress(BaseException):
                self.commit()

    def _commit(self) -> None:
        with self._changed:
            self._refuse_if_failed()
            group, self._pending, self._pending_bytes = self._pending, [], 0
            file, size, warc_file = self._file, self._size, warc_name(self._name, self._ordinal)
        if file is None or not group:
            return
        try:
            with telling_faults(self._open_path()):
                os.fsync(file.fileno())
            with telling_faults(self._root):
                self._index.begin_writing()
                self._index.add(warc_file, group, size)
            self.recent.forget(group)
            self._after_commit(tuple(placed.look for placed in group))
        except BaseException as error:
            with self._changed:
                self._failure = error
            raise

    def _begin_next_file(self) -> None:
        with self._committing:
            self._commit()
            with self._changed:
                if self._size >= self._max_file:
                    self._finish()
                    self._ordinal += 1
                    self._size = 0

    def _open(self) -> FileIO:
        path = self._open_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = FileIO(path, "xb")
        sync_directory(path.parent)
        return self._file

    def _finish(self) -> None:
        if self._file is None:
            return
        path = self._open_path()
        with telling_faults(path):
            self._file.close()
            self._file = None
            path.rename(path.with_name(path.name.removesuffix(OPEN_SUFFIX)))
            sync_directory(path.parent)

    def _refuse_if_ended(self) -> None:
        self._refuse_if_failed()
        if self._closed:
            raise ArchiveError("This writer of the archive is closed: open a new one.")

    def _refuse_if_failed(self) -> None:
        if self._failure is not None:
            raise ArchiveError(
                f"This writer of the archive is closed since it failed ({self._failure}): open a new one."
            ) from self._failure

    def _open_path(self) -> Path:
        return self._root / (warc_name(self._name, self._ordinal) + OPEN_SUFFIX)


def _write_all(file: FileIO, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[file.write(left) or 0 :]
