"""Rows of a release as JSON records, and files of the tree as bytes.

Belongs here: reading rows without their nulls, the envelope of a file, its serialisation. Does not belong here: which
rows stand in which file (`publishing.api.files`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from publishing.cells import cell_text
from publishing.citation import LICENCE_ID
from publishing.content import ReleaseInfo

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Record = dict[str, Any]
API_ROOT = "api/v1"
# JSON may hold these as they are; who looks at the file would be misled by some of them.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Rows:
    """Many records of one form, written as `fields` and `rows`: names once, a value (or null) a field in each row."""

    fields: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class ApiFile:
    """A file of the tree: its path under `api/v1/`, the name of its schema, and its content."""

    path: str
    schema: str
    content: Mapping[str, Any]


def read_records(con: DuckDBPyConnection, sql: str, parameters: Sequence[object] = ()) -> list[Record]:
    """The rows of a query as records, in its order; fields that are null are left out."""
    cursor = con.execute(sql, list(parameters))
    names = [column[0] for column in cursor.description or []]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None} for row in cursor.fetchall()
    ]


def grouped(records: Sequence[Record], names: Sequence[str]) -> Iterator[tuple[tuple[Any, ...], list[Record]]]:
    """Records by the values of `names`, which they lose, since the file that holds them says them once."""
    groups: dict[tuple[Any, ...], list[Record]] = {}
    for record in records:
        groups.setdefault(tuple(record.get(name) for name in names), []).append(
            {name: value for name, value in record.items() if name not in names}
        )
    yield from groups.items()


def read_rows(con: DuckDBPyConnection, sql: str) -> Rows:
    """The rows of a query as a table of fields and rows, in its order."""
    cursor = con.execute(sql)
    return Rows(tuple(column[0] for column in cursor.description or []), cursor.fetchall())


def split_rows(table: Rows, by: int) -> dict[tuple[Any, ...], Rows]:
    """Rows by the values of their first `by` fields, which they lose, since the file that holds them says them once."""
    groups: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for row in table.rows:
        groups.setdefault(row[:by], []).append(row[by:])
    return {key: Rows(table.fields[by:], rows) for key, rows in groups.items()}


def file_text(file: ApiFile, info: ReleaseInfo) -> str:
    """The JSON of a file: compact, one line, with release, schema, citation and licence before its content."""
    up = "../" * (len(PurePosixPath(file.path).parts) - 1)
    envelope = {
        "release": info.version,
        "schema": f"{up}schema/{file.schema}.json",
        "citation": info.citation,
        "licence": LICENCE_ID,
    }
    text = json.dumps(
        envelope | dict(file.content), ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_json_value
    )
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def _json_value(value: object) -> object:
    if isinstance(value, Rows):
        return {"fields": value.fields, "rows": value.rows}
    if isinstance(value, date | datetime):
        return cell_text(value)
    raise TypeError(f"a {type(value).__name__} cannot stand in the JSON tree")
