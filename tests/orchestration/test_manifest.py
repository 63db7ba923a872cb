"""dbt's manifest is made anew where what it is made of has changed, whatever the files' times say."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from orchestration import warehouse
from orchestration.paths import DataPaths

YEARS_AGO = 1_500_000_000


def test_the_manifest_follows_the_content_of_the_project_not_its_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "dbt_project"
    (project / "models").mkdir(parents=True)
    model = project / "models" / "a.sql"
    model.write_text("select 1", "utf-8")
    made: list[str] = []

    def parsed(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        made.append(model.read_text("utf-8"))
        for name in ("manifest.json", "partial_parse.msgpack"):
            (Path(command[command.index("--target-path") + 1]) / name).write_text(f'"{made[-1]}"', "utf-8")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(warehouse, "DBT_PROJECT", project)
    monkeypatch.setattr(warehouse, "MANIFEST", project / "target" / "manifest.json")
    monkeypatch.setattr(warehouse.subprocess, "run", parsed)
    for text in ("select 1", "select 1", "select 2"):
        model.write_text(text, "utf-8")
        # As a version that is checked out from a copy with its times: older than the manifest.
        os.utime(model, (YEARS_AGO, YEARS_AGO))
        warehouse.parse_manifest(DataPaths(tmp_path))
        assert warehouse.manifest() == text
    os.utime(model)
    warehouse.parse_manifest(DataPaths(tmp_path))
    assert made == ["select 1", "select 2"], "it is made once of each content"
    assert sorted(path.name for path in (project / "target").iterdir()) == [
        "manifest.json",
        "manifest.sha256",
        "partial_parse.msgpack",
    ]
