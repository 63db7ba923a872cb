"""The assets: captures of each source, records, the warehouse's models, the release.

Belongs here: what runs on what. Does not belong here: how anything is fetched, read, computed or written.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from typing import Any

import dagster as dg
from dagster_dbt import (
    DagsterDbtTranslator,
    DagsterDbtTranslatorSettings,
    DbtCliResource,
    DbtProject,
    dbt_assets,
)
from packaging.version import Version
from pydantic import Field

from orchestration.crawling import Crawler, again_of
from orchestration.night_report import metadata_of_readings
from orchestration.paths import DBT_PROJECT, MANIFEST, DataPaths
from orchestration.run_resource import RUN
from orchestration.warehouse import DBT_CHILD, dbt_environment
from scrapers.crawl.source_file import source_codes

RECORDS = dg.AssetKey("records")


def utc_now() -> datetime:
    """The clock of everything that runs in Dagster's graph."""
    return datetime.now(UTC)


class CaptureConfig(dg.Config):
    """`live`: also ask live sources; without it only bundled tables are captured.

    `sources`: of the run's partitions these alone; empty for all. A backfill asks pages again that were first seen from
    `again_from` to `again_to` (YYYY-MM-DD, in Hanoi, both included); one of them suffices.
    """

    live: bool = False
    sources: list[str] = Field(default_factory=list)
    again_from: str | None = None
    again_to: str | None = None


def sources_partition(paths: DataPaths) -> dg.StaticPartitionsDefinition:
    """A partition a source. Only names are read; what descriptions say is read when a source is captured."""
    return dg.StaticPartitionsDefinition(list(source_codes(paths.sources)))


class _Translator(DagsterDbtTranslator):
    """dbt's sources are the one asset that writes them."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        if dbt_resource_props["resource_type"] == "source":
            return RECORDS
        return super().get_asset_key(dbt_resource_props)


def build_captures(paths: DataPaths, crawler: Crawler) -> dg.AssetsDefinition:
    """Looks at each source; several sources are one run."""

    @dg.asset(
        name="captures",
        partitions_def=sources_partition(paths),
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name="intake",
        required_resource_keys={RUN},
        kinds={"python"},
        description="Looks at each source, kept as WARC records named by the sha256 of their bytes.",
    )
    def captures(context: dg.AssetExecutionContext, config: CaptureConfig) -> dg.MaterializeResult[Any]:
        from orchestration.intake import sources_to_ask, take_in

        run = context.resources.run
        again = again_of(config.again_from, config.again_to)
        with run.stage("captures"):
            chosen = [*context.partition_keys] if not config.sources else config.sources
            sources = sources_to_ask(paths, chosen, crawler, run.run_id, again)
            taken = take_in(paths, sources, crawler if config.live else None, run.run_id, again)
        for line in taken.in_words():
            context.log.info(line)
        return dg.MaterializeResult(metadata=taken.metadata())

    return captures


def build_records(paths: DataPaths) -> dg.AssetsDefinition:
    """Reads every capture that has not been read yet."""

    @dg.asset(
        name="records",
        deps=[dg.AssetDep("captures", partition_mapping=dg.AllPartitionMapping())],
        group_name="intake",
        required_resource_keys={RUN},
        kinds={"python", "parquet"},
        description="Typed records of every capture, each with its place; one Parquet file a kind and source.",
    )
    def records(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
        from orchestration.capturing import read_sources

        with context.resources.run.stage("records"):
            readings = read_sources(paths)
        for reading in readings:
            context.log.info(f"{reading.source}: {reading.read} read, {reading.kept} kept, {reading.rows}")
        return dg.MaterializeResult(metadata=metadata_of_readings(readings))

    return records


def build_warehouse(paths: DataPaths, manifest: Mapping[str, Any]) -> dg.AssetsDefinition:
    """The dbt models and their data tests; unit tests run where code is tested, not every night."""

    @dbt_assets(
        manifest=manifest,
        project=DbtProject(project_dir=DBT_PROJECT, profiles_dir=DBT_PROJECT, target="local"),
        dagster_dbt_translator=_Translator(DagsterDbtTranslatorSettings(enable_duplicate_source_asset_keys=True)),
        exclude="resource_type:unit_test",
        name="warehouse",
        required_resource_keys={"dbt", RUN},
    )
    def warehouse(context: dg.AssetExecutionContext) -> Iterator[Any]:
        dbt: DbtCliResource = context.resources.dbt
        paths.build.mkdir(parents=True, exist_ok=True)
        paths.warehouse.unlink(missing_ok=True)
        with context.resources.run.stage("warehouse"), dbt_environment(paths) as folder:
            arguments = ["build", "--exclude-resource-type", "unit_test", "--no-write-json"]
            yield from dbt.cli(arguments, context=context, target_path=folder).stream()

    return warehouse


def build_release(paths: DataPaths, marts: Sequence[dg.AssetKey]) -> dg.AssetsDefinition:
    """Publishes the marts, once every blocking check has passed."""

    @dg.asset(
        name="release",
        deps=list(marts),
        group_name="release",
        required_resource_keys={RUN},
        kinds={"duckdb", "parquet"},
        description="An immutable version of the data: DuckDB, Parquet, CSV, dictionary, sums; `latest` moves last.",
    )
    def release(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
        from orchestration.releasing import release_marts

        with context.resources.run.stage("release"):
            made = release_marts(paths, MANIFEST)
        context.log.info(made.message)
        return dg.MaterializeResult(metadata={"version": made.version, "is_new": made.is_new or made.is_repaired})

    return release


class _Dbt(DbtCliResource):
    """dbt of this Python's own environment, whatever else stands on PATH, in a process that ends with this one."""

    @cached_property
    def _cli_version(self) -> Version:
        """What dbt itself would tell in two seconds."""
        return Version(version("dbt-core"))


def dbt_resource() -> DbtCliResource:
    """How dbt is called."""
    return _Dbt(
        project_dir=str(DBT_PROJECT),
        profiles_dir=str(DBT_PROJECT),
        target="local",
        dbt_executable=sys.executable,
        global_config_flags=["-P", str(DBT_CHILD), "--no-use-colors"],
    )
