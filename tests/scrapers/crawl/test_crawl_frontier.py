"""What is known of and due: kept on disk, in order, over nights and kills."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from scrapers.crawl.frontier import Frontier
from scrapers.crawl.frontier_table import FrontierError
from scrapers.crawl.limits import Again, Limits
from scrapers.crawl.page import Form, Link

LIST = Link("http://a.vn/list", "list")
DAY = date(2026, 11, 1)


@dataclass
class Look:
    """What the frontier needs of one."""

    url: str
    outcome: str = "new"


@pytest.fixture
def frontier(tmp_path):
    with Frontier(tmp_path / "crawl" / "frontier.sqlite") as opened:
        yield opened


def begin(frontier, night=1, sources=("s",), starts=(LIST,), **limits):
    begun = frontier.begin(f"r{night}", DAY + timedelta(days=night), sources, Limits(**limits))
    for source in sources:
        frontier.keep_starts(source, [(link, "plain") for link in starts])
    return begun


def documents(*names):
    return [Link(f"http://a.vn/{name}", "document") for name in names]


def due(frontier, host="a.vn", taken=(), shares=(), lists=(), left=(), count=99):
    return [page.url.rpartition("/")[2] for page in frontier.to_ask(host, taken, shares, lists, left, count)]


def page_of(frontier, name):
    (found,) = [page for page in frontier.to_ask("a.vn", (), (), (), (), 99) if page.url.endswith("/" + name)]
    return found


def done(frontier, *names, outcome="new"):
    frontier.done([Look(f"http://a.vn/{name}", outcome) for name in names])


def test_lists_come_first_then_what_was_never_asked_then_what_is_known(frontier):
    begin(frontier)
    parent = page_of(frontier, "list")
    assert frontier.add(parent, [*documents("old"), Link("http://a.vn/list2", "list")], parent.url) == 2
    done(frontier, "list", "old")
    begin(frontier, 2)
    frontier.add(page_of(frontier, "list"), documents("old", "new"), parent.url)

    assert due(frontier) == ["list", "list2", "new", "old"]
    assert [page.known for page in frontier.to_ask("a.vn", (), (), (), (), 99)] == [True, False, False, True]
    assert due(frontier, taken=["http://a.vn/list"], count=2) == ["list2", "new"]
    assert due(frontier, shares=[("s", rank) for rank in range(4)]) == [] and due(frontier, host="b.vn") == []


def test_what_was_found_tells_where_from(frontier):
    begin(frontier)
    parent = page_of(frontier, "list")
    frontier.add(parent, documents("a"), "http://a.vn/list")
    found = page_of(frontier, "a")

    assert (found.found_on, found.hops, found.source, found.system) == ("http://a.vn/list", 1, "s", "plain")
    assert (parent.found_on, parent.hops) == (None, 0)


def test_pages_are_kept_where_the_process_is_killed(tmp_path):
    path = tmp_path / "frontier.sqlite"
    first = Frontier(path).__enter__()
    begin(first)
    first.add(page_of(first, "list"), documents("a", "b"), LIST.url)
    done(first, "a")

    with Frontier(path) as second:  # the first was never closed
        assert begin(second), "the run was begun before"
        assert due(second) == ["list", "b"]
        second.done_before(iter(["http://a.vn/list"]))
        assert due(second) == ["b"]
        assert second.asked() == {"s": 2}
    first._connection.close()


def test_next_night_asks_all_of_a_list_and_young_documents_again(frontier):
    begin(frontier)
    frontier.add(page_of(frontier, "list"), documents("a", "b"), LIST.url)
    done(frontier, "list", "a", "b")
    assert due(frontier) == []

    assert not begin(frontier, 2)
    assert due(frontier) == ["list", "a", "b"]


def test_other_sources_and_their_pages_rest(frontier):
    begin(frontier, sources=("s",))
    frontier.add(page_of(frontier, "list"), documents("a"), LIST.url)
    begin(frontier, 2, sources=("t",), starts=(Link("http://b.vn/list", "list"),))

    assert frontier.hosts() == ["b.vn"]
    assert frontier.waiting() == {"t": 1}


def test_second_run_of_a_day_asks_lists_and_what_fails(frontier):
    begin(frontier)
    frontier.add(page_of(frontier, "list"), documents("good", "bad"), LIST.url)
    done(frontier, "list", "good")
    done(frontier, "bad", outcome="failed")

    frontier.begin("another run", DAY + timedelta(days=1), ["s"], Limits())

    assert due(frontier) == ["list", "bad"]


def test_list_goes_on_while_it_brings_what_was_never_seen(frontier):
    begin(frontier)
    onward = Link("http://a.vn/2", "list", pages_on=True)
    assert frontier.add(page_of(frontier, "list"), [*documents("a"), onward], LIST.url) == 1
    second = page_of(frontier, "2")
    assert second.list_row == page_of(frontier, "list").row and second.link.pages_on
    further = Link("http://a.vn/3", "list", pages_on=True)
    assert frontier.add(second, [*documents("a"), further], second.url) == 0
    assert "3" not in due(frontier)


def test_known_list_goes_on_to_the_next_page_that_was_not_asked_tonight(frontier):
    onward = [Link(f"http://a.vn/{number}", "list", pages_on=True) for number in (2, 3)]
    begin(frontier)
    frontier.add(page_of(frontier, "list"), [*documents("a"), *onward], LIST.url)
    done(frontier, "list", "2", "3", "a")
    begin(frontier, 2)
    assert due(frontier) == ["list", "a"], "next pages wait for their list"
    first = page_of(frontier, "list")

    frontier.add(first, [*documents("a"), *onward], LIST.url)
    assert due(frontier) == ["list", "a"], "which brought nothing new"
    frontier.add(first, [*documents("b"), *onward], LIST.url)
    assert due(frontier) == ["list", "2", "b", "a"]
    done(frontier, "list", "2")
    frontier.add(page_of(frontier, "b"), [*documents("c"), *onward], LIST.url)
    assert due(frontier)[0] == "3"


def test_next_pages_that_failed_or_were_left_over_are_due(frontier):
    onward = [Link(f"http://a.vn/{number}", "list", pages_on=True) for number in (2, 3, 4)]
    begin(frontier)
    frontier.add(page_of(frontier, "list"), [*documents("a"), *onward], LIST.url)
    done(frontier, "list", "a", "2")
    done(frontier, "3", outcome="failed")

    begin(frontier, 2)

    assert due(frontier) == ["list", "3", "4", "a"]


def test_deep_night_pages_on_to_the_end(frontier):
    onward = Link("http://a.vn/2", "list", pages_on=True)
    begin(frontier)
    frontier.add(page_of(frontier, "list"), [*documents("a"), onward], LIST.url)
    done(frontier, "list", "a", "2")

    begin(frontier, 2, paging="to the end")
    frontier.add(page_of(frontier, "list"), [*documents("a"), onward], LIST.url)

    assert due(frontier) == ["list", "2", "a"]


def test_spent_lists_are_passed_over(frontier):
    begin(frontier)
    first = page_of(frontier, "list")
    frontier.add(first, [*documents("a"), Link("http://a.vn/2", "list", pages_on=True)], LIST.url)

    assert due(frontier, lists=[first.row]) == ["list", "a"]
    done(frontier, "2")
    assert frontier.asked_of_lists() == {first.row: 1}


def test_form_is_asked_with_the_fields_seen_last(frontier):
    def form(state):
        return Link("http://a.vn/list", "list", Form("Page$2", (("__VIEWSTATE", state),)), pages_on=True)

    begin(frontier)
    first = page_of(frontier, "list")
    frontier.add(first, [*documents("a"), form("one")], LIST.url)
    (second,) = [page for page in frontier.to_ask("a.vn", (), (), (), (), 9) if page.form]
    assert second.address == "http://a.vn/list#Page$2"

    frontier.add(first, [form("two")], LIST.url)

    assert frontier.renewed(second).form == Form("Page$2", (("__VIEWSTATE", "two"),))


def test_start_pages_are_those_of_the_plan(frontier):
    begin(frontier, starts=(LIST, *documents("a")))
    frontier.add(page_of(frontier, "list"), documents("b"), LIST.url)
    done(frontier, "list", "a", "b")

    begin(frontier, 2, starts=(*documents("b"), Link("http://a.vn/list9", "list")))

    assert due(frontier) == ["list9", "b"]
    assert page_of(frontier, "b").hops == 0


def test_list_that_leads_to_nothing_new_is_asked_less_often_than_one_that_does(frontier):
    begin(frontier)
    parent = page_of(frontier, "list")
    frontier.add(parent, [Link("http://a.vn/barren", "list"), Link("http://a.vn/fruitful", "list")], LIST.url)
    asked = []
    for night in range(1, 61):
        begin(frontier, night)
        asked += due(frontier)
        if night % 7 == 1:
            frontier.add(page_of(frontier, "fruitful"), documents(f"d{night}"), LIST.url)
        done(frontier, *due(frontier))

    assert (asked.count("list"), asked.count("fruitful")) == (60, 60)
    assert 14 + 5 <= asked.count("barren") <= 14 + 8


def test_lists_take_turns_however_many_of_a_kind_there_are(frontier):
    def lists(*names):
        return [Link(f"http://a.vn/{name}", "list") for name in names]

    begin(frontier)
    start = page_of(frontier, "list")
    frontier.add(start, lists("fruitful", "barren"), LIST.url)
    frontier.add(page_of(frontier, "fruitful"), documents("d"), LIST.url)
    done(frontier, "list", "fruitful", "barren", "d")
    frontier.add(start, lists(*(f"near{number}" for number in range(50))), LIST.url)
    frontier.add(page_of(frontier, "near0"), lists(*(f"far{number}" for number in range(50))), LIST.url)

    begin(frontier, 2)

    assert set(due(frontier)[1:4]) == {"near0", "fruitful", "barren"}
    assert due(frontier)[4:6] == ["near1", "near2"]


def test_frontier_of_an_older_version_is_made_anew(tmp_path):
    with Frontier(tmp_path / "f.sqlite") as frontier:
        frontier._connection.executescript("drop table page; create table page (x); pragma user_version = 1")

    with Frontier(tmp_path / "f.sqlite") as frontier:
        begin(frontier)
        assert due(frontier) == ["list"]


def test_page_that_came_over_tls_is_not_asked_over_http_as_another(frontier):
    begin(frontier)
    both = [*documents("d"), Link("https://a.vn/d", "document")]
    frontier.add(page_of(frontier, "list"), both, LIST.url)
    frontier.done([Look("https://a.vn/d", "failed")])
    assert due(frontier) == ["list", "d"], "what does not come over TLS may come without"

    frontier.done([Look("https://a.vn/d")])
    assert due(frontier) == ["list"]
    frontier.add(page_of(frontier, "list"), both, LIST.url)
    assert due(frontier) == ["list"]

    begin(frontier, 2)
    frontier.add(page_of(frontier, "list"), both, LIST.url)
    assert due(frontier) == ["list", "d"] and page_of(frontier, "d").url == "https://a.vn/d"


def test_known_pages_can_be_asked_again_by_when_they_were_found(frontier):
    for night, name in ((1, "a"), (40, "b"), (80, "c")):
        begin(frontier, night)
        frontier.add(page_of(frontier, "list"), documents(name), LIST.url)
        done(frontier, "list", name)
    begin(frontier, 81)
    done(frontier, "list", "a", "b", "c")
    frontier.begin("again", DAY + timedelta(days=81), ["s"], Limits())
    assert due(frontier) == ["list"]

    assert frontier.make_due(["s"], Again(first=DAY + timedelta(days=40))) == 2

    assert sorted(due(frontier)) == ["b", "c", "list"]
    assert frontier.make_due(["s"], Again(last=DAY + timedelta(days=39))) == 2
    assert frontier.make_due(["t"], Again()) == 0


def test_source_cannot_fill_the_disk_with_addresses(frontier):
    begin(frontier, max_found=5)
    parent = page_of(frontier, "list")

    assert frontier.add(parent, documents(*"abc"), LIST.url) == 3
    assert frontier.add(parent, documents(*"defgh"), LIST.url) == 2
    assert frontier.add(parent, documents(*"ijk"), LIST.url) == 0


def test_links_are_not_followed_without_end(frontier):
    begin(frontier, max_hops=2)
    parent = page_of(frontier, "list")
    for name in ("1", "2", "3"):
        frontier.add(parent, [Link(f"http://a.vn/{name}", "list")], parent.url)
        if name != "3":
            parent = page_of(frontier, name)

    assert due(frontier) == ["list", "1", "2"]


@pytest.mark.parametrize("url", ["http://a.vn/" + "x" * 3000, "http://a.vn/#x", "http://bộ.vn/x"])
def test_addresses_that_cannot_be_asked_for_are_left_out(frontier, url):
    begin(frontier)

    assert frontier.add(page_of(frontier, "list"), [Link(url, "document")], LIST.url) == 0


@pytest.mark.parametrize("data", [b"no database at all, but long enough to be one" * 20, None])
def test_file_that_is_no_frontier_is_named(tmp_path, data):
    path = tmp_path / "frontier.sqlite"
    if data is None:
        with Frontier(path) as frontier:
            frontier._connection.execute("pragma user_version = 99")
    else:
        path.write_bytes(data)

    with pytest.raises(FrontierError, match="remove it to have it made anew"), Frontier(path):
        pass
