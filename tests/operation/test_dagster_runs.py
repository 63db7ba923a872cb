"""A run of Dagster's holds the lock, ends in the journal, and is told of where it could not begin."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from cchc.dagster_command import command_line, prepared
from orchestration.errors import SettingsError
from orchestration.jobs import NIGHTLY
from orchestration.journal import Doubt, Entry, SourceCounts, read_journal
from orchestration.night_report import NO_CONTACT, count_looks, report_of
from orchestration.paths import PROJECT, DataPaths
from orchestration.run_lock import Owner, hold, holder
from orchestration.run_resource import RUN, NoNight, beginning, name_of
from orchestration.runs import start_run
from orchestration.schedule import alert_of_failed_runs, end_dead_runs, nightly_schedule
from orchestration.settings import DagsterSettings, Settings
from scrapers.archive import Archive
from tests.operation.conftest import Webhook

NIGHT = datetime(2026, 11, 26, 19, tzinfo=UTC)


def job_over(root: Path, fault: str | None, called: str = "small") -> dg.JobDefinition:
    """A job that needs the run as the project's assets do."""

    @dg.op(required_resource_keys={RUN})
    def look(context: dg.OpExecutionContext) -> None:
        with context.resources.run.stage("captures"):
            owner = holder(root)
            assert owner is not None and owner.run_id == context.resources.run.run_id
            if fault:
                raise RuntimeError(fault)

    settings = Settings(file=None, data=root)
    resource = beginning(DataPaths(root), settings, lambda: NIGHT)

    @dg.job(name=called, executor_def=dg.in_process_executor, resource_defs={RUN: resource})
    def small() -> None:
        look()

    return small


def executed(root: Path, instance: dg.DagsterInstance, fault: str | None = None) -> dg.ExecuteInProcessResult:
    return job_over(root, fault).execute_in_process(instance=instance, raise_on_error=False)


def entries(root: Path) -> tuple[Entry, ...]:
    return read_journal(DataPaths(root).runs).entries


def test_a_run_of_dagster_holds_the_lock_and_is_journaled(tmp_path: Path) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        result = executed(tmp_path, instance)
    assert result.success and holder(tmp_path) is None
    (entry,) = entries(tmp_path)
    assert (entry.outcome, entry.how, entry.stage) == ("unchanged", "dagster", "captures")
    assert entry.what == f"small in Dagster, run {result.run_id[:8]}"


def test_a_night_without_a_contact_says_in_the_journal_that_live_sources_were_not_asked(tmp_path: Path) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        for name in ("small", NIGHTLY):
            assert job_over(tmp_path, None, name).execute_in_process(instance=instance).success
    assert [entry.message for entry in entries(tmp_path)] == [None, NO_CONTACT]


