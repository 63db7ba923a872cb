"""Tables whose cells a page prints one a line: put back where just one way does it, else left alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.scrapers.readers.tables.small_tables import UNITS, Reading, reading

SCORES = [f"{70 - at},{at}5" for at in range(9)]
ENTRY = [f"{9 - at / 2:.2f}".replace(".", ",") for at in range(9)]
LABOUR = [f"{5 + at / 4:.2f}".replace(".", ",") for at in range(9)]
RANKS = [str(at) for at in range(1, 10)]
CAPTION = "Bảng 1. Điểm số và xếp hạng chỉ số PCI năm 2019 của các tỉnh"
ONE_LEVEL = ["STT", "Tỉnh, thành phố", "Gia nhập thị trường", "Đào tạo lao động", "Tổng điểm", "Xếp hạng"]
TWO_LEVELS = [*ONE_LEVEL[:2], "Điểm các lĩnh vực", *ONE_LEVEL[4:], *ONE_LEVEL[2:4]]


def lines(header: Sequence[str], count: int = 9, numbered: bool = True) -> list[str]:
    """The table, a cell a line."""
    rows = zip(RANKS, UNITS, ENTRY, LABOUR, SCORES, RANKS, strict=True)
    cells = [cell for row in list(rows)[:count] for cell in (row if numbered else row[1:])]
    return [CAPTION, *header, *cells]


def read_lines(told: Sequence[str]) -> Reading:
    return reading(lines=told, media_type="text/plain", name="trang.txt")


def number(text: str) -> float:
    return float(text.replace(",", "."))


def from_table(found: Reading) -> Reading:
    """The reading, once it is sure that all its figures are out of the table."""
    assert {figure.reader for figure in found.figures} == {"score_tables"}
    return found


@pytest.mark.parametrize("header", [ONE_LEVEL, TWO_LEVELS], ids=["one level", "two levels"])
def test_a_flattened_table_is_put_back(header: list[str]) -> None:
    found = from_table(read_lines(lines(header)))
    assert found.of(code="1") == dict(zip(UNITS, map(number, ENTRY), strict=True))
    assert found.of(code="9") == dict(zip(UNITS, map(number, LABOUR), strict=True))
    assert found.of() == dict(zip(UNITS, map(number, SCORES), strict=True))
    assert found.of("rank") == dict(zip(UNITS, map(number, RANKS), strict=True))
    assert (len(found.figures), found.topics, found.told) == (36, {("PCI", 2019)}, [])


def test_rows_without_running_numbers_are_put_back() -> None:
    found = from_table(read_lines(lines(ONE_LEVEL[1:], numbered=False)))
    assert found.of() == dict(zip(UNITS, map(number, SCORES), strict=True))
    assert len(found.figures) == 36


def test_places_are_those_of_the_page() -> None:
    found = read_lines(lines(ONE_LEVEL))
    for figure in found.figures:
        start, end = map(int, figure.locator.rpartition("char:")[2].split("-"))
        assert found.document.text[start:end] == figure.quote


def test_cells_without_a_value_keep_their_columns() -> None:
    told = lines(ONE_LEVEL)
    at = told.index(UNITS[4])
    told[at + 1] = "-"
    told[at + 2] = "N/A"
    found = from_table(read_lines(told))
    assert found.of()[UNITS[4]] == number(SCORES[4])
    assert UNITS[4] not in {**found.of(code="1"), **found.of(code="9")}


@pytest.mark.parametrize("count", [7, 3])
def test_a_list_that_is_too_short_is_left_alone(count: int) -> None:
    found = read_lines(lines(ONE_LEVEL, count))
    assert not [one for one in found.figures if one.reader == "score_tables"]
    assert found.told == []


@pytest.mark.parametrize(
    "header",
    [
        [],
        ["Tin bài liên quan"],
        [*ONE_LEVEL[:2], "Nhóm một", "Nhóm hai", *ONE_LEVEL[4:], *ONE_LEVEL[2:4]],
        [*ONE_LEVEL, "Ghi chú"],
    ],
    ids=["none", "words", "two cells over several", "another count of cells"],
)
def test_a_header_that_cannot_be_put_back_makes_no_table(header: list[str]) -> None:
    found = read_lines(lines(header))
    assert not [one for one in found.figures if one.reader == "score_tables"]


def test_a_sentence_between_the_rows_ends_the_table() -> None:
    told = lines(ONE_LEVEL)
    at = told.index(UNITS[8])
    told[at - 1 : at - 1] = ["Các tỉnh còn lại xem ở trang sau."]
    found = from_table(read_lines(told))
    assert UNITS[8] not in found.of()
    assert len(found.of()) == 8
