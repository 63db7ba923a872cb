"""What the archive says of the latest looks, for the operator: a night that brought nothing makes no release.

Belongs here: looks as they stand in the archive now. Does not belong here: showing them (`cchc status`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scrapers.archive import Archive


@dataclass(frozen=True, slots=True)
class LatestLooks:
    """How many looks there are, when the last was, and for each address that fails now what it said."""

    looks: int
    last_look: str | None
    failing: tuple[dict[str, str | None], ...]


def latest_looks(data_dir: Path) -> LatestLooks:
    """The looks of the archive under a data directory.

    Raises:
        ArchiveError: its files are damaged.
    """
    looks = Archive(data_dir / "archive").looks()
    last_of = {look.url: look for look in looks}
    failing = [
        {"source": look.source, "url": look.url, "last_failed": look.looked_at, "message": look.message}
        for look in last_of.values()
        if look.outcome == "failed"
    ]
    return LatestLooks(
        looks=len(looks),
        last_look=max((look.looked_at for look in looks), default=None),
        failing=tuple(sorted(failing, key=lambda row: (str(row["source"]), str(row["url"])))),
    )
