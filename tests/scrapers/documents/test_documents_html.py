"""HTML: what a reader of the page sees, line by line and cell by cell, however the page is written."""

from __future__ import annotations

import html
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.documents import html_tables, html_tree
from scrapers.documents.html import open_html
from scrapers.documents.model import Document, DocumentError, Locator
from scrapers.documents.rendering import MAX_CELLS

WORDS = st.text(alphabet="ab1Đ,<>&\"' \t\n\u00a0e\u0323\u0302", max_size=8)


def page(body: str) -> Document:
    return open_html(f"<!doctype html><html><body>{body}</body></html>".encode(), "page.html")


def grids(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


def assert_every_place_opens(document: Document) -> None:
    for number, table in enumerate(document.tables, start=1):
        assert table.number == number
        for row in table.rows:
            for cell in row:
                assert document.at(cell.locator) == cell.text
                assert cell.locator.table == number
                assert "\n" not in cell.text
                assert "\t" not in cell.text
    for block in document.blocks:
        assert document.at(Locator(block.start, block.end)) == block.text


def seen(text: str) -> str:
    """Words as a browser shows them in a cell."""
    return re.sub(r"[^\S\u00a0]+", " ", text).strip()


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=2, max_size=5), WORDS)
def test_every_cell_of_any_table_opens_to_its_text(rows: list[list[str]], before: str) -> None:
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    document = page(f"<p>{html.escape(before)}</p><table>{body}</table><p>behind</p>")
    assert grids(document) == [[[seen(cell) for cell in row] for row in rows]]
    assert_every_place_opens(document)
    assert document.blocks[-1].text == "behind"


SPANNED = st.tuples(WORDS, st.integers(0, 4), st.integers(0, 4), st.sampled_from(["td", "th"]))


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(st.lists(SPANNED, max_size=4), min_size=2, max_size=5))
def test_every_place_opens_whatever_spans(rows: list[list[tuple[str, int, int, str]]]) -> None:
    body = "".join(
        "<tr>" + "".join(f"<{tag} rowspan={down} colspan={wide}>{html.escape(words)}" for words, down, wide, tag in row)
        for row in rows
    )
    document = page(f"title<table>{body}</table>")
    assert_every_place_opens(document)
    printed = [seen(words) for row in rows for words, *_ in row]
    cells = [cell for table in document.tables for row in table.rows for cell in row]
    assert {cell.text for cell in cells} - {""} == set(printed) - {""}


def test_a_spanning_cell_stands_at_each_place_with_one_locator() -> None:
    document = page(
        "<table>"
        "<tr><th rowspan=2>Đơn vị<th colspan=2>Điểm<th rowspan=2>Hạng</tr>"
        "<tr><th>2021<th>2022</tr>"
        "<tr><td>Hà Nội<td>1,1<td>1,2<td>3</tr>"
        "</table>"
    )
    assert grids(document) == [
        [["Đơn vị", "Điểm", "Điểm", "Hạng"], ["Đơn vị", "2021", "2022", "Hạng"], ["Hà Nội", "1,1", "1,2", "3"]]
    ]
    rows = document.tables[0].rows
    assert rows[0][1].locator == rows[0][2].locator
    assert rows[1][0].locator == rows[0][0].locator
    assert (rows[1][1].locator.row, rows[1][1].locator.column) == (2, 2)
    assert document.text == "Đơn vị\tĐiểm\tHạng\n2021\t2022\nHà Nội\t1,1\t1,2\t3\n"


def test_a_row_too_short_does_not_shift_the_rows_below_it() -> None:
    document = page("<table><tr><td>a<td>b<td rowspan=2>c</tr><tr><td>d</tr><tr><td>x<td>y<td>z</tr></table>")
    assert grids(document) == [[["a", "b", "c"], ["d", "", "c"], ["x", "y", "z"]]]
    assert_every_place_opens(document)


