"""How much the line costs over bare tools doing the least of the same work, as ratios of one run.

Belongs here: timing by hand (`make bench`). Does not belong here: tests; nothing here fails on a slow machine.
Peers: pandas.read_csv and melt for reading the bundled tables; dbt alone for the whole run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from orchestration.capturing import capture_tables, read_sources
from orchestration.crawling import crawler_of
from orchestration.jobs import Wanted
from orchestration.nightly import run_nightly
from orchestration.paths import DBT_PROJECT, MANIFEST, PROJECT, DataPaths
from orchestration.settings import Settings
from orchestration.warehouse import PARSED, QUIET
from scrapers.archive import Archive
from scrapers.crawl.source_file import load_sources


def timed(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read_with_pandas(figures: Path) -> int:
    """The least that reading the tables can be: rows to long form, no places, no checks."""
    return sum(len(pd.read_csv(path, dtype=str).melt()) for path in sorted(figures.rglob("*.csv")))


def capture_all(paths: DataPaths) -> None:
    """All bundled tables into the archive."""
    capture_tables(paths, load_sources(paths.sources))


def dbt_alone(paths: DataPaths, folder: Path) -> None:
    """dbt build without Dagster, checks or a release, from what is parsed already, as a run starts."""
    where = ["--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT), "--target-path", str(folder)]
    shutil.copy(MANIFEST.with_name(PARSED), folder)
    subprocess.run(
        [
            str(Path(sys.executable).with_name("dbt")),
            "--quiet",
            "build",
            "--exclude-resource-type",
            "unit_test",
            "--no-write-json",
            "--target",
            "local",
            *where,
        ],
        check=True,
        cwd=paths.root,
        env={**os.environ, **QUIET},
        stdout=subprocess.DEVNULL,
    )


def main() -> None:
    """Prints each stage in seconds and as a ratio to its peer."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(file=None, data=Path(folder) / "data")
        paths = DataPaths(settings.data)
        crawler = crawler_of(settings, lambda: datetime.now(UTC))
        pandas_seconds = timed(lambda: read_with_pandas(PROJECT / "data" / "figures"))
        capture_seconds = timed(lambda: capture_all(paths))
        read_seconds = timed(lambda: read_sources(paths))
        again_seconds = timed(lambda: read_sources(paths))
        run_seconds = timed(lambda: run_nightly(settings, Wanted(), crawler))
        idle_seconds = timed(lambda: run_nightly(settings, Wanted(), crawler))
        paths.warehouse.unlink()
        dbt_seconds = timed(lambda: dbt_alone(paths, Path(folder) / "target"))
        rows = sum(len(pd.read_parquet(path)) for path in (paths.records / "figure").glob("*.parquet"))
        archived = len(Archive(paths.archive).looks())
    print(f"{archived} captures, {rows:,} figures")
    for what, seconds, peer, peer_seconds in (
        ("capture and read", capture_seconds + read_seconds, "pandas.read_csv + melt", pandas_seconds),
        ("read again, unchanged", again_seconds, "reading the first time", read_seconds),
        ("whole run", run_seconds, "dbt build alone", dbt_seconds),
        ("run without news", idle_seconds, "whole run", run_seconds),
    ):
        print(f"{what:<22} {seconds:6.2f} s = {seconds / peer_seconds:5.2f} x {peer} ({peer_seconds:.2f} s)")


if __name__ == "__main__":
    main()
