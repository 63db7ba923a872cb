"""The index follows the WARC files: what it lacks is read from them, and where it is no index it is made anew.

Belongs here: opening the index, for readers and for the writer. Does not belong here: its tables (`index`).

Whoever only reads writes nothing: where the index is missing or behind, a reader makes a private one that goes with it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from scrapers.archive import swap
from scrapers.archive.errors import ArchiveError, IndexDamagedError
from scrapers.archive.files import order_of, path_of, warc_files
from scrapers.archive.index import INDEX_FILE, Index, connected, private_connection
from scrapers.archive.salvage import salvage
from scrapers.archive.scanning import scan

_FORMER = "index.jsonl"  # of archives before the index was a table
Late = list[tuple[str, int]]
"""WARC files of which the index lacks something, each with the byte from which it does."""


def open_to_read(root: Path, max_payload: int) -> Index:
    """An index of all finished looks: that of the archive, or where it is behind, a private copy that is not.

    Raises:
        ArchiveError: a WARC file that the index knows is gone, shorter, or cannot be read.
    """
    held = on_disk(root)
    late = late_in(root, held)
    if held is not None and late == []:
        return held
    private = Index(private_connection())
    if held is None or late is None:
        private.create()
        late = [(warc_file, 0) for warc_file in counting_files(root, held)]
    else:
        held.copy_to(private)
    if held is not None:
        held.close()
    follow(private, root, late, max_payload)
    return private


def open_to_write(root: Path, max_payload: int) -> Index:
    """The archive's own index, brought up to date; only to be called under the archive's lock.

    Raises:
        ArchiveError: a WARC file that the index knows is gone, shorter, or cannot be read.
    """
    index = _usable(root, max_payload)
    try:
        late = None if index is None else late_in(root, index)
        if index is not None and late is not None:
            follow(index, root, late, max_payload)
    except IndexDamagedError:
        late = None
    except BaseException:
        if index is not None:
            index.close()
        raise
    if index is None or late is None:
        if index is not None:
            index.close()
        index = _made_anew(root, max_payload)
    (root / _FORMER).unlink(missing_ok=True)
    return index


def _usable(root: Path, max_payload: int) -> Index | None:
    """The index as it stands, after what was left of a compaction; None where it has to be made anew."""
    swap.clear(root, unfinished := swap.read_swap(root))
    index = connected(str(root / INDEX_FILE))
    usable = index.is_whole()
    try:
        if unfinished is not None:
            try:
                usable = swap.resume(root, unfinished, index if usable else None, max_payload)
            except IndexDamagedError:
                usable = swap.resume(root, unfinished, None, max_payload)
    except BaseException:
        index.close()
        raise
    if usable:
        return index
    index.close()
    return None


def _made_anew(root: Path, max_payload: int) -> Index:
    remove_index(root)
    index = connected(str(root / INDEX_FILE))
    index.create()
    follow(index, root, [(warc_file, 0) for warc_file in warc_files(root)], max_payload)
    return index


def discard_damaged(root: Path, indexes: Iterable[Index]) -> None:
    """Removes an index that was found to be damaged, so that the next writer makes it anew."""
    if any(index.damaged for index in indexes):
        remove_index(root)


def salvage_all(root: Path, max_payload: int) -> tuple[str, ...]:
    """Finishes what a crashed writer left behind, a sentence a file; only to be called under the archive's lock."""
    index = on_disk(root)
    extents = {} if index is None else index.extents()
    if index is not None:
        index.close()
    return salvage(root, extents, max_payload)


def counting_files(root: Path, index: Index | None) -> list[str]:
    """The finished WARC files that count: while one takes the place of others, not both."""
    known = frozenset() if index is None else frozenset(index.extents())
    left_out = swap.left_out(swap.read_swap(root), root, known)
    return [warc_file for warc_file in warc_files(root) if warc_file not in left_out]


def on_disk(root: Path) -> Index | None:
    """The archive's index to read from; None where there is none, or what stands there is not one."""
    path = root / INDEX_FILE
    if not path.exists():
        return None
    modes = ["mode=ro"] if os.access(root, os.W_OK) else ["mode=ro", "immutable=1"]
    for mode in modes:
        try:
            index = connected(f"file:{quote(str(path.absolute()))}?{mode}", uri=True)
        except sqlite3.OperationalError:
            continue
        if index.is_whole():
            return index
        index.close()
    return None


def late_in(root: Path, index: Index | None) -> Late | None:
    """What the index lacks; None where its rows would not come in order, so that it has to be made anew."""
    extents = {} if index is None else index.extents()
    finished = counting_files(root, index)
    last = max(map(order_of, extents), default=(0, ""))
    late: Late = []
    for warc_file in finished:
        held = extents.get(warc_file)
        size = (root / warc_file).stat().st_size
        if held is None or size > held.size:
            late.append((warc_file, held.size if held else 0))
        elif size < held.size:
            _refuse_short(root, warc_file, size, held.size)
    for lost in sorted(set(extents) - set(finished)):
        if not path_of(root, lost).exists():
            raise ArchiveError(
                f"The archive's file {lost} is gone: put it back from a copy (`cchc archive rebuild` says what is lost "
                "without it)."
            )
    return None if any(order_of(warc_file) < last for warc_file, _ in late) else late


def _refuse_short(root: Path, warc_file: str, size: int, held: int) -> None:
    raise ArchiveError(
        f"The archive's file {root / warc_file} has {size} bytes where its index ends at {held}: "
        "restore it from a copy (`cchc archive rebuild` says what is lost without one)."
    )


def follow(index: Index, root: Path, late: Iterable[tuple[str, int]], max_payload: int) -> int:
    """Adds to an index what it lacks of files, each read from a byte on; returns how many looks."""
    looks = 0
    for warc_file, start in late:
        size = (root / warc_file).stat().st_size
        looks += index.add(warc_file, scan(root, warc_file, max_payload, start), size)
    return looks


def remove_index(root: Path) -> None:
    """Removes the index, whole or not, and the one of archives before it was a table."""
    for ending in ("", "-wal", "-shm", "-journal"):
        (root / (INDEX_FILE + ending)).unlink(missing_ok=True)
    (root / _FORMER).unlink(missing_ok=True)
