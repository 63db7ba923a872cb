"""What a crashed writer left behind: whole records are kept, the torn tail is dropped and said.

Belongs here: finishing `.open` files. A record is whole where its gzip member is.
Does not belong here: what the records hold.
"""

from __future__ import annotations

import os
from pathlib import Path

from scrapers.archive.durable import sync_directory
from scrapers.archive.errors import ArchiveError, DamagedRecordError
from scrapers.archive.warc import HEADER_ALLOWANCE, read_member

OPEN_SUFFIX = ".open"


def salvage(root: Path, max_payload: int) -> tuple[str, ...]:
    """Finishes every `.open` file; only to be called under the archive's lock.

    Returns:
        One sentence a file: what was kept and what was dropped.

    Raises:
        ArchiveError: a finished file of the same name stands beside the open one.
    """
    leftovers = sorted(root.glob(f"warc/*/*{OPEN_SUFFIX}"))
    return tuple(_finish(root, path, max_payload) for path in leftovers)


def _finish(root: Path, path: Path, max_payload: int) -> str:
    name = path.relative_to(root).as_posix()
    finished = path.with_name(path.name.removesuffix(OPEN_SUFFIX))
    if finished.exists():
        raise ArchiveError(f"{path} and {finished.name} both stand in the archive: move one of them away.")
    records, whole, total = _whole_records(path, name, max_payload)
    if records == 0:
        path.unlink()
        sync_directory(path.parent)
        return f"{name}: a crashed run left {total} bytes and no whole record; they were dropped."
    with path.open("r+b") as file:
        file.truncate(whole)
        os.fsync(file.fileno())
    path.rename(finished)
    sync_directory(path.parent)
    torn = total - whole
    return f"{name}: a crashed run left {records} whole records, kept, and {torn} torn bytes, dropped."


def _whole_records(path: Path, name: str, max_payload: int) -> tuple[int, int, int]:
    """How many records are whole, the bytes they take, and the bytes of the file."""
    records = 0
    whole = 0
    with path.open("rb") as file:
        try:
            while read_member(file, max_payload + HEADER_ALLOWANCE, name) is not None:
                records += 1
                whole = file.tell()
        except DamagedRecordError:
            pass
    return records, whole, path.stat().st_size
