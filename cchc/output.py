"""How rows look when they leave: a table on a terminal, CSV, JSON or Parquet for machines.

Belongs here: formatting of rows that somebody else asked for. Does not belong here: SQL, wording of commands.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from cchc.errors import CchcError
from cchc.text import printable
from publishing.cells import cell_text, csv_cell

Row = Sequence[Any]
# json.dumps leaves these as they are; a terminal would obey some of them, and UTF-8 has no bytes for half a pair.
_ESCAPED = re.compile("[\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def chosen_format(named: str | None) -> str:
    """The format asked for; by default a table on a terminal and CSV into a pipe or file."""
    return named or ("table" if sys.stdout.isatty() else "csv")


def echo_table(title: str, columns: Sequence[str], rows: Iterable[Row], first_to_go: Sequence[str] = ()) -> None:
    """Print a titled table: fitted to a terminal, plain and whole into a pipe; a blank line ends it.

    `first_to_go` are the columns that a narrow terminal loses before others.
    """
    from cchc.table_forms import Table, plain_lines
    from cchc.table_terminal import echo_on_terminal

    table = Table(title, tuple(columns), tuple(tuple(row) for row in rows), tuple(first_to_go))
    if sys.stdout.isatty():
        echo_on_terminal(table)
    else:
        sys.stdout.write("\n".join(plain_lines(table)) + "\n")
    sys.stdout.write("\n")


def echo_csv(columns: Sequence[str], batches: Iterable[Sequence[Row]]) -> None:
    """Print batches of rows as CSV in the form of the release's files, but LF and no byte order mark."""
    on_terminal = sys.stdout.isatty()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([csv_cell(name) for name in columns])
    for batch in batches:
        for row in batch:
            cells = [csv_cell(value) for value in row]
            writer.writerow([printable(cell) for cell in cells] if on_terminal else cells)


def echo_rows_json(columns: Sequence[str], batches: Iterable[Sequence[Row]]) -> None:
    """Print rows as one JSON array, an object a line; columns of one name are numbered."""
    names = _unique(columns)
    lines = (json_text(dict(zip(names, row, strict=True))) for batch in batches for row in batch)
    sys.stdout.write("[")
    for position, line in enumerate(lines):
        sys.stdout.write(("\n" if position == 0 else ",\n") + line)
    sys.stdout.write("\n]\n")


def echo_json(content: Mapping[str, Any]) -> None:
    """Print one JSON object."""
    sys.stdout.write(json_text(content, indent=1) + "\n")


def json_text(content: object, indent: int | None = None) -> str:
    """The JSON of a value: one line unless `indent` is given, always to be written as UTF-8, safe on a terminal."""
    text = json.dumps(_finite(content), ensure_ascii=False, default=_json_value, indent=indent)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _finite(value: Any) -> Any:
    """JSON knows no NaN and no infinity: they become null."""
    match value:
        case str() | int() | None:
            return value
        case float() if value != value or value in (float("inf"), float("-inf")):
            return None
        case dict() | Mapping():
            return {key if isinstance(key, str) else cell_text(key): _finite(item) for key, item in value.items()}
        case list() | tuple():
            return [_finite(item) for item in value]
        case _:
            return value


def _json_value(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else cell_text(value)


def _unique(names: Sequence[str]) -> list[str]:
    """Names, a repeated one with its number: a, a_2."""
    given: list[str] = []
    for name in names:
        number, free = 1, name
        while free in given:
            number, free = number + 1, f"{name}_{number + 1}"
        given.append(free)
    return given


def echo_parquet(table: Any) -> None:
    """Write an Arrow table as Parquet to standard output; raise CchcError when that is a terminal."""
    if sys.stdout.isatty():
        raise CchcError("Parquet is not for a terminal; write `cchc query --format parquet ... > file.parquet`.")
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(table.rename_columns(_unique(table.column_names)), buffer, compression="zstd")
    sys.stdout.buffer.write(buffer.getvalue())


def limited(batches: Iterable[Sequence[Row]], limit: int | None) -> Iterator[Sequence[Row]]:
    """At most `limit` rows of the batches."""
    left = limit
    for batch in batches:
        if left is None:
            yield batch
            continue
        if left <= 0:
            return
        yield batch[:left]
        left -= len(batch)
