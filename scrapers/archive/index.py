"""The list of all looks, in the order they were written, and how it follows from the WARC files.

Belongs here: finding WARC files, scanning them, `index.jsonl`.
Does not belong here: what a record looks like (`warc`).

WARC files carry an ordinal that grows over the whole archive (`<source>-<ordinal>.warc.gz`), so that
(ordinal, offset) is the order of writing. `index.jsonl` is a convenience: where it is missing, unreadable or
behind, the WARC files decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from scrapers.archive.durable import replace_file, sole_writer, telling_faults
from scrapers.archive.errors import ArchiveError
from scrapers.archive.look import Look, from_json, to_json
from scrapers.archive.warc import HEADER_ALLOWANCE, parse_record, read_member

MAX_PAYLOAD = 200 * 1024 * 1024  # bytes; far above any document of the field, far below a machine's memory
_INDEX = "index.jsonl"
_NAME = re.compile(r"(?P<source>[a-z0-9][a-z0-9_-]*)-(?P<ordinal>\d{6,})\.warc\.gz")


def warc_name(source: str, ordinal: int) -> str:
    """The path of a WARC file, relative to the archive."""
    return f"warc/{source}/{source}-{ordinal:06d}.warc.gz"


def ordinal_of(warc_file: str) -> int:
    """The ordinal in a WARC file's name.

    Raises:
        ArchiveError: the name is not one that this archive gives.
    """
    match = _NAME.fullmatch(warc_file.rpartition("/")[2])
    if match is None:
        raise ArchiveError(
            f"{warc_file} is not named as the archive names files (<source>-000001.warc.gz): move it away."
        )
    return int(match["ordinal"])


def warc_files(root: Path) -> list[str]:
    """The finished WARC files, relative to the archive, in the order they were written."""
    found = (path.relative_to(root).as_posix() for path in root.glob("warc/*/*.warc.gz"))
    return sorted(found, key=lambda name: (ordinal_of(name), name))


def scan(root: Path, warc_file: str, max_payload: int) -> list[Look]:
    """The looks of one WARC file, each record checked.

    Raises:
        DamagedRecordError: names the file and the byte.
    """
    looks = []
    offset = 0
    with (root / warc_file).open("rb") as file:
        while (member := read_member(file, max_payload + HEADER_ALLOWANCE, warc_file)) is not None:
            length = file.tell() - offset
            looks.append(parse_record(member, warc_file, offset, length).look)
            offset += length
    return looks


def load(root: Path, max_payload: int) -> list[Look]:
    """All looks in the order of writing: from the index where it covers a file, else from the file itself.

    Raises:
        ArchiveError: a WARC file of the index is gone, has another length, or cannot be read.
    """
    indexed = _read_index(root / _INDEX)
    files = warc_files(root)
    for lost in sorted(set(indexed) - set(files)):
        raise ArchiveError(
            f"The archive's file {lost} is gone: put it back, or remove {root / _INDEX} to go on without it."
        )
    looks: list[Look] = []
    for warc_file in files:
        here = indexed.get(warc_file)
        if here is None:
            here = scan(root, warc_file, max_payload)
        else:
            _check_length(root, warc_file, here[-1])
        looks.extend(here)
    return looks


def save(root: Path, looks: Iterable[Look]) -> None:
    """Rewrites the index, all of it or nothing; an index that is right already is left alone."""
    data = "".join(to_json(look) + "\n" for look in looks).encode()
    path = root / _INDEX
    if not path.exists() or path.read_bytes() != data:
        replace_file(path, data)


def rebuild_index(root: Path, max_payload: int = MAX_PAYLOAD) -> list[Look]:
    """Makes the index anew from the WARC files alone, checking every byte of them; the looks are returned.

    Raises:
        ArchiveBusy: a writer is at work.
        DamagedRecordError: names the file and the byte; the index is left as it was.
    """
    with telling_faults(root), sole_writer(root, wait_seconds=0):
        looks = [look for warc_file in warc_files(root) for look in scan(root, warc_file, max_payload)]
        save(root, looks)
    return looks


def _read_index(path: Path) -> dict[str, list[Look]]:
    """Looks by WARC file; nothing where the index is missing or unreadable: the WARC files can replace it."""
    by_file: dict[str, list[Look]] = {}
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            look = from_json(line)
            by_file.setdefault(look.warc_file, []).append(look)
    except (FileNotFoundError, ValueError):
        return {}
    return {warc_file: sorted(looks, key=lambda look: look.offset) for warc_file, looks in by_file.items()}


def _check_length(root: Path, warc_file: str, last: Look) -> None:
    length = (root / warc_file).stat().st_size
    end = last.offset + last.length
    if length != end:
        raise ArchiveError(
            f"The archive's file {warc_file} has {length} bytes where its index ends at {end}: "
            f"restore it from a copy, or remove {root / _INDEX} to have it read anew."
        )
