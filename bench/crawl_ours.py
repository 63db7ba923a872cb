"""Our crawler on the made-up web, with everything that a night has but delays.

Belongs here: the plan and the limits. Does not belong here: measuring (`crawl`). Every look is on disk, synced, before
its page counts as asked; the frontier is on disk too.
"""

from __future__ import annotations

import argparse
import random
from datetime import UTC, datetime
from pathlib import Path

from bench.crawl_pages import DOCUMENT, LIST, Web
from scrapers.archive import Archive
from scrapers.crawl.frontier import Frontier
from scrapers.crawl.limits import Limits
from scrapers.crawl.night import crawl
from scrapers.crawl.plan import CrawlPlan, Start
from scrapers.crawl.source import Expected, Source

NO_BOUND = 10**9


def portal(web: Web, host: int, port: int) -> Source:
    """A host as a source of its own."""
    name = web.address(host)
    plan = CrawlPlan(
        system="plain",
        hosts=(name,),
        start=(Start(url=f"http://{name}:{port}/", page_kind="list", system="plain"),),
        documents=(DOCUMENT,),
        lists=(LIST,),
        max_pages=NO_BOUND,
        max_list_pages=NO_BOUND,
    )
    return Source(
        code=f"portal_{host:03}",
        name_vi="Cổng thử",
        name_en="Made-up portal",
        publisher="bench",
        licence="none",
        language="vi",
        kind="live",
        cadence="daily",
        expected=Expected(universe=None, min_records=0, max_records=None),
        last_verified=None,
        tables=None,
        plan=plan,
        notes=None,
    )


def main() -> None:
    """Crawls everything that is served."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--pages", type=int, required=True)
    parser.add_argument("--hosts", type=int, required=True)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    web = Web.of(given.pages, given.hosts)
    portals = [portal(web, host, given.port) for host in range(web.hosts)]
    limits = Limits(delay_seconds=0, max_requests=NO_BOUND, allow_private=True)
    with (
        Archive(given.data / "archive").writer("crawl", run_id="bench") as writer,
        Frontier(given.data / "frontier.sqlite") as frontier,
    ):
        crawl(portals, writer, frontier, limits, lambda: datetime.now(UTC), random.Random(0))  # noqa: S311


if __name__ == "__main__":
    main()
