"""When the nightly runs by Dagster, who is told of a run that could not tell its own end, and what ends a dead one.

Belongs here: the schedule and the sensors; all are small, since the daemon loads them again and again. Does not belong
here: the job itself (`definitions`), the run's own message (`night_end`).
"""

import json

import dagster as dg

from orchestration.errors import SettingsError
from orchestration.jobs import NIGHTLY, first_cause, words_of
from orchestration.left_behind import instant
from orchestration.night_end import tell_of_false_start, tell_of_lost_run
from orchestration.night_report import NO_CONTACT
from orchestration.paths import DataPaths
from orchestration.run_lock import holder
from orchestration.run_resource import name_of
from orchestration.settings import load_settings
from scrapers.crawl.source_file import source_codes

# Of Dagster's own: whether it starts a failed run again by itself.
_WILL_RETRY = "dagster/will_retry"


@dg.schedule(
    name="nightly_at_two",
    job_name=NIGHTLY,
    cron_schedule="0 2 * * *",
    execution_timezone="Asia/Ho_Chi_Minh",
    description="Looks at every source, also the live ones where a contact is set, and releases what changed.",
)
def nightly_schedule(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """One run over all sources; the day is the run's key, so that a night runs once."""
    try:
        settings = load_settings()
    except SettingsError as error:
        tell_of_false_start("nightly in Dagster", str(error), instant(context.scheduled_execution_time))
        raise
    if settings.contact is None:
        context.log.warning(NO_CONTACT)
    return dg.RunRequest(
        run_key=context.scheduled_execution_time.strftime("%Y-%m-%d"),
        run_config={"ops": {"captures": {"config": {"live": settings.contact is not None}}}},
        tags=all_sources_tags(DataPaths(settings.data)),
    )


@dg.run_failure_sensor(
    name="alert_of_failed_runs",
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Tells the operator of runs that could not begin or were killed; any other tells its own end.",
)
def alert_of_failed_runs(context: dg.RunFailureSensorContext) -> None:
    """One message for a run that never began, as where another held the lock, or that was killed.

    Of a run that Dagster starts again its successor tells.
    """
    run = context.dagster_run
    record = context.instance.get_run_record_by_id(run.run_id)
    if record is not None and record.dagster_run.tags.get(_WILL_RETRY) == "true":
        return
    # Where a process was killed the event says nothing of why.
    event = context.failure_event
    error = None if event.event_specific_data is None else event.job_failure_data.error
    reason = words_of(first_cause(error)) if error is not None else event.message
    tell_of_lost_run(
        load_settings(),
        name_of(run.job_name, run.run_id),
        reason or "Dagster does not say why",
        "" if record is None else instant(record.create_timestamp),
    )


@dg.sensor(
    name="end_dead_runs",
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Ends runs whose process was killed together with the daemon, so that they are started again.",
)
def end_dead_runs(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """A run at work holds the lock under its name: one that twice does not is dead.

    Once is not enough: a run lets go of the lock a moment before Dagster hears of its end.
    """
    owner = holder(load_settings().data)
    seen = set(json.loads(context.cursor or "[]"))
    lost = [
        run
        for run in context.instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED]))
        if owner is None or owner.what != name_of(run.job_name, run.run_id)
    ]
    dead = [run for run in lost if run.run_id in seen]
    for run in dead:
        context.instance.report_run_failed(run, "The run's process is gone: it was killed, or the machine went down.")
    waiting = sorted(run.run_id for run in lost if run not in dead)
    told = f"{len(dead)} dead runs were ended; {len(waiting)} may be dead."
    return dg.SensorResult(skip_reason=told, cursor=json.dumps(waiting))


def all_sources_tags(paths: DataPaths) -> dict[str, str]:
    """The tags that make one run of all partitions of `captures`."""
    keys = source_codes(paths.sources)
    return {"dagster/asset_partition_range_start": keys[0], "dagster/asset_partition_range_end": keys[-1]}
