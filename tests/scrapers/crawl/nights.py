"""What asks the server of the tests: one exchange, or whole nights of a source with the simplest links and judging.

Belongs here: building these. Does not belong here: the server (`web_server`), assertions.
"""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from scrapers.archive import Archive, Look
from scrapers.crawl.counts import NightCounts
from scrapers.crawl.exchange import Exchange
from scrapers.crawl.frontier import Frontier
from scrapers.crawl.judging import Judgement
from scrapers.crawl.limits import Again, FetchError, Limits
from scrapers.crawl.night import crawl
from scrapers.crawl.page import Form, Link, Page
from scrapers.crawl.plan import CrawlPlan, Start
from scrapers.crawl.source import Expected, Source


def limits_with(**changes: Any) -> Limits:
    """Limits for loopback, without pauses."""
    usual = {"delay_seconds": 0.0, "backoff_seconds": 0.02, "read_seconds": 2.0, "total_seconds": 5.0, "workers": 4}
    return Limits(**{"allow_private": True, **usual, **changes})


def failure(exchange: Exchange, url: str, **more: Any) -> FetchError:
    """The one sentence on why there is no answer."""
    with pytest.raises(FetchError) as caught:
        exchange.ask(url, {}, **more)
    message = str(caught.value)
    assert "\n" not in message and message.endswith("."), message
    assert "Error(" not in message and "0x" not in message, message
    return caught.value


def links_of(plan: CrawlPlan, system: str, page: Page) -> tuple[Link, ...]:
    """Every `href`: `list` leads to lists, `next` pages on, `#name` is a form, endings tell files; else documents."""
    found = []
    for href in re.findall(r'href="([^"]+)"', page.data.decode("utf-8", "replace")):
        url, _, name = urljoin(page.url, href).partition("#")
        form = Form(name, (("__EVENTTARGET", name), ("seen", str(len(page.data))))) if name else None
        kind = "list" if "/list" in url or "next" in href else "attachment" if url.endswith(".pdf") else "document"
        found.append(Link(url, kind, form, "next" in href))  # type: ignore[arg-type]
    return tuple(found)


def judge(answer: Any, link: Link, *_: Any) -> Judgement:
    """By the status alone."""
    if answer.status == 200:
        return Judgement(None, None, "text/html")
    return Judgement("failed", f"{link.url} was not fetched: the server answered {answer.status}.", "text/html")


def linking(*hrefs: str) -> bytes:
    """A page with these links."""
    return "".join(f'<a href="{href}">x</a>\n' for href in hrefs).encode()


@dataclass
class Nights:
    """Crawls of one source, night after night, at the same hour; `looks` are those of the last one."""

    folder: Path
    port: int
    night: int = 0
    looks: list[Look] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def archive(self) -> Archive:
        return Archive(self.folder / "archive")

    def run(
        self,
        *starts: str,
        run_id: str | None = None,
        again: Again | None = None,
        codes: tuple[str, ...] = ("site",),
        known: Collection[str] | None = None,
        **changes: Any,
    ) -> NightCounts:
        """A night; addresses are lists if they hold `/list`. Fields of the plan or the limits can be changed; each of
        `codes` is a source with all starts."""
        self.night += 1
        fields = CrawlPlan.__dataclass_fields__
        source = source_of(*starts, **{name: value for name, value in changes.items() if name in fields})
        route = {"connect_http": ("127.0.0.1", self.port)}
        limits = limits_with(**{**route, **{name: value for name, value in changes.items() if name not in fields}})
        run_id = run_id or f"night-{self.night}"
        with (
            Frontier(self.folder / "frontier.sqlite") as frontier,
            self.archive.writer("crawl", run_id=run_id) as writer,
        ):
            counts = crawl(
                [replace(source, code=code) for code in codes],
                writer,
                frontier,
                limits,
                self.now,
                random.Random(1),
                self.stop,
                again=again,
                known=known,
            )
        self.looks = list(self.archive.looks(run_id=run_id))
        return counts

    def now(self) -> datetime:
        return datetime(2026, 11, 1, 20, tzinfo=UTC) + timedelta(days=self.night)

    def told(self) -> dict[str, str]:
        """By address, what came of the last night's looks."""
        return {look.url: look.message or look.outcome for look in self.looks}


def source_of(*starts: str, **changes: Any) -> Source:
    """A live source whose hosts are those of the starting pages, unless told otherwise."""
    hosts = tuple(sorted({start.split("/")[2].partition(":")[0] for start in starts}))
    pages = tuple(
        Start(url=start, page_kind="list" if "/list" in start else "document", system="plain") for start in starts
    )
    return Source(
        code="site",
        name_vi="Trang",
        name_en="Site",
        publisher="Bộ Nội vụ",
        licence="facts",
        language="vi",
        kind="live",
        cadence="daily",
        expected=Expected(universe=None, min_records=0, max_records=None),
        last_verified=None,
        tables=None,
        plan=CrawlPlan(**{"system": "plain", "hosts": hosts, "start": pages, **changes}),
        notes=None,
    )
