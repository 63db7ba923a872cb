"""cchc-<version>.zip: the CSV files with what explains them, to be passed on as one file.

Belongs here: what is packed, and zip files that are the same bytes whenever they are made. Does not belong here: the
packed files.
"""

from __future__ import annotations

import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.checksums import RELEASE_JSON
from publishing.release_content import ReleaseContent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BESIDE_TABLES = (
    "README.md",
    "LICENSE.md",
    "CITATION.cff",
    "datapackage.json",
    "dictionary.csv",
    "dictionary.json",
    RELEASE_JSON,
)
_READABLE_FILE = 0o100644 << 16


def zip_name(version: str) -> str:
    """The name of the zip file of a release."""
    return f"cchc-{version}.zip"


def write_zip(_con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write cchc-<version>.zip: one folder, in which paths are as in the release."""
    version = content.info.version
    tables = [f"csv/{table.name}.csv" for table in content.tables]
    with zipfile.ZipFile(folder / zip_name(version), "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (*_BESIDE_TABLES, *tables):
            entry = packed_entry(f"cchc-{version}/{name}", content.info.built_from)
            with (folder / name).open("rb") as source, archive.open(entry, "w") as packed:
                shutil.copyfileobj(source, packed, 1 << 20)


def packed_entry(name: str, day: date) -> zipfile.ZipInfo:
    """An entry of a zip file that tells nothing of the machine and the moment: midnight of `day`, readable by all."""
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, of which the attributes are
    entry.external_attr = _READABLE_FILE
    return entry
