"""Workbooks in the shape of the publishers' own, with real figures, written here: what the samples cover, without them.

The figures are those of `data/figures/pci` and `data/figures/papi`, whose notes name their sources: the workbooks of
PCI (pcivietnam.vn) and PAPI (papi.org.vn).
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import openpyxl
import pytest
import xlwt

from scrapers.documents.opening import open_document
from scrapers.identity import origin_of_file
from scrapers.vocabulary.frameworks import framework_of
from scrapers.vocabulary.units import resolve_unit
from tests.scrapers.readers.tables.small_tables import Reading

FIGURES = Path(__file__).parents[4] / "data" / "figures"
LAST_DIGIT = 1e-14
"""What a workbook's writer may round a number by."""
Row = list[str | float]
Sheets = dict[str, list[Row]]
Table = dict[str, dict[str, float]]
"""Values by unit and column."""


@cache
def printed(name: str) -> Table:
    """A table of `data/figures`: its units as they were printed."""
    with (FIGURES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["province"]: {key: float(value) for key, value in row.items() if key != "province" and value}
        for row in rows
    }


def wanted(table: Table, code: str) -> dict[str, float]:
    """A column's values by the names of units."""
    found = {resolve_unit(unit): row[code] for unit, row in table.items() if code in row}
    return {unit.canonical_name: value for unit, value in found.items() if unit is not None}


def xlsx(sheets: Sheets, name: str, hidden: Sequence[str] = ()) -> Reading:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
        for row in rows:
            sheet.append([cell if cell != "" else None for cell in row])
    data = io.BytesIO()
    book.save(data)
    return opened(data.getvalue(), name)


def xls(sheets: Sheets, name: str) -> Reading:
    book = xlwt.Workbook()
    for title, rows in sheets.items():
        sheet = book.add_sheet(title)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell != "":
                    sheet.write(at, column, cell)
    data = io.BytesIO()
    book.save(data)
    return opened(data.getvalue(), name)


def opened(data: bytes, name: str) -> Reading:
    return Reading(open_document(data, name), origin_of_file(name, data))


def names_of(index: str, year: int, language: str = "name_vi") -> dict[str, str]:
    """The domains of an index in a year by their codes."""
    framework = framework_of(index, year)
    assert framework is not None
    return {part.code: getattr(part, language) for part in framework.children("_total")}


def by_score(table: Table, code: str) -> list[str]:
    """The units that have a value in a column, the best first."""
    return sorted((unit for unit, row in table.items() if code in row), key=lambda unit: -table[unit][code])


def sorted_pairs(year: int, language: str = "name_vi") -> list[Row]:
    """A summary of PCI: pairs of unit and score side by side, each sorted by itself; below, what the sheet looks up."""
    table = printed(f"pci/{year}")
    names = names_of("PCI", year, language)
    words = ["Xếp hạng", "Nhóm xếp hạng"] if language == "name_vi" else [f"PCI {year} ranking", "PCI tier"]
    header: Row = ["Thứ tự", "Tỉnh"] if language == "name_vi" else ["No", "Province"]
    for name in names.values():
        header += [name, ""]
    header = [*header[:-1], "", f"PCI {year}", *words]
    columns = [*names, "total"]
    orders = [by_score(table, code) for code in columns]
    rows: list[Row] = []
    for at in range(len(orders[0])):
        row: Row = [float(at + 1)]
        for code, order in zip(columns, orders, strict=True):
            row += [order[at], table[order[at]][code]]
        rows.append([*row, table[orders[-1][at]]["rank"], "Khá"])
    looked_up = next(iter(table))
    lookup: Row = ["", looked_up]
    for code in columns:
        lookup += [table[looked_up][code], ""]
    return [header, *rows, [""], header, [*lookup[:-1], table[looked_up]["rank"]]]


