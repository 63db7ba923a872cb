"""The WARC files of an archive: their names, their order, and which of them count.

Belongs here: names and places of files. Does not belong here: what they hold (`warc`, `scanning`).

WARC files carry an ordinal that grows over the whole archive (`<name>-<ordinal>.warc.gz`), so that
(ordinal, offset) is the order of writing. A file that is being written ends in `.open`.
"""

from __future__ import annotations

import re
from pathlib import Path

from scrapers.archive.errors import ArchiveError

MAX_PAYLOAD = 200 * 1024 * 1024  # bytes; far above any document of the field, far below a machine's memory
MAX_FILE = 1_000_000_000  # bytes after which a new WARC file is begun; what archives of the web commonly take
OPEN_SUFFIX = ".open"
_NAME = re.compile(r"(?P<name>[a-z0-9][a-z0-9_-]*)-(?P<ordinal>\d{6,})\.warc\.gz")


def warc_name(name: str, ordinal: int) -> str:
    """The path of a WARC file, relative to the archive."""
    return f"warc/{name}/{name}-{ordinal:06d}.warc.gz"


def ordinal_of(warc_file: str) -> int:
    """The ordinal in a WARC file's name.

    Raises:
        ArchiveError: the name is not one that this archive gives.
    """
    match = _NAME.fullmatch(warc_file.rpartition("/")[2])
    if match is None:
        raise ArchiveError(
            f"{warc_file} is not named as the archive names files (<name>-000001.warc.gz): move it away."
        )
    return int(match["ordinal"])


def order_of(warc_file: str) -> tuple[int, str]:
    """What WARC files are sorted by: the order in which they were written."""
    return ordinal_of(warc_file), warc_file


def warc_files(root: Path) -> list[str]:
    """The finished WARC files, relative to the archive, in the order they were written."""
    if root.exists() and not root.is_dir():
        raise NotADirectoryError(20, "it is not a folder")
    found = (path.relative_to(root).as_posix() for path in root.glob("warc/*/*.warc.gz"))
    return sorted(found, key=order_of)


def path_of(root: Path, warc_file: str) -> Path:
    """Where a WARC file stands: under its name, or still under the one it has while it is written."""
    finished = root / warc_file
    left_open = finished.with_name(finished.name + OPEN_SUFFIX)
    return left_open if left_open.exists() and not finished.exists() else finished
