"""Two nights of the whole line over the local web: to a release, and to one that no lost figure has made thinner.

Between them one source loses half of its figures and one host dies. What was known stays, with its age; the operator is
told in one message.
"""

from __future__ import annotations

import json
import random
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from orchestration.crawling import Crawler
from orchestration.jobs import Wanted
from orchestration.journal import read_journal
from orchestration.nightly import RunSummary, run_nightly
from orchestration.paths import PROJECT, SOURCES, DataPaths
from orchestration.settings import AlertSettings, Settings
from scrapers.identity import document_id_of
from tests.site import RunningWeb, serve
from tests.site.hosts import Site, sites_of
from tests.site.nights import FIRST_NIGHT, limits_for
from tests.site.sources import write_sources
from tests.site.table import ordinary

pytestmark = [
    pytest.mark.pipeline,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="makes the certificates of the hosts over TLS"),
]

DELAY = 0.05
THIN, THIN_SOURCE = "thua.nhip.test", "seldom"
DEAD = "bac.drupal.test"
BUNDLED = {"pci": "pci/201[5-9].*", "papi": "papi/201[89].*"}
"""The publishers' tables that the planted claims are checked against."""


class Inbox:
    """A webhook of the operator's, on loopback."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        inbox = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                inbox.messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"json://127.0.0.1:{self.server.server_port}/"


@dataclass(frozen=True, slots=True)
class Line:
    """What two nights left: their summaries and, of each release, the figures and claims of the local web's sources."""

    sites: dict[str, Site]
    paths: DataPaths
    first: RunSummary
    second: RunSummary
    messages: list[dict[str, Any]]
    breaches: list[dict[str, int]]

    def rows(self, night: RunSummary, sql: str) -> list[tuple[Any, ...]]:
        """What a query finds in a night's release."""
        with duckdb.connect(str(night.release / "cchc.duckdb"), read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    folder: Path = tmp_path_factory.mktemp("line")
    paths, sites, inbox = DataPaths(folder / "data"), sites_of(ordinary()), Inbox()
    _bundled_tables(paths)
    write_sources(paths.root / "sources", sites.values())
    thread = threading.Thread(target=inbox.server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    with serve("ordinary", DELAY, folder / "tls") as web:
        first, seen = _night(web, paths, inbox, 0), [web.report()["breaches"]]
        web.next_night()
        web.change(THIN, is_halved=True)
        web.change(DEAD, always="hangs_up")
        second = _night(web, paths, inbox, 1)
        seen.append(web.report()["breaches"])
    inbox.server.shutdown()
    thread.join()
    inbox.server.server_close()
    yield Line(sites, paths, first, second, inbox.messages, seen)
    for path in folder.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)  # releases are read-only


def _bundled_tables(paths: DataPaths) -> None:
    for code, pattern in BUNDLED.items():
        (paths.root / "figures" / code).mkdir(parents=True)
        for file in (PROJECT / "data" / "figures").glob(pattern):
            shutil.copy(file, paths.root / "figures" / code)
        description = yaml.safe_load((SOURCES / f"{code}.yml").read_text("utf-8"))
        description["expected"]["min_records"] = 0
        (paths.root / "sources").mkdir(exist_ok=True)
        text = yaml.safe_dump(description, allow_unicode=True, sort_keys=False)
        (paths.root / "sources" / f"{code}.yml").write_text(text, "utf-8")


def _night(web: RunningWeb, paths: DataPaths, inbox: Inbox, day: int) -> RunSummary:
    limits, moment = limits_for(web, DELAY), FIRST_NIGHT + timedelta(days=day)
    settings = Settings(
        file=None, data=paths.root, contact=limits.contact, alerts=AlertSettings(urls=(inbox.url,), when="always")
    )
    crawler = Crawler(limits=limits, now=lambda: moment, rng=random.Random(day))
    return run_nightly(settings, Wanted(live=True), crawler, "cchc run --live")


def _figures(line: Line, night: RunSummary) -> dict[str, int]:
    """How many figures a release holds of each document of the local web."""
    rows = line.rows(night, "select document_id, count(*) from fct_figure group by 1")
    return {document: count for document, count in rows if ".test/" in document}


def test_the_first_release_holds_every_planted_figure(line: Line) -> None:
    planted = {document_id_of(item.url): len(item.figures) for site in line.sites.values() for item in site.planted}
    assert line.first.is_new
    assert _figures(line, line.first) == planted
    assert sum(planted.values()) > 3000


def test_the_planted_claims_agree_with_the_publishers(line: Line) -> None:
    verdicts = dict(line.rows(line.first, "select verdict, count(*) from fct_claim_check group by 1"))
    assert set(verdicts) <= {"agrees", "rounding", "unverifiable"}, verdicts
    assert verdicts["agrees"] + verdicts.get("rounding", 0) > 1500


def test_a_release_is_made_that_is_not_thinner(line: Line) -> None:
    assert line.second.is_new and line.second.version != line.first.version
    assert _figures(line, line.second) == _figures(line, line.first)


def test_the_release_tells_what_is_suspect_and_how_old_it_is(line: Line) -> None:
    sql = "select suspect_figures, suspect_since, kept_as_of from mart_source where source = '{}'"
    (before,) = line.rows(line.first, sql.format(THIN_SOURCE))
    (after,) = line.rows(line.second, sql.format(THIN_SOURCE))
    assert not before[0]
    assert after[0] > 0 and after[1] is not None and after[2] is not None
    outcomes = line.rows(line.second, f"select distinct outcome from fct_capture where url like '%{DEAD}%'")
    assert ("failed",) in outcomes


def test_the_operator_gets_one_message_a_night_that_names_the_source(line: Line) -> None:
    assert len(line.messages) == 2
    body = line.messages[1]["message"]
    print("\n" + body)
    assert THIN_SOURCE in body or "Trang thử seldom" in body
    assert DEAD in body
    last = read_journal(line.paths.runs).entries[-1]
    assert {doubt.source for doubt in last.suspects} == {THIN_SOURCE}
    assert "walled" in {doubt.source for doubt in last.failures}, "a source that yields nothing has failed"


def test_the_server_saw_no_breach_of_manners(line: Line) -> None:
    assert line.breaches == [{}, {}]
