"""Making a release: the order of steps, and nothing but the order.

Belongs here: `make_release`. Does not belong here: how any single file is written (the modules beside this
one).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.checksums import RELEASE_JSON, SUMS_NAME, is_whole, sums_text
from publishing.citation import citation_cff
from publishing.content import ReleaseInfo, describe_release
from publishing.database import DATABASE_NAME, INFO_TABLE, write_database
from publishing.datapackage import PACKAGE_NAME, datapackage
from publishing.dictionary import TableDescription, dictionary_csv, dictionary_json, read_descriptions
from publishing.docs_site import docs_page, scrub_manifest
from publishing.errors import ReleaseError
from publishing.notices import license_text, read_coverage, read_licences, read_publishers, readme_text
from publishing.placing import clear_leftovers, latest_version, only_writer, point_latest, staged
from publishing.quality import read_quality
from publishing.quality_page import quality_page
from publishing.schema import Table, read_tables
from publishing.tables import TableFile, write_csv, write_parquet

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MARTS = "marts"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseContext:
    """What a release needs beside the warehouse.

    `manifest`: dbt's manifest.json. `schema_version`: version of the tables' shape. `checks`: which checks
    were run and with what result, free of clock times, as it will stand in checks.json. `machine_paths`:
    folders whose names must not leave this machine, beside those that publishing knows itself (project, data
    directory, Python, home).
    """

    manifest: Path
    schema_version: str
    checks: Mapping[str, Any]
    machine_paths: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeRelease:
    """A release that is in place.

    `is_new` is False when this version was there already and nothing was written; `is_repaired` is True when it
    was there, but with files missing or changed, and was made again.
    """

    version: str
    path: Path
    is_new: bool
    is_repaired: bool = False

    @property
    def message(self) -> str:
        """One sentence for the log."""
        if self.is_repaired:
            return f"Release {self.version} was damaged and has been made again."
        return f"Release {self.version} made." if self.is_new else f"Nothing changed: {self.version} is there already."


@dataclass(frozen=True, slots=True)
class _Content:
    """What the steps share: the tables with `release_info`, their descriptions, and what the release is."""

    tables: tuple[Table, ...]
    descriptions: Mapping[str, TableDescription]
    info: ReleaseInfo


def make_release(build_db: Path, release_root: Path, context: ReleaseContext) -> MadeRelease:
    """Release the schema `marts` of `build_db` as `<release_root>/<version>/` and move `latest` to it, last.

    Nothing is visible before it is whole; a damaged folder of the same version stays until its successor is.
    Raises ReleaseError, in one sentence, when the build or the
    manifest is not fit for a release or another writer is at work; then no folder is left and `latest` stays
    where it was.
    """
    manifest = scrub_manifest(_read_manifest(context.manifest), _private_paths(build_db, context))
    tables, info = _read_build(build_db, context.schema_version)
    content = _Content((*tables, INFO_TABLE), read_descriptions(manifest), info)
    with only_writer(release_root):
        clear_leftovers(release_root)
        path = release_root / info.version
        is_new = not path.is_dir()
        is_repaired = not is_new and not is_whole(path)
        if is_new or is_repaired:
            with staged(release_root, info.version) as folder:
                write_database(build_db, MARTS, folder / DATABASE_NAME, tables, content.descriptions, info)
                _write_files(folder, content, manifest, context.checks)
        if latest_version(release_root) != info.version:
            point_latest(release_root, info.version)
        clear_leftovers(release_root)
    return MadeRelease(info.version, path, is_new, is_repaired)


def _read_manifest(path: Path) -> Mapping[str, Any]:
    try:
        manifest: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ReleaseError(f"dbt's {path.name} cannot be read; run dbt parse first.") from None
    return manifest


def _private_paths(build_db: Path, context: ReleaseContext) -> list[Path]:
    """Folders whose names must not leave this machine: the given ones and those that we know of."""
    project = Path(__file__).resolve().parent.parent
    return [
        *context.machine_paths,
        build_db.absolute().parent.parent,
        project,
        Path(sys.prefix),
        Path.cwd(),
        Path.home(),
    ]


def _read_build(build_db: Path, schema_version: str) -> tuple[tuple[Table, ...], ReleaseInfo]:
    """The tables of the build, checked, and what their release is called."""
    with _open(build_db) as con:
        tables = read_tables(con, MARTS)
        return tables, describe_release(con, MARTS, tables, schema_version)


def _open(database: Path) -> DuckDBPyConnection:
    import duckdb

    try:
        return duckdb.connect(str(database), read_only=True)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise ReleaseError(f"The database {database.name} cannot be opened: {reason}") from None


def _write_files(folder: Path, content: _Content, manifest: Mapping[str, Any], checks: Mapping[str, Any]) -> None:
    """Write everything but the database, which is there and from which the tables are read."""
    for name in ("parquet", "csv", "docs"):
        (folder / name).mkdir()
    info, described = content.info, content.descriptions
    with _open(folder / DATABASE_NAME) as con:
        con.execute("set threads = 1")
        write_parquet(con, folder / "parquet", content.tables, described, info.version)
        files = write_csv(con, folder / "csv", content.tables)
        publishers = read_publishers(con)
        texts = {
            "README.md": readme_text(info, files, described, read_coverage(con)),
            "LICENSE.md": license_text(publishers, read_licences(con)),
            "CITATION.cff": citation_cff(info.version, info.built_from),
            "dictionary.csv": dictionary_csv(content.tables, described),
            "dictionary.json": dictionary_json(content.tables, described),
            PACKAGE_NAME: datapackage(folder, files, described, info, publishers),
            "docs/index.html": docs_page(manifest, content.tables, described),
            "quality.html": quality_page(info, read_quality(con, checks)),
            "checks.json": _json(checks),
            RELEASE_JSON: _release_json(info, files),
        }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    (folder / SUMS_NAME).write_text(sums_text(folder), encoding="utf-8", newline="")


def _release_json(info: ReleaseInfo, files: list[TableFile]) -> str:
    """release.json: what `release_info` holds, and the rows of each table."""
    fields = {name: getattr(info, name) for name in ReleaseInfo.__dataclass_fields__}
    return _json(fields | {"tables": {file.table.name: file.rows for file in files}})


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n"
