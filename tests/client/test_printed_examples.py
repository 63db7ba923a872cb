"""What the documentation prints is run as printed, on a release with the rows it asks for, if the tool is at hand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.client.printed import blocks_of

PROJECT = Path(__file__).parents[2]
RECIPES = PROJECT / "docs" / "recipes.md"
README = PROJECT / "README.md"


def numbered(language: str, *paths: Path) -> list[object]:
    """The blocks of a language, named by file and number."""
    return [
        pytest.param(block, id=f"{path.stem}-{number}")
        for path in paths
        for number, block in enumerate(blocks_of(path, language), 1)
        if path == RECIPES or _is_of_the_client(block)
    ]


def _is_of_the_client(block: str) -> bool:
    """Other blocks of the README need a terminal or the whole checkout."""
    return "import cchc" in block or "data/release/latest" in block


@pytest.fixture
def checkout(printed_folder: Path, tmp_path: Path) -> Path:
    """A folder in which paths such as data/release/latest lead to the release."""
    (tmp_path / "checkout" / "data").mkdir(parents=True)
    (tmp_path / "checkout" / "data" / "release").symlink_to(printed_folder.parent)
    return tmp_path / "checkout"


def run(arguments: list[str], checkout: Path) -> str:
    environment = os.environ | {"CCHC_DATA": str(checkout / "data"), "PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1"}
    environment |= {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(arguments, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("block", numbered("python", README, RECIPES))
def test_python_runs_as_printed(block: str, checkout: Path) -> None:
    assert len(run([sys.executable, "-W", "error::DeprecationWarning", "-c", block], checkout).splitlines()) > 1


@pytest.mark.parametrize("block", numbered("r", README, RECIPES))
def test_r_runs_as_printed(block: str, checkout: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    for package in re.findall(r"library\((\w+)\)|(\w+)::", block):
        name = next(part for part in package if part)
        asked = ["Rscript", "-e", f"quit(status = !requireNamespace('{name}', quietly = TRUE))"]
        if subprocess.run(asked, capture_output=True, check=False).returncode:
            pytest.skip(f"R's package {name} is not installed")
    told = run(["Rscript", "--vanilla", "-e", block], checkout)
    assert "points" in told and re.search(r"2024|5\d\.\d", told)


@pytest.mark.parametrize("block", numbered("sql", README, RECIPES))
def test_sql_runs_as_printed(block: str, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)
    with duckdb.connect() as con:
        for statement in filter(str.strip, block.split(";\n")):
            rows = con.execute(statement).fetchall()
            assert rows or statement.startswith(("attach", "use")), statement


@pytest.mark.parametrize("block", numbered("bash", RECIPES))
def test_commands_run_as_printed(block: str, checkout: Path) -> None:
    tool = block.split()[0]
    if tool != "cchc" and shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    if tool == "cchc":
        block = re.sub(r"^cchc", f"{sys.executable} -m cchc", block, flags=re.MULTILINE)
    assert len(run(["bash", "-e", "-c", block], checkout).splitlines()) > 2


def test_what_is_not_run_says_so() -> None:
    text = RECIPES.read_text("utf-8")
    for found in re.finditer(r"^```(\w+) not-run$|^```(stata|m)$", text, re.MULTILINE):
        section = text[: found.start()].rpartition("\n## ")[2]
        assert re.search(r"not run|the same release next year", section, re.IGNORECASE), found[0]
