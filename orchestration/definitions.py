"""The composition root: every asset, check, job and schedule of the project, in one `Definitions`.

Belongs here: putting together. Does not belong here: work. Importing reads the names of the source files; `defs`, which
`dagster dev` loads, reads dbt's manifest too, nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import dagster as dg

from orchestration.assets import (
    RECORDS,
    build_captures,
    build_records,
    build_release,
    build_warehouse,
    dbt_resource,
    utc_now,
)
from orchestration.checks import build_checks
from orchestration.crawling import Crawler, crawler_of
from orchestration.jobs import NIGHTLY
from orchestration.paths import DataPaths
from orchestration.run_resource import RUN, beginning
from orchestration.schedule import alert_of_failed_runs, end_dead_runs, nightly_schedule
from orchestration.settings import load_settings
from orchestration.warehouse import manifest as read_manifest
from orchestration.warehouse import parse_manifest

INTAKE = "intake"
READING = "reading"
BUILD = "build"
# Not from the step that a kill struck: what was done is not done twice anyway, and the report is that of all steps.
AGAIN_FROM_THE_START = {"dagster/retry_strategy": "ALL_STEPS"}


def build_defs(
    paths: DataPaths, manifest: Mapping[str, Any], run: dg.ResourceDefinition, crawler: Crawler
) -> dg.Definitions:
    """All definitions over a data directory.

    Args:
        paths: the data directory.
        manifest: dbt's manifest, parsed.
        run: the run that every job is part of, begun by this process or beginning with the job.
        crawler: what asks live sources.
    """
    captures, records = build_captures(paths, crawler), build_records(paths)
    warehouse = build_warehouse(paths, manifest)
    marts = sorted(key for key in warehouse.keys if key.path[0] == "marts")
    assets = [captures, records, warehouse, build_release(paths, marts)]
    intake = dg.AssetSelection.assets(captures, records)
    return dg.Definitions(
        assets=assets,
        asset_checks=build_checks(paths),
        jobs=[
            dg.define_asset_job(INTAKE, intake.without_checks()),
            dg.define_asset_job(READING, dg.AssetSelection.assets(records).without_checks()),
            dg.define_asset_job(BUILD, dg.AssetSelection.all() - intake | dg.AssetSelection.checks_for_assets(RECORDS)),
            dg.define_asset_job(NIGHTLY, dg.AssetSelection.all(), tags=AGAIN_FROM_THE_START),
        ],
        schedules=[nightly_schedule],
        sensors=[alert_of_failed_runs, end_dead_runs],
        resources={"dbt": dbt_resource(), RUN: run},
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """What `dagster dev` and the daemon load; under `dagster dev` the manifest follows the project's files."""
    settings = load_settings()
    paths = DataPaths(settings.data)
    if os.environ.get("DAGSTER_IS_DEV_CLI"):
        parse_manifest(paths)
    return build_defs(paths, read_manifest(), beginning(paths, settings, utc_now), crawler_of(settings, utc_now))
