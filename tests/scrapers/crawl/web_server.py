"""A web server on loopback with the habits and faults of real sites, which answers for every host name.

Belongs here: the server and what it saw. Does not belong here: what asks it (`nights`).
"""

from __future__ import annotations

import contextlib
import gzip
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Visit:
    """A request as the server saw it, from its coming to the moment before it was answered, by `time.monotonic`."""

    host: str
    path: str
    begun: float
    ended: float
    headers: dict[str, str]
    body: bytes


class Site:
    """A running server for any host name.

    `robots` is a body, a status or None (404); `asked` lists paths. `pages` are answers by path, or by host and path.
    """

    def __init__(self) -> None:
        self.robots: bytes | int | None = None
        self.visits: list[Visit] = []
        self.pages: dict[str, Callable[[Any], None]] = {}
        self.stopping = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # a client that hangs up is what many tests are about
        self.root = f"http://127.0.0.1:{self.server.server_port}"

    @property
    def asked(self) -> list[str]:
        return [visit.path for visit in sorted(self.visits, key=lambda visit: visit.begun)]

    def of(self, host: str) -> list[Visit]:
        return sorted((visit for visit in self.visits if visit.host == host), key=lambda visit: visit.begun)

    def page(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """Serves a page and gives its address; `_` in header names stands for `-`."""
        self.pages[path] = lambda handler: handler.answer(status, body, headers)
        return self.root + path


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            begun = time.monotonic()
            host = (self.headers["Host"] or "").partition(":")[0]
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            self.visit = Visit(host, self.path, begun, begun, dict(self.headers), body)
            site.visits.append(self.visit)
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                served = site.pages.get(host + self.path) or site.pages.get(self.path)
                if served is not None:
                    served(self)
                elif self.path == "/robots.txt":
                    self.robots()
                else:
                    self.answer(404, b"", {})

        do_POST = do_GET  # noqa: N815

        def robots(self) -> None:
            if isinstance(site.robots, bytes):
                self.answer(200, site.robots, {})
            else:
                self.answer(site.robots or 404, b"", {})

        def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.visit.ended = time.monotonic()
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
