"""What a night brought, from what its assets tell.

Belongs here: the way from the assets' metadata to the journal. Does not belong here: counting (`looks`, the assets).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from orchestration.journal import Doubt, SourceCounts
from orchestration.runs import Report
from orchestration.settings import CONTACT_VARIABLE
from scrapers.archive import Look
from scrapers.reading import SourceReading

Made = Mapping[str, Mapping[str, Any]]
"""The metadata of each asset that was made, by its name."""

NO_CONTACT = (
    f"Live sources were not asked: no contact is set. Set {CONTACT_VARIABLE} (or `contact` in cchc.toml) to an address "
    "that the sites can write to."
)
"""What is said of a night over the bundled tables alone."""

_OUTCOMES = ("new", "unchanged", "suspect", "failed")


def report_of(made: Made, latest: str | None = None) -> Report:
    """The report of a run that went well.

    Args:
        latest: the version that stays the latest where none was made.
    """
    captured, read, release = (made.get(asset, {}) for asset in ("captures", "records", "release"))
    return Report(
        outcome="released" if release.get("is_new") else "unchanged",
        version=str(release["version"]) if "version" in release else latest,
        sources={code: SourceCounts(**counts) for code, counts in captured.get("sources", {}).items()},
        suspects=tuple(Doubt(**suspect) for asset in (captured, read) for suspect in asset.get("suspects", [])),
        failures=_failures(captured) + _failures(read),
        left_out=captured.get("left_alone", {}),
        message=captured.get("stopped") or None,
    )


def with_note(report: Report, note: str) -> Report:
    """The report with a sentence more in its message."""
    return replace(report, message=f"{report.message} {note}" if report.message else note)


def metadata_of_readings(readings: Sequence[SourceReading]) -> dict[str, Any]:
    """What the records asset tells of the readings of all sources."""
    return {
        "captures_read": sum(reading.read for reading in readings),
        "captures_kept": sum(reading.kept for reading in readings),
        "figures": sum(reading.rows["figure"] for reading in readings),
        "suspects": [
            {
                "source": reading.source,
                "url": suspect.url,
                "reason": f"expected {suspect.expected}, found {suspect.found}",
            }
            for reading in readings
            for suspect in reading.suspects
        ],
        "failures": {reading.source: reading.failed for reading in readings if reading.failed is not None},
    }


def _failures(asset: Mapping[str, Any]) -> tuple[Doubt, ...]:
    return tuple(Doubt(source=source, reason=reason) for source, reason in asset.get("failures", {}).items())


def count_looks(looks: Iterable[Look]) -> dict[str, SourceCounts]:
    """The looks of a run by source; what came and is no document (stub, login …) is `other`."""
    counted: dict[str, dict[str, int]] = {}
    for look in looks:
        counts = counted.setdefault(look.source, dict.fromkeys(("asked", *_OUTCOMES, "other"), 0))
        counts["asked"] += 1
        counts[look.outcome if look.outcome in _OUTCOMES else "other"] += 1
    return {source: SourceCounts(**counts) for source, counts in sorted(counted.items())}
