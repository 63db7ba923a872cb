"""Documents as the readers of sentences see them: the rows of rankings are blank, everything else is where it was."""

from __future__ import annotations

from scrapers.documents.model import Document
from scrapers.documents.rendering import DocumentBuilder
from scrapers.readers.tables.beside_tables import without_rankings
from tests.scrapers.readers.tables.small_tables import UNITS, body, points, reading

BEFORE = "Năm 2019, chỉ số PCI của tỉnh Hòa Bình đạt 59,37 điểm."
NOTE = ["Ghi chú", "Tỉnh Thái Nguyên xếp thứ 12 về PCI năm 2019"]


def page(count: int) -> Document:
    builder = DocumentBuilder("trang.html")
    builder.add_line(BEFORE)
    builder.add_table([["Tỉnh", "Điểm PCI 2019"], *body(points(58.5, count=count), units=UNITS[:count]), NOTE])
    builder.add_line("Hết.")
    return builder.document("text/html", "none")


def test_rows_of_units_are_blank_and_nothing_moves() -> None:
    document = page(8)
    seen = without_rankings(document)
    assert len(seen.text) == len(document.text)
    assert seen.text.count("\n") == document.text.count("\n")
    lines, kept = document.text.splitlines(), seen.text.splitlines()
    assert (kept[:2], kept[-2:]) == (lines[:2], lines[-2:])
    assert not "".join(kept[2:-2]).strip()
    assert [row[0].text for row in seen.tables[0].rows] == ["Tỉnh", "Ghi chú"]


def test_a_table_of_few_units_stays() -> None:
    document = page(7)
    assert without_rankings(document) is document


def test_each_figure_of_a_page_is_read_once() -> None:
    rows = [["Tỉnh", "Điểm PCI 2019"], *body(points(58.5))]
    found = reading(rows, lines=[BEFORE], media_type="text/html")
    assert found.of() == {**dict(zip(UNITS, points(58.5), strict=True)), "Hòa Bình": 59.37}
    assert sorted({figure.reader for figure in found.figures if figure.unit_name != "Hòa Bình"}) == ["score_tables"]
    assert len(found.figures) == len(UNITS) + 1
