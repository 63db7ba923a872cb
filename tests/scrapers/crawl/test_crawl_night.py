"""A night's crawl: hosts at once, each with its manners; nothing lost, nothing asked twice, and everything told."""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from itertools import pairwise

import pytest

from scrapers.archive import ArchiveError
from scrapers.crawl import asking, taking
from scrapers.crawl.frontier import Frontier
from scrapers.crawl.frontier_table import FrontierError
from scrapers.crawl.limits import Again
from tests.scrapers.crawl.nights import linking, links_of

LIST = "http://a.vn/list"


def outcomes(nights) -> dict[str, str]:
    return {look.url.rpartition("/")[2]: look.outcome for look in nights.looks}


def test_list_leads_to_documents_and_these_to_their_files(site, nights):
    site.page("/list", linking("d1", "d2", "http://other.vn/d3"))
    site.page("/d1", linking("f.pdf", "d9") + b"1")
    site.page("/d2", b"2")
    site.page("/f.pdf", b"%PDF")

    counts = nights.run(LIST)

    told = {look.url: (look.page_kind, look.found_on, look.source, look.run_id) for look in nights.looks}
    assert told == {
        LIST: ("list", None, "site", "night-1"),
        "http://a.vn/d1": ("document", LIST, "site", "night-1"),
        "http://a.vn/d2": ("document", LIST, "site", "night-1"),
        "http://a.vn/d9": ("document", "http://a.vn/d1", "site", "night-1"),
        "http://a.vn/f.pdf": ("attachment", "http://a.vn/d1", "site", "night-1"),
    }
    (counted,) = counts.sources.values()
    assert (counted.asked, counted.new, counted.failed, counted.waiting) == (5, 4, 1, 0)
    assert counts.hosts["a.vn"].requests == 6 and counts.stopped is None
    assert {visit.host for visit in site.visits} == {"a.vn"}


def test_next_night_asks_conditionally_and_takes_nothing_again(site, nights):
    def known(handler):
        if handler.headers["If-None-Match"] == 'W/"7"':
            handler.send_response(304)
            handler.end_headers()
        else:
            handler.answer(200, linking("d", "f.pdf"), {"ETag": 'W/"7"'})

    site.pages.update({"/list": known})
    site.page("/d", b"document", Last_Modified="Mon, 23 Nov 2026 10:00:30 GMT")
    site.page("/f.pdf", b"file")
    nights.run(LIST)
    nights.run(LIST)

    assert outcomes(nights) == {"list": "unchanged", "d": "unchanged", "f.pdf": "unchanged"}
    assert [look.http_status for look in nights.looks if look.url == LIST] == [304]
    sent = {visit.path: visit.headers for visit in site.visits[4:]}
    assert sent["/d"]["If-Modified-Since"] == "Mon, 23 Nov 2026 10:00:30 GMT"
    assert "If-None-Match" not in sent["/f.pdf"]


def test_unchanged_list_leads_on_where_the_frontier_was_lost(site, nights, tmp_path):
    def known(handler):
        tag = handler.headers["If-None-Match"]
        body = linking("d") if handler.path == "/list" else linking("f.pdf")
        handler.answer(304, b"", {}) if tag else handler.answer(200, body, {"ETag": '"1"'})

    site.pages.update({"/list": known, "/d": known})
    site.page("/f.pdf", b"file")
    nights.run(LIST)
    for path in tmp_path.glob("frontier.sqlite*"):
        path.unlink()

    nights.run(LIST)

    assert outcomes(nights) == {"list": "unchanged", "d": "unchanged", "f.pdf": "unchanged"}


def test_unasked_304_is_a_failure(site, nights):
    site.page("/d", b"", 304)

    nights.run("http://a.vn/d")

    assert [(look.outcome, look.http_status) for look in nights.looks] == [("failed", 304)]


