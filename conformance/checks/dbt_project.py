"""The dbt project by dbt-bouncer.

Belongs here: running it. Does not belong here: the conventions (`dbt-bouncer.yml`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from conformance.subject import HERE, CheckError, Subject, fail_on


def check_bouncer(subject: Subject) -> str:
    """Every convention of dbt-bouncer.yml holds for the manifest; a warning is a failure too."""
    if not subject.manifest.is_file():
        raise CheckError("dbt's manifest.json is not there; run `make run` first")
    with tempfile.TemporaryDirectory() as work:
        artifacts, report, config = Path(work) / "target", Path(work) / "report.json", Path(work) / "dbt-bouncer.yml"
        artifacts.mkdir()
        shutil.copy(subject.manifest, artifacts / "manifest.json")
        config.write_text(f"dbt_artifacts_dir: {artifacts}\n" + (HERE / "dbt-bouncer.yml").read_text("utf-8"), "utf-8")
        command = [str(Path(sys.executable).with_name("dbt-bouncer")), "run", "--config-file", str(config)]
        done = subprocess.run(  # noqa: S603 - our own tool
            [*command, "--output-file", str(report)],
            capture_output=True,
            text=True,
            check=False,
            cwd=work,
            env={**os.environ, "NO_COLOR": "1"},
        )
        if not report.is_file():
            raise CheckError(f"dbt-bouncer ended with {done.returncode}", done.stderr.splitlines()[-5:])
        results = json.loads(report.read_text("utf-8"))
    found = results if isinstance(results, list) else results["results"]
    bad = [f"{r['check_run_id']}: {r.get('failure_message')}" for r in found if r.get("outcome") != "success"]
    fail_on(bad or ([] if done.returncode == 0 else [done.stdout[-400:]]), "conventions are broken")
    return f"{len(found):,} checks of conventions"
