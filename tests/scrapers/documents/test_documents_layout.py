"""Boxes to lines and grids, without any file."""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.documents.boxes import Box, PageBoxes, PlacedWord, lines_of
from scrapers.documents.layout import add_page, parts_of
from scrapers.documents.model import Document
from scrapers.documents.rendering import DocumentBuilder
from scrapers.documents.ruled_lines import ruled_grids

_LETTER, _HEIGHT = 5.0, 10.0


def _words(text: str, left: float, top: float, confidence: float | None = None) -> list[PlacedWord]:
    """The words of a text that begins at a place, in letters all of one width."""
    words = []
    for word in text.split():
        right = left + _LETTER * len(word)
        words.append(PlacedWord(word, Box(left, top, right, top + _HEIGHT), confidence))
        left = right + _LETTER / 2
    return words


def _page(*placed: tuple[str, float, float], rules: Sequence[Box] = ()) -> PageBoxes:
    return PageBoxes(tuple(word for text, left, top in placed for word in _words(text, left, top)), tuple(rules))


def _document(page: PageBoxes) -> Document:
    builder = DocumentBuilder("page")
    add_page(builder, page, 3)
    return builder.document("application/pdf", "")


def _texts(document: Document, number: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.tables[number].rows]


def _rules(xs: Sequence[float], ys: Sequence[float]) -> list[Box]:
    """All the lines of a full grid."""
    return [
        *(Box(xs[0], y, xs[-1], y) for y in ys),
        *(Box(x, ys[0], x, ys[-1]) for x in xs),
    ]


def _unruled_rows(top: float = 40) -> list[tuple[str, float, float]]:
    rows = [("1", "Hà Nội", "8,12", "64,52"), ("2", "Bà Rịa - Vũng Tàu", "7,30", "60,01"), ("3", "Huế", "6,55", "59,1")]
    return [
        (text, left, top + 15 * number)
        for number, row in enumerate(rows)
        for text, left in zip(row, (10, 40, 160, 220), strict=True)
    ]


def test_words_are_lines_and_chunks() -> None:
    lines = lines_of([*_words("Hà Nội", 10, 20), *_words("8,12", 100, 21), *_words("Huế", 10, 40)])
    assert [[chunk.text for chunk in line] for line in lines] == [["Hà Nội", "8,12"], ["Huế"]]


def test_a_full_grid_has_a_cell_for_every_square_and_empty_ones_stay() -> None:
    page = _page(
        ("Tỉnh", 12, 12),
        ("Điểm", 62, 12),
        ("Huế", 12, 32),
        ("2", 112, 32),
        rules=_rules((10, 60, 110, 160), (10, 30, 50)),
    )
    document = _document(page)
    assert _texts(document) == [["Tỉnh", "Điểm", ""], ["Huế", "", "2"]]
    assert document.tables[0].page == 3


def test_squares_without_a_line_between_them_are_one_cell() -> None:
    whole = _rules((10, 60, 110, 160), (10, 30, 50))
    upright = [rule for rule in whole if rule.width == 0 and rule.left != 110]
    level = [rule for rule in whole if rule.height == 0]
    page = _page(
        ("Điểm", 90, 12), ("Tỉnh", 12, 12), ("a", 62, 32), ("b", 112, 32), ("Huế", 12, 32),
        rules=[*level, *upright, Box(110, 30, 110, 50)],
    )  # fmt: skip
    row = _document(page).tables[0].rows[0]
    assert [cell.text for cell in row] == ["Tỉnh", "Điểm", "Điểm"]
    assert row[1] is row[2]


def test_lines_that_miss_each_other_by_a_hair_still_meet() -> None:
    rules = [
        Box(10, 10, 60, 10),
        Box(61, 10.4, 110, 10.4),
        Box(10, 30, 110, 30),
        Box(10.8, 11, 10.8, 31),
        Box(109, 9, 109, 29),
    ]
    (grid,) = ruled_grids(rules)
    assert len(grid.columns) == len(grid.rows) == 2


def test_bands_without_upright_lines_leave_columns_to_the_gaps() -> None:
    bands = [Box(5, 38 + 15 * number, 260, 38 + 15 * number) for number in range(4)]
    frame = [Box(5, 38, 5, 83), Box(260, 38, 260, 83)]
    assert _texts(_document(_page(*_unruled_rows(), rules=[*bands, *frame])))[0] == ["1", "Hà Nội", "8,12", "64,52"]


def test_a_table_without_lines_keeps_its_columns_and_its_empty_cells() -> None:
    placed = [cell for cell in _unruled_rows() if cell[0] not in ("7,30", "59,1")]
    assert _texts(_document(_page(*placed))) == [
        ["1", "Hà Nội", "8,12", "64,52"],
        ["2", "Bà Rịa - Vũng Tàu", "", "60,01"],
        ["3", "Huế", "6,55", ""],
    ]


