"""One oddity of print before it has its provenance.

Belongs here: `Oddity` and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from scrapers.documents.model import Locator
from scrapers.records import Severity


@dataclass(frozen=True, slots=True)
class Oddity:
    """What is odd, where, and what one would rather find there."""

    kind: str
    severity: Severity
    place: Locator
    expected: str | None
    found: str | None
    message: str
