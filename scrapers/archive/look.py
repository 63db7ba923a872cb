"""One look at an address: what was asked, when, with what outcome, and where the bytes stand.

Belongs here: `Look`, its form in a WARC header, and the two normal forms it is compared by (URI, instant).
Does not belong here: files and WARC.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time
from typing import Any, Literal, get_args
from urllib.parse import quote

from scrapers.archive.errors import ArchiveError

Method = Literal["bundled", "added", "fetched"]
Accepted = Literal["new", "unchanged"]
Rejected = Literal["suspect", "stub", "login", "soft_404", "cookie_wall", "truncated", "empty", "wrong_type"]
"""What came and is no document; its bytes are kept as evidence and never read."""
Outcome = Accepted | Rejected | Literal["failed"]
PageKind = Literal["list", "document", "attachment"]

ACCEPTED: tuple[Outcome, ...] = get_args(Accepted)
REJECTED: tuple[Outcome, ...] = get_args(Rejected)
PLACE_FIELDS = ("warc_file", "offset", "length")
_ADDED_FIELDS = ("page_kind", "run_id", "found_on")  # unknown to records of before the nightly crawl
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+")
# Printable ASCII that RFC 3986 allows unescaped; and the percent sign, so that escapes survive.
_URI_CHARACTERS = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a source; also one that failed, found the same bytes again, or got what is no document.

    `capture_id` is the sha256 (hex) of the bytes, None where nothing came. `looked_at` is UTC,
    `YYYY-MM-DDTHH:MM:SSZ`. `bytes`, `offset` and `length` are byte counts; `warc_file` is relative to the
    archive. `run_id` names the night, `found_on` the page whose link led here: None for a start page.
    """

    look_id: str
    source: str
    url: str
    looked_at: str
    method: Method
    outcome: Outcome
    http_status: int | None
    capture_id: str | None
    media_type: str | None
    bytes: int | None
    file_name: str | None
    warc_file: str
    offset: int
    length: int
    message: str | None
    page_kind: PageKind | None = None
    run_id: str | None = None
    found_on: str | None = None

    @property
    def accepted(self) -> bool:
        """Whether it is a look at a document, a list or a file, rather than a failure or what came in its place."""
        return self.outcome in ACCEPTED


LOOK_FIELDS = tuple(field.name for field in fields(Look))
_TYPES: dict[str, tuple[type, ...]] = {
    "look_id": (str,),
    "source": (str,),
    "url": (str,),
    "looked_at": (str,),
    "method": (str,),
    "outcome": (str,),
    "http_status": (int, type(None)),
    "capture_id": (str, type(None)),
    "media_type": (str, type(None)),
    "bytes": (int, type(None)),
    "file_name": (str, type(None)),
    "warc_file": (str,),
    "offset": (int,),
    "length": (int,),
    "message": (str, type(None)),
    "page_kind": (str, type(None)),
    "run_id": (str, type(None)),
    "found_on": (str, type(None)),
}
_HEADER_FIELDS = tuple(name for name in LOOK_FIELDS if name not in PLACE_FIELDS)


def to_header(look: Look) -> str:
    """The look without its place, as ASCII JSON for a WARC header: a record does not know where it stands."""
    held = {name: getattr(look, name) for name in _HEADER_FIELDS}
    for name in _ADDED_FIELDS:
        if held[name] is None:
            del held[name]
    return json.dumps(held, ensure_ascii=True, separators=(",", ":"))


def from_header(header: str, warc_file: str, offset: int, length: int) -> Look:
    """The look that `to_header` wrote, found at this place.

    Raises:
        ValueError: the header is no such look.
    """
    held: Any = json.loads(header)
    if not isinstance(held, dict):
        raise ValueError("the look is not a JSON object")
    held = {**dict.fromkeys(_ADDED_FIELDS), **held, "warc_file": warc_file, "offset": offset, "length": length}
    if set(held) != set(_TYPES):
        raise ValueError("the fields are not those of a look")
    for name, types in _TYPES.items():
        if not isinstance(held[name], types):
            raise ValueError(f"the field {name} holds {held[name]!r}")
    return Look(**held)


def unplaced(look: Look) -> Look:
    """The look without where it stands, to be compared with the same in another file."""
    return replace(look, warc_file="", offset=0, length=0)


def as_uri(url: str) -> str:
    """The address as a URI: spaces and characters beyond ASCII percent-encoded (UTF-8), escapes left alone.

    Raises:
        ArchiveError: it has no scheme, or cannot be made into a URI.
    """
    try:
        uri = quote(url.strip(), safe=_URI_CHARACTERS, errors="surrogateescape")
    except UnicodeEncodeError:
        uri = ""
    if not _URI.fullmatch(uri):
        raise ArchiveError(f"{url!r} is not an address: give one with a scheme, such as https://… or file:…")
    return uri


def as_instant(moment: date) -> str:
    """`YYYY-MM-DDTHH:MM:SSZ` (UTC) of a moment; a date without a time is its midnight.

    Raises:
        ArchiveError: a time without a time zone.
    """
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(), UTC)
    if moment.tzinfo is None:
        raise ArchiveError(f"{moment.isoformat()} has no time zone: pass looks' times with one, such as UTC.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def look_id_of(source: str, url: str, looked_at: str) -> str:
    """`<source>/<instant>/<8 hex of the address' sha256>`: the same in whatever order looks are written."""
    instant = looked_at.replace("-", "").replace(":", "")
    return f"{source}/{instant}/{hashlib.sha256(url.encode()).hexdigest()[:8]}"