def test_prose_above_and_below_a_table_stays_lines_in_order() -> None:
    page = _page(
        ("Kết quả xếp hạng các tỉnh", 10, 0), *_unruled_rows(), ("Nguồn: nhóm nghiên cứu", 10, 130), ("Hết.", 10, 145)
    )
    document = _document(page)
    assert [block.text for block in document.blocks if block.table is None] == [
        "Kết quả xếp hạng các tỉnh",
        "Nguồn: nhóm nghiên cứu",
        "Hết.",
    ]
    assert document.text.index("Kết quả") < document.text.index("Hà Nội") < document.text.index("Nguồn")


def test_a_header_of_several_lines_is_one_cell_and_its_caption_spans() -> None:
    head = [
        ("Điểm số", 182, 0),
        ("Tỉnh", 40, 9),
        ("Gia", 160, 14),
        ("nhập", 160, 25),
        ("Tổng", 220, 14),
        ("điểm", 220, 25),
    ]
    rows = _texts(_document(_page(*head, *_unruled_rows(45))))
    assert rows[0][2:] == ["Điểm số", "Điểm số"]
    assert rows[1] == ["", "Tỉnh", "Gia nhập", "Tổng điểm"]
    assert rows[2] == ["1", "Hà Nội", "8,12", "64,52"]


def test_a_name_on_two_lines_is_in_one_row() -> None:
    placed = [cell for cell in _unruled_rows() if cell[0] != "Bà Rịa - Vũng Tàu"]
    placed = [(text, left, top + 10 * (top > 45) + 10 * (top > 60)) for text, left, top in placed]
    wrapped = [("Bà Rịa -", 40, 59), ("Vũng Tàu", 40, 71)]
    assert _texts(_document(_page(*placed, *wrapped)))[1] == ["2", "Bà Rịa - Vũng Tàu", "7,30", "60,01"]


def _headed(*head: tuple[str, float, float], top: float = 45) -> list[list[str]]:
    """The table with a header of its own, as texts."""
    return _texts(_document(_page(*head, *_unruled_rows(top))))


def test_a_heading_wider_than_its_values_does_not_stand_over_the_next_column() -> None:
    rows = _headed(("Tỉnh", 40, 25), ("Gia nhập th", 160, 14), ("trường", 160, 25), ("Tổng", 220, 25), ("STT", 10, 25))
    assert rows[:2] == [["STT", "Tỉnh", "Gia nhập th trường", "Tổng"], ["1", "Hà Nội", "8,12", "64,52"]]


def test_headings_flush_left_over_values_flush_right_stay_with_their_own() -> None:
    values = [("7,5", 145), ("8,25", 240), ("61,5", 340)]
    body = [(text, left, 40 + 15 * row) for row in range(4) for text, left in (("Huế", 10), *values)]
    rows = _texts(_document(_page(("Tỉnh", 10, 25), ("Một", 75, 25), ("Hai", 170, 25), ("Cả", 270, 25), *body)))
    assert rows[:2] == [["Tỉnh", "Một", "Hai", "Cả"], ["Huế", "7,5", "8,25", "61,5"]]


def test_headings_of_different_numbers_of_lines_make_one_row() -> None:
    rows = _headed(
        ("Tính", 160, 4), ("minh", 160, 15), ("Tổng", 220, 15), ("bạch", 160, 26), ("điểm", 220, 26),
        ("Tỉnh", 40, 26), ("S", 10, 15), ("T", 10, 26),
    )  # fmt: skip
    assert rows[:2] == [["S T", "Tỉnh", "Tính minh bạch", "Tổng điểm"], ["1", "Hà Nội", "8,12", "64,52"]]


def test_a_first_line_of_a_heading_flush_with_the_table_is_of_the_table() -> None:
    rows = _headed(("ST", 10, 15), ("T", 10, 26), ("Tỉnh", 40, 26), ("Điểm", 160, 26), ("Tổng", 220, 26))
    assert rows[0] == ["ST T", "Tỉnh", "Điểm", "Tổng"]


def test_a_heading_without_values_has_an_empty_column() -> None:
    head = (("Tỉnh", 40, 25), ("Gia", 160, 25), ("Tổng", 220, 25))
    between, behind = _headed(*head, ("Chú", 195, 25)), _headed(*head, ("Chú", 258, 25))
    assert between[:2] == [["", "Tỉnh", "Gia", "Chú", "Tổng"], ["1", "Hà Nội", "8,12", "", "64,52"]]
    assert behind[:2] == [["", "Tỉnh", "Gia", "Tổng", "Chú"], ["1", "Hà Nội", "8,12", "64,52", ""]]


def test_a_heading_over_two_columns_of_values_is_one_cell_of_both() -> None:
    document = _document(
        _page(("STT", 10, 25), ("Tỉnh", 40, 25), ("Điểm và tổng số điểm", 150, 25), *_unruled_rows(45))
    )
    head = document.tables[0].rows[0]
    assert [cell.text for cell in head] == ["STT", "Tỉnh", "Điểm và tổng số điểm", "Điểm và tổng số điểm"]
    assert head[2] is head[3]


