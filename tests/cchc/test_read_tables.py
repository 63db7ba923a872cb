"""`cchc read` of files with tables: `--index`, `--year` and what `--explain` tells of regions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]
UNITS = ("Hà Nội", "Hà Giang", "Cao Bằng", "Bắc Kạn", "Tuyên Quang", "Lào Cai", "Điện Biên", "Lai Châu", "Sơn La")
LONG = (*UNITS, "Hòa Bình", "Thái Nguyên", "Lạng Sơn")


def workbook(folder: Path, *rows: tuple[str | float, ...], name: str = "bang.xlsx", sheet: str = "Tổng hợp") -> str:
    """A workbook of one sheet; returns where it is."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    path = folder / name
    book.save(path)
    return str(path)


def scores(header: str = "Tổng điểm", units: tuple[str, ...] = LONG) -> list[tuple[str | float, ...]]:
    return [("Tỉnh", header), *((unit, 70.5 - at) for at, unit in enumerate(units))]


def printed(run: Run, *arguments: str) -> dict[str, Any]:
    answer = run("read", *arguments)
    assert (answer.code, answer.err) == (0, "")
    found = json.loads(answer.out)
    assert isinstance(found, dict)
    return found


def topics(found: dict[str, Any]) -> set[tuple[str, int]]:
    return {(figure["index_code"], figure["year"]) for figure in found["figures"]}


def kinds(found: dict[str, Any]) -> list[str]:
    return [anomaly["kind"] for anomaly in found["anomalies"] if anomaly["reader"] == "score_tables"]


def test_a_file_that_says_nothing_is_not_read_and_says_why(run: Run, tmp_path: Path) -> None:
    found = printed(run, workbook(tmp_path, *scores()))
    assert (found["figures"], kinds(found)) == ([], ["no_index"])


@pytest.mark.parametrize("code", ["PCI", "pci", " Pci "])
def test_index_and_year_of_the_table_can_be_told(run: Run, tmp_path: Path, code: str) -> None:
    found = printed(run, workbook(tmp_path, *scores()), "--index", code, "--year", "2019")
    assert (len(found["figures"]), topics(found), kinds(found)) == (len(LONG), {("PCI", 2019)}, [])


def test_an_index_alone_leaves_the_year_to_the_file(run: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path, *scores(), name="ket_qua_2019.xlsx")
    assert topics(printed(run, path, "--index", "par-index")) == {("PAR_INDEX", 2019)}


def test_an_index_without_a_year_is_told(run: Run, tmp_path: Path) -> None:
    found = printed(run, workbook(tmp_path, *scores()), "--index", "PCI")
    assert (found["figures"], kinds(found)) == ([], ["no_year"])


def test_what_a_table_says_is_not_overruled_by_the_index_that_is_told(run: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path, *scores("Điểm PAPI 2019"))
    assert topics(printed(run, path, "--index", "PCI")) == {("PAPI", 2019)}


def test_a_year_that_the_table_contradicts_is_told(run: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path, *scores("Điểm PCI 2018"))
    found = printed(run, path, "--year", "2019")
    assert (topics(found), kinds(found)) == ({("PCI", 2019)}, ["year_contradiction"])


def test_figures_carry_the_cells_that_print_them(run: Run, tmp_path: Path) -> None:
    found = printed(run, workbook(tmp_path, *scores("Điểm PCI 2019")))
    first = found["figures"][0]
    assert (first["unit_name"], first["value"], first["quote"], first["value_raw"]) == ("Hà Nội", 70.5, "70.5", "70.5")
    assert first["locator"].startswith("table:1/row:2/col:2/char:")
    assert (first["confidence"], first["doubt"], first["reconciled"]) == (None, None, None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--index", "PQI"), "There is no index 'PQI'"),
        (("--index", ""), "There is no index ''"),
        (("--year", "12"), "12"),
        (("--year", "hai nghìn"), "hai nghìn"),
    ],
)
def test_what_is_no_index_or_year_is_refused(run: Run, tmp_path: Path, arguments: tuple[str, str], said: str) -> None:
    answer = run("read", workbook(tmp_path, *scores()), *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


@pytest.mark.parametrize("arguments", [("--index", "PCI"), ("--year", "2019")])
def test_a_batch_tells_its_own_topics(run: Run, tmp_path: Path, arguments: tuple[str, str]) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text('{"text": "a"}\n', "utf-8")
    answer = run("read", "--batch", str(path), *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert "--index and --year tell of the tables of one file" in answer.err


def told(run: Run, *arguments: str) -> list[str]:
    answer = run("read", *arguments, "--explain")
    assert (answer.code, answer.err) == (0, "")
    return [line.strip() for line in answer.out.splitlines()]


def test_explain_names_each_region_with_its_range(run: Run, tmp_path: Path) -> None:
    rows = [
        ("Chỉ số PCI năm 2013", None, None, None, None),
        ("TT", "Tỉnh", "Gia nhập thị trường", "Số ngày chờ", "Điểm PCI 2013"),
        *((at, unit, 9.5 - at / 10, 30.0 + at, 70.5 - at) for at, unit in enumerate(UNITS, start=1)),
        (None, "Trung bình", 9.0, 35.0, 65.5),
        (None, "MAX", 9.4, 39.0, 69.5),
        (None, None, None, None, None),
        (None, "Hà Nội", 9.4, 31.0, 69.5),
    ]
    lines = told(run, workbook(tmp_path, *rows))
    for line in (
        "Table 1 “Tổng hợp”: PCI of 2013",
        "A1: caption “Chỉ số PCI năm 2013”",
        "B3:B11: 9 units",
        "C3:C11: score, part 1 “Gia nhập thị trường”",
        "D3:D11: passed over, its header names no score of the index “Số ngày chờ”",
        "E3:E11: score, part _total of PCI of 2013 “Điểm PCI 2013”",
        "A12:E12: a mean",
        "A13:E13: a statistic, no unit",
        "A15:E15: a unit that the sheet looks up, no row of the table",
    ):
        assert line in lines, lines


def test_explain_uses_the_index_and_year_that_are_told(run: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path, *scores())
    assert "Table 1 “Tổng hợp”: no index told of no year told" in told(run, path)
    assert "Table 1 “Tổng hợp”: PCI of 2019" in told(run, path, "--index", "PCI", "--year", "2019")
