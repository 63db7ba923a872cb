"""Loaded by Dagster's daemon in a test: the project's own schedule, sensors and run, around a small job.

The job of this name stands for the nightly: it looks at nothing, is killed the first time and fails the second.
"""

import os
import signal
from datetime import UTC, datetime

import dagster as dg

from orchestration.definitions import AGAIN_FROM_THE_START
from orchestration.jobs import NIGHTLY
from orchestration.paths import DataPaths
from orchestration.run_resource import RUN, beginning
from orchestration.schedule import alert_of_failed_runs, end_dead_runs, nightly_schedule
from orchestration.settings import load_settings

settings = load_settings()


@dg.op(required_resource_keys={RUN}, config_schema={"live": bool})
def captures(context: dg.OpExecutionContext) -> None:
    """Is killed, or fails, at its stage."""
    run = context.resources.run
    with run.stage("captures"):
        if not run.resumed:
            os.kill(os.getpid(), signal.SIGKILL)
        raise RuntimeError(f"planted, live={context.op_config['live']}")


@dg.job(
    name=NIGHTLY,
    executor_def=dg.in_process_executor,
    tags=AGAIN_FROM_THE_START,
    resource_defs={RUN: beginning(DataPaths(settings.data), settings, lambda: datetime.now(UTC))},
)
def nightly() -> None:
    """Stands for the nightly."""
    captures()


defs = dg.Definitions(jobs=[nightly], schedules=[nightly_schedule], sensors=[alert_of_failed_runs, end_dead_runs])