def _columns(count: int, top: float) -> list[tuple[str, float, float]]:
    """Names and so many columns of values, 60 points apart."""
    rows = [("Hà Nội", 7.25), ("Huế", 8.5), ("Cà Mau", 9.75)]
    return [
        (text, left, top + 15 * number)
        for number, (name, value) in enumerate(rows)
        for text, left in [
            (name, 10.0),
            *((f"{value + column}", 100.0 + 60 * column) for column in range(count)),
        ]
    ]


def test_two_captions_each_stand_over_the_columns_that_they_are_centred_on() -> None:
    head = [("Thẩm định", 148, 0), ("Điều tra", 330, 0), ("Tỉnh", 10, 10)]
    below = [(text, 95.0 + 60 * number, 20) for number, text in enumerate(["Điểm", "Hạng", "Tăng"] * 2)]
    document = _document(_page(*head, *below, *_columns(6, 40)))
    upper, lower = document.tables[0].rows[:2]
    assert [cell.text for cell in upper] == ["Tỉnh", *["Thẩm định"] * 3, *["Điều tra"] * 3]
    assert [cell.text for cell in lower] == ["Tỉnh", *["Điểm", "Hạng", "Tăng"] * 2]
    assert len({id(cell) for cell in upper}) == 3 and upper[0] is lower[0]


def test_years_in_headings_are_no_values() -> None:
    head = [("Tỉnh", 10, 10), *((f"Năm {2020 + number}", 88.0 + 60 * number, 20) for number in range(3))]
    rows = _texts(_document(_page(("Điểm số", 145, 0), *head, *_columns(3, 40))))
    assert rows[:2] == [
        ["Tỉnh", "Điểm số", "Điểm số", "Điểm số"],
        ["Tỉnh", "Năm 2020", "Năm 2021", "Năm 2022"],
    ]


def test_a_name_of_three_lines_is_in_one_row_wherever_its_figures_stand() -> None:
    for first in (45, 57, 69):
        body = [cell for cell in _unruled_rows() if cell[2] != 55]
        body = [(text, left, top + 30 * (top > 55)) for text, left, top in body]
        figures = [(text, left, first + 10.0) for text, left in (("2", 10), ("7,30", 160), ("60,01", 220))]
        name = [("Bà Rịa -", 40, 55), ("Vũng", 40, 67), ("Tàu", 40, 79)]
        rows = _texts(_document(_page(*body, *figures, *name)))
        assert rows[1] == ["2", "Bà Rịa - Vũng Tàu", "7,30", "60,01"], first
        assert len(rows) == 3


def test_the_last_row_keeps_the_second_line_of_its_name_and_a_remark_stays_out() -> None:
    rest = [("Thiên Huế", 40, 82), ("Nguồn: nhóm nghiên cứu của Bộ", 10, 100)]
    placed = [("Thừa" if text == "Huế" else text, left, top) for text, left, top in _unruled_rows()]
    document = _document(_page(*placed, *rest))
    assert _texts(document)[-1] == ["3", "Thừa Thiên Huế", "6,55", "59,1"]
    assert [block.text for block in document.blocks if block.table is None] == ["Nguồn: nhóm nghiên cứu của Bộ"]


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    left = [f"dòng thứ {number} của cột bên trái" for number in range(5)]
    right = [f"dòng thứ {number} của cột bên phải" for number in range(5)]
    page = _page(
        *((text, 10, 12 * number) for number, text in enumerate(left)),
        *((text, 200, 12 * number) for number, text in enumerate(right)),
    )
    document = _document(page)
    assert not document.tables
    assert [block.text for block in document.blocks] == [*left, *right]


def test_words_read_off_a_picture_keep_place_and_confidence() -> None:
    words = [
        *_words("Huế", 12, 12, 0.9),
        *_words("8,12", 62, 12, 0.4),
        *_words("x", 12, 32, 0.8),
        *_words("y", 62, 32, 0.7),
    ]
    document = _document(PageBoxes(tuple(words), tuple(_rules((10, 60, 110), (10, 30, 50)))))
    assert [cell.confidence for row in document.tables[0].rows for cell in row] == [0.9, 0.4, 0.8, 0.7]
    assert [document.text[word.span.start : word.span.end] for word in document.words] == ["Huế", "8,12", "x", "y"]
    assert document.words[1].page == 3 and document.words[1].box == (62, 12, 82, 22)


def test_a_drawing_of_thousands_of_lines_is_no_table() -> None:
    rules = [Box(number, 0, number, 500) for number in range(5000)]
    assert [part.is_table for part in parts_of(_page(("Huế", 10, 10), rules=rules))] == [False]
