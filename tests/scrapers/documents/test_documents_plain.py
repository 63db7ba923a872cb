"""Plain text: lines that are cut by tabs are tables, and every cell opens to its text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.documents.plain import open_plain

LINES = st.lists(st.text(alphabet="a1Đe\u0302 \u00a0\t.", max_size=12), min_size=1, max_size=8)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(LINES)
def test_every_cell_opens_to_its_text_and_every_run_of_tabbed_lines_is_a_table(lines: list[str]) -> None:
    text = "\n".join(["x", *lines])
    document = open_plain(text.encode(), "a.txt")
    assert document.text == text
    found = {}
    for number, table in enumerate(document.tables, start=1):
        assert table.number == number
        assert len(table.rows) >= 2
        for at, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row, start=1):
                assert document.at(cell.locator) == cell.text
                assert (cell.locator.table, cell.locator.row, cell.locator.column) == (number, at, column)
            found[document.line_of(row[0].locator.start)] = [cell.text for cell in row]
    for number, line in enumerate(text.split("\n"), start=1):
        if number in found:
            assert found[number] == [part.strip() for part in line.split("\t")]
        elif "\t" in line and line.strip():
            assert not {number - 1, number + 1} & set(found), "a tabbed line beside a table is a row of it"


def test_tables_are_runs_of_at_least_two_lines_with_tabs() -> None:
    text = "Phụ lục\nTT\tĐơn vị\tĐiểm\n1\tHà Nội \t91,03\n\nmột dòng\tcó tab\n\nA\tB\nC\tD\n"
    document = open_plain(text.encode(), "a.txt")
    assert [[[cell.text for cell in row] for row in table.rows] for table in document.tables] == [
        [["TT", "Đơn vị", "Điểm"], ["1", "Hà Nội", "91,03"]],
        [["A", "B"], ["C", "D"]],
    ]
    assert str(document.tables[0].rows[1][2].locator) == "table:1/row:2/col:3/char:33-38"
    assert text[33:38] == "91,03"
    assert [block.table for block in document.blocks] == [None, 1, 1, None, 2, 2]
