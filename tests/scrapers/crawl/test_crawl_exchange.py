"""One exchange with a server that has real sites' habits and faults: within bounds, and in one sentence."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import threading
import time
import zlib
from typing import ClassVar

import pytest

from scrapers.crawl.body import BodyError, Large, read_body
from scrapers.crawl.limits import PassingFetchError
from scrapers.crawl.page import Form
from scrapers.crawl.wire import is_public
from tests.scrapers.crawl.nights import failure


def test_page_comes_as_it_was_sent(site, exchange_with):
    body = "Chỉ số cải cách hành chính".encode("utf-16")
    url = site.page("/trang", body, Content_Type="text/html", ETag='"1"')

    got = exchange_with(contact="team@example.vn").ask(url, {})

    assert (got.url, got.status, got.data, got.location) == (url, 200, body, None)
    assert got.header("etag") == '"1"'
    (sent,) = site.visits
    assert "cchc-warehouse" in sent.headers["User-Agent"] and "team@example.vn" in sent.headers["User-Agent"]
    assert sent.headers["Accept-Encoding"] == "gzip"
    assert got.sent.method == "GET" and dict(got.sent.headers).items() <= sent.headers.items()


def test_form_is_posted(site, exchange_with):
    url = site.page("/danh-sach.aspx", b"second")
    form = Form("Page$2", (("__VIEWSTATE", "a+/="), ("__EVENTTARGET", "ctl00$lưới")))

    got = exchange_with().ask(url, {}, form)

    assert got.data == b"second"
    assert site.visits[0].body == b"__VIEWSTATE=a%2B%2F%3D&__EVENTTARGET=ctl00%24l%C6%B0%E1%BB%9Bi"
    assert site.visits[0].headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert (got.sent.method, got.sent.body) == ("POST", site.visits[0].body)


@pytest.mark.parametrize(
    "packed", [gzip.compress(b"<p>"), gzip.compress(b"<") + gzip.compress(b"p>") + b"\0\0"], ids=["one", "two members"]
)
def test_compressed_page_is_unpacked(site, exchange_with, packed):
    url = site.page("/gz", packed, Content_Encoding="gzip")

    assert exchange_with().ask(url, {}).data == b"<p>"


@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip"])
def test_encoding_that_was_not_asked_for_is_refused(site, exchange_with, encoding):
    url = site.page("/x", zlib.compress(b"<p>"), Content_Encoding=encoding)

    assert "which was not asked for" in str(failure(exchange_with(), url))


@pytest.mark.parametrize("status", [204, 304, 403, 404, 429, 503])
def test_any_status_is_an_answer(site, exchange_with, status):
    body = b"" if status in (204, 304) else b"<h1>why</h1>"

    got = exchange_with().ask(site.page("/x", body, status), {})

    assert (got.status, got.data) == (status, body)


def test_long_or_damaged_page_of_an_error_is_left_out(site, exchange_with):
    exchange = exchange_with()
    long = site.page("/long", b"x" * 1_100_000, 404)
    damaged = site.page("/damaged", b"no gzip", 404, Content_Encoding="gzip")

    assert [exchange.ask(url, {}).data for url in (long, damaged)] == [b"", b""]


def test_redirect_is_told_and_not_followed(site, exchange_with):
    url = site.page("/old", b"", 301, Location="/new#part")

    got = exchange_with().ask(url, {})

    assert (got.status, got.location) == (301, site.root + "/new")
    assert site.asked == ["/old"]


def test_passwords_are_neither_sent_nor_shown(site, exchange_with):
    message = str(failure(exchange_with(), f"http://me:geheim@{site.root[7:]}/"))

    assert "user name or password" in message and "geheim" not in message
    assert site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "",
        "papi.org.vn",
        "https://",
        "gopher://a.vn/",
        "http://[::1",
        "http://x:99999/",
        "http://[",
        "http://[::1]/x",
        "http://a_b.vn/x",
        "http://a..vn/x",
        "http://.a.vn/x",
        f"http://{'a' * 64}.vn/x",
        f"http://{'a.' * 127}vn/x",
        "http://a;b.vn/x",
        "http://a%00.vn/x",
        "http://b\u1ed9.vn/x",
    ],
)
def test_only_web_addresses_are_fetched(exchange_with, url):
    assert "was not fetched" in str(failure(exchange_with(), url))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433"])
def test_private_addresses_are_refused_before_a_byte_is_sent(site, exchange_with, host):
    port = site.server.server_port
    message = str(failure(exchange_with(allow_private=False), f"http://{host}:{port}/x"))

    assert "not a public address" in message
    assert site.asked == []


def test_name_that_leads_to_a_private_address_later_is_refused(site, exchange_with, monkeypatch):
    """The name is harmless whenever it is looked up beforehand; only the connection itself tells."""
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: real("127.0.0.1", *rest, **more))

    message = str(failure(exchange_with(allow_private=False), f"http://papi.example.vn:{site.server.server_port}/"))

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
        ("::7f00:1", False),
        ("::ffff:0:7f00:1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b:1::7f00:1", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
        ("2002:7f00:1::1", False),
        ("fec0::1", False),
    ],
)
def test_public_addresses(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize("path", ["/drip", "/drip-headers"])
def test_slow_drip_is_cut_off(site, exchange_with, path):
    begun = time.monotonic()

    error = failure(exchange_with(total_seconds=0.25), site.root + path)

    assert "took more than 0.25 seconds" in str(error) and isinstance(error, PassingFetchError)
    assert 0.25 <= time.monotonic() - begun < 3


def test_cut_hits_its_own_exchange_alone(site, exchange_with):
    """One thread watches over all exchanges; a connection is used again, and its next answer may take its time."""
    exchange = exchange_with()
    slow = site.root + "/slow"
    site.pages["/slow"] = lambda handler: (time.sleep(0.2), handler.answer(200, b"x", {}))[-1]
    others = [exchange_with(total_seconds=0.3) for _ in range(3)]
    drips = [threading.Thread(target=failure, args=(other, site.root + "/drip")) for other in others]
    for thread in drips:
        thread.start()

    assert [exchange.ask(slow, {}).data for _ in range(3)] == [b"x"] * 3
    for thread in drips:
        thread.join()
    assert exchange.ask(slow, {}).data == b"x"


def test_no_thread_and_no_socket_is_left_behind(site, exchange_with):
    exchange = exchange_with(total_seconds=0.2)
    threads = threading.active_count()
    for _ in range(3):
        failure(exchange, site.root + "/drip")

    assert threading.active_count() <= threads + 3, "those of the server alone"


def test_silent_server_times_out(site, exchange_with):
    error = failure(exchange_with(read_seconds=0.1), site.root + "/silence")

    assert "did not answer in time" in str(error) and isinstance(error, PassingFetchError)


@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_size_is_bounded(site, exchange_with, path):
    error = failure(exchange_with(max_page_bytes=100_000), site.root + path)

    assert str(error) == f"{site.root}{path} was not fetched: it has more than 100000 bytes."
    assert not isinstance(error, PassingFetchError)


def test_bound_goes_by_what_the_server_says_it_is(site, exchange_with):
    exchange = exchange_with(max_page_bytes=1000, max_bytes=2000)
    body = b"x" * 1500

    assert exchange.ask(site.page("/a.pdf", body, Content_Type="application/pdf"), {}).data == body
    failure(exchange, site.page("/a.html", body, Content_Type="Text/HTML; charset=utf-8"))
    failure(exchange, site.page("/b.pdf", body * 2, Content_Type="application/pdf"))
    failure(exchange, site.page("/robots.txt", body, Content_Type="text/plain"), max_bytes=500)


def test_promised_size_is_believed_at_once(site, exchange_with):
    def huge(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(2 * 1024**3))
        handler.end_headers()
        handler.server.site.stopping.wait(5)

    site.pages["/huge"] = huge
    begun = time.monotonic()

    failure(exchange_with(), site.root + "/huge")

    assert time.monotonic() - begun < 2, "not a byte of it is waited for"


def test_only_so_many_large_bodies_are_held_at_once():
    large = Large(1)
    first, second = object(), object()
    large.enter(first)
    large.enter(first)
    waiting = threading.Thread(target=large.enter, args=(second,))
    waiting.start()
    waiting.join(0.05)
    assert waiting.is_alive()

    large.leave(first)
    waiting.join(2)

    assert not waiting.is_alive()
    large.leave(first)
    large.leave(second)


def test_large_body_asks_for_room_before_it_is_held():
    class Raw:
        headers: ClassVar[dict[str, str]] = {}
        length_remaining = None

        def __init__(self):
            self.left = 10

        def read(self, amount, decode_content):
            self.left -= 1
            return b"x" * 1000 if self.left >= 0 else b""

    asked = []
    raw = Raw()
    assert read_body(raw, 20_000, 5_000, lambda: asked.append(raw.left)) == b"x" * 10_000
    assert asked == [-1], "once, when all of it has come"
    with pytest.raises(BodyError, match="more than 3000"):
        read_body(Raw(), 3_000, 5_000, lambda: None)


def test_waiting_for_room_is_none_of_the_servers_time(site, exchange_with):
    site.page("/large", b"x" * 50_000)
    exchange = exchange_with(large_bytes=10_000, large_at_once=1, total_seconds=0.3)
    holder = object()
    exchange._large.enter(holder)
    threading.Timer(0.8, exchange._large.leave, args=(holder,)).start()

    assert len(exchange.ask(site.root + "/large", {}).data) == 50_000


@pytest.mark.parametrize("status", [102, 103])
def test_interim_answer_does_not_pass_for_the_page_nor_spoil_the_next(site, exchange_with, status):
    def early(handler):
        handler.wfile.write(b"HTTP/1.1 %d Early\r\nLink: x\r\n\r\n" % status)
        handler.answer(200, b"the page", {})

    site.pages["/early"] = early
    site.page("/x", b"another page")
    exchange = exchange_with()

    assert f"an interim answer, {status}" in str(failure(exchange, site.root + "/early"))
    assert exchange.ask(site.root + "/x", {}).data == b"another page"


@pytest.mark.parametrize(
    ("told", "goal"),
    [
        ("HTTP://A.VN:80/x", "http://a.vn/x"),
        ("https://a.vn.:443/x?y", "https://a.vn/x?y"),
        ("https://A.vn:8443", "https://a.vn:8443/"),
        ("http://b\u1ed9.vn/\u1ed9".encode().decode("latin-1"), "http://xn--b-8xm.vn/\u1ed9"),
        ("http://a.vn/\xe9", "http://a.vn/\xe9"),
        ("http://a.vn:99999/x", "http://a.vn:99999/x"),
    ],
)
def test_goal_of_a_redirect_is_written_in_one_way(site, exchange_with, told, goal):
    site.page("/old", b"", 301, Location=told)

    assert exchange_with().ask(site.root + "/old", {}).location == goal


def test_cookie_that_breaks_the_jar_is_not_told_to_people():
    program = "import warnings, scrapers.crawl.exchange; warnings.warn('http.cookiejar bug!\\nTraceback')"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=60)

    assert told.stderr == b""


def test_body_shorter_than_announced_is_no_page(site, exchange_with):
    def short(handler):
        handler.answer(200, b"half", {"Content_Length": "1000"})
        handler.close_connection = True

    site.pages["/short"] = short
    error = failure(exchange_with(), site.root + "/short")

    assert "broken off" in str(error) and isinstance(error, PassingFetchError)


def test_body_longer_than_announced_does_not_spoil_the_next_answer(site, exchange_with):
    exchange = exchange_with()
    url = site.page("/long", b"pageHTTP/1.1 200 OK\r\n\r\nsmuggled", Content_Length="4")

    assert [exchange.ask(url, {}).data for _ in range(3)] == [b"page"] * 3


@pytest.mark.parametrize("body", [b"not gzip at all", gzip.compress(b"x" * 1000)[:-12]], ids=["none", "cut off"])
def test_damaged_compression_is_no_page(site, exchange_with, body):
    assert "damaged" in str(failure(exchange_with(), site.page("/gz", body, Content_Encoding="gzip")))


@pytest.mark.parametrize(
    "reply", [b"", b"garbage\r\n\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200]
)
def test_what_is_not_http_is_no_page(site, exchange_with, reply):
    def odd(handler):
        handler.wfile.write(reply)
        handler.close_connection = True

    site.pages["/odd"] = odd

    assert "was not fetched" in str(failure(exchange_with(), site.root + "/odd"))


def test_closed_port_is_no_page(exchange_with):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        error = failure(exchange_with(), f"http://127.0.0.1:{taken.getsockname()[1]}/x")

    assert "the connection to 127.0.0.1 failed" in str(error) and isinstance(error, PassingFetchError)


def test_connection_is_kept_while_it_is_in_use(site, exchange_with, monkeypatch):
    """Servers hang up after some seconds: a connection that was idle for about as long is a race, and is left."""
    ports = []

    def keep(handler):
        ports.append(handler.client_address[1])
        handler.answer(200, b"x", {})

    site.pages["/x"] = keep
    exchange = exchange_with()
    for _ in range(3):
        exchange.ask(site.root + "/x", {})
    assert len(set(ports)) == 1

    monkeypatch.setattr("scrapers.crawl.exchange.IDLE_SECONDS", 0.0)
    exchange.ask(site.root + "/x", {})
    assert len(set(ports)) == 2


def test_connection_that_failed_is_not_used_again(site, exchange_with):
    exchange = exchange_with(total_seconds=0.2)
    failure(exchange, site.root + "/drip")

    assert exchange.ask(site.page("/x", b"there"), {}).data == b"there"


def test_cookies_are_kept_for_the_host_and_do_not_pile_up(site, exchange_with):
    exchange = exchange_with()
    count = iter(range(200))
    site.pages["/x"] = lambda handler: handler.answer(200, b"x", {"Set_Cookie": f"c{next(count)}=1"})
    for _ in range(120):
        exchange.ask(site.root + "/x", {})

    held = [len(visit.headers.get("Cookie", "").split(";")) for visit in site.visits]
    assert held[1] == 1 and held[10] == 10
    assert max(held) <= 51


def test_conditions_are_sent(site, exchange_with):
    exchange_with().ask(site.page("/x", b"x"), {"If-None-Match": '"1"', "If-Modified-Since": "yesterday"})

    assert site.visits[0].headers["If-None-Match"] == '"1"'
    assert site.visits[0].headers["If-Modified-Since"] == "yesterday"


def test_proxy_and_password_of_the_environment_are_not_used(site, exchange_with, monkeypatch, tmp_path):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password geheim")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))

    assert exchange_with().ask(site.page("/x", b"direct"), {}).data == b"direct"
    assert "Authorization" not in site.visits[0].headers


def test_every_host_name_can_be_led_to_one_server(site, exchange_with):
    exchange = exchange_with(connect_http=("127.0.0.1", site.server.server_port))
    site.page("/x", b"there")

    assert exchange.ask("http://sonoivu.example.vn/x", {}).data == b"there"
    assert site.visits[0].host == "sonoivu.example.vn"
