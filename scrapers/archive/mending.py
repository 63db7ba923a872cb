"""A damaged WARC file without what is damaged in it: its whole records in a file of the same name, the old one aside.

Belongs here: finding whole records behind damage, putting the new file in place, telling which looks are lost.
Does not belong here: torn tails of a crashed writer (`salvage`), and finding damage (`checking`).

A record is whole where its gzip member unpacks, its digests are right, and it is one that this archive wrote. A request
goes with its answer. Nothing is thrown away: the damaged file stays beside the new one.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from scrapers.archive.durable import sole_writer, sync_directory, telling_faults
from scrapers.archive.errors import ArchiveError
from scrapers.archive.files import MAX_PAYLOAD
from scrapers.archive.index import INDEX_FILE, Index, connected
from scrapers.archive.look import Look
from scrapers.archive.scanning import Member, members, scan
from scrapers.archive.serialize import record_id_of
from scrapers.archive.warc import HEADER_ALLOWANCE, is_request, parse_member, parse_record, read_member

DAMAGED_SUFFIX = ".damaged"
_MENDING_SUFFIX = ".mending"
_GZIP_MAGIC = b"\x1f\x8b\x08"
_MAX_TRIES = 100_000  # places that look like the begin of a record; by chance there is one in 16 MB


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a file; `lost` are the looks that the index had of it, None where the index does not tell."""

    aside: str
    kept: int
    bytes_left_out: int
    lost: tuple[Look, ...] | None


def mend(root: Path, warc_file: str, max_payload: int = MAX_PAYLOAD) -> Mended:
    """Puts the whole records of a damaged file in its place; `warc_file` is its name relative to the archive.

    Raises:
        ArchiveBusy: a writer is at work.
        ArchiveError: there is no such file, it is whole, or nothing in it is; nothing was changed.
    """
    with telling_faults(root), sole_writer(root, wait_seconds=0):
        path, aside = _places(root, warc_file)
        made = path.with_name(path.name + _MENDING_SUFFIX)
        try:
            kept = _copy_whole(root, warc_file, made, max_payload)
            left_out = path.stat().st_size - made.stat().st_size
            if not kept or not left_out:
                found = "no whole record" if left_out else "no damage"
                raise ArchiveError(f"{path} has {found}, so nothing was changed.")
            os.link(path, aside)
            made.replace(path)
        finally:
            made.unlink(missing_ok=True)
        sync_directory(path.parent)
        lost = _forget(root, warc_file, kept, max_payload)
    return Mended(aside.relative_to(root).as_posix(), len(kept), left_out, lost)


def _places(root: Path, warc_file: str) -> tuple[Path, Path]:
    path = root / warc_file
    if path not in root.glob("warc/*/*.warc.gz"):
        raise ArchiveError(
            f"{path} is no finished file of the archive: name one as `cchc archive check` does, such as "
            "warc/crawl/crawl-000001.warc.gz."
        )
    aside = path.with_name(path.name + DAMAGED_SUFFIX)
    if aside.exists():
        raise ArchiveError(f"{aside} stands there already, from an earlier mending: move it out of the archive.")
    return path, aside


def _copy_whole(root: Path, warc_file: str, made: Path, max_payload: int) -> set[str]:
    """Writes what is whole to a new file; returns the ids of its looks."""
    kept = set()
    asked: Member | None = None
    with (root / warc_file).open("rb") as source, made.open("wb") as target:
        for member in _whole_members(root, warc_file, max_payload):
            if is_request(member.data):
                asked = member
                continue
            look = parse_record(member.data, warc_file, member.offset, member.length).look
            if asked is not None and parse_member(asked.data).headers.get("WARC-Concurrent-To") == record_id_of(look):
                target.write(_raw(source, asked))
            asked = None
            target.write(_raw(source, member))
            kept.add(look.look_id)
        target.flush()
        os.fsync(target.fileno())
    return kept


def _raw(source: IO[bytes], member: Member) -> bytes:
    source.seek(member.offset)
    return source.read(member.length)


def _whole_members(root: Path, warc_file: str, max_payload: int) -> Iterator[Member]:
    start: int | None = 0
    while start is not None:
        end = start
        with suppress(ArchiveError):
            for member in members(root, warc_file, max_payload, start):
                end = member.offset + member.length
                if _is_whole(member, warc_file):
                    yield member
        start = _next_whole(root / warc_file, warc_file, end, max_payload)


def _next_whole(path: Path, warc_file: str, start: int, max_payload: int) -> int | None:
    """Where the next whole record begins, from byte `start` on."""
    if start >= path.stat().st_size:
        return None
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for _ in range(_MAX_TRIES):
            start = data.find(_GZIP_MAGIC, start)
            if start < 0:
                return None
            file.seek(start)
            with suppress(ArchiveError):
                member = read_member(file, max_payload + HEADER_ALLOWANCE, warc_file)
                if member is not None and _is_whole(Member(member, start, file.tell() - start), warc_file):
                    return start
            start += 1
    raise ArchiveError(f"{path} is damaged beyond what can be searched for whole records: restore it from a copy.")


def _is_whole(member: Member, warc_file: str) -> bool:
    try:
        if is_request(member.data):
            parse_member(member.data)
        else:
            parse_record(member.data, warc_file, member.offset, member.length)
    except (ArchiveError, ValueError):
        return False
    return True


def _forget(root: Path, warc_file: str, kept: set[str], max_payload: int) -> tuple[Look, ...] | None:
    """Has the index know the new file; returns the looks that it had of the old one and that are lost."""
    index = _index(root)
    if index is None:
        return None
    try:
        if warc_file not in index.extents():
            return None
        lost = tuple(placed.look for placed in index.in_file(warc_file) if placed.look.look_id not in kept)
        index.replace(warc_file, scan(root, warc_file, max_payload), (root / warc_file).stat().st_size)
    finally:
        index.close()
    return lost


def _index(root: Path) -> Index | None:
    if not (root / INDEX_FILE).exists():
        return None
    index = connected(str(root / INDEX_FILE))
    if index.is_whole():
        return index
    index.close()
    return None
