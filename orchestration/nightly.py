"""One run of the whole line from the command line: look, read and, where anything changed, build, check and release.

Belongs here: the same jobs that Dagster's schedule runs, in this process, and what to tell the person who waits.
Does not belong here: printing. Only the records' bytes and the code that turns them into a release decide whether
anything changed, so a run without news ends after reading.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.crawling import Crawler
from orchestration.jobs import Wanted, load_definitions, run_job
from orchestration.night_report import report_of, with_note
from orchestration.paths import DBT_PROJECT, PROJECT, DataPaths
from orchestration.runs import start_run
from orchestration.settings import Settings
from scrapers.archive.durable import replace_file
from scrapers.record_store import courses_digest

_progress = logging.getLogger("cchc.progress")


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did: whether it made a release, which one is the latest, what that holds; `doubts` says in sentences
    which sources failed or are suspect."""

    is_new: bool
    version: str
    release: Path
    sources: int
    captures_read: int
    captures_kept: int
    failed_looks: int
    doubts: tuple[str, ...]


def run_nightly(
    settings: Settings, wanted: Wanted, crawler: Crawler, what: str = "cchc run", note: str | None = None
) -> RunSummary:
    """Runs intake and, if there is news, build.

    Args:
        what: what a person calls it, such as `cchc run --live`.
        note: a sentence for the journal beside what the run brought.

    Raises:
        RunError: another run is at work, a stage failed, or a blocking check did.
    """
    paths = DataPaths(settings.data)
    with start_run(paths, settings, "cchc", crawler.now, what) as run:
        from orchestration import definitions

        defs = load_definitions(paths, run, crawler)
        _progress.info("Looking at every source and reading what is new ...")
        made = run_job(paths, defs, definitions.INTAKE, wanted)
        state, inputs = _state(paths), _inputs(paths)
        if state.get("inputs") != inputs or not _stands(paths, str(state.get("version"))):
            _progress.info("Building the warehouse, checking it and releasing it; this takes about a minute ...")
            made |= run_job(paths, defs, definitions.BUILD)
            state = {"inputs": inputs, "version": made["release"]["version"]}
            _write_state(paths, state)
        report = report_of(made, str(state["version"]))
        run.finish(with_note(report, note) if note else report)
    return RunSummary(
        is_new=report.outcome == "released",
        version=str(state["version"]),
        release=paths.release / str(state["version"]),
        sources=len(made["captures"]["sources"]),
        captures_read=int(made["records"]["captures_read"]),
        captures_kept=int(made["records"]["captures_kept"]),
        failed_looks=int(made["captures"]["failed_looks"]),
        doubts=tuple(doubt.reason for doubt in (*report.failures, *report.suspects)),
    )


def _inputs(paths: DataPaths) -> str:
    """A digest of all that decides what a release says: records, models, words, code that reasons or publishes."""
    files = [path for path in paths.records.rglob("*.parquet") if path.parent.name != "capture"]
    files.extend(DBT_PROJECT.glob("*.yml"))
    for folder in ("models", "seeds", "tests", "macros"):
        files.extend((DBT_PROJECT / folder).rglob("*"))
    files.extend((PROJECT / "scrapers" / "vocabulary").glob("*.csv"))
    for package in ("reasoning", "publishing"):
        files.extend((PROJECT / package).rglob("*.py"))
    files.append(PROJECT / "orchestration" / "expectations.py")
    digest = hashlib.sha256(courses_digest(paths.records).encode())
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
