"""When the nightly runs by Dagster, and who is told of a run that could not begin.

Belongs here: the schedule and the sensor; both are small, since the daemon loads them again and again. Does not belong
here: the job itself (`definitions`), the run's own message (`night_end`).
"""

import dagster as dg

from orchestration.jobs import first_cause, words_of
from orchestration.left_behind import instant
from orchestration.night_end import tell_of_false_start
from orchestration.paths import DataPaths
from orchestration.run_resource import name_of
from orchestration.settings import load_settings
from scrapers.crawl.source_file import source_codes

NIGHTLY = "nightly"


@dg.schedule(
    name="nightly_at_two",
    job_name=NIGHTLY,
    cron_schedule="0 2 * * *",
    execution_timezone="Asia/Ho_Chi_Minh",
    description="Looks at every source, also the live ones where a contact is set, and releases what changed.",
)
def nightly_schedule(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """One run over all sources; the day is the run's key, so that a night runs once."""
    settings = load_settings()
    return dg.RunRequest(
        run_key=context.scheduled_execution_time.strftime("%Y-%m-%d"),
        run_config={"ops": {"captures": {"config": {"live": settings.contact is not None}}}},
        tags=all_sources_tags(DataPaths(settings.data)),
    )


@dg.run_failure_sensor(
    name="alert_of_failed_runs",
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Tells the operator of runs that failed before they began; a run that began tells its own end.",
)
def alert_of_failed_runs(context: dg.RunFailureSensorContext) -> None:
    """One message for a run that never began, as where another held the lock or the code could not be loaded."""
    run = context.dagster_run
    error = context.failure_event.job_failure_data.error
    reason = words_of(first_cause(error)) if error is not None else context.failure_event.message
    record = context.instance.get_run_record_by_id(run.run_id)
    tell_of_false_start(
        load_settings(),
        name_of(run.job_name, run.run_id),
        reason or "Dagster does not say why",
        "" if record is None else instant(record.create_timestamp),
    )


def all_sources_tags(paths: DataPaths) -> dict[str, str]:
    """The tags that make one run of all partitions of `captures`."""
    keys = source_codes(paths.sources)
    return {"dagster/asset_partition_range_start": keys[0], "dagster/asset_partition_range_end": keys[-1]}
