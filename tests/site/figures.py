"""The figures that the local web prints: real ones, out of `data/figures`.

Belongs here: PCI and PAPI of provinces as their publishers print them, to two decimals. Does not belong here: the
sentences around them (`articles`).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FIGURES = Path(__file__).parents[2] / "data" / "figures"
PCI_YEARS = (2019, 2018, 2017, 2016, 2015, 2013, 2012, 2011, 2010, 2009)
"""The latest first; 2014's table has two rows of a province."""
PAPI_YEARS = (2018, 2019)
PROVINCES_RANKED = 63
_CITIES = {"Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ"}
_MANY_NAMES = {"TP. Hồ Chí Minh", "Bà Rịa-Vũng Tàu", "Thừa Thiên-Huế", "Đắk Lắk", "Đắk Nông", "Bắc Kạn"}
"""Provinces that the tables do not name alike; the web does without them."""
DOMAINS = {
    "1": "Gia nhập thị trường",
    "3": "Tính minh bạch",
    "4": "Chi phí thời gian",
    "5": "Chi phí không chính thức",
}
"""Sub-indices of PCI by column, those that every year has under this name."""


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A figure that a page prints and a reader must find there."""

    index_code: str
    unit: str
    year: int
    measure: str
    value: float


def titled(province: str) -> str:
    """A province with the word before it: `tỉnh Quảng Ninh`, `thành phố Hải Phòng`."""
    return f"{'thành phố' if province in _CITIES else 'tỉnh'} {province}"


@cache
def provinces() -> tuple[str, ...]:
    """Provinces by their Vietnamese names, in the order of the alphabet."""
    names = {row["province"] for row in _rows("papi/2019.csv")}
    return tuple(sorted(names - _MANY_NAMES))


def total_of(index: str, province: str, year: int) -> str:
    """An index's total as printed, with two decimals and a comma; empty where the publisher left it out."""
    total = _table(index, year)[_key(province)]["total"]
    return printed(float(total)) if total else ""


def rank_of(province: str, year: int) -> int:
    """The rank in PCI."""
    return int(float(_table("pci", year)[_key(province)]["rank"]))


def part_of(province: str, year: int, column: str) -> str:
    """A sub-index of PCI as printed."""
    return printed(float(_table("pci", year)[_key(province)][column]))


def printed(value: float) -> str:
    """A number with two decimals as Vietnamese pages write it."""
    return f"{value:.2f}".replace(".", ",")


def number(text: str) -> float:
    """The value of what `printed` wrote."""
    return float(text.replace(",", "."))


@cache
def _table(index: str, year: int) -> dict[str, dict[str, str]]:
    return {_key(row["province"]): row for row in _rows(f"{index}/{year}.csv")}


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (FIGURES / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _key(name: str) -> str:
    bare = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z]", "", bare)
