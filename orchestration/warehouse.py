"""How dbt is called: always a process of its own, always the same settings, its litter in a folder that goes away.

Belongs here: dbt's environment and manifest. Does not belong here: models.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from orchestration.dbt_child import FOLDER_VARIABLE, PARENT_VARIABLE
from orchestration.paths import DBT_PROJECT, MANIFEST, DataPaths
from publishing.database import ZEROED_MEMORY

DBT = Path(sys.executable).with_name("dbt")
DBT_CHILD = Path(__file__).with_name("dbt_child.py")

PARSED = "partial_parse.msgpack"
# What dbt has to say it says to the run; its own file of ten megabytes would go away unread.
QUIET = {"DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "DO_NOT_TRACK": "1", "DBT_LOG_LEVEL_FILE": "none"}


class WarehouseError(RuntimeError):
    """dbt could not do its work; the message is its own first complaint."""


@contextmanager
def dbt_environment(paths: DataPaths) -> Iterator[Path]:
    """Sets what dbt's process must know, and yields a folder for its artifacts that is removed afterwards."""
    process = {FOLDER_VARIABLE: str(paths.root), PARENT_VARIABLE: str(os.getpid())}
    wanted = {**process, **ZEROED_MEMORY, **QUIET}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        with tempfile.TemporaryDirectory(prefix="cchc-dbt-") as folder:
            yield Path(folder)
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value


def parse_manifest(paths: DataPaths) -> None:
    """Makes dbt's manifest where it is missing or was made of other files, or by another dbt; a run starts from it.

    Times say nothing of that: a version that is checked out or copied may have older files than the one before.

    Raises:
        WarehouseError: the dbt project does not parse.
    """
    made_of, digest = MANIFEST.with_suffix(".sha256"), _digest()
    if MANIFEST.exists() and made_of.exists() and made_of.read_text("utf-8", "replace").strip() == digest:
        return
    with dbt_environment(paths) as folder:
        # With the target named, as a run names it: without it dbt would hold what is parsed here for another's.
        arguments = ["parse", "--target", "local", "--target-path", str(folder), "--log-path", str(folder)]
        result = subprocess.run(  # noqa: S603  (our own dbt on our own folders)
            [str(DBT), "--quiet", *arguments, "--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT)],
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode != 0:
            raise WarehouseError(f"dbt cannot parse dbt_project: {(result.stdout + result.stderr).strip()}")
        MANIFEST.parent.mkdir(parents=True, exist_ok=True)
        for name in (PARSED, MANIFEST.name):
            _put(folder, MANIFEST.with_name(name), (folder / name).read_bytes())
        _put(folder, made_of, f"{digest}\n".encode())


def _put(folder: Path, path: Path, content: bytes) -> None:
    """Replaces a file at once; the folder's name is this process's own, so that two do not write into one file."""
    temporary = path.with_name(f"{folder.name}{path.suffix}.tmp")
    temporary.write_bytes(content)
    temporary.replace(path)


def manifest() -> Mapping[str, Any]:
    """The manifest as dbt wrote it.

    Raises:
        WarehouseError: there is none.
    """
    if not MANIFEST.exists():
        raise WarehouseError("dbt's manifest is missing: run `make run` or `cchc run` once, which makes it.")
    loaded: Mapping[str, Any] = json.loads(MANIFEST.read_text("utf-8"))
    return loaded


def _digest() -> str:
    """What the manifest is made of: the project's files by name and content, where it stands, and dbt itself.

    What was parsed names the place of the seeds: in a copied checkout it would read those of the other.
    """
    digest = hashlib.sha256(f"{version('dbt-core')}\0{DBT_PROJECT}\0".encode())
    for path in sorted(_project_files()):
        name = path.relative_to(DBT_PROJECT.parent).as_posix()
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _project_files() -> Iterator[Path]:
    vocabulary = DBT_PROJECT.parent / "scrapers" / "vocabulary"
    yield from vocabulary.glob("*.csv")
    for folder in ("models", "seeds", "tests", "macros"):
        yield from (path for path in (DBT_PROJECT / folder).rglob("*") if path.is_file())
    yield from DBT_PROJECT.glob("*.yml")
