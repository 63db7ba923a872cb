"""What may stand in a look: names of sources and runs, media types, file names, text.

Belongs here: checking and normalising these. Does not belong here: addresses and times (`look`), and records.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from scrapers.archive.errors import ArchiveError
from scrapers.archive.serialize import Headers

_SOURCE = re.compile(r"[a-z0-9][a-z0-9_-]*")
_RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]*")
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+_-]*/[a-z0-9][a-z0-9.+_-]*")


def check_source(name: str) -> None:
    """Refuses what cannot name a source, nor a folder of files.

    Raises:
        ArchiveError: it is no such name.
    """
    if not _SOURCE.fullmatch(name):
        raise ArchiveError(f"{name!r} cannot name a source: use a-z, 0-9, - and _.")


def check_run_id(run_id: str) -> None:
    """Refuses what cannot name a run.

    Raises:
        ArchiveError: it is no such name.
    """
    if not _RUN_ID.fullmatch(run_id):
        raise ArchiveError(f"{run_id!r} cannot name a run: use letters, digits and . _ : + -")


def check_media_type(media_type: str, url: str) -> None:
    """Refuses what is no media type; `url` is the address it was given for.

    Raises:
        ArchiveError: it is none.
    """
    if not _MEDIA_TYPE.fullmatch(media_type):
        raise ArchiveError(f"{media_type!r} of {url} is not a media type such as text/csv.")


def declared_type(headers: Headers) -> str | None:
    """The media type that an answer's headers state; None where they state none that is one."""
    for name, value in headers:
        if name.lower() == "content-type":
            essence = value.partition(";")[0].strip().lower()
            return essence if _MEDIA_TYPE.fullmatch(essence) else None
    return None


def file_name_in(url: str) -> str | None:
    """The last part of an address' path."""
    return as_text(unquote(urlsplit(url).path.rpartition("/")[2]) or None)


def as_text(text: str | None) -> str | None:
    """Text that every file can hold: NFC, and `?` for what was never text (bytes of odd file names)."""
    return None if text is None else unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode()
