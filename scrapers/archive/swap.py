"""One WARC file takes the place of several, so that a kill at any moment leaves the one state or the other.

Belongs here: the order of the steps, and finishing what was cut off.
Does not belong here: what is written (`compaction`).

The new file is written, synced and read back under a name that nobody looks at. Then `compaction.json` is written, and
from then on the new file counts: it gets its name, the index is pointed to it in one transaction, the old files are
removed and the journal last. Readers find every look through the index at each step: old files go only after it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scrapers.archive.durable import replace_file, sync_directory
from scrapers.archive.errors import ArchiveError
from scrapers.archive.index import Index
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
        raise ArchiveError(f"{path} is damaged: restore it from a copy.") from None


def begin(root: Path, swap: Swap) -> None:
    """Makes the swap certain: from here on it is finished, now or at the next start."""
    replace_file(root / _JOURNAL, json.dumps(asdict(swap), indent=1).encode())


def finish(root: Path, swap: Swap, index: Index | None, max_payload: int) -> bool:
    """Does what is left of a swap; only to be called under the archive's lock.

    Returns:
        Whether the index holds the new file now. Without an index, or where it lacked looks, it has to be made anew.
    """
    made = root / swap.made
    unnamed = made.with_name(made.name + MADE_SUFFIX)
    if unnamed.exists():
        unnamed.rename(made)
    sync_directory(made.parent)
    told = index is not None and _tell(root, swap, index, max_payload)
    for warc_file in swap.gone:
        path = root / warc_file
        if path.exists():
            path.unlink()
            sync_directory(path.parent)
    (root / _JOURNAL).unlink()
    sync_directory(root)
    return told


def left_out(swap: Swap | None, root: Path, known: frozenset[str]) -> frozenset[str]:
    """The files that do not count while a swap goes on, where the index knows the files `known`."""
    if swap is None:
        return frozenset()
    if known.intersection(swap.gone):
        return frozenset((swap.made,))
    return frozenset(swap.gone) if (root / swap.made).exists() else frozenset()


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
