"""SHA-256 sums of the files of a release, in the form that `sha256sum --check` reads.

Belongs here: hashing files. Does not belong here: hashing what tables mean (`publishing.content`).
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

SUMS_NAME = "SHA256SUMS"
RELEASE_JSON = "release.json"


def file_sha256(path: Path) -> str:
    """Sha256 (hex) of the bytes of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_whole(folder: Path) -> bool:
    """Whether a release holds a readable release.json and exactly the files that its sums name, each with its sum."""
    try:
        json.loads((folder / RELEASE_JSON).read_text(encoding="utf-8"))
        return (folder / SUMS_NAME).read_text(encoding="utf-8") == sums_text(folder)
    except (OSError, ValueError):
        return False


def sums_text(folder: Path) -> str:
    """One line `<sha256>  <relative path>` for every file under `folder` but the sums, sorted by path."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return "".join(f"{file_sha256(folder / path)}  {path}\n" for path in paths if path != SUMS_NAME)
