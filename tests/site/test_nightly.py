"""Two nights against the local web, and a third on which some hosts have changed.

The crawl, the archive and the reading are the product's own; what was planted is counted, and the server's account
tells what was asked.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from scrapers.archive import Look
from scrapers.identity import document_id_of
from tests.site import RunningWeb, serve
from tests.site.figures import Figure
from tests.site.hosts import Site, sites_of
from tests.site.nights import Night, Nights, limits_for, missing
from tests.site.plot import Planted
from tests.site.sources import write_sources
from tests.site.table import FILES_HOST, SUCCESSORS, TRAP, TRAP_PAGES, ordinary

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes the certificates of the hosts over TLS")

DELAY = 0.1
Figures = dict[str, Counter[Figure]]


@dataclass(frozen=True, slots=True)
class Told:
    """A night as it was, with the server's account of it and what the archive and the records held after it."""

    night: Night
    report: dict[str, Any]
    looks: dict[str, Look]
    figures: Figures
    documents: Counter[str]


@dataclass(slots=True)
class World:
    """The web, a data folder, and the nights that were."""

    web: RunningWeb
    sites: dict[str, Site]
    nights: Nights
    told: list[Told]

    @property
    def planted(self) -> list[Planted]:
        """All that is there to be had."""
        return [item for site in self.sites.values() for item in site.planted]

    def _documents(self) -> Counter[str]:
        """Records of documents but those of the trap, which has new ones every night."""
        held = self.nights.documents()
        return Counter({name: count for name, count in held.items() if not name.startswith(TRAP)})

    def run(self) -> Told:
        """One more night."""
        self.web.next_night()
        night = self.nights.night()
        self.told.append(
            Told(night, self.web.report(), self.nights.last_looks(), self.nights.figures(), self._documents())
        )
        return self.told[-1]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("nightly")
    sites = sites_of(ordinary())
    sources = write_sources(folder / "sources", sites.values())
    with serve("ordinary", DELAY, folder / "tls") as web:
        made = World(web, sites, Nights(folder / "data", sources, limits_for(web, DELAY)), [])
        made.run()
        made.run()
        yield made


@pytest.fixture
def first(world: World) -> Told:
    return world.told[0]


@pytest.fixture
def second(world: World) -> Told:
    return world.told[1]


def test_the_first_night_brings_in_every_document_and_figure(world: World, first: Told) -> None:
    planted = world.planted
    figures = sum(len(item.figures) for item in planted)
    print(
        f"\n{len(first.report['hosts'])} hosts, {first.report['total']['requests']} requests, {len(planted)} documents "
        f"and files planted with {figures} figures; found {sum(map(Counter.total, first.figures.values()))} figures in "
        f"{first.night.crawled:.1f} s of crawling and {first.night.read:.1f} s of reading"
    )
    assert len(first.report["hosts"]) >= 60
    assert [item.url for item in planted if item.url not in first.looks] == []
    assert [*missing(planted, first.figures)] == []
    assert set(first.figures) == {document_id_of(item.url) for item in planted}, "nothing is read that was not planted"
    assert sum(map(Counter.total, first.figures.values())) == figures >= 3000


@pytest.mark.parametrize("night", [0, 1])
def test_the_server_saw_no_breach_of_manners(world: World, night: int) -> None:
    report = world.told[night].report
    assert report["told"] == []
    assert report["breaches"] == {}
    assert max(host["most_open"] for host in report["hosts"].values()) == 1


def test_a_host_that_two_sources_share_keeps_one_pace(world: World, first: Told) -> None:
    shared = [look for url, look in first.looks.items() if url.startswith(f"http://{FILES_HOST}/")]
    assert {look.source for look in shared} == {"aspnet_sites", "dotnetnuke_sites"}
    assert first.report["hosts"][FILES_HOST]["most_open"] == 1


def test_what_is_no_document_is_told_as_what_it_is(world: World, first: Told, second: Told) -> None:
    for told in (first, second):
        for site in world.sites.values():
            for item in site.spoilt:
                look = told.looks[item.url]
                assert look.outcome == item.outcome, f"{item.kind}: {look}"
                assert re.search(item.says, look.message or ""), f"{item.kind}: {look.message}"
                assert document_id_of(item.url) not in told.documents


def test_a_walled_host_is_told_by_its_start_page(world: World, first: Told) -> None:
    walled = [site for site in world.sites.values() if site.row.is_walled]
    assert [first.looks[site.start].outcome for site in walled] == ["cookie_wall"] * 2
    assert first.night.counts.sources["walled"].new == 0


