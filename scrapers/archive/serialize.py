"""One look as the bytes of one WARC record, packed as one gzip member; and the question that led to it as another.

Belongs here: the WARC format as it is written, version 1.1
(https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/).
Does not belong here: reading it (`warc`), which looks are written (`writer`), in which order and file.

Bytes put in are `resource` records, HTTP answers `response`, bytes that stand in the archive already `revisit`,
failures `metadata` with a JSON payload. The header `CCHC-Look` carries the whole look as JSON, so that the index
follows from the WARC files alone. A `request` carries none: it belongs to the look that follows it. warcio reads all
of them back; it does not write them, since it takes a multiple of the time and packs inside the writer's lock.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal
from urllib.parse import quote, urlsplit

from scrapers.archive.look import Look, to_header

Headers = tuple[tuple[str, str], ...]

LOOK_HEADER = "CCHC-Look"
HOLDING_HEADER = "CCHC-Holding"
_LEVEL = 4  # of zlib: half the time of 6 and 3 % more bytes on pages of Vietnamese text
_SMALL = 2000  # bytes: requests and failures, for which setting up a full window takes longer than packing
_SMALL_WINDOW = (12, 5)
_HTTP_RESPONSE = "application/http; msgtype=response"
_HTTP_REQUEST = "application/http; msgtype=request"
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# The payload is kept decoded and whole; headers that describe how it travelled would make it unreadable.
_TRANSPORT_HEADERS = ("content-encoding", "transfer-encoding", "content-length")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked, as it was sent; the address is the look's."""

    method: Literal["GET", "HEAD", "POST"]
    headers: Headers = ()
    body: bytes = b""


def stored(look: Look, data: bytes, http_headers: Headers) -> bytes:
    """The record of a look whose bytes are stored: `response` if it was an HTTP answer, `resource` otherwise."""
    digest = {"WARC-Payload-Digest": f"sha256:{look.capture_id}"}
    if look.http_status is None:
        return _record(look, "resource", look.media_type or "application/octet-stream", data, digest)
    block = http_block(look.http_status, http_headers, len(data)) + data
    return _record(look, "response", _HTTP_RESPONSE, block, digest)


def revisit(look: Look, http_headers: Headers, first: Look) -> bytes:
    """The record of a look that found bytes which the archive holds already, in the record of `first`."""
    return referring(look, http_block(look.http_status or HTTPStatus.OK, http_headers, look.bytes or 0), first)


def referring(look: Look, http_head: bytes, first: Look) -> bytes:
    """The same with HTTP headers that are lines already; a file put in by hand has none."""
    not_modified = look.http_status == HTTPStatus.NOT_MODIFIED
    found = "server-not-modified" if not_modified else "identical-payload-digest"
    reference = {
        "WARC-Payload-Digest": f"sha256:{look.capture_id}",
        "WARC-Profile": f"http://netpreserve.org/warc/1.1/revisit/{found}",
        "WARC-Refers-To-Target-URI": first.url,
        "WARC-Refers-To-Date": first.looked_at,
    }
    content_type = _HTTP_RESPONSE if http_head else look.media_type or "application/octet-stream"
    return _record(look, "revisit", content_type, http_head, reference)


def dropped(look: Look) -> bytes:
    """The record of a look whose bytes the archive held and does not any more; the look itself says what they were."""
    said = "The bytes are not kept any more."
    about: dict[str, object] = {"http_status": look.http_status, "message": look.message, "dropped": said}
    return _record(look, "metadata", "application/json", _json(about), {HOLDING_HEADER: "dropped"})


def failure(look: Look) -> bytes:
    """The record of a look that got nothing."""
    about: dict[str, object] = {"http_status": look.http_status, "message": look.message}
    return _record(look, "metadata", "application/json", _json(about), {})


def request(look: Look, asked: Request) -> bytes:
    """The record of what was asked when a look was taken."""
    parts = urlsplit(look.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [("Host", parts.netloc.rpartition("@")[2]), *asked.headers]
    block = _http_lines(f"{asked.method} {target} HTTP/1.1", headers) + asked.body
    header = {
        "WARC-Type": "request",
        "WARC-Record-ID": _record_id(f"{look.look_id} request"),
        "WARC-Date": look.looked_at,
        "WARC-Target-URI": look.url,
        "WARC-Concurrent-To": record_id_of(look),
    }
    return _member(header, _HTTP_REQUEST, block)


def record_id_of(look: Look) -> str:
    """The id of a look's record: the look's own, not the payload's; same bytes at two addresses are two records."""
    return _record_id(look.look_id)


def http_block(status: int, headers: Iterable[tuple[str, str]], length: int) -> bytes:
    """The status line and headers of an answer whose decoded body has `length` bytes."""
    try:
        reason = HTTPStatus(status).phrase
    except ValueError:
        reason = "Unknown"
    kept = [("Content-Length", str(length))]
    for name, value in headers:
        original = "X-Archive-Orig-" if name.lower() in _TRANSPORT_HEADERS else ""
        kept.append((original + name, value))
    return _http_lines(f"HTTP/1.1 {status} {reason}", kept)


def _http_lines(first: str, headers: Iterable[tuple[str, str]]) -> bytes:
    """Headers as ASCII lines; what is no header at all, a broken server's line, is left out."""
    lines = [first]
    for name, value in headers:
        if _TOKEN.fullmatch(name):
            printed = _CONTROL.sub(" ", value).strip()
            lines.append(f"{name}: {_NOT_ASCII.sub(lambda match: quote(match[0], errors='replace'), printed)}")
    return "\r\n".join((*lines, "", "")).encode("ascii")


def _record(look: Look, kind: str, content_type: str, block: bytes, more: dict[str, str]) -> bytes:
    header = {
        "WARC-Type": kind,
        "WARC-Record-ID": record_id_of(look),
        "WARC-Date": look.looked_at,
        "WARC-Target-URI": look.url,
        **more,
        LOOK_HEADER: to_header(look),
    }
    return _member(header, content_type, block)


def _member(header: dict[str, str], content_type: str, block: bytes) -> bytes:
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in header.items())]
    lines += [
        f"WARC-Block-Digest: sha256:{hashlib.sha256(block).hexdigest()}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(block)}",
        "",
        "",
    ]
    window, memory = (zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL) if len(block) > _SMALL else _SMALL_WINDOW
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, window + 16, memory)
    packed = packer.compress("\r\n".join(lines).encode("ascii")), packer.compress(block), packer.compress(b"\r\n\r\n")
    return b"".join((*packed, packer.flush()))


def _json(content: dict[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def _record_id(name: str) -> str:
    return f"<urn:sha256:{hashlib.sha256(name.encode()).hexdigest()}>"
