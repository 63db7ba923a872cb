"""Sources' descriptions: those of the project are right, and what is wrong with one is said."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml

from scrapers.crawl.plan import CrawlPlan, Dates, Lookup, Paging, Start
from scrapers.crawl.source import SourceError
from scrapers.crawl.source_file import load_source, load_sources

LIVE = {
    "code": "site",
    "name_vi": "Trang",
    "name_en": "Site",
    "publisher": "Bộ Nội vụ",
    "licence": "facts",
    "language": "vi",
    "kind": "live",
    "system": "plain",
    "hosts": ["a.vn"],
    "start": [{"url": "https://a.vn/", "kind": "list"}],
    "links": {"documents": ["/tin/"]},
    "cadence": "daily",
    "expected": {"universe": "provinces", "min_records": 1, "max_records": 63},
    "last_verified": "never",
}
CRAWLED = ("system", "hosts", "start", "links")
BUNDLED = {**{k: v for k, v in LIVE.items() if k not in CRAWLED}, "kind": "bundled", "tables": "site/*.yml"}


def load(tmp_path, fields):
    path = tmp_path / "site.yml"
    path.write_text(yaml.safe_dump(fields, allow_unicode=True), encoding="utf-8")
    return load_source(path)


def page(url):
    return {"url": url, "kind": "list"}


def test_sources_of_the_project():
    sources = load_sources()

    codes = [source.code for source in sources]
    assert codes == sorted(codes)
    assert {source.kind for source in sources} == {"bundled", "live", "manual"}
    for source in sources:
        assert source.publisher and source.licence, source.code
        assert source.tables is None or source.tables == f"{source.code}/*.yml"
        assert (source.plan is not None) == (source.kind == "live")
        assert source.last_verified is None, "nothing was verified from here"


def test_fields_are_typed(tmp_path):
    source = load(
        tmp_path, {**LIVE, "last_verified": date(2026, 11, 23), "notes": "Tie\u0302\u0301ng Vie\u0323\u0302t"}
    )

    assert source.plan == CrawlPlan(
        system="plain",
        hosts=("a.vn",),
        start=(Start(url="https://a.vn/", page_kind="list", system="plain"),),
        documents=("/tin/",),
    )
    assert source.tables is None
    assert (source.expected.universe, source.expected.min_records, source.expected.max_records) == ("provinces", 1, 63)
    assert source.last_verified == date(2026, 11, 23)
    assert source.notes == "Ti\u1ebfng Vi\u1ec7t"
    assert load(tmp_path, LIVE).last_verified is None


def test_how_a_source_is_crawled_is_data(tmp_path):
    plan = load(
        tmp_path,
        LIVE
        | {
            "start": [page("https://www.a.vn/"), page("https://a.vn/sitemap.xml") | {"system": "sitemap"}],
            "links": {"documents": ["/tin/"], "lists": ["/muc/"], "ignore": ["/in/"], "about": ["cải cách"]},
            "attachments": ["pdf"],
            "paging": {"links": ["trang="], "controls": ["pager"]},
            "dates": {"in_address": r"/(?P<year>\d{4})/", "since": date(2012, 1, 1)},
            "lookups": [{"match": "^http://", "replace": "https://", "reason": "it redirects"}],
            "budgets": {"max_pages": 7, "max_list_pages": 3, "delay_seconds": 20},
            "stub_bytes": 3000,
        },
    ).plan

    assert plan == CrawlPlan(
        system="plain",
        hosts=("a.vn",),
        start=(
            Start(url="https://www.a.vn/", page_kind="list", system="plain"),
            Start(url="https://a.vn/sitemap.xml", page_kind="list", system="sitemap"),
        ),
        documents=("/tin/",),
        lists=("/muc/",),
        ignore=("/in/",),
        about=("cải cách",),
        attachments=("pdf",),
        paging=Paging(links=("trang=",), controls=("pager",)),
        dates=Dates(in_address=r"/(?P<year>\d{4})/", since=date(2012, 1, 1)),
        lookups=(Lookup(match="^http://", replace="https://", reason="it redirects"),),
        max_pages=7,
        max_list_pages=3,
        delay_seconds=20.0,
        stub_bytes=3000,
    )


def test_a_source_whose_hosts_are_gone_asks_for_nothing(tmp_path):
    plan = load(tmp_path, {**{k: v for k, v in LIVE.items() if k != "links"}, "hosts": [], "start": []}).plan

    assert (plan.start, plan.must_yield) == ((), False)


def test_sidecars_of_a_bundled_source(tmp_path):
    source = load(tmp_path, BUNDLED)
    with pytest.raises(SourceError, match=r"site has no table: .*site/\*\.yml matches no file"):
        source.sidecars(tmp_path)
    (tmp_path / "site").mkdir()
    for name in ("2020.yml", "2019.yml", "2019.csv"):
        (tmp_path / "site" / name).touch()

    assert [path.name for path in source.sidecars(tmp_path)] == ["2019.yml", "2020.yml"]
    assert load(tmp_path, LIVE).sidecars(tmp_path) == ()


@pytest.mark.parametrize("field", sorted(set(LIVE) - {"links"}))
def test_missing_field_is_named(tmp_path, field):
    fields = {name: value for name, value in LIVE.items() if name != field}

    with pytest.raises(SourceError, match=rf"^site\.yml: the field {field} is missing\.$"):
        load(tmp_path, fields)


@pytest.mark.parametrize(
    ("base", "change", "says"),
    [
        (LIVE, {"colour": "red"}, "the field colour has no meaning"),
        (LIVE, {"tables": "a/*.yml"}, "the field tables has no meaning"),
        (BUNDLED, {"hosts": ["a.vn"]}, "the field hosts has no meaning"),
        (LIVE, {"code": "other"}, "the field code is 'other' and must be the file's name"),
        (LIVE, {"code": "A b"}, "the field code is 'A b' and must be small letters"),
        (LIVE, {"kind": "dead"}, "the field kind is 'dead' and must be one of bundled, live, manual"),
        (LIVE, {"kind": ["live"]}, "the field kind is ['live'] and must be one of"),
        (LIVE, {"cadence": "often"}, "the field cadence is 'often' and must be one of daily"),
        (LIVE, {"language": False}, "quote no: YAML reads it as false"),
        (LIVE, {"publisher": "  "}, "the field publisher is '  ' and must be a text"),
        (LIVE, {"last_verified": "soon"}, "the field last_verified is 'soon' and must be a day"),
        (LIVE, {"expected": 3}, "the field expected is 3 and must be fields"),
        (LIVE, {"expected": {}}, "the field expected.min_records is missing"),
        (LIVE, {"expected": {"min_records": True}}, "expected.min_records is True and must be a whole number"),
        (LIVE, {"expected": {"min_records": -1}}, "expected.min_records is -1 and must be"),
        (LIVE, {"expected": {"min_records": 2, "max_records": 1}}, "expected.max_records is 1 and must not be below"),
        (LIVE, {"expected": {"min_records": 2, "rows": 1}}, "the field expected.rows has no meaning"),
        (LIVE, {"expected": {"min_records": 2, "universe": "moons"}}, "expected.universe is 'moons' and must be one"),
        (LIVE, {"system": "joomla"}, "the field system is 'joomla' and must be one of plain, nukeviet"),
        (LIVE, {"hosts": "a.vn"}, "the field hosts is 'a.vn' and must be a list of hosts"),
        (LIVE, {"hosts": ["https://a.vn"]}, "'https://a.vn' must be a host in small letters, without port or path"),
        (LIVE, {"hosts": ["a.vn", "a.vn"]}, "names none twice"),
        (LIVE, {"start": "https://a.vn/"}, "the field start is 'https://a.vn/' and must be a list of pages"),
        (LIVE, {"start": [page("a.vn")]}, "must be an http or https address"),
        (LIVE, {"start": [page("ftp://a.vn/")]}, "must be an http or https address"),
        (LIVE, {"start": [page("http://me:pw@a.vn/")]}, "without a user name"),
        (LIVE, {"start": [page("https://a.vn/#x")]}, "an address without #"),
        (LIVE, {"start": [page("https://b.vn/")]}, "must be a page of the source's hosts, a.vn"),
        (LIVE, {"start": [page("https://xa.vn/")]}, "must be a page of the source's hosts, a.vn"),
        (LIVE, {"start": [page("https://a.vn/")] * 2}, "names none twice"),
        (LIVE, {"start": [{"url": "https://a.vn/", "kind": "attachment"}]}, "must be one of list, document"),
        (LIVE, {"start": [page("https://a.vn/") | {"depth": 3}]}, "depth has no meaning"),
        (LIVE, {"start": [{"kind": "list"}]}, "must be a page with its url"),
        (LIVE, {"links": {}}, "the field links.documents is missing: a list leads nowhere"),
        (LIVE, {"links": {"documents": ["("]}}, "links.documents is ['('] and must be a list of patterns"),
        (LIVE, {"links": {"documents": ["x"], "deny": ["x"]}}, "the field links.deny has no meaning"),
        (LIVE, {"hosts": ["vn"]}, "must be a host of the source's own"),
        (LIVE, {"hosts": ["gov.vn"]}, "must be a host of the source's own"),
        (LIVE, {"start": [page("https://a.vn/" + "a" * 2000)]}, "an address of 2,000 characters at the most"),
        (LIVE, {"start": [page("https://a.vn/?utm_source=x"), page("https://A.vn:443/")]}, "names https://a.vn/?utm"),
        (LIVE, {"lookups": [{"match": "a", "replace": None, "reason": "x"}]}, "whose replace is a text"),
        (LIVE, {"links": {"documents": ["^/(?:[a-z]+)*$"]}}, "without a repetition of a repetition alone"),
        (LIVE, {"attachments": ["PDF"]}, "an ending in small letters, without the dot"),
        (LIVE, {"budgets": {"max_pages": 0}}, "budgets.max_pages is 0 and must be a whole number, 1 or more"),
        (LIVE, {"budgets": {"delay_seconds": -1}}, "budgets.delay_seconds is -1 and must be a number of seconds"),
        (LIVE, {"budgets": {"pages": 1}}, "the field budgets.pages has no meaning"),
        (LIVE, {"stub_bytes": -1}, "the field stub_bytes is -1"),
        (LIVE, {"lookups": [{"match": "a", "replace": "b"}]}, "must be a correction with match, replace and reason"),
        (LIVE, {"lookups": [{"match": "a", "replace": r"\2", "reason": "x"}]}, "whose replace fits its match"),
        (LIVE, {"paging": {"next": ["x"]}}, "the field paging.next has no meaning"),
        (LIVE, {"dates": {"in_address": r"/(\d{4})/"}}, "must be a pattern with a group year"),
        (LIVE, {"dates": {"since": "2012"}}, "dates.since is '2012' and must be a day such as 2026-11-23"),
        (BUNDLED, {"tables": "../papi/*.yml"}, "must be a pattern of sidecars"),
        (BUNDLED, {"tables": "/etc/*.yml"}, "must be a pattern of sidecars"),
        (BUNDLED, {"tables": "papi/*.csv"}, "must be a pattern of sidecars"),
    ],
)
def test_wrong_field_is_named(tmp_path, base, change, says):
    with pytest.raises(SourceError, match=r"^site\.yml: the field .*\.$") as caught:
        load(tmp_path, {**base, **change})

    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a: [1\nb: 2", "line 2 is not YAML"),
        (b"a: b\n: :\n -", "is not YAML"),
        (b"- a", "does not describe a source"),
        (b"", "does not describe a source"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)
def test_file_that_is_no_description_is_named(tmp_path, data, says):
    (tmp_path / "site.yml").write_bytes(data)

    with pytest.raises(SourceError, match=r"^site\.yml") as caught:
        load_source(tmp_path / "site.yml")

    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_folder_without_sources_is_an_error(tmp_path):
    with pytest.raises(SourceError, match=re.escape("holds no source")):
        load_sources(tmp_path)
