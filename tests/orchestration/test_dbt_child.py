"""dbt does not outlive the run that started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from orchestration.dbt_child import FOLDER_VARIABLE, PARENT_VARIABLE
from orchestration.warehouse import DBT_CHILD

WORK = """
import os, time
def cli(prog_name):
    print(prog_name, os.getpid(), flush=True)
    time.sleep(60)
"""
RUN = """
import os, subprocess, sys
os.environ[sys.argv[1]] = str(os.getpid())
subprocess.run([sys.executable, "-P", sys.argv[2], "build"])
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which `dbt.cli.main` works for a minute."""
    (tmp_path / "dbt" / "cli").mkdir(parents=True)
    (tmp_path / "dbt" / "cli" / "main.py").write_text(WORK, "utf-8")
    for package in ("dbt", "dbt/cli"):
        (tmp_path / package / "__init__.py").touch()
    return {**os.environ, "PYTHONPATH": str(tmp_path), FOLDER_VARIABLE: str(tmp_path)}


def test_a_killed_run_leaves_no_dbt_at_work(environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", RUN, PARENT_VARIABLE, str(DBT_CHILD)]
    run = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    name, child = run.stdout.readline().split()
    assert name == "dbt"
    assert _is_at_work(int(child))
    run.send_signal(signal.SIGKILL)
    run.communicate(timeout=10)
    deadline = time.monotonic() + 10
    while _is_at_work(int(child)):
        assert time.monotonic() < deadline, "dbt is still at work"
        time.sleep(0.02)


def test_a_dbt_that_comes_too_late_does_nothing(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-P", str(DBT_CHILD)],
        env={**environment, PARENT_VARIABLE: "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "is gone" in done.stderr


def _is_at_work(process: int) -> bool:
    """Whether a process runs; one that has ended and waits to be told of does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