def test_changed_page_is_a_new_capture_and_bytes_are_kept_as_they_are(site, nights):
    windows_1258 = "Hu\u1ebf: 87,61 \u0111i\u1ec3m".encode()[:-1] + b"\xd0"
    site.page("/d", windows_1258, Content_Type="text/html; charset=windows-1258")
    nights.run("http://a.vn/d")
    assert nights.archive.read(nights.looks[0].capture_id) == windows_1258

    site.page("/d", b"other")
    nights.run("http://a.vn/d")

    assert outcomes(nights) == {"d": "new"}


def test_requests_to_a_host_keep_their_distance_and_never_meet(site, nights):
    """By host name, from the end of an answer, robots.txt and redirects included; several hosts go on at once."""
    hosts = ["a.vn", "b.vn", "c.vn", "d.vn"]

    def slow(handler):
        time.sleep(0.05)
        handler.answer(200, linking(*(f"http://{host}/d{n}" for n in range(3) for host in hosts)), {})

    site.pages.update({"/list": slow, "/d0": slow, "/d1": slow})
    site.page("/d2", b"", 302, Location="http://a.vn/d9")
    site.page("/d9", b"there")

    nights.run(*(f"http://{host}/list" for host in hosts), delay_seconds=0.15, workers=8)

    for host in hosts:
        visits = site.of(host)
        assert all(later.begun - earlier.ended >= 0.149 for earlier, later in pairwise(visits)), host
    spans = [(visits[0].begun, visits[-1].begun) for host in hosts if (visits := site.of(host))]
    assert max(begun for begun, _ in spans) < min(ended for _, ended in spans), "hosts do not wait for each other"
    assert len(nights.looks) == 4 + 12 and all(look.outcome != "failed" for look in nights.looks)


def test_subdomains_of_a_sources_host_are_asked_as_one(site, nights):
    def slow(handler):
        time.sleep(0.03)
        handler.answer(200, linking(*(f"http://s{number}.a.vn/d" for number in range(8))), {})

    site.pages.update({"/list": slow, "/d": slow})

    nights.run(LIST, hosts=("a.vn", "s3.a.vn"), delay_seconds=0.05, workers=8)

    visits = sorted(site.visits, key=lambda visit: visit.begun)
    assert len(visits) == 2 + 8 * 2
    assert all(later.begun - earlier.ended >= 0.049 for earlier, later in pairwise(visits))


def test_source_may_ask_for_a_longer_pause_of_its_hosts(site, nights):
    for path in ("/x", "/y"):
        site.page(path, b"page")

    nights.run("http://a.vn/x", "http://a.vn/y", delay_seconds=0.2)

    assert all(later.begun - earlier.ended >= 0.19 for earlier, later in pairwise(site.of("a.vn")))


def test_passing_failure_is_tried_again_after_the_pages_that_wait(site, nights):
    def once(handler):
        handler.answer(503, b"", {})
        site.page("/d0", b"there")

    site.pages["/d0"] = once
    site.page("/d1", b"page")

    nights.run("http://a.vn/d0", "http://a.vn/d1")

    assert site.asked == ["/robots.txt", "/d0", "/d1", "/d0"]
    assert outcomes(nights) == {"d0": "new", "d1": "new"}


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
def test_page_gets_three_tries_and_one_look(site, nights, status):
    site.page("/d", b"", status)

    counts = nights.run("http://a.vn/d")

    assert site.asked.count("/d") == 3
    assert [(look.outcome, look.http_status) for look in nights.looks] == [("failed", status)]
    assert counts.hosts["a.vn"].faults == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_other_answers_are_failures_at_once(site, nights, status):
    site.page("/d", b"", status)

    nights.run("http://a.vn/d")

    assert site.asked.count("/d") == 1
    assert nights.told() == {"http://a.vn/d": f"http://a.vn/d was not fetched: the server answered {status}."}


def test_wait_that_a_server_asks_for_is_kept_by_the_host_alone(site, nights):
    def busy(handler):
        handler.answer(503, b"", {"Retry_After": "1"})
        site.page("a.vn/x", b"there")

    site.pages["a.vn/x"] = busy
    for path in ("/x", "/y"):
        site.page(path, b"page")

    nights.run(*(f"http://{host}/{page}" for host in ("a.vn", "b.vn") for page in ("x", "y")), workers=1)

    (_, first, second, third) = site.of("a.vn")
    assert second.begun - first.ended >= 0.99 and third.begun - second.ended < 0.9
    assert all(visit.ended < second.begun for visit in site.of("b.vn")), "no worker slept"
    assert set(outcomes(nights).values()) == {"new"}


