"""Lists that no longer lead to what they led to, and the sources that fail by it; with the real links and judging."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.night_report import count_looks
from orchestration.night_yield import failures_of, lists_of
from scrapers.archive import Archive
from scrapers.crawl.list_judging import Then, list_doubt
from scrapers.crawl.page import Page
from scrapers.crawl.systems.bounds import unread
from scrapers.crawl.systems.markup import MAX_BYTES, markup_of
from tests.scrapers.crawl.nights import Nights, source_of
from tests.scrapers.crawl.web_server import Site

START = "http://a.vn/list"
PROSE = "Chỉ số cải cách hành chính của tỉnh năm 2024 đạt 88,12 điểm, xếp thứ 12. " * 20


def page_of(*addresses: str) -> bytes:
    links = "".join(f'<li><a href="{address}">Tin {address}</a></li>' for address in addresses)
    return f"<!doctype html><html><head><title>Tin</title></head><body><p>{PROSE}</p>{links}</body></html>".encode()


def numbered(count: int, path: str = "/d/") -> bytes:
    return page_of(*(f"{path}{number}" for number in range(count)))


class Source:
    """A source of one list at the site, and its nights."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site = site
        self.nights = Nights(folder, site.server.server_port)
        for number in range(40):
            site.page(f"/d/{number}", page_of())

    def night(self, served: bytes, **changes: object) -> dict[str, str]:
        """Why the source failed in a night with this list, by code."""
        self.site.page("/list", served, ETag=f'"{hash(served)}"')
        counts = self.nights.run(START, **{"documents": ("/d/",), **changes})
        looks = self.nights.looks
        source = source_of(START, documents=("/d/",))
        return failures_of([source], count_looks(looks), lists_of(looks), counts)

    @property
    def told(self) -> tuple[str, str]:
        look = next(look for look in self.nights.looks if look.url == START)
        return look.outcome, look.message or ""


@pytest.fixture
def source(site: Site, tmp_path: Path) -> Source:
    return Source(site, tmp_path)


def test_a_quiet_night_is_no_failure(source: Source) -> None:
    assert source.night(numbered(8)) == {}
    assert source.night(numbered(8)) == {}
    assert source.told == ("unchanged", "")
    assert source.night(numbered(9)) == {}
    assert source.told == ("new", "")


def test_a_list_that_leads_nowhere_after_a_redesign_fails_its_source_until_it_leads_again(source: Source) -> None:
    source.night(numbered(8))
    for _ in range(2):
        failed = source.night(numbered(8, "/new-style/"))
        assert failed["site"].startswith("site yielded nothing")
        assert source.told == ("suspect", f"{START} leads to 0 pages of its source and led to 8 on 2026-11-02.")
    assert source.night(numbered(8)) == {}


def test_a_list_that_never_led_anywhere_fails_its_source_on_the_first_night(source: Source) -> None:
    assert source.night(numbered(8, "/new-style/")).keys() == {"site"}
    assert source.told[0] == "suspect"
    assert "leads to no document" in source.told[1]


def test_a_description_that_no_longer_fits_an_unchanged_page_is_told_too(source: Source) -> None:
    source.night(numbered(8))
    assert source.night(numbered(8), documents=("/dd/",)).keys() == {"site"}
    assert source.told[0] == "suspect"


def test_documents_of_old_do_not_hide_that_a_list_leads_nowhere(source: Source) -> None:
    source.night(numbered(2))
    source.site.page("/d/0", page_of("/x"))
    failed = source.night(numbered(8, "/new-style/"))
    assert sorted(look.outcome for look in source.nights.looks if "/d/" in look.url) == ["new", "unchanged"]
    assert "none of the 1 lists" in failed["site"]


def test_a_list_of_half_its_links_is_suspect_and_what_it_still_leads_to_is_asked(source: Source) -> None:
    source.night(numbered(8))
    source.night(page_of("/d/30", "/d/31", "/d/32"))
    assert source.told == ("suspect", f"{START} leads to 3 pages of its source and led to 8 on 2026-11-02.")
    assert {"http://a.vn/d/30", "http://a.vn/d/31"} <= {look.url for look in source.nights.looks}


def test_news_that_are_about_other_things_make_no_list_suspect(source: Source) -> None:
    served = b"".join(numbered(8).split(b"Tin /d"))
    assert source.night(served, about=("hành chính công",)) == {}
    assert source.told[0] == "new"


@pytest.mark.parametrize(
    ("links", "then", "is_start", "is_doubted"),
    [(0, None, True, True), (0, None, False, False), (0, 1, False, True), (1, 3, True, False), (2, 4, True, False),
     (1, 4, False, True), (4, 9, True, True), (5, 9, True, False), (0, 0, False, False), (9, 1, True, False)],
)  # fmt: skip
def test_what_a_list_may_lose(links: int, then: int | None, is_start: bool, is_doubted: bool) -> None:
    before = None if then is None else Then(then, "2026-11-02")
    assert (list_doubt(START, links, before, is_start=is_start) is not None) == is_doubted


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (lambda: b"<html>" + b"<div>" * 3_000 + b'<a href="/d/1">x</a>', "nested too deeply"),
        (lambda: numbered(8) + b" " * MAX_BYTES, "more than a list may hold"),
        (lambda: gzip.compress(b"<urlset>" + b" " * 30_000_000, mtime=0), "unpacks to more"),
        (lambda: gzip.compress(numbered(8), mtime=0)[:-20], "is broken"),
        (lambda: numbered(3_000), None),
        (lambda: b"<urlset>" + b"<url><loc>http://a.vn/d/1</loc></url>" * 10 + b"</urlset>", None),
    ],
    ids=["deep", "large", "bomb", "torn", "long", "sitemap"],
)
def test_a_list_beyond_the_bounds_of_reading_is_not_silently_empty(data: Callable[[], bytes], told: str | None) -> None:
    reason = unread(Page(START, data(), "text/html", "list"))
    assert (reason is None) if told is None else (reason is not None and told in reason)


def test_a_stray_zero_hides_no_link_of_a_page() -> None:
    markup = markup_of(START, numbered(3).replace(b"<li>", b"<li>\0", 1))
    assert markup is not None and len(list(markup.anchors())) == 3


def test_a_list_too_deep_to_be_read_is_told_as_cut(source: Source) -> None:
    assert source.night(b"<html><body>" + b"<div>" * 3_000 + b'<a href="/d/1">x</a>' + b"</html>").keys() == {"site"}
    assert source.told[0] == "truncated"


def test_suspect_lists_are_told_with_their_address(source: Source, tmp_path: Path) -> None:
    source.night(numbered(8))
    source.night(page_of("/d/30"))
    told = lists_of(Archive(tmp_path / "archive").each_look(run_id="night-2")).suspects
    assert [(doubt.source, doubt.url) for doubt in told] == [("site", START)]
    assert "led to 8" in told[0].reason
