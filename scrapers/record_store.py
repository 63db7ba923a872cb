"""Records on disk: `data/records/<kind>/<source>.parquet`, written whole and moved into place.

Belongs here: the Parquet schema of each record kind and atomic files. Does not belong here: what a record means.
The schema follows the dataclasses of `scrapers.records`, so that a field is declared once.
"""

from __future__ import annotations

import hashlib
import os
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from scrapers.records import RECORD_KINDS

_ARROW = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


@cache
def schema_of(kind: str) -> pa.Schema:
    """The Arrow schema of a record kind; optional fields are nullable, tuples are lists."""
    hints = typing.get_type_hints(RECORD_KINDS[kind])
    return pa.schema([_arrow_field(field.name, hints[field.name]) for field in fields(RECORD_KINDS[kind])])


def _arrow_field(name: str, hint: Any) -> pa.Field:
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else ()
    nullable = type(None) in options
    plain = next((option for option in options if option is not type(None)), hint)
    if typing.get_origin(plain) is tuple:
        return pa.field(name, pa.list_(_ARROW[typing.get_args(plain)[0]]), nullable=False)
    return pa.field(name, _ARROW[plain], nullable=nullable)


def read_rows(root: Path, kind: str, source: str) -> list[dict[str, Any]]:
    """The rows held of a kind and source, in file order.

    Raises:
        OSError: there is no such file.
        ValueError: the file is damaged or does not fit the schema.
    """
    rows: list[dict[str, Any]] = pq.read_table(_path(root, kind, source), schema=schema_of(kind)).to_pylist()
    return rows


def write_rows(root: Path, kind: str, source: str, rows: Sequence[Mapping[str, Any]]) -> Path:
    """Replaces the file of a kind and source by one with these rows, also when there are none."""
    path = _path(root, kind, source)
    path.parent.mkdir(parents=True, exist_ok=True)
    table = pa.Table.from_pylist(list(rows), schema=schema_of(kind))
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as stream:
        pq.write_table(table, stream, compression="zstd")
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    return path


def courses_digest(root: Path) -> str:
    """A digest of the captures as which each address was read in turn: all that looks tell of what is current.

    Looking again changes nothing of it, nor does a look of which nothing is read; a page's return to older bytes does.
    """
    digest = hashlib.sha256()
    for path in sorted((root / "capture").glob("*.parquet")):
        last: dict[str, str] = {}
        for batch in pq.ParquetFile(path).iter_batches(columns=["url", "read_as"]):
            for row in batch.to_pylist():
                if row["read_as"] is not None and last.get(row["url"]) != row["read_as"]:
                    last[row["url"]] = row["read_as"]
                    digest.update(f"{row['url']} {row['read_as']}\n".encode())
    return digest.hexdigest()


def _path(root: Path, kind: str, source: str) -> Path:
    return root / kind / f"{source}.parquet"
