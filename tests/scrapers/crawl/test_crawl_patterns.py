"""Patterns that hang on hostile addresses are found before a night meets one."""

from __future__ import annotations

from datetime import date

from scrapers.crawl.page import Page
from scrapers.crawl.pattern_times import patterns_of, slow_patterns
from scrapers.crawl.plan import CrawlPlan, Dates, Lookup, Paging
from scrapers.crawl.systems import links_of


def test_a_pattern_that_backtracks_without_end_is_found_and_the_others_are_not() -> None:
    slow = r"/(?:a|a)+$"
    assert slow_patterns(["/tin-tuc/", slow, r"-\d{3,}/?(?:\?|$)"]) == (slow,)


def test_every_pattern_of_a_plan_is_timed() -> None:
    plan = CrawlPlan(
        system="plain", hosts=("a.vn",), start=(), documents=("d",), lists=("l",), ignore=("i",),
        paging=Paging(links=("p",)), dates=Dates(in_address="(?P<year>y)"),
        lookups=(Lookup(match="m", replace="", reason="r"),),
    )  # fmt: skip
    assert patterns_of(plan) == ("d", "l", "i", "p", "m", "(?P<year>y)")


def test_a_year_that_is_no_number_is_no_day() -> None:
    dates = Dates(in_address=r"/(?P<year>\w+)/", since=date(2012, 1, 1))
    plan = CrawlPlan(system="plain", hosts=("a.vn",), start=(), documents=("/d",), dates=dates)
    data = b'<html><body><a href="/moi/d1">1</a><a href="/2001/d2">2</a><a href="/2020/d3">3</a></body></html>'
    found = links_of(plan, "plain", Page("http://a.vn/list", data, "text/html", "list"))
    assert [link.url for link in found] == ["http://a.vn/moi/d1", "http://a.vn/2020/d3"]
