"""The time of Hanoi, in which pages are dated and days are told.

Belongs here: that offset, which has not changed since 1975. Does not belong here: clocks.
"""

from __future__ import annotations

from datetime import timedelta, timezone

HANOI = timezone(timedelta(hours=7))
