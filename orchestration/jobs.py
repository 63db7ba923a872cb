"""Running a job of the graph in this process: one at a time in a data directory, its failure told in one sentence.

Belongs here: what every run shares. Does not belong here: which jobs a run is made of (`nightly`, `as_known`), and
printing.
"""

from __future__ import annotations

import fcntl
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.paths import DataPaths

if TYPE_CHECKING:
    import dagster as dg

_INPUT_ERRORS = ("BadTableError", "IntakeError", "NoContactError", "SourceError")


class RunError(RuntimeError):
    """The run stopped; the message says where, why and what to do. Nothing was released."""


class BadInputError(RunError):
    """The run stopped at input that a person must mend, such as a table of data/figures."""


def load_definitions(paths: DataPaths) -> dg.Definitions:
    """The graph over a data directory, from a manifest that fits the project's files.

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

    from orchestration import definitions

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", BetaWarning)
        return definitions.build_defs(paths, loaded)


def run_job(paths: DataPaths, defs: dg.Definitions, job: str, *, live: bool = False) -> dict[str, dict[str, Any]]:
    """Runs a job in this process and gives the metadata of its assets by name; what tools print goes to the log."""
    import dagster as dg

    from orchestration.definitions import BUILD, INTAKE, all_sources_tags

    config: dict[str, Any] = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    if job == INTAKE:
        config["ops"] = {"captures": {"config": {"live": live}}}
    log = paths.root / "run.log"
    mode = "a" if job == BUILD else "w"
    with dg.DagsterInstance.ephemeral() as instance, log.open(mode, encoding="utf-8") as stream:
        with redirect_stdout(stream):
            result = defs.resolve_job_def(job).execute_in_process(
                run_config=config,
                tags=all_sources_tags() if job == INTAKE else {},
                instance=instance,
                raise_on_error=False,
            )
        if not result.success:
            raise _complaint(result, log)
        made = [event.step_materialization_data.materialization for event in result.get_asset_materialization_events()]
    return {
        "/".join(each.asset_key.path): {name: value.value for name, value in each.metadata.items()} for each in made
    }


def _complaint(result: dg.ExecuteInProcessResult, log: Path) -> RunError:
    """The first thing that went wrong, in one sentence."""
    for check in result.get_asset_check_evaluations():
        if not check.passed and check.blocking:
            return RunError(
                f"The check {check.check_name} did not pass: {_reason(check)}. Nothing was released; "
                f"what the tools said is in {log}."
            )
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            while error is not None and error.cause is not None:
                error = error.cause
            if error is not None:
                said = re.sub(r"^[\w.]+: ", "", error.message.strip())
                if error.cls_name in _INPUT_ERRORS:
                    return BadInputError(f"{said} Nothing was released.")
                return RunError(
                    f"The run stopped at {event.step_key}: {said} Nothing was released; "
                    f"what the tools said is in {log}."
                )
    return RunError(f"The run stopped without saying why; what the tools said is in {log}. Nothing was released.")


def _reason(check: dg.AssetCheckEvaluation) -> str:
    """Why a check did not pass: what Great Expectations missed, or how many rows dbt's test found."""
    for name in ("unmet", "dagster_dbt/failed_row_count", "status"):
        if name in check.metadata:
            value = check.metadata[name].value
            return f"{value} rows of {check.asset_key.to_user_string()}" if name.endswith("count") else str(value)
    return "see `make serve` for its rows"


@contextmanager
def only_run(paths: DataPaths) -> Iterator[None]:
    """Keeps a second run of the same data directory away."""
    try:
        paths.root.mkdir(parents=True, exist_ok=True)
        with (paths.root / ".run.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
    except BlockingIOError:
        raise RunError(f"Another run is at work in {paths.root}: wait until it has ended.") from None
    except PermissionError as error:
        raise RunError(f"{error.filename} cannot be written: check its permissions or set CCHC_DATA.") from None
