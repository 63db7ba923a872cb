"""What `cchc status` tells of the nightly, and `cchc alert` of its channels."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from orchestration.journal import Doubt, SourceCounts
from orchestration.paths import DataPaths
from orchestration.run_lock import Owner, hold
from orchestration.runs import Report, start_run
from orchestration.settings import Settings
from scrapers.archive import Archive
from tests.operation.conftest import Mailbox, Webhook, mailbox, webhook

__all__ = ["mailbox", "webhook"]

Run = Callable[..., Any]
MONDAY, TUESDAY = datetime(2026, 11, 23, 19, tzinfo=UTC), datetime(2026, 11, 24, 19, tzinfo=UTC)
GOOD = Report(
    outcome="released", version="v1", sources={"a": SourceCounts(asked=3, new=3), "b": SourceCounts(asked=2, new=2)}
)
HALF = Report(
    outcome="unchanged",
    version="v1",
    sources={"a": SourceCounts(asked=3, unchanged=2, suspect=1), "b": SourceCounts(asked=2, failed=2)},
    suspects=(Doubt(source="a", reason="fewer figures than before"),),
    failures=(Doubt(source="b", reason="not one page was got"),),
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DataPaths]:
    monkeypatch.setenv("CCHC_DATA", str(tmp_path))
    monkeypatch.setattr("cchc.status.utc_now", lambda: datetime(2026, 11, 25, 1, tzinfo=UTC))
    yield DataPaths(tmp_path)


def journaled(paths: DataPaths, night: datetime, report: Report) -> None:
    with start_run(paths, Settings(file=None, data=paths.root), "cchc", lambda: night, "cchc run --live") as run:
        run.finish(report)


def test_status_before_the_first_release_tells_how_the_nightly_fares(run: Run, data: DataPaths) -> None:
    journaled(data, MONDAY, GOOD)
    journaled(data, TUESDAY, HALF)
    answer = run("status")
    assert (answer.code, answer.err.count("\n")) == (2, 1) and "no release yet" in answer.err
    for told in (
        "At work: nobody.",
        "Last good run: 20261124T190000Z (cchc run --live), ended 6 h ago, unchanged v1.",
        "fewer figures than before",
        "GB free",
    ):
        assert told in answer.out
    found = json.loads(run("status", "--format", "json").out)
    assert found["release"] is None
    first, second = found["operation"]["sources"]
    assert first == {
        "source": "a",
        "asked": 3, "new": 0, "unchanged": 2, "suspect": 1, "failed": 0, "other": 0,
        "asked_at": "2026-11-24T19:00:00Z",
        "last_good": "2026-11-23T19:00:00Z",
        "suspect_since": "2026-11-24T19:00:00Z",
        "failing_since": None,
        "why": "fewer figures than before",
    }  # fmt: skip
    assert (second["failing_since"], second["why"]) == ("2026-11-24T19:00:00Z", "not one page was got")
    assert found["operation"]["disk_free_bytes"] > 0 and found["operation"]["overdue"] == []


def test_status_tells_who_is_at_work_at_what_and_which_run_was_cut_off(run: Run, data: DataPaths) -> None:
    settings = Settings(file=None, data=data.root)
    with (
        pytest.raises(KeyboardInterrupt),
        start_run(data, settings, "cchc", lambda: TUESDAY, "cchc run --live") as night,
        night.stage("captures"),
    ):
        told = json.loads(run("status", "--format", "json").out)["operation"]
        assert (told["running"]["what"], told["running"]["stage"]) == ("cchc run --live", "captures")
        assert ", for 6 h, at captures." in run("status").out.splitlines()[0]
        raise KeyboardInterrupt
    assert run("status").out.startswith("At work: nobody; the last one was cut off during captures, the next goes on")
    with hold(data.root, Owner.here("cchc as-known-on 2026-01-01", "2026-11-25T00:00:00Z")):
        assert run("status").out.startswith("At work: cchc as-known-on 2026-01-01, process")


def test_status_of_a_source_that_no_journaled_run_asked_has_the_archive_s_word(run: Run, data: DataPaths) -> None:
    with Archive(data.archive).writer("old") as writer:
        writer.add_resource("https://example.org/a", b"text", "text/plain", MONDAY, method="added")
    (state,) = json.loads(run("status", "--format", "json").out)["operation"]["sources"]
    assert (state["source"], state["last_good"], state["asked_at"]) == ("old", "2026-11-23T19:00:00Z", None)


def test_status_says_what_is_overdue(run: Run, releases: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc.status.utc_now", lambda: datetime(2022, 7, 1, 1, tzinfo=UTC))
    before = {path.name for path in releases.data.iterdir()}
    found = json.loads(run("status", "--format", "json").out)
    assert "PAPI" not in {row["index_code"] for row in found["operation"]["overdue"]}, "2021 is there"
    monkeypatch.setattr("cchc.status.utc_now", lambda: datetime(2023, 7, 1, 1, tzinfo=UTC))
    answer = run("status")
    assert "Should have been published by now and was not seen" in answer.out
    rows = json.loads(run("status", "--format", "json").out)["operation"]["overdue"]
    assert [(row["year"], row["expected_by"]) for row in rows if row["index_code"] == "PAPI"] == [(2022, "2023-06-30")]
    assert {path.name for path in releases.data.iterdir()} == before, "status writes nothing"


def test_alert_tries_every_channel(
    run: Run, data: DataPaths, monkeypatch: pytest.MonkeyPatch, mailbox: Mailbox, webhook: Webhook
) -> None:
    answer = run("alert", "--test")
    assert (answer.code, answer.err.count("\n")) == (2, 1) and "No channel is configured" in answer.err
    monkeypatch.setenv("CCHC_ALERTS", f"{webhook.url} {mailbox.url}")
    assert "goes to 2 channels, where there is something to tell" in run("alert").out
    assert webhook.bodies == []
    answer = run("alert", "--test")
    assert (answer.code, answer.out) == (0, "channel 1 (json) took it\nchannel 2 (mailto) took it\n")
    assert "Thử nghiệm" in mailbox.only()[1] and len(webhook.bodies) == 1
    webhook.status = 500
    answer = run("alert", "--test")
    assert answer.code == 1 and "1 of 2 channels did not take the message" in answer.err
    assert "s3cret" not in answer.out + answer.err


def test_a_wrong_configuration_is_one_sentence(run: Run, data: DataPaths) -> None:
    (data.root / "cchc.toml").write_text("[alerts]\nurl = []", "utf-8")
    for command in (("status",), ("alert",), ("run",), ("query", "select 1")):
        answer = run(*command)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(f"Error: {data.root}/cchc.toml: the key alerts.url has no meaning")
