"""A visit records every look: pages, unchanged pages, failures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from scrapers.archive import Archive, rebuild_index
from scrapers.crawl.plan import CrawlPlan, Start
from scrapers.crawl.source import Expected, Source, SourceError
from scrapers.crawl.visit import visit_source


def source_of(*pages: str, kind: str = "live") -> Source:
    return Source(
        code="site",
        name_vi="Trang",
        name_en="Site",
        publisher="Bộ Nội vụ",
        licence="facts",
        language="vi",
        kind=kind,
        cadence="daily",
        expected=Expected(universe=None, min_records=0, max_records=None),
        last_verified=date(2026, 11, 23),
        tables=None,
        plan=CrawlPlan(
            system="plain",
            hosts=("127.0.0.1",),
            start=tuple(Start(url=page, page_kind="document", system="plain") for page in pages),
        )
        if kind == "live"
        else None,
        notes=None,
    )


@pytest.fixture
def visit(tmp_path, fetcher_with):
    """Visits pages at 00:00, 00:01 …, on and on."""
    archive = Archive(tmp_path / "archive")
    minutes = count()

    def now() -> datetime:
        return datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=next(minutes))

    def run(*pages: str):
        with archive.writer("site") as writer:
            return visit_source(source_of(*pages), writer, fetcher_with(), now)

    run.archive = archive
    return run


def test_each_page_is_one_look(site, visit):
    windows_1258 = "Hu\u1ebf: 87,61 \u0111i\u1ec3m".encode("utf-8")[:-1] + b"\xd0"
    pages = [
        site.page("/a", windows_1258, Content_Type="text/html; charset=windows-1258"),
        site.page("/b", b"", 404),
        site.page("/c", b"", 302, Location="/a"),
        site.root + "/short",
    ]

    looks = visit(*pages)

    assert [look.url for look in looks] == pages
    assert [look.outcome for look in looks] == ["new", "failed", "new", "failed"]
    assert [look.http_status for look in looks] == [200, 404, 200, 404]
    assert [look.looked_at[11:] for look in looks] == ["00:00:00Z", "00:01:00Z", "00:02:00Z", "00:03:00Z"]
    assert visit.archive.read(looks[0].capture_id) == windows_1258, "bytes that are no UTF-8 are kept as they are"
    assert looks[1].message == f"{pages[1]} was not fetched: the server answered 404."
    assert looks[2].message == f"Redirected to {pages[0]}"
    assert visit.archive.looks() == looks
    assert rebuild_index(visit.archive.path) == len(looks)


def test_same_bytes_are_a_revisit_and_other_bytes_a_capture(site, visit):
    url = site.page("/a", b"one")
    (first,) = visit(url)
    (second,) = visit(url)
    site.page("/a", b"two")
    (third,) = visit(url)

    assert [look.outcome for look in (first, second, third)] == ["new", "unchanged", "new"]
    assert second.capture_id == first.capture_id
    assert second.http_status == 200
    assert visit.archive.latest(url) == third


def test_server_is_asked_whether_the_page_changed(site, visit):
    def known(handler):
        if handler.headers["If-None-Match"] == 'W/"7"':
            handler.send_response(304)
            handler.end_headers()
        else:
            handler.answer(200, b"page", {"ETag": 'W/"7"'})

    site.pages["/a"] = known
    (first,) = visit(site.root + "/a")
    (second,) = visit(site.root + "/a")
    (third,) = visit(site.root + "/a")

    assert [look.http_status for look in (first, second, third)] == [200, 304, 304]
    assert [look.outcome for look in (first, second, third)] == ["new", "unchanged", "unchanged"]
    assert visit.archive.read(third.capture_id) == b"page"


def test_site_that_forbids_is_on_record(site, visit):
    site.robots = b"User-agent: *\nDisallow: /"

    looks = visit(site.page("/a", b"x"), site.page("/b", b"x"))

    assert [look.outcome for look in looks] == ["failed", "failed"]
    assert all("does not permit it" in look.message for look in looks)


def test_only_live_sources_are_visited(visit, fetcher_with):
    with visit.archive.writer("site") as writer, pytest.raises(SourceError, match="is manual, not live"):
        visit_source(source_of(kind="manual"), writer, fetcher_with(), lambda: datetime.now(UTC))
