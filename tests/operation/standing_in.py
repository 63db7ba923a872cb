"""Loaded by Dagster's daemon in a test: the project's own schedule, sensor and run, around a small job.

The job of this name stands for the nightly: it looks at nothing and fails on a planted fault.
"""

from datetime import UTC, datetime

import dagster as dg

from orchestration.paths import DataPaths
from orchestration.run_resource import RUN, beginning
from orchestration.schedule import NIGHTLY, alert_of_failed_runs, nightly_schedule
from orchestration.settings import load_settings

settings = load_settings()


@dg.op(required_resource_keys={RUN}, config_schema={"live": bool})
def captures(context: dg.OpExecutionContext) -> None:
    """Fails at its stage."""
    with context.resources.run.stage("captures"):
        raise RuntimeError(f"planted, live={context.op_config['live']}")


@dg.job(
    name=NIGHTLY,
    executor_def=dg.in_process_executor,
    resource_defs={RUN: beginning(DataPaths(settings.data), settings, lambda: datetime.now(UTC))},
)
def nightly() -> None:
    """Stands for the nightly."""
    captures()


defs = dg.Definitions(jobs=[nightly], schedules=[nightly_schedule], sensors=[alert_of_failed_runs])
