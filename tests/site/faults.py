"""Faults."""

from __future__ import annotations

from tests.site.hosts import Row


def faulty() -> tuple[Row, ...]:
    return ()
