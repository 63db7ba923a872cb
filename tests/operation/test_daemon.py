"""Dagster's daemon really running: the schedule ticks, a killed run is started again, its end tells the operator."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.repository_definition import SINGLETON_REPOSITORY_NAME
from dagster._core.definitions.run_request import InstigatorType
from dagster._core.remote_origin import RemoteRepositoryOrigin
from dagster._core.scheduler.instigation import (
    InstigatorState,
    InstigatorStatus,
    ScheduleInstigatorData,
    TickStatus,
)
from dagster._core.workspace.load_target import ModuleTarget, PythonFileTarget

from orchestration.journal import read_journal
from orchestration.paths import PROJECT
from orchestration.schedule import nightly_schedule
from tests.operation.conftest import Webhook

STANDING_IN = Path(__file__).with_name("standing_in.py")
PROGRAMS = Path(sys.executable).parent
DAY = 86_400
PATIENCE = 300.0


@contextmanager
def started(environment: dict[str, str], *command: str) -> Iterator[None]:
    """A program of Dagster's at work in a group of its own, which ends with the body."""
    with subprocess.Popen(
        [str(PROGRAMS / command[0]), *command[1:]],
        env=environment,
        cwd=environment["DAGSTER_HOME"],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=(Path(environment["DAGSTER_HOME"]) / "said.txt").open("w"),
    ) as program:
        try:
            yield
        finally:
            os.killpg(program.pid, signal.SIGKILL)


def within(condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not come within {seconds:g} s"
        time.sleep(0.1)


@pytest.fixture
def environment(tmp_path: Path, webhook: Webhook) -> dict[str, str]:
    home = tmp_path / "dagster"
    home.mkdir()
    shutil.copy(PROJECT / "dagster.yaml", home)
    told = {"DAGSTER_HOME": str(home), "CCHC_DATA": str(tmp_path / "data"), "CCHC_ALERTS": webhook.url}
    return {**os.environ, **told, "CCHC_CONTACT": "archive@example.org", "PYTHONPATH": str(PROJECT)}


def switched_on_two_nights_ago(
    instance: dg.DagsterInstance, target: PythonFileTarget | ModuleTarget
) -> InstigatorState:
    """The schedule, switched on as if that had been done the day before yesterday: its last tick is due."""
    (place,) = target.create_origins()
    state = InstigatorState(
        RemoteRepositoryOrigin(place, SINGLETON_REPOSITORY_NAME).get_instigator_origin(nightly_schedule.name),
        InstigatorType.SCHEDULE,
        InstigatorStatus.RUNNING,
        ScheduleInstigatorData(str(nightly_schedule.cron_schedule), time.time() - 2 * DAY),
    )
    return instance.add_instigator_state(state)


def test_the_schedule_ticks_and_its_run_that_is_killed_is_started_again_and_tells_how_it_ended(
    environment: dict[str, str], webhook: Webhook, tmp_path: Path
) -> None:
    runs = tmp_path / "data" / "runs"
    with dg.DagsterInstance.from_config(environment["DAGSTER_HOME"]) as instance:
        state = switched_on_two_nights_ago(instance, PythonFileTarget(str(STANDING_IN), None, str(PROJECT), None))
        with started(environment, "dagster-daemon", "run", "-f", str(STANDING_IN), "-d", str(PROJECT)):
            within(lambda: len(read_journal(runs).entries) > 1, "the run after the killed one")
        run, killed_run = instance.get_runs()
        (tick,) = instance.get_ticks(state.instigator_origin_id, state.selector_id)
    assert tick.status == TickStatus.SUCCESS and tick.run_ids == [killed_run.run_id]
    killed, entry = read_journal(runs).entries
    assert (killed.outcome, killed.what) == ("killed", f"nightly in Dagster, run {killed_run.run_id[:8]}")
    assert entry.resumed and entry.run_id == killed.run_id, "it goes on with the same night"
    assert (entry.how, entry.what) == ("dagster", f"nightly in Dagster, run {run.run_id[:8]}")
    assert (entry.outcome, entry.stage) == ("failed", "captures")
    assert entry.message is not None and "The run stopped at captures: planted, live=True" in entry.message
    assert entry.alert == "sent over 1 of 1 channels"
    assert [body["title"][-18:] for body in webhook.bodies] == ["after a killed run"]
