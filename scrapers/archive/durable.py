"""What the file system is asked for so that a crash or a second process cannot spoil the archive.

Belongs here: whole-file replacement, syncing of directories, the lock of the one writer.
Does not belong here: what the files hold.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scrapers.archive.errors import ArchiveBusy, ArchiveError

_POLL_SECONDS = 0.1


@contextmanager
def telling_faults(path: Path) -> Iterator[None]:
    """Turns a refusal of the disk into one sentence that names the path.

    Raises:
        ArchiveError: in place of any OSError of the body, and of any fault of the index.
    """
    try:
        yield
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read or written: {error.strerror or error}.") from None
    except sqlite3.Error as error:
        raise ArchiveError(
            f"The index of the archive at {path} cannot be read or written ({error}): see that the disk has room, "
            "and if it has, run `cchc archive rebuild`."
        ) from None


def sync_directory(path: Path) -> None:
    """Makes new, renamed and removed names in a directory survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, data: bytes) -> None:
    """Writes a whole file: readers see the old bytes or the new ones, never a part.

    Raises:
        ArchiveError: the disk refused; the old file stands.
    """
    temporary = path.with_name(path.name + ".tmp")
    with telling_faults(path):
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_directory(path.parent)


@contextmanager
def sole_writer(root: Path, wait_seconds: float) -> Iterator[None]:
    """Holds the archive's lock; it falls with the process, so a crash leaves no stale lock behind.

    Raises:
        ArchiveBusy: another writer held it for `wait_seconds`.
    """
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("a+", encoding="ascii") as file:
        deadline = time.monotonic() + wait_seconds
        while not _locked(file.fileno()):
            if time.monotonic() >= deadline:
                file.seek(0)
                holder = file.read().strip() or "unknown"
                raise ArchiveBusy(
                    f"Another writer (process {holder}) is at work in {root}: wait for its end and try again."
                )
            time.sleep(_POLL_SECONDS)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