def test_host_that_asks_for_too_long_a_wait_is_left_alone(site, nights):
    site.page("/x", b"", 503, Retry_After="86400")

    nights.run("http://a.vn/x", "http://a.vn/y")

    assert site.asked == ["/robots.txt", "/x"]
    assert all("asks to come back in 86400 seconds" in look.message for look in nights.looks)
    assert [look.http_status for look in nights.looks] == [503], "the other page waits"


def test_host_is_left_in_peace_as_long_as_it_asked_for_in_later_runs_too(site, nights):
    site.page("/x", b"", 503, Retry_After=str(36 * 3600))
    nights.run("http://a.vn/x", run_id="one")
    nights.night -= 1
    nights.run("http://a.vn/x", run_id="one")
    site.page("/x", b"page")
    counts = nights.run("http://a.vn/x", "http://a.vn/y")
    assert site.asked == ["/robots.txt", "/x"]
    assert counts.hosts["a.vn"].left_alone == "it asked to be left alone for 43200 more seconds"
    assert counts.sources["site"].failed == counts.sources["site"].waiting == 1

    nights.run("http://a.vn/x")
    assert outcomes(nights) == {"x": "new"}


def test_short_rest_that_is_left_from_an_earlier_run_is_waited_for(site, nights):
    site.page("/x", b"", 503, Retry_After="1")
    nights.run("http://a.vn/x", run_id="one", max_tries=1)
    nights.night -= 1
    site.page("/x", b"page")

    nights.run("http://a.vn/x", run_id="two")

    assert site.visits[2].begun - site.visits[1].ended >= 0.9, "robots.txt included"


def test_no_answer_has_a_host_left_alone_for_ever(site, nights):
    site.page("/x", b"", 503, Retry_After="9" * 400)
    nights.run("http://a.vn/x")
    site.page("/x", b"page")
    nights.night += 31

    nights.run("http://a.vn/x")

    assert outcomes(nights) == {"x": "new"}


def test_host_with_faults_in_a_row_is_left_alone_and_its_pages_wait(site, nights, caplog):
    for number in range(40):
        site.pages[f"/d{number}"] = lambda handler: handler.connection.shutdown(socket.SHUT_RDWR)
    site.page("b.vn/d", b"page")

    with caplog.at_level("WARNING", "cchc.crawl"):
        counts = nights.run(*(f"http://a.vn/d{number}" for number in range(40)), "http://b.vn/d", breaker_faults=4)

    assert len(site.of("a.vn")) == 1 + 4
    assert counts.hosts["a.vn"].left_alone == "it failed 4 times in a row"
    assert counts.sources["site"].new == 1
    assert counts.sources["site"].failed == 4, "those that were asked"
    assert counts.sources["site"].waiting == 36
    told = " ".join(nights.told().values())
    assert told.count("a.vn is left alone tonight: it failed 4 times in a row.") == 4
    assert [record.host for record in caplog.records] == ["a.vn"]

    for number in range(40):
        site.page(f"/d{number}", b"page")
    nights.run(*(f"http://a.vn/d{number}" for number in range(40)), max_pages=40)
    assert set(outcomes(nights).values()) == {"new"} and len(nights.looks) == 40, "the next night it gives everything"


def test_storm_of_refusals_is_not_sat_out(site, nights):
    site.page("/list", linking(*(f"d{number}" for number in range(60))))
    for number in range(60):
        site.page(f"/d{number}", b"", 403)

    counts = nights.run(LIST)

    assert len(site.asked) == 2 + 20
    assert counts.hosts["a.vn"].left_alone == "it refused 20 pages in a row (403)"
    assert counts.sources["site"].waiting == 60 - 20 - 1


