"""The local web itself: its account of manners is right, its postback is checked, its pages are what is planted."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

import pytest

from tests.site import RunningWeb, serve
from tests.site.figures import provinces
from tests.site.hosts import Row, Site, sites_of
from tests.site.request import Request
from tests.site.spoiled import WALL_BYTES, wall
from tests.site.table import ordinary

DELAY = 0.05
AGENT = "test/1.0 (someone@example.org)"


@pytest.fixture(scope="module")
def running() -> Iterator[RunningWeb]:
    with serve("ordinary", DELAY) as web:
        yield web


@pytest.fixture
def web(running: RunningWeb) -> RunningWeb:
    running.next_night()
    return running


class Client:
    """Connections by hand, so that a test can be as rude as it likes."""

    def __init__(self, web: RunningWeb, host: str, agent: str = AGENT) -> None:
        self._web = web
        self._host = host
        self._agent = agent

    def send(self, target: str, more: str = "") -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self._web.http), timeout=5)
        head = f"GET {target} HTTP/1.1\r\nHost: {self._host}\r\nUser-Agent: {self._agent}\r\n"
        connection.sendall(f"{head}Connection: close\r\n{more}\r\n".encode())
        return connection

    def get(self, target: str, more: str = "") -> bytes:
        time.sleep(DELAY)
        with self.send(target, more) as connection:
            return b"".join(iter(lambda: connection.recv(65536), b""))


def breaches(web: RunningWeb) -> dict[str, int]:
    return dict(web.report()["breaches"])


def test_a_polite_visit_is_no_breach(web: RunningWeb) -> None:
    client = Client(web, "dong.plain.test")
    assert b"200 OK" in client.get("/robots.txt")
    whole = client.get("/tin-tuc/")
    tag = re.search(rb"Last-Modified: ([^\r]+)", whole) or re.search(rb"ETag: ([^\r]+)", whole)
    assert tag is None, "this host has counters and no validators"
    report = web.report()
    assert report["breaches"] == {}
    assert report["hosts"]["dong.plain.test"]["asked"] == {"/robots.txt": 1, "/tin-tuc/": 1}


def test_a_conditional_request_is_answered_and_counted(web: RunningWeb) -> None:
    client = Client(web, "tay.plain.test")
    client.get("/robots.txt")
    tag = re.search(rb"ETag: ([^\r]+)", client.get("/tin-tuc/"))
    assert tag is not None
    answer = client.get("/tin-tuc/", f"If-None-Match: {tag[1].decode()}\r\n")
    assert answer.startswith(b"HTTP/1.1 304")
    assert web.report()["total"]["conditional"] == 1


def test_every_rudeness_is_counted(web: RunningWeb) -> None:
    rude = Client(web, "phan.robots.test")
    rude.get("/tin-tuc/")
    assert breaches(web) == {"before robots.txt": 1}
    robots = rude.get("/robots.txt").decode()
    forbidden = re.search(r"Disallow: (\S+)", robots)
    assert forbidden is not None
    rude.get(forbidden[1])
    assert breaches(web)["forbidden"] == 1
    with rude.send("/robots.txt"):
        pass
    assert breaches(web)["too soon"] == 1
    Client(web, "phan.robots.test", "Mozilla/5.0").get("/robots.txt")
    assert breaches(web)["no contact"] == 1
    Client(web, "khong-ai-vao.test").get("/robots.txt")
    assert breaches(web)["unknown host"] == 1
    slow = Client(web, "cham-2.nhip.test")
    with slow.send("/robots.txt"):
        slow.get("/robots.txt")
    assert breaches(web)["two at a time"] == 1


def test_a_client_that_hung_up_first_is_not_two_at_a_time(web: RunningWeb) -> None:
    client = Client(web, "cham-2.nhip.test")
    for _ in range(20):
        client.send("/robots.txt").close()
        time.sleep(DELAY)
    assert breaches(web) == {}


def test_crawl_delay_counts_once_it_can_be_known(web: RunningWeb) -> None:
    client = Client(web, "cham.robots.test")
    client.get("/robots.txt")
    client.get("/tin-tuc/")
    assert breaches(web) == {"too soon": 1}


@pytest.mark.parametrize("system", ["aspnet", "dotnetnuke"])
def test_postback_needs_the_state_of_the_page(system: str) -> None:
    site = Site(Row("a.test", "s", provinces()[0], system=system, count=8), 1)
    target = site.start.removeprefix("http://a.test")

    def ask(method: str, fields: dict[str, str]) -> tuple[int, str]:
        reply = site.answer(Request(method, target, b"", urlencode(fields).encode(), 1))
        return reply.status, reply.body.decode()

    def state_of(page: str) -> dict[str, str]:
        return dict(re.findall(r'<input type="hidden" name="(\w+)" id="\w+" value="([^"]*)"', page))

    def last_event(page: str) -> tuple[str, str]:
        event = r"href=\"javascript:__doPostBack\(&#39;([^&]*)&#39;,&#39;([^&]*)&#39;\)\">(?:<span>)?\d"
        found: tuple[str, str] = re.findall(event, page)[-1]
        return found

    _, first = ask("GET", {})
    target_of, argument = last_event(first)
    fields = state_of(first) | {"__EVENTTARGET": target_of, "__EVENTARGUMENT": argument}
    status, last = ask("POST", fields)
    assert status == 200
    assert "2016" not in last or "2013" in last, "the last page of the list"
    for spoil in (
        {"__VIEWSTATE": ""},
        {"__VIEWSTATE": fields["__VIEWSTATE"][:-8] + "AAAAAAA="},
        {"__EVENTTARGET": "x"},
    ):
        assert ask("POST", fields | spoil)[0] == 500
    assert ask("POST", fields | {"__EVENTVALIDATION": state_of(ask("GET", {})[1])["__EVENTVALIDATION"]})[0] == 500


def test_all_that_is_planted_is_there() -> None:
    sites = sites_of(ordinary())
    planted = [item for site in sites.values() for item in site.planted]
    head = b"GET / HTTP/1.1\r\nCookie: ASP.NET_SessionId=5f0c2b7d"
    for item in planted:
        parts = urlsplit(item.url)
        reply = sites[parts.netloc].answer(Request("GET", item.url.partition(".test")[2], head, b"", 1, is_secure=True))
        assert reply.status == 200, item.url
    assert len(sites) >= 60
    assert len({item.url for item in planted}) == len(planted)


def test_a_change_publishes_at_the_top_and_leaves_the_rest_alone(web: RunningWeb) -> None:
    row = next(row for row in ordinary() if row.name == "tay.nukeviet.test")
    before = {item.url: item.figures for item in Site(row, 1000).planted}
    after = Site(row, 1000)
    after.rebuild(replace(row, edition=1))
    now = {item.url: item.figures for item in after.planted}
    assert set(before) < set(now) and all(now[url] == figures for url, figures in before.items())
    client = Client(web, row.name)
    old = client.get("/vi/news/Cai-cach-hanh-chinh/")
    web.change(row.name, edition=1)
    assert client.get("/vi/news/Cai-cach-hanh-chinh/") != old
    web.change(row.name, edition=0)


def test_the_cookie_wall_is_as_long_as_the_real_one() -> None:
    assert len(wall()) == WALL_BYTES