def test_a_run_that_may_not_begin_fails_with_the_holder_s_name_and_is_told(
    tmp_path: Path, webhook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_DATA", str(tmp_path))
    monkeypatch.setenv("CCHC_ALERTS", webhook.url)
    with dg.DagsterInstance.ephemeral() as instance:
        with hold(tmp_path, Owner.here("cchc run --live", "2026-11-26T18:00:00Z")):
            refused = executed(tmp_path, instance)
        told(instance, refused)
        (body,) = webhook.bodies
        assert body["title"].endswith("FAILED before it began")
        assert "Another run (cchc run --live, process" in body["message"] and "for 1 h" in body["message"]
        assert entries(tmp_path) == ()
        told(instance, executed(tmp_path, instance, "planted"))
    (entry,) = entries(tmp_path)
    assert (entry.outcome, entry.stage) == ("failed", "captures") and "planted" in str(entry.message)
    assert len(webhook.bodies) == 1, "a run that began tells its own end"


def told(instance: dg.DagsterInstance, result: dg.ExecuteInProcessResult) -> None:
    """Asks the sensor as the daemon does for a run that failed."""
    asked(instance, result.run_id, next(event for event in result.all_events if event.is_job_failure))


def asked(instance: dg.DagsterInstance, run_id: str, event: dg.DagsterEvent) -> None:
    run = instance.get_run_by_id(run_id)
    assert run is not None
    context: Any = dg.build_run_status_sensor_context("alert_of_failed_runs", event, instance, run).for_run_failure()
    alert_of_failed_runs(context)


def cut_off_at_captures(root: Path, what: str) -> None:
    """Leaves a data directory as a run does that is killed."""
    with (
        pytest.raises(KeyboardInterrupt),
        start_run(DataPaths(root), Settings(file=None, data=root), "dagster", lambda: NIGHT, what) as run,
        run.stage("captures"),
    ):
        raise KeyboardInterrupt


def test_a_run_that_was_killed_is_told_as_killed_and_one_that_is_started_again_is_not_told(
    tmp_path: Path, webhook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_DATA", str(tmp_path))
    monkeypatch.setenv("CCHC_ALERTS", webhook.url)
    with dg.DagsterInstance.ephemeral() as instance:
        run = instance.create_run_for_job(job_over(tmp_path, None))
        failure = instance.report_run_failed(run)
        assert failure.event_specific_data is None, "Dagster knows nothing of a process that was killed"
        asked(instance, run.run_id, failure)
        cut_off_at_captures(tmp_path, name_of("small", run.run_id))
        asked(instance, run.run_id, failure)
        instance.add_run_tags(run.run_id, {"dagster/will_retry": "true"})
        asked(instance, run.run_id, failure)
    before_it_began, killed = webhook.bodies
    assert before_it_began["title"].endswith("FAILED before it began")
    assert "marked as failed from outside" in before_it_began["message"]
    assert killed["title"] == "CCHC 2026-11-26: KILLED at captures"
    assert "was killed during captures, which had begun at 2026-11-26T19:00:00Z" in killed["message"]
    assert "could not begin" not in killed["message"]


def test_a_night_of_the_schedule_that_the_configuration_keeps_from_beginning_is_told(
    tmp_path: Path, webhook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cchc.toml").write_text("contcat = 'a'\n", "utf-8")
    monkeypatch.setenv("CCHC_CONFIG", str(tmp_path / "cchc.toml"))
    monkeypatch.setenv("CCHC_ALERTS", webhook.url)
    with pytest.raises(SettingsError, match="contcat"):
        nightly_schedule(dg.build_schedule_context(scheduled_execution_time=NIGHT))
    (told_once,) = webhook.bodies
    assert told_once["title"] == "CCHC 2026-11-26: FAILED before it began"
    assert "the key contcat has no meaning" in told_once["message"]


def test_a_run_that_was_refused_is_not_tried_again(tmp_path: Path) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        with hold(tmp_path, Owner.here("cchc run", "2026-11-26T18:00:00Z")):
            refused = executed(tmp_path, instance)
        failed = executed(tmp_path, instance, "planted")
        tags = [getattr(instance.get_run_by_id(each.run_id), "tags", {}) for each in (refused, failed)]
    assert [each.get("dagster/max_retries") for each in tags] == ["0", None]


def test_a_run_that_does_not_hold_the_lock_twice_is_ended_and_one_that_holds_it_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_DATA", str(tmp_path))
    home = tmp_path / "dagster"
    home.mkdir()
    shutil.copy(PROJECT / "dagster.yaml", home)
    with dg.DagsterInstance.from_config(str(home)) as instance:
        job = job_over(tmp_path, None)
        dead, alive = (instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED) for _ in range(2))
        with hold(tmp_path, Owner.here(name_of("small", alive.run_id), "2026-11-26T18:00:00Z")):
            first = end_dead_runs(dg.build_sensor_context(instance))
            assert isinstance(first, dg.SensorResult)
            seen = instance.get_run_by_id(dead.run_id)
            assert seen is not None and seen.status == dg.DagsterRunStatus.STARTED, "once is not enough"
            end_dead_runs(dg.build_sensor_context(instance, cursor=first.cursor))
        runs = [instance.get_run_by_id(each.run_id) for each in (dead, alive)]
    assert [run and run.status for run in runs] == [dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.STARTED]
    assert runs[0] is not None and runs[0].tags["dagster/will_retry"] == "true"


def test_a_past_day_that_is_rebuilt_is_no_night() -> None:
    with NoNight().stage("records"):
        assert NoNight().run_id is None


def test_the_metadata_of_the_assets_make_the_report() -> None:
    made = {
        "captures": {
            "sources": {"a": {"asked": 2, "new": 1, "failed": 1}},
            "left_alone": {"b.example": "5 failures"},
            "failures": {"b": "b yielded nothing"},
            "stopped": "",
        },
        "records": {
            "suspects": [{"source": "a", "url": "https://a.example", "reason": "fewer"}],
            "failures": {"c": "few"},
        },
        "release": {"version": "v2", "is_new": True},
    }
    report = report_of(made)
    assert (report.outcome, report.version, report.message) == ("released", "v2", None)
    assert report.sources == {"a": SourceCounts(asked=2, new=1, failed=1)} and report.left_out == {
        "b.example": "5 failures"
    }
    assert [doubt.source for doubt in report.failures] == ["b", "c"]
    assert report.suspects == (Doubt(source="a", reason="fewer", url="https://a.example"),)
    assert report_of({"captures": {}}, latest="v1").version == "v1"


def test_the_looks_of_a_night_are_counted_by_source_and_outcome(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.writer("crawl", run_id="n1") as writer:
        answer = ("200 OK", [("Content-Type", "text/html")])
        writer.add_response("https://a.example/1", 200, answer[1], b"one", NIGHT, source="a")
        writer.add_response("https://a.example/2", 200, answer[1], b"two", NIGHT, source="a", outcome="suspect")
        writer.add_response("https://a.example/3", 200, answer[1], b"three", NIGHT, source="a", outcome="login")
        writer.add_failure("https://b.example/1", NIGHT, "503", 503, source="b")
    counts = count_looks(archive.each_look(run_id="n1"))
    assert {code: (c.asked, c.new, c.suspect, c.failed, c.other) for code, c in counts.items()} == {
        "a": (3, 1, 1, 0, 1),
        "b": (1, 0, 0, 1, 0),
    }


def test_dagster_s_programs_get_host_port_and_folder_of_the_configuration(tmp_path: Path) -> None:
    settings = Settings(
        file=tmp_path / "cchc.toml", data=tmp_path / "data", dagster=DagsterSettings(host="::1", port=3333)
    )
    module = ["-m", "orchestration.definitions"]
    for arguments, name, rest in (
        (("daemon",), "dagster-daemon", ["run", *module]),
        (("daemon", "liveness-check"), "dagster-daemon", ["liveness-check"]),
        (("webserver",), "dagster-webserver", ["-h", "::1", "-p", "3333", *module]),
        (("dev",), "dagster", ["dev", "-h", "::1", "-p", "3333", *module]),
        (("schedule", "start", "x"), "dagster", ["schedule", "start", "x", *module]),
    ):
        program, *told_rest = command_line(settings, arguments)
        assert (Path(program).name, told_rest) == (name, rest) and Path(program).is_file()
    environment = prepared(settings)
    home = tmp_path / "data" / "dagster"
    assert environment["DAGSTER_HOME"] == str(home) and environment["CCHC_DATA"] == str(tmp_path / "data")
    assert environment["CCHC_CONFIG"] == str(tmp_path / "cchc.toml")
    assert environment["TMPDIR"] == str(home / "tmp") and (home / "tmp").is_dir()
    deep = Settings(file=None, data=tmp_path / ("d" * 80))
    assert prepared(deep).get("TMPDIR") == os.environ.get("TMPDIR"), "a socket's address would be too long"
    assert (home / "dagster.yaml").read_bytes() == (PROJECT / "dagster.yaml").read_bytes()