def test_redirects_are_followed_hop_by_hop_under_the_rules_of_each_host(site, nights):
    site.page("a.vn/old", b"", 301, Location="http://www.a.vn/new#part")
    site.page("www.a.vn/new", b"", 302, Location="/newer")
    site.page("/newer", b"moved")
    site.page("/to-closed", b"", 302, Location="http://www.a.vn/closed")
    site.page("www.a.vn/robots.txt", b"User-agent: *\nDisallow: /closed\n")

    nights.run("http://a.vn/old", "http://a.vn/to-closed")

    assert nights.told() == {
        "http://a.vn/old": "Redirected to http://www.a.vn/newer",
        "http://a.vn/to-closed": "http://www.a.vn/closed was not fetched:"
        " the robots.txt of www.a.vn does not permit it.",
    }
    assert nights.archive.read(nights.archive.latest("http://a.vn/old").capture_id) == b"moved"
    assert [visit.path for visit in site.of("www.a.vn")] == ["/robots.txt", "/new", "/newer"]


def test_redirect_is_followed_before_the_other_pages_of_its_host(site, nights):
    site.page("/d0", b"", 302, Location="/moved")
    for path in ("/moved", "/d1"):
        site.page(path, b"page")

    nights.run("http://a.vn/d0", "http://a.vn/d1")

    assert site.asked == ["/robots.txt", "/d0", "/moved", "/d1"]


def test_large_bodies_make_room_for_each_other(site, nights):
    """Also those that turn out to be too large."""
    for number in range(6):
        size = 3_000 if number % 2 else 9_000
        site.page(f"/d{number}", b"x" * size, Content_Type="application/pdf")

    nights.run(
        *(f"http://{host}/d{n}" for host in "abc" for n in range(6)),
        large_bytes=1_000,
        large_at_once=1,
        max_bytes=5_000,
    )

    assert sorted({look.outcome for look in nights.looks}) == ["failed", "new"] and len(nights.looks) == 18


def test_redirects_are_bounded(site, nights):
    site.page("/loop", b"", 302, Location="/loop")

    nights.run("http://a.vn/loop")

    assert "redirects more than 5 times" in nights.told()["http://a.vn/loop"]
    assert site.asked.count("/loop") == 6


@pytest.mark.parametrize(
    "goal",
    [
        "file:///etc/passwd",
        "ftp://a.vn/x",
        "javascript:1",
        "http://[",
        "http://a.vn:99999/",
        "http://169.254.169.254/latest",
        "http://me:geheim@a.vn/",
        "http://elsewhere.vn/",
        "http://xa.vn/",
    ],
)
def test_redirect_elsewhere_is_refused(site, nights, goal):
    site.page("/away", b"", 302, Location=goal)

    nights.run("http://a.vn/away")

    (look,) = nights.looks
    assert look.outcome == "failed" and "was not fetched" in look.message
    assert "geheim" not in look.message
    assert site.asked == ["/robots.txt", "/away"]


def test_private_address_is_refused_where_it_is_not_allowed(site, nights):
    nights.run("http://a.vn/x", allow_private=False)

    assert "a.vn leads to 127.0.0.1, which is not a public address" in nights.told()["http://a.vn/x"]
    assert site.visits == []


@pytest.mark.parametrize(("status", "method"), [(302, "GET"), (303, "GET"), (307, "POST")])
def test_form_is_posted_and_its_look_is_named_after_it(site, nights, status, method):
    site.page("/list", linking("d", "next.aspx#Page$2"))
    site.page("/d", b"document")
    site.page("/next.aspx", b"", status, Location="/there")
    site.page("/there", b"second page")

    nights.run(LIST)

    assert nights.told()["http://a.vn/next.aspx#Page$2"] == "Redirected to http://a.vn/there"
    sent = {visit.path: visit for visit in site.visits}
    assert b"__EVENTTARGET=Page%242" in sent["/next.aspx"].body
    assert bool(sent["/there"].body) == (method == "POST")


