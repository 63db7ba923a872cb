"""What an answer becomes: a look in the archive, and links in the frontier.

Belongs here: judging, following links, writing, in the order that survives a kill: links first. Does not belong here:
asking (`night`), what makes a page one (`judging`), which links a page has (`systems`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import cast

from scrapers.archive import ArchiveWriter, Look, Rejected
from scrapers.crawl.address import check_address, host_within
from scrapers.crawl.counts import Tally, tell_page
from scrapers.crawl.exchange import USABLE, Answer
from scrapers.crawl.frontier import Frontier
from scrapers.crawl.judging import Judgement, judge, was_accepted
from scrapers.crawl.limits import FetchError, Limits
from scrapers.crawl.list_judging import Then, form_of, list_doubt
from scrapers.crawl.page import Link, Page
from scrapers.crawl.plan import CrawlPlan
from scrapers.crawl.systems import links_of
from scrapers.crawl.systems.bounds import unread
from scrapers.crawl.task import Task, Waiting, host_of

_LOG = logging.getLogger("cchc.crawl")
_WITH_BYTES = (*USABLE, HTTPStatus.NO_CONTENT)


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes answers in, from any thread. `wake` is told of hosts that have more to be asked."""

    writer: ArchiveWriter
    frontier: Frontier
    plans: Mapping[str, CrawlPlan]
    limits: Limits
    tally: Tally
    clock: Callable[[], datetime]
    wake: Callable[[str], None]
    accepted: Collection[tuple[str, str]] = ()

    def prepare(self, task: Task) -> None:
        """Finds what was there before, and how to ask whether it has changed.

        A POST has no condition, nor has a page whose bytes were lost: they are to come again.
        """
        archive = self.writer.archive
        task.before = archive.latest(task.page.address)
        if task.before is not None and task.form is None and archive.has(task.before.capture_id or ""):
            stored = {name.lower(): value for name, value in archive.http_headers(task.page.address)}
            known = {"If-None-Match": stored.get("etag"), "If-Modified-Since": stored.get("last-modified")}
            task.conditions = {name: value for name, value in known.items() if value}

    def take(self, task: Task, answer: Answer, remark: str | None = None) -> None:
        """The last answer to a task, redirects and retries behind it; `remark` is told with it."""
        page, plan = task.page, self.plans[task.page.source]
        if answer.status == HTTPStatus.NOT_MODIFIED and task.before is not None and task.conditions:
            self._unchanged(page, task.before, answer)
            return
        judgement = self._judged(task, answer, plan)
        if judgement.outcome is None:
            judgement = self._followed(task, answer, plan, judgement)
        moved = f"Redirected to {answer.url}" if answer.url != page.url else None
        message = ". ".join(filter(None, (moved, judgement.reason))) or None
        message = " ".join(filter(None, (message, remark))) or None
        outcome = judgement.outcome
        if outcome == "failed" or (outcome == "suspect" and answer.status not in _WITH_BYTES):
            self.fail(page, message or "", answer.status, suspect=outcome == "suspect")
            return
        self._told(
            page,
            self.writer.add_response(
                page.address,
                answer.status,
                answer.headers,
                answer.data,
                self.clock(),
                source=page.source,
                outcome=cast(Rejected | None, outcome),
                page_kind=page.page_kind,
                found_on=page.found_on,
                message=message,
                request=answer.sent,
            ),
        )

    def refuse(self, page: Waiting, message: str) -> None:
        """robots.txt does not permit a page, for which nothing was sent."""
        self.frontier.refused(page)
        self.fail(page, message)

    def fail(self, page: Waiting, message: str, status: int | None = None, *, suspect: bool = False) -> None:
        """Nothing came that could be kept."""
        look = self.writer.add_failure(
            page.address,
            self.clock(),
            message,
            status,
            source=page.source,
            outcome="suspect" if suspect else "failed",
            page_kind=page.page_kind,
            found_on=page.found_on,
        )
        self._told(page, look)

    def _unchanged(self, page: Waiting, before: Look, answer: Answer) -> None:
        if page.page_kind == "list" or not page.known:  # its links may be unknown here: the frontier can be lost
            data = self.writer.archive.read(before.capture_id or "")
            media_type = before.media_type or "text/html"
            self._follow(page, answer.url, data, media_type)
            came = Page(answer.url, data, media_type, page.page_kind)
            doubt = self._list_doubt(page, self.plans[page.source], came, None)
            if doubt is not None and (page.address, before.capture_id) not in self.accepted:
                self.fail(page, doubt[1], answer.status, suspect=True)
                return
        look = self.writer.add_revisit(
            page.address,
            self.clock(),
            source=page.source,
            page_kind=page.page_kind,
            found_on=page.found_on,
            request=answer.sent,
        )
        self._told(page, look)

    def _judged(self, task: Task, answer: Answer, plan: CrawlPlan) -> Judgement:
        try:
            return judge(answer, task.page.link, plan, task.before, self.writer.archive.read, self.accepted)
        except Exception as error:  # a page that nobody thought of must not end the night
            _LOG.exception("Judging %s failed.", answer.url)
            reason = f"{answer.url} cannot be judged ({type(error).__name__})."
            return Judgement("suspect", reason, "application/octet-stream")

    def _followed(self, task: Task, answer: Answer, plan: CrawlPlan, judgement: Judgement) -> Judgement:
        """Follows what an accepted page leads to; a list that leads to less than it should is then told as such."""
        page, media_type = task.page, judgement.media_type
        if not self._follow(page, answer.url, answer.data, media_type):
            return Judgement("suspect", f"The links of {answer.url} cannot be read.", media_type)
        if was_accepted(answer, page.link, self.accepted):
            return judgement
        doubt = self._list_doubt(page, plan, Page(answer.url, answer.data, media_type, page.page_kind), task.before)
        return judgement if doubt is None else Judgement(*doubt, media_type)

    def _list_doubt(
        self, page: Waiting, plan: CrawlPlan, came: Page, before: Look | None
    ) -> tuple[Rejected, str] | None:
        """What is wrong with the links of a list, in themselves and against its last good capture."""
        if page.page_kind != "list":
            return None
        if (why := unread(came)) is not None:
            return "truncated", why
        counted = form_of(plan)
        try:
            then = None
            if before is not None and before.capture_id is not None:
                data = self.writer.archive.read(before.capture_id)
                if data != came.data:
                    held = Page(came.url, data, before.media_type or "text/html", "list")
                    then = Then(len(links_of(counted, page.system, held)), before.looked_at[:10])
            links = len(links_of(counted, page.system, came))
        except Exception:  # likewise
            _LOG.exception("Counting the links of %s failed.", came.url)
            return "suspect", f"The links of {came.url} cannot be read."
        return list_doubt(came.url, links, then, is_start=page.hops == 0)

    def _follow(self, page: Waiting, url: str, data: bytes, media_type: str) -> bool:
        """Adds what a page leads to, durable before its look is; False if that cannot be told."""
        if page.page_kind == "attachment":
            return True
        plan = self.plans[page.source]
        try:
            found = links_of(plan, page.system, Page(url, data, media_type, page.page_kind))
        except Exception:  # likewise
            _LOG.exception("Reading the links of %s failed.", url)
            return False
        links = [link for link in found[: self.limits.max_links] if _may_follow(link, plan)]
        if links:
            self.frontier.add(page, links, page.url)
            for host in {host_of(link.url) for link in links}:
                self.wake(host)
        return True

    def _told(self, page: Waiting, look: Look) -> None:
        self.tally.look(page.source, look.outcome)
        tell_page(host_of(page.url), page.address, look.outcome, look.message)


def _may_follow(link: Link, plan: CrawlPlan) -> bool:
    try:
        check_address(link.url)
    except FetchError:
        return False
    return host_within(host_of(link.url), plan.hosts)
