"""What the shell offers after the Tab key, and that it is never troubled."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import click
import pytest
from click.shell_completion import ShellComplete

from cchc.main import COMMANDS, cli

Run = Callable[..., Any]


@pytest.fixture
def offered(releases: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What is offered for the last of some words."""
    monkeypatch.setenv("CCHC_DATA", str(releases.data))

    def complete(*words: str) -> list[str]:
        found = ShellComplete(cli, {}, "cchc", "_CCHC_COMPLETE").get_completions(list(words[:-1]), words[-1])
        return [item.value for item in found]

    return complete


def test_names_of_the_release_are_offered(offered: Callable[..., list[str]], releases: Any) -> None:
    assert offered("sh") == ["show"]
    assert offered("show", "bac") == ["bac-ninh"]
    assert offered("show", "Bắc N") == ["bac-ninh"], "marks and blanks are folded"
    assert offered("show", "pa") == ["PAPI", "PAR_INDEX"]
    assert offered("show", "department/d") == ["department/dak-lak/so-tu-phap"]
    assert offered("compare", "bac-ninh", "--index", "papi", "dak") == ["dak-lak"]
    assert offered("trace", "papi/2021#bac") == [
        "papi/2021#bac-ninh.PAPI.2021._total.rank", "papi/2021#bac-ninh.PAPI.2021._total.score"
    ]  # fmt: skip
    assert offered("cite", "fct_score_") == ["fct_score_34"]
    assert offered("show", "bac-ninh", "--release", "l") == ["latest"]
    assert offered("show", "bac-ninh", "--release", "2026")[0] in {releases.new.version, releases.old.version}


def test_nothing_is_offered_and_nothing_said_where_something_fails(
    offered: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CCHC_DATA", "/nowhere/at/all")
    assert offered("show", "bac") == offered("trace", "papi") == offered("show", "x", "--release", "2") == []
    assert capfd.readouterr() == ("", "")


def test_commands_are_offered_without_loading_them() -> None:
    ctx = click.Context(cli)
    assert {item.value for item in cli.shell_complete(ctx, "")} == set(COMMANDS)
    asked = "m.cli.shell_complete(click.Context(m.cli), '')"
    code = f"import sys, click, cchc.main as m; {asked}; print('duckdb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(run: Run, shell: str) -> None:
    answer = run("completion", shell)
    assert (answer.code, answer.err) == (0, "")
    assert "_CCHC_COMPLETE" in answer.out and f"{shell}_complete" in answer.out
    assert run("completion", "csh").code == 2


def test_bash_accepts_the_script(run: Run) -> None:
    done = subprocess.run(
        ["bash", "-n"], input=run("completion", "bash").out, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
