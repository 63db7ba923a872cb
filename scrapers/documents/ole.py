"""The directory of an OLE file (old Office): which streams it holds, and their bytes.

Belongs here: sectors, chains and the directory's tree. Does not belong here: what a stream means.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from scrapers.documents.model import DocumentError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_SHORTEST = 4096
"""Shorter streams are kept elsewhere; those of workbooks are padded to this."""
_FREE = 0xFFFFFFFF
_NONE = 0xFFFFFFFA
"""Numbers from here on are marks (end of chain, free), not sectors."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    left: int
    right: int
    child: int
    first: int
    size: int


def root_streams(data: bytes, name: str) -> frozenset[str]:
    """Names of the streams and storages directly below the root of an OLE file.

    Raises:
        DocumentError: the file is broken.
    """
    try:
        return frozenset(entry.name for entry in _siblings(_entries(data)))
    except (struct.error, IndexError, ValueError):
        raise DocumentError(f"{name} is a broken old Office file: open and save it anew, and add that.") from None


def is_whole(data: bytes) -> bool:
    """Whether an OLE file holds every sector that its own table says is in use."""
    try:
        size: int = 1 << struct.unpack_from("<H", data, 30)[0]
        fat = _fat(data, size)
    except (struct.error, IndexError, ValueError):
        return False
    used = max((sector for sector, follower in enumerate(fat) if follower != _FREE), default=-1)
    return len(data) > (used + 1) * size


def stream_bytes(data: bytes, wanted: str) -> bytes:
    """The bytes of a stream directly below the root; none for one that is missing or of less than 4096 bytes.

    Raises:
        ValueError, IndexError, struct.error: the file is broken.
    """
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    for entry in _siblings(_entries(data)):
        if entry.name == wanted and entry.size >= _SHORTEST:
            sectors = _chain(entry.first, _fat(data, size))
            return b"".join(data[(at + 1) * size : (at + 2) * size] for at in sectors)[: entry.size]
    return b""


def _entries(data: bytes) -> list[_Entry]:
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        raise ValueError("sectors have 512 or 4096 bytes")
    size = 1 << shift
    (first,) = struct.unpack_from("<I", data, 48)
    directory = b"".join(data[(at + 1) * size : (at + 2) * size] for at in _chain(first, _fat(data, size)))
    return [_entry(directory, at) for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]


def _fat(data: bytes, size: int) -> list[int]:
    """The allocation table: for each sector the one that follows it."""
    numbers = list(struct.unpack_from("<109I", data, 76))
    (at,) = struct.unpack_from("<I", data, 68)
    per_sector = size // 4
    for _ in range(len(data) // size):  # more sectors of the table's own table cannot be
        if at >= _NONE:
            break
        *more, at = struct.unpack_from(f"<{per_sector}I", data, (at + 1) * size)
        numbers += more
    fat: list[int] = []
    for number in numbers[: len(data) // size]:
        if number < _NONE:
            fat += struct.unpack_from(f"<{per_sector}I", data, (number + 1) * size)
    return fat


def _chain(first: int, fat: list[int]) -> Iterator[int]:
    seen: set[int] = set()
    at = first
    while at < _NONE:
        if at in seen:
            raise ValueError("a chain of sectors runs in a circle")
        seen.add(at)
        yield at
        at = fat[at]


def _entry(directory: bytes, at: int) -> _Entry:
    (length,) = struct.unpack_from("<H", directory, at + 64)
    left, right, child = struct.unpack_from("<3I", directory, at + 68)
    first, size = struct.unpack_from("<2I", directory, at + 116)
    name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    return _Entry(name, left, right, child, first, size)


def _siblings(entries: list[_Entry]) -> Iterator[_Entry]:
    """What is in the tree that hangs below the root, which is the first entry."""
    pending, seen = [entries[0].child], set()
    while pending:
        at = pending.pop()
        if at < _NONE and at not in seen:
            seen.add(at)
            entry = entries[at]
            yield entry
            pending += [entry.left, entry.right]
