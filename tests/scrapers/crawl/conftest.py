"""The server on loopback, and an exchange or whole nights that ask it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scrapers.crawl import taking
from scrapers.crawl.body import Large
from scrapers.crawl.exchange import Exchange
from scrapers.crawl.trust import Trust
from scrapers.crawl.wire import Watch
from tests.scrapers.crawl.nights import Nights, judge, limits_with, links_of
from tests.scrapers.crawl.web_server import Site, bomb, drip, drip_headers, endless, silence


@pytest.fixture
def site() -> Iterator[Site]:
    running = Site()
    running.server.site = running  # type: ignore[attr-defined]
    running.pages.update(
        {"/drip": drip, "/drip-headers": drip_headers, "/silence": silence, "/endless": endless, "/bomb": bomb}
    )
    thread = threading.Thread(target=running.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.stopping.set()
    running.server.shutdown()
    thread.join()
    running.server.server_close()


@pytest.fixture
def exchange_with() -> Iterator[Callable[..., Exchange]]:
    """An exchange with loopback, with the given limits changed."""
    with Watch() as watch:
        made: list[Exchange] = []

        def make(**changes: Any) -> Exchange:
            limits = limits_with(**changes)
            made.append(Exchange("127.0.0.1", limits, watch, Trust(limits), Large(limits.large_at_once)))
            return made[-1]

        yield make
        for exchange in made:
            exchange.close()


@pytest.fixture
def nights(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nights:
    """Nights against the site, which answers for every host name; links and judging are the simplest there are."""
    monkeypatch.setattr(taking, "links_of", links_of)
    monkeypatch.setattr(taking, "judge", judge)
    return Nights(tmp_path, site.server.server_port)
