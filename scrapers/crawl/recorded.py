"""Which recorded pages stand for a source: those that its tests and `cchc sources check` hold its plan against.

Belongs here: their names. Does not belong here: the pages, which stand with the tests.
"""

from __future__ import annotations

from scrapers.crawl.source import Source
from scrapers.crawl.source_table import ROLES, TABLE


def recorded_pages(source: Source) -> tuple[str, ...]:
    """The folders of a source's recorded pages: its own, or those of its template and the systems of its hosts."""
    if source.plan is None:
        return ()
    if not source.described_in.startswith(TABLE):
        return (source.code,)
    role = next(role for role in ROLES if source.code.startswith(f"{role.replace('_', '-')}-"))
    systems = {start.system for start in source.plan.start} or {source.plan.system}
    return tuple(f"{role}.{system}" for system in sorted(systems))
