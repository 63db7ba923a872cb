"""Tables as files that publishers put on the web: HTML pages and CSV.

Belongs here: how a table is set. Does not belong here: what stands in it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tests.planted_errors.tables import Table

Line = Sequence[str]


@dataclass(frozen=True, slots=True)
class Style:
    """How a table is set, none of which changes what it says.

    `below` are rows under the units; `headings` stand among them, each before the row of its number.
    """

    medium: str = "html"
    decimal_point: bool = False
    bold: bool = False
    headings: tuple[tuple[int, str], ...] = ()
    below: tuple[tuple[str, ...], ...] = ()


def file_of(table: Table, style: Style) -> bytes:
    """The bytes of a file that prints a table."""
    lines = [list(table.headers), *_body(table, style), *(list(line) for line in style.below)]
    if style.decimal_point:
        body = [[cell if _is_text(cell) else cell.replace(",", ".") for cell in line] for line in lines[1:]]
        lines = [lines[0], *body]
    text = _html(table.title, lines, style) if style.medium == "html" else _csv(table.title, lines)
    return text.encode("utf-8")


def _is_text(cell: str) -> bool:
    return any(letter.isalpha() for letter in cell)


def _body(table: Table, style: Style) -> list[list[str]]:
    headings = dict(style.headings)
    lines: list[list[str]] = []
    for at, row in enumerate(table.rows):
        if at in headings:
            lines.append([headings[at], *[""] * (len(row) - 1)])
        lines.append(list(row))
    return lines


def _html(title: str, lines: Sequence[Line], style: Style) -> str:
    rows = []
    for at, line in enumerate(lines):
        tag = "th" if at == 0 else "td"
        is_bold = style.bold and at % 3 == 1
        cells = (f"<b>{escape(cell)}</b>" if is_bold else escape(cell) for cell in line)
        rows.append("<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>")
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{escape(title)}</title></head>"
        f"<body><p>{escape(title)}</p><table>{''.join(rows)}</table></body></html>"
    )


def _csv(title: str, lines: Sequence[Line]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([title])
    writer.writerows(lines)
    return stream.getvalue()
