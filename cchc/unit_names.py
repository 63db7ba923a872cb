"""Finding a unit by any spelling of its name.

Belongs here: matching names against the units of a release. Does not belong here: showing them (`cchc.show`).
A unit's rows in dim_unit are its periods; a province keeps its canonical name through a merger, other bodies
are told apart by the province they belong to.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cchc.text import compact, fold

_NAME_COLUMNS = ("name_vi", "name_en", "name_ascii", "canonical_name", "full_name_vi")
_PREFIXES = ("tinh", "thanhpho", "tp", "provinceof", "cityof")
_SUFFIXES = ("province", "city")
_TOP_LEVELS = ("national", "region", "province", "ministry")
_INITIALS_FROM = 3
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and the rows of dim_unit that are its periods, oldest first."""

    level: str
    name: str
    parent: str | None
    periods: tuple[Mapping[str, Any], ...]
    spellings: tuple[str, ...] = ()

    @property
    def keys(self) -> list[str]:
        """The unit_key of each period."""
        return [str(period["unit_key"]) for period in self.periods]

    @property
    def label(self) -> str:
        """The name with what tells it apart from others of that name."""
        return f"{self.name} ({self.level}{f' of {self.parent}' if self.parent else ''})"


def group_units(rows: Iterable[Mapping[str, Any]], spellings: Iterable[Mapping[str, Any]] = ()) -> list[Unit]:
    """Units from the rows of dim_unit, sorted by level and name, with the spellings of dim_unit_spelling."""
    spelled: dict[tuple[str, str], list[str]] = {}
    for row in spellings:
        spelled.setdefault((row["level"], row["canonical_name"]), []).append(row["spelling"])
    periods: dict[tuple[str, str, str | None], list[Mapping[str, Any]]] = {}
    for row in rows:
        level, *place = str(row["unit_key"]).split("/")
        parent = None if level in _TOP_LEVELS or len(place) < _SHORTEST else place[0]
        name = row["canonical_name"] or row["name_vi"] or row["unit_key"]
        periods.setdefault((level, name, parent), []).append(row)
    return [
        Unit(level, name, parent, tuple(sorted(found, key=_period_order)), tuple(spelled.get((level, name), ())))
        for (level, name, parent), found in sorted(periods.items(), key=lambda item: tuple(map(str, item[0])))
    ]


def _period_order(row: Mapping[str, Any]) -> tuple[str, str]:
    return str(row["valid_from"] or ""), str(row["unit_key"])


def match_units(units: Iterable[Unit], name: str) -> list[Unit]:
    """As `all_matches`, but when exactly one of several is a province, ministry or region, that one is meant."""
    found = all_matches(units, name)
    top = [unit for unit in found if unit.level in _TOP_LEVELS]
    return top if len(top) == 1 else found


def all_matches(units: Iterable[Unit], name: str) -> list[Unit]:
    """All units that `name` can mean: by key, by any spelling of a name, then by initials (HCM). Empty if none."""
    known = list(units)
    if by_key := [unit for unit in known if any(key == name or key.startswith(f"{name}/") for key in unit.keys)]:
        return by_key
    wanted = _asked_forms(name)
    return [unit for unit in known if wanted & _unit_forms(unit)] or [
        unit for unit in known if unit.level in _TOP_LEVELS and wanted & set(_initials(unit))
    ]


def units_of_code(units: Iterable[Unit], code: str, years: Collection[int] = ()) -> list[Unit]:
    """Units that bear the code of the statistics office, on the last day of one of `years` if any are given.

    Codes were used again in 2025, so that one code may lead to two units.
    """
    days = [f"{year}-12-31" for year in years]
    return [unit for unit in units if any(_bears(period, code, days) for period in unit.periods)]


def _bears(period: Mapping[str, Any], code: str, days: list[str]) -> bool:
    if period.get("code") != code:
        return False
    first, last = str(period["valid_from"] or ""), str(period["valid_to"] or "9999")
    return not days or any(first <= day <= last for day in days)


def nearest_names(units: Iterable[Unit], name: str, most: int = 3) -> list[str]:
    """Names of the units spelled most like `name`, nearest first."""
    by_fold = {fold(unit.name): unit.name for unit in units}
    return [by_fold[found] for found in difflib.get_close_matches(fold(name), by_fold, n=most, cutoff=0.5)]


def _unit_forms(unit: Unit) -> set[str]:
    named = {compact(period[column]) for period in unit.periods for column in _NAME_COLUMNS if period.get(column)}
    return named | {compact(spelling) for spelling in unit.spellings if compact(spelling)}


def _asked_forms(name: str) -> set[str]:
    """The folds that an asked name is compared by: whole, and without words such as `tỉnh` or `TP.`."""
    forms = {compact(name)}
    forms |= {form.removeprefix(prefix) for form in tuple(forms) for prefix in _PREFIXES}
    forms |= {form.removesuffix(suffix) for form in tuple(forms) for suffix in _SUFFIXES}
    return {form for form in forms if len(form) >= _SHORTEST}


def _initials(unit: Unit) -> Iterator[str]:
    words = fold(unit.name).split()
    if len(words) >= _INITIALS_FROM:
        yield "".join(word[0] for word in words)