def test_a_cell_over_one_from_above_does_not_shift_the_rows_below_it() -> None:
    document = page("<table><tr><td>a<td rowspan=2>b</tr><tr><td colspan=2>wide</tr><tr><td>x<td>y</tr></table>")
    assert grids(document) == [[["a", "b"], ["wide", "wide"], ["x", "y"]]]


@pytest.mark.parametrize("span", ["1000000000", "-3", "0", "2.5", "two", "", "99999", "١٢"])
def test_spans_without_measure_are_bounded(span: str) -> None:
    document = page(f"<table><tr><td colspan='{span}' rowspan='{span}'>a</td></tr><tr><td>b</td></tr></table>")
    assert len(document.tables[0].rows[0]) <= 100
    assert {cell.text for row in document.tables[0].rows for cell in row} == {"a", "b"}


def test_a_page_of_too_many_cells_is_refused_before_memory_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[int] = []
    lay_out = html_tables.laid_out
    monkeypatch.setattr(html_tables, "laid_out", lambda *about: (row := lay_out(*about), laid.append(len(row)))[0])
    wide, tall = "<td colspan=100>", "<td colspan=100 rowspan=100>"
    for body in (f"<tr>{wide * 10_000}</tr><tr></tr>", f"<tr>{tall * 21}</tr>" + "<tr></tr>" * 100):
        laid.clear()
        with pytest.raises(DocumentError, match=r"^page\.html has tables of more than 200,000 cells: add the one"):
            page(f"x<table>{body}</table>")
        assert sum(laid) <= MAX_CELLS + 2200, "no row is laid out behind that"


def test_a_cell_hangs_as_many_rows_down_as_it_says() -> None:
    rows = "<tr><td rowspan=3>vùng<td>a</tr><tr><td>b</tr><tr><td>c</tr><tr><td>d<td>e</tr>"
    assert grids(page(f"<table>{rows}</table>")) == [[["vùng", "a"], ["vùng", "b"], ["vùng", "c"], ["d", "e"]]]


def test_words_are_joined_in_lines_and_parted_between_blocks() -> None:
    document = page(
        "<h3>Tiêu đề</h3>Nội dung <b>đ</b>ậm<div>khối</div>sau khối<br>dòng mới"
        "<ul><li>một<li>hai</ul><p>  thừa \n\t trắng </p>"
    )
    assert [block.text for block in document.blocks] == [
        "Tiêu đề",
        "Nội dung đậm",
        "khối",
        "sau khối",
        "dòng mới",
        "một",
        "hai",
        "thừa trắng",
    ]


def test_blocks_in_a_cell_are_parted() -> None:
    cells = ["<p>85</p>12", "85<br>12", "<div>85</div><div>12</div>", "8<b>5</b>,<i>1</i>2", "<p>85,12</p>\n"]
    document = page("<table><tr><td>x</td></tr>" + "".join(f"<tr><td>{cell}</td></tr>" for cell in cells) + "</table>")
    assert [row[0].text for row in document.tables[0].rows[1:]] == ["85 12", "85 12", "85 12", "85,12", "85,12"]


def test_nested_tables_are_layout_and_the_innermost_are_data() -> None:
    inner = "<table><tr><td>Hà Nội</td><td>91</td></tr><tr><td>Huế</td><td>90</td></tr></table>"
    document = page(f"<table><tr><td>menu</td></tr><tr><td>trước {inner} sau</td></tr></table>{inner}")
    wanted = [["Hà Nội", "91"], ["Huế", "90"]]
    assert grids(document) == [wanted, wanted]
    assert [block.text for block in document.blocks] == [
        "menu", "trước", "Hà Nội\t91", "Huế\t90", "sau", "Hà Nội\t91", "Huế\t90",
    ]  # fmt: skip
    assert [block.table for block in document.blocks] == [None, None, 1, 1, None, 2, 2]
    assert_every_place_opens(document)