def test_form_is_never_asked_conditionally(site, nights):
    site.page("/list", linking("d", "next.aspx#Page$2"), ETag='"1"')
    site.page("/next.aspx", b"second page", ETag='"2"')
    nights.run(LIST)
    site.page("/list", linking("d", "d2", "next.aspx#Page$2"), ETag='"3"')
    nights.run(LIST)

    posts = [visit for visit in site.visits if visit.path == "/next.aspx"]
    assert len(posts) == 2 and all("If-None-Match" not in visit.headers for visit in posts)


def paged(site, length: int, *new: str) -> None:
    """A list of `length` pages with two documents each, and further ones on its first page."""
    for number in range(1, length + 1):
        hrefs = [f"d{number}a", f"d{number}b", *(new if number == 1 else ())]
        if number < length:
            hrefs.append(f"next{number + 1}")
        site.page("/list" if number == 1 else f"/next{number}", linking(*hrefs))


def lists_asked(site) -> list[str]:
    return [path for path in site.asked if "list" in path or "next" in path]


def test_list_is_paged_on_to_its_end_and_then_while_it_brings_what_is_new(site, nights):
    paged(site, 5)
    nights.run(LIST)
    assert lists_asked(site) == ["/list", "/next2", "/next3", "/next4", "/next5"]

    site.visits.clear()
    nights.run(LIST)
    assert lists_asked(site) == ["/list"]

    paged(site, 5, "fresh")
    site.visits.clear()
    nights.run(LIST)
    assert lists_asked(site) == ["/list", "/next2"]
    assert "/fresh" in site.asked

    site.visits.clear()
    nights.run(LIST, paging="to the end", again=Again())
    assert sorted(lists_asked(site)) == ["/list", "/next2", "/next3", "/next4", "/next5"]


def calendar(handler):
    """A page of a calendar without end, which leads to the next months."""
    month = int(handler.path.rpartition("list")[2])
    handler.answer(200, linking(*(f"/cal/list{later}" for later in range(month + 1, month + 6))), {})


def test_trap_of_lists_keeps_no_document_and_no_list_out(site, nights):
    for month in range(500):
        site.pages[f"/cal/list{month}"] = calendar
    documents = [f"d{number}" for number in range(20)]
    for name in (*documents, "fresh", "late", "changing"):
        site.page(f"/{name}", b"document")
    site.page("/list", linking("cal/list1", *documents))
    for _ in range(4):
        nights.run(LIST, max_pages=20)
    assert {f"/{name}" for name in documents} <= set(site.asked)
    assert sum("/cal/" in path for path in site.asked) <= 4 * 10

    site.page("/list", linking("cal/list1", *documents, "fresh", "list-b"))
    site.page("/list-b", linking("late"))
    nights.run(LIST, max_pages=20)
    assert {"/fresh", "/list-b", "/late"} <= set(site.asked)

    site.page("/list-b", linking("late", "changing"))
    nights.run(LIST, max_pages=20)
    assert "/changing" in site.asked, "a list that lately led to new documents is asked every night"


def test_backlog_of_new_pages_does_not_hide_changes_of_known_ones(site, nights):
    names = [f"d{number}" for number in range(100)]
    site.page("/list", linking(*names))
    for name in names:
        site.page(f"/{name}", b"document")
    nights.run(LIST, max_pages=10)
    first = {look.url for look in nights.looks} - {LIST}

    nights.run(LIST, max_pages=10)

    again = {look.url for look in nights.looks} & first
    assert len(again) == 2 and len(nights.looks) == 10
    nights.run(LIST, max_pages=10)
    assert len({look.url for look in nights.looks} & (first - again)) == 2, "those that were asked longest ago"


def test_dead_host_takes_nothing_from_the_budget_of_its_source(site, nights):
    for host in ("a.vn", "b.vn"):
        site.page(f"{host}/list", linking(*(f"d{number}" for number in range(40))))
    for number in range(40):
        site.page(f"/d{number}", b"page")
    starts = (LIST, "http://b.vn/list")
    nights.run(*starts, max_pages=90)
    site.page("a.vn/robots.txt", b"", 503)

    counts = nights.run(*starts, max_pages=44)

    assert len([look for look in nights.looks if "b.vn" in look.url]) == 41
    assert [look.url for look in nights.looks if "a.vn" in look.url] == [LIST]
    assert counts.sources["site"].waiting == 40