def test_nothing_is_asked_where_robots_txt_permits_nothing(world: World, first: Told) -> None:
    closed = [site for site in world.sites.values() if "/" in site.robots.forbidden]
    assert len(closed) == 5
    for site in closed:
        assert set(first.report["hosts"][site.name]["asked"]) <= {"/robots.txt"}
        assert "robots.txt" in (first.looks[site.start].message or "")


def test_no_trap_holds_the_night(world: World, first: Told) -> None:
    """A calendar without end stops at its source's budget, a list that repeats its last page one page later."""
    trap = first.report["hosts"][TRAP]["counts"]["requests"]
    assert trap <= TRAP_PAGES + 1, "and robots.txt"
    assert first.night.counts.sources["trap"].waiting > 0
    repeating = next(site for site in world.sites.values() if site.row.system == "plain" and site.row.variant == 2)
    asked = first.report["hosts"][repeating.name]["asked"]
    assert sum(target.startswith("/tin-tuc/trang-") for target in asked) <= 2


def test_a_moved_host_is_followed_and_the_look_keeps_the_address_asked(world: World, first: Told) -> None:
    for old, new in SUCCESSORS.items():
        look = first.looks[world.sites[old].start]
        assert look.outcome == "new"
        assert new in (look.message or "")
        assert all(item.url in first.looks for item in world.sites[new].planted)


def test_the_second_night_asks_conditionally_and_takes_no_document_again(
    world: World, first: Told, second: Told
) -> None:
    marked = {site.name for site in world.sites.values() if site.row.validators != "none"}
    held = [item for item in world.planted if item.url.split("/")[2] in marked]
    total = second.report["total"]
    shares = total["bytes"] / first.report["total"]["bytes"]
    time = (second.night.crawled + second.night.read) / (first.night.crawled + first.night.read)
    processor = second.night.processor / first.night.processor
    print(
        f"\nsecond night: {total['requests']} requests, {total['conditional']} conditional, {total['status 304']} "
        f"answered 304; of the first night {shares:.0%} of the bytes, {time:.0%} of the time, {processor:.0%} of the "
        f"processor's ({second.night.crawled:.1f} s of crawling, {second.night.read:.1f} s of reading); outcomes "
        f"{dict(second.night.outcomes)}"
    )
    assert total["conditional"] >= len(held)
    assert total["status 304"] >= len(held)
    assert [item.url for item in held if second.looks[item.url].http_status != 304] == []
    assert second.documents == first.documents, "no document is taken again"
    assert second.figures == first.figures
    assert shares < 0.5
    assert processor < 0.8, "the clock tells what else the machine does"


def test_counters_and_sessions_make_no_page_new(world: World, first: Told, second: Told) -> None:
    counted = [site for site in world.sites.values() if site.row.validators == "none"]
    assert len(counted) >= 6
    for site in counted:
        for item in site.planted:
            assert second.documents[document_id_of(item.url)] == 1, item.url
            assert second.figures[document_id_of(item.url)] == first.figures[document_id_of(item.url)]


def test_a_third_night_brings_what_was_published_and_keeps_what_was_lost(world: World, second: Told) -> None:
    grown = ["dong.nukeviet.test", "tay.aspnet.test", "bac.feed.test", "tay.sitemap.test"]
    thin, dead = "thua.nhip.test", "bac.drupal.test"
    for name in grown:
        world.web.change(name, edition=1)
        world.sites[name].rebuild(replace(world.sites[name].row, edition=1))
    world.web.change(thin, is_halved=True)
    world.web.change(dead, always="hangs_up")
    before = {item.url for item in world.planted if item.url in second.looks}
    third = world.run()

    assert third.report["breaches"] == {}
    fresh = [item for item in world.planted if item.url not in before]
    assert len(fresh) == len(grown)
    assert [*missing(fresh, third.figures)] == []
    assert set(third.documents) - set(second.documents) == {document_id_of(item.url) for item in fresh}
    for item in (*world.sites[thin].planted, *world.sites[dead].planted):
        assert third.figures[document_id_of(item.url)] == second.figures[document_id_of(item.url)], "they stay"
    assert third.looks[world.sites[dead].start].outcome == "failed"
    assert third.report["hosts"][dead]["counts"]["requests"] <= 6, "a dead host is left alone"
    suspect = third.night.readings[world.sites[thin].row.source].suspects
    aside = [look for look in third.looks.values() if look.outcome == "suspect"]
    assert suspect or aside, "and it is told"
