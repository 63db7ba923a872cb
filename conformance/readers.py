"""`python -m conformance.readers READER RELEASE`: the sums of all tables as one library reads one form of them.

Belongs here: opening files and summing rows, with the library that the reader's name begins with. Does not belong here:
comparing (`conformance.checks.rows`, which states the rule). It runs in more than one environment, and imports of each
only what the reader needs.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.metadata
import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from publishing.cells import csv_cell
from publishing.schema import Table
from publishing.workbook import has_sheet

Row = Sequence[Any]
_LETTERS = 10_000
_NUMBERS = frozenset({"number", "integer"})


def _tables(release: Path) -> dict[str, dict[str, str]]:
    """Columns with their types, `list` for lists, by table: types of datapackage.json, lists by the Parquet form."""
    package = json.loads((release / "datapackage.json").read_text("utf-8"))
    croissant = json.loads((release / "croissant.json").read_text("utf-8"))
    lists = {field["@id"] for held in croissant["recordSet"] for field in held["field"] if field.get("repeated")}
    return {
        resource["name"]: {
            field["name"]: "list" if f"{resource['name']}/{field['name']}" in lists else field["type"]
            for field in resource["schema"]["fields"]
            if field["name"] != "release"
        }
        for resource in package["resources"]
    }


def _canonical(value: Any, type_: str) -> str:
    """The text of a value by the type of its column."""
    if value is None or value == "" or (isinstance(value, float) and value != value):
        return ""
    if type_ in _NUMBERS:
        return format(float(value), ".15g")
    if type_ == "boolean":
        return "true" if str(value).lower() in {"true", "1"} else "false"
    if type_ in {"date", "datetime"}:
        return _time(value)[: 10 if type_ == "date" else 19]
    if type_ == "list":
        if isinstance(value, str) and value.startswith("[") and value.endswith("]"):
            value = json.loads(value)
        value = value if isinstance(value, str) else list(value)
    text = csv_cell(value) if not isinstance(value, str) or not value.startswith("'") else value
    return text.replace("\r\n", "\n").replace("\r", "\n")[:_LETTERS]


def _time(value: Any) -> str:
    if isinstance(value, datetime):
        # A sheet keeps a time as a fraction of a day.
        value = datetime.fromtimestamp(round(value.timestamp()))
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text.replace(" ", "T")


def _formed(value: Any, type_: str, known: dict[Any, str]) -> str:
    """As `_canonical`; equal values of a type are formed once, lists (which cannot be looked up) each time."""
    if type_ == "list":
        return _canonical(value, type_)
    text = known.get(value)
    if text is None:
        text = known[value] = _canonical(value, type_)
    return text


def _sum(rows: Iterable[Row], types: Sequence[str]) -> str:
    """Number of rows, and a sum that does not look at their order."""
    count, total = 0, 0
    known: dict[str, dict[Any, str]] = {type_: {} for type_ in types}
    for row in rows:
        line = "\x1f".join(_formed(value, type_, known[type_]) for value, type_ in zip(row, types, strict=True))
        total += int.from_bytes(hashlib.sha256(line.encode()).digest()[:16], "big")
        count += 1
    return f"{count} rows {total % (1 << 128):032x}"


def _duckdb(release: Path, form: str) -> Callable[[str, Sequence[str]], Iterator[Row]]:
    import duckdb

    con = duckdb.connect(str(release / "cchc.duckdb"), read_only=True) if form == "database" else duckdb.connect()

    def read(table: str, columns: Sequence[str]) -> Iterator[Row]:
        named = ", ".join(f'"{column}"' for column in columns)
        source = {
            "database": f'"{table}"',
            "parquet": f"read_parquet('{release}/parquet/{table}.parquet')",
            "csv": f"read_csv('{release}/csv/{table}.csv', all_varchar = true, header = true, delim = ',', "
            "quote = '\"', escape = '\"', max_line_size = 10000000, allow_quoted_nulls = false)",
        }[form]
        cursor = con.execute(f"select {named} from {source}")  # noqa: S608 - names of our own
        while batch := cursor.fetchmany(10_000):
            yield from batch

    return read


def _pandas(release: Path, form: str) -> Callable[[str, Sequence[str]], Iterator[Row]]:
    import pandas

    def read(table: str, columns: Sequence[str]) -> Iterator[Row]:
        if form == "csv":
            path = release / "csv" / f"{table}.csv"
            frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
            yield from frame[list(columns)].itertuples(index=False, name=None)
            return
        frame = pandas.read_parquet(release / "parquet" / f"{table}.parquet", dtype_backend="pyarrow")
        for row in frame[list(columns)].itertuples(index=False, name=None):
            yield [None if value is pandas.NA or value is pandas.NaT else value for value in row]

    return read


def _pyarrow(release: Path, form: str) -> Callable[[str, Sequence[str]], Iterator[Row]]:
    import pyarrow as pa
    import pyarrow.csv
    import pyarrow.parquet

    def read(table: str, columns: Sequence[str]) -> Iterator[Row]:
        if form == "parquet":
            held = pyarrow.parquet.read_table(release / "parquet" / f"{table}.parquet", columns=list(columns))
        else:
            held = pyarrow.csv.read_csv(
                release / "csv" / f"{table}.csv",
                parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
                read_options=pyarrow.csv.ReadOptions(block_size=1 << 26),
                convert_options=pyarrow.csv.ConvertOptions(
                    column_types=dict.fromkeys(columns, pa.string()), include_columns=list(columns)
                ),
            )
        for batch in held.to_batches(max_chunksize=10_000):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    return read


def _sqlite3(release: Path, _form: str) -> Callable[[str, Sequence[str]], Iterator[Row]]:
    con = sqlite3.connect(f"file:{release}/cchc.sqlite?mode=ro", uri=True)

    def read(table: str, columns: Sequence[str]) -> Iterator[Row]:
        named = ", ".join(f'"{column}"' for column in columns)
        yield from con.execute(f'select {named} from "{table}"')  # noqa: S608 - names of our own

    return read


def _openpyxl(release: Path, _form: str) -> Callable[[str, Sequence[str]], Iterator[Row]]:
    import openpyxl

    book = openpyxl.load_workbook(release / "cchc.xlsx", read_only=True)

    def read(table: str, columns: Sequence[str]) -> Iterator[Row]:
        rows = book[table].iter_rows(values_only=True)
        header = list(next(rows))
        places = [header.index(column) for column in columns]
        for row in rows:
            yield [row[place] if place < len(row) else None for place in places]

    return read


def _written(folder: Path, _form: str) -> Callable[[str, Sequence[str]], Iterator[Row]]:
    """What R read and wrote again."""
    csv.field_size_limit(1 << 30)

    def read(table: str, columns: Sequence[str]) -> Iterator[Row]:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield [row[column] for column in columns]

    return read


_READERS = {"duckdb": _duckdb, "pandas": _pandas, "pyarrow": _pyarrow, "sqlite3": _sqlite3, "openpyxl": _openpyxl}


def main(reader: str, release: Path) -> dict[str, Any]:
    """The sums of all tables, and the version of the library."""
    library, _, form = reader.partition("-")
    if library == "written":
        read, version = _written(Path(form), ""), ""
    else:
        read = _READERS[library](release, form)
        version = sqlite3.sqlite_version if library == "sqlite3" else importlib.metadata.version(library)
    sums = {
        table: _sum(read(table, list(columns)), list(columns.values()))
        for table, columns in _tables(release).items()
        if library != "openpyxl" or _has_sheet(release, table)
    }
    return {"version": version, "sums": sums}


def _has_sheet(release: Path, table: str) -> bool:
    """Whether the workbook is meant to hold a table: it leaves out those too long for a sheet, and says so."""
    rows = json.loads((release / "release.json").read_text("utf-8"))["tables"][table]
    return has_sheet(Table(table, (), ()), rows)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
