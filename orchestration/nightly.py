"""One run of the whole line from the command line: look, read and, where anything changed, build, check and release.

Belongs here: the same jobs that Dagster's schedule runs, in this process, and what to tell the person who waits.
Does not belong here: printing. Only the records' bytes and the code that turns them into a release decide whether
anything changed, so a run without news ends after reading.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.paths import DBT_PROJECT, PROJECT, DataPaths
from scrapers.archive.durable import replace_file

if TYPE_CHECKING:
    import dagster as dg


_INPUT_ERRORS = ("BadTableError", "IntakeError", "NoContactError", "SourceError")
_progress = logging.getLogger("cchc.progress")


class RunError(RuntimeError):
    """The run stopped; the message says where, why and what to do. Nothing was released."""


class BadInputError(RunError):
    """The run stopped at input that a person must mend, such as a table of data/figures."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did: whether it made a release, which one is the latest, and what that holds."""

    is_new: bool
    version: str
    release: Path
    sources: int
    captures_read: int
    captures_kept: int
    failed_looks: int


def run_nightly(paths: DataPaths, *, live: bool) -> RunSummary:
    """Runs intake and, if there is news, build.

    Raises:
        RunError: another run is at work, a stage failed, or a blocking check did.
    """
    from orchestration.warehouse import WarehouseError, manifest, parse_manifest

    with _only_run(paths):
        try:
            parse_manifest(paths)
            loaded = manifest()
        except WarehouseError as error:
            raise RunError(str(error)) from None
        from dagster import BetaWarning

        from orchestration import definitions

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", BetaWarning)
            defs = definitions.build_defs(paths, loaded)
        _progress.info("Looking at every source and reading what is new ...")
        intake = _run(paths, defs, definitions.INTAKE, live=live)
        state, inputs = _state(paths), _inputs(paths)
        is_new = False
        if state.get("inputs") != inputs or not _stands(paths, str(state.get("version"))):
            _progress.info("Building the warehouse, checking it and releasing it; this takes about half a minute ...")
            built = _run(paths, defs, definitions.BUILD, live=live)
            is_new = bool(built["release"]["is_new"])
            state = {"inputs": inputs, "version": built["release"]["version"]}
            _write_state(paths, state)
    return RunSummary(
        is_new=is_new,
        version=str(state["version"]),
        release=paths.release / str(state["version"]),
        sources=len(intake["captures"]["by_source"]),
        captures_read=int(intake["records"]["captures_read"]),
        captures_kept=int(intake["records"]["captures_kept"]),
        failed_looks=int(intake["captures"]["failed_looks"]),
    )


def _run(paths: DataPaths, defs: dg.Definitions, job: str, *, live: bool) -> dict[str, dict[str, Any]]:
    """Runs a job in this process and gives the metadata of its assets by name; what tools print goes to the log."""
    import dagster as dg

    from orchestration.definitions import INTAKE, all_sources_tags

    config: dict[str, Any] = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    if job == INTAKE:
        config["ops"] = {"captures": {"config": {"live": live}}}
    log = paths.root / "run.log"
    mode = "w" if job == INTAKE else "a"
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


def _inputs(paths: DataPaths) -> str:
    """A digest of all that decides what a release says: records, models, vocabulary, and the code that publishes."""
    files = [*paths.records.rglob("*.parquet"), *DBT_PROJECT.glob("*.yml")]
    for folder in ("models", "seeds", "tests", "macros"):
        files.extend((DBT_PROJECT / folder).rglob("*"))
    files.extend((PROJECT / "scrapers" / "vocabulary").glob("*.csv"))
    files.extend((PROJECT / "publishing").rglob("*.py"))
    files.append(PROJECT / "orchestration" / "expectations.py")
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file()):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _state(paths: DataPaths) -> dict[str, Any]:
    """What the last release was made from; nothing where that is not known, so that it is made again."""
    try:
        loaded = json.loads((paths.build / "state.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _stands(paths: DataPaths, version: str) -> bool:
    """Whether `latest` leads to this version and each of its files is as it was made."""
    from publishing.checksums import is_whole

    latest = paths.release / "latest"
    return latest.is_symlink() and latest.resolve().name == version and is_whole(latest.resolve())


def _write_state(paths: DataPaths, state: dict[str, Any]) -> None:
    replace_file(paths.build / "state.json", json.dumps(state, indent=1, sort_keys=True).encode())


@contextmanager
def _only_run(paths: DataPaths) -> Iterator[None]:
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