def test_list_that_was_cut_by_its_bound_goes_on_the_next_night(site, nights):
    paged(site, 7)
    counts = nights.run(LIST, max_list_pages=3)
    assert lists_asked(site) == ["/list", "/next2", "/next3"]
    assert counts.sources["site"].waiting == 1

    nights.run(LIST, max_list_pages=3)
    assert lists_asked(site)[3:] == ["/list", "/next4", "/next5"]

    nights.run(LIST, max_list_pages=3)
    assert lists_asked(site)[6:] == ["/list", "/next6", "/next7"]
    assert {f"/d{number}{side}" for number in range(1, 8) for side in "ab"} <= set(site.asked)


def test_what_is_beyond_a_sources_budget_waits_for_the_next_night(site, nights):
    site.page("/list", linking(*(f"d{number}" for number in range(10))))
    counts = nights.run(LIST, max_pages=4)
    assert counts.sources["site"].asked == 4 and counts.sources["site"].waiting == 7
    assert counts.stopped is None

    first = {look.url for look in nights.looks}
    nights.run(LIST, max_pages=4)
    assert len({look.url for look in nights.looks} - first) == 3, "what was never asked comes before what is known"


@pytest.mark.parametrize(
    ("bound", "told"),
    [
        ({"max_requests": 5}, "5 requests were sent"),
        ({"max_night_bytes": 1000}, "1,000 bytes were received"),
        ({"max_seconds": 0.2, "delay_seconds": 0.06}, "0.2 seconds have passed"),
    ],
)
def test_night_has_bounds(site, nights, bound, told):
    site.page("/list", linking(*(f"d{number}" for number in range(30))))
    for number in range(30):
        site.page(f"/d{number}", b"x" * 100)

    counts = nights.run(LIST, **bound)

    assert counts.stopped == told
    assert counts.sources["site"].waiting >= 1
    assert counts.sources["site"].failed == 0 and counts.sources["site"].asked < 31


def test_night_that_is_stopped_keeps_what_it_has_and_goes_on(site, nights):
    """Each page is asked once, although the run is stopped twice in its middle."""

    def stopping(handler):
        nights.stop.set()
        handler.answer(200, b"page", {})

    site.page("/list", linking(*(f"d{number}" for number in range(12))))
    for number in range(12):
        site.page(f"/d{number}", b"x")
    site.pages["/d3"] = site.pages["/d8"] = stopping

    runs = []
    for _ in range(3):
        nights.stop.clear()
        runs.append(nights.run(LIST, run_id="one", workers=2))

    assert [counts.stopped for counts in runs] == ["it was stopped", "it was stopped", None]
    pages = [path for path in site.asked if path != "/robots.txt"]
    assert sorted(pages) == sorted(set(pages)) and len(pages) == 13
    assert len(nights.looks) == 13


def test_stop_does_not_wait_for_a_slow_answer_nor_call_it_a_failure(site, nights, monkeypatch):
    monkeypatch.setattr("scrapers.crawl.night._GRACE_SECONDS", 0.1)
    threading.Timer(0.3, nights.stop.set).start()
    begun = time.monotonic()

    counts = nights.run("http://a.vn/drip", total_seconds=30.0, read_seconds=30.0, max_tries=1)

    assert time.monotonic() - begun < 3
    assert nights.looks == []
    assert counts.sources["site"].waiting == 1


def test_run_goes_on_where_a_kill_left_it(site, nights, tmp_path):
    """Looks that are on disk although the frontier was never told of them are not asked again."""
    site.page("/list", linking("d1", "d2"))
    for path in ("/d1", "/d2"):
        site.page(path, b"x")
    told = Frontier.done
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Frontier, "done", lambda *_: None)
        nights.run(LIST, run_id="one")
    assert Frontier.done is told
    site.visits.clear()

    counts = nights.run(LIST, run_id="one")

    assert site.visits == [] and counts.sources["site"].waiting == 0


