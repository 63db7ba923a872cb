"""A table as text that needs no terminal: aligned plain text for a pipe, Markdown and LaTeX for a paper.

Belongs here: pure functions from a table to lines. Does not belong here: terminals (`cchc.table_terminal`), CSV and
JSON (`cchc.output`), what stands in a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from cchc.text import printable
from publishing.cells import cell_text

BETWEEN = 2
"""Blanks between columns."""
_SMALL = 0.005
"""What two decimals would show as nothing."""
_MARKDOWN = re.compile(r"([\\`*_\[\]|~])")
_LATEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}",
    ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    **{mark: "\\" + mark for mark in "&%$#_{}"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table of values. `first_to_go` names the columns that a narrow terminal loses first, in order."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    first_to_go: tuple[str, ...] = ()

    def numeric(self, position: int) -> bool:
        """Whether a column holds numbers and nothing else."""
        values = [row[position] for row in self.rows if row[position] not in (None, "")]
        return bool(values) and all(isinstance(value, int | float | Decimal) for value in values)


def shown_cell(value: object, decimals: int | None = None) -> str:
    """A cell as a person reads it: control characters escaped, numbers to `decimals` places, never cut down to zero."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, float):
        return printable(cell_text(value))
    if decimals is None:
        return f"{value:.10g}"
    if value and abs(value) < _SMALL:
        return f"{value:.2g}"
    return f"{value:.{decimals}f}"


def cells(table: Table, decimals: int | None = None) -> list[list[str]]:
    """The text of every cell."""
    return [[shown_cell(value, decimals) for value in row] for row in table.rows]


def plain_lines(table: Table, decimals: int | None = None) -> list[str]:
    """The table in aligned columns: no colour, no lines, no cell broken or cut, whatever the width."""
    from rich.cells import cell_len

    body = [[printable(name) for name in table.columns], *cells(table, decimals)]
    widths = [max(map(cell_len, column)) for column in zip(*body, strict=True)]
    right = [table.numeric(position) for position in range(len(table.columns))]
    title = [printable(table.title)] if table.title else []
    return title + [line for row in body for line in laid_out(row, widths, right)]


def laid_out(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    """The lines of one row: each cell in its width, wrapped between words where it is too long, numbers to the right.

    Widths are those of a terminal's cells, so that composed Vietnamese letters count once and wide ones twice.
    """
    from rich.cells import cell_len

    lines = []
    for parts in zip_longest(*(_wrapped(text, width) for text, width in zip(row, widths, strict=True)), fillvalue=""):
        padded = (
            blanks + text if is_right else text + blanks
            for text, is_right, blanks in (
                (text, is_right, " " * (width - cell_len(text)))
                for text, width, is_right in zip(parts, widths, right, strict=True)
            )
        )
        lines.append((" " * BETWEEN).join(padded).rstrip())
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    """The lines of one cell; a word that is too long by itself is broken."""
    from rich.cells import cell_len, chop_cells

    if cell_len(text) <= width:
        return [text]
    lines = [""]
    for word in text.split():
        for piece in [word] if cell_len(word) <= width else chop_cells(word, width):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if cell_len(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def markdown_lines(table: Table, decimals: int | None = None) -> list[str]:
    """The table in GitHub's Markdown; nothing in a cell is markup."""
    heads = [markdown_text(name) for name in table.columns]
    rules = ["---:" if table.numeric(position) else "---" for position in range(len(heads))]
    lines = [f"**{markdown_text(table.title)}**", ""] if table.title else []
    body = [[markdown_text(text) for text in row] for row in cells(table, decimals)]
    return lines + [f"| {' | '.join(row)} |" for row in (heads, rules, *body)]


def markdown_text(text: str) -> str:
    """A text with Markdown's and HTML's marks as characters."""
    plain = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(r"\\\1", plain)


def latex_lines(table: Table, decimals: int | None = None) -> list[str]:
    """The table in the style of the package booktabs; nothing in a cell is a command."""
    spec = "".join("r" if table.numeric(position) else "l" for position in range(len(table.columns)))
    body = [[latex_text(text) for text in row] for row in cells(table, decimals)]
    return [
        r"\begin{table}",
        *([rf"\caption{{{latex_text(table.title)}}}"] if table.title else []),
        rf"\begin{{tabular}}{{{spec}}}",
        r"\toprule",
        " & ".join(latex_text(name) for name in table.columns) + r" \\",
        r"\midrule",
        *(" & ".join(row) + r" \\" for row in body),
        r"\bottomrule",
        r"\end{tabular}",
        r"\end{table}",
    ]


def latex_text(text: str) -> str:
    """A text with LaTeX's marks as characters."""
    return "".join(_LATEX.get(character, character) for character in printable(text))
