"""The index and the year of a table: who tells them, who is believed, and what is told of those who are not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scrapers.readers.tables.small_tables import UNITS, Reading, body, points, reading

SCORES = points(58.5)
WANTED = dict(zip(UNITS, SCORES, strict=True))
OLDER = points(48.5)
OLD = dict(zip(UNITS, OLDER, strict=True))
LONG = (*UNITS, "Hòa Bình", "Thái Nguyên", "Lạng Sơn")
PARTS = ["Gia nhập thị trường", "Tiếp cận đất đai", "Tính minh bạch"]


def table(score: str = "Tổng điểm", values: list[float] = SCORES) -> list[list[str | float]]:
    return [["Tỉnh", score], *body(values)]


CAPTION: list[list[str | float]] = [["Chỉ số PCI năm 2019", "", ""], ["TT", "Tỉnh", "Tổng điểm"]]
NUMBERED = [[str(at), *row] for at, row in enumerate(body(SCORES), start=1)]
PDF = "application/pdf"

TOLD: dict[str, tuple[list[list[str | float]], dict[str, Any]]] = {
    "header": (table("Điểm PCI 2019"), {}),
    "caption": ([*CAPTION, *NUMBERED], {}),
    "sheet": (table(), {"sheets": ["PCI 2019"]}),
    "sheet of joined words": (table(), {"sheets": ["2019PCI"]}),
    "lines above": (table(), {"lines": ["Bảng 1. Chỉ số PCI năm 2019 của các tỉnh"], "media_type": PDF}),
    "title": (table(), {"title": "Bảng xếp hạng PCI năm 2019", "media_type": PDF}),
    "file name": (table(), {"name": "PCI_2019.xlsx", "sheets": ["Tổng hợp"]}),
    "source": (table(), {"index": "PCI", "year": 2019}),
    "header and source": (table("Điểm PCI"), {"year": 2019}),
    "sheet and header": (table("Điểm PCI"), {"sheets": ["2019"]}),
    "names of parts": (
        [["Tỉnh", *PARTS, "Tổng điểm"], *body(points(8.5), points(7.5), points(6.5), SCORES)],
        {"sheets": ["2019"]},
    ),
}


@pytest.mark.parametrize(("rows", "told"), TOLD.values(), ids=list(TOLD))
def test_who_tells_index_and_year(rows: list[list[str | float]], told: dict[str, Any]) -> None:
    found = reading(rows, **told)
    assert (found.topics, found.of(), found.told) == ({("PCI", 2019)}, WANTED, [])


def test_a_header_counts_for_more_than_the_file() -> None:
    assert reading(table("Điểm PAPI 2019"), name="PCI_2019.xlsx").topics == {("PAPI", 2019)}


@pytest.mark.parametrize(
    "told", [{}, {"sheets": ["Tổng hợp"]}, {"year": 2019}, {"name": "2019.xlsx", "sheets": ["Sheet1"]}]
)
def test_without_an_index_nothing_is_read(told: dict[str, Any]) -> None:
    found = reading([["Tỉnh", "Tổng điểm"], *body(points(70.5, count=12), units=LONG)], **told)
    assert (found.figures, found.told) == ([], [("no_index", "A1:B13")])


def test_without_a_year_nothing_is_read() -> None:
    found = reading(table("Điểm PCI"), sheets=["Tổng hợp"])
    assert (found.figures, found.told) == ([], [("no_year", "A1:B10")])


def test_two_years_in_a_files_name_are_none() -> None:
    found = reading(table("Điểm PCI"), name="PCI_2011-2016.xlsx", sheets=["Tổng hợp"])
    assert (found.figures, found.told) == ([], [("no_year", "A1:B10")])


def test_sheets_of_several_years_in_a_file_of_none() -> None:
    found = reading(table(values=OLDER), table(), name="PAPI_2011-2016.xlsx", sheets=["2011_PAPI", "2012_PAPI"])
    assert (found.of(year=2011), found.of(year=2012), found.told) == (OLD, WANTED, [])
    assert found.topics == {("PAPI", 2011), ("PAPI", 2012)}


def test_a_sheet_of_another_year_beside_one_of_the_files_year_is_that_year() -> None:
    found = reading(table(values=OLDER), table(), name="PCI_2019.xlsx", sheets=["2018", "2019"])
    assert (found.of(year=2018), found.of(year=2019), found.told) == (OLD, WANTED, [])


def test_a_single_sheet_of_another_year_than_its_file_is_of_the_files_year() -> None:
    found = reading(table(), name="PAPI 2011.xlsx", sheets=["2012PAPI"])
    assert (found.topics, found.of()) == ({("PAPI", 2011)}, WANTED)
    assert found.told == [("year_contradiction", "A1:B10")]
    assert "the sheet says 2012, the file 2011" in found.anomalies[0].message


def test_a_single_sheet_whose_header_contradicts_its_file_is_of_the_files_year() -> None:
    found = reading(table("Điểm PCI 2018"), name="PCI_2019.xlsx", sheets=["Tổng hợp"])
    assert (found.topics, found.of()) == ({("PCI", 2019)}, WANTED)
    assert found.told == [("year_contradiction", "A1:B10")]
    assert "its header says 2018, the file 2019" in found.anomalies[0].message


def test_a_sheet_whose_name_and_header_differ_is_told() -> None:
    found = reading(table("Điểm PCI 2018"), name="PCI.xlsx", sheets=["2019"])
    assert [kind for kind, _ in found.told] == ["year_contradiction"]
    assert found.topics == {("PCI", 2019)}


def stale(**told: Any) -> Reading:
    """A workbook of 2014 whose English summary still holds the table of 2013."""
    return reading(
        table("Điểm PCI 2014"),
        [["Province", "PCI 2013"], *body(OLDER)],
        **{"name": "PCI_2014.xlsx", "sheets": ["Summary_VN", "Summary"], **told},
    )


@pytest.mark.parametrize("told", [{}, {"name": "bang.xlsx", "year": 2014}], ids=["by its file", "by its source"])
def test_an_older_table_left_behind_is_told_and_not_read(told: dict[str, Any]) -> None:
    found = stale(**told)
    assert (found.topics, found.of()) == ({("PCI", 2014)}, WANTED)
    assert found.told == [("stale_table", "A1:B10")]
    assert found.anomalies[0].locator.startswith("table:2/")
    assert found.anomalies[0].severity == "error"
    assert any(line.startswith("refused: its header says 2013") for line in found.explained)


def test_a_hidden_sheet_does_not_make_the_shown_one_stale() -> None:
    found = stale(hidden=["Summary_VN"])
    assert ("stale_table", "A1:B10") not in found.told
    assert "year_contradiction" in {kind for kind, _ in found.told}


def test_the_source_overrules_a_files_name() -> None:
    assert reading(table("Điểm PCI"), name="PCI_2013.xlsx", year=2014, sheets=["Tổng hợp"]).topics == {("PCI", 2014)}


@pytest.mark.parametrize(
    ("level", "code"),
    [(("Bộ Nội vụ", "Bộ Tài chính", "Bộ Y tế", "Bộ Xây dựng"), "PAR_INDEX_MINISTRY"), (UNITS[:4], "PAR_INDEX")],
)
def test_an_index_of_ministries_has_a_code_of_its_own(level: tuple[str, ...], code: str) -> None:
    found = reading([["Đơn vị", "PAR INDEX 2022"], *body(points(90.5, count=4), units=level)])
    assert (found.topics, len(found.figures), found.told) == ({(code, 2022)}, 4, [])
