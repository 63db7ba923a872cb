"""A bad night: every fault on three hosts at once, beside hosts that are well.

What must hold: no crash, no breach of manners in the server's own account, the right outcome and sentence for each
fault, and all that is there to be had on hosts with faults and on the others.
"""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from scrapers.archive import Look
from tests.site import RunningWeb, serve
from tests.site.certificates import BAD, NO_CHAIN
from tests.site.faults import FAULTS, NOBODY, TWO_GIGABYTES
from tests.site.faulty_table import HOSTS_A_FAULT, faulty
from tests.site.hosts import Row, Site, sites_of
from tests.site.nights import Night, Nights, limits_for, missing
from tests.site.sources import write_sources

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes the certificates of the hosts over TLS")

DELAY = 0.05
MEGABYTE = 2**20
MOST_MEMORY = 400 * MEGABYTE
"""What a night of bombs and endless bodies may add to the process."""


@dataclass(frozen=True, slots=True)
class BadNight:
    """The night, with what the archive and the server say of it."""

    web: RunningWeb
    sites: dict[str, Site]
    night: Night
    nights: Nights
    report: dict[str, Any]
    looks: dict[str, Look]
    grown: int
    threads: int

    def of(self, kind: str) -> list[Site]:
        """The hosts on which all answers are spoiled in one way."""
        return [site for site in self.sites.values() if site.row.always == kind]


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BadNight]:
    folder: Path = tmp_path_factory.mktemp("faults")
    sites = sites_of(faulty())
    sources = write_sources(folder / "sources", sites.values())
    with serve("faults", DELAY, folder / "tls") as web:
        pinned = folder / "intermediates"
        pinned.mkdir()
        for site in _with_certificate(sites, NO_CHAIN)[1:]:
            shutil.copy(web.intermediate or "", pinned / f"{site.name}.pem")
        limits = limits_for(
            web,
            DELAY,
            read_seconds=1.0,
            total_seconds=1.5,
            backoff_seconds=0.05,
            max_backoff_seconds=0.1,
            max_page_bytes=2 * MEGABYTE,
            max_bytes=8 * MEGABYTE,
            intermediates=pinned,
            workers=48,
        )
        nights = Nights(folder / "data", sources, limits)
        _memory()
        before, threads = _memory(), threading.active_count()
        night = nights.night()
        yield BadNight(
            web,
            sites,
            night,
            nights,
            web.report(),
            nights.last_looks(),
            _memory() - before,
            threading.active_count() - threads,
        )


def _with_certificate(sites: dict[str, Site], kind: str) -> list[Site]:
    return [site for site in sites.values() if site.row.scheme == "https" and site.row.certificate == kind]


def _memory(process: Path = Path("/proc/self")) -> int:
    """The most memory that this process has held since the last call; 0 where the system does not tell."""
    if not (process / "clear_refs").exists():
        return 0
    peak = re.search(r"VmHWM:\s+(\d+) kB", (process / "status").read_text())
    (process / "clear_refs").write_text("5")  # resets the peak
    return int(peak[1]) * 1024 if peak else 0


def test_the_night_ends_by_itself_with_nothing_left_running(bad: BadNight) -> None:
    total = bad.report["total"]
    print(
        f"\n{len(bad.sites)} hosts, {total['requests']} requests in {bad.night.crawled:.1f} s; outcomes "
        f"{dict(bad.night.outcomes)}; {bad.grown // MEGABYTE} MB more at most"
    )
    assert bad.night.counts.stopped is None
    assert bad.threads == 0
    assert bad.grown < MOST_MEMORY < TWO_GIGABYTES


def test_the_server_saw_no_breach_of_manners(bad: BadNight) -> None:
    assert bad.report["told"] == []
    assert bad.report["breaches"] == {}


@pytest.mark.parametrize("kind", sorted({kind for row in faulty() for _, kind in row.spoiled}))
def test_each_fault_has_its_outcome(bad: BadNight, kind: str) -> None:
    met = [item for site in bad.sites.values() for item in site.spoilt if item.kind == kind]
    assert len({item.url.split("/")[2] for item in met}) == HOSTS_A_FAULT
    for item in met:
        look = bad.looks[item.url]
        assert look.outcome == item.outcome, look
        assert re.search(item.says, look.message or ""), look.message
        if item.outcome != "new":
            assert item.url in (look.message or ""), "it says which page"


@pytest.mark.parametrize("kind", sorted({row.always for row in faulty() if row.always}))
def test_a_host_that_has_nothing_but_a_fault_is_left_alone_for_the_night(bad: BadNight, kind: str) -> None:
    hosts = bad.of(kind)
    assert len(hosts) == HOSTS_A_FAULT
    for site in hosts:
        look = bad.looks[site.start]
        assert (look.outcome, bool(re.search(FAULTS[kind].says, look.message or ""))) == ("failed", True), look
        assert bad.report["hosts"][site.name]["counts"]["requests"] <= 6


def test_no_certificate_is_taken_that_cannot_be_verified(bad: BadNight) -> None:
    for kind in sorted(BAD):
        for site in _with_certificate(bad.sites, kind):
            assert site.name not in bad.report["hosts"], "not a request went out"
            assert "certificate" in (bad.looks[site.start].message or "")
    unpinned, *pinned = _with_certificate(bad.sites, NO_CHAIN)
    assert "certificate" in (bad.looks[unpinned.start].message or "")
    assert len(pinned) == HOSTS_A_FAULT - 1
    assert all(bad.looks[item.url].outcome == "new" for site in pinned for item in site.planted)


def test_where_robots_txt_does_not_come_nothing_is_asked(bad: BadNight) -> None:
    silent = [site for site in bad.sites.values() if site.row.source == "no_robots"]
    assert len({site.name.rsplit("-", 1)[0] for site in silent}) >= 7
    for site in silent:
        assert set(bad.report["hosts"][site.name]["asked"]) == {"/robots.txt"}
        assert "robots.txt" in (bad.looks[site.start].message or "")


def test_redirects_lead_nobody_where_they_should_not(bad: BadNight) -> None:
    assert NOBODY not in bad.report["hosts"]
    assert not any("169.254" in host for host in bad.report["hosts"])
    assert all(look.url.startswith("http") for look in bad.looks.values())


def test_the_rest_of_the_crawl_is_whole(bad: BadNight) -> None:
    unpinned = _with_certificate(bad.sites, NO_CHAIN)[0]
    planted = [item for site in bad.sites.values() if site is not unpinned for item in site.planted]
    assert len(planted) > 300
    assert [*missing(planted, bad.nights.figures())] == []


def test_a_host_that_was_left_alone_is_asked_the_next_night(bad: BadNight) -> None:
    cured = [site for kind in sorted({row.always for row in faulty() if row.always}) for site in bad.of(kind)]
    for site in cured:
        bad.web.change(site.name, always="")
        site.rebuild(replace(site.row, always=""))
    bad.web.next_night()
    sources = [source for source in bad.nights.sources if source.code == "whole_hosts"]
    nights = replace(bad.nights, sources=sources)
    nights.night()

    planted = [item for site in cured for item in site.planted]
    assert len(planted) == 5 * len(cured)
    assert [*missing(planted, nights.figures())] == []
    assert bad.web.report()["breaches"] == {}


def test_the_faults_are_those_that_are_listed() -> None:
    """Each fault of the table is planted on that many hosts, so that none is forgotten."""
    rows: tuple[Row, ...] = faulty()
    planted = {kind for row in rows for _, kind in row.spoiled} | {row.always for row in rows if row.always}
    assert set(FAULTS) <= planted
    assert len(rows) > 100
