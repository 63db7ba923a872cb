"""The wheel in an environment with DuckDB alone: the client works, and the command line says what it lacks.

The wheel is built from the project's own files without the network; DuckDB is lent by the environment of the tests.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.client.printed import blocks_of

PROJECT = Path(__file__).parents[2]
PACKAGES = ("cchc", "orchestration", "publishing", "reasoning", "scrapers")
FIGURE = "papi/2021#bac-ninh.PAPI.2021._total.score"
LOADED = (
    "import sys; files = [(n, getattr(m, '__file__', None) or '') for n, m in sys.modules.items()]; "
    "loaded = sorted({n.partition('.')[0] for n, file in files if 'site-packages' in file})"
)
"""Code that finds which installed packages were loaded."""


@dataclass(frozen=True)
class Bare:
    """An environment with the wheel and DuckDB."""

    wheel: Path
    python: Path
    script: Path

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run its Python with nothing of the tests' own environment."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return subprocess.run(
            [self.python, *arguments],
            env=kept | {"PYTHONUTF8": "1"} | environment,
            cwd=self.python.parent,
            capture_output=True,
            text=True,
            check=False,
        )


def pip(*arguments: str | Path) -> None:
    done = subprocess.run([sys.executable, "-m", "pip", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def lend(python: Path, *distributions: str) -> None:
    """Link what distributions installed here into an environment."""
    site = next((python.parents[1] / "lib").glob("python*/site-packages"))
    for distribution in distributions:
        found = importlib.metadata.distribution(distribution)
        tops = {
            file.parts[0] for file in found.files or () if file.parts[0] != ".." and "__pycache__" not in file.parts
        }
        for top in tops:
            (site / top).symlink_to(Path(str(found.locate_file(top))))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Bare:
    for needed in ("pip", "setuptools"):
        if importlib.util.find_spec(needed) is None:
            if os.environ.get("CI") == "true":
                pytest.fail(f"{needed} is not installed")
            pytest.skip(f"{needed} is not installed, so no wheel can be built here")
    root = tmp_path_factory.mktemp("bare")
    source = root / "source"
    for name in PACKAGES:
        shutil.copytree(PROJECT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    # As in the checkout, so that a wheel that swept up more would be caught.
    for name in ("tests", "data"):
        (source / name).mkdir()
        (source / name / "swept_up.py").write_text("")
        (source / name / "swept_up.csv").write_text("a\n")
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA.md"):
        shutil.copy(PROJECT / name, source / name)
    pip("wheel", "--quiet", "--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", root / "wheel", source)
    wheel = next((root / "wheel").glob("*.whl"))
    venv.create(root / "venv", with_pip=False)
    python = root / "venv" / "bin" / "python"
    pip("--quiet", "--python", python, "install", "--no-deps", "--no-index", wheel)
    lend(python, "duckdb")
    return Bare(wheel, python, python.parent / "cchc")


def test_the_wheel_holds_the_packages_and_no_tests_or_data(bare: Bare) -> None:
    names = zipfile.ZipFile(bare.wheel).namelist()
    assert {name.partition("/")[0] for name in names if ".dist-info" not in name} == set(PACKAGES)
    assert "cchc/py.typed" in names and "cchc/client/release.py" in names
    assert bare.wheel.stat().st_size < 3_000_000


def test_the_base_needs_duckdb_alone(bare: Bare) -> None:
    code = (
        "from importlib.metadata import requires; "
        "print([need for need in requires('cchc-warehouse') if 'extra' not in need])"
    )
    assert bare.run("-c", code).stdout.strip() == "['duckdb<3,>=1.4']"


def test_importing_is_quick_and_loads_nothing_but_its_own(bare: Bare) -> None:
    code = (
        "import time; start = time.process_time(); import cchc; cchc.scores; took = time.process_time() - start; "
        f"{LOADED}; print(took < 0.4, loaded)"
    )
    bare.run("-c", "import cchc; cchc.scores")  # compiles
    assert bare.run("-c", code).stdout.strip() == "True ['cchc', 'publishing']", bare.run("-c", code).stderr


def test_it_answers_with_duckdb_alone(bare: Bare, plain_folder: Path) -> None:
    code = (
        "import cchc; rows = cchc.scores('PAPI', 'bac ninh', 2021); "
        f"print(rows[0]['score'], cchc.cite('fct_score').text); {LOADED}; print(loaded)"
    )
    done = bare.run("-c", code, CCHC_RELEASE=str(plain_folder))
    first, second = done.stdout.strip().splitlines()
    assert first.startswith("43.5 CCHC Warehouse contributors (2026)")
    assert second == "['_duckdb', 'cchc', 'duckdb', 'publishing']"
    assert "Neither pandas nor polars nor pyarrow is installed" in done.stderr


def test_without_a_release_it_says_what_to_do(bare: Bare) -> None:
    done = bare.run("-c", "import cchc; cchc.version()")
    assert "cchc.open_release(folder or address)" in done.stderr.splitlines()[-1]


def test_the_command_line_says_in_one_sentence_what_to_install(bare: Bare) -> None:
    told = "Error: the command line needs click and rich, which the base install does not bring; install it with: "
    for arguments in ([str(bare.script), "status"], [str(bare.python), "-m", "cchc", "status"]):
        done = subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=bare.python.parent)
        assert (done.returncode, done.stderr) == (2, f"{told}pip install 'cchc-warehouse[cli]'.\n")


def test_the_first_python_of_the_readme_runs_on_the_base_install(bare: Bare, printed_folder: Path) -> None:
    blocks = [block for block in blocks_of(PROJECT / "README.md", "python") if "import cchc" in block]
    if not blocks:
        pytest.skip("the README shows no Python of the client")
    done = bare.run("-c", blocks[0], CCHC_RELEASE=str(printed_folder))
    assert done.returncode == 0, done.stderr


def test_with_the_extra_cli_a_release_is_asked_on_the_terminal(bare: Bare, plain_folder: Path) -> None:
    needs = bare.run(
        "-c", "from importlib.metadata import requires; print(*requires('cchc-warehouse'), sep='\\n')"
    ).stdout
    named = {line.partition(">")[0] for line in needs.splitlines() if line.endswith('extra == "cli"')}
    assert named == {"click", "rich"}
    lend(bare.python, "click", "rich", "markdown-it-py", "mdurl", "pygments")
    data = str(plain_folder.parents[1])
    for arguments in (["status"], ["show", "bac ninh"], ["cite"], ["trace", FIGURE], ["query", "from dim_index"]):
        done = bare.run("-m", "cchc", *arguments, CCHC_DATA=data)
        assert done.returncode == 0 and done.stdout, (arguments, done.stderr)
    done = bare.run("-m", "cchc", "run", CCHC_DATA=data)
    assert done.returncode == 2 and "pip install 'cchc-warehouse[pipeline]'" in done.stderr, done.stderr
