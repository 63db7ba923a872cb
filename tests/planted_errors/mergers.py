"""Which provinces went into one in 2025.

Belongs here: mergers, as the project's list of units has them. Does not belong here: what is done with them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

_UNITS = Path(__file__).resolve().parents[2] / "scrapers" / "vocabulary" / "units.csv"


@cache
def constituents() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names of provinces of 2025 that were made of several, each with the names of those; both are of one name."""
    with _UNITS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "province"]
    names = {row["unit_key"]: row["canonical_name"] for row in rows}
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["geography"] == "63-2008" and row["valid_to"] and row["successor_unit_key"] in names:
            found[names[row["successor_unit_key"]]].add(row["canonical_name"])
    mergers = sorted((name, parts) for name, parts in found.items() if len(parts) > 1 and name in parts)
    return tuple((name, tuple(sorted(parts))) for name, parts in mergers)
