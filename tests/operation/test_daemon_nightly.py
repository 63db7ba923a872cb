"""The project's own nightly, started by Dagster's daemon: from a data directory with one small table to its release."""

from __future__ import annotations

import shutil
from pathlib import Path

import dagster as dg
import duckdb
import pytest
import yaml
from dagster._core.workspace.load_target import ModuleTarget

from cchc.dagster_command import MODULE
from orchestration.journal import read_journal
from orchestration.paths import PROJECT, SOURCES, DataPaths
from orchestration.warehouse import parse_manifest
from tests.operation.conftest import Webhook
from tests.operation.test_daemon import PATIENCE, environment, started, switched_on_two_nights_ago, within

__all__ = ["environment"]

pytestmark = pytest.mark.pipeline


def one_small_table(data: Path) -> None:
    """A data directory with a source and a table of its own: the whole line runs over them, and no site is asked."""
    for folder in ("figures/pci", "sources"):
        (data / folder).mkdir(parents=True)
    for ending in (".csv", ".yml"):
        shutil.copy(PROJECT / "data" / "figures" / "pci" / f"2018{ending}", data / "figures" / "pci")
    description = yaml.safe_load((SOURCES / "pci.yml").read_text("utf-8"))
    description["expected"]["min_records"] = 1
    (data / "sources" / "pci.yml").write_text(yaml.safe_dump(description, allow_unicode=True), "utf-8")


def test_the_daemon_runs_the_nightly_itself_from_sources_to_a_release(
    environment: dict[str, str], webhook: Webhook, tmp_path: Path
) -> None:
    paths = DataPaths(tmp_path / "data")
    one_small_table(paths.root)
    parse_manifest(paths)
    with dg.DagsterInstance.from_config(environment["DAGSTER_HOME"]) as instance:
        switched_on_two_nights_ago(instance, ModuleTarget(MODULE, None, str(PROJECT), None))
        with started(environment, "dagster-daemon", "run", "-m", MODULE, "-d", str(PROJECT)):
            within(lambda: bool(read_journal(paths.runs).entries), "the night", 2 * PATIENCE)
        (run,) = instance.get_runs()
    (entry,) = read_journal(paths.runs).entries
    assert (entry.outcome, entry.stage, entry.how) == ("released", "release", "dagster"), entry.message
    assert entry.what == f"nightly in Dagster, run {run.run_id[:8]}" and entry.sources["pci"].new > 0
    latest = (paths.release / "latest").resolve()
    assert latest.name == entry.version
    with duckdb.connect(str(latest / "cchc.duckdb"), read_only=True) as release:
        assert release.execute("select distinct index_code, year from fct_figure").fetchall() == [("PCI", 2018)]
    (told,) = webhook.bodies
    assert f"released {entry.version}" in told["title"] and "overdue" in told["title"]
    assert "PCI 2025 (province)" in told["message"] and "Failed:" not in told["message"]
