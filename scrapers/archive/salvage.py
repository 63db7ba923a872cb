"""What a crashed writer left behind: whole looks are kept, the torn tail is dropped and said.

Belongs here: finishing `.open` files. A look is whole where its gzip member is; a request without its answer is none.
Does not belong here: what the records hold.
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


def salvage(root: Path, indexed: Mapping[str, Extent], max_payload: int) -> tuple[str, ...]:
    """Finishes every `.open` file; only to be called under the archive's lock.

    What the index holds of a file was on disk before the index was told, so that only what follows is looked through.

    Returns:
        One sentence a file: what was kept and what was dropped.

    Raises:
        ArchiveError: a finished file of the same name stands beside the open one.
    """
    leftovers = sorted(root.glob(f"warc/*/*{OPEN_SUFFIX}"))
    return tuple(_finish(root, path, indexed, max_payload) for path in leftovers)


def _finish(root: Path, path: Path, indexed: Mapping[str, Extent], max_payload: int) -> str:
    name = path.relative_to(root).as_posix()
    warc_file = name.removesuffix(OPEN_SUFFIX)
    finished = root / warc_file
    if finished.exists():
        raise ArchiveError(f"{path} and {finished.name} both stand in the archive: move one of them away.")
    known = indexed.get(warc_file, Extent(0, 0))
    total = path.stat().st_size
    if total < known.size:
        raise ArchiveError(
            f"{path} has {total} bytes where the archive's index ends at {known.size}: restore it from a copy, "
            "or run `cchc archive rebuild` to go on with what is left."
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
