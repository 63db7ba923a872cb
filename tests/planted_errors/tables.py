"""The clean table: PAPI by province as an annex prints it, beside the year before.

Belongs here: true figures of the publisher's workbooks, and the table in which they are printed, cell by cell. Does not
belong here: errors, documents, or anything that reads.

Changes and percents of the maximum follow from the figures as printed, with two decimals, as whoever sets such an annex
makes them. Ranks follow from the publisher's unrounded scores.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from scrapers.vocabulary.units import resolve_unit

YEAR = 2017
DOMAINS = ("1", "2", "3", "4", "5", "6")
DOMAIN_MAX = Decimal(10)
TOTAL_MAX = Decimal(60)
_FIGURES = Path(__file__).resolve().parents[2] / "data" / "figures" / "papi"
_NAMES = (
    "Tham gia của người dân ở cấp cơ sở",
    "Công khai, minh bạch trong việc ra quyết định",
    "Trách nhiệm giải trình với người dân",
    "Kiểm soát tham nhũng trong khu vực công",
    "Thủ tục hành chính công",
    "Cung ứng dịch vụ công",
)

SHAPES = {
    "annex": ("number", "unit", *DOMAINS, "total", "total_last", "change", "rank", "rank_last", "rank_change"),
    "annex with percent": ("number", "unit", "rank", *DOMAINS, "total", "percent", "rank_last", "total_last"),
    "comparison": ("unit", "total_last", "total", "change", "rank_last", "rank", "rank_change", "percent"),
}
"""What the columns of a table are. In each of them every figure stands in at least one relation to another one."""


class Fact(NamedTuple):
    """What a printed number is said to be: the columns of a figure that tell it from every other one."""

    unit: str
    year: int
    domain: str
    measure: str
    unit_of_measure: str
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A printed table; numbers have decimal commas. `year`, `last` and `base` are those that its words name.

    `last` is the year over the columns of the year before, `base` the one that changes are said to be against.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    year: int = YEAR
    last: int = YEAR - 1
    base: int = YEAR - 1

    def at(self, row: int, column: str) -> str:
        """A cell."""
        return self.rows[row][self.columns.index(column)]

    def with_cell(self, row: int, column: str, text: str) -> Table:
        """The table with another text in one cell."""
        return self.with_column(column, {row: text})

    def with_column(self, column: str, texts: dict[int, str]) -> Table:
        """The table with other texts in some rows of a column."""
        at = self.columns.index(column)
        rows = [
            (*cells[:at], texts[row], *cells[at + 1 :]) if row in texts else cells
            for row, cells in enumerate(self.rows)
        ]
        return replace(self, rows=tuple(rows))

    @property
    def headers(self) -> tuple[str, ...]:
        """The words over the columns."""
        words = {
            "number": "STT",
            "unit": "Tỉnh, thành phố",
            **dict(zip(DOMAINS, _NAMES, strict=True)),
            "total": f"Tổng điểm năm {self.year}",
            "total_last": f"Tổng điểm năm {self.last}",
            "change": f"Tăng/giảm điểm so với năm {self.base}",
            "rank": f"Xếp hạng năm {self.year}",
            "rank_last": f"Xếp hạng năm {self.last}",
            "rank_change": f"Tăng/giảm bậc so với năm {self.base}",
            "percent": "Tỷ lệ đạt (%)",
        }
        return tuple(words[column] for column in self.columns)

    @property
    def title(self) -> str:
        """The line above the table."""
        return f"Phụ lục. Điểm số và xếp hạng Chỉ số PAPI năm {self.year} của {len(self.rows)} tỉnh, thành phố"

    def facts(self) -> dict[Fact, tuple[Decimal | None, ...]]:
        """Every number of the table by what it is said to be; a unit that is named twice has two of each."""
        found: dict[Fact, tuple[Decimal | None, ...]] = {}
        for cells in self.rows:
            named = dict(zip(self.columns, cells, strict=True))
            for column, text in named.items():
                for fact, part in self._facts_in(named["unit"], column, text):
                    found[fact] = (*found.get(fact, ()), number(part))
        return found

    def facts_at(self, row: int, column: str) -> list[Fact]:
        """What one cell says something of."""
        return [fact for fact, _ in self._facts_in(self.at(row, "unit"), column, self.at(row, column))]

    def _facts_in(self, unit: str, column: str, text: str) -> list[tuple[Fact, str]]:
        resolved = resolve_unit(unit)
        name = resolved.canonical_name if resolved else unit
        year = self.last if column.endswith("_last") else self.year
        if column in ("number", "unit") or number(text.partition("/")[0]) is None:
            return []
        if column in ("rank", "rank_last"):
            rank, _, of = text.partition("/")
            facts = [(Fact(name, year, "_total", "rank", "rank"), rank)]
            return [*facts, (Fact(name, year, "_total", "rank_of", "units"), of)] if of else facts
        base = self.base if column in ("change", "rank_change") else None
        measures = {"change": ("delta_score", "points"), "rank_change": ("delta_rank", "places")}
        measure, unit_of_measure = measures.get(column, ("score", "percent" if column == "percent" else "points"))
        return [(Fact(name, year, column if column in DOMAINS else "_total", measure, unit_of_measure, base), text)]


def number(text: str) -> Decimal | None:
    """A printed number; None where nothing is printed."""
    bare = text.replace(",", ".").lstrip("+")
    return Decimal(bare) if bare and bare.lstrip("-").replace(".", "", 1).isdigit() else None


def comma(value: Decimal, places: int = 2) -> str:
    """`8,12`."""
    return f"{rounded(value, places)}".replace(".", ",")


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """A number with so many decimals."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def signed(value: Decimal, places: int = 2) -> str:
    """`+0,46`; nought has no sign."""
    text = comma(value, places)
    return f"+{text}" if value > 0 else text


