"""The end of a night: what its operator is told, and what became of the telling.

Belongs here: gathering what the message needs. Does not belong here: its words (`night_message`), its sending
(`alerting`), the calendar (`publication_calendar`).
"""

from __future__ import annotations

from datetime import datetime

from orchestration.journal import Entry
from orchestration.paths import DataPaths
from orchestration.settings import Settings


def told_to_operator(paths: DataPaths, settings: Settings, entry: Entry, killed: Entry | None, now: datetime) -> Entry:
    """The entry with what is overdue, and with what became of the message."""
    return entry