def test_links_are_on_disk_before_the_look_that_led_to_them(site, nights, monkeypatch):
    site.page("/list", linking("d1"))
    site.page("/d1", b"x")
    order = []
    add, respond = Frontier.add, nights.archive.writer("x").__class__.add_response
    monkeypatch.setattr(Frontier, "add", lambda *given: (order.append("links"), add(*given))[-1])
    monkeypatch.setattr(
        nights.archive.writer("x").__class__,
        "add_response",
        lambda *given, **more: (order.append("look"), respond(*given, **more))[-1],
    )

    nights.run(LIST)

    assert order == ["links", "look", "look"]


@pytest.mark.parametrize("part", ["judge", "links_of"])
def test_page_that_nobody_thought_of_does_not_end_the_night(site, nights, monkeypatch, part):
    whole = getattr(taking, part)

    def stumble(*given):
        if any(getattr(value, "url", "").endswith("/list2") for value in given):
            raise RuntimeError("unthinkable")
        return whole(*given)

    monkeypatch.setattr(taking, part, stumble)
    site.page("/list2", linking("d1"))
    site.page("/list", linking("d2"))
    site.page("/d2", b"x")

    nights.run(LIST, "http://a.vn/list2")

    assert outcomes(nights) == {"list": "new", "list2": "suspect", "d2": "new"}


def test_absurd_dates_of_a_server_do_not_end_the_night(site, nights):
    site.page("a.vn/x", b"", 503, Retry_After="Wed, 21 Oct 2027 07:28:00 +9999999999999")
    site.page("b.vn/robots.txt", b"", 503, Retry_After="Wed, 21 Oct 2027 07:28:00 +9999999999999")
    site.page("/x", b"page")

    nights.run("http://a.vn/x", "http://b.vn/x", "http://c.vn/x")

    assert [nights.told()[f"http://{host}.vn/x"][:25] for host in "abc"] == [
        "http://a.vn/x was not fet",
        "http://b.vn/x was not fet",
        "new",
    ]


def test_what_nobody_thought_of_is_a_failure_of_its_page_alone(site, nights, monkeypatch, caplog):
    whole = asking.fault_of

    def stumble(answer, at):
        if answer.url in ("http://a.vn/d1", "http://b.vn/robots.txt"):
            raise RuntimeError("unthinkable")
        return whole(answer, at)

    monkeypatch.setattr(asking, "fault_of", stumble)
    for path in ("/d1", "/d2"):
        site.page(path, b"page")

    counts = nights.run("http://a.vn/d1", "http://a.vn/d2", "http://b.vn/d1", delay_seconds=0.1)

    assert counts.sources["site"].outcomes == {"failed": 2, "new": 1}
    assert "could not be dealt with (RuntimeError)" in nights.told()["http://a.vn/d1"]
    assert "permits nothing" in nights.told()["http://b.vn/d1"] and "(RuntimeError)" in nights.told()["http://b.vn/d1"]
    assert all(later.begun - earlier.ended >= 0.09 for earlier, later in pairwise(site.of("a.vn")))
    assert "unthinkable" in caplog.text


def test_archive_that_cannot_be_written_ends_the_night_and_is_told(site, nights, monkeypatch):
    site.page("/list", linking("d1", "d2"))

    def full(*_, **__):
        raise ArchiveError("The disk is full.")

    monkeypatch.setattr(nights.archive.writer("x").__class__, "add_response", full)

    with pytest.raises(ArchiveError, match="The disk is full"):
        nights.run(LIST)
    assert threading.active_count() < 20


def test_interrupt_ends_the_night_at_once_and_keeps_what_came(site, nights, monkeypatch):
    site.page("b.vn/d", b"page")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("scrapers.crawl.night._PROGRESS_SECONDS", 0.3)
    monkeypatch.setattr("scrapers.crawl.night.Tally.progress", interrupted)
    begun = time.monotonic()

    with pytest.raises(KeyboardInterrupt):
        nights.run("http://a.vn/drip", "http://b.vn/d", total_seconds=30.0, read_seconds=30.0)

    assert time.monotonic() - begun < 3
    assert [look.url for look in nights.archive.looks()] == ["http://b.vn/d"]


