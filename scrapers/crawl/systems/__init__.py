"""Finding the links of a page. Belongs here: `links_of`. Does not belong here: fetching, judging or reading pages."""

from __future__ import annotations

from scrapers.crawl.page import Link, Page
from scrapers.crawl.plan import CrawlPlan, System


def links_of(plan: CrawlPlan, system: System, page: Page) -> tuple[Link, ...]:
    """None."""
    return ()
