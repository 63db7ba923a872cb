"""Variants of the clean table that say nothing wrong: other orders, spellings, styles, ties, notes, provinces left out.

Belongs here: what may differ between two right prints. Does not belong here: errors (`kinds`).
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from tests.planted_errors.documents import Style
from tests.planted_errors.tables import DOMAINS, SHAPES, YEAR, Table, clean, comma, number, truth

Chance = random.Random
_VOCABULARY = Path(__file__).resolve().parents[2] / "scrapers" / "vocabulary"


@dataclass(frozen=True, slots=True)
class Print:
    """A table and how it is set; `left_out` counts the units that the publisher did not score."""

    table: Table
    style: Style
    left_out: int = 0


def rows_by_rank(print_: Print, chance: Chance) -> Print:
    """The best province stands first."""
    return _reordered(print_, sorted(range(len(print_.table.rows)), key=lambda row: _rank(print_.table, row)))


def rows_in_any_order(print_: Print, chance: Chance) -> Print:
    """Provinces stand in no order at all."""
    order = list(range(len(print_.table.rows)))
    chance.shuffle(order)
    return _reordered(print_, order)


def _reordered(print_: Print, order: list[int]) -> Print:
    table = replace(print_.table, rows=tuple(print_.table.rows[row] for row in order))
    if "number" in table.columns:
        table = table.with_column("number", {row: str(row + 1) for row in range(len(order))})
    return replace(print_, table=table)


def _rank(table: Table, row: int) -> int:
    text = table.at(row, "rank").partition("/")[0]
    return int(text) if text.isdigit() else len(table.rows) + 1


def columns_in_another_order(print_: Print, chance: Chance) -> Print:
    """Values stand in another order, dimensions side by side as before."""
    table = print_.table
    words = [column for column in table.columns if column in ("number", "unit")]
    blocks = [[column] for column in table.columns if column not in (*words, *DOMAINS)]
    domains = [column for column in table.columns if column in DOMAINS]
    blocks += [domains] if domains else []
    chance.shuffle(blocks)
    columns = (*words, *(column for block in blocks for column in block))
    rows = tuple(tuple(table.at(row, column) for column in columns) for row in range(len(table.rows)))
    return replace(print_, table=replace(table, columns=columns, rows=rows))


def decimal_points(print_: Print, chance: Chance) -> Print:
    """Numbers have decimal points."""
    return replace(print_, style=replace(print_.style, decimal_point=True))


def other_spellings(print_: Print, chance: Chance) -> Print:
    """Provinces are spelled as other prints spell them."""
    table = print_.table
    names = {row: chance.choice(_spellings()[table.at(row, "unit")]) for row in range(len(table.rows))}
    return replace(print_, table=table.with_column("unit", names))


@cache
def _spellings() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    with (_VOCABULARY / "unit_spellings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["level"] == "province":
                found[row["canonical_name"]].append(row["spelling"])
    return found


def bold_rows(print_: Print, chance: Chance) -> Print:
    """Some rows are printed bold."""
    return replace(print_, style=replace(print_.style, bold=True))


def notes_below(print_: Print, chance: Chance) -> Print:
    """The country's mean and notes stand below the units."""
    table = print_.table
    width = len(table.columns)
    mean = [_mean(table, column) for column in table.columns]
    notes = ("Ghi chú: Điểm số đã được làm tròn.", "Nguồn: Báo cáo PAPI.")
    below = (tuple(mean), *((note, *[""] * (width - 1)) for note in notes))
    return replace(print_, style=replace(print_.style, below=below))


def _mean(table: Table, column: str) -> str:
    if column == "unit":
        return "Trung bình cả nước"
    if column not in (*DOMAINS, "total", "total_last"):
        return ""
    values = [value for row in range(len(table.rows)) if (value := number(table.at(row, column))) is not None]
    return comma(sum(values, Decimal(0)) / len(values))


def headings_among_rows(print_: Print, chance: Chance) -> Print:
    """Headings stand among the rows."""
    return replace(print_, style=replace(print_.style, headings=((0, "I. Các tỉnh, thành phố"), (30, "II. Tiếp theo"))))


def as_csv(print_: Print, chance: Chance) -> Print:
    """The table is a CSV file."""
    return replace(print_, style=replace(print_.style, medium="csv"))


CHANGES: tuple[Callable[[Print, Chance], Print], ...] = (
    rows_by_rank,
    rows_in_any_order,
    columns_in_another_order,
    decimal_points,
    other_spellings,
    bold_rows,
    notes_below,
    headings_among_rows,
    as_csv,
)


def harmless(chance: Chance) -> tuple[Print, tuple[str, ...]]:
    """A right print that differs from the plain one in up to four ways, and their names.

    One in four prints scores with one decimal, so that provinces tie; one in four leaves out up to three provinces.
    """
    shape = chance.choice(sorted(SHAPES))
    places = chance.choice((1, 2, 2, 2))
    left_out = tuple(sorted(chance.sample(sorted(truth(YEAR)), chance.choice((0, 0, 0, 1, 3)))))
    changes = chance.sample(CHANGES, chance.randint(0, 4))
    result = Print(clean(shape, places, left_out), Style(), len(left_out))
    for change in CHANGES:
        if change in changes:
            result = change(result, chance)
    names = [change.__name__ for change in CHANGES if change in changes]
    names += ["ties"] * (places == 1) + ["left out"] * bool(left_out)
    return result, (shape, *names)
