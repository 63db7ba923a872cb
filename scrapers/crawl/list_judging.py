"""Whether a list still leads to what its source describes: told by its links, and by those that it last had.

Belongs here: that judgement, as a function of counts and bytes. Does not belong here: what an answer is in itself
(`judging`), finding links (`systems`), what follows from a judgement (`taking`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from scrapers.archive.look import Rejected
from scrapers.crawl.plan import CrawlPlan, Dates

LEAST_COMPARED = 4
"""Links below which a list is too short to have lost half of them."""
LEAST_KEPT = 0.5
"""A list with less than this part of the links that it had is suspect: its pages were made anew, or it was emptied."""


@dataclass(frozen=True, slots=True)
class Then:
    """The last good capture of a list: its links, and the day."""

    links: int
    day: str


def form_of(plan: CrawlPlan) -> CrawlPlan:
    """The plan by which links are counted: by their form alone, since words and days tell of the news, not the list."""
    return replace(plan, about=(), dates=Dates()) if plan.about or plan.dates != Dates() else plan


def list_doubt(url: str, links: int, then: Then | None, *, is_start: bool) -> tuple[Rejected, str] | None:
    """What is wrong with a list that leads to so many pages.

    A start page must lead on whatever was before. A further page of a list may be empty, for it may lie beyond the end.
    """
    if then is not None and (links == 0 < then.links or links < LEAST_KEPT * then.links >= LEAST_KEPT * LEAST_COMPARED):
        return "suspect", f"{url} leads to {links:,} pages of its source and led to {then.links:,} on {then.day}."
    if links == 0 and is_start:
        return "suspect", leads_nowhere(url)
    return None


def leads_nowhere(url: str) -> str:
    """The sentence on a list without links."""
    return f"{url} leads to no document: its links or words are not as the source describes them."