def test_a_table_of_one_row_is_layout() -> None:
    document = page("<table><tr><td>một</td><td>hai</td></tr></table>")
    assert document.tables == ()
    assert [block.text for block in document.blocks] == ["một", "hai"]


def test_what_is_not_shown_is_not_read() -> None:
    hidden = (
        "<script>var a = '1'</script><style>p {}</style><noscript>2</noscript><template><p>3</p></template>"
        "<iframe>4</iframe><svg><text>5</text></svg><select><option>6</option></select><!-- 7 --><?php 8 ?>"
    )
    document = page(f"<p>a{hidden}b</p><table><tr><td>c{hidden}d</td></tr><tr><td>e</td></tr></table>{hidden}")
    assert document.text == "ab\ncd\ne\n"


def test_entities_and_decomposed_letters() -> None:
    document = page("<p>&Agrave; &#272;&#x1EA1;i &lt;b&gt; &amp;amp; 5&nbsp;&gt;&nbsp;3 Hue\u0302\u0301</p>")
    assert document.text == "À Đại <b> &amp; 5\u00a0>\u00a03 Hue\u0302\u0301\n"


def test_the_title_and_the_declared_charset() -> None:
    body = (
        "<html><head><title> Bảng\n điểm </title><meta http-equiv=x content='text/html; charset=windows-1258'></head>"
    )
    document = open_html((body + "<body>x</body></html>").encode("cp1258", "replace"), "a.html")
    assert document.encoding == "windows-1258"
    assert document.title is not None
    assert document.title.startswith("B")
    assert open_html(b"<p>x", "a.html").title is None


@pytest.mark.parametrize("body", ["", "<script>render()</script>", "<p>\u00a0</p><div></div>"])
def test_a_page_without_text_is_said(body: str) -> None:
    with pytest.raises(DocumentError, match=r"^page\.html is an HTML page without text: it may need a browser"):
        page(body)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 5000 + "deep" + "</div>" * 5000,
        "<b>" * 5000 + "deep",
        "<table><tr><td>x<tr><td>" + "<i>y" * 5000 + "deep" + "</i>" * 5000 + "</table>",
        "<table><tr><td>a</td></tr><tr><td>" * 1000 + "deep" + "</td></tr></table>" * 1000,
        "<ul><li>" * 5000 + "deep",
    ],
    ids=["blocks", "inline", "in a cell", "tables", "lists"],
)
def test_deep_nesting_is_read_whole_and_soon(body: str) -> None:
    begun = time.process_time()
    document = page(f"<p>first</p>{body}")
    assert time.process_time() - begun < 5
    assert document.text.startswith("first\n")
    assert document.text.rstrip().endswith("deep")


@pytest.mark.parametrize(
    "unit",
    ["<p>Chỉ số <b>cải cách</b> hành chính</p>", f"<tr><td>1<td>{'Ủy ban nhân dân tỉnh ' * 10}<td>91,03"],
    ids=["text", "table"],
)
def test_two_megabytes_are_read_in_bounded_time(unit: str) -> None:
    times = 2_000_000 // len(unit.encode())
    begun = time.process_time()
    document = page(unit * times if unit.startswith("<p>") else f"<table>{unit * times}</table>")
    assert time.process_time() - begun < 30
    assert len(document.blocks) == times


def test_spans_end_with_their_group_of_rows() -> None:
    body = "<thead><tr><th rowspan=9>A<th>B</thead><tbody><tr><td rowspan=0>vùng<td>1<tr><td>2<tr><td>3</tbody>"
    document = page(f"<table>{body}<tbody><tr><td>x<td>4</tbody></table>")
    assert grids(document) == [[["A", "B"], ["vùng", "1"], ["vùng", "2"], ["vùng", "3"], ["x", "4"]]]


