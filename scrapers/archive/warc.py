"""WARC records as they are read back: one gzip member, one record, one look or the question that led to it.

Belongs here: unpacking members, reading records, their bounds and digests.
Does not belong here: writing them (`serialize`), and in which order and file they stand (`scanning`).

Only what `serialize` writes is read; that others read it too is for `checking` to prove, with warcio.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import BinaryIO, Literal

from scrapers.archive.errors import ArchiveError, DamagedRecordError
from scrapers.archive.look import Look, from_header
from scrapers.archive.serialize import HOLDING_HEADER, LOOK_HEADER, Headers

HEADER_ALLOWANCE = 1024 * 1024  # bytes of WARC and HTTP headers a record may have beside its payload
Holding = Literal["bytes", "reference", "dropped", "nothing"]
"""What a look's record holds: its bytes, a reference to them, the note that they were dropped, or none ever came."""

_HOLDING: dict[str, Holding] = {"response": "bytes", "resource": "bytes", "revisit": "reference"}
_REQUEST = b"WARC/1.1\r\nWARC-Type: request\r\n"
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record read back: its look, its payload (empty for a revisit) and its HTTP headers as bytes, if any."""

    look: Look
    holding: Holding
    payload: bytes
    http_head: bytes

    @property
    def http_headers(self) -> Headers:
        """The HTTP headers one by one, without the status line."""
        lines = self.http_head.decode("ascii").split("\r\n")[1:]
        return tuple((name, value) for name, _, value in (line.partition(": ") for line in lines if line))


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands in a file: its kind, its headers, and its block."""

    kind: str
    headers: dict[str, str]
    block: bytes

    def parts(self, url: str) -> tuple[bytes, bytes]:
        """The HTTP headers, with the empty line behind them, and the payload; the one or the other may be empty."""
        if self.kind not in ("response", "revisit") or not self.block or not url.lower().startswith("http"):
            return b"", self.block
        head, end, payload = self.block.partition(b"\r\n\r\n")
        if not end:
            raise ValueError("the HTTP headers have no end")
        return head + end, payload


def is_request(member: bytes) -> bool:
    """Whether an unpacked member is a `request`, which is no look but belongs to the one that follows it."""
    return member.startswith(_REQUEST)


def read_member(file: BinaryIO, limit: int, warc_file: str) -> bytes | None:
    """The next gzip member, unpacked and checked by its CRC; the file then stands behind it. None at the end.

    Raises:
        DamagedRecordError: what follows is not a whole member.
        ArchiveError: it unpacks to more than `limit` bytes.
    """
    offset = file.tell()
    chunk = file.read(_CHUNK)
    if not chunk:
        return None
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS + 16)
    parts: list[bytes] = []
    size = 0
    while True:
        try:
            part = unpacker.decompress(chunk, limit + 1 - size)
        except zlib.error:
            raise DamagedRecordError(warc_file, offset, "not a gzip member") from None
        parts.append(part)
        size += len(part)
        if size > limit:
            raise ArchiveError(f"The archive's file {warc_file} holds over {limit} bytes in its record at {offset}.")
        if unpacker.eof:
            file.seek(-len(unpacker.unused_data), 1)
            return b"".join(parts)
        chunk = file.read(_CHUNK)
        if not chunk:
            raise DamagedRecordError(warc_file, offset, "the record is cut off")


def parse_record(member: bytes, warc_file: str, offset: int, length: int) -> StoredRecord:
    """The look and payload of an unpacked member.

    Raises:
        DamagedRecordError: it is not a record that this archive wrote, or its bytes are not those it states.
    """
    try:
        record = parse_member(member)
        look = from_header(record.headers.get(LOOK_HEADER, "null"), warc_file, offset, length)
        head, payload = record.parts(look.url)
    except (ArchiveError, ValueError) as error:
        raise DamagedRecordError(warc_file, offset, f"not a record of this archive: {error}") from None
    holding = _HOLDING.get(record.kind) or ("dropped" if HOLDING_HEADER in record.headers else "nothing")
    if holding == "bytes" and hashlib.sha256(payload).hexdigest() != look.capture_id:
        raise DamagedRecordError(warc_file, offset, "the bytes do not have the sha256 that the record states")
    return StoredRecord(look, holding, payload, head)


def parse_member(member: bytes) -> Record:
    """The record of an unpacked member, its bounds and its block's digest checked.

    Raises:
        ValueError: it is none.
    """
    head, _, rest = member.partition(b"\r\n\r\n")
    version, *lines = head.decode("ascii").split("\r\n")
    if version != "WARC/1.1":
        raise ValueError("it does not begin as a WARC record")
    headers = {name: value for name, _, value in (line.partition(": ") for line in lines)}
    block, end = rest[:-4], rest[-4:]
    if end != b"\r\n\r\n" or headers.get("Content-Length") != str(len(block)):
        raise ValueError("it does not have the length that it states")
    if headers.get("WARC-Block-Digest") != f"sha256:{hashlib.sha256(block).hexdigest()}":
        raise ValueError("the block does not have the digest that it states")
    return Record(headers.get("WARC-Type", ""), headers, block)
