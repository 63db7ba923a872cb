"""The made-up web of the crawl bench, its server's counts, and our crawler on a small one of them."""

from __future__ import annotations

import re
import socket
import sys
from pathlib import Path

import pytest

from bench.crawl import Server, measured, served
from bench.crawl_pages import DOCUMENT, LIST, PAGE_BYTES, Pages, Web

WEB = Web(hosts=3, pages=70)


def test_links_lead_to_every_page_and_pages_differ() -> None:
    pages, found, waiting = Pages(WEB), {0}, [0]
    numbers = {WEB.path(page): page for page in range(WEB.pages)}
    while waiting:
        page = waiting.pop()
        if page >= WEB.lists:
            continue
        paths = re.findall(r'href="([^"]+)"', pages.body(0, page).decode("utf-8"))
        assert 15 <= len(paths) <= 50
        followed = {path for path in paths if re.search(LIST, path) or re.search(DOCUMENT, path)}
        new = {numbers[path] for path in followed if path in numbers} - found
        found |= new
        waiting += new
    assert found == set(range(WEB.pages))
    bodies = [pages.body(host, page) for host in range(WEB.hosts) for page in range(WEB.pages)]
    assert len(set(bodies)) == WEB.total
    assert all(PAGE_BYTES - 50 <= len(body) <= PAGE_BYTES for body in bodies)


def test_ours_gets_every_page_once_and_keeps_to_manners(tmp_path: Path) -> None:
    with served(WEB) as server:
        command = [sys.executable, "-m", "bench.crawl_ours", "--data", str(tmp_path)]
        crawl = measured("ours", server, command, tmp_path / "archive")
    assert crawl.faults == ()
    assert crawl.pages == WEB.total
    assert 0.2 < crawl.kept / crawl.raw < 0.5


@pytest.mark.parametrize(("path", "count"), [("/van-ban/noi-bo/0.html", "forbidden"), ("/nowhere", "unknown")])
def test_the_server_counts_what_must_not_be_asked(path: str, count: str) -> None:
    with served(WEB) as server:
        assert b"404" in _asked(server, path)
        assert server.told()[count] == 1
        assert server.told()["at_once"] == 1
        assert server.told("/reset")[count] == 0


def test_the_server_counts_requests_that_are_open_at_once() -> None:
    with served(WEB) as server:
        connections = [_open(server) for _ in range(3)]
        for connection in connections:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        for connection in connections:
            assert connection.recv(100).startswith(b"HTTP/1.1 200 OK")
            connection.close()
        told = server.told()
    assert (told["at_once"], told["pages"], told["again"]) == (3, 3, 2)


def _asked(server: Server, path: str) -> bytes:
    with _open(server) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        return connection.recv(100)


def _open(server: Server) -> socket.socket:
    return socket.create_connection((WEB.address(0), server.port), timeout=10)
