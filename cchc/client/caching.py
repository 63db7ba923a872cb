"""Releases fetched from an address: verified, kept in the user's cache, opened again without the network if asked for.

Belongs here: the cache directory, what is fetched, in which order, and putting it in place whole. Does not belong
here: HTTP (`cchc.client.fetching`), opening releases.

A kept release is a folder `releases/<version>-<start of the sha256 of SHA256SUMS>` with SHA256SUMS, release.json and
cchc.duckdb. It is made beside its place and renamed into it, so that it is there whole or not at all, and two
processes at once do the work twice but disturb each other never. `addresses/<sha256 of the address>.json` says what
an address last gave.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cchc.client.errors import DamagedReleaseError, DownloadError, ReleaseNotFoundError
from cchc.client.fetching import Bounds, checked_address, fetch_into, fetch_small
from publishing.checksums import RELEASE_JSON, SUMS_NAME, file_sha256

DATABASE = "cchc.duckdb"
_SMALL = 5_000_000
_SUM = re.compile(r"([0-9a-f]{64})  (\S.*)")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_START = 16
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,80}")
_PART = ".part-"
_STALE_SECONDS = 86_400
_ATTEMPTS = 2


def cache_directory() -> Path:
    """The folder of kept releases: CCHC_CACHE, else `cchc` in the user's cache directory."""
    if own := os.environ.get("CCHC_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "cchc"


def parse_sums(text: str) -> dict[str, str]:
    """The sums of SHA256SUMS by path."""
    return {found[2]: found[1] for line in text.splitlines() if (found := _SUM.fullmatch(line))}


def verify(folder: Path, *, delete: bool = False) -> None:
    """Check release.json and the database of a folder against its SHA256SUMS.

    `delete` removes a file that does not fit. Raises DamagedReleaseError.
    """
    try:
        sums = parse_sums((folder / SUMS_NAME).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise DamagedReleaseError(
            f"{folder} has no {SUMS_NAME} that can be read, so that it cannot be verified."
        ) from None
    for name in (RELEASE_JSON, DATABASE):
        path = folder / name
        if not path.is_file():
            raise DamagedReleaseError(f"{folder} has no {name}; it is not a whole release.")
        if sums.get(name) != file_sha256(path):
            if delete:
                path.unlink(missing_ok=True)
            raise DamagedReleaseError(f"{path} does not have the sum that {SUMS_NAME} gives it; get the release again.")


def fetched_release(address: str, *, offline: bool, sha256: str | None, bounds: Bounds) -> Path:
    """The folder in the cache that holds the release at `address`, fetched if what is kept is not the same.

    `offline` asks nothing and takes what the address gave last. `sha256` is the sum that SHA256SUMS itself must have; a
    release with it that is kept is taken without asking.
    Raises DownloadError, DamagedReleaseError, or ReleaseNotFoundError when nothing is kept of the address.
    """
    address = checked_address(address)
    cache = cache_directory()
    if sha256 is not None and (pinned := _pinned(cache, sha256.lower())):
        return pinned
    if offline:
        return _kept(cache, address, sha256)
    for attempt in range(1, _ATTEMPTS + 1):
        sums_text = fetch_small(f"{address}/{SUMS_NAME}", _SMALL, bounds)
        _check_pin(sums_text, sha256, f"{address}/{SUMS_NAME}")
        try:
            folder = _folder_of(cache, address, sums_text, bounds)
            break
        except DamagedReleaseError:
            # `latest` may have moved on between its sums and its files: then the sums are others now.
            if attempt == _ATTEMPTS or fetch_small(f"{address}/{SUMS_NAME}", _SMALL, bounds) == sums_text:
                raise
    _remember(cache, address, folder)
    return folder


def _pinned(cache: Path, sha256: str) -> Path | None:
    """The kept release whose SHA256SUMS has this sum, wherever it came from: what is pinned never changes."""
    for folder in sorted((cache / "releases").glob(f"*-{sha256[:_START]}")) if _SHA256.fullmatch(sha256) else ():
        try:
            _check_pin((folder / SUMS_NAME).read_bytes(), sha256, str(folder / SUMS_NAME))
            verify(folder)
        except (OSError, DamagedReleaseError):
            continue
        return folder
    return None


def _kept(cache: Path, address: str, sha256: str | None) -> Path:
    try:
        name = str(json.loads(_address_file(cache, address).read_text(encoding="utf-8"))["folder"])
        folder = cache / "releases" / name
        sums_text = (folder / SUMS_NAME).read_bytes()
    except (OSError, ValueError, KeyError, TypeError):
        raise ReleaseNotFoundError(
            f"Nothing is kept of {address} under {cache}; open it once without offline=True."
        ) from None
    if Path(name).name != name:
        raise ReleaseNotFoundError(f"{_address_file(cache, address)} is broken; open {address} without offline=True.")
    _check_pin(sums_text, sha256, str(folder / SUMS_NAME))
    verify(folder, delete=True)
    return folder


def _check_pin(sums_text: bytes, sha256: str | None, where: str) -> None:
    found = hashlib.sha256(sums_text).hexdigest()
    if sha256 is not None and found != sha256.lower():
        raise DamagedReleaseError(
            f"{where} has the sha256 {found}, not {sha256} as was asked for: it is another release."
        )


def _folder_of(cache: Path, address: str, sums_text: bytes, bounds: Bounds) -> Path:
    """The folder for these sums: the one that is kept, if it is whole, else fetched now."""
    sums = parse_sums(sums_text.decode("utf-8", errors="replace"))
    if missing := [name for name in (RELEASE_JSON, DATABASE) if name not in sums]:
        raise DownloadError(f"{address}/{SUMS_NAME} names no {' and no '.join(missing)}; it is no folder of a release.")
    facts = fetch_small(f"{address}/{RELEASE_JSON}", _SMALL, bounds)
    if hashlib.sha256(facts).hexdigest() != sums[RELEASE_JSON]:
        raise DamagedReleaseError(
            f"{address}/{RELEASE_JSON} does not have the sum that {SUMS_NAME} gives it; try again."
        )
    place = cache / "releases" / f"{_version(facts, address)}-{hashlib.sha256(sums_text).hexdigest()[:_START]}"
    if place.is_dir():
        try:
            verify(place)
            return place
        except DamagedReleaseError:
            shutil.rmtree(place, ignore_errors=True)
    return _fetch(place, address, sums, {SUMS_NAME: sums_text, RELEASE_JSON: facts}, bounds)


def _version(facts: bytes, address: str) -> str:
    try:
        version = str(json.loads(facts)["version"])
    except (ValueError, KeyError, TypeError):
        version = ""
    if not _VERSION.fullmatch(version):
        raise DownloadError(f"{address}/{RELEASE_JSON} tells no version; it is no folder of a release.")
    return version


def _fetch(place: Path, address: str, sums: Mapping[str, str], small: Mapping[str, bytes], bounds: Bounds) -> Path:
    """Fetch the database beside `place`, verify it, and move the whole folder into place."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=_PART, dir=place.parent))
    _clear_stale(place.parent, part)
    try:
        for name, data in small.items():
            with (part / name).open("wb") as file:
                file.write(data)
                _flush(file.fileno(), file)
        with (part / DATABASE).open("wb") as file:
            found = fetch_into(file, f"{address}/{DATABASE}", bounds)
            _flush(file.fileno(), file)
        if found != sums[DATABASE]:
            raise DamagedReleaseError(
                f"{address}/{DATABASE} does not have the sum that {SUMS_NAME} gives it; nothing was kept, try again."
            )
        _put_in_place(part, place)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return place


def _put_in_place(part: Path, place: Path) -> None:
    try:
        part.rename(place)
    except OSError:
        # Another process was quicker: what it put there has the same sums.
        verify(place)
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _flush(descriptor: int, file: object) -> None:
    getattr(file, "flush")()  # noqa: B009 - any open file has it
    os.fsync(descriptor)


def _clear_stale(folder: Path, newest: Path) -> None:
    """Remove what processes left behind that were killed a day or more before `newest` was made."""
    limit = newest.stat().st_mtime - _STALE_SECONDS
    for left in folder.glob(f"{_PART}*"):
        try:
            if left.stat().st_mtime < limit:
                shutil.rmtree(left, ignore_errors=True)
        except OSError:
            continue


def _address_file(cache: Path, address: str) -> Path:
    return cache / "addresses" / f"{hashlib.sha256(address.encode()).hexdigest()[:32]}.json"


def _remember(cache: Path, address: str, folder: Path) -> None:
    """Note what an address gave, for `offline`."""
    path = _address_file(cache, address)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_PART, dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"address": address, "folder": folder.name}, file)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
