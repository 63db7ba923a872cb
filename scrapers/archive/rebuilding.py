"""The index made anew from the WARC files alone, each record checked; and what the former index had that they have not.

Belongs here: making it beside the former one, and comparing the two. Does not belong here: following files (`upkeep`).

The former index is the only one to know of looks whose file is gone: it stays until somebody has taken note of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from scrapers.archive import swap
from scrapers.archive.durable import sole_writer, sync_directory, telling_faults
from scrapers.archive.errors import ArchiveError, IndexDamagedError
from scrapers.archive.files import MAX_PAYLOAD, path_of, warc_files
from scrapers.archive.index import INDEX_FILE, Extent, Index, connected
from scrapers.archive.salvage import salvage
from scrapers.archive.upkeep import follow, on_disk, remove_index


class Loss(NamedTuple):
    """Looks that the former index had of a file and that are nowhere any more."""

    warc_file: str
    looks: int
    became: str

    def __str__(self) -> str:
        """One sentence."""
        return f"{self.warc_file} {self.became}: {self.looks:,} looks that the index had of it are lost."


class LooksLostError(ArchiveError):
    """Making the index anew would forget looks."""

    def __init__(self, losses: tuple[Loss, ...]) -> None:
        looks = sum(loss.looks for loss in losses)
        super().__init__(
            f"{looks:,} looks of {len(losses):,} files are lost, so the index was left as it was: put the files back "
            "from a copy, or run `cchc archive rebuild --accept-loss` to go on without them."
        )
        self.losses = losses


def refuse_loss(losses: tuple[Loss, ...]) -> None:
    """Has no look forgotten.

    Raises:
        LooksLostError: always.
    """
    raise LooksLostError(losses)


def rebuild_index(
    root: Path, max_payload: int = MAX_PAYLOAD, on_loss: Callable[[tuple[Loss, ...]], None] = refuse_loss
) -> int:
    """Makes the index anew from the WARC files alone, checking every byte of them; returns how many looks there are.

    Args:
        on_loss: told of the looks that are lost, if any are, before the former index goes; it stays if this raises.

    Raises:
        ArchiveBusy: a writer is at work.
        LooksLostError: looks are lost; the index is left as it was.
        DamagedRecordError: names the file and the byte; the index is left as it was.
    """
    with telling_faults(root), sole_writer(root, wait_seconds=0):
        held = on_disk(root)
        try:
            salvage(root, _still_there(root, held), max_payload)
            swap.clear(root, unfinished := swap.read_swap(root))
            if unfinished is not None:
                swap.resume(root, unfinished, None, max_payload)
            looks = _make_beside(root, held, max_payload, on_loss)
        finally:
            if held is not None:
                held.close()
        remove_index(root)
        _beside(root).rename(root / INDEX_FILE)
        sync_directory(root)
    return looks


def _make_beside(root: Path, held: Index | None, max_payload: int, on_loss: Callable[[tuple[Loss, ...]], None]) -> int:
    _beside(root).unlink(missing_ok=True)
    made = connected(str(_beside(root)))
    try:
        made.create()
        looks = follow(made, root, [(warc_file, 0) for warc_file in warc_files(root)], max_payload)
        losses = () if held is None else tuple(_losses(held, made))
        if losses:
            on_loss(losses)
    except BaseException:
        made.close()
        _beside(root).unlink(missing_ok=True)
        raise
    made.close()
    return looks


def _beside(root: Path) -> Path:
    return root / f"{INDEX_FILE}.new"


def _still_there(root: Path, held: Index | None) -> dict[str, Extent]:
    """How much of each file the former index knows to be whole, where the file has that much: it is not to be cut."""
    extents = _extents(held)
    found = {warc_file: path_of(root, warc_file) for warc_file in extents}
    return {
        warc_file: extents[warc_file]
        for warc_file, path in found.items()
        if path.exists() and path.stat().st_size >= extents[warc_file].size
    }


def _losses(held: Index, made: Index) -> Iterator[Loss]:
    now = made.extents()
    for warc_file, extent in _extents(held).items():
        found = now.get(warc_file, Extent(0, 0))
        if found.size < extent.size or found.looks < extent.looks:
            lost = _lost(held, made, warc_file, extent.looks - found.looks)
            if lost > 0:
                yield Loss(warc_file, lost, "became shorter" if warc_file in now else "is gone")


def _lost(held: Index, made: Index, warc_file: str, supposed: int) -> int:
    """How many looks of a file are nowhere any more; `supposed` where the former index is damaged."""
    try:
        return sum(not made.has_id(placed.look.look_id) for placed in held.in_file(warc_file))
    except IndexDamagedError:
        return supposed


def _extents(held: Index | None) -> dict[str, Extent]:
    try:
        return {} if held is None else held.extents()
    except IndexDamagedError:
        return {}
