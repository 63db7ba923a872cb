"""WARC records as they are read back: one gzip member, one record, one look or the question that led to it.

Belongs here: unpacking members, reading records, their bounds and digests.
Does not belong here: writing them (`serialize`), and in which order and file they stand (`scanning`).
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Literal

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader

from scrapers.archive.errors import ArchiveError, DamagedRecordError
from scrapers.archive.look import Look, from_header
from scrapers.archive.serialize import LOOK_HEADER, Headers

HEADER_ALLOWANCE = 1024 * 1024  # bytes of WARC and HTTP headers a record may have beside its payload
Holding = Literal["bytes", "reference", "dropped", "nothing"]
"""What a look's record holds: its bytes, a reference to them, the note that they were dropped, or none ever came."""

_HOLDING: dict[str, Holding] = {"response": "bytes", "resource": "bytes", "revisit": "reference"}
_REQUEST = b"WARC/1.1\r\nWARC-Type: request\r\n"
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record read back: its look, its payload (empty for a revisit) and its HTTP headers, if any."""

    look: Look
    holding: Holding
    payload: bytes
    http_headers: Headers


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
        DamagedRecordError: it is not a record that this archive wrote, or its payload is not the look's.
    """
    try:
        record = ArcWarcRecordLoader(verify_http=False, arc2warc=False).parse_record_stream(
            BytesIO(member), known_format="warc"
        )
        look = from_header(record.rec_headers.get_header(LOOK_HEADER) or "null", warc_file, offset, length)
        payload: bytes = record.raw_stream.read()
    except (ArchiveLoadFailed, ArchiveError, EOFError, ValueError) as error:
        raise DamagedRecordError(warc_file, offset, f"not a record of this archive: {error}") from None
    holding = _HOLDING.get(record.rec_type, "nothing")
    if holding == "bytes" and hashlib.sha256(payload).hexdigest() != look.capture_id:
        raise DamagedRecordError(warc_file, offset, "the bytes do not have the sha256 that the record states")
    http = record.http_headers
    return StoredRecord(look, holding, payload, tuple(http.headers) if http else ())
