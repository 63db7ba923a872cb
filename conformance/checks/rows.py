"""Same rows: every table in every published form, opened by every reader, says the same.

Belongs here: which readers open which form, and comparing what they found. Does not belong here: opening files
(`conformance.readers`).

What is compared: of each table the number of rows and one sum over all rows, whatever their order. The rule: a value is
written as in our CSV files (`publishing.cells.csv_cell`), numbers with 15 digits, line ends as LF, texts up to 10,000
letters (a sheet cuts longer ones); null and the empty text are one; the column `release` of CSV is left out.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from conformance.subject import HERE, PROJECT, CheckError, Subject, fail_on

Sums = Mapping[str, str]
_PYTHON_READERS = ("duckdb-database", "duckdb-parquet", "duckdb-csv", "pandas-parquet", "pandas-csv", "pyarrow-parquet",
                   "pyarrow-csv", "sqlite3-sqlite", "openpyxl-xlsx")  # fmt: skip
_DUCKDB_READERS = ("duckdb-database", "duckdb-parquet", "duckdb-csv")


def check_same_rows(subject: Subject) -> str:
    """Every reader finds the rows that DuckDB finds in cchc.duckdb."""
    with tempfile.TemporaryDirectory() as work:
        jobs = [(Path(sys.executable), reader) for reader in _PYTHON_READERS]
        jobs += [(subject.python, reader) for reader in _DUCKDB_READERS]
        found: dict[str, Sums] = {}
        with ThreadPoolExecutor(2) as threads:  # each waits for a process
            for sums in threads.map(lambda job: _read(*job, subject), jobs):
                found |= sums
        found |= _read_by_r(subject, Path(work))
    names = list(found)
    right = found[names[0]]
    problems = [
        f"{name}: {table} has {held.get(table, 'nothing')} instead of {right[table]}"
        for name, held in found.items()
        for table in right
        # The workbook leaves tables out that are too long for a sheet; its own page About names them.
        if held.get(table) != right[table] and not (name.startswith("openpyxl") and table not in held)
    ]
    fail_on(problems, "tables differ")
    return f"{len(right)} tables are the same for {len(names)} readers: {', '.join(names)}"


def _read(python: Path, reader: str, subject: Subject) -> dict[str, Sums]:
    """What a reader finds, under a name that tells the version of its library."""
    done = subprocess.run(  # noqa: S603 - our own program
        [str(python), "-m", "conformance.readers", reader, str(subject.release)],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    if done.returncode != 0:
        raise CheckError(f"{reader} with {python} failed", done.stderr.splitlines()[-3:])
    answer = json.loads(done.stdout)
    return {f"{reader} {answer['version']}": answer["sums"]}


def _read_by_r(subject: Subject, work: Path) -> dict[str, Sums]:
    """R writes what it reads as CSV, whose rows are then summed: of SQLite by RSQLite, of CSV by readr."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        raise CheckError("R is not installed: apt-get install r-base-core r-cran-rsqlite r-cran-readr")
    found: dict[str, Sums] = {}
    for reader in ("RSQLite", "readr"):
        target = work / reader
        target.mkdir()
        command = [rscript, "--vanilla", str(HERE / "readers.R"), reader, str(subject.release), str(target)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
        if done.returncode != 0:
            raise CheckError(f"{reader} failed", done.stderr.splitlines()[-3:])
        version = done.stdout.strip().splitlines()[-1]
        sums = next(iter(_read(Path(sys.executable), f"written-{target}", subject).values()))
        found[f"R {reader} {version}"] = sums
    return found
