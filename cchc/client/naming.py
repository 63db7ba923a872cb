"""Finding what a release calls a unit, an index or a domain that was asked for in any spelling.

Belongs here: from an asked name to codes and keys, and the errors for names that mean nothing or several things.
Does not belong here: matching spellings (`cchc.unit_names`, `cchc.index_names`), SQL of answers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cchc.client.errors import AmbiguousNameError, UnknownNameError
from cchc.index_names import named_indices
from cchc.text import fold, nearest
from cchc.unit_names import Unit, all_matches, group_units, nearest_names, units_of_code

Rows = Callable[..., list[dict[str, Any]]]
"""Runs a query and gives its rows as dictionaries."""

TOTAL = "_total"
_TOTAL_NAMES = frozenset({TOTAL, "total", "tong diem", "tong"})
_ABOVE = frozenset({"national", "region"})
"""Levels that any index may print a mean for."""
_MOST_TOLD = 12

_DOMAINS = """
    select domain_key, index_code, year, domain_code, name_vi, name_en, conformed_code, is_total from dim_domain
    order by index_code, year, sort_order, domain_code
"""
_CONFORMED = (
    "select distinct conformed_code, conformed_name_vi, conformed_name_en from bridge_conformed_domain order by all"
)


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit that was meant: its name and the keys of the periods that were asked for."""

    name: str
    level: str
    keys: tuple[str, ...]


class Names:
    """The names of one release, read when they are first needed."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._units: list[Unit] | None = None
        self._indices: list[dict[str, Any]] | None = None
        self._domains: list[dict[str, Any]] | None = None

    def unit(self, name: str, levels: Collection[str] = (), years: Collection[int] = ()) -> FoundUnit:
        """The unit that `name` means, of one of `levels` if any are given.

        A key of one period means that period, every other name all periods. A code of the statistics office was used
        for one province before July 2025 and may be used for another since: `years` tell which is meant.
        Raises UnknownNameError or AmbiguousNameError.
        """
        units = self._all_units()
        if exact := [unit for unit in units if name in unit.keys]:
            return FoundUnit(exact[0].name, exact[0].level, (name,))
        found = all_matches(units, name) or units_of_code(units, name, years)
        if levels:
            found = [unit for unit in found if unit.level in levels or unit.level in _ABOVE] or found
        if not found:
            raise UnknownNameError(f"No unit is called {name!r}{_hint(nearest_names(units, name), 'units()')}")
        if len(found) > 1:
            told = "; ".join(f"{unit.label}: {unit.keys[-1]}" for unit in found[:_MOST_TOLD])
            raise AmbiguousNameError(
                f"{name!r} can mean {len(found)} units; give a level or one of their keys: {told}"
                + ("; and more." if len(found) > _MOST_TOLD else ".")
            )
        return FoundUnit(found[0].name, found[0].level, tuple(found[0].keys))

    def index(self, name: str) -> str:
        """The code of the index that `name` means: a code in any spelling, or its Vietnamese or English name."""
        rows = self.index_rows()
        if found := named_indices(rows, name):
            return _only(name, sorted({row["index_code"] for row in found}), "index")
        names = [row[column] for row in rows for column in ("index_code", "name_vi", "name_en") if row[column]]
        raise UnknownNameError(f"No index is called {name!r}{_hint(nearest(name, names), 'indices()')}")

    def index_rows(self) -> list[dict[str, Any]]:
        """The rows of dim_index."""
        if self._indices is None:
            self._indices = self._rows("select * from dim_index order by index_code")
        return self._indices

    def domains(self, name: str, indices: Sequence[str] = ()) -> list[str]:
        """Keys of the domains that `name` means in `indices` (all if none are given), of every year.

        `name` is a code of a framework (`3.2`), a key (`PAPI/2021/3.2`), a conformed code (`DIGITAL`), or a Vietnamese
        or English name; a name means the same subject under its other names too, where they share a conformed code.
        Raises UnknownNameError, or AmbiguousNameError where a name means several subjects of one index.
        """
        rows = [row for row in self._domain_rows() if not indices or row["index_code"] in indices]
        wanted = fold(name)
        if wanted in _TOTAL_NAMES:
            return [row["domain_key"] for row in rows if row["is_total"]]
        for found in (
            [row for row in rows if name in (row["domain_key"], row["domain_code"])],
            [row for row in rows if row["conformed_code"] and fold(row["conformed_code"]) == wanted],
            self._named(name, rows),
        ):
            if found:
                return [row["domain_key"] for row in found]
        names = {str(row[column]) for row in rows for column in ("name_vi", "name_en", "conformed_code") if row[column]}
        where = f" of {', '.join(indices)}" if indices else ""
        raise UnknownNameError(f"No domain{where} is called {name!r}{_hint(nearest(name, sorted(names)), 'domains()')}")

    def subjects(self, name: str) -> list[str]:
        """Conformed codes of the subject that `name` means: such a code, or a name or code of a domain."""
        keys = set(self.domains(name))
        return sorted({row["conformed_code"] for row in self._domain_rows() if row["domain_key"] in keys} - {None})

    def _named(self, name: str, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        wanted = fold(name)
        named = [
            row for row in rows if wanted in {fold(row[column]) for column in ("name_vi", "name_en") if row[column]}
        ]
        subjects = {(row["index_code"], row["conformed_code"]) for row in named if row["conformed_code"]}
        if not named:
            codes = {
                row["conformed_code"]
                for row in self._rows(_CONFORMED)
                if wanted in {fold(row["conformed_name_vi"] or ""), fold(row["conformed_name_en"] or "")}
            }
            return [row for row in rows if row["conformed_code"] in codes]
        for index in {code for code, _ in subjects}:
            _only(name, sorted(subject for code, subject in subjects if code == index), f"subject of {index}")
        keys = {row["domain_key"] for row in named}
        return [
            row for row in rows if row["domain_key"] in keys or (row["index_code"], row["conformed_code"]) in subjects
        ]

    def _all_units(self) -> list[Unit]:
        if self._units is None:
            self._units = group_units(
                self._rows("select * from dim_unit"),
                self._rows("select spelling, level, canonical_name from dim_unit_spelling"),
            )
        return self._units

    def _domain_rows(self) -> list[dict[str, Any]]:
        if self._domains is None:
            self._domains = self._rows(_DOMAINS)
        return self._domains


def known_value(name: str, known: Iterable[str], what: str) -> str:
    """The value of a short list that `name` spells, such as a level or a status; UnknownNameError lists them all."""
    values = sorted(known)
    for value in values:
        if fold(value) == fold(name):
            return value
    raise UnknownNameError(f"No {what} is called {name!r}; there are {', '.join(values)}.")


def _only(name: str, found: Sequence[str], what: str) -> str:
    if len(found) > 1:
        raise AmbiguousNameError(f"{name!r} can mean more than one {what}; give a code: {', '.join(found)}.")
    return found[0]


def _hint(near: Sequence[str], listing: str) -> str:
    return f"; did you mean {', '.join(near)}?" if near else f"; cchc.{listing} lists them."
