"""What every command says when it cannot, and how quickly it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cchc.main

Run = Callable[..., Any]


def test_no_release_and_no_data_directory(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_DATA", str(tmp_path))
    for command in (("query", "select 1"), ("show", "x"), ("status",), ("trace", "x"), ("cite",), ("diff", "latest")):
        answer = run(*command)
        assert (answer.code, answer.err) == (
            2,
            f"Error: There is no release yet under {tmp_path}/release: run `cchc run`.\n",
        )
    monkeypatch.setenv("CCHC_DATA", str(tmp_path / "nowhere"))
    assert "There is no data directory" in run("status").err


def test_a_broken_release_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "release" / "2026.01.01-00000000"
    folder.mkdir(parents=True)
    (folder / "release.json").write_text('{"version": "2026.01.01-00000000", "built_from": "2026-01-01"}')
    (tmp_path / "release" / "latest").symlink_to(folder.name)
    monkeypatch.setenv("CCHC_DATA", str(tmp_path))
    assert "not a whole release" in run("status").err
    (folder / "cchc.duckdb").write_bytes(b"no database")
    assert "cannot be opened" in run("status").err


def test_a_past_day_must_be_a_day_that_has_come(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_DATA", str(tmp_path))
    answer = run("as-known-on", "2999-12-31")
    assert (answer.code, answer.err) == (
        2,
        "Error: 2999-12-31 has not come yet in Hanoi: name a day until today.\n",
    )
    assert "does not match the format" in run("as-known-on", "31/12/2025").err
    assert list(tmp_path.iterdir()) == []


def test_the_unexpected_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr("cchc.status.find_release", fail)
    answer = run("status")
    assert (answer.code, answer.err) == (1, "Error: unexpected ZeroDivisionError: by (CCHC_DEBUG=1 shows where).\n")
    monkeypatch.setenv("CCHC_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("status")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
def test_a_full_disk_is_told_with_what_to_do() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cchc", "completion", "bash"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 2 and "no room left" in done.stderr and len(done.stderr.splitlines()) == 1


def test_help_lists_every_command_and_loads_none() -> None:
    code = (
        "import sys; from cchc.main import main; code = main(['--help']); "
        "heavy = {'duckdb', 'rich', 'pandas', 'pyarrow', 'dagster', 'cchc.query_command'} & set(sys.modules); "
        "sys.exit(str(heavy) if heavy else code)"
    )
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=env, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for name, (_, text) in cchc.main.COMMANDS.items():
        assert f"{name} " in done.stdout
        assert text in done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["query", "from fct_score limit 1"], ["show", "Bắc Ninh"]])
def test_start_is_quick(releases: Any, arguments: list[str]) -> None:
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONPATH": str(root), "CCHC_DATA": str(releases.data)}
    command = [sys.executable, "-X", "importtime", "-m", "cchc", *arguments]

    def seconds() -> float:
        """Processor time: other tests run beside this one."""
        begin = os.times()
        done = subprocess.run(command, capture_output=True, env=env, encoding="utf-8", check=True)
        assert "| pandas" not in done.stderr
        assert "| scrapers" not in done.stderr
        end = os.times()
        return end.children_user + end.children_system - begin.children_user - begin.children_system

    assert min(seconds() for _ in range(3)) < 0.5


def test_usage_errors(run: Run) -> None:
    assert run("nonsense").code == 2
    assert run("query").code == 2
    assert run("diff", "latest", "--format", "xml").code == 2
