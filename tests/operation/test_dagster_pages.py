"""Dagster as an operator runs it: its pages show the sources as partitions, a backfill of several is one run."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from orchestration.journal import read_journal
from orchestration.paths import PROJECT, SOURCES
from scrapers.archive import Archive
from scrapers.crawl.source_file import source_codes

PATIENCE = 300.0
# From the first to the last in the order of partitions: a live source stands between them and is left alone.
ASKED = ["papi", "papi_site", "par_index", "par_index_ministry"]
BUNDLED = ["papi", "par_index", "par_index_ministry"]
PARTITIONS = '{assetNodeOrError(assetKey: {path: ["captures"]}) {... on AssetNode {partitionKeys}}}'
BACKFILL = """mutation Launch($names: [String!]!) {
  launchPartitionBackfill(backfillParams: {assetSelection: [{path: ["captures"]}], partitionNames: $names}) {
    __typename ... on LaunchBackfillSuccess {backfillId} ... on PythonError {message}
  }
}"""
PROGRESS = """query Progress($id: String!) {
  partitionBackfillOrError(backfillId: $id) {
    ... on PartitionBackfill {status runs(limit: 10) {id status}}
  }
}"""


class Pages:
    """Dagster's pages, by their GraphQL."""

    def __init__(self, port: int) -> None:
        self._url = f"http://127.0.0.1:{port}/graphql"

    def ask(self, query: str, **variables: Any) -> Any:
        asked = urllib.request.Request(
            self._url,
            json.dumps({"query": query, "variables": variables}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(asked, timeout=30) as answer:
            told = json.load(answer)
        assert "errors" not in told, told
        return next(iter(told["data"].values()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dev")


@contextmanager
def started(folder: Path, command: str) -> Iterator[subprocess.Popen[bytes]]:
    """`cchc dagster …` at work over the configuration of a folder, in a group of its own that ends with the body."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CCHC_", "DAGSTER_"))}
    with (
        (folder / f"{command}.txt").open("w") as said,
        subprocess.Popen(
            [sys.executable, "-m", "cchc", "dagster", command],
            cwd=folder,
            env={**kept, "PYTHONPATH": str(PROJECT)},
            stdout=said,
            stderr=said,
            start_new_session=True,
        ) as program,
    ):
        try:
            yield program
        finally:
            os.killpg(program.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def pages(folder: Path) -> Iterator[Pages]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "cchc.toml").write_text(f'data = "data"\n[dagster]\nport = {port}\nhome = "instance"\n', "utf-8")
    with started(folder, "dev") as program:
        yield answering(Pages(port), program)


def answering(pages: Pages, program: subprocess.Popen[bytes]) -> Pages:
    deadline = time.monotonic() + PATIENCE
    while True:
        with suppress(urllib.error.URLError, OSError):
            if pages.ask(PARTITIONS):
                return pages
        assert program.poll() is None and time.monotonic() < deadline, "the pages did not come"
        time.sleep(0.1)


def test_the_pages_show_each_source_as_a_partition(pages: Pages, folder: Path) -> None:
    assert pages.ask(PARTITIONS)["partitionKeys"] == sorted(source_codes(SOURCES))
    assert (folder / "instance" / "dagster.yaml").read_bytes() == (PROJECT / "dagster.yaml").read_bytes()


def test_what_the_pages_end_runs_by_stands_where_every_service_sees_it(pages: Pages, folder: Path) -> None:
    assert any(path.is_socket() for path in (folder / "instance" / "tmp").iterdir())


def test_a_backfill_of_several_sources_is_one_run_under_the_lock(pages: Pages, folder: Path) -> None:
    launched = pages.ask(BACKFILL, names=ASKED)
    assert launched["__typename"] == "LaunchBackfillSuccess", launched
    (run,) = ended_runs(pages, launched["backfillId"])
    assert run["status"] == "SUCCESS"
    assert sorted(tally.source for tally in Archive(folder / "data" / "archive").tallies()) == BUNDLED
    (entry,) = read_journal(folder / "data" / "runs").entries
    assert (entry.how, entry.outcome, entry.stage) == ("dagster", "unchanged", "captures")
    assert sorted(entry.sources) == BUNDLED and entry.what.endswith(f"in Dagster, run {run['id'][:8]}")


def ended_runs(pages: Pages, backfill: str) -> list[dict[str, Any]]:
    """The runs of a backfill, once there are some and none is at work or waits."""
    deadline = time.monotonic() + PATIENCE
    while True:
        runs: list[dict[str, Any]] = pages.ask(PROGRESS, id=backfill)["runs"]
        if runs and all(run["status"] in ("SUCCESS", "FAILURE", "CANCELED") for run in runs):
            return runs
        assert time.monotonic() < deadline, "the run of the backfill did not end"
        time.sleep(0.1)