@cache
def truth(year: int) -> dict[str, dict[str, Decimal]]:
    """The publisher's figures of a year: total and dimensions of each province, with all decimals of its workbooks."""
    parts = _column_values(f"{year}.csv")
    totals = _column_values(f"{year}-combined.csv")
    return {unit: {"total": totals[unit]["total"], **{code: parts[unit][code] for code in DOMAINS}} for unit in totals}


def _column_values(name: str) -> dict[str, dict[str, Decimal]]:
    with (_FIGURES / name).open(encoding="utf-8", newline="") as file:
        return {
            _canonical(row["province"]): {code: Decimal(text) for code, text in row.items() if code != "province"}
            for row in csv.DictReader(file)
        }


def _canonical(name: str) -> str:
    unit = resolve_unit(name, "province")
    assert unit is not None, name
    return unit.canonical_name


def competition_ranks(values: Sequence[Decimal]) -> list[int]:
    """The place of each value, the greatest first; equal values share a place."""
    return [1 + sum(other > value for other in values) for value in values]


@cache
def clean(shape: str, places: int = 2, left_out: tuple[str, ...] = ()) -> Table:
    """The table without an error, in alphabetical order of its publisher.

    Args:
        places: decimals of scores; with one, provinces of equal printed scores share this year's rank.
        left_out: provinces of which this year nothing is printed but `N/A`; they stand in the table and have no rank.
    """
    units = sorted(truth(YEAR))
    ranked = [unit for unit in units if unit not in left_out]
    now = {unit: {key: rounded(value, places) for key, value in truth(YEAR)[unit].items()} for unit in ranked}
    last = {unit: rounded(truth(YEAR - 1)[unit]["total"], places) for unit in units}
    by = now if places == 1 else truth(YEAR)
    ranks = dict(zip(ranked, competition_ranks([by[unit]["total"] for unit in ranked]), strict=True))
    by_last = competition_ranks([truth(YEAR - 1)[unit]["total"] for unit in units])
    ranks_last = dict(zip(units, by_last, strict=True))
    rows = []
    for position, unit in enumerate(units, start=1):
        texts = {"number": str(position), "unit": unit, "total_last": comma(last[unit], places)}
        texts["rank_last"] = str(ranks_last[unit])
        if unit in now:
            total = now[unit]["total"]
            texts |= {code: comma(now[unit][code], places) for code in DOMAINS}
            texts |= {"total": comma(total, places), "percent": comma(total / TOTAL_MAX * 100, places)}
            texts |= {"rank": f"{ranks[unit]}/{len(ranked)}", "change": signed(total - last[unit], places)}
            texts["rank_change"] = f"{ranks_last[unit] - ranks[unit]:+d}"
        rows.append(tuple(texts.get(column, "N/A") for column in SHAPES[shape]))
    return Table(SHAPES[shape], tuple(rows))


def changed(before: Table, after: Table) -> set[Fact]:
    """What is said with another number, or is no longer or newly said."""
    one, other = before.facts(), after.facts()
    return {fact for fact in one.keys() | other.keys() if one.get(fact) != other.get(fact)}
