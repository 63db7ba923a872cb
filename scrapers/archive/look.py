"""One look at an address: what was asked, when, with what outcome, and where the bytes stand.

Belongs here: `Look`, its JSON form, and the two normal forms it is compared by (URI, instant).
Does not belong here: files and WARC.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Literal
from urllib.parse import quote

from scrapers.archive.errors import ArchiveError

Method = Literal["bundled", "added", "fetched"]
Outcome = Literal[
    "new",
    "unchanged",
    "failed",
    "suspect",
    "stub",
    "login",
    "soft_404",
    "cookie_wall",
    "truncated",
    "empty",
    "wrong_type",
]

PLACE_FIELDS = ("warc_file", "offset", "length")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+")
# Printable ASCII that RFC 3986 allows unescaped; and the percent sign, so that escapes survive.
_URI_CHARACTERS = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a source; also one that failed or found the same bytes again.

    `capture_id` is the sha256 (hex) of the bytes, None where the look failed. `looked_at` is UTC,
    `YYYY-MM-DDTHH:MM:SSZ`. `bytes`, `offset` and `length` are byte counts; `warc_file` is relative to the
    archive.
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
}


def to_json(look: Look) -> str:
    """The look as one line of the index, fields in their order."""
    return json.dumps(asdict(look), ensure_ascii=False, separators=(",", ":"))


def from_json(line: str) -> Look:
    """The look that a line of the index holds.

    Raises:
        ValueError: the line is no such look.
    """
    return _typed(json.loads(line))


def to_header(look: Look) -> str:
    """The look without its place, as ASCII JSON for a WARC header: a record does not know where it stands."""
    fields = {name: value for name, value in asdict(look).items() if name not in PLACE_FIELDS}
    return json.dumps(fields, ensure_ascii=True, separators=(",", ":"))


def from_header(header: str, warc_file: str, offset: int, length: int) -> Look:
    """The look that `to_header` wrote, found at this place.

    Raises:
        ValueError: the header is no such look.
    """
    fields = json.loads(header)
    if not isinstance(fields, dict):
        raise ValueError("the look is not a JSON object")
    return _typed({**fields, "warc_file": warc_file, "offset": offset, "length": length})


def _typed(fields: Any) -> Look:
    if not isinstance(fields, dict) or set(fields) != set(_TYPES):
        raise ValueError("the fields are not those of a look")
    for name, types in _TYPES.items():
        if not isinstance(fields[name], types):
            raise ValueError(f"the field {name} holds {fields[name]!r}")
    return Look(**fields)


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
