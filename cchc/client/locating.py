"""Where a release stands: the folder or address that is named, or the default places.

Belongs here: from a name to a folder. Does not belong here: fetching (`cchc.client.caching`), asking a release.
"""

from __future__ import annotations

import os
from pathlib import Path

from cchc.client.caching import DATABASE, fetched_release, verify
from cchc.client.errors import ClientError, ReleaseNotFoundError
from cchc.client.fetching import Bounds
from cchc.client.release import Release

VARIABLE = "CCHC_RELEASE"
LATEST = "latest"
_RELEASE_JSON = "release.json"


def open_release(
    place: str | os.PathLike[str] | None = None,
    *,
    sha256: str | None = None,
    offline: bool = False,
    timeout: float = 1800.0,
    most_bytes: int = 2_000_000_000,
) -> Release:
    """A release by its folder or its http(s) address, verified by its sums.

    Args:
        place: a folder of a release, a folder of releases with `latest` in it, or the address of a published folder, of
            which SHA256SUMS, release.json and cchc.duckdb are fetched, once, into the user's cache (CCHC_CACHE, else
            `cchc` in the user's cache directory). By default CCHC_RELEASE, else `release/latest` of the data directory
            (CCHC_DATA, or `data/` of the checkout).
        sha256: the sum that the release's SHA256SUMS must have, so that a program always gets the release it was
        written
            for.
        offline: of an address, take what is kept of it and ask nothing of the network.
        timeout: seconds that fetching a file may take.
        most_bytes: a larger file is not fetched.

    Returns:
        A release with every function of this module as a method: `open_release(...).scores("PAPI")`.

    Raises:
        ReleaseNotFoundError: there is none; the sentence says what to do.
        DamagedReleaseError: a file is missing or does not have its sum.
        DownloadError: it could not be fetched.

    >>> cchc.open_release().version()
    '2026.11.20-...'
    """
    named = str(place) if place is not None else os.environ.get(VARIABLE, "")
    if named.startswith(("http://", "https://")):
        bounds = Bounds(most_bytes=most_bytes, seconds=timeout)
        return Release(fetched_release(named, offline=offline, sha256=sha256, bounds=bounds))
    folder = _release_folder(Path(named)) if named else _default_folder()
    release = Release(folder)
    verify(release.folder)
    if sha256 is not None:
        _check_pin(release.folder, sha256)
    return release


def _release_folder(path: Path) -> Path:
    """The folder of a release: `path` itself or of its database, its `latest`, or that of a data directory."""
    if path.name == DATABASE and path.is_file():
        path = path.parent
    for folder in (path, path / LATEST, path / "release" / LATEST):
        if (folder / _RELEASE_JSON).is_file():
            return folder
    if not path.exists():
        raise ReleaseNotFoundError(f"There is no folder {path}; name the folder of a release, or its http(s) address.")
    raise ReleaseNotFoundError(f"{path} is not a release: it has neither release.json nor a folder {LATEST} with one.")


def _default_folder() -> Path:
    data = _data_directory()
    folder = data / "release" / LATEST
    if not (folder / _RELEASE_JSON).is_file():
        raise ReleaseNotFoundError(
            f"There is no release in {data / 'release'}: open one with cchc.open_release(folder or address), set "
            f"{VARIABLE} "
            "to its folder or address, or make one with `cchc run` in a checkout."
        )
    return folder


def _data_directory() -> Path:
    # The configuration of the checkout says where data stands; it reads nothing but its own file.
    from orchestration.errors import SettingsError
    from orchestration.paths import DataPaths

    try:
        return DataPaths.from_environment().root
    except SettingsError as error:
        raise ClientError(str(error)) from None


def _check_pin(folder: Path, sha256: str) -> None:
    from publishing.checksums import SUMS_NAME, file_sha256

    found = file_sha256(folder / SUMS_NAME)
    if found != sha256.lower():
        raise ReleaseNotFoundError(f"{folder / SUMS_NAME} has the sha256 {found}, not {sha256} as was asked for.")
