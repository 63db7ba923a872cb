"""release.json and checks.json: what a release is and which checks it passed, for programs.

Belongs here: writing both, and reading which release came before. Does not belong here: computing the facts
(`publishing.content`), making checks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.checksums import RELEASE_JSON
from publishing.database import DATABASE_NAME
from publishing.placing import latest_version
from publishing.release_content import ReleaseContent, write_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def write_facts(_con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write release.json (what `release_info` holds, rows by table, the release before) and checks.json."""
    facts = asdict(content.info) | {
        "tables": dict(content.rows),
        "previous": content.previous.name if content.previous else None,
    }
    write_text(folder / RELEASE_JSON, _json(facts))
    write_text(folder / "checks.json", _json({"release": content.info.version} | dict(content.checks)))


def previous_release(release_root: Path, version: str, history: Path | None = None) -> Path | None:
    """The release before `version`: the one that its own release.json names, or else `latest`.

    A release that is made again so gets the predecessor that it had, and with it the same bytes. One that is rebuilt
    apart from the others has its predecessor in `history`, where it was made first, and none if it was not.
    """
    root = history or release_root
    try:
        name = json.loads((root / version / RELEASE_JSON).read_text(encoding="utf-8"))["previous"]
    except (OSError, ValueError, LookupError, TypeError):
        name = None if history else latest_version(root)
    if not isinstance(name, str) or name == version or Path(name).name != name:
        return None
    return root / name if (root / name / DATABASE_NAME).is_file() else None


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n"
