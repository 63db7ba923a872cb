"""One WARC file takes the place of several, so that a kill at any moment leaves the one state or the other.

Belongs here: the order of the steps, and finishing what was cut off.
Does not belong here: what is written (`compaction`).

The new file is written, synced and read back under a name that nobody looks at. Then `compaction.json` is written, and
from then on the new file counts: it gets its name, the index is pointed to it in one transaction, the old files are
removed and the journal last. Readers find every look through the index at each step: old files go only after it.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from scrapers.archive.durable import replace_file, sync_directory
from scrapers.archive.errors import ArchiveError, DamagedRecordError
from scrapers.archive.files import MAX_PAYLOAD
from scrapers.archive.index import Index
from scrapers.archive.look import Look, unplaced
from scrapers.archive.scanning import scan

MADE_SUFFIX = ".made"
_JOURNAL = "compaction.json"


@dataclass(frozen=True, slots=True)
class Swap:
    """The file that takes a place, and those whose place it takes; named relative to the archive."""

    made: str
    gone: tuple[str, ...]


def read_swap(root: Path) -> Swap | None:
    """The swap that was begun and not finished.

    Raises:
        ArchiveError: the journal is damaged.
    """
    path = root / _JOURNAL
    try:
        held: Any = json.loads(path.read_bytes())
        return Swap(str(held["made"]), tuple(map(str, held["gone"])))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise ArchiveError(
            f"{path}, which a compaction left, is damaged: restore it from a copy, or move it away and run "
            "`cchc archive rebuild`, which says what is lost."
        ) from None


def begin(root: Path, swap: Swap) -> None:
    """Makes the swap certain: from here on it is finished, now or at the next start."""
    replace_file(root / _JOURNAL, json.dumps(asdict(swap), indent=1).encode())


def resume(root: Path, swap: Swap, index: Index | None, max_payload: int) -> bool:
    """Finishes or undoes a swap that was cut off; only to be called under the archive's lock.

    Returns:
        Whether the index holds all that stands now. Without an index, or where it lacked looks, it has to be made anew.

    Raises:
        ArchiveError: looks are missing, so that nothing was removed.
    """
    if way_on(root, swap, max_payload) == "finish":
        return finish(root, swap, index, max_payload)
    untouched = index is not None and swap.made not in index.extents()
    for path in _places(root, swap):
        path.unlink(missing_ok=True)
    _end(root)
    return untouched


def finish(root: Path, swap: Swap, index: Index | None, max_payload: int) -> bool:
    """Does what is left of a swap whose new file was proven to hold all; returns what `resume` does."""
    made, unnamed = _places(root, swap)
    if unnamed.exists():
        unnamed.rename(made)
    sync_directory(made.parent)
    told = index is not None and _tell(root, swap, index, max_payload)
    for warc_file in swap.gone:
        path = root / warc_file
        if path.exists():
            path.unlink()
            sync_directory(path.parent)
    _end(root)
    return told


def way_on(root: Path, swap: Swap, max_payload: int) -> Literal["finish", "undo"]:
    """How a swap that was cut off goes on: the new file may have been lost since, or come from another copy.

    It is finished where the new file is whole and holds every look of the old ones that still stand. It is undone where
    all old ones stand, and the new one has nothing that they have not.

    Raises:
        ArchiveError: neither is so.
    """
    made = [path for path in _places(root, swap) if path.exists()]
    standing = [warc_file for warc_file in swap.gone if (root / warc_file).exists()]
    if len(made) == 1 and _holds_all(root, made[0], standing, max_payload):
        return "finish"
    if len(standing) == len(swap.gone) and all(_holds_no_more(root, path, standing, max_payload) for path in made):
        return "undo"
    raise ArchiveError(
        f"A compaction was cut off, and {swap.made} is missing or does not hold the looks whose place it takes, so "
        f"nothing was removed: restore it and the files that {root / _JOURNAL} names from one copy; without one, "
        f"move {_JOURNAL} away and run `cchc archive rebuild`, which says what is lost."
    )


def left_out(swap: Swap | None, root: Path, known: frozenset[str], max_payload: int = MAX_PAYLOAD) -> frozenset[str]:
    """The files that do not count while a swap goes on, where the index knows the files `known`.

    Raises:
        ArchiveError: the index knows neither state, and the new file does not hold what it should.
    """
    if swap is None:
        return frozenset()
    if known.intersection(swap.gone):
        return frozenset((swap.made,))
    if not (root / swap.made).exists():
        return frozenset()
    done = swap.made in known or way_on(root, swap, max_payload) == "finish"
    return frozenset(swap.gone if done else (swap.made,))


def clear(root: Path, begun: Swap | None) -> None:
    """Removes the files of swaps that never began; only to be called under the archive's lock."""
    for path in root.glob(f"warc/*/*{MADE_SUFFIX}"):
        if begun is None or path.name != Path(begun.made).name + MADE_SUFFIX:
            path.unlink()


def _tell(root: Path, swap: Swap, index: Index, max_payload: int) -> bool:
    known = index.extents()
    if swap.made in known:
        return not set(swap.gone) & set(known)
    size = (root / swap.made).stat().st_size
    try:
        index.repoint(swap.gone, swap.made, scan(root, swap.made, max_payload), size)
    except ArchiveError:
        return False
    return True


def _places(root: Path, swap: Swap) -> tuple[Path, Path]:
    """Where the new file stands: under its name, or still under the one that nobody looks at."""
    made = root / swap.made
    return made, made.with_name(made.name + MADE_SUFFIX)


def _end(root: Path) -> None:
    (root / _JOURNAL).unlink()
    sync_directory(root)


def _holds_all(root: Path, made: Path, standing: list[str], max_payload: int) -> bool:
    """Whether the new file is whole and has the looks of others among its own, in their order."""
    found = _looks(root, made.relative_to(root).as_posix(), max_payload)
    try:
        first = next(found, None)
        found = chain(() if first is None else (first,), found)
        held = first is not None and all(look in found for name in standing for look in _looks(root, name, max_payload))
        deque(found, maxlen=0)  # to its end: what is behind the last of them has to be whole as well
    except DamagedRecordError as fault:
        if fault.warc_file in standing:
            raise
        return False
    return held


def _holds_no_more(root: Path, made: Path, standing: list[str], max_payload: int) -> bool:
    """Whether the new file, as far as it is whole, has the looks that the others begin with, and no other."""
    before = (look for name in standing for look in _looks(root, name, max_payload))
    try:
        return all(look == next(before, None) for look in _looks(root, made.relative_to(root).as_posix(), max_payload))
    except DamagedRecordError as fault:
        if fault.warc_file in standing:
            raise
        return True


def _looks(root: Path, warc_file: str, max_payload: int) -> Iterator[Look]:
    return (unplaced(placed.look) for placed in scan(root, warc_file, max_payload))