def decomposed(rows: list[Row]) -> list[Row]:
    return [[unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


@pytest.mark.parametrize("form", [list, decomposed], ids=["composed", "decomposed"])
@pytest.mark.parametrize("language", ["name_vi", "name_en"])
def test_a_summary_of_sorted_pairs(language: str, form: type) -> None:
    found = xlsx({"Summary_VN": form(sorted_pairs(2013, language))}, "PCI_2013.xlsx")
    table = printed("pci/2013")
    for code in names_of("PCI", 2013):
        assert found.of(code=code) == wanted(table, code)
    assert (found.of(), found.of("rank")) == (wanted(table, "total"), wanted(table, "rank"))
    assert len(found.of("group")) == 63
    assert found.topics == {("PCI", 2013)}
    assert [kind for kind, _ in found.told] == ["lookup_row"]


def test_a_stale_english_summary_is_told_and_not_read() -> None:
    found = xlsx(
        {"Summary_VN": sorted_pairs(2014), "Summary": sorted_pairs(2013, "name_en")}, "PCI_2014.xlsx", ["Summary"]
    )
    assert found.of() == wanted(printed("pci/2014"), "total")
    assert found.topics == {("PCI", 2014)}
    assert sorted(kind for kind, _ in found.told) == ["lookup_row", "stale_table"]


def test_a_flat_table_with_a_code_row_and_extremes() -> None:
    table = printed("pci/2006")
    names = names_of("PCI", 2006)
    codes: Row = ["", "Tỉnh, thành phố", *(f"Soft sub-index {at}" for at in range(10)), "Weighted PCI 2006"]
    header: Row = ["", "Tỉnh, thành phố", *names.values(), "Chỉ số PCI 2006 (đã có trọng số)"]
    rows: list[Row] = [
        [float(at), unit, *(row[code] for code in names), row["total"]]
        for at, (unit, row) in enumerate(table.items(), start=1)
    ]
    extremes: list[Row] = [
        ["", label, *(pick(row[code] for row in table.values()) for code in (*names, "total"))]
        for label, pick in (("MIN", min), ("MAX", max))
    ]
    found = xls({"PCI Tóm tắt": [codes, header, *rows, *extremes]}, "PCI_2006.xls")
    for code in names:
        assert found.of(code=code) == wanted(table, code)
    assert (found.of(), found.told) == (wanted(table, "total"), [])
    assert (len(found.figures), len(wanted(table, "total"))) == (64 * 11, 64)


def test_pairs_whose_totals_are_weighted_and_not() -> None:
    table = printed("pci/2008")
    first: Row = ["", "Chỉ số thành phần", "Chỉ số 1: Chi phí gia nhập thị trường", "", "Chỉ số PCI chưa có trọng số"]
    first += ["", "Chỉ số PCI cuối cùng"]
    second: Row = ["Thứ tự", "Tỉnh, thành phố", "Chỉ số 1", "Tỉnh, thành phố", "Chưa có trọng số", "Tỉnh, thành phố"]
    second += ["Có trọng số"]
    orders = {code: by_score(table, code) for code in ("1", "unweighted_total", "total")}
    rows: list[Row] = [
        [float(at + 1), *(cell for code, order in orders.items() for cell in (order[at], table[order[at]][code]))]
        for at in range(len(table))
    ]
    found = xls({"Tổng hợp": [first, second, *rows]}, "PCI_2008.xls")
    assert found.of(code="1") == wanted(table, "1")
    assert found.of(index_code="PCI") == wanted(table, "total")
    assert found.of(index_code="PCI_UNWEIGHTED") == wanted(table, "unweighted_total")
    assert (len(found.figures), found.told) == (3 * 64, [])


def dimensions(year: int) -> tuple[list[Row], Table, list[str]]:
    """A sheet of PAPI: codes of columns, English and Vietnamese names, ids; sub-dimensions only in order."""
    table = printed(f"papi/{year}")
    codes = list(next(iter(table.values())))
    english, names = names_of("PAPI", year, "name_en"), names_of("PAPI", year)
    rows: list[Row] = [
        ["tinhid", "tentinh_eng", "tentinh_vie", *(english.get(code, f"Indicator {code[2:]}") for code in codes)],
        ["tinhid", "tentinh_eng", "tentinh_vie", *(names.get(code, "Nội dung khác") for code in codes)],
    ]
    for at, (unit, row) in enumerate(table.items(), start=1):
        ascii_name = unicodedata.normalize("NFD", unit).replace("Đ", "D").replace("đ", "d")
        plain = "".join(char for char in ascii_name if not unicodedata.combining(char))
        rows.append([float(at * 2), plain, unit, *(row.get(code, "") for code in codes)])
    rows.append([999.0, "Highest", "Điểm cao nhất", *(max(row.get(c, 0) for row in table.values()) for c in codes)])
    return rows, table, codes


def test_sheets_of_several_years() -> None:
    years = (2011, 2012, 2013)
    sheets = {f"{year}_PAPI": dimensions(year) for year in years}
    found = xlsx({title: rows for title, (rows, _, _) in sheets.items()}, "PAPI_2011-2016.xlsx")
    for year, (_, table, codes) in zip(years, sheets.values(), strict=True):
        for code in codes:
            assert found.of(code=code, year=year) == wanted(table, code), (year, code)
    assert found.topics == {("PAPI", year) for year in years}
    assert found.told == []


def test_a_single_sheet_that_is_called_after_another_year() -> None:
    rows, table, _ = dimensions(2011)
    found = xlsx({"2012PAPI- Bảng tổng hợp kết quả": rows}, "PAPI 2011 vie.xlsx")
    assert (found.topics, found.of(code="1")) == ({("PAPI", 2011)}, wanted(table, "1"))
    assert [kind for kind, _ in found.told] == ["year_contradiction"]


def test_provinces_side_by_side() -> None:
    table = printed("papi/2018")
    names = names_of("PAPI", 2018)
    rows: list[Row] = [
        ["Trục nội dung", "Thang điểm", *table],
        ["PAPI 2018", "10-80", *(row.get("total", "") for row in table.values())],
    ]
    rows += [
        [f"{code}. {name}", "1-10", *(row.get(code, "") for row in table.values())] for code, name in names.items()
    ]
    found = xlsx({"2018PAPI": rows}, "PAPI 2018.xlsx")
    for code in names:
        assert found.of(code=code, unit_level="province") == pytest.approx(wanted(table, code), rel=LAST_DIGIT)
    assert found.of(unit_level="province") == pytest.approx(wanted(table, "total"), rel=LAST_DIGIT)
    assert set(found.of("max_score", "1").values()) <= {10.0}
    assert "turned: units stand side by side" in found.explained
    assert found.told == []
