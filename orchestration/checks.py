"""Great Expectations as Dagster asset checks: before dbt on the records, before the release on the marts.

Belongs here: running suites on pandas frames and keeping their Data Docs. Does not belong here: what is demanded
(`orchestration.expectations`). Great Expectations takes five seconds to import, so it is imported in the bodies.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg

from orchestration.expectations import MART_SUITES, RECORD_SUITES, Suite
from orchestration.paths import DataPaths
from orchestration.run_resource import RUN

if TYPE_CHECKING:
    import pandas as pd

_EXTERNAL = re.compile(
    r"<script[^>]*\ssrc=\"https?://[^>]*></script>|<link[^>]*https?://[^>]*>|https://great-expectations-web-assets[^'\"]*"
)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{8}T\d{6}\.\d{6}Z")
_RUN_STAMP = "20000101T120000.000000Z"
_RUN_TIME = re.compile(r"(?:1999-12-31|2000-01-0[12])T\d{2}:\d{2}:\d{2}Z?")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one suite went: the demands made, and those not met in words."""

    suite: Suite
    demands: int
    unmet: tuple[str, ...]


def build_checks(paths: DataPaths) -> list[dg.AssetChecksDefinition]:
    """The blocking checks of records and marts."""

    @dg.multi_asset_check(name="records_meet_expectations", specs=_specs(RECORD_SUITES), required_resource_keys={RUN})
    def records_meet_expectations(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        with context.resources.run.stage("checks of records"):
            verdicts = run_suites(RECORD_SUITES, _record_frames(paths), paths.build / "checks" / "records")
        yield from _results(verdicts)

    @dg.multi_asset_check(name="marts_meet_expectations", specs=_specs(MART_SUITES), required_resource_keys={RUN})
    def marts_meet_expectations(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        with context.resources.run.stage("checks of marts"):
            verdicts = run_suites(MART_SUITES, _mart_frames(paths), paths.build / "checks" / "marts")
        yield from _results(verdicts)

    return [records_meet_expectations, marts_meet_expectations]


def _specs(suites: Sequence[Suite]) -> list[dg.AssetCheckSpec]:
    return [
        dg.AssetCheckSpec(
            name=f"{suite.frame}_expectations",
            asset=dg.AssetKey(suite.asset),
            blocking=True,
            description=f"Great Expectations on {suite.frame}: {len(suite.demands)} demands.",
        )
        for suite in suites
    ]


def _results(verdicts: Sequence[Verdict]) -> Iterator[dg.AssetCheckResult]:
    for verdict in verdicts:
        yield dg.AssetCheckResult(
            check_name=f"{verdict.suite.frame}_expectations",
            asset_key=dg.AssetKey(verdict.suite.asset),
            passed=not verdict.unmet,
            severity=dg.AssetCheckSeverity.ERROR,
            metadata={"demands": verdict.demands, "unmet": "\n".join(verdict.unmet) or "none"},
        )


def run_suites(suites: Sequence[Suite], frames: dict[str, "pd.DataFrame"], docs: Path) -> list[Verdict]:
    """Runs each suite on its frame and replaces the Data Docs in `docs`."""
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    shutil.rmtree(docs, ignore_errors=True)
    context.add_data_docs_site(site_name="checks", site_config=_site(docs))
    source = context.data_sources.add_pandas("cchc")
    verdicts = [_validate(context, source, suite, frames[suite.frame]) for suite in suites]
    context.build_data_docs()
    for page in sorted(path for path in docs.rglob("*") if path.suffix in (".css", ".html")):
        page.write_text(_settled(page.read_text("utf-8")), "utf-8")
    return verdicts


def _validate(context: Any, source: Any, suite: Suite, frame: "pd.DataFrame") -> Verdict:
    import datetime

    import great_expectations as gx
    from great_expectations import expectations
    from great_expectations.core.run_identifier import RunIdentifier

    batch = source.add_dataframe_asset(suite.frame).add_batch_definition_whole_dataframe("all")
    gx_suite = context.suites.add(gx.ExpectationSuite(suite.frame))
    for demand in suite.demands:
        expectation = getattr(expectations, demand.expectation)
        gx_suite.add_expectation(expectation(**demand.arguments, meta={"why": demand.why}))
    definition = context.validation_definitions.add(
        gx.ValidationDefinition(name=suite.frame, data=batch, suite=gx_suite)
    )
    checkpoint = context.checkpoints.add(gx.Checkpoint(name=suite.frame, validation_definitions=[definition]))
    # A fixed run time keeps the clock out of the docs; when a check ran is in Dagster's own event log.
    run_id = RunIdentifier(run_name=suite.frame, run_time=datetime.datetime(2000, 1, 1, 12, tzinfo=datetime.UTC))
    outcome = checkpoint.run(batch_parameters={"dataframe": frame}, run_id=run_id)
    (result,) = outcome.run_results.values()
    unmet = tuple(
        f"{suite.frame}: {each.expectation_config.type} {each.expectation_config.kwargs} ({_seen(each)})"
        for each in result.results
        if not each.success
    )
    return Verdict(suite, len(result.results), unmet)


def _seen(result: Any) -> str:
    if result.exception_info and result.exception_info.get("exception_message"):
        return str(result.exception_info["exception_message"]).splitlines()[0]
    found = {name: result.result[name] for name in ("observed_value", "unexpected_count") if name in result.result}
    return f"{found}, such as {result.result.get('partial_unexpected_list', [])[:3]}"


def _site(docs: Path) -> Any:
    return {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(docs)},
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
    }


def _settled(page: str) -> str:
    """A page that loads nothing from other hosts and holds no random ids or times: it reads offline and is stable."""
    page = _TIME.sub(lambda match: match.group() if match.group() == _RUN_STAMP else "", _EXTERNAL.sub("", page))
    page = _RUN_TIME.sub("", page)  # printed in the time zone of the machine
    numbers = count(1)
    names: dict[str, str] = {}
    return _UUID.sub(lambda match: names.setdefault(match.group(), f"id-{next(numbers)}"), page)


def _record_frames(paths: DataPaths) -> dict[str, "pd.DataFrame"]:
    import pyarrow.dataset as ds

    frames = {}
    for suite in RECORD_SUITES:
        files = sorted(str(path) for path in (paths.records / suite.frame).glob("*.parquet"))
        frames[suite.frame] = ds.dataset(files).to_table().to_pandas()
    return frames


def _mart_frames(paths: DataPaths) -> dict[str, "pd.DataFrame"]:
    import duckdb

    with duckdb.connect(str(paths.warehouse), read_only=True) as connection:
        return {
            suite.frame: connection.execute(f'select * from marts."{suite.frame}"').df()  # noqa: S608  (our own names)
            for suite in MART_SUITES
        }
