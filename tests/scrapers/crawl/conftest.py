"""A web server on loopback with the habits and faults of real sites, and a fetcher that does not really wait."""

from __future__ import annotations

import contextlib
import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from scrapers.crawl.fetch import Fetcher
from scrapers.crawl.limits import Limits


class Site:
    """A running server. `robots` is a body, a status or None (404); `asked` lists paths; `pages` may be changed."""

    def __init__(self) -> None:
        self.robots: bytes | int | None = None
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.pages: dict[str, Callable[[Any], None]] = {}
        self.stopping = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # a client that hangs up is what many tests are about
        self.root = f"http://127.0.0.1:{self.server.server_port}"

    def page(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """Serves a page and gives its address; `_` in header names stands for `-`."""
        self.pages[path] = lambda handler: handler.answer(status, body, headers)
        return self.root + path


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append(dict(self.headers))
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                if self.path == "/robots.txt":
                    self.robots()
                else:
                    site.pages.get(self.path, lambda handler: handler.answer(404, b"", {}))(self)

        def robots(self) -> None:
            if isinstance(site.robots, bytes):
                self.answer(200, site.robots, {})
            else:
                self.answer(site.robots or 404, b"", {})

        def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {"Content_Length": str(len(body)), **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


def drip(handler: Any) -> None:
    """A byte now and then, so that no read ever times out."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not handler.server.site.stopping.wait(0.02):
        handler.wfile.write(b"x")
        handler.wfile.flush()


def drip_headers(handler: Any) -> None:
    """The same before the body begins."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.server.site.stopping.wait(0.02):
        handler.wfile.write(b"x")
        handler.wfile.flush()


def silence(handler: Any) -> None:
    """No answer at all."""
    handler.server.site.stopping.wait(5)
    handler.close_connection = True


def endless(handler: Any) -> None:
    """A body without length or end."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    while not handler.server.site.stopping.is_set():
        handler.wfile.write(b"x" * 65536)


def bomb(handler: Any) -> None:
    """A small body that unpacks to a large one."""
    handler.answer(200, gzip.compress(b"\0" * 5_000_000), {"Content_Encoding": "gzip"})


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


class FakeTime:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def fetcher_with(time: FakeTime) -> Callable[..., Fetcher]:
    """A fetcher for loopback with the given limits changed."""

    def make(**changes: Any) -> Fetcher:
        limits = {"allow_private": True, "read_seconds": 2.0, "total_seconds": 5.0, **changes}
        return Fetcher(Limits(**limits), clock=time.clock, sleep=time.sleep)

    return make
