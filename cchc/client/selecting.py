"""What a user selects, as conditions of SQL with the names that the release uses.

Belongs here: from arguments to conditions, and the record of them that travels with the answer. Does not belong
here: finding names (`cchc.client.naming`), running queries.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from cchc.client.errors import ClientError
from cchc.client.naming import Names, known_value
from cchc.text import fold

Several = str | Iterable[str] | None
"""One name, several, or none, which selects all."""
Years = int | Iterable[int] | None
"""A year, a range or list of years, or none, which selects all."""

ALL = "all"
STATUSES = ("A", "B", "E", "L")
EVIDENCE = ("official", "workbook", "derived", "claim")
EVIDENCE_CLASSES = ("derived_from_print", "derived_by_inference", "claims_agree")
_MOST_YEARS = 1000


def as_names(asked: Several) -> list[str]:
    """The names asked for, one or several, as a list; none for None alone.

    Raises TypeError for what is no text, and ClientError for an empty list, which would otherwise select everything.
    """
    if asked is None:
        return []
    if not isinstance(asked, str | Iterable):
        raise TypeError(f"A name or code is a text, such as '51', or a list of texts; not {asked!r}. Years are year=.")
    names = [asked] if isinstance(asked, str) else [str(name) for name in asked]
    if not names:
        raise ClientError("An empty list selects nothing; leave it out, or give None, to select all.")
    return names


def as_years(asked: Years) -> list[int]:
    """The years asked for, sorted; none for None alone.

    Raises TypeError for what is no whole number, and ClientError for an empty list and for far too many years.
    """
    if asked is None:
        return []
    wrong = f"A year is a whole number, a range or a list of them, such as range(2018, 2025); not {asked!r}."
    if isinstance(asked, str | bool):
        raise TypeError(wrong)
    try:
        found = list(islice(asked, _MOST_YEARS + 1)) if isinstance(asked, Iterable) else [asked]
        years = sorted({operator.index(year) for year in found})
    except TypeError:
        raise TypeError(wrong) from None
    if not years:
        raise ClientError("An empty list of years selects nothing; leave it out, or give None, to select all.")
    if len(found) > _MOST_YEARS:
        raise ClientError(f"More than {_MOST_YEARS} years were asked for; give a range such as range(2018, 2025).")
    return years


class Selection:
    """Conditions and their parameters, gathered one argument at a time.

    `told` records what was selected, in the names of the release, for the answer's metadata.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self.conditions: list[str] = []
        self.parameters: list[Any] = []
        self.told: dict[str, Any] = {}
        self._indices: list[str] = []
        self._years: list[int] = []

    def add(self, condition: str, *parameters: Any) -> None:
        """A condition of its own."""
        self.conditions.append(condition)
        self.parameters.extend(parameters)

    def index(self, asked: Several, column: str = "t.index_code") -> None:
        """Rows of the indices of any of these names."""
        if names := as_names(asked):
            self._indices = sorted({self._names.index(name) for name in names})
            self._one_of("index", column, self._indices)

    def year(self, asked: Years, column: str = "t.year") -> None:
        """Rows of these years."""
        if years := as_years(asked):
            self._years = years
            self._one_of("year", column, years)

    def years_in(self, asked: Years, column: str) -> None:
        """Rows whose list of years holds one of these."""
        if years := as_years(asked):
            self._years = years
            self.told["year"] = years
            self.add(f"list_has_any({column}, ?)", years)

    def unit(self, asked: Several, level: Several = None, column: str = "t.unit_key") -> None:
        """Rows of the units of any of these names, whichever of their periods; see `Names.unit`."""
        if not (names := as_names(asked)):
            return
        levels = as_names(level) if level and as_names(level) != [ALL] else self._levels_of_indices()
        found = [self._names.unit(name, levels, self._years) for name in names]
        keys = sorted({key for unit in found for key in unit.keys})
        self.add(f"{column} in (select unnest(?))", keys)
        self.told["unit"] = [unit.name for unit in found]
        self.told["unit_key"] = keys

    def domain(self, asked: Several, column: str = "t.domain_key") -> None:
        """Rows of the domains of any of these names; `all` is every domain and part, with the total."""
        names = as_names(asked)
        if names and ALL not in names:
            keys = sorted({key for name in names for key in self._names.domains(name, self._indices)})
            self.add(f"{column} in (select unnest(?))", keys)
            self.told["domain"] = names

    def level(self, asked: Several, known: Sequence[str], column: str = "t.level") -> None:
        """Rows of these levels; `all` is every level."""
        names = as_names(asked)
        if names and names != [ALL]:
            self._one_of("level", column, sorted({known_value(name, known, "level") for name in names}))

    def own_level(self) -> None:
        """Rows of the level that their index scores: no national or regional means among the provinces."""
        self.add("t.level = (select i.level from dim_index as i where i.index_code = t.index_code)")
        self.told["level"] = "the units that the index scores; means of the country and of regions are left out"

    def status(self, asked: Several, known: Sequence[str] = STATUSES) -> None:
        """Rows of these statuses."""
        if names := as_names(asked):
            self._one_of("status", "t.status", sorted({known_value(name, known, "status") for name in names}))

    def evidence(self, asked: Several, *, has_classes: bool) -> None:
        """Rows of this evidence, or of this finer class of evidence."""
        if names := as_names(asked):
            known = (*EVIDENCE, *(EVIDENCE_CLASSES if has_classes else ()))
            values = sorted({known_value(name, known, "evidence") for name in names})
            self.told["evidence"] = values
            columns = ("t.evidence", "t.evidence_class") if has_classes else ("t.evidence",)
            self.add(
                "(" + " or ".join(f"{column} in (select unnest(?))" for column in columns) + ")",
                *[values for _ in columns],
            )

    def text_in(self, asked: str | None, columns: Sequence[str], name: str) -> None:
        """Rows one of whose list columns holds a text with these words, whatever their case and marks."""
        if asked:
            self.told[name] = asked
            # An accent apart, a body is printed in many ways: its words are looked for, not its whole name.
            folded = [_FOLDED.replace("{column}", column) for column in columns]
            self.add("(" + " or ".join(folded) + ")", *[f"%{fold(asked)}%" for _ in columns])

    def _levels_of_indices(self) -> list[str]:
        return sorted({row["level"] for row in self._names.index_rows() if row["index_code"] in self._indices})

    def _one_of(self, name: str, column: str, values: Sequence[Any]) -> None:
        self.told[name] = list(values)
        self.add(f"{column} in (select unnest(?))", list(values))


_FOLDED = """exists (
    select 1 from unnest({column}) as s (b)
    where regexp_replace(lower(strip_accents(replace(replace(b, 'đ', 'd'), 'Đ', 'd'))), '[^a-z0-9]+', ' ', 'g') like ?
)"""
