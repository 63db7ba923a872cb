"""Tables as lines: bare texts, bare numbers, and cells that span others."""

from __future__ import annotations

import pytest

from scrapers.documents.model import Cell, Locator
from scrapers.documents.rendering import DocumentBuilder, RawCell, render_rows, spelled


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3.0, "3"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (1e-07, "1e-07"),
        (999_999_999_999_999.0, "999999999999999"),
        (1e15, "1000000000000000.0"),
        (-1e16, "-1e+16"),
    ],
)
def test_a_number_is_spelled_in_its_shortest_form(number: float, text: str) -> None:
    assert spelled(number) == text


def test_texts_numbers_and_spanning_cells_stand_where_their_locators_say() -> None:
    builder = DocumentBuilder("a")
    wide = RawCell("5\n6", 5.6, 0.5)
    builder.add_line("Bảng")
    table = builder.add_table([["a\tb", 2.5, wide, wide], [7.0, "", wide], [wide, wide], [""]])
    document = builder.document("text/x", "utf-8")
    assert document.text == "Bảng\na b\t2.5\t5 6\n7\t\n\n"
    first, second, third, fourth = table.rows[0]
    assert second == Cell("2.5", Locator(9, 12, 1, 1, 2), 2.5)
    assert third == Cell("5 6", Locator(13, 16, 1, 1, 3), 5.6, 0.5)
    assert third is fourth is table.rows[1][2] is table.rows[2][0]
    assert all(document.at(cell.locator) == cell.text for row in table.rows for cell in row)
    assert (first.number, table.rows[1][0].number, table.rows[3][0].locator) == (None, 7.0, Locator(20, 20, 1, 4, 1))


def test_rows_rendered_alone_have_no_newline_at_their_end() -> None:
    text, table = render_rows([["a", "b\nc"], [], ["d"]], number=2, offset=10)
    assert text == "a\tb c\n\nd"
    assert [[cell.locator.start for cell in row] for row in table.rows] == [[10, 12], [17]]
