"""One look as one WARC record in one gzip member, both ways.

Belongs here: the WARC format, version 1.1
(https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/).
Does not belong here: which looks are written (`writer`), and in which order and file (`index`).

Bytes put in are `resource` records, HTTP answers `response`, the same bytes again `revisit`, failures
`metadata` with a JSON payload. The header `CCHC-Look` carries the whole look as JSON, so that the log follows
from the WARC files alone.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from typing import BinaryIO

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scrapers.archive.errors import ArchiveError, DamagedRecordError
from scrapers.archive.look import Look, from_header, to_header

Headers = tuple[tuple[str, str], ...]

LOOK_HEADER = "CCHC-Look"
HEADER_ALLOWANCE = 1024 * 1024  # bytes of WARC and HTTP headers a record may have beside its payload
_HTTP_RESPONSE = "application/http; msgtype=response"
_CHUNK = 64 * 1024
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
# The payload is kept decoded and whole; headers that describe how it travelled would make it unreadable.
_TRANSPORT_HEADERS = ("content-encoding", "transfer-encoding", "content-length")


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record read back: its look, its payload (empty for a revisit) and its HTTP headers, if any."""

    look: Look
    payload: bytes
    http_headers: Headers


def write_stored(file: BinaryIO, look: Look, data: bytes, http_headers: Headers) -> None:
    """Appends a look whose bytes are stored: `response` if it was an HTTP answer, `resource` otherwise."""
    if look.http_status is None:
        _write(file, look, _Record("resource", look.media_type or "application/octet-stream", data))
    else:
        http = _http_block(look.http_status, http_headers, len(data))
        _write(file, look, _Record("response", _HTTP_RESPONSE, data, http))


def write_revisit(file: BinaryIO, look: Look, http_headers: Headers, first_seen_at: str) -> None:
    """Appends a look that found the bytes that stand in the archive already since `first_seen_at`."""
    status = look.http_status or HTTPStatus.OK
    found = "server-not-modified" if status == HTTPStatus.NOT_MODIFIED else "identical-payload-digest"
    reference = {
        "WARC-Profile": f"http://netpreserve.org/warc/1.1/revisit/{found}",
        "WARC-Refers-To-Target-URI": look.url,
        "WARC-Refers-To-Date": first_seen_at,
        "WARC-Payload-Digest": f"sha256:{look.capture_id}",
    }
    http = _http_block(status, http_headers, look.bytes or 0)
    _write(file, look, _Record("revisit", _HTTP_RESPONSE, b"", http, reference))


def write_failure(file: BinaryIO, look: Look) -> None:
    """Appends a look that got nothing: a `metadata` record whose payload says why, as JSON."""
    outcome = {"outcome": look.outcome, "http_status": look.http_status, "message": look.message}
    _write(file, look, _Record("metadata", "application/json", json.dumps(outcome, ensure_ascii=False).encode()))


@dataclass(frozen=True, slots=True)
class _Record:
    """What a record has beside its look; `reference` holds the headers of a revisit."""

    kind: str
    content_type: str
    payload: bytes
    http: StatusAndHeaders | None = None
    reference: dict[str, str] = field(default_factory=dict)


def _write(file: BinaryIO, look: Look, record: _Record) -> None:
    block = hashlib.sha256(record.http.headers_buff if record.http else b"")
    block.update(record.payload)
    headers = {
        "WARC-Type": record.kind,
        # The look's own hash, not the payload's: identical bytes at two addresses are two records.
        "WARC-Record-ID": f"<urn:sha256:{hashlib.sha256(look.look_id.encode()).hexdigest()}>",
        "WARC-Date": look.looked_at,
        "WARC-Target-URI": look.url,
        "WARC-Payload-Digest": f"sha256:{hashlib.sha256(record.payload).hexdigest()}",
        **record.reference,
        "WARC-Block-Digest": f"sha256:{block.hexdigest()}",
        LOOK_HEADER: to_header(look),
    }
    warc = WARCWriter(file, gzip=True, warc_version="1.1")
    warc.write_record(
        warc.create_warc_record(
            look.url,
            record.kind,
            payload=BytesIO(record.payload),
            length=len(record.payload),
            warc_content_type=record.content_type,
            warc_headers_dict=headers,
            http_headers=record.http,
        )
    )


def _http_block(status: int, headers: Iterable[tuple[str, str]], length: int) -> StatusAndHeaders:
    kept = [("Content-Length", str(length))]
    for name, value in headers:
        if not _TOKEN.fullmatch(name):
            continue  # not a header at all: a broken server's line
        original = "X-Archive-Orig-" if name.lower() in _TRANSPORT_HEADERS else ""
        kept.append((original + name, _CONTROL.sub(" ", value).strip()))
    try:
        reason = HTTPStatus(status).phrase
    except ValueError:
        reason = "Unknown"
    http = StatusAndHeaders(f"{status} {reason}", kept, protocol="HTTP/1.1")
    http.compute_headers_buffer()
    return http


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
    if look.outcome == "new" and hashlib.sha256(payload).hexdigest() != look.capture_id:
        raise DamagedRecordError(warc_file, offset, "the bytes do not have the sha256 that the record states")
    http = record.http_headers
    return StoredRecord(look, payload, tuple(http.headers) if http else ())
