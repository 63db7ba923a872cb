"""Names of files: the browser's side (`explorer/src/file-names.ts`) is held against the same table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publishing.file_names import file_name, unit_path

SHARED = json.loads((Path(__file__).parents[3] / "explorer" / "tests" / "file-names.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("key", "name"), SHARED["files"].items())
def test_the_file_of_a_key(key: str, name: str) -> None:
    assert file_name(key) == name


@pytest.mark.parametrize(("key", "path"), SHARED["paths"].items())
def test_the_path_of_a_unit(key: str, path: str) -> None:
    assert unit_path(key) == path
