"""Running a job of the graph in this process: one at a time in a data directory, its failure told in one sentence.

Belongs here: what every run shares. Does not belong here: which jobs a run is made of (`nightly`, `as_known`), and
printing.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from orchestration.errors import BadInputError, RunError
from orchestration.paths import DataPaths

if TYPE_CHECKING:
    import dagster as dg
    from dagster_shared.error import SerializableErrorInfo

    from orchestration.crawling import Crawler
    from orchestration.run_resource import AtWork

NIGHTLY = "nightly"
"""The job of every night: all assets and checks."""

_DISK_FULL = ("No space left on device", "database or disk is full", "Disk quota exceeded")
_INPUT_ERRORS = ("AcceptanceError", "BadTableError", "IntakeError", "NoContactError", "SourceError")


def load_definitions(paths: DataPaths, run: AtWork, crawler: Crawler) -> dg.Definitions:
    """The graph over a data directory as part of a run, from a manifest that fits the project's files.

    Raises:
        RunError: the dbt project does not parse.
    """
    from orchestration.warehouse import WarehouseError, manifest, parse_manifest

    try:
        parse_manifest(paths)
        loaded = manifest()
    except WarehouseError as error:
        raise RunError(str(error)) from None
    from dagster import BetaWarning

    from orchestration.definitions import build_defs
    from orchestration.run_resource import begun

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", BetaWarning)
        return build_defs(paths, loaded, begun(run), crawler)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a run is to look at, as the captures asset is configured: see `CaptureConfig`."""

    live: bool = False
    sources: tuple[str, ...] = ()
    again_from: str | None = None
    again_to: str | None = None

    def config(self) -> dict[str, Any]:
        """As Dagster takes it."""
        return {**asdict(self), "sources": list(self.sources)}


def run_job(
    paths: DataPaths, defs: dg.Definitions, job: str, wanted: Wanted | None = None
) -> dict[str, dict[str, Any]]:
    """Runs a job in this process and gives the metadata of its assets by name; what tools print goes to the log.

    Args:
        wanted: what a job that looks at sources is to look at.
    """
    import dagster as dg

    from orchestration.definitions import BUILD
    from orchestration.schedule import all_sources_tags

    config: dict[str, Any] = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    if wanted is not None:
        config["ops"] = {"captures": {"config": wanted.config()}}
    log = paths.root / "run.log"
    mode = "a" if job == BUILD else "w"
    with dg.DagsterInstance.ephemeral() as instance, _opened(log, mode) as stream:
        with redirect_stdout(stream):
            result = defs.resolve_job_def(job).execute_in_process(
                run_config=config,
                tags={} if wanted is None else all_sources_tags(paths),
                instance=instance,
                raise_on_error=False,
            )
        if not result.success:
            raise complaint(result.all_events, str(log)) or RunError(
                f"The run stopped without saying why; what the tools said is in {log}. Nothing was released."
            )
    return metadata_of(result.all_events)


@contextmanager
def _opened(log: Path, mode: str) -> Iterator[IO[str]]:
    """A file for what tools print. Where the disk is full its end is lost, and the run's own words are not."""
    stream = log.open(mode, encoding="utf-8")
    try:
        yield stream
    finally:
        with suppress(OSError):
            stream.close()


def metadata_of(events: Sequence[dg.DagsterEvent]) -> dict[str, dict[str, Any]]:
    """The metadata of each asset that a run made, by its name."""
    made = [event.step_materialization_data.materialization for event in events if event.is_step_materialization]
    return {
        "/".join(each.asset_key.path): {name: value.value for name, value in each.metadata.items()} for each in made
    }


def complaint(events: Sequence[dg.DagsterEvent], log: str) -> RunError | None:
    """The first thing that went wrong, in one sentence; None if nothing did. `log` is where the tools' words are."""
    for event in events:
        if event.event_type_value == "ASSET_CHECK_EVALUATION":
            check = event.asset_check_evaluation_data
            if not check.passed and check.blocking:
                return RunError(
                    f"The check {check.check_name} did not pass: {_reason(check)}. Nothing was released; "
                    f"what the tools said is in {log}."
                )
    for event in events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            if error is not None:
                cause = first_cause(error)
                said = words_of(cause) or f"{cause.cls_name}."
                if cause.cls_name in _INPUT_ERRORS:
                    return BadInputError(f"{said} Nothing was released.")
                if any(words in said for words in _DISK_FULL):
                    return RunError(
                        f"The disk is full, as the run saw at {event.step_key}. Nothing was released: make room and "
                        f"run again, which goes on with this night; what the tools said is in {log}."
                    )
                return RunError(
                    f"The run stopped at {event.step_key}: {said} Nothing was released; "
                    f"what the tools said is in {log}."
                )
    return None


def first_cause(error: SerializableErrorInfo) -> SerializableErrorInfo:
    """The error that was raised first: Dagster wraps it in its own."""
    while error.cause is not None:
        error = error.cause
    return error


def words_of(error: SerializableErrorInfo) -> str:
    """What an error says, without the name of its class."""
    return re.sub(r"^[\w.]+: ", "", error.message.strip())


def _reason(check: dg.AssetCheckEvaluation) -> str:
    """Why a check did not pass: what Great Expectations missed, or how many rows dbt's test found."""
    for name in ("unmet", "dagster_dbt/failed_row_count", "status"):
        if name in check.metadata:
            value = check.metadata[name].value
            return f"{value} rows of {check.asset_key.to_user_string()}" if name.endswith("count") else str(value)
    return "see `make serve` for its rows"
