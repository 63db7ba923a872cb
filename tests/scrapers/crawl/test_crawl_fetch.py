"""Fetching from a server with real sites' habits and faults: within bounds, with manners, in one sentence."""

from __future__ import annotations

import gzip
import socket
import time as real_time

import pytest

from scrapers.crawl.fetch import Fetched, Validators
from scrapers.crawl.limits import FetchError
from scrapers.crawl.wire import is_public


def failure(fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    message = str(caught.value)
    assert "\n" not in message and message.endswith("."), message
    assert "Error(" not in message and "0x" not in message, message
    return caught.value


def test_page_comes_as_it_was_sent(site, fetcher_with):
    body = "Chỉ số cải cách hành chính".encode("utf-16")
    url = site.page("/trang", body, Content_Type="text/html", ETag='"1"')

    got = fetcher_with(contact="team@example.vn").fetch(url)

    assert isinstance(got, Fetched)
    assert (got.url, got.final_url, got.status, got.data) == (url, url, 200, body)
    assert ("ETag", '"1"') in got.headers
    assert site.asked == ["/robots.txt", "/trang"]
    assert all(
        "cchc-warehouse" in sent["User-Agent"] and "team@example.vn" in sent["User-Agent"] for sent in site.headers
    )


def test_compressed_page_is_unpacked(site, fetcher_with):
    url = site.page("/gz", gzip.compress(b"<p>"), Content_Encoding="gzip")

    assert fetcher_with().fetch(url).data == b"<p>"


@pytest.mark.parametrize("status", [204, 206, 400, 401, 403, 404, 410, 451])
def test_other_answers_are_failures_at_once(site, fetcher_with, time, status):
    error = failure(fetcher_with(delay_seconds=0), site.page("/x", b"", status))

    assert error.http_status == status
    assert str(error).endswith(f"/x was not fetched: the server answered {status}.")
    assert time.slept == []


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
def test_passing_failures_get_one_retry(site, fetcher_with, time, status):
    url = site.page("/x", b"", status)

    assert failure(fetcher_with(backoff_seconds=7), url).http_status == status
    assert site.asked.count("/x") == 2
    assert 7 in time.slept


def test_retry_may_succeed(site, fetcher_with):
    def once(handler):
        handler.answer(503, b"", {})
        site.page("/x", b"there")

    site.pages["/x"] = once

    assert fetcher_with().fetch(site.root + "/x").data == b"there"


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry_After": "20"}, 20),
        ({"Retry_After": "0"}, 10),
        ({"Retry_After": "Mon, 23 Nov 2026 10:00:30 GMT", "Date": "Mon, 23 Nov 2026 10:00:00 GMT"}, 30),
        ({"Retry_After": "Mon, 23 Nov 2020 10:00:30 GMT", "Date": "Mon, 23 Nov 2026 10:00:00 GMT"}, 10),
        ({"Retry_After": "soon"}, 10),
        ({}, 10),
    ],
)
def test_wait_is_what_the_server_asks_for(site, fetcher_with, time, headers, wait):
    def busy(handler):
        handler.send_response_only(503)
        for name, value in {"Content_Length": "0", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    site.pages["/x"] = busy
    failure(fetcher_with(delay_seconds=0, backoff_seconds=10, max_wait_seconds=60), site.root + "/x")

    assert time.slept == [wait]


def test_wait_is_bounded(site, fetcher_with, time):
    error = failure(fetcher_with(delay_seconds=0), site.page("/x", b"", 503, Retry_After="86400"))

    assert "come back in 86400 seconds" in str(error)
    assert site.asked.count("/x") == 1
    assert time.slept == []


def test_requests_to_a_host_keep_their_distance(site, fetcher_with, time):
    fetcher = fetcher_with(delay_seconds=5)
    for path in ("/a", "/b"):
        fetcher.fetch(site.page(path, b"x"))

    assert time.slept == [5, 5]
    assert site.asked == ["/robots.txt", "/a", "/b"], "robots.txt is read once"


def test_crawl_delay_is_kept_or_the_site_left_alone(site, fetcher_with, time):
    site.robots = b"User-agent: *\nCrawl-delay: 9\n"
    fetcher_with(delay_seconds=5).fetch(site.page("/a", b"x"))
    assert time.slept == [9]

    site.robots = b"User-agent: *\nCrawl-delay: 600\n"
    assert "asks for 600 seconds" in str(failure(fetcher_with(), site.page("/a", b"x")))


@pytest.mark.parametrize(
    "robots",
    [b"User-agent: *\nDisallow: /x", b"User-agent: cchc-warehouse\nDisallow: /\nUser-agent: *\nAllow: /"],
)
def test_robots_is_kept(site, fetcher_with, robots):
    site.robots = robots

    assert "does not permit it" in str(failure(fetcher_with(), site.page("/x", b"secret")))
    assert "/x" not in site.asked


@pytest.mark.parametrize("robots", [500, 503, 401, 403, b"<!DOCTYPE html><html>", b"x" * 2000])
def test_unreadable_robots_permits_nothing(site, fetcher_with, robots):
    site.robots = robots
    fetcher = fetcher_with(max_robots_bytes=1000)

    for _ in range(2):
        assert "permits nothing" in str(failure(fetcher, site.page("/x", b"secret")))
    assert "/x" not in site.asked
    assert site.asked.count("/robots.txt") == (2 if robots in {500, 503} else 1), "asked once a run, with one retry"


@pytest.mark.parametrize("robots", [None, 410, b"", b"\xef\xbb\xbfUser-agent: *\nDisallow: /private", b"\xff\xfe\n"])
def test_robots_without_a_word_on_the_page_permits_it(site, fetcher_with, robots):
    site.robots = robots

    assert fetcher_with().fetch(site.page("/x", b"open")).data == b"open"


def test_redirect_is_followed_under_the_rules_of_its_goal(site, fetcher_with):
    site.robots = b"User-agent: *\nDisallow: /closed\n"
    url = site.page("/old", b"", 301, Location="/new#part")
    site.page("/new", b"moved")
    closed = site.page("/to-closed", b"", 302, Location="/closed")
    fetcher = fetcher_with()

    assert fetcher.fetch(url).final_url == site.root + "/new"
    assert "does not permit it" in str(failure(fetcher, closed))


def test_redirects_are_bounded(site, fetcher_with):
    loop = site.page("/loop", b"", 302, Location="/loop")

    assert "redirects more than 5 times" in str(failure(fetcher_with(), loop))
    assert site.asked.count("/loop") == 6


@pytest.mark.parametrize(
    "goal", ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:1", "http://", "http://[", "http://x:99999/"]
)
def test_redirect_elsewhere_is_refused(site, fetcher_with, goal):
    assert "not fetched" in str(failure(fetcher_with(), site.page("/away", b"", 302, Location=goal)))


def test_passwords_are_neither_sent_nor_shown(site, fetcher_with):
    for url in (f"http://me:geheim@{site.root[7:]}/", site.page("/away", b"", 302, Location="http://me:geheim@a.vn/")):
        message = str(failure(fetcher_with(), url))
        assert "user name or password" in message
        assert "geheim" not in message


@pytest.mark.parametrize("url", ["file:///etc/passwd", "", "papi.org.vn", "https://", "gopher://a.vn/", "http://[::1"])
def test_only_web_addresses_are_fetched(fetcher_with, url):
    assert "was not fetched" in str(failure(fetcher_with(), url))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"])
def test_private_addresses_are_refused_before_a_byte_is_sent(site, fetcher_with, host):
    port = site.server.server_port
    message = str(failure(fetcher_with(allow_private=False), f"http://{host}:{port}/x"))

    assert "not a public address" in message
    assert site.asked == []


def test_name_that_leads_to_a_private_address_later_is_refused(site, fetcher_with, monkeypatch):
    """The name is harmless whenever it is looked up beforehand; only the connection itself tells."""
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: real("127.0.0.1", *rest, **more))

    message = str(failure(fetcher_with(allow_private=False), f"http://papi.example.vn:{site.server.server_port}/"))

    assert "papi.example.vn leads to 127.0.0.1, which is not a public address" in message
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("::ffff:8.8.8.8", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
    ],
)
def test_public_addresses(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize("path", ["/drip", "/drip-headers"])
def test_slow_drip_is_cut_off(site, fetcher_with, path):
    begun = real_time.monotonic()

    message = str(failure(fetcher_with(total_seconds=0.25), site.root + path))

    assert "took more than 0.25 seconds" in message
    assert real_time.monotonic() - begun < 3
    assert site.asked.count(path) == 2


def test_silent_server_times_out(site, fetcher_with):
    assert "did not answer in time" in str(failure(fetcher_with(read_seconds=0.1), site.root + "/silence"))


@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_size_is_bounded(site, fetcher_with, path):
    message = str(failure(fetcher_with(max_bytes=100_000), site.root + path))

    assert message == f"{site.root}{path} was not fetched: it has more than 100000 bytes."
    assert site.asked.count(path) == 1


def test_body_shorter_than_announced_is_no_page(site, fetcher_with):
    def short(handler):
        handler.answer(200, b"half", {"Content_Length": "1000"})
        handler.close_connection = True

    site.pages["/short"] = short

    assert "broken off" in str(failure(fetcher_with(), site.root + "/short"))


def test_damaged_compression_is_no_page(site, fetcher_with):
    url = site.page("/gz", b"not gzip at all", Content_Encoding="gzip")

    assert "damaged" in str(failure(fetcher_with(), url))


@pytest.mark.parametrize(
    "reply", [b"", b"garbage\r\n\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200]
)
def test_what_is_not_http_is_no_page(site, fetcher_with, reply):
    def odd(handler):
        handler.wfile.write(reply)
        handler.close_connection = True

    site.pages["/odd"] = odd

    assert "was not fetched" in str(failure(fetcher_with(), site.root + "/odd"))


def test_closed_port_is_no_page(fetcher_with):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/x"

        assert "robots.txt cannot be read" in str(failure(fetcher_with(), url))


def test_no_connection_is_used_twice(site, fetcher_with):
    """Even where the server would keep it open: a cut must find the socket of its own exchange."""
    ports = []

    def keep(handler):
        ports.append(handler.client_address[1])
        handler.answer(200, b"x", {"Connection": "keep-alive"})
        handler.close_connection = False

    site.pages["/x"] = keep
    fetcher = fetcher_with()
    for _ in range(3):
        fetcher.fetch(site.root + "/x")

    assert len(set(ports)) == 3


def test_unchanged_page_is_told_by_its_server(site, fetcher_with):
    def known(handler):
        if handler.headers["If-None-Match"] == '"1"' and handler.headers["If-Modified-Since"] == "yesterday":
            handler.send_response(304)
            handler.end_headers()
        else:
            handler.answer(200, b"new", {})

    site.pages["/x"] = known
    fetcher = fetcher_with()

    assert fetcher.fetch(site.root + "/x", Validators('"1"', "yesterday")).not_modified
    assert fetcher.fetch(site.root + "/x", Validators('"0"')).data == b"new"


def test_unasked_304_is_a_failure(site, fetcher_with):
    assert failure(fetcher_with(), site.page("/x", b"", 304)).http_status == 304


def test_proxy_of_the_environment_is_not_used(site, fetcher_with, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")

    assert fetcher_with().fetch(site.page("/x", b"direct")).data == b"direct"