def test_disk_that_refuses_the_frontier_is_told_in_a_sentence(site, nights, monkeypatch):
    site.page("/list", linking("d1"))

    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Frontier, "_add", full)

    with pytest.raises(FrontierError, match=r"frontier\.sqlite cannot be written: database or disk is full\.$"):
        nights.run(LIST)


def test_connection_is_not_held_through_a_pause_that_is_longer_than_servers_wait(site, nights, monkeypatch):
    ports = []

    def answer(handler):
        ports.append(handler.client_address[1])
        handler.answer(200, b"page", {})

    site.pages.update({"/x": answer, "/y": answer, "/z": answer})
    starts = [f"http://a.vn/{name}" for name in "xyz"]
    nights.run(*starts)
    assert len(set(ports)) == 1

    monkeypatch.setattr("scrapers.crawl.night.IDLE_SECONDS", 0.01)
    nights.run(*starts, delay_seconds=0.02)
    assert len(set(ports)) == 1 + 3


def test_page_whose_host_is_no_longer_one_of_the_source_is_forgotten(site, nights):
    site.page("/list", linking("http://b.vn/d"))
    site.page("/d", b"x")
    nights.run(LIST, hosts=("a.vn", "b.vn"))
    site.visits.clear()

    counts = nights.run(LIST, hosts=("a.vn",))

    assert site.of("b.vn") == [] and counts.sources["site"].waiting == 0


def test_pages_of_a_source_that_is_gone_are_taken_over(site, nights):
    site.page("/list", linking("d1", "d2"))
    for path in ("/d1", "/d2", "/d3"):
        site.page(path, b"page")
    nights.run(LIST, "http://a.vn/d3", codes=("old",))
    site.page("/list", linking("d1"))

    nights.run(LIST, codes=("new",))
    assert {look.url: look.source for look in nights.looks} == {LIST: "new"}, "old may only rest tonight"
    nights.run(LIST, codes=("new",), known=["new"])

    assert {look.url: look.source for look in nights.looks} == dict.fromkeys(
        (LIST, "http://a.vn/d1", "http://a.vn/d2"), "new"
    )


def test_page_that_is_found_is_taken_over_from_a_source_that_is_gone(site, nights):
    site.page("/list", linking(*(f"d{number}" for number in range(5))))
    for number in range(5):
        site.page(f"/d{number}", b"page")
    nights.run(LIST, codes=("old",), max_pages=3)

    counts = nights.run(LIST, codes=("new",), known=["new"])

    assert len(nights.looks) == 6 and {look.source for look in nights.looks} == {"new"}
    assert counts.sources["new"].waiting == 0


def test_links_beyond_the_bound_of_a_page_are_left(site, nights):
    site.page("/list", linking(*(f"d{number}" for number in range(50))))

    counts = nights.run(LIST, max_links=10)

    assert counts.sources["site"].asked == 11


def test_progress_is_told(site, nights, monkeypatch, caplog):
    monkeypatch.setattr("scrapers.crawl.night._PROGRESS_SECONDS", 0.1)
    site.page("/list", linking("d1", "d2", "d3"))
    site.page("/d1", b"x")

    with caplog.at_level("INFO", "cchc.progress"):
        nights.run(LIST, delay_seconds=0.15)

    assert caplog.records and caplog.records[-1].counts["requests"] >= 3
    assert "requests" in caplog.messages[-1]


def test_links_of_the_tests_are_understood():
    """The helper of this file, which the tests above rest on."""
    from scrapers.crawl.page import Page

    found = links_of(None, "plain", Page(LIST, linking("d", "next2", "f.pdf"), "text/html", "list"))

    assert [(link.page_kind, link.pages_on) for link in found] == [
        ("document", False),
        ("list", True),
        ("attachment", False),
    ]
