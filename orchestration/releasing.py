"""What the release asset does: hand the marts to publishing with what was checked.

Belongs here: the list of checks as it stands in a release. Does not belong here: release formats.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from orchestration.expectations import MART_SUITES, RECORD_SUITES
from orchestration.paths import PROJECT, DataPaths
from orchestration.settings import load_settings
from publishing.release import MadeRelease, ReleaseContext, make_release

SCHEMA_VERSION = "0.1.0"
EXPLORER = PROJECT / "explorer" / "dist"
"""Where `make explorer` builds the pages."""


def release_marts(paths: DataPaths, manifest: Path) -> MadeRelease:
    """Makes a release of the built marts; only reached when every blocking check has passed."""
    explorer = EXPLORER if load_settings().explorer else None
    context = ReleaseContext(
        manifest=manifest,
        schema_version=SCHEMA_VERSION,
        checks=_checks(),
        explorer=explorer,
        history=paths.history,
    )
    return make_release(paths.warehouse, paths.release, context)


def _checks() -> dict[str, Any]:
    return {
        "great_expectations": {
            suite.frame: [
                {"demand": demand.expectation, **demand.arguments, "why": demand.why} for demand in suite.demands
            ]
            for suite in (*RECORD_SUITES, *MART_SUITES)
        },
        "result": "all passed: a release is made only when every blocking check has passed",
    }
