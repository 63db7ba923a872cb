"""What a crashed writer left behind: whole looks are kept, the torn tail is dropped and said.

Belongs here: finishing `.open` files. A look is whole where its gzip member is; a request without its answer is none.
Does not belong here: what the records hold.

A copy that was made while a writer gave its file the final name may hold both: the open one is then a beginning of the
other, and goes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from scrapers.archive.durable import sync_directory
from scrapers.archive.errors import ArchiveError, DamagedRecordError
from scrapers.archive.files import OPEN_SUFFIX
from scrapers.archive.index import Extent
from scrapers.archive.scanning import members
from scrapers.archive.warc import is_request

_CHUNK = 1024 * 1024


def salvage(root: Path, indexed: Mapping[str, Extent], max_payload: int) -> tuple[str, ...]:
    """Finishes every `.open` file; only to be called under the archive's lock.

    What the index holds of a file was on disk before the index was told, so that only what follows is looked through.

    Returns:
        One sentence a file: what was kept and what was dropped.

    Raises:
        ArchiveError: a finished file of the same name stands beside the open one, and has not all of its bytes.
    """
    return tuple(_finish(root, path, indexed, max_payload) for path in leftovers(root))


def leftovers(root: Path) -> list[Path]:
    """The files that a writer is at work on, or left behind."""
    return sorted(root.glob(f"warc/*/*{OPEN_SUFFIX}"))


def _finish(root: Path, path: Path, indexed: Mapping[str, Extent], max_payload: int) -> str:
    name = path.relative_to(root).as_posix()
    warc_file = name.removesuffix(OPEN_SUFFIX)
    finished = root / warc_file
    if finished.exists():
        return _drop_copy(path, finished, name)
    known = indexed.get(warc_file, Extent(0, 0))
    total = path.stat().st_size
    if total < known.size:
        raise ArchiveError(
            f"{path} has {total} bytes where the archive's index ends at {known.size}: restore it from a copy "
            "(`cchc archive rebuild` says what is lost without one)."
        )
    whole = _whole_looks(root, warc_file, known, max_payload)
    if whole.looks == 0:
        path.unlink()
        sync_directory(path.parent)
        return f"{name}: a crashed run left {total} bytes and no whole look; they were dropped."
    with path.open("r+b") as file:
        file.truncate(whole.size)
        os.fsync(file.fileno())
    path.rename(finished)
    sync_directory(path.parent)
    torn = total - whole.size
    return f"{name}: a crashed run left {whole.looks} whole looks, kept, and {torn} torn bytes, dropped."


def _drop_copy(path: Path, finished: Path, name: str) -> str:
    if not _begins_with(finished, path):
        raise ArchiveError(f"{path} and {finished.name} both stand in the archive and differ: move one of them away.")
    size = path.stat().st_size
    path.unlink()
    sync_directory(path.parent)
    return f"{name}: {finished.name} beside it holds all of its {size} bytes; it was dropped."


def _begins_with(finished: Path, beginning: Path) -> bool:
    with finished.open("rb") as whole, beginning.open("rb") as part:
        while chunk := part.read(_CHUNK):
            if whole.read(len(chunk)) != chunk:
                return False
    return True


def _whole_looks(root: Path, warc_file: str, known: Extent, max_payload: int) -> Extent:
    """How many looks are whole, and the byte behind the last of them."""
    size, looks = known
    try:
        for member in members(root, warc_file, max_payload, size):
            if not is_request(member.data):
                looks += 1
                size = member.offset + member.length
    except DamagedRecordError:
        pass
    return Extent(size, looks)
