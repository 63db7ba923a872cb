"""The records that tell of sources and of looks at them, beside those that readers write.

Belongs here: one frozen dataclass each. Does not belong here: what is read from a capture (`scrapers.records`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRecord:
    """One look at a source, also one that found nothing; the only record that holds a fetch time.

    `read_as` is the capture whose records stand for what came: its own, an earlier one's where nothing changed that a
    reader of a release sees, None where nothing of it is read (a list, no page, a suspect one).
    """

    look_id: str
    source: str
    url: str
    looked_at: str
    method: str
    outcome: str
    http_status: int | None
    capture_id: str | None
    media_type: str | None
    bytes: int | None
    file_name: str | None
    message: str | None
    page_kind: str | None
    run_id: str | None
    found_on: str | None
    read_as: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """A source as described: who publishes it, under which terms, how often it is asked; bundled, live or manual."""

    source: str
    name_vi: str
    name_en: str
    publisher: str
    licence: str
    language: str
    kind: str
    cadence: str
