"""The looks of a WARC file, read from the file itself.

Belongs here: going through a file record by record. Does not belong here: the records' form (`warc`), the index.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from scrapers.archive.durable import telling_faults
from scrapers.archive.files import path_of
from scrapers.archive.look import Look
from scrapers.archive.warc import HEADER_ALLOWANCE, Holding, StoredRecord, is_request, parse_record, read_member

_BUFFER = 1024 * 1024


class Placed(NamedTuple):
    """A look where it stands, and what its record holds."""

    look: Look
    holding: Holding


class Member(NamedTuple):
    """A gzip member where it stands, unpacked."""

    data: bytes
    offset: int
    length: int


def members(root: Path, warc_file: str, max_payload: int, start: int = 0) -> Iterator[Member]:
    """The members of a file from byte `start`, where one begins.

    Raises:
        DamagedRecordError: names the file and the byte.
    """
    offset = start
    with _opened(root, warc_file, _BUFFER) as file:
        file.seek(start)
        while (data := read_member(file, max_payload + HEADER_ALLOWANCE, warc_file)) is not None:
            length = file.tell() - offset
            yield Member(data, offset, length)
            offset += length


def scan(root: Path, warc_file: str, max_payload: int, start: int = 0) -> Iterator[Placed]:
    """The looks of a file from byte `start`, each record checked.

    Raises:
        DamagedRecordError: names the file and the byte.
    """
    for member in members(root, warc_file, max_payload, start):
        if not is_request(member.data):
            record = parse_record(member.data, warc_file, member.offset, member.length)
            yield Placed(record.look, record.holding)


def read_record(root: Path, look: Look, max_payload: int) -> StoredRecord:
    """The record of a look, at the place where it is said to stand.

    Raises:
        DamagedRecordError: no such record stands there, or its bytes are damaged.
    """
    with telling_faults(root / look.warc_file), _opened(root, look.warc_file) as file:
        file.seek(look.offset)
        member = read_member(file, max_payload + HEADER_ALLOWANCE, look.warc_file)
    return parse_record(member or b"", look.warc_file, look.offset, look.length)


def _opened(root: Path, warc_file: str, buffering: int = -1) -> BinaryIO:
    """A WARC file to read from; it may get its final name between looking for it and opening it."""
    try:
        return path_of(root, warc_file).open("rb", buffering=buffering)
    except FileNotFoundError:
        return path_of(root, warc_file).open("rb", buffering=buffering)
