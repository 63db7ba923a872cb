"""The graph as Dagster loads it, and the promises of the published tables as dbt parses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import yaml

from orchestration.assets import sources_partition
from orchestration.crawling import crawler_of
from orchestration.definitions import build_defs
from orchestration.paths import PROJECT, SOURCES, DataPaths
from orchestration.run_resource import NoNight, begun
from orchestration.schedule import nightly_schedule
from orchestration.settings import Settings
from orchestration.warehouse import manifest, parse_manifest
from publishing.schema import PRIMARY_KEYS
from scrapers.crawl.source_file import load_sources
from scrapers.records import RECORD_KINDS

MARTS = set(PRIMARY_KEYS)


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    parse_manifest(DataPaths(tmp_path_factory.mktemp("data")))
    return manifest()


@pytest.fixture(scope="module")
def defs(parsed: Mapping[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dg.Definitions:
    settings = Settings(file=None, data=tmp_path_factory.mktemp("data"))
    crawler = crawler_of(settings, lambda: datetime(2026, 11, 26, tzinfo=UTC))
    return build_defs(DataPaths(settings.data), parsed, begun(NoNight()), crawler)


def test_lineage_leads_from_captures_to_the_release(defs: dg.Definitions) -> None:
    graph = defs.resolve_asset_graph()
    parents = {
        key.to_user_string(): {p.to_user_string() for p in graph.get(key).parent_keys}
        for key in graph.get_all_asset_keys()
    }
    assert parents["records"] == {"captures"}
    assert "records" in parents["staging/stg_figures"]
    assert parents["release"] == {f"marts/{name}" for name in MARTS}
    checked = {key.asset_key.to_user_string() for key in graph.asset_check_keys}
    assert {"records", "marts/fct_score", "marts/fct_figure", "marts/fct_discrepancy"} <= checked


def test_captures_are_partitioned_by_source() -> None:
    keys = sources_partition(DataPaths.from_environment()).get_partition_keys()
    assert keys == [source.code for source in load_sources(SOURCES)]
    assert set(keys) > {path.stem for path in SOURCES.glob("*.yml")}, "those of the table of hosts are there too"


def test_the_nightly_looks_at_every_source_once_at_two_in_hanoi(monkeypatch: pytest.MonkeyPatch) -> None:
    assert nightly_schedule.cron_schedule == "0 2 * * *"
    assert nightly_schedule.execution_timezone == "Asia/Ho_Chi_Minh"
    at_two = datetime(2026, 11, 24, 2, tzinfo=timezone(timedelta(hours=7)))
    context = dg.build_schedule_context(scheduled_execution_time=at_two)
    monkeypatch.delenv("CCHC_CONTACT", raising=False)
    without = nightly_schedule(context)
    monkeypatch.setenv("CCHC_CONTACT", "archive@example.org")
    request = nightly_schedule(context)
    assert isinstance(request, dg.RunRequest) and isinstance(without, dg.RunRequest)
    assert request.run_key == "2026-11-24"
    keys = sources_partition(DataPaths.from_environment()).get_partition_keys()
    assert request.tags["dagster/asset_partition_range_start"] == keys[0]
    assert request.tags["dagster/asset_partition_range_end"] == keys[-1]
    assert request.run_config["ops"]["captures"]["config"] == {"live": True}
    assert without.run_config["ops"]["captures"]["config"] == {"live": False}


def test_dagster_tells_nobody() -> None:
    assert yaml.safe_load((PROJECT / "dagster.yaml").read_text("utf-8"))["telemetry"] == {"enabled": False}
    flags = yaml.safe_load((PROJECT / "dbt_project" / "dbt_project.yml").read_text("utf-8"))["flags"]
    assert flags == {"send_anonymous_usage_stats": False, "version_check": False}


@pytest.mark.parametrize(
    ("kind", "mart", "elsewhere"),
    [
        (
            "document",
            "dim_document",
            {"capture_url": "captures", "locator": None, "quote": None, "reader": None, "reader_version": None},
        ),
        ("figure", "fct_figure", {"position": None, "unit_parent": "unit_key"}),
        ("deduction", "fct_deduction", {"evidence": "evidence_documents"}),
        ("task", "fct_task", {}),
        ("target", "fct_target", {}),
        ("reporting_duty", "fct_reporting_duty", {}),
        ("anomaly", "fct_anomaly", {"position": "anomaly_id"}),
    ],
)
def test_what_a_record_says_is_released(
    parsed: Mapping[str, Any], kind: str, mart: str, elsewhere: dict[str, str | None]
) -> None:
    """`elsewhere` names fields that a mart tells under another name, or that say nothing of a document as a whole."""
    columns = parsed["nodes"][f"model.cchc_warehouse.{mart}"]["columns"]
    told = {name for name in elsewhere.values() if name is not None}
    own = {field.name for field in fields(RECORD_KINDS[kind])} - set(elsewhere)
    assert own | told <= set(columns)


def test_dbt_uses_no_package(parsed: Mapping[str, Any]) -> None:
    assert not (PROJECT / "dbt_project" / "packages.yml").exists()
    assert {Path(node["original_file_path"]).suffix for node in parsed["nodes"].values()} <= {
        ".csv",
        ".py",
        ".sql",
        ".yml",
    }
