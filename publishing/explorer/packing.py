"""Tables as the data files hold them: columns once, then rows, what repeats told once.

Belongs here: reading rows, splitting them by a key, packing. Does not belong here: which rows a page needs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FEWEST_ROWS = 8
"""Below this many rows, telling what repeats once saves nothing."""
_LEAST_REPEATS = 3
"""A text column is told by numbers of its words where each stands this many times, on average."""

_LEAST_SHARED = 6
_SAMPLE = 40
_TEXT_OR_NOTHING = {str, type(None)}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TWO_DIGITS = [first + second for first in _DIGITS for second in _DIGITS]

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
    groups: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows.rows:
        groups[row[0]].append(row[1:])
    return Split(rows.columns[1:], dict(groups))


def pick(con: DuckDBPyConnection, table: str, names: Iterable[str], source: str = "") -> str:
    """A select list of columns of `table`, null for those that the release does not hold, of the alias `source`."""
    held = {row[0] for row in con.execute(f"describe {table}").fetchall()}
    prefix = f"{source}." if source else ""
    return ", ".join(f"{prefix}{name}" if name in held else f"null as {name}" for name in names)


def pack(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Packed:
    """Columns of one value are told once, as `same`; those of few words by numbers, with the words in `words`; and keys
    that begin alike, named in `front`, by what is new in each.
    """
    if len(rows) < _FEWEST_ROWS:
        return {"columns": list(columns), "rows": rows}
    same: dict[str, Any] = {}
    words: dict[str, list[str]] = {}
    front: list[str] = []
    kept: dict[str, Sequence[Any]] = {}
    for name, values in zip(columns, zip(*rows, strict=True), strict=True):
        if values.count(values[0]) == len(values):
            same[name] = values[0]
        elif not set(map(type, values)) <= _TEXT_OR_NOTHING:
            kept[name] = values
        elif len(distinct := dict.fromkeys(values)) <= len(values) // _LEAST_REPEATS:
            words[name], kept[name] = _by_numbers(distinct, values)
        elif _begin_alike(values):
            front.append(name)
            kept[name] = _by_what_is_new(values)
        else:
            kept[name] = values
    told = {"same": same, "words": words, "front": front}
    packed_rows = list(zip(*kept.values(), strict=True)) if kept else [()] * len(rows)
    return {"columns": list(kept)} | {name: one for name, one in told.items() if one} | {"rows": packed_rows}


def _by_numbers(distinct: Mapping[str | None, Any], values: Sequence[str | None]) -> tuple[list[str], list[int | None]]:
    """The words of a text column in order of appearance, and the values as numbers."""
    words = [value for value in distinct if value is not None]
    numbers: dict[str | None, int | None] = {word: number for number, word in enumerate(words)}
    numbers[None] = None
    return words, [numbers[value] for value in values]


def _begin_alike(values: Sequence[str | None]) -> bool:
    """Whether most texts of a column, all ASCII, repeat much of the one before; the first rows stand for all.

    Python and scripts of a page count other letters differently.
    """
    first = [value for value in values[:_SAMPLE] if value]
    shared = sum(_shared(a, b) for a, b in pairwise(first))
    return shared >= _LEAST_SHARED * len(first) > 0 and all(value is None or value.isascii() for value in values)


def _by_what_is_new(values: Sequence[str | None]) -> list[str | None]:
    """Each text as two digits of base 36, how many letters of the last text before begin it too, and the rest of it."""
    coded: list[str | None] = []
    last = ""
    for value in values:
        if value is None:
            coded.append(None)
            continue
        shared = _shared(last, value)
        coded.append(_TWO_DIGITS[shared] + value[shared:])
        last = value
    return coded


def _shared(a: str, b: str) -> int:
    """How many letters begin both, as far as two digits can tell."""
    low, high = 0, min(len(a), len(b), len(_TWO_DIGITS) - 1)
    while low < high:
        middle = (low + high + 1) // 2
        if a[:middle] == b[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
