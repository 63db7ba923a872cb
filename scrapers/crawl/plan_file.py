"""The fields of a live source that say how it is crawled.

Belongs here: those fields into `CrawlPlan`, and what is wrong with one. Does not belong here: a source's other fields
(`source_file`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar, cast, get_args
from urllib.parse import urlsplit

from scrapers.crawl.address import check_address, host_within
from scrapers.crawl.fields import Fields, count, day, list_of, mapping_such_as, one_of, pattern, positive, seconds, text
from scrapers.crawl.limits import FetchError
from scrapers.crawl.page import PageKind
from scrapers.crawl.plan import CrawlPlan, Dates, Lookup, Paging, Start, System
from scrapers.crawl.systems.canonical import canonical

T = TypeVar("T")

SYSTEMS = get_args(System)
START_KINDS = ("list", "document")
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*")
_LONGEST_START = 2_000
_SUFFIXES = frozenset({
    "vn", "com.vn", "gov.vn", "org.vn", "net.vn", "edu.vn", "info.vn", "name.vn", "pro.vn", "health.vn", "int.vn",
    "ac.vn", "biz.vn", "dcs.vn", "com", "org", "net", "info", "edu", "gov", "asia", "io", "co", "eu",
})  # fmt: skip
"""Under which anybody, or any body of the state, has hosts: as a source's host they would admit all of them."""
_ENDING = re.compile(r"[a-z0-9]{2,5}")
_USUAL = CrawlPlan(system="plain", hosts=(), start=())
_PATTERNS = list_of(pattern, "patterns of addresses")


def take_plan(fields: Fields) -> CrawlPlan:
    """Takes the fields of a live source that say which pages are asked for.

    Raises:
        SourceError: one of them is missing or wrong.
    """
    system = cast(System, fields.take("system", one_of(SYSTEMS)))
    hosts = fields.take("hosts", _or_none(list_of(_host, "hosts such as moha.gov.vn")))
    start = fields.take(
        "start", _or_none(list_of(_start_of(system, hosts), "pages such as {url: https://a.vn/, kind: list}"))
    )
    links, budgets = (
        fields.within("links", 'about: ["cải cách hành chính"]'),
        fields.within("budgets", "max_pages: 500"),
    )
    _refuse_twice(start, fields)
    plan = CrawlPlan(
        system=system,
        hosts=hosts,
        start=start,
        documents=links.take_or("documents", _PATTERNS, ()),
        lists=links.take_or("lists", _PATTERNS, ()),
        ignore=links.take_or("ignore", _PATTERNS, ()),
        about=links.take_or("about", list_of(text, "words"), ()),
        attachments=fields.take_or(
            "attachments", _or_none(list_of(_ending, "file endings such as pdf")), _USUAL.attachments
        ),
        paging=_paging(fields.within("paging", r'links: ["[?&]trang=\d+"]')),
        dates=_dates(fields.within("dates", "since: 2012-01-01")),
        lookups=fields.take_or("lookups", list_of(_lookup, "corrections such as {match, replace, reason}"), ()),
        max_pages=budgets.take_or("max_pages", positive, _USUAL.max_pages),
        max_list_pages=budgets.take_or("max_list_pages", positive, _USUAL.max_list_pages),
        delay_seconds=budgets.take_or("delay_seconds", seconds, _USUAL.delay_seconds),
        stub_bytes=fields.take_or("stub_bytes", count, _USUAL.stub_bytes),
        must_yield=bool(start),
    )
    links.finish()
    budgets.finish()
    if not (plan.documents or plan.lists) and any(start.page_kind == "list" for start in plan.start):
        raise links.error("documents", "is missing: a list leads nowhere without patterns of the pages to follow")
    return plan


def _refuse_twice(start: tuple[Start, ...], fields: Fields) -> None:
    """Two start pages that are one address would be asked as one, and the second would hide the first."""
    seen: dict[str, str] = {}
    for page in start:
        same = seen.setdefault(canonical(page.url, page.url) or page.url, page.url)
        if same is not page.url:
            raise fields.error("start", f"names {same} twice, the second time as {page.url}")


def _start_of(system: System, hosts: tuple[str, ...]) -> Callable[[Any], Start]:
    def read(value: Any) -> Start:
        given = dict(mapping_such_as("url: https://a.vn/")(value))
        url, kind = given.pop("url", None), given.pop("kind", None)
        own = given.pop("system", system)
        if given:
            raise ValueError(f"a page with url, kind and perhaps system: {sorted(given, key=str)[0]} has no meaning")
        _check_start(url, hosts)
        return Start(
            url=url, page_kind=cast(PageKind, one_of(START_KINDS)(kind)), system=cast(System, one_of(SYSTEMS)(own))
        )

    return read


def _check_start(url: Any, hosts: tuple[str, ...]) -> None:
    if not isinstance(url, str):
        raise ValueError("a page with its url")
    try:
        check_address(url)
    except FetchError:
        raise ValueError("an http or https address, without a user name") from None
    if len(url) > _LONGEST_START:
        raise ValueError(f"an address of {_LONGEST_START:,} characters at the most")
    if "#" in url:
        raise ValueError("an address without #, which servers never see")
    if not host_within(urlsplit(url).hostname or "", hosts):
        raise ValueError(f"a page of the source's hosts, {', '.join(hosts)}")


def _host(value: Any) -> str:
    if not isinstance(value, str) or not _HOST.fullmatch(value):
        raise ValueError("a host in small letters, without port or path")
    if value in _SUFFIXES:
        raise ValueError("a host of the source's own, not one under which others have theirs")
    return value


def _or_none(read: Callable[[Any], tuple[T, ...]]) -> Callable[[Any], tuple[T, ...]]:
    """An empty list is an answer too: a source whose hosts are gone has no start, others follow no attachments."""
    return lambda value: () if value == [] else read(value)


def _ending(value: Any) -> str:
    if not isinstance(value, str) or not _ENDING.fullmatch(value):
        raise ValueError("an ending in small letters, without the dot")
    return value


def _lookup(value: Any) -> Lookup:
    given = mapping_such_as("match: ^http")(value)
    if set(given) != {"match", "replace", "reason"}:
        raise ValueError("a correction with match, replace and reason")
    if not isinstance(given["replace"], str):
        raise ValueError("a correction whose replace is a text, perhaps an empty one")
    lookup = Lookup(match=pattern(given["match"]), replace=given["replace"], reason=text(given["reason"]))
    try:
        re.sub(lookup.match, lookup.replace, "")
        re.compile(lookup.match).sub(lookup.replace, "https://a.vn/")
    except (re.error, IndexError) as error:
        raise ValueError(f"a correction whose replace fits its match: {error}") from None
    return lookup


def _paging(inner: Fields) -> Paging:
    paging = Paging(links=inner.take_or("links", _PATTERNS, ()), controls=inner.take_or("controls", _PATTERNS, ()))
    inner.finish()
    return paging


def _dates(inner: Fields) -> Dates:
    dates = Dates(in_address=inner.take_or("in_address", _day_pattern, None), since=inner.take_or("since", day, None))
    inner.finish()
    return dates


def _day_pattern(value: Any) -> str | None:
    named = re.compile(pattern(value)).groupindex
    if "year" not in named or not set(named) <= {"year", "month", "day"}:
        raise ValueError("a pattern with a group year, and perhaps month and day")
    return str(value)
