"""The life of a run: one at a time, told who is at work, journaled however it ends, gone on with after a kill."""

from __future__ import annotations

import fcntl
import json
import logging
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.errors import RunError
from orchestration.journal import (
    Doubt,
    Entry,
    Journal,
    SourceCounts,
    append_entry,
    failing_since,
    last_good_of,
    read_journal,
    suspect_since,
    to_json,
)
from orchestration.paths import PROJECT, DataPaths
from orchestration.run_lock import Owner, hold, holder, in_words
from orchestration.run_log import logged, remove_old_logs
from orchestration.runs import Report, start_run
from orchestration.settings import AlertSettings, Settings
from tests.operation.conftest import Webhook

NIGHT = datetime(2026, 11, 26, 19, tzinfo=UTC)
RUNNING = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from orchestration.paths import DataPaths
from orchestration.runs import start_run
from orchestration.settings import Settings
root = Path(sys.argv[1])
now = lambda: datetime(2026, 11, 26, 19, tzinfo=UTC)
with start_run(DataPaths(root), Settings(file=None, data=root), "cchc", now, "cchc run --live") as run:
    with run.stage("captures"):
        print("at work", flush=True)
        time.sleep(60)
"""


@contextmanager
def another_process(root: Path) -> Iterator[subprocess.Popen[str]]:
    """A run in a process of its own, at work at captures; killed at the end."""
    with subprocess.Popen(
        [sys.executable, "-c", RUNNING, str(root)], stdout=subprocess.PIPE, text=True, cwd=PROJECT
    ) as run:
        assert run.stdout is not None and run.stdout.readline() == "at work\n"
        try:
            yield run
        finally:
            run.send_signal(signal.SIGKILL)


def at(hours: float) -> Callable[[], datetime]:
    return lambda: NIGHT + timedelta(hours=hours)


def settings(root: Path, *urls: str) -> Settings:
    return Settings(file=None, data=root, alerts=AlertSettings(urls=urls))


def entries(root: Path) -> tuple[Entry, ...]:
    journal = read_journal(DataPaths(root).runs)
    assert journal.fault is None
    return journal.entries


def test_a_second_run_is_told_who_is_at_work_and_for_how_long_and_a_dead_one_locks_nothing(tmp_path: Path) -> None:
    with another_process(tmp_path) as run:
        owner = holder(tmp_path)
        assert owner is not None and (owner.pid, owner.what, owner.run_id) == (
            run.pid,
            "cchc run --live",
            "20261126T190000Z",
        )
        with pytest.raises(RunError) as caught, start_run(DataPaths(tmp_path), settings(tmp_path), "cchc", at(0.2)):
            pass
        assert str(caught.value) == (
            f"Another run (cchc run --live, process {run.pid} on {owner.host}) has been at work in {tmp_path} "
            "since 2026-11-26T19:00:00Z, for 12 min: wait until it has ended."
        )
        assert entries(tmp_path) == ()
    assert holder(tmp_path) is None
    assert json.loads((tmp_path / ".run.lock").read_text("utf-8"))["pid"] == run.pid
    with hold(tmp_path, Owner.here("cchc run", "2026-11-26T20:00:00Z")):
        assert holder(tmp_path) is not None


def test_the_run_after_a_killed_one_says_so_and_goes_on_with_its_night(tmp_path: Path, webhook: Webhook) -> None:
    with another_process(tmp_path):
        pass
    with start_run(DataPaths(tmp_path), settings(tmp_path, webhook.url), "dagster", at(19.9)) as run:
        assert run.resumed and run.run_id == "20261126T190000Z"
        run.finish(Report(outcome="unchanged"))
    killed, ended = entries(tmp_path)
    assert (killed.outcome, killed.stage, killed.what) == ("killed", "captures", "cchc run --live")
    assert killed.message == "killed during captures, which had begun at 2026-11-26T19:00:00Z"
    assert (ended.outcome, ended.run_id, ended.resumed, ended.how) == ("unchanged", killed.run_id, True, "dagster")
    assert not (tmp_path / "runs" / "current.json").exists()
    (told,) = webhook.bodies
    assert "was killed during captures" in told["message"] and "after a killed run" in told["title"]
    assert ended.alert == "sent over 1 of 1 channels"


def test_a_run_killed_again_and_again_stays_the_same_night_until_that_is_over(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path)
    ids = []
    for hours in (0, 8, 16, 21, 30):
        # A signal or Ctrl-C ends a run as a kill does.
        with pytest.raises(KeyboardInterrupt), start_run(paths, settings(tmp_path), "cchc", at(hours)) as run:
            ids.append(run.run_id)
            with run.stage(f"stage {hours}"):
                raise KeyboardInterrupt
    night, next_night = "20261126T190000Z", "20261127T160000Z"
    assert ids == [night, night, night, next_night, next_night]
    assert [entry.stage for entry in entries(tmp_path)] == ["stage 0", "stage 8", "stage 16", "stage 21"]


def test_a_kill_is_journaled_once_also_where_the_next_run_is_killed_just_after_that(tmp_path: Path) -> None:
    paths, left = DataPaths(tmp_path), tmp_path / "runs" / "current.json"
    with pytest.raises(KeyboardInterrupt), start_run(paths, settings(tmp_path), "cchc", at(0)):
        raise KeyboardInterrupt
    before = left.read_bytes()
    with pytest.raises(KeyboardInterrupt), start_run(paths, settings(tmp_path), "cchc", at(1)):
        left.write_bytes(before)
        raise KeyboardInterrupt
    with start_run(paths, settings(tmp_path), "cchc", at(2)) as run:
        assert run.resumed
        run.finish(Report(outcome="unchanged"))
    assert [entry.outcome for entry in entries(tmp_path)] == ["killed", "unchanged"]


def test_a_run_that_fails_is_journaled_told_and_raises_what_it_raised(tmp_path: Path, webhook: Webhook) -> None:
    paths = DataPaths(tmp_path)
    with (
        pytest.raises(RunError, match="A table is torn"),
        start_run(paths, settings(tmp_path, webhook.url), "cchc", at(0)) as run,
        run.stage("records"),
    ):
        raise RunError("A table is torn.")
    with pytest.raises(ZeroDivisionError), start_run(paths, settings(tmp_path), "cchc", at(0)):
        raise ZeroDivisionError("by\nnothing")
    with start_run(paths, settings(tmp_path), "cchc", at(0)):
        pass
    torn, unexpected, silent = entries(tmp_path)
    assert (torn.outcome, torn.stage, torn.message) == ("failed", "records", "A table is torn.")
    assert unexpected.message == "unexpected ZeroDivisionError: by"
    assert silent.outcome == "failed" and silent.alert is None
    assert {torn.run_id, unexpected.run_id, silent.run_id} == {"20261126T190000Z"}
    assert [torn.resumed, unexpected.resumed, silent.resumed] == [False, True, True]
    assert [body["title"] for body in webhook.bodies] == ["CCHC 2026-11-26: FAILED at records"]


def test_the_run_after_a_failed_one_goes_on_with_its_night_until_that_is_over(tmp_path: Path) -> None:
    paths, ids = DataPaths(tmp_path), []
    for hours in (0, 8, 16, 21):
        with pytest.raises(RunError), start_run(paths, settings(tmp_path), "cchc", at(hours)) as run:
            ids.append((run.run_id, run.killed))
            raise RunError("The disk is full.")
    for hours in (22, 23):
        with start_run(paths, settings(tmp_path), "cchc", at(hours)) as run:
            ids.append((run.run_id, run.killed))
            run.finish(Report(outcome="unchanged"))
    night, next_night, after = "20261126T190000Z", "20261127T160000Z", "20261127T180000Z"
    assert ids == [(name, None) for name in (night, night, night, next_night, next_night, after)]


def test_an_alert_that_cannot_be_sent_or_made_changes_nothing(
    tmp_path: Path, webhook: Webhook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    webhook.status = 503
    report = Report(outcome="released", version="1", failures=(Doubt(source="a", reason="gone"),))
    for _ in range(2):
        with start_run(DataPaths(tmp_path), settings(tmp_path, webhook.url), "cchc", at(0)) as run:
            run.finish(report)
        monkeypatch.setattr("orchestration.night_end.night_message", lambda *_, **__: 1 / 0)
    refused, unmade = entries(tmp_path)
    assert refused.alert is not None and "sent over 0 of 1 channels; channel 1 (json) did not take it" in refused.alert
    assert unmade.alert == "could not be made: unexpected ZeroDivisionError"
    assert [entry.outcome for entry in (refused, unmade)] == ["released", "released"]
    told = [record.getMessage() for record in caplog.records if record.name == "cchc.progress"]
    assert len(told) == 2 and "was not delivered: channel 1 (json)" in told[0] and "T0KEN" not in told[0]


def test_a_disk_that_refuses_the_journal_leaves_the_run_to_the_next_one(tmp_path: Path) -> None:
    runs = DataPaths(tmp_path).runs
    (runs / "journal.jsonl").mkdir(parents=True)
    with start_run(DataPaths(tmp_path), settings(tmp_path), "cchc", at(0)) as run:
        run.finish(Report(outcome="released", version="1"))
    (runs / "journal.jsonl").rmdir()
    with start_run(DataPaths(tmp_path), settings(tmp_path), "cchc", at(1)) as run:
        assert run.resumed
        run.finish(Report(outcome="unchanged"))
    assert [entry.outcome for entry in entries(tmp_path)] == ["killed", "unchanged"]


def test_a_directory_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    root = tmp_path / "file"
    with (
        pytest.raises(RunError, match="file cannot be written"),
        start_run(DataPaths(root), settings(root), "cchc", at(0)),
    ):
        pass


def entry(day: int, *, suspect: int = 0, failures: tuple[str, ...] = (), asked: int = 1) -> Entry:
    return Entry(
        run_id=f"r{day}",
        how="cchc",
        what="cchc run",
        started_at=f"2026-11-{day:02}T19:00:00Z",
        ended_at=f"2026-11-{day:02}T20:00:00Z",
        stage="release",
        outcome="unchanged",
        sources={"a": SourceCounts(asked=asked, unchanged=asked - suspect, suspect=suspect)} if asked else {},
        failures=tuple(Doubt(source=source, reason="gone") for source in failures),
    )


def test_since_when_a_source_is_amiss_skips_nights_that_did_not_ask_it() -> None:
    nights = [entry(20, suspect=1), entry(21), entry(22, suspect=1), entry(23, asked=0), entry(24, suspect=1)]
    assert suspect_since(nights, "a") == "2026-11-22T19:00:00Z"
    assert last_good_of(nights, "a") == "2026-11-21T20:00:00Z"
    assert suspect_since([*nights, entry(25)], "a") is None
    failed = [entry(20), entry(21, asked=0, failures=("a",)), entry(22, asked=0, failures=("a",))]
    assert failing_since(failed, "a") == "2026-11-21T19:00:00Z"
    assert last_good_of(failed, "a") == "2026-11-20T20:00:00Z"


def test_a_torn_line_is_told_and_the_lines_around_it_stand(tmp_path: Path) -> None:
    append_entry(tmp_path, entry(20))
    with (tmp_path / "journal.jsonl").open("a", encoding="utf-8") as file:
        file.write(to_json(entry(21))[:40])
    torn = read_journal(tmp_path)
    assert [each.run_id for each in torn.entries] == ["r20"]
    assert torn.fault is not None and "ends in a torn line" in torn.fault
    append_entry(tmp_path, entry(22, failures=("\ud800",)))
    mended = read_journal(tmp_path)
    assert [each.run_id for each in mended.entries] == ["r20", "r22"] and mended.entries[1] == entry(
        22, failures=("\ud800",)
    )
    assert mended.fault is not None and "line 2" in mended.fault
    assert read_journal(tmp_path / "none") == Journal((), None)


def test_the_log_holds_ours_and_other_peoples_warnings_with_the_run_s_id(tmp_path: Path) -> None:
    with logged(tmp_path, "20261126T190000Z") as path:
        logging.getLogger("scrapers.crawl").info("asked %s", "một trang", extra={"host": "a.example", "bytes": 7})
        logging.getLogger("cchc.progress").warning("half", extra={"url": "\ud800"})
        logging.getLogger("elsewhere").info("chatter")
        try:
            raise ValueError("here")
        except ValueError:
            logging.getLogger("elsewhere").exception("trouble")
    logging.getLogger("scrapers.crawl").warning("after the run")
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [line["message"] for line in lines] == ["asked một trang", "half", "trouble"]
    assert {line["run_id"] for line in lines} == {"20261126T190000Z"}
    assert lines[1]["extra"] == {"url": "\ud800"}
    assert lines[0]["extra"] == {"host": "a.example", "bytes": 7} and lines[0]["level"] == "INFO"
    assert "ValueError: here" in lines[2]["exception"] and lines[0]["time"].endswith("+00:00")


def test_old_logs_go_and_nothing_else_does(tmp_path: Path) -> None:
    names = ["20260801T190000Z.log.jsonl", "20260901T190000Z-2.log.jsonl", "20260101T000000Z.txt", "journal.jsonl"]
    for name in names:
        (tmp_path / name).touch()
    assert remove_old_logs(tmp_path, 90, NIGHT) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:])


@pytest.mark.parametrize(
    ("seconds", "words"), [(-5, "0 s"), (59.9, "59 s"), (720, "12 min"), (11_100, "3 h 5 min"), (172_800, "2 days")]
)
def test_an_age_is_told_as_a_person_says_it(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def line_with(**changed: object) -> str:
    return json.dumps({**json.loads(to_json(entry(21))), **changed}) + "\n"


@pytest.mark.parametrize(
    "line",
    [
        "[" * 200_000 + "\n",
        "9" * 5000 + "\n",
        line_with(ended_at=5),
        line_with(ended_at=None),
        line_with(message=7),
        line_with(outcome=["failed"]),
        line_with(sources={"a": {"asked": "x"}}),
        line_with(sources=[1]),
        line_with(suspects="ab"),
        line_with(failures=[{"source": 1, "reason": None}]),
        line_with(overdue="abc"),
    ],
    ids=range(11),
)  # fmt: skip
def test_a_line_that_is_no_entry_is_left_out_and_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "journal.jsonl").write_text(to_json(entry(20)) + "\n" + line + to_json(entry(22)) + "\n", "utf-8")
    read = read_journal(tmp_path)
    assert [each.run_id for each in read.entries] == ["r20", "r22"]
    assert read.fault is not None and "cannot be read at line 2" in read.fault


def test_what_a_newer_version_wrote_is_read_as_far_as_it_is_known(tmp_path: Path) -> None:
    newer = {"sources": {"a": {"asked": 1, "walled": 3}}, "failures": [{"source": "a", "reason": "gone", "kind": 2}]}
    (tmp_path / "journal.jsonl").write_text(line_with(weather="fine", **newer), "utf-8")
    (read,) = read_journal(tmp_path).entries
    assert read.sources == {"a": SourceCounts(asked=1)} and read.failures == (Doubt(source="a", reason="gone"),)


@pytest.mark.parametrize("told", ["[" * 20_000, '{"run_id": "../../elsewhere"}'])
def test_what_a_run_left_is_believed_only_where_it_is_one(tmp_path: Path, told: str) -> None:
    with pytest.raises(KeyboardInterrupt), start_run(DataPaths(tmp_path), settings(tmp_path), "cchc", at(0)):
        raise KeyboardInterrupt
    left = tmp_path / "runs" / "current.json"
    left.write_text(told if told[0] == "[" else json.dumps(json.loads(left.read_bytes()) | json.loads(told)), "utf-8")
    with start_run(DataPaths(tmp_path), settings(tmp_path), "cchc", at(1)) as run:
        assert not run.resumed and run.run_id == "20261126T200000Z"
        run.finish(Report(outcome="unchanged"))
    (tmp_path / ".run.lock").write_text("[" * 3000, "utf-8")
    with (tmp_path / ".run.lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        owner = holder(tmp_path)
    assert owner is not None and owner.what == ""
