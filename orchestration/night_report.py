"""What a night brought, from what its assets tell.

Belongs here: the way from the assets' metadata to the journal. Does not belong here: counting (`looks`, the assets).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from orchestration.journal import SourceCounts
from orchestration.runs import Report
from scrapers.archive import Look

Made = Mapping[str, Mapping[str, Any]]
"""The metadata of each asset that was made, by its name."""

_OUTCOMES = ("new", "unchanged", "suspect", "failed")


def report_of(made: Made, latest: str | None = None) -> Report:
    """The report of a run that went well.

    Args:
        latest: the version that stays the latest where none was made.
    """
    captured = made.get("captures", {})
    release = made.get("release", {})
    return Report(
        outcome="released" if release.get("is_new") else "unchanged",
        version=str(release["version"]) if "version" in release else latest,
        sources={code: SourceCounts(asked=new, new=new) for code, new in captured.get("by_source", {}).items() if new},
    )


def count_looks(looks: Iterable[Look]) -> dict[str, SourceCounts]:
    """The looks of a run by source; what came and is no document (stub, login …) is `other`."""
    counted: dict[str, dict[str, int]] = {}
    for look in looks:
        counts = counted.setdefault(look.source, dict.fromkeys(("asked", *_OUTCOMES, "other"), 0))
        counts["asked"] += 1
        counts[look.outcome if look.outcome in _OUTCOMES else "other"] += 1
    return {source: SourceCounts(**counts) for source, counts in sorted(counted.items())}