def test_the_foot_is_below_wherever_it_is_written() -> None:
    body = "<tfoot><tr><td>Cả nước<td>3</tfoot><tbody><tr><td>Huế<td>1</tbody><thead><tr><th>Tỉnh<th>Điểm</thead>"
    document = page(f"<table>{body}</table>")
    assert grids(document) == [[["Tỉnh", "Điểm"], ["Huế", "1"], ["Cả nước", "3"]]]
    assert_every_place_opens(document)


def test_a_span_without_measure_is_noted() -> None:
    document = page("<table><tr><td colspan=1000000000>a<tr><td>b</table>")
    assert document.notes == ("Table 1 has a cell that spans 1,000,000,000 columns; it is read as 100.",)
    assert page("<table><tr><td colspan=3>a<tr><td>b</table>").notes == ()


def test_a_caption_is_the_title_and_stands_above_like_all_that_is_in_no_cell() -> None:
    document = page("<table>lạc<caption>Bảng <b>1</b></caption><tr><td>a<td>b<p>x</p></tr><tr><p>vào</p><td>c</table>")
    assert document.tables[0].title == "Bảng 1"
    assert document.text == "Bảng 1\nlạc\nvào\na\tb x\nc\n"


def test_cells_out_of_order_are_read_once() -> None:
    document = page("<table><tr><td>a<blockquote><td>b</blockquote><tr><td>c<td>d</table>")
    assert grids(document) == [[["a", "b"], ["c", "d"]]]


def test_hidden_cells_are_left_out_and_said_and_folded_rows_are_read() -> None:
    document = page(
        "<table><tr><td hidden>0<td>a<td><span style='DISPLAY: none'>Điểm: </span>85</tr>"
        "<tr style='display:none'><td>b<td>86</tr></table>"
    )
    assert grids(document) == [[["a", "85"], ["b", "86"]]]
    assert document.notes == (
        "Table 1 has cells or parts of cells that the page does not show (2); left out.",
        "Table 1 has rows or groups of rows that the page folds up (1); they are read.",
    )


def test_a_table_that_is_not_shown_is_marked() -> None:
    table = "<table><tr><td>a<tr><td>b</table>"
    hidden = [t.is_hidden for t in page(f"{table}<div style='display:none'>{table}</div><div hidden>{table}").tables]
    assert hidden == [False, True, True]


def test_what_follows_the_end_of_the_page_is_read() -> None:
    document = open_html(b"<html><body><p>a</body></html><p>b", "page.html")
    assert document.text == "a\nb\n"


def test_nothing_is_lost_where_the_quick_parser_stops() -> None:
    long = "chữ " * 3_000_000
    document = page(f"<p>{long}</p><p>behind</p>")
    assert document.text.endswith("\nbehind\n")
    assert len(document.text) == len(long) + len("behind\n")


def test_what_would_take_hours_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocumentError, match=r"^page\.html nests its tags more than [\d,]+ deep: add the part"):
        page("<b>" * 500_000)
    monkeypatch.setattr(html_tree, "MAX_TAGS", 100)
    with pytest.raises(DocumentError, match=r"^page\.html has more than 100 tags: add the part of the page"):
        page("<p>" * 200)


@pytest.mark.parametrize(
    "body",
    [
        "<p" + "".join(f" a{at:x}" for at in range(500_000)) + ">x",
        "<p" + "".join(f" a{at:x}='>'" for at in range(300_000)) + ">x",
        "<table><tr><td>" + "<b hidden>y</b>" * 100_000 + "<tr><td>x</table>",
        "<table>" + "<tr><td rowspan=1 colspan=1>1<td colspan=1>x" * 50_000 + "</table>",
        "<div><div>1</div><div>2</div><div>x</div></div>" * 50_000,
    ],
    ids=["attributes", "attributes of brackets", "hidden", "spans", "rows of divs"],
)
def test_what_is_many_is_read_and_not_compared_each_with_each(body: str) -> None:
    assert page(body).text.rstrip().endswith("x")
