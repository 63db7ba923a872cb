"""CSV: every cell is a span of the text, whatever stands in it."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.documents.delimited import looks_delimited, open_delimited
from scrapers.documents.model import DocumentError

CELLS = st.text(alphabet="ab1Đ,;|\"' \t\n\r\u2028\u0323\u0302e.-", max_size=8)
BREAKS = re.compile(r"[\t\n\r\v\f\u2028\u2029]+")
ROWS = st.lists(st.lists(CELLS, max_size=4), min_size=2, max_size=6)


def as_csv(rows: list[list[str]], delimiter: str) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return stream.getvalue().encode()


@settings(derandomize=True, deadline=None, max_examples=300)
@given(rows=ROWS, delimiter=st.sampled_from(",;\t|"))
def test_every_cell_opens_to_its_text(rows: list[list[str]], delimiter: str) -> None:
    header = ["đơn vị", "tổng", "1", "2", "3", "4", "5", "6", "7", "8"]  # enough for its delimiter to be the first
    document = open_delimited(as_csv([header, ["Hà Nội"], *rows], delimiter), "a.csv")
    given_rows = [[BREAKS.sub(" ", cell) for cell in row] for row in rows if row]
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [header, ["Hà Nội"], *given_rows]
    lines = document.text.split("\n")
    for row in table.rows:
        for column, cell in enumerate(row, start=1):
            place = cell.locator
            assert document.at(place) == cell.text
            assert (place.table, place.column) == (1, column)
            assert place.row == document.line_of(place.start), "a row is a line"
            assert lines[place.row - 1].split("\t")[column - 1] == cell.text


@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_the_delimiter_is_told_by_the_header(delimiter: str) -> None:
    document = open_delimited(delimiter.join("abc").encode() + b"\n1" + delimiter.encode() + b"2,5\n", "a.csv")
    assert [cell.text for cell in document.tables[0].rows[0]] == ["a", "b", "c"]


def test_quotes_breaks_and_empty_rows() -> None:
    data = 'unit,note\n\n"Hà Nội","said ""yes""\nand\tmore"\n"",\n'.encode()
    document = open_delimited(data, "a.csv")
    assert document.text == 'unit\tnote\n\nHà Nội\tsaid "yes" and more\n\t'
    assert [(cell.locator.row, cell.text) for row in document.tables[0].rows for cell in row] == [
        (1, "unit"),
        (1, "note"),
        (3, "Hà Nội"),
        (3, 'said "yes" and more'),
        (4, ""),
        (4, ""),
    ]


def test_letters_with_their_marks_apart_stay_as_printed() -> None:
    decomposed = "Thu\u031b\u0300a Thie\u0302n Hue\u0302\u0301"
    document = open_delimited(f"unit,total\n{decomposed},41.5\n".encode(), "a.csv")
    cell = document.tables[0].rows[1][0]
    assert cell.text == decomposed == document.at(cell.locator)


def test_a_mark_before_the_header_is_no_part_of_its_name() -> None:
    document = open_delimited(b"\xef\xbb\xbfunit,total\nA,1\n", "a.csv")
    assert document.tables[0].rows[0][0].text == "unit"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'unit,total\n"A,1\nB,2\n', "t.csv has a broken quote or field that begins by line 2 "),
        (b'unit,total\nA,1\n"B"x,2\n', "t.csv has a broken quote or field that begins by line 3 "),
        (b'unit,total\n"' + b"x" * 140_000 + b'",1\n', "t.csv has a broken quote or field that begins by line 2 "),
    ],
    ids=["open at the end", "text behind a quote", "a field without end"],
)
def test_a_broken_quote_is_shown_by_its_line(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=r"\): mend that line\.$") as caught:
        open_delimited(data, "t.csv")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("data", [b"unit,total\n", b"unit,total", b"\n\nunit\n\n"])
def test_a_header_alone_is_no_table(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^t\.csv has no row under its header: there is nothing to read\.$"):
        open_delimited(data, "t.csv")


def rows_of(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row] for row in open_delimited(data, "t.csv").tables[0].rows]


def test_decimal_commas_quoted_breaks_and_a_title_do_not_hide_the_delimiter() -> None:
    data = 'Bảng xếp hạng, năm 2019, chính thức\nTT;"Tỉnh,\nthành phố";Điểm\n1;Huế;8,12\n2;"Cà Mau";7,33\n'.encode()
    assert rows_of(data)[1:] == [["TT", "Tỉnh, thành phố", "Điểm"], ["1", "Huế", "8,12"], ["2", "Cà Mau", "7,33"]]
    assert rows_of(b"a|b\n1,5|2,5\n3,5|4,5\n5,5|6,5\n")[3] == ["5,5", "6,5"]


def test_a_table_in_windows_1258() -> None:
    names = ["Quảng Ninh", "Hải Phòng", "Thừa Thiên Huế", "Bắc Kạn", "Vĩnh Phúc"]
    apart = "".join(f"{name};8,1\n" for name in names)
    for composed, pair in (("ả", "a\u0309"), ("ò", "o\u0300"), ("ừ", "ư\u0300"), ("ế", "ê\u0301"), ("ạ", "a\u0323")):
        apart = apart.replace(composed, pair)
    apart = apart.replace("ắ", "ă\u0301").replace("ĩ", "i\u0303")
    document = open_delimited(f"Tên;Điểm\n{apart}".replace("ể", "ê\u0309").encode("cp1258"), "t.csv")
    assert document.encoding == "windows-1258"
    assert document.tables[0].rows[1][0].text == "Qua\u0309ng Ninh"


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(DocumentError, match=r"^t\.csv has more than 200,000 cells"):
        open_delimited(b"a,b\n" + b"1,2\n" * 100_000, "t.csv")


@pytest.mark.parametrize("delimiter", list(",;|"))
def test_a_table_is_told_whatever_it_is_called(delimiter: str) -> None:
    lines = ["TT,Tỉnh,Điểm", "1,Huế,8.12", "2,Cà Mau,7.33", "3,Hà Nội,6.5", '4,"Bắc Kạn",6']
    assert looks_delimited("\n".join(lines).replace(",", delimiter).encode())


@pytest.mark.parametrize(
    "text",
    [
        "Huế, Cà Mau, Hà Nội\n" * 5,
        "TT,Tỉnh,Điểm\n1,Huế,8.12\n",
        "a,b,1\n" * 4 + "a,b\n",
        "Năm 2019, tỉnh đạt 80 điểm, xếp thứ 5\n" + "Theo đó, tỉnh đã làm nhiều việc\n" * 6,
        "1\ta\t2\n" * 6,
        "",
    ],
    ids=["no number", "short", "ragged", "prose", "tabs", "nothing"],
)
def test_text_is_no_table(text: str) -> None:
    assert not looks_delimited(text.encode())
