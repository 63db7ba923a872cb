"""Many small WARC files into few large ones, without the second copies of bytes and without what need not be kept.

Belongs here: which files are joined, and what becomes of each record. Does not belong here: the swap (`swap`), and the
clock: age is told by the archive's last look.

Every look stays, in the order of writing. Bytes that stand in the archive twice become a `revisit` of the first. Bytes
of lists and of what is no document are dropped once they are old, where that is asked for; never those of a document
or of a suspect, which may yet be accepted as one, never those that were accepted, and never those that an address had
last.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO, Literal

from scrapers.archive import serialize, swap
from scrapers.archive.durable import sole_writer, sync_directory, telling_faults
from scrapers.archive.errors import ArchiveError
from scrapers.archive.files import MAX_FILE, MAX_PAYLOAD, ordinal_of, warc_files, warc_name
from scrapers.archive.index import Index
from scrapers.archive.look import as_instant, unplaced
from scrapers.archive.scanning import Member, Placed, members, read_record, scan
from scrapers.archive.upkeep import discard_damaged, open_to_read, open_to_write, salvage_all
from scrapers.archive.warc import Holding, is_request, parse_record

Fate = Literal["kept", "referred", "dropped"]
_FOLDER = "compact"
_AFTER: dict[Fate, Holding] = {"referred": "reference", "dropped": "dropped"}


@dataclass(frozen=True, slots=True)
class Compaction:
    """What compacting did, or would do: files before and after, records by fate, bytes on disk that it sets free."""

    salvaged: tuple[str, ...]
    files_before: int
    files_after: int
    referred: int
    dropped: int
    bytes_freed: int


@dataclass(frozen=True, slots=True)
class Group:
    """Files that stand one after the other and become one; what becomes of their records."""

    files: tuple[str, ...]
    size: int
    referred: int = 0
    dropped: int = 0
    bytes_freed: int = 0

    @property
    def worth_it(self) -> bool:
        """Whether joining or rewriting changes anything."""
        return len(self.files) > 1 or self.referred + self.dropped > 0

    def joined(self, other: Group) -> Group:
        """Both, the other one behind."""
        return Group(
            self.files + other.files,
            self.size + other.size,
            self.referred + other.referred,
            self.dropped + other.dropped,
            self.bytes_freed + other.bytes_freed,
        )


@dataclass(frozen=True, slots=True)
class Compactor:
    """Compacts one archive whose lock is held; bytes that nobody needs `since` then, nor `accepted`, are dropped."""

    root: Path
    index: Index
    since: str
    accepted: frozenset[str]
    max_payload: int
    max_file: int

    def groups(self) -> list[Group]:
        """Files in their order, joined as far as they fit; large ones with nothing to change stand alone."""
        groups: list[Group] = []
        for warc_file in warc_files(self.root):
            alone = self._alone(warc_file)
            last = groups[-1] if groups else None
            if last is not None and self._fits(last, alone):
                groups[-1] = last.joined(alone)
            else:
                groups.append(alone)
        return groups

    def rewrite(self, group: Group) -> int:
        """Puts one file in the place of a group's; returns by how many bytes the archive shrank."""
        made = warc_name(f"{_FOLDER}{self._generation()}", ordinal_of(group.files[-1]))
        unnamed = made + swap.MADE_SUFFIX
        path = self.root / unnamed
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            for warc_file in group.files:
                self._rewrite_file(warc_file, file)
            file.flush()
            os.fsync(file.fileno())
        sync_directory(path.parent)
        self._prove(unnamed, group)
        one = swap.Swap(made, group.files)
        swap.begin(self.root, one)
        if not swap.finish(self.root, one, self.index, self.max_payload):
            raise ArchiveError(f"The archive's index lacked looks of {made}: run `cchc archive rebuild`.")
        return group.size - (self.root / made).stat().st_size

    def fate(self, placed: Placed) -> Fate:
        """What becomes of a look's record."""
        look, holding = placed
        if holding != "bytes" or look.capture_id is None:
            return "kept"
        if look.capture_id not in self.accepted and not self.index.is_needed(look.capture_id, self.since):
            return "dropped"
        holder = self.index.holder(look.capture_id)
        return "kept" if holder is None or holder.look_id == look.look_id else "referred"

    def _alone(self, warc_file: str) -> Group:
        counted = {"kept": 0, "referred": 0, "dropped": 0}
        freed = 0
        for placed in self.index.in_file(warc_file):
            fate = self.fate(placed)
            counted[fate] += 1
            freed += placed.look.length if fate != "kept" else 0
        size = (self.root / warc_file).stat().st_size
        return Group((warc_file,), size, counted["referred"], counted["dropped"], freed)

    def _fits(self, group: Group, alone: Group) -> bool:
        done = [one for one in (group, alone) if not one.worth_it and one.size >= self.max_file // 2]
        return not done and group.size + alone.size <= self.max_file

    def _generation(self) -> int:
        """A number that no folder of an earlier compaction has, so that no file takes the name of another."""
        folders = (path.name.removeprefix(_FOLDER) for path in (self.root / "warc").glob(f"{_FOLDER}*"))
        return 1 + max((int(number) for number in folders if number.isdecimal()), default=0)

    def _rewrite_file(self, warc_file: str, file: BinaryIO) -> None:
        with (self.root / warc_file).open("rb") as source:
            for member in members(self.root, warc_file, self.max_payload):
                rewritten = None if is_request(member.data) else self._rewritten(member, warc_file)
                if rewritten is None:
                    source.seek(member.offset)
                    rewritten = source.read(member.length)
                file.write(rewritten)

    def _rewritten(self, member: Member, warc_file: str) -> bytes | None:
        """What stands in the place of a look's record; None for the record as it is."""
        record = parse_record(member.data, warc_file, member.offset, member.length)
        look = record.look
        fate = self.fate(Placed(look, record.holding))
        if fate == "dropped":
            return serialize.dropped(look)
        holder = self.index.holder(look.capture_id or "")
        if fate == "kept" or holder is None:
            return None
        read_record(self.root, holder, self.max_payload)  # a copy goes only where the other one is whole
        return serialize.referring(look, record.http_head, holder)

    def _prove(self, made: str, group: Group) -> None:
        """Reads a new file back: every look of the old ones, in order, with its bytes or what took their place.

        Raises:
            ArchiveError: it is not so; nothing was changed.
        """
        before = (placed for warc_file in group.files for placed in self.index.in_file(warc_file))
        for old, new in zip_longest(before, scan(self.root, made, self.max_payload)):
            if old is None or new is None or unplaced(old.look) != unplaced(new.look):
                raise ArchiveError(f"{made} did not come out as it should, so nothing was changed: try again.")
            if new.holding != _AFTER.get(self.fate(old), old.holding):
                raise ArchiveError(f"{made} does not hold the bytes that it should, so nothing was changed: try again.")


def compact(
    root: Path,
    keep_days: int | None,
    accepted: Iterable[str] = (),
    *,
    max_payload: int = MAX_PAYLOAD,
    max_file: int = MAX_FILE,
) -> Compaction:
    """Compacts an archive; bytes that need not be kept are dropped where they came `keep_days` before the last look.

    Args:
        accepted: captures (sha256, hex) that are documents whatever their looks say, by an operator's word.

    Raises:
        ArchiveBusy: a writer is at work.
        ArchiveError: a file is damaged, or the disk refused; what was done of the archive stands and is whole.
    """
    with telling_faults(root), sole_writer(root, wait_seconds=0):
        salvaged = salvage_all(root, max_payload)
        index = open_to_write(root, max_payload)
        try:
            since = _since(index, keep_days)
            compactor = Compactor(root, index, since, frozenset(accepted), max_payload, max_file)
            groups = compactor.groups()
            freed = sum(compactor.rewrite(group) for group in groups if group.worth_it)
        finally:
            index.end_writing()
            discard_damaged(root, (index,))
    return replace(_told(groups), salvaged=salvaged, bytes_freed=freed)


def planned(
    root: Path,
    keep_days: int | None,
    accepted: Iterable[str] = (),
    *,
    max_payload: int = MAX_PAYLOAD,
    max_file: int = MAX_FILE,
) -> Compaction:
    """What `compact` would do; nothing is written, and the bytes that it would set free are an upper bound."""
    with telling_faults(root):
        index = open_to_read(root, max_payload)
        try:
            since = _since(index, keep_days)
            return _told(Compactor(root, index, since, frozenset(accepted), max_payload, max_file).groups())
        finally:
            index.close()


def _since(index: Index, keep_days: int | None) -> str:
    last = index.last_instant()
    if keep_days is None or last is None:
        return ""  # before every instant: all is kept
    return as_instant(datetime.fromisoformat(last) - timedelta(days=keep_days))


def _told(groups: Sequence[Group]) -> Compaction:
    return Compaction(
        salvaged=(),
        files_before=sum(len(group.files) for group in groups),
        files_after=len(groups),
        referred=sum(group.referred for group in groups),
        dropped=sum(group.dropped for group in groups),
        bytes_freed=sum(group.bytes_freed for group in groups),
    )
