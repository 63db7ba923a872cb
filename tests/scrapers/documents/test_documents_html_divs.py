"""Tables of divs, lists and grids: found where there are figures in rows, and nowhere else."""

from __future__ import annotations

import pytest

from scrapers.documents.html import open_html
from scrapers.documents.model import Document


def page(body: str) -> Document:
    return open_html(f"<!doctype html><html><body><p>trước</p>{body}<p>sau</p></body></html>".encode(), "page.html")


def rows(tag: str, cell: str, names: str = "Huế,Đà Nẵng,Cần Thơ,An Giang") -> str:
    return "".join(
        f"<{tag} class=r{at % 2}>"
        + "".join(f"<{cell}>{text}</{cell}>\n" for text in (at, name, f"9{at},10"))
        + f"</{tag}>"
        for at, name in enumerate(names.split(","), start=1)
    )


BODY = [["1", "Huế", "91,10"], ["2", "Đà Nẵng", "92,10"], ["3", "Cần Thơ", "93,10"], ["4", "An Giang", "94,10"]]
HEAD = ["Hạng", "Tỉnh", "Điểm"]


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (f"<div>{rows('div', 'div')}</div>", []),
        (f"<ol>{rows('li', 'span')}</ol>", []),
        (f"<div><p class=h><b>Hạng</b><b>Tỉnh</b><b>Điểm</b></p>{rows('div', 'span')}</div>", [HEAD]),
        ("<ul><li>Hạng<li>Tỉnh<li>Điểm</ul>" + rows("ul", "li"), [HEAD]),
        (
            "<section><div class=head><div><i>Hạng</i><i>Tỉnh</i><i>Điểm</i></div></div>"
            f"<div class=body>{rows('div', 'div')}</div></section>",
            [HEAD],
        ),
        (
            "<div style='display: grid; grid-template-columns: repeat(3, 1fr)'><b>Hạng</b><b>Tỉnh</b><b>Điểm</b>"
            + "".join(f"<p>{text}</p>" for row in BODY for text in row)
            + "</div>",
            [HEAD],
        ),
        (f"<table><tr><td><div>{rows('div', 'div')}</div></td></tr></table>", []),
    ],
    ids=["divs", "list", "other tag", "lists", "boxes", "grid", "in a layout table"],
)
def test_siblings_built_alike_are_a_table(body: str, header: list[list[str]]) -> None:
    document = page(body)
    assert [[[cell.text for cell in row] for row in table.rows] for table in document.tables] == [header + BODY]
    lines = ["trước", *("\t".join(row) for row in header + BODY), "sau"]
    assert document.text == "\n".join(lines) + "\n"
    assert all(document.at(cell.locator) == cell.text for row in document.tables[0].rows for cell in row)


def test_a_region_s_name_between_rows_does_not_part_them() -> None:
    document = page(f"<div>{rows('div', 'div')}<div>Vùng II</div>{rows('div', 'div')}</div>")
    (table,) = document.tables
    assert [len(row) for row in table.rows] == [3, 3, 3, 3, 1, 3, 3, 3, 3]


def test_declared_rows_are_a_table_without_figures() -> None:
    cells = "<div role=row><span role=cell>A{0}</span><span role=cell>x</span></div>"
    box = "<div role=rowgroup>"
    document = page(f"<div role=table>{box}{cells.format(0)}</div>{box}{cells.format(1)}{cells.format(2)}</div></div>")
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [["A0", "x"], ["A1", "x"], ["A2", "x"]]


def test_columns_side_by_side_are_tables_of_their_own() -> None:
    column = f"<div class=column>{rows('div', 'b')}</div>"
    assert len(page(f"<div>{column}{column}{column}</div>").tables) == 3


@pytest.mark.parametrize(
    "body",
    [
        "<ul>" + "<li><a href=/>Tin tức</a><span>12</span></li>" * 9 + "</ul>",
        "<ul>" + "<li><a href=/>Trang chủ</a></li>" * 9 + "</ul>",
        f"<div class=card><h3>Tin</h3><p>{'nội dung ' * 30}</p><span>12</span></div>" * 5,
        "<div><span>12/03/2024</span><span>Họp báo</span></div>" * 5,
        "<p>Năm <b>2023</b> tỉnh đạt <b>91,03</b> điểm</p>" * 5,
        "<div><b>Huế</b><b>91,03</b></div>" * 2,
        "<div><b>Huế</b><b>tốt</b><b>khá</b></div>" * 5,
    ],
    ids=["counted links", "menu", "cards", "dated news", "prose", "too few", "no figures"],
)
def test_what_is_no_table_stays_text(body: str) -> None:
    assert page(body).tables == ()
