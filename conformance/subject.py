"""What is checked, and how a check says that something is wrong.

Belongs here: the release under check and the form of a check. Does not belong here: any check.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Subject:
    """The folder of a release, dbt's manifest, and the Python of the project (DuckDB 2.x)."""

    release: Path
    manifest: Path
    python: Path

    def read_json(self, name: str) -> Any:
        """The content of a JSON file of the release."""
        return json.loads((self.release / name).read_text("utf-8"))

    @property
    def version(self) -> str:
        """Version of the release."""
        return str(self.read_json("release.json")["version"])

    def files(self, *suffixes: str) -> list[Path]:
        """Files of the release with one of the suffixes, sorted."""
        return sorted(path for path in self.release.rglob("*") if path.suffix in suffixes and path.is_file())


class CheckError(Exception):
    """What was checked is wrong: a summary for the line, and the problems."""

    def __init__(self, summary: str, problems: Sequence[str] = ()) -> None:
        super().__init__(summary)
        self.summary = summary
        self.problems = tuple(problems)


Check = Callable[[Subject], str | None]
"""Says in a few words what was found right; None where there is nothing to check; raises CheckError."""


def fail_on(problems: Sequence[str], what: str) -> None:
    """Raise CheckError when there are problems."""
    if problems:
        raise CheckError(f"{len(problems):,} {what}", problems)
