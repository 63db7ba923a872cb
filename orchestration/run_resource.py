"""The run as a resource of Dagster's graph: who needs it runs under the lock, and tells its stages.

Belongs here: beginning and ending a run around what Dagster executes, and reading from Dagster's events how it went.
Does not belong here: the life of a run (`runs`), what its assets brought (`night_report`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from datetime import datetime
from typing import Protocol

import dagster as dg

from orchestration.errors import NotBegunError, RunError
from orchestration.jobs import NIGHTLY, complaint, metadata_of
from orchestration.night_report import NO_CONTACT, report_of, with_note
from orchestration.paths import DataPaths
from orchestration.runs import Report, Run, start_run
from orchestration.settings import Settings

RUN = "run"
"""The resource's name; every asset and check that writes needs it."""

_MOST_RETRIES = "dagster/max_retries"


class AtWork(Protocol):
    """What an asset asks of the run it is part of."""

    @property
    def run_id(self) -> str | None:
        """The night, None where it is none, as when a past day is rebuilt."""

    def stage(self, name: str) -> AbstractContextManager[None]:
        """Says that a stage is at work."""


class NoNight:
    """In place of a run where none is journaled: whoever started the work holds the lock already."""

    run_id: str | None = None

    def stage(self, name: str) -> AbstractContextManager[None]:
        """Says nothing."""
        return nullcontext()


def begun(run: AtWork) -> dg.ResourceDefinition:
    """A run that the process which executes the graph has begun itself."""
    return dg.ResourceDefinition.hardcoded_resource(run, "The run that this process has begun.")


def beginning(paths: DataPaths, settings: Settings, now: Callable[[], datetime]) -> dg.ResourceDefinition:
    """A run that begins with Dagster's and ends with it."""

    @dg.resource(description="The run: it holds the data directory's lock, and ends in the journal.")
    def run(context: dg.InitResourceContext) -> Iterator[Run]:
        at_work = context.run
        if at_work is None or context.instance is None:
            raise RunError("A run of the nightly must be one of Dagster's instance: start it as a job.")
        with ExitStack() as stack:
            beginning_run = start_run(paths, settings, "dagster", now, name_of(at_work.job_name, at_work.run_id))
            try:
                started = stack.enter_context(beginning_run)
            except NotBegunError:
                # A run that was killed is started again; one that may not begin would be refused again.
                context.instance.add_run_tags(at_work.run_id, {_MOST_RETRIES: "0"})
                raise
            yield started
            # Dagster throws nothing into its resources: how the steps went stands in its events.
            report = _report(context.instance, at_work.run_id)
            is_night_without_live = at_work.job_name == NIGHTLY and settings.contact is None
            started.finish(with_note(report, NO_CONTACT) if is_night_without_live else report)

    return run


def name_of(job: str, run_id: str) -> str:
    """What the journal and the lock call a run of Dagster's."""
    return f"{job} in Dagster, run {run_id[:8]}"


def _report(instance: dg.DagsterInstance, run_id: str) -> Report:
    events = [entry.dagster_event for entry in instance.all_logs(run_id) if entry.dagster_event is not None]
    if (error := complaint(events, "Dagster's pages")) is not None:
        return Report(outcome="failed", message=str(error))
    return report_of(metadata_of(events))
