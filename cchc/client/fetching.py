"""Fetching one file over HTTP, within bounds of size, time and redirects.

Belongs here: a request and its limits. Does not belong here: which files, where they are kept (`cchc.client.caching`).
Nothing but the standard library is used. Nothing is sent but the request for the file.
"""

from __future__ import annotations

import hashlib
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from typing import IO, Any

from cchc.client.errors import DownloadError

_CHUNK = 1 << 20
_SCHEMES = ("http", "https")
_REDIRECTIONS = range(300, 400)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one file may cost: bytes, seconds in all, seconds without a byte, redirects."""

    most_bytes: int = 2_000_000_000
    seconds: float = 1800.0
    silent_seconds: float = 30.0
    redirects: int = 5


def checked_address(address: str) -> str:
    """The address of a release folder without a slash at its end.

    Raises DownloadError when it is no http(s) address, or names a user, a query or a fragment.
    """
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise DownloadError(f"{_shown(address)} is no address of a release: it begins with http:// or https://.")
    if parts.username is not None or parts.password is not None:
        raise DownloadError(
            f"{_shown(address)} holds a user's name: an address of a release may not, it is kept and shown."
        )
    if parts.query or parts.fragment:
        raise DownloadError(f"{_shown(address)} is no address of a folder: leave out what follows ? or #.")
    return address.rstrip("/")


def fetch_small(address: str, most_bytes: int, bounds: Bounds) -> bytes:
    """The bytes of a small file. Raises DownloadError."""
    return b"".join(_chunks(address, min(most_bytes, bounds.most_bytes), bounds))


def fetch_into(file: IO[bytes], address: str, bounds: Bounds) -> str:
    """Write a file as it arrives and give the sha256 of what was written. Raises DownloadError."""
    digest = hashlib.sha256()
    for chunk in _chunks(address, bounds.most_bytes, bounds):
        digest.update(chunk)
        file.write(chunk)
    return digest.hexdigest()


def _chunks(address: str, most_bytes: int, bounds: Bounds) -> Iterator[bytes]:
    """The body of an answer, checked as it arrives."""
    request = urllib.request.Request(address, headers={"User-Agent": "cchc-client", "Accept-Encoding": "identity"})  # noqa: S310 - checked
    end = time.monotonic() + bounds.seconds
    try:
        with urllib.request.build_opener(_Redirects(bounds.redirects)).open(
            request, timeout=bounds.silent_seconds
        ) as answer:
            told = answer.headers.get("Content-Length")
            expected = int(told) if told and told.isdigit() else None
            if expected is not None and expected > most_bytes:
                raise DownloadError(f"{_shown(address)} has {expected} bytes; no more than {most_bytes} are fetched.")
            got = 0
            while chunk := answer.read1(_CHUNK):
                got += len(chunk)
                if got > most_bytes:
                    raise DownloadError(f"{_shown(address)} has more than {most_bytes} bytes, which is not fetched.")
                if time.monotonic() > end:
                    raise DownloadError(
                        f"{_shown(address)} took longer than {bounds.seconds:g} seconds; try again later."
                    )
                yield chunk
            if expected is not None and got < expected:
                raise DownloadError(f"{_shown(address)} broke off after {got} of {expected} bytes; try again.")
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in _REDIRECTIONS:
            raise DownloadError(
                f"{_shown(address)} leads to another place that is not followed, or on and on."
            ) from None
        raise DownloadError(f"{_shown(address)} answers {error.code}; is it the folder of a release?") from None
    except (OSError, HTTPException) as error:
        if isinstance(error, DownloadError):
            raise
        reason = getattr(error, "reason", None) or str(error) or type(error).__name__
        raise DownloadError(
            f"{_shown(address)} cannot be reached ({reason}); one that was fetched before opens with offline=True."
        ) from None


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows few redirects, never from https to http, never to anything but http(s)."""

    def __init__(self, most: int) -> None:
        self._left = most

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        there = urllib.parse.urlsplit(newurl).scheme
        if there not in _SCHEMES or (req.type == "https" and there != "https"):
            raise DownloadError(f"{_shown(req.full_url)} leads to {_shown(newurl)}, which is not followed.")
        self._left -= 1
        if self._left < 0:
            raise DownloadError(f"{_shown(req.full_url)} leads on and on; no more redirects are followed.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _shown(address: str) -> str:
    """An address without the user and password that it may hold."""
    parts = urllib.parse.urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    return urllib.parse.urlunsplit((parts.scheme, host, parts.path, "", "")) or address
