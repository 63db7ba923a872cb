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

from publishing.api.tree import write_api
from publishing.change_files import write_changes
from publishing.checksums import SUMS_NAME, is_whole, sums_text
from publishing.codebook_files import write_codebook
from publishing.content import count_rows, describe_release
from publishing.data_docs import write_data_docs
from publishing.database import DATABASE_NAME, INFO_TABLE, write_database
from publishing.datapackage import write_datapackage
from publishing.dictionary import read_descriptions
from publishing.dictionary_files import write_dictionary
from publishing.docs_site import scrub_manifest, write_docs
from publishing.errors import ReleaseError
from publishing.explorer import EXPLORER_LATER_STEPS, EXPLORER_STEPS
from publishing.explorer.site import check_explorer
from publishing.llms import write_llms
from publishing.metadata.step import write_metadata
from publishing.notices import write_notices
from publishing.packing import write_zip
from publishing.placing import clear_leftovers, latest_version, only_writer, point_latest, staged
from publishing.quality_page import write_quality
from publishing.release_content import ReleaseContent, Step, write_text
from publishing.release_facts import previous_release, write_facts
from publishing.schema import read_tables
from publishing.sqlite_file import write_sqlite
from publishing.steps import run_stages, told_time
from publishing.tables import write_csv, write_parquet
from publishing.workbook import write_workbook

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MARTS = "marts"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseContext:
    """What a release needs beside the warehouse.

    `manifest`: dbt's manifest.json. `schema_version`: version of the tables' shape. `checks`: which checks
    were run and with what result, free of clock times, as it will stand in checks.json. `machine_paths`:
    folders whose names must not leave this machine, beside those that publishing knows itself (project, data
    directory, Python, home). `explorer`: folder of the built explorer; None makes a release without its pages.
    `history`: where a past release that is rebuilt elsewhere was made first, so that it is compared with its
    predecessor of then; None where releases are made one after the other.
    """

    manifest: Path
    schema_version: str
    checks: Mapping[str, Any]
    machine_paths: tuple[Path, ...] = ()
    explorer: Path | None = None
    history: Path | None = None


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


STAGES: tuple[tuple[Step, ...], ...] = (
    # Each of these needs the database alone. The longest stand first.
    (
        write_workbook,
        write_api,
        write_csv,
        write_sqlite,
        *EXPLORER_STEPS,
        write_parquet,
        write_docs,
        write_changes,
        write_codebook,
        write_quality,
        write_data_docs,
        write_notices,
        write_dictionary,
        write_facts,
        write_llms,
    ),
    # These name, measure or pack files of the stage before.
    (write_datapackage, *EXPLORER_LATER_STEPS),
    (write_zip,),
    # Describes all files of data, the archive among them.
    (write_metadata,),
)
"""The steps that write a release, after its database and before its sums. Those of a stage run side by side."""


def make_release(build_db: Path, release_root: Path, context: ReleaseContext) -> MadeRelease:
    """Release the schema `marts` of `build_db` as `<release_root>/<version>/` and move `latest` to it, last.

    Nothing is visible before it is whole; a damaged folder of the same version stays until its successor is.
    Raises ReleaseError, in one sentence, when the build or the
    manifest is not fit for a release or another writer is at work; then no folder is left and `latest` stays
    where it was.
    """
    check_explorer(context.explorer)
    with told_time("read and check the build"):
        content = _read_content(build_db, release_root, context)
    version = content.info.version
    with only_writer(release_root):
        clear_leftovers(release_root)
        path = release_root / version
        is_new = not path.is_dir()
        is_repaired = not is_new and not is_whole(path)
        if is_new or is_repaired:
            with staged(release_root, version) as folder:
                database = folder / DATABASE_NAME
                with told_time("write_database"):
                    write_database(build_db, MARTS, database, content.tables[:-1], content.descriptions, content.info)
                run_stages(STAGES, database, folder, content)
                with told_time("sums"):
                    write_text(folder / SUMS_NAME, sums_text(folder))
        if latest_version(release_root) != version:
            point_latest(release_root, version)
        clear_leftovers(release_root)
    return MadeRelease(version, path, is_new, is_repaired)


def _read_content(build_db: Path, release_root: Path, context: ReleaseContext) -> ReleaseContent:
    """What is to be released: the build's tables, checked and described, and what the release is called."""
    manifest = scrub_manifest(_read_manifest(context.manifest), _private_paths(build_db, context))
    with _open(build_db) as con:
        tables = read_tables(con, MARTS)
        rows = count_rows(con, MARTS, tables)
        info = describe_release(con, MARTS, tables, rows, context.schema_version)
    return ReleaseContent(
        tables=(*tables, INFO_TABLE),
        rows=rows | {INFO_TABLE.name: 1},
        descriptions=read_descriptions(manifest),
        info=info,
        checks=context.checks,
        manifest=manifest,
        previous=previous_release(release_root, info.version, context.history),
        explorer=context.explorer,
    )


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


def _open(database: Path) -> DuckDBPyConnection:
    import duckdb

    try:
        return duckdb.connect(str(database), read_only=True)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise ReleaseError(f"The database {database.name} cannot be opened: {reason}") from None
