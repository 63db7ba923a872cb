"""Asking a source's start pages once, to see whether they are as its description says.

Belongs here: the order of robots.txt, start pages and their redirects, with a pause before each request. Does not
belong here: the archive (nothing is kept), a night's manners (`night`), words for people.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from scrapers.crawl.address import check_address, host_within
from scrapers.crawl.body import Large
from scrapers.crawl.exchange import Answer, Exchange
from scrapers.crawl.judging import judge
from scrapers.crawl.limits import FetchError, Limits
from scrapers.crawl.list_judging import leads_nowhere
from scrapers.crawl.page import Link, Page
from scrapers.crawl.plan import CrawlPlan, Start
from scrapers.crawl.robots import Rules, origin_of, rules_of
from scrapers.crawl.systems import links_of
from scrapers.crawl.task import host_of
from scrapers.crawl.trust import Trust
from scrapers.crawl.wire import Watch


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a start page: `outcome` is `good`, else one of the archive's outcomes, with a sentence on why.

    `links` counts by kind what the page leads to; `next` are further pages of the list.
    """

    url: str
    status: int | None
    outcome: str
    why: str | None
    links: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether the page came, and leads to documents or lists where it is a list."""
        return self.outcome == "good"


def check_live(plan: CrawlPlan, limits: Limits, sleep: Callable[[float], None] = time.sleep) -> Iterator[Checked]:
    """Asks for each start page of a plan, one request at a time, after its host's robots.txt."""
    with Watch() as watch:
        asked = _Asked(plan, limits, watch, sleep)
        try:
            for start in plan.start:
                yield asked.check(start)
        finally:
            asked.close()


class _Asked:
    """What is known of the hosts that were asked: connections, rules, when they may be asked again."""

    def __init__(self, plan: CrawlPlan, limits: Limits, watch: Watch, sleep: Callable[[float], None]) -> None:
        self._plan = plan
        self._limits = limits
        self._watch = watch
        self._sleep = sleep
        self._trust = Trust(limits)
        self._large = Large(limits.large_at_once)
        self._exchanges: dict[str, Exchange] = {}
        self._rules: dict[str, Rules] = {}

    def check(self, start: Start) -> Checked:
        try:
            answer = self._followed(start.url)
        except FetchError as error:
            return Checked(start.url, error.http_status, "failed", str(error))
        link = Link(start.url, start.page_kind)
        judgement = judge(answer, link, self._plan)
        if judgement.outcome is not None:
            return Checked(start.url, answer.status, judgement.outcome, judgement.reason)
        page = Page(answer.url, answer.data, judgement.media_type, start.page_kind)
        kinds = ("next" if link.pages_on else link.page_kind for link in links_of(self._plan, start.system, page))
        links = dict(sorted(Counter(kinds).items()))
        if start.page_kind == "list" and not (links.keys() - {"next"}):
            return Checked(start.url, answer.status, "no links", leads_nowhere(start.url), links)
        return Checked(start.url, answer.status, "good", None, links)

    def close(self) -> None:
        for exchange in self._exchanges.values():
            exchange.close()

    def _followed(self, url: str) -> Answer:
        """The answer at the end of a page's redirects, each of which is permitted.

        Raises:
            FetchError: one sentence on why there is none.
        """
        here = url
        for _ in range(self._limits.max_redirects + 1):
            check_address(here)
            if not host_within(host_of(here), self._plan.hosts):
                raise FetchError(f"{url} was not fetched: it redirects to {here}, which is on no host of its source.")
            refusal = self._rules_of(origin_of(here)).refusal(here)
            if refusal is not None:
                raise FetchError(refusal)
            answer = self._ask(here, self._limits.max_page_bytes)
            if answer.location is None:
                return answer
            here = answer.location
        raise FetchError(f"{url} was not fetched: it redirects more than {self._limits.max_redirects} times.")

    def _rules_of(self, origin: str) -> Rules:
        if origin not in self._rules:
            self._rules[origin] = self._read_rules(f"{origin}/robots.txt")
        return self._rules[origin]

    def _read_rules(self, url: str) -> Rules:
        here = url
        try:
            for _ in range(self._limits.max_redirects + 1):
                answer = self._ask(here, self._limits.max_robots_bytes)
                if answer.location is None:
                    return rules_of(answer)
                check_address(answer.location)
                if not host_within(host_of(answer.location), self._plan.hosts):
                    raise FetchError(f"{url} redirects to {answer.location}, which is on no host of its source.")
                here = answer.location
        except FetchError as error:
            return rules_of(error)
        return Rules(fault=f"{url} redirects too often.")

    def _ask(self, url: str, max_bytes: int) -> Answer:
        """One request, behind the pause that the host wants."""
        host = host_of(url)
        exchange = self._exchanges.get(host)
        if exchange is None:
            exchange = self._exchanges[host] = Exchange(host, self._limits, self._watch, self._trust, self._large)
        else:
            self._sleep(self._pause(host))
        try:
            return exchange.ask(url, {}, max_bytes=max_bytes)
        finally:
            exchange.forget_large()

    def _pause(self, host: str) -> float:
        """Seconds before the next request to a host.

        Raises:
            FetchError: its robots.txt wants longer ones than are kept.
        """
        wanted = max((rules.crawl_delay for at, rules in self._rules.items() if host_of(at) == host), default=0.0)
        if wanted > self._limits.max_crawl_delay_seconds:
            raise FetchError(f"{host} is left alone: its robots.txt asks for {wanted:g} seconds between requests.")
        return max(self._plan.delay_seconds, self._limits.delay_seconds, wanted)
