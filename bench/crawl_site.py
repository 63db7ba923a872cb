"""A quick server of the made-up web, in a process of its own: it thinks for two milliseconds, and counts.

Belongs here: the least of HTTP that crawlers need, and who asked what at once. Does not belong here: pages
(`crawl_pages`).
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import re
import socket
import sys
import time
from typing import Any

from bench.crawl_pages import ROBOTS, Pages, Web

THINKING_SECONDS = 0.002
CONTROL = "127.255.255.254"
_REQUEST = re.compile(rb"GET (\S+) HTTP/1\.1\r\n")
_TAG = re.compile(rb'\r\nif-none-match: *"([^"]+)"', re.IGNORECASE)
_PAGE = re.compile(r"/(?:danh-sach|van-ban)/(\d+)\.html")


class Counts:
    """What was asked since the last reset; `at_once` is the most requests that a host ever had open."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.seen = [bytearray(web.pages) for _ in range(web.hosts)]
        self.told = dict.fromkeys(("pages", "bytes", "again", "not_modified", "forbidden", "unknown", "at_once"), 0)
        self.first = 0.0
        self.open = [0] * web.hosts

    def page(self, host: int, page: int, size: int) -> None:
        self.first = self.first or time.monotonic()
        self.told["pages"] += 1
        self.told["bytes"] += size
        self.told["again"] += self.seen[host][page]
        self.seen[host][page] = 1

    def json(self) -> bytes:
        return json.dumps({**self.told, "seconds": time.monotonic() - self.first if self.first else 0.0}).encode()


class Site:
    """Answers for all hosts."""

    def __init__(self, web: Web) -> None:
        self.web, self.pages, self.counts = web, Pages(web), Counts(web)
        self.hosts = {web.address(host): host for host in range(web.hosts)}

    def answer(self, address: str, request: bytes) -> bytes:
        """The whole answer to a request."""
        asked = _REQUEST.match(request)
        path = asked[1].decode("latin-1") if asked else ""
        if address == CONTROL:
            return self.control(path)
        if path == "/robots.txt":
            return _http(b"200 OK", ROBOTS, b"text/plain")
        page = self._number(path)
        if page is None:
            self.counts.told["forbidden" if path.startswith("/van-ban/noi-bo/") else "unknown"] += 1
            return _http(b"404 Not Found", b"Not here.", b"text/plain")
        return self._page(self.hosts[address], page, _TAG.search(request))

    def control(self, path: str) -> bytes:
        if path == "/reset":
            self.counts = Counts(self.web)
        return _http(b"200 OK", self.counts.json(), b"application/json")

    def _number(self, path: str) -> int | None:
        if path == "/":
            return 0
        found = _PAGE.fullmatch(path)
        page = int(found[1]) if found else self.web.pages
        return page if page < self.web.pages and self.web.path(page) == path else None

    def _page(self, host: int, page: int, tag: re.Match[bytes] | None) -> bytes:
        own = hashlib.blake2b(b"%d/%d" % (host, page), digest_size=8).hexdigest().encode()
        if tag is not None and tag[1] == own:
            self.counts.told["not_modified"] += 1
            return b'HTTP/1.1 304 Not Modified\r\nETag: "' + own + b'"\r\n\r\n'
        body = self.pages.body(host, page)
        self.counts.page(host, page, len(body))
        return _http(b"200 OK", body, b"text/html; charset=utf-8", b'ETag: "' + own + b'"\r\n')


def _http(status: bytes, body: bytes, media_type: bytes, more: bytes = b"") -> bytes:
    head = b"HTTP/1.1 %b\r\nContent-Type: %b\r\nContent-Length: %d\r\n%b\r\n" % (status, media_type, len(body), more)
    return head + body


class Connection(asyncio.Protocol):
    """One connection: whole requests, one after the other."""

    def __init__(self, site: Site, loop: asyncio.AbstractEventLoop) -> None:
        self.site, self.loop, self.waiting = site, loop, b""

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.address = transport.get_extra_info("sockname")[0]
        self.host = self.site.hosts.get(self.address)

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while b"\r\n\r\n" in self.waiting:
            request, _, self.waiting = self.waiting.partition(b"\r\n\r\n")
            if self.host is not None:
                counts = self.site.counts
                counts.open[self.host] += 1
                counts.told["at_once"] = max(counts.told["at_once"], counts.open[self.host])
            self.loop.call_later(THINKING_SECONDS, self.reply, request)

    def reply(self, request: bytes) -> None:
        if self.host is not None:
            self.site.counts.open[self.host] -= 1
        if not self.transport.is_closing():
            self.transport.write(self.site.answer(self.address, request))


async def serve(web: Web) -> None:
    """Serves until it is ended; its first line says on which port."""
    loop, site = asyncio.get_running_loop(), Site(web)
    listening = socket.create_server(("0.0.0.0", 0), backlog=1024)  # noqa: S104  (all of 127.0.0.0/8)
    server = await loop.create_server(lambda: Connection(site, loop), sock=listening)
    print(listening.getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Serves the web of the given size."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, required=True)
    parser.add_argument("--hosts", type=int, required=True)
    given = parser.parse_args()
    web = Web.of(given.pages, given.hosts)
    try:
        import uvloop
    except ImportError:
        asyncio.run(serve(web))
    else:
        uvloop.run(serve(web))


if __name__ == "__main__":
    sys.exit(main())
