"""What the warehouse says of each variant, and whether it says it of the planted place.

Belongs here: discrepancies and anomalies of a world, and what they touch. Does not belong here: how they are printed.

An error is found where a row of `fct_discrepancy` rests on a figure of the variant's own document whose number the
error changed, or names a unit that the error took out of a column; or where a reader told of a cell that holds such a
number. What is told of the same document elsewhere does not count, nor does a mere note.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from tests.planted_errors.tables import Fact, Table, changed

_PLACE = re.compile(r"row:(?P<row>\d+)/col:(?P<column>\d+)")
_ROWS_ABOVE = {"html": 1, "csv": 2}

_DISCREPANCIES = """
    with told as (
        select
            split_part(index_code, '~', 2) as world, rule, severity, document_id, domain_key, discrepancy_id,
            discrepancy_id || ': ' || found || ', expected ' || expected as words,
            unnest(if(len(figure_ids) = 0, [null], figure_ids)) as figure_id
        from marts.fct_discrepancy
        where index_code like 'PAPI~%'
    )
    select
        told.world, told.rule, told.severity, told.words, told.document_id, told.domain_key,
        list(struct_pack(
            document_id := figure.document_id, unit := figure.unit_name, year := figure.year,
            domain := figure.domain_code, measure := figure.measure, unit_of_measure := figure.unit_of_measure,
            base := figure.base_year
        )) as figures
    from told
    left join intermediate.int_figures as figure using (figure_id)
    group by all
    order by told.world, told.rule, told.words
"""
_ANOMALIES = """
    select split_part(document_id, '/', 2), kind, locator, message
    from marts.fct_anomaly
    where document_id like 'added/%' and severity <> 'info'
    order by all
"""


Figures = Sequence[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Told:
    """Something that is told of a world: by which rule or kind of anomaly, in words, and of which figures.

    `place` is the cell that an anomaly is of. What a whole column lacks has no figure: then `column` is its year and
    domain.
    """

    by: str
    words: str
    facts: frozenset[Fact] = frozenset()
    place: str | None = None
    column: tuple[int, str] | None = None
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class Variant:
    """A table with an error in it: its name in the warehouse, the kind, and the table before and after."""

    name: str
    kind: str
    shape: str
    medium: str
    before: Table
    after: Table


@dataclass(slots=True)
class Rate:
    """How many errors of a kind were planted, changed a number and were found, by what, and which were missed."""

    planted: int = 0
    changing: int = 0
    found: int = 0
    by: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    missed: list[str] = field(default_factory=list)


def told_of_worlds(warehouse: Path) -> dict[str, list[Told]]:
    """All that is told, by the names of worlds."""
    found: dict[str, list[Told]] = defaultdict(list)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for world, *row in connection.execute(_DISCREPANCIES).fetchall():
            found[world].append(_told(f"added/{world}", *row))
        for world, kind, locator, message in connection.execute(_ANOMALIES).fetchall():
            found[world].append(Told(kind, message, place=locator))
    return found


def _told(
    own: str, rule: str, severity: str, words: str, document: str, domain_key: str | None, figures: Figures
) -> Told:
    facts = frozenset(_fact(one) for one in figures if one["document_id"] == own)
    has_figures = any(one["document_id"] is not None for one in figures)
    column = None
    if document == own and domain_key is not None and not has_figures:
        _, year, domain = domain_key.split("/")
        column = (int(year), domain)
    return Told(rule, words, facts, column=column, is_error=severity != "note")


def _fact(figure: dict[str, object]) -> Fact:
    names = ("unit", "year", "domain", "measure", "unit_of_measure", "base")
    return Fact(*(figure[name] for name in names))  # type: ignore[arg-type]


def rates(variants: Sequence[Variant], told: dict[str, list[Told]]) -> dict[str, Rate]:
    """The rates by kind, in the order in which kinds come first."""
    found: dict[str, Rate] = {}
    for variant in variants:
        rate = found.setdefault(variant.kind, Rate())
        facts = changed(variant.before, variant.after)
        rate.planted += 1
        rate.changing += bool(facts)
        by = {one.by for one in told.get(variant.name, []) if one.is_error and _touches(one, variant, facts)}
        rate.found += bool(by and facts)
        for name in by:
            rate.by[name] += 1
        if facts and not by:
            rate.missed.append(variant.name)
    return found


def _touches(told: Told, variant: Variant, facts: set[Fact]) -> bool:
    if told.place is not None:
        return bool(_facts_at(told.place, variant) & facts)
    if told.column is not None:
        return any((fact.year, fact.domain) == told.column and fact.unit in told.words for fact in facts)
    return bool(told.facts & facts)


def _facts_at(locator: str, variant: Variant) -> set[Fact]:
    """What the cell at a locator says, in the table with the error."""
    match = _PLACE.search(locator)
    if match is None:
        return set()
    row, at = int(match["row"]) - 1 - _ROWS_ABOVE[variant.medium], int(match["column"]) - 1
    if not 0 <= row < len(variant.after.rows):
        return set()
    return set(variant.after.facts_at(row, variant.after.columns[at]))


def report(found: dict[str, Rate], alarms: Sequence[str]) -> str:
    """The rates as lines of text."""
    lines = [f"{'kind':28}{'planted':>8}{'changing':>9}{'found':>7}  by"]
    for kind, rate in found.items():
        by = ", ".join(f"{name} {count}" for name, count in sorted(rate.by.items(), key=lambda one: (-one[1], one[0])))
        lines.append(f"{kind:28}{rate.planted:8}{rate.changing:9}{rate.found:7}  {by}")
        lines += [f"{'':28}missed: {', '.join(rate.missed)}"] * bool(rate.missed)
    names = ("planted", "changing", "found")
    planted, changing, right = (sum(getattr(rate, name) for rate in found.values()) for name in names)
    lines.append(f"{'all':28}{planted:8}{changing:9}{right:7}  {right / changing:.2%}")
    return "\n".join([*lines, f"clean variants with false alarms: {len(alarms)}", *alarms])
