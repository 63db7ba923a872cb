"""Twelve kinds of errors, each a function of a clean table, chance and the other years' figures.

Belongs here: what a compiler or typist does wrong, as small pure functions. Does not belong here: which of it can be
found. A kind may happen to change no number (two equal digits swapped); those are counted apart.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from tests.planted_errors.mergers import constituents
from tests.planted_errors.tables import (
    DOMAIN_MAX,
    DOMAINS,
    SHAPES,
    TOTAL_MAX,
    YEAR,
    Table,
    comma,
    competition_ranks,
    number,
    signed,
    truth,
)

Chance = random.Random
Kind = Callable[[Table, Chance], Table]
_WORDS = ("number", "unit")
_DECIMALS = (*DOMAINS, "total", "total_last", "change", "percent")


def _one_of(table: Table, chance: Chance, columns: Sequence[str]) -> str:
    return chance.choice([column for column in columns if column in table.columns])


def _row(table: Table, chance: Chance) -> int:
    return chance.randrange(len(table.rows))


def _two_rows(table: Table, chance: Chance) -> tuple[int, int]:
    one, other = chance.sample(range(len(table.rows)), 2)
    return one, other


def swapped_digits(table: Table, chance: Chance) -> Table:
    """Two neighbouring digits of one number change places: 34,63 becomes 36,43 or 43,63."""
    column = _one_of(table, chance, (*_DECIMALS, "rank", "rank_last", "rank_change"))
    rows = [row for row in range(len(table.rows)) if len(_digits(table.at(row, column))) > 1]
    row = chance.choice(rows)
    text = table.at(row, column)
    places = _digits(text)
    at = chance.randrange(len(places) - 1)
    letters = list(text)
    letters[places[at]], letters[places[at + 1]] = letters[places[at + 1]], letters[places[at]]
    return table.with_cell(row, column, "".join(letters))


def _digits(text: str) -> list[int]:
    """The places of the digits of a number; those of `/63` behind a rank are none of the rank's."""
    return [at for at, letter in enumerate(text.partition("/")[0]) if letter.isdigit()]


def shifted_row(table: Table, chance: Chance) -> Table:
    """The values of two to six rows below one another slip by one row: in one column, or in all of them."""
    values = [column for column in table.columns if column not in _WORDS]
    columns = values if chance.random() < 0.5 else [chance.choice(values)]
    count = chance.randint(2, 6)
    first = chance.randrange(len(table.rows) - count + 1)
    rows = list(range(first, first + count))
    sources = [rows[-1], *rows[:-1]]
    return _moved(table, columns, dict(zip(rows, sources, strict=True)))


def _moved(table: Table, columns: Sequence[str], sources: dict[int, int]) -> Table:
    """The table with the cells of some columns taken from other rows."""
    for column in columns:
        texts = {row: table.at(source, column) for row, source in sources.items()}
        table = table.with_column(column, texts)
    return table


def last_years_column(table: Table, chance: Chance) -> Table:
    """One column of this year holds the figures of the year before: a dimension, the totals or the ranks."""
    column = _one_of(table, chance, (*DOMAINS, "total", "rank"))
    last = truth(YEAR - 1)
    if column == "rank":
        _, _, of = table.at(0, column).partition("/")
        texts = {row: f"{table.at(row, 'rank_last')}/{of}" for row in range(len(table.rows))}
    else:
        texts = {row: comma(last[table.at(row, "unit")][column]) for row in range(len(table.rows))}
    return table.with_column(column, texts)


def duplicated_province(table: Table, chance: Chance) -> Table:
    """One province stands twice and another one not at all: by its name alone, or by its whole row."""
    one, other = _two_rows(table, chance)
    columns = ["unit"] if chance.random() < 0.5 else [column for column in table.columns if column != "number"]
    return _moved(table, columns, {other: one})


def skipped_rank(table: Table, chance: Chance) -> Table:
    """A rank is left out: from some place on everyone stands one place lower, and changes of rank follow."""
    ranks = [_rank(table, row) for row in range(len(table.rows))]
    left_out = chance.choice(sorted(set(ranks))[1:])
    for row, rank in enumerate(ranks):
        if rank >= left_out:
            table = _with_rank(table, row, rank + 1)
    return table


def _rank(table: Table, row: int) -> int:
    return int(table.at(row, "rank").partition("/")[0])


def _with_rank(table: Table, row: int, rank: int) -> Table:
    """The table with another rank in a row, and the change of rank that follows from it."""
    _, _, of = table.at(row, "rank").partition("/")
    table = table.with_cell(row, "rank", f"{rank}/{of}")
    if "rank_change" in table.columns:
        table = table.with_cell(row, "rank_change", f"{int(table.at(row, 'rank_last')) - rank:+d}")
    return table


def points_for_percent(table: Table, chance: Chance) -> Table:
    """Points stand where percent are printed, or percent of the maximum where points are: one cell or the column."""
    column = _one_of(table, chance, (*DOMAINS, "total", "percent", "total_last"))
    rows = [_row(table, chance)] if chance.random() < 0.5 else list(range(len(table.rows)))
    return table.with_column(column, {row: _in_other_measure(table, row, column) for row in rows})


