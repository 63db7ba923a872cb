"""What git holds: nothing of this machine, nothing too large, nothing that only one machine could install."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
HOSTS = re.compile(
    "|".join(a + b + r"\.org" for a, b in (("py", "pi"), ("python", "hosted"), (r"registry\.npm", "js")))
)
PLACES = re.compile(r"(?<![\w.])/(?:root|home|work|farm)/[\w.]")


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=False).stdout.decode()
    if not names:
        pytest.skip("this is no git checkout, so there is no list of its files")
    return [PROJECT / name for name in names.split("\0") if name and (PROJECT / name).is_file()]


def test_no_file_is_large_or_names_a_place_of_one_machine() -> None:
    for path in tracked():
        assert path.stat().st_size < 5_000_000, path
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        assert not HOSTS.search(text), path
        assert not PLACES.search(text), path


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-lint.lock", "requirements-bench.lock", "requirements-node.lock"]
)
def test_locks_hold_hashes_and_no_address(name: str) -> None:
    text = (PROJECT / name).read_text("utf-8")
    assert "://" not in text and "--index-url" not in text and "--find-links" not in text
    pins = re.findall(r"^[A-Za-z0-9._\[\],-]+==\S+", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"==\S+.*\\\n\s+--hash=sha256:", text))


def test_the_commands_of_the_readme_are_targets_of_the_makefile() -> None:
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    readme = (PROJECT / "README.md").read_text("utf-8")
    assert "make run" in readme and "make test" in readme
    for target in ("help", "run", "test", "lint", "docs", "explorer", "serve", "bench"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert os.access(PROJECT / ".ci" / "run", os.X_OK)
