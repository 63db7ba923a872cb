"""A night's crawl: workers that ask hosts whose turn has come, until nothing is left to be asked tonight.

Belongs here: beginning, workers, stopping. Does not belong here: what one turn does (`asking`), whose turn it is
(`turns`), what is known and due (`frontier`).
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime

from scrapers.archive import ArchiveError, ArchiveWriter, Look
from scrapers.crawl.address import host_within
from scrapers.crawl.asking import Asker
from scrapers.crawl.body import Large
from scrapers.crawl.budgets import Before, Budgets
from scrapers.crawl.counts import HostCounts, NightCounts, SourceCounts, Tally
from scrapers.crawl.exchange import IDLE_SECONDS, Exchange
from scrapers.crawl.frontier import Frontier
from scrapers.crawl.hosts import Host
from scrapers.crawl.limits import Again, Limits
from scrapers.crawl.manners import Manners
from scrapers.crawl.page import Link
from scrapers.crawl.source import Source
from scrapers.crawl.systems.canonical import canonical
from scrapers.crawl.taking import Taker
from scrapers.crawl.task import Waiting, host_of
from scrapers.crawl.trust import Trust
from scrapers.crawl.turns import Turns
from scrapers.crawl.wire import Watch

_PROGRESS_SECONDS = 10.0
_LOOK_UP_SECONDS = 0.1
_GRACE_SECONDS = 3.0  # that answers under way have to come in when a night is stopped


def crawl(
    plans: Sequence[Source],
    writer: ArchiveWriter,
    frontier: Frontier,
    limits: Limits,
    now: Callable[[], datetime],
    rng: random.Random,
    stop: threading.Event | None = None,
    accepted: Collection[tuple[str, str]] = (),
    again: Again | None = None,
    known: Collection[str] | None = None,
) -> NightCounts:
    """Asks for all that is due of these sources and for what it leads to; on return all looks are durable.

    A run that was broken off goes on if it is called again with a writer of the same run.

    Args:
        now: the time of a look, with its time zone.
        rng: chance, for the length of rests.
        stop: set to end the night early; what was not asked waits for another one.
        accepted: captures that an operator accepts whatever is thought of them, each with its address.
        again: known pages to ask although they are not due.
        known: all sources that there are, also those that rest tonight: pages of others are taken over. None for no
            such knowledge.

    Raises:
        ArchiveError, FrontierError: a look or a page could not be kept; what is durable stays so.
    """
    with Watch() as watch:
        night = Night(plans, writer, frontier, limits, now, watch, stop or threading.Event())
        night.begin(rng, accepted, again, known)
        night.work()
        return night.counts()


class Night:
    """The state of one night that all workers share."""

    def __init__(
        self,
        sources: Sequence[Source],
        writer: ArchiveWriter,
        frontier: Frontier,
        limits: Limits,
        now: Callable[[], datetime],
        watch: Watch,
        stop: threading.Event,
    ) -> None:
        self._plans = {source.code: source.plan for source in sources if source.plan is not None}
        self._writer = writer
        self._frontier = frontier
        self._limits = limits
        self._now = now
        self._watch = watch
        self._stop = stop
        self._begun = time.monotonic()
        self._stopped: str | None = None
        self._crash: BaseException | None = None
        self._hosts: dict[str, Host] = {}
        self._hosts_lock = threading.Lock()
        self._trust = Trust(limits)
        self._large = Large(limits.large_at_once)
        self._tally = Tally()
        self._groups: dict[str, str] = {}
        self._turns = Turns(self._is_over, group_of=self._group_of)

    def begin(
        self,
        rng: random.Random,
        accepted: Collection[tuple[str, str]],
        again: Again | None,
        known: Collection[str] | None,
    ) -> None:
        """Marks what is due, or takes up a run that was broken off."""
        today = self._now()
        run_id = self._writer.run_id or today.isoformat()
        if known is not None:
            self._take_over(known)
        begun = self._frontier.begin(run_id, today.astimezone(UTC).date(), self._plans, self._limits)
        if begun:
            self._frontier.done_before(self._writer.archive.asked_in(run_id))
        self._begin_with_starts()
        if again is not None:
            self._frontier.make_due(self._plans, again)
        stood = self._frontier
        before = Before(stood.asked(), stood.lists_asked(), stood.asked_of_lists(), stood.known_waiting())
        self._budgets = Budgets(self._plans, self._limits, before)
        taker = Taker(
            self._writer,
            self._frontier,
            self._plans,
            self._limits,
            self._tally,
            self._now,
            self._wake,
            accepted,
        )
        self._asker = Asker(
            plans=self._plans,
            limits=self._limits,
            budgets=self._budgets,
            taker=taker,
            clock=self._now,
            rng=rng,
            is_over=self._is_over,
            host=self._host,
            wake=self._wake,
        )
        self._writer.after_commit = self._durable

    def _take_over(self, known: Collection[str]) -> None:
        """Known pages of sources that are gone go to the source that describes their host most closely."""
        for host in self._frontier.let_go({*known, *self._plans}):
            heirs = [
                (len(covering), code)
                for code, plan in self._plans.items()
                for covering in plan.hosts
                if host_within(host, (covering,))
            ]
            if heirs:
                _, code = max(heirs)
                self._frontier.inherit(host, code, self._plans[code].system)

    def _begin_with_starts(self) -> None:
        for code, plan in sorted(self._plans.items()):
            links = (Link(canonical(start.url, start.url) or start.url, start.page_kind) for start in plan.start)
            self._frontier.keep_starts(code, zip(links, (start.system for start in plan.start), strict=True))

    def work(self) -> None:
        """Has workers ask until nothing is left, the night's bounds are reached or it is stopped."""
        for name in self._frontier.hosts():
            self._wake(name)
        workers = [
            threading.Thread(target=self._work, name=f"cchc-crawl-{number}") for number in range(self._limits.workers)
        ]
        for worker in workers:
            worker.start()
        try:
            self._oversee(workers)
        except BaseException as error:
            self._crash = self._crash or error
        while left := [worker for worker in workers if worker.is_alive()]:
            self._watch.cut_all()
            left[0].join(_LOOK_UP_SECONDS)
        try:
            self._writer.commit()
        except ArchiveError as error:
            self._crash = self._crash or error
        finally:
            self._writer.after_commit = None
        if self._crash is not None:
            raise self._crash

    def counts(self) -> NightCounts:
        """What was done, and what waits."""
        waiting = self._frontier.waiting()
        return NightCounts(
            sources={
                code: SourceCounts(dict(self._tally.outcomes.get(code, {})), waiting.get(code, 0))
                for code in self._plans
            },
            hosts={
                name: HostCounts(host.manners.requests, host.manners.faults, host.manners.left_alone)
                for name, host in sorted(self._hosts.items())
            },
            stopped=self._stopped,
        )

    def _oversee(self, workers: Sequence[threading.Thread]) -> None:
        told = self._begun
        cut_at = float("inf")
        while left := [worker for worker in workers if worker.is_alive()]:
            left[0].join(_LOOK_UP_SECONDS)
            moment = time.monotonic()
            if moment - told >= _PROGRESS_SECONDS:
                told = moment
                self._tally.progress(moment - self._begun, self._budgets.requests)
            if self._is_over():
                cut_at = min(cut_at, moment + _GRACE_SECONDS)
            if moment >= cut_at:
                self._watch.cut_all()

    def _work(self) -> None:
        try:
            while (name := self._turns.take()) is not None:
                host = self._host(name)
                has_more = self._asker.turn(host)
                if not has_more or host.manners.pause >= IDLE_SECONDS:
                    host.exchange.close()
                manners = host.manners
                self._turns.give_back(name, manners.ready_at, has_more=has_more, free_at=manners.paused_until)
        except BaseException as error:  # told by the thread that joins
            self._crash = self._crash or error

    def _is_over(self) -> bool:
        if self._crash is not None or self._stopped is not None:
            return True
        bound = self._limits.max_seconds
        if self._stop.is_set():
            self._stopped = "it was stopped"
        elif self._budgets.spent is not None:
            self._stopped = self._budgets.spent
        elif bound is not None and time.monotonic() - self._begun > bound:
            self._stopped = f"{bound:g} seconds have passed"
        return self._stopped is not None

    def _host(self, name: str) -> Host:
        host = self._hosts.get(name)
        if host is not None:
            return host
        with self._hosts_lock:
            return self._hosts.setdefault(name, self._new_host(name))

    def _group_of(self, name: str) -> str:
        """The broadest host of a source that covers a name: its subdomains are likely to be one machine."""
        if name not in self._groups:
            hosts = [host for plan in self._plans.values() for host in plan.hosts if host_within(name, (host,))]
            self._groups[name] = min(hosts, key=lambda host: (len(host), host), default=name)
        return self._groups[name]

    def _new_host(self, name: str) -> Host:
        delays = [plan.delay_seconds for plan in self._plans.values() if host_within(name, plan.hosts)]
        exchange = Exchange(name, self._limits, self._watch, self._trust, self._large)
        manners = Manners(name, self._limits, max(delays, default=0.0))
        rest = self._frontier.rests_until(name) - self._now().timestamp()
        if rest > 0:
            manners.hold(time.monotonic(), rest)
        return Host(name, manners, exchange, self._load)

    def _load(self, host: str, taken: Collection[str], left: Collection[tuple[str, str]], count: int) -> list[Waiting]:
        """The next pages of a host; those that are no longer on a host of their source are forgotten."""
        budgets = self._budgets
        while True:
            spent = (tuple(budgets.spent_shares), tuple(budgets.spent_lists))
            found = self._frontier.to_ask(host, taken, *spent, left, count)
            pages = [page for page in found if host_within(host, self._plans[page.source].hosts)]
            if pages or not found:
                return pages
            self._frontier.forget(found)

    def _wake(self, name: str) -> None:
        self._turns.wake(name, self._host(name).manners.ready_at)

    def _durable(self, looks: Sequence[Look]) -> None:
        self._frontier.done(looks)
        for look in looks:
            self._host(host_of(look.url)).taken.discard(look.url)
