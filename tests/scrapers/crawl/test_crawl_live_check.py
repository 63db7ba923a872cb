"""Start pages asked once: robots first, a pause before every further request, redirects within the source's hosts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scrapers.crawl.limits import Limits
from scrapers.crawl.live_check import Checked, check_live
from scrapers.crawl.plan import CrawlPlan, Start
from scrapers.crawl.source_record import record_verified

TEXT = b"<p>Ng\xc3\xa0y 17/4/2024, B\xe1\xbb\x99 N\xe1\xbb\x99i v\xe1\xbb\xa5 c\xc3\xb4ng b\xe1\xbb\x91.</p>" * 9
PAGE = b"<html><body><a href='/bai-1'>x</a>" + TEXT + b"</body></html>"
Check = Callable[..., list[Checked]]


@pytest.fixture
def check(site) -> Check:
    def run(*paths: str, hosts: tuple[str, ...] = ("127.0.0.1",), delay: float = 0.0) -> list[Checked]:
        start = tuple(Start(url=site.root + path, page_kind="list", system="plain") for path in paths)
        plan = CrawlPlan(system="plain", hosts=hosts, start=start, documents=("/bai-",), delay_seconds=delay)
        run.slept = []
        return list(check_live(plan, Limits(allow_private=True, delay_seconds=2.0), run.slept.append))

    return run


def test_pages_are_asked_one_after_the_other_with_a_pause(site, check) -> None:
    site.page("/a", PAGE)
    site.page("/b", b"", 302, Location="/c")
    site.page("/c", PAGE)

    a, b = check("/a", "/b")

    assert (a.outcome, a.status, dict(a.links)) == ("good", 200, {"document": 1})
    assert (b.outcome, b.status) == ("good", 200)
    assert check.slept == [2.0, 2.0, 2.0], "before each request but the first"
    check("/a", delay=7.0)
    assert check.slept == [7.0], "the source wants more"
    site.robots = b"User-agent: *\nCrawl-delay: 9"
    check("/a")
    assert check.slept == [9.0], "its robots.txt wants more"
    site.robots = b"User-agent: *\nCrawl-delay: 900"
    (left,) = check("/a")
    assert left.why is not None and "asks for 900 seconds" in left.why
    assert check.slept == []


def test_what_robots_forbid_is_not_asked(site, check) -> None:
    site.page("/a", PAGE)
    site.robots = b"User-agent: *\nDisallow: /a"
    (a,) = check("/a")
    assert (a.outcome, a.status, a.is_good) == ("failed", None, False)
    assert a.why is not None and "does not permit it" in a.why
    site.robots = b"<html>login</html>"
    (a,) = check("/a")
    assert a.why is not None and "cannot be read and so permits nothing" in a.why


def test_redirects_stay_on_the_sources_hosts_and_end(site, check) -> None:
    site.page("/out", b"", 302, Location="http://b.test/")
    site.page("/metadata", b"", 302, Location="http://169.254.169.254/latest")
    site.page("/round", b"", 302, Location="/round")
    out, metadata, endless = check("/out", "/metadata", "/round")
    assert out.why is not None and "which is on no host of its source" in out.why
    assert metadata.why is not None and "which is on no host of its source" in metadata.why
    assert endless.why is not None and "redirects more than 5 times" in endless.why


@pytest.mark.parametrize(
    ("body", "status", "outcome"),
    [
        (PAGE, 500, "failed"),
        (PAGE, 404, "failed"),
        (b"", 200, "empty"),
        (
            b"<html><title>404 Not Found</title><body><a href='/'>x</a><h1>404 Not Found</h1></body></html>",
            200,
            "soft_404",
        ),
        (b"<html><body><a href='/khac'>x</a>" + TEXT + b"</body></html>", 200, "no links"),
    ],
)
def test_what_came_is_judged_as_in_a_night(site, check, body: bytes, status: int, outcome: str) -> None:
    site.page("/a", body, status)
    (a,) = check("/a")
    assert (a.outcome, a.status) == (outcome, status)
    assert a.why and not a.is_good


def test_a_day_is_written_into_the_rows_of_hosts_that_are_left(tmp_path) -> None:
    import shutil
    from datetime import date

    from scrapers.crawl.source import SOURCES
    from scrapers.crawl.source_file import find_source

    folder = shutil.copytree(SOURCES, tmp_path / "sources")
    before = (folder / "portals.csv").read_text("utf-8").splitlines()
    record_verified(find_source("newspaper-dak-nong", folder), date(2026, 12, 1), folder)
    after = (folder / "portals.csv").read_text("utf-8").splitlines()

    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert [other for _, other in changed] == [one.replace(",never,", ",2026-12-01,") for one, _ in changed]
    assert len(changed) == 2
    assert find_source("newspaper-dak-nong", folder).last_verified == date(2026, 12, 1)
