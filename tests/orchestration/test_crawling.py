"""Which live sources a run asks, and within which bounds."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from orchestration import intake
from orchestration.capturing import read_sources
from orchestration.crawling import Crawler, NoContactError, again_of, crawl_sources, crawler_of, due_sources
from orchestration.intake import sources_to_ask, take_in
from orchestration.paths import DataPaths
from orchestration.settings import CrawlSettings, Settings
from scrapers.archive import Archive
from scrapers.crawl.counts import NightCounts
from scrapers.crawl.source import SOURCES, Source, SourceError
from scrapers.crawl.source_file import load_sources

NIGHT = datetime(2026, 11, 25, 19, 30, tzinfo=UTC)  # half past two in Hanoi, on the 26th
TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def live() -> list[Source]:
    return [source for source in load_sources() if source.plan is not None and source.plan.start][:4]


def looked_at(archive: Archive, source: str, moment: datetime, run_id: str) -> None:
    with archive.writer("crawl", run_id=run_id) as writer:
        writer.add_response(f"https://{source}.example/", 200, (), b"page", moment, source=source)


def crawler(tmp_path: Path, contact: str | None = None) -> Crawler:
    return crawler_of(Settings(file=None, data=tmp_path, contact=contact), lambda: NIGHT)


@pytest.mark.parametrize(
    ("cadence", "days", "due"),
    [("daily", 0, False), ("daily", 1, True), ("weekly", 6, False), ("weekly", 7, True), ("monthly", 27, False),
     ("monthly", 28, True)],
)  # fmt: skip
def test_a_source_is_asked_when_its_day_has_come(
    tmp_path: Path, live: list[Source], cadence: str, days: int, due: bool
) -> None:
    source = replace(live[0], cadence=cadence)
    archive = Archive(tmp_path / "archive")
    assert due_sources([source], archive, TODAY, "tonight") == [source], "it was never asked"
    looked_at(archive, source.code, NIGHT - timedelta(days=days), "then")
    assert due_sources([source], archive, TODAY, "tonight") == ([source] if due else [])
    assert due_sources([source], archive, TODAY, "then") == [source], "the night in which it was begun goes on"


def test_a_night_in_which_nothing_came_is_none(tmp_path: Path, live: list[Source]) -> None:
    source, archive = replace(live[0], cadence="monthly"), Archive(tmp_path / "archive")
    looked_at(archive, source.code, NIGHT - timedelta(days=28), "first")
    with archive.writer("crawl", run_id="second") as writer:
        writer.add_failure(f"https://{source.code}.example/", NIGHT - timedelta(days=1), "gone", source=source.code)
    assert due_sources([source], archive, TODAY, "tonight") == [source]
    looked_at(archive, source.code, NIGHT - timedelta(days=1), "third")
    assert due_sources([source], archive, TODAY, "tonight") == []


def test_all_sources_are_asked_by_their_day_and_chosen_ones_at_once(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path)
    everything = [source.code for source in load_sources()]
    asked = next(source for source in load_sources() if source.plan is not None and source.cadence == "daily")
    looked_at(Archive(paths.archive), asked.code, NIGHT, "then")
    due = [source.code for source in sources_to_ask(paths, everything, crawler(tmp_path), "tonight", None)]
    assert sorted({*everything} - {*due}) == [asked.code]
    again = again_of("2026-11-01", None)
    for chosen, wish in (([asked.code], None), (everything, again)):
        found = sources_to_ask(paths, chosen, crawler(tmp_path), "tonight", wish)
        assert [source.code for source in found] == chosen


def test_a_source_that_was_asked_must_hold_a_document(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "sources").mkdir()
    for name in ("moha_site", "vov"):
        shutil.copy(SOURCES / f"{name}.yml", tmp_path / "sources")
    paths = DataPaths(tmp_path)
    with Archive(paths.archive).writer("crawl", run_id="then") as writer:
        writer.add_failure("https://vov.vn/", NIGHT, "no answer", source="vov")
    readings = {reading.source: reading for reading in read_sources(paths)}
    assert "0 documents where at least 1" in (readings["vov"].failed or "")
    assert "moha_site" not in readings, "what was never asked does not fail"


def test_nobody_is_asked_without_a_contact(tmp_path: Path, live: list[Source]) -> None:
    paths = DataPaths(tmp_path)
    with pytest.raises(NoContactError, match="set CCHC_CONTACT"):
        take_in(paths, live, crawler(tmp_path), "tonight")
    with pytest.raises(NoContactError):
        crawl_sources(paths, live, crawler(tmp_path), "tonight")
    assert take_in(paths, live, None, "tonight").sources == {}
    assert not paths.frontier.exists()


def test_the_settings_bound_a_night(tmp_path: Path) -> None:
    crawl = CrawlSettings(delay_seconds=7.0, pages_a_night=11, megabytes_a_night=3, minutes_a_night=2, hosts_at_once=5)
    limits = crawler_of(Settings(file=None, data=tmp_path, contact="a@b.example", crawl=crawl), lambda: NIGHT).limits
    assert limits is not None and "a@b.example" in limits.user_agent
    assert (limits.delay_seconds, limits.max_requests, limits.max_night_bytes) == (7.0, 11, 3 * 1024 * 1024)
    assert (limits.max_seconds, limits.workers, limits.allow_private) == (120.0, 5, False)


@pytest.mark.parametrize("days", [("2026-11-31", None), ("2026-11-25", "2026-11-24"), (None, "soon")])
def test_days_of_a_backfill_are_days_in_order(days: tuple[str | None, str | None]) -> None:
    with pytest.raises(SourceError, match="The days of a backfill"):
        again_of(*days)


@pytest.mark.parametrize("stopped", [None, "2 requests were sent"])
def test_a_source_that_was_not_asked_has_failed_unless_the_night_was_stopped(
    tmp_path: Path, live: list[Source], monkeypatch: pytest.MonkeyPatch, stopped: str | None
) -> None:
    monkeypatch.setattr(intake, "crawl_sources", lambda *_: NightCounts(sources={}, hosts={}, stopped=stopped))

    taken = take_in(DataPaths(tmp_path), live[:3], crawler(tmp_path, "a@example.org"), "tonight")

    assert sorted(taken.failures) == ([] if stopped else sorted(source.code for source in live[:3]))
    assert taken.stopped == stopped
