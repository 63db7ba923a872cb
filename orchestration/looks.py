"""What the archive says of the latest looks, for the operator: a night that brought nothing makes no release.

Belongs here: looks as they stand in the archive now. Does not belong here: showing them (`cchc status`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from scrapers.archive import Archive

_MOST_TOLD = 1_000
"""Of addresses that fail the first ones are told; how many there are is counted."""


@dataclass(frozen=True, slots=True)
class LatestLooks:
    """How many looks there are, when the last was, and for each address that fails now what it said.

    `amiss` counts the addresses whose last look gave no document, `last_good` tells for each source when it last gave
    one, None for never.
    """

    looks: int
    last_look: str | None
    failing: tuple[dict[str, str | None], ...]
    amiss: int = 0
    last_good: Mapping[str, str | None] = field(default_factory=dict)


def latest_looks(data_dir: Path) -> LatestLooks:
    """The looks of the archive under a data directory.

    Raises:
        ArchiveError: its files are damaged.
    """
    archive = Archive(data_dir / "archive")
    tallies = archive.tallies()
    amiss = archive.amiss()
    told = [
        {
            "source": look.source,
            "url": look.url,
            "outcome": look.outcome,
            "last_failed": look.looked_at,
            "message": look.message,
        }
        for look in islice(amiss, _MOST_TOLD)
    ]
    return LatestLooks(
        looks=sum(tally.looks for tally in tallies),
        last_look=max((tally.last_look for tally in tallies), default=None),
        failing=tuple(sorted(told, key=lambda row: (str(row["source"]), str(row["url"])))),
        amiss=len(told) + sum(1 for _ in amiss),
        last_good={tally.source: tally.last_accepted for tally in tallies},
    )