def _in_other_measure(table: Table, row: int, column: str) -> str:
    if column == "percent":
        return table.at(row, "total")
    value = number(table.at(row, column))
    assert value is not None
    return comma(value / (DOMAIN_MAX if column in DOMAINS else TOTAL_MAX) * 100)


def lost_decimal_comma(table: Table, chance: Chance) -> Table:
    """The comma of a number is lost: 34,63 becomes 3463."""
    column = _one_of(table, chance, _DECIMALS)
    row = _row(table, chance)
    return table.with_cell(row, column, table.at(row, column).replace(",", ""))


def wrong_year(table: Table, chance: Chance) -> Table:
    """A wrong year is named: for the whole table, the columns of the year before, or what changes are against."""
    by = chance.choice((-1, 1))
    choices = [replace(table, year=table.year + by, last=table.last + by, base=table.base + by)]
    if "total_last" in table.columns:
        choices.append(replace(table, last=table.last - 1))
    if "change" in table.columns:
        choices.append(replace(table, base=table.base - 1))
    return chance.choice(choices)


def wrong_delta_sign(table: Table, chance: Chance) -> Table:
    """A change up is printed as one down, or the other way round."""
    column = _one_of(table, chance, ("change", "rank_change"))
    row = _row(table, chance)
    text = table.at(row, column)
    other = {"+": "-", "-": "+"}
    return table.with_cell(row, column, other.get(text[0], text[0]) + text[1:])


def wrong_denominator(table: Table, chance: Chance) -> Table:
    """A wrong number is divided by: `12/63` is printed `12/64` in one row or all, or percent are of another maximum."""
    rows = [_row(table, chance)] if chance.random() < 0.5 else list(range(len(table.rows)))
    if "percent" in table.columns and chance.random() < 0.5:
        wrong = chance.choice((Decimal(80), Decimal(100), Decimal(61)))
        totals = {row: number(table.at(row, "total")) or Decimal(0) for row in rows}
        return table.with_column("percent", {row: comma(total / wrong * 100) for row, total in totals.items()})
    count = len(table.rows)
    of = chance.choice((count + 1, count - 1, 34, 64))
    return table.with_column("rank", {row: f"{_rank(table, row)}/{of}" for row in rows})


def merged_provinces_mixed(table: Table, chance: Chance) -> Table:
    """One province of 2025 stands among those of before, with the mean of those that went into it, which are missing.

    Ranks are either left as they were or given anew; the number behind them stays.
    """
    merged, parts = chance.choice(constituents())
    rows = [row for row in range(len(table.rows)) if table.at(row, "unit") in parts]
    row = next(row for row in rows if table.at(row, "unit") == merged)
    for column in (*DOMAINS, "total", "total_last", "percent"):
        if column in table.columns:
            values = [number(table.at(one, column)) or Decimal(0) for one in rows]
            table = table.with_cell(row, column, comma(sum(values, Decimal(0)) / len(values)))
    if "change" in table.columns:
        now, last = number(table.at(row, "total")), number(table.at(row, "total_last"))
        table = table.with_cell(row, "change", signed((now or Decimal(0)) - (last or Decimal(0))))
    table = replace(table, rows=tuple(cells for at, cells in enumerate(table.rows) if at == row or at not in rows))
    return _ranked_anew(table) if chance.random() < 0.5 else table


def _ranked_anew(table: Table) -> Table:
    totals = [number(table.at(row, "total")) or Decimal(0) for row in range(len(table.rows))]
    for row, rank in enumerate(competition_ranks(totals)):
        table = _with_rank(table, row, rank)
    return table


def total_of_another_province(table: Table, chance: Chance) -> Table:
    """A total is that of another province, of this year or the year before; or two totals have changed places."""
    column = _one_of(table, chance, ("total", "total_last"))
    one, other = _two_rows(table, chance)
    return _moved(table, [column], {one: other, other: one} if chance.random() < 0.5 else {one: other})


_ALL = tuple(SHAPES)

KINDS: dict[str, tuple[Kind, tuple[str, ...]]] = {
    "swapped digits": (swapped_digits, _ALL),
    "shifted row": (shifted_row, _ALL),
    "last year's column": (last_years_column, _ALL),
    "duplicated province": (duplicated_province, _ALL),
    "skipped rank": (skipped_rank, _ALL),
    "points for percent": (points_for_percent, _ALL),
    "lost decimal comma": (lost_decimal_comma, _ALL),
    "wrong year": (wrong_year, _ALL),
    "wrong delta sign": (wrong_delta_sign, ("annex", "comparison")),
    "wrong denominator": (wrong_denominator, _ALL),
    "merged provinces mixed": (merged_provinces_mixed, _ALL),
    "total of another province": (total_of_another_province, _ALL),
}
"""Each kind with the shapes of tables that it can happen in."""
