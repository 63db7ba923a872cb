"""What a robots.txt permits, and that a night keeps to it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from scrapers.crawl.exchange import Answer
from scrapers.crawl.limits import FetchError
from scrapers.crawl.robots import origin_of, rules_of
from tests.scrapers.crawl.nights import linking

URL = "http://a.vn/x"


def rules(body: bytes, status: int = 200):
    return rules_of(Answer("http://a.vn/robots.txt", status, (), body, None))


@pytest.mark.parametrize(
    ("body", "permits"),
    [
        (b"", True),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /private", True),
        (b"\xff\xfe\n", False),
        ("\ufeff# none\n\n".encode("utf-16-le"), True),
        ("User-agent: *\nDisallow: /x".encode("utf-16"), False),
        ("User-agent: *\nDisallow: /private".encode("utf-16"), True),
        ("\ufeffUser-agent: *\nDisallow: /private".encode("utf-32-be"), True),
        ("User-agent: *\nDisallow: /private".encode("utf-16-be"), False),
        (b"User-agent: *\nDisallow: /private\n\0", False),
        (b"User-agent: *\nDisallow: /\xff\xfe", False),
        (b"Maintenance - please come back later", False),
        (b"# nothing\n\n", True),
        (b"Sitemap: http://a.vn/s.xml", True),
        ("\ufeff\ufeff <html>User-agent: *".encode(), False),
        (b"User-agent: *\nDisallow: /x", False),
        (b"User-agent: cchc-warehouse\nDisallow: /\nUser-agent: *\nAllow: /", False),
        (b"User-agent: other\nDisallow: /\n", True),
        (b"User-agent: *\nDisallow: /*x$", False),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html>", False),
    ],
)
def test_what_is_permitted(body, permits):
    assert (rules(body).refusal(URL) is None) is permits


@pytest.mark.parametrize(("status", "permits"), [(404, True), (410, True), (401, False), (403, False), (500, False)])
def test_answer_without_a_file(status, permits):
    found = rules(b"", status)

    assert (found.refusal(URL) is None) is permits
    assert permits or "robots.txt cannot be read and so permits nothing" in found.refusal(URL)


def test_file_that_cannot_be_got_permits_nothing():
    assert "It broke." in rules_of(FetchError("It broke.")).refusal(URL)


@pytest.mark.parametrize(("said", "seconds"), [(b"9", 9), (b"0.5", 0.5), (b"nan", 0), (b"-3", 0), (b"soon", 0)])
def test_crawl_delay(said, seconds):
    assert rules(b"User-agent: *\nCrawl-delay: " + said).crawl_delay == seconds


def test_origins_differ_by_scheme_and_port():
    addresses = ["http://a.vn/x", "https://a.vn/", "http://a.vn:8080/x?y", "http://b.vn", "https://A.vn:443/x"]

    assert [origin_of(url) for url in addresses] == [
        "http://a.vn",
        "https://a.vn",
        "http://a.vn:8080",
        "http://b.vn",
        "https://a.vn",
    ]


@pytest.mark.parametrize("robots", [500, 503, 401, 403, b"<!DOCTYPE html><html>", b"x" * 2000])
def test_unreadable_file_permits_nothing(site, nights, robots):
    site.robots = robots
    site.page("/x", b"secret")
    site.page("/y", b"secret")

    counts = nights.run("http://a.vn/x", "http://a.vn/y", max_robots_bytes=1000)

    assert nights.told().keys() == {"http://a.vn/x"}, "one page tells it, the others wait"
    assert counts.sources["site"].failed == counts.sources["site"].waiting == 1
    assert all("permits nothing" in look.message for look in nights.looks)
    assert site.asked == ["/robots.txt"] * (3 if robots in {500, 503} else 1), "asked once a night, with its retries"


def test_file_is_the_first_request_to_a_host_and_read_once_a_night(site, nights):
    site.robots = b"User-agent: *\nDisallow: /closed"
    for path in ("/x", "/y", "/closed"):
        site.page(path, b"page")

    nights.run("http://a.vn/x", "http://a.vn/y", "http://a.vn/closed", "http://b.vn/x")

    assert [visit.path for visit in site.of("a.vn")] == ["/robots.txt", "/x", "/y"]
    assert [visit.path for visit in site.of("b.vn")] == ["/robots.txt", "/x"]
    assert "does not permit it" in nights.told()["http://a.vn/closed"]

    nights.run("http://a.vn/x")
    assert site.asked.count("/robots.txt") == 3, "and again the next night"


def test_page_that_is_refused_costs_no_budget_and_is_asked_about_again_in_a_month(site, nights):
    site.robots = b"User-agent: *\nDisallow: /x"
    site.page("/list", linking(*(f"x{number}" for number in range(40)), *(f"d{number}" for number in range(5))))
    for name in [*(f"/x{number}" for number in range(40)), *(f"/d{number}" for number in range(5))]:
        site.page(name, b"page")

    counts = nights.run("http://a.vn/list", max_pages=6)
    assert counts.sources["site"].outcomes == {"new": 6, "failed": 40}
    assert {f"/d{number}" for number in range(5)} <= set(site.asked)
    counts = nights.run("http://a.vn/list", max_pages=6)
    assert counts.sources["site"].unchanged == 6
    assert counts.sources["site"].failed <= 2, "refusals are told once a month, shared out over its days"

    site.robots = b""
    nights.night += 31
    nights.run("http://a.vn/list", max_pages=50)
    assert {f"/x{number}" for number in range(40)} <= set(site.asked)


def test_redirects_of_the_file_are_followed_five_times(site, nights):
    for hop in range(6):
        site.page(f"a.vn/{hop}.txt", b"", 301, Location=f"/{hop + 1}.txt")
    site.page("a.vn/robots.txt", b"", 301, Location="http://a.vn/2.txt")
    site.page("a.vn/6.txt", b"User-agent: *\nDisallow: /closed")
    site.page("/x", b"page")
    site.page("/closed", b"page")

    nights.run("http://a.vn/x", "http://a.vn/closed")
    assert nights.told()["http://a.vn/x"] == "new"
    assert "does not permit it" in nights.told()["http://a.vn/closed"]

    site.page("a.vn/robots.txt", b"", 301, Location="http://a.vn/1.txt")
    nights.run("http://a.vn/x")
    assert "robots.txt redirects more than 5 times" in nights.told()["http://a.vn/x"]


def test_redirect_of_the_file_takes_the_turn_of_its_goal(site, nights):
    site.page("a.vn/robots.txt", b"", 302, Location="http://www.a.vn/robots.txt")
    site.page("www.a.vn/robots.txt", b"User-agent: *\nDisallow: /closed")
    site.page("/x", b"page")
    site.page("/closed", b"page")

    nights.run("http://a.vn/x", "http://a.vn/closed")

    assert nights.told()["http://a.vn/x"] == "new"
    assert "does not permit it" in nights.told()["http://a.vn/closed"]


@pytest.mark.parametrize("goal", ["file:///etc/passwd", "http://elsewhere.vn/robots.txt", "http://["])
def test_redirect_of_the_file_elsewhere_permits_nothing(site, nights, goal):
    site.page("a.vn/robots.txt", b"", 302, Location=goal)
    site.page("/x", b"page")

    nights.run("http://a.vn/x")

    assert "permits nothing" in nights.told()["http://a.vn/x"]
    assert site.asked == ["/robots.txt"]


def test_crawl_delay_is_kept_or_the_host_left_alone(site, nights):
    site.robots = b"User-agent: *\nCrawl-delay: 0.3\n"
    for path in ("/x", "/y"):
        site.page(path, b"page")
    nights.run("http://a.vn/x", "http://a.vn/y")
    visits = site.of("a.vn")
    assert all(later.begun - earlier.ended >= 0.29 for earlier, later in pairwise(visits))

    site.robots = b"User-agent: *\nCrawl-delay: 600\n"
    counts = nights.run("http://a.vn/x", "http://a.vn/y")
    assert all("its robots.txt asks for 600 seconds" in look.message for look in nights.looks)
    assert counts.hosts["a.vn"].left_alone == "its robots.txt asks for 600 seconds between requests"
    assert len(site.visits) == 4
