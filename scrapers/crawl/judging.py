"""Whether an answer is the page that was asked for. Belongs here: that judgement. Does not belong here: fetching."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from http import HTTPStatus

from scrapers.archive.look import Look, Outcome
from scrapers.crawl.exchange import Answer
from scrapers.crawl.page import Link
from scrapers.crawl.plan import CrawlPlan


@dataclass(frozen=True, slots=True)
class Judgement:
    """`outcome` is None for a page to accept, else `reason` is one sentence; `media_type` is what was sniffed."""

    outcome: Outcome | None
    reason: str | None
    media_type: str


def judge(
    answer: Answer,
    link: Link,
    plan: CrawlPlan,
    before: Look | None = None,
    read: Callable[[str], bytes] | None = None,
    accepted: Collection[str] = (),
) -> Judgement:
    """What came of asking for a link: a page by its status alone."""
    if answer.status in (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION):
        return Judgement(None, None, "text/html")
    return Judgement("failed", f"{link.url} was not fetched: the server answered {answer.status}.", "text/html")
