"""Putting a finished release in its place: all or nothing, and `latest` last.

Belongs here: the lock of the one writer, the temporary folder, fsync, rename and the link.
Does not belong here: what is written.

A reader who followed `latest` a moment ago goes on reading the folder it found: folders never change.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publishing.errors import ReleaseError

LATEST = "latest"
_TEMPORARY = ".tmp-"


@contextmanager
def only_writer(release_root: Path) -> Iterator[None]:
    """Hold the lock of `release_root`; raise ReleaseError when another process holds it."""
    release_root.mkdir(parents=True, exist_ok=True)
    with (release_root / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ReleaseError("Another process is writing a release; wait until it has ended.") from None
        yield


def clear_leftovers(release_root: Path) -> None:
    """Remove what a crashed writer left behind. Only for the holder of the lock."""
    for path in release_root.glob(f"{_TEMPORARY}*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextmanager
def staged(release_root: Path, version: str) -> Iterator[Path]:
    """A new temporary folder that becomes `<release_root>/<version>` on success and vanishes on failure.

    A folder that is in that place already goes when the new one is finished; it is removed with the leftovers.
    """
    folder = release_root / f"{_TEMPORARY}{version}"
    folder.mkdir()
    try:
        yield folder
        _freeze(folder)
        _take_place(folder, release_root / version)
        _sync(release_root)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _take_place(folder: Path, place: Path) -> None:
    """Rename `folder` to `place`; what stood there is put aside first, and comes back if the renaming fails."""
    if not place.exists():
        folder.rename(place)
        return
    aside = place.with_name(f"{_TEMPORARY}damaged-{place.name}")
    place.rename(aside)
    try:
        folder.rename(place)
    except BaseException:
        aside.rename(place)
        raise


def point_latest(release_root: Path, version: str) -> None:
    """Make `latest` a relative link to `version`, in one step."""
    link = release_root / f"{_TEMPORARY}{LATEST}"
    link.unlink(missing_ok=True)
    link.symlink_to(version, target_is_directory=True)
    link.replace(release_root / LATEST)
    _sync(release_root)


def latest_version(release_root: Path) -> str | None:
    """The version that `latest` points to, or None."""
    link = release_root / LATEST
    return link.readlink().name if link.is_symlink() else None


def _freeze(folder: Path) -> None:
    """Bring every byte to the disk and make files read-only."""
    for path in sorted(folder.rglob("*")):
        _sync(path)
        if path.is_file():
            path.chmod(0o444)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
