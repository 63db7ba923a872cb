"""A table on a terminal: as wide as the terminal is, no number broken, and told what did not fit.

Belongs here: widths, wrapping, columns left out. Does not belong here: what stands in a table, other forms
(`cchc.table_forms`).
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence

import click

from cchc.table_forms import BETWEEN, Table, cells, laid_out
from cchc.text import printable

_WORDS_FROM = 20
"""No column of words is made narrower than this by wrapping, if its words are longer."""
_UNBROKEN = 32
"""A word up to this width, such as most keys, is not broken."""
_WITHOUT_TERMINAL = (100, 50)


def echo_on_terminal(table: Table, decimals: int | None = None) -> None:
    """Print the table with the columns that fit; a line below names those that do not."""
    body = cells(table, decimals)
    heads = [printable(name) for name in table.columns]
    kept, widths = fitted(table, body, shutil.get_terminal_size(_WITHOUT_TERMINAL).columns)
    picked = [[row[position] for position in kept] for row in (heads, *body)]
    right = [table.numeric(position) for position in kept]
    lines = [laid_out(row, [widths[position] for position in kept], right) for row in picked]
    if table.title:
        click.secho(printable(table.title), bold=True)
    for line in lines[0]:
        click.secho(line, dim=True)
    click.secho("─" * (sum(widths.values()) + BETWEEN * (len(kept) - 1)), dim=True)
    for row in lines[1:]:
        click.echo("\n".join(row))
    if left_out := [name for position, name in enumerate(heads) if position not in kept]:
        click.secho(f"Not shown for want of width: {', '.join(left_out)}.", dim=True)


def fitted(table: Table, body: Sequence[Sequence[str]], width: int) -> tuple[list[int], dict[int, int]]:
    """The columns that fit into `width`, and how wide each is; the first column always stays.

    A number is never broken. A column of words may wrap between words; columns go only when that is not enough, those
    of `first_to_go` first, then from the right.
    """
    natural, least = _widths(table, body)
    kept = list(range(len(table.columns)))
    order = [table.columns.index(name) for name in table.first_to_go if name in table.columns]
    order += [position for position in reversed(kept) if position not in order]
    for position in order:
        if sum(least[one] for one in kept) + BETWEEN * (len(kept) - 1) <= width or len(kept) == 1:
            break
        if position != 0:
            kept.remove(position)
    return kept, _shared(kept, natural, least, width - BETWEEN * (len(kept) - 1))


def _widths(table: Table, body: Sequence[Sequence[str]]) -> tuple[list[int], list[int]]:
    """The natural width of each column, and the least one that breaks no number and no usual word."""
    from rich.cells import cell_len

    natural, least = [], []
    for position, name in enumerate(table.columns):
        head = max((cell_len(word) for word in printable(name).split()), default=0)
        column = [row[position] for row in body]
        full = max([cell_len(printable(name)), *map(cell_len, column)])
        words = max((cell_len(word) for text in column for word in text.split()), default=0)
        if any(isinstance(row[position], str | list) for row in table.rows):
            needed = max(head, min(words, _UNBROKEN), min(full, _WORDS_FROM))
        else:
            needed = max([head, *map(cell_len, column)])
        natural.append(full)
        least.append(needed)
    return natural, least


def _shared(kept: Sequence[int], natural: Sequence[int], least: Sequence[int], width: int) -> dict[int, int]:
    """The width that is over goes to the columns that lack some, one cell each in turn."""
    widths = {position: min(least[position], max(width, 1)) for position in kept}
    over = width - sum(widths.values())
    while over > 0:
        lacking = [position for position in kept if widths[position] < natural[position]]
        if not lacking:
            break
        for position in lacking[:over]:
            widths[position] += 1
        over -= len(lacking[:over])
    return widths
