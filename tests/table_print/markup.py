"""The table as text and markup: HTML with spans, HTML of divs, text flattened one cell a line, CSV.

Belongs here: forms that are characters. Does not belong here: forms that are files in a ZIP or pages.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from html import escape

from tests.table_print.figures import NUMBER, RANK, SCORES, TITLE, TOTAL, UNIT, domains, header, rows, title_of

_TONES = "\u0300\u0301\u0303\u0309\u0323"
"""The marks of tone, which windows-1258 writes behind their letter."""


def spanned_html() -> bytes:
    """A page with one table whose header spans rows and columns."""
    return _page(TITLE, _spanned_table())


def spanned_html_of(years: Sequence[int]) -> bytes:
    """A page with a table a year, each the same under its year's title."""
    tables = "\n".join(f"<h2>{title_of(year)}</h2>\n{_spanned_table()}" for year in years)
    return _page("Điểm số và xếp hạng chỉ số PCI", tables)


def _spanned_table() -> str:
    tall = "".join(f'<th rowspan="2">{name}</th>' for name in (NUMBER, UNIT))
    wide = f'<th colspan="{len(domains())}">{SCORES}</th>'
    last = "".join(f'<th rowspan="2">{name}</th>' for name in (TOTAL, RANK))
    names = "".join(f"<th>{escape(domain.name)}</th>" for domain in domains())
    body = "\n".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row.cells) + "</tr>" for row in rows())
    return f"<table>\n<thead><tr>{tall}{wide}{last}</tr>\n<tr>{names}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def divs_html() -> bytes:
    """The same of divs, as scripts build it: one row of names, then a row a province."""
    lines = [_flat_header(), *(row.cells for row in rows())]
    classes = ["row head", *["row"] * len(rows())]
    body = "\n".join(
        f'<div class="{kind}">' + "".join(f'<div class="cell">{escape(text)}</div>' for text in line) + "</div>"
        for kind, line in zip(classes, lines, strict=True)
    )
    return _page(TITLE, f'<div class="data-table">\n{body}\n</div>')


def _page(title: str, body: str) -> bytes:
    head = f"<head><meta charset='utf-8'><title>{title}</title></head>"
    menu = "<ul><li><a href='/'>Trang chủ</a></li><li><a href='/tin-tuc'>Tin tức</a></li></ul>"
    return f"<!DOCTYPE html>\n<html lang='vi'>{head}\n<body>{menu}\n<h1>{title}</h1>\n{body}\n</body></html>".encode()


def _flat_header() -> list[str]:
    return [NUMBER, UNIT, *(domain.name for domain in domains()), TOTAL, RANK]


def flattened() -> bytes:
    """What copying the table out of a page leaves: a cell a line."""
    cells = [*_flat_header(), *(text for row in rows() for text in row.cells)]
    return ("\n".join([TITLE, "", *cells]) + "\n").encode()


def semicolon_csv() -> bytes:
    """As a spreadsheet set to Vietnamese exports it, UTF-8 with a mark, CRLF."""
    return ("\ufeff" + _csv()).encode()


def legacy_csv() -> bytes:
    """The same in windows-1258."""
    return _for_1258(_csv()).encode("cp1258")


def _csv() -> str:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";")
    writer.writerow([TITLE, *[""] * 13])
    writer.writerows(header())
    writer.writerows(row.cells for row in rows())
    return target.getvalue()


def _for_1258(text: str) -> str:
    """Letters with their breve, circumflex or horn composed and their tone behind them."""
    written = []
    for letter in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in marks if mark in _TONES)
        bare = "".join(mark for mark in marks if mark not in _TONES)
        written.append(unicodedata.normalize("NFC", bare) + tones)
    return "".join(written)
