"""The experiment: 500 errors of twelve kinds and 100 clean variants, all drawn by seeds that their names are.

Belongs here: how many of what are drawn and in which files. Does not belong here: what an error is, or what finds it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.planted_errors.documents import Style, file_of
from tests.planted_errors.harmless import harmless
from tests.planted_errors.kinds import KINDS
from tests.planted_errors.tables import clean
from tests.planted_errors.verdicts import Rate, Told, Variant, rates, told_of_worlds
from tests.planted_errors.worlds import build

ERRORS = 500
CLEAN = 100
File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The rates by kind, false alarms of clean variants in words, and all that was told by the names of worlds."""

    rates: dict[str, Rate]
    alarms: list[str]
    told: dict[str, list[Told]]


def planted(count: int = ERRORS, first: int = 0) -> list[tuple[Variant, File]]:
    """Errors of all kinds in turn, each with its file; with another `first` number they are others."""
    found = []
    for at in range(first, first + count):
        kind = list(KINDS)[at % len(KINDS)]
        plant, shapes = KINDS[kind]
        chance = random.Random(f"{kind} {at}")
        shape, medium = chance.choice(shapes), chance.choice(("html", "csv"))
        before = clean(shape)
        after = plant(before, chance)
        name = f"e{at:03}"
        file = (f"{name}.{medium}", file_of(after, Style(medium)))
        found.append((Variant(name, kind, shape, medium, before, after), file))
    return found


@dataclass(frozen=True, slots=True)
class CleanVariant:
    """A right print: its name in the warehouse, what it differs in, and its file."""

    name: str
    differs: str
    left_out: int
    file: File


def clean_variants(count: int = CLEAN, first: int = 0) -> list[CleanVariant]:
    """Clean variants of all sorts."""
    found = []
    for at in range(first, first + count):
        print_, names = harmless(random.Random(f"clean {at}"))
        file = (f"c{at:03}.{print_.style.medium}", file_of(print_.table, print_.style))
        found.append(CleanVariant(f"c{at:03}", ", ".join(names), print_.left_out, file))
    return found


def run(data: Path, errors: int = ERRORS, clean_count: int = CLEAN, first: int = 0) -> Outcome:
    """Plants, reads, builds and judges everything in an empty folder."""
    variants, clean_ones = planted(errors, first), clean_variants(clean_count, first)
    files = [file for _, file in variants] + [one.file for one in clean_ones]
    warehouse = build(files, data, {one.name: one.left_out for one in clean_ones if one.left_out})
    return judged(warehouse, [variant for variant, _ in variants], clean_ones)


def judged(warehouse: Path, variants: Sequence[Variant], clean_ones: Sequence[CleanVariant]) -> Outcome:
    """What a warehouse says of variants."""
    told = told_of_worlds(warehouse)
    alarms = [
        f"{one.name} ({one.differs}): {len(told[one.name])} times, first {first.by} {first.words}"
        for one in clean_ones
        for first in told.get(one.name, [])[:1]
    ]
    return Outcome(rates(variants, told), alarms, told)
