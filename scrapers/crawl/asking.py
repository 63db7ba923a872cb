"""One turn of a host: a request, and what follows from its answer: the next hop, another try, or the end of a page.

Belongs here: the order of permission, request, retry and redirect. Does not belong here: pauses (`manners`), whose
turn it is (`turns`), HTTP (`exchange`), what is kept (`taking`). Nothing sleeps here: what has to wait goes back to its
host.
"""

from __future__ import annotations

import logging
import random
import sqlite3
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from scrapers.archive import ArchiveError
from scrapers.crawl.address import check_address, host_within
from scrapers.crawl.budgets import Budgets
from scrapers.crawl.counts import tell_host
from scrapers.crawl.exchange import Answer
from scrapers.crawl.frontier_table import FrontierError
from scrapers.crawl.hosts import Host
from scrapers.crawl.limits import FetchError, Limits, PassingFetchError
from scrapers.crawl.manners import fault_of
from scrapers.crawl.plan import CrawlPlan
from scrapers.crawl.robots import MAX_HOPS, Rules, rules_of
from scrapers.crawl.taking import Taker
from scrapers.crawl.task import RobotsTask, Task, host_of

_LOG = logging.getLogger("cchc.crawl")
_POST_BECOMES_GET = (301, 302, 303)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Asks hosts, from any thread, one thread a host. `host` gives a host by its name, `wake` has its turn come."""

    plans: Mapping[str, CrawlPlan]
    limits: Limits
    budgets: Budgets
    taker: Taker
    clock: Callable[[], datetime]
    rng: random.Random
    is_over: Callable[[], bool]
    host: Callable[[str], Host]
    wake: Callable[[str], None]

    def turn(self, host: Host) -> bool:
        """Asks a host for one thing, after all that is settled without asking; whether it may have more."""
        while not self.is_over():
            task = host.next()
            if task is None:
                return False
            if self._asks(host, task):
                return True
        return False

    def _asks(self, host: Host, task: Task | RobotsTask) -> bool:
        """Whether a request was sent for it. What nobody thought of is told as a failure and ends no night.

        Raises:
            ArchiveError, FrontierError, sqlite3.Error, OSError: what came could not be kept.
        """
        try:
            return self._asks_robots(host, task) if isinstance(task, RobotsTask) else self._asks_page(host, task)
        except (ArchiveError, FrontierError, sqlite3.Error, OSError):
            raise
        except Exception as error:
            _LOG.exception("Asking for %s failed.", task.here)
            host.manners.broke_off(time.monotonic())
            fault = f"{task.here} was not fetched: its answer could not be dealt with ({type(error).__name__})."
            if isinstance(task, RobotsTask):
                self._learn(task, Rules(fault=fault))
            else:
                self.taker.fail(task.page, fault)
            return True

    def _asks_page(self, host: Host, task: Task) -> bool:
        """Whether a request was sent for it."""
        if (closed := host.closed(task.here)) is not None:
            self._leave(host, task, *closed)
            return False
        if (refusal := host.refusal(task.here)) is not None:
            self.taker.refuse(task.page, refusal) if not task.begun else self.taker.fail(task.page, refusal)
            return False
        if not task.begun and not self._begin(host, task):
            return False
        self.budgets.request()
        try:
            answer = host.exchange.ask(task.here, task.conditions, task.form)
            self._settle(host, task, answer, fault_of(answer, self.clock()))
        except PassingFetchError as error:
            self._settle(host, task, None, error)
        except FetchError as error:
            host.manners.answered(time.monotonic())
            self.taker.fail(task.page, str(error), error.http_status)
        finally:
            host.exchange.forget_large()
        return True

    def _settle(self, host: Host, task: Task, answer: Answer | None, fault: PassingFetchError | None) -> None:
        at = time.monotonic()
        if fault is not None:
            again = self._shall_try_again(host, task, fault, at)
            if again is None:
                return
            if again:
                host.put_back(task)
            elif answer is not None:
                self.taker.take(task, answer, self._told_left_alone(host, task))
            else:
                remark = self._told_left_alone(host, task)
                self.taker.fail(task.page, f"{fault} {remark}" if remark else str(fault), fault.http_status)
        elif answer is not None:
            was_left_alone = host.manners.left_alone is not None
            host.manners.answered(at, answer.status)
            if host.manners.left_alone is not None and not was_left_alone:
                tell_host(host.name, host.manners.left_alone)
            self.budgets.received(len(answer.data))
            if answer.location is None:
                self.taker.take(task, answer)
            elif (refusal := self._moved(task, answer, answer.location)) is not None:
                self.taker.fail(task.page, refusal, answer.status)

    def _told_left_alone(self, host: Host, task: Task) -> str | None:
        """The sentence that goes with a page over which its host came to be left alone."""
        if (remark := host.told_left_alone()) is not None:
            host.left.add((task.page.source, "http"))
        return remark

    def _leave(self, host: Host, task: Task, beginning: str, why: str) -> None:
        """A page that cannot be asked tonight fails if it was begun or is the first of its kind; else it waits."""
        kind = (task.page.source, beginning)
        if task.begun or kind not in host.left:
            host.left.add(kind)
            self.taker.fail(task.page, why)

    def _begin(self, host: Host, task: Task) -> bool:
        """The first time that a page is taken up; False where it is left for another night."""
        page = task.page
        if not self.budgets.admit(page):
            host.taken.discard(page.address)
            return False
        if page.form is not None:
            task.form = self.taker.frontier.renewed(page).form
        self.taker.prepare(task)
        task.begun = True
        return True

    def _moved(self, task: Task, answer: Answer, goal: str) -> str | None:
        """Has a redirect followed in the turn of its own host; the sentence that tells why it is not, if so."""
        if task.hops >= self.limits.max_redirects:
            return f"{task.page.url} was not fetched: it redirects more than {self.limits.max_redirects} times."
        try:
            check_address(goal)
        except FetchError as error:
            return f"{task.page.url} was not fetched: it redirects to no page. {error}"
        if not host_within(host_of(goal), self.plans[task.page.source].hosts):
            return f"{task.page.url} was not fetched: it redirects to {goal}, which is on no host of its source."
        task.here = goal
        task.hops += 1
        if answer.status in _POST_BECOMES_GET:
            task.form = None
        self._hand(task)
        return None

    def _hand(self, task: Task | RobotsTask) -> None:
        goal = self.host(host_of(task.here))
        goal.hand(task)
        self.wake(goal.name)

    def _shall_try_again(self, host: Host, task: Task | RobotsTask, fault: PassingFetchError, at: float) -> bool | None:
        """Whether a task has another try; None where the night is over and it must not count as failed."""
        was_left_alone = host.manners.left_alone is not None
        host.manners.failed(at, fault, self.rng)
        if fault.retry_after:
            rest = min(fault.retry_after, self.limits.max_rest_seconds)
            self.taker.frontier.rest(host.name, self.clock().timestamp() + rest)
        if host.manners.left_alone is not None and not was_left_alone:
            tell_host(host.name, host.manners.left_alone)
        if self.is_over() and fault.http_status is None:
            return None
        task.tries += 1
        return host.manners.left_alone is None and task.tries < self.limits.max_tries

    def _asks_robots(self, host: Host, task: RobotsTask) -> bool:
        """Whether a request was sent for it."""
        if (remark := host.told_left_alone()) is not None:
            self._learn(task, Rules(fault=remark))
            return False
        self.budgets.request()
        try:
            answer = host.exchange.ask(task.here, {}, max_bytes=self.limits.max_robots_bytes)
            fault = fault_of(answer, self.clock())
        except PassingFetchError as error:
            fault = error
        except FetchError as error:
            self._learn(task, rules_of(error))
            host.manners.answered(time.monotonic())
            return True
        at = time.monotonic()
        if fault is not None:
            again = self._shall_try_again(host, task, fault, at)
            if again:
                host.put_back(task)
            elif again is not None:
                self._learn(task, rules_of(fault))
            return True
        self._read_robots(task, answer)
        host.manners.answered(at)
        return True

    def _read_robots(self, task: RobotsTask, answer: Answer) -> None:
        if answer.location is None:
            self._learn(task, rules_of(answer))
            return
        try:
            check_address(answer.location)
        except FetchError as error:
            self._learn(task, rules_of(error))
            return
        if not any(host_within(host_of(answer.location), plan.hosts) for plan in self.plans.values()):
            fault = f"{task.origin}/robots.txt redirects to {answer.location}, which is on no host of any source."
            self._learn(task, Rules(fault=fault))
            return
        if task.hops >= MAX_HOPS:
            self._learn(task, Rules(fault=f"{task.origin}/robots.txt redirects more than {MAX_HOPS} times."))
            return
        task.here = answer.location
        task.hops += 1
        self._hand(task)

    def _learn(self, task: RobotsTask, rules: Rules) -> None:
        home = self.host(task.home)
        was_left_alone = home.manners.left_alone is not None
        home.learn(task.origin, rules)
        if home.manners.left_alone is not None and not was_left_alone:
            tell_host(home.name, home.manners.left_alone)
        self.wake(home.name)
