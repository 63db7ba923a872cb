"""Tables as the data files hold them: columns once, then rows, what repeats told once.

Belongs here: reading rows, splitting them by a key, packing. Does not belong here: which rows a page needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FEWEST_ROWS = 8
"""Below this many rows, telling what repeats once saves nothing."""
_LEAST_REPEATS = 3
"""A text column is told by numbers of its words where each word stands this many times, on average."""

Packed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a query and the names of their columns."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]

    def column(self, name: str) -> list[Any]:
        """The values of a column."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    def slice(self, start: int, end: int) -> Rows:
        """Some of the rows."""
        return Rows(self.columns, self.rows[start:end])

    def packed(self) -> Packed:
        """As a data file holds it; see `Packed` in shapes.ts."""
        return pack(self.columns, self.rows)


@dataclass(frozen=True, slots=True)
class Split:
    """Rows by the value of their first column, which they no longer hold; no rows for any other value."""

    columns: tuple[str, ...]
    groups: Mapping[Any, Sequence[tuple[Any, ...]]]

    def of(self, key: Any) -> Rows:
        """The rows of a key."""
        return Rows(self.columns, self.groups.get(key, ()))

    def packed(self, key: Any) -> Packed:
        """The rows of a key, packed."""
        return self.of(key).packed()


def read(con: DuckDBPyConnection, sql: str, parameters: Sequence[Any] = ()) -> Rows:
    """The rows of a query."""
    found = con.execute(sql, list(parameters))
    columns = tuple(column[0] for column in found.description or ())
    return Rows(columns, found.fetchall())


def split(rows: Rows) -> Split:
    """Rows by their first column; they keep their order within a group, and need not be sorted."""
    ordered = sorted(rows.rows, key=lambda row: str(row[0]))
    groups = {key: [row[1:] for row in group] for key, group in groupby(ordered, key=lambda row: row[0])}
    return Split(rows.columns[1:], groups)


def pick(con: DuckDBPyConnection, table: str, names: Iterable[str], source: str = "") -> str:
    """A select list of columns of `table`, null for those that the release does not hold, of the alias `source`."""
    held = {row[0] for row in con.execute(f"describe {table}").fetchall()}
    prefix = f"{source}." if source else ""
    return ", ".join(f"{prefix}{name}" if name in held else f"null as {name}" for name in names)


def pack(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Packed:
    """Columns of one value are told once, as `same`; those of few words by numbers, with the words in `words`."""
    if len(rows) < _FEWEST_ROWS:
        return {"columns": list(columns), "rows": [list(row) for row in rows]}
    same: dict[str, Any] = {}
    words: dict[str, list[str]] = {}
    kept: list[tuple[str, Sequence[Any]]] = []
    for name, values in zip(columns, zip(*rows, strict=True), strict=True):
        first = values[0]
        if all(value == first for value in values):
            same[name] = first
            continue
        numbers = _by_numbers(values)
        if numbers is None:
            kept.append((name, values))
        else:
            words[name], coded = numbers
            kept.append((name, coded))
    packed: Packed = {"columns": [name for name, _ in kept]}
    if same:
        packed["same"] = same
    if words:
        packed["words"] = words
    packed["rows"] = (
        [list(row) for row in zip(*(values for _, values in kept), strict=True)] if kept else [[]] * len(rows)
    )
    return packed


def _by_numbers(values: Sequence[Any]) -> tuple[list[str], list[int | None]] | None:
    """The words of a text column in order of appearance, and the values as numbers; None where it does not pay."""
    if not all(value is None or isinstance(value, str) for value in values):
        return None
    numbers: dict[str, int] = {}
    most = len(values) // _LEAST_REPEATS
    coded: list[int | None] = []
    for value in values:
        coded.append(None if value is None else numbers.setdefault(value, len(numbers)))
        if len(numbers) > most:
            return None
    return list(numbers), coded
