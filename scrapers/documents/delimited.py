"""CSV to a document with one table.

Belongs here: delimiters and quotes. Does not belong here: which column means what (`scrapers.readers.figure_table`).
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from contextlib import suppress
from itertools import islice

from scrapers.documents.decoding import decode
from scrapers.documents.model import Document, DocumentError
from scrapers.documents.rendering import MAX_CELLS, render_rows

_DELIMITERS = ",;\t|"
_SNIFFED = 50
"""Rows that tell the delimiter."""
_HEAD = 16_384
_MIN_ROWS = 5
_MIN_WIDTH = 3
_LONG_CELL = 40
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_NUMBER = re.compile(r"\s*[+-]?\d+(?:[.,]\d+)*\s*%?\s*$")


def open_delimited(data: bytes, name: str) -> Document:
    """The document of a CSV file; the delimiter is the one that cuts most rows into equally many cells.

    Raises:
        DocumentError: no text, a broken quote, too many cells or no table.
    """
    decoded = decode(data, name)
    reader = csv.reader(io.StringIO(decoded.text), delimiter=_delimiter(decoded.text), strict=True)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in reader:
            rows.append(row)
            cells += len(row)
            if cells > MAX_CELLS:
                raise DocumentError(f"{name} has more than {MAX_CELLS:,} cells: add only the part that matters.")
    except csv.Error as error:
        raise DocumentError(
            f"{name} has a broken quote or field that begins by line {len(rows) + 1} ({error}): mend that line."
        ) from None
    text, table = render_rows(rows, number=1, offset=0)
    if len(table.rows) < 2:
        raise DocumentError(f"{name} has no row under its header: there is nothing to read.")
    return Document(text, "text/csv", decoded.encoding, (table,))


def looks_delimited(data: bytes) -> bool:
    """Whether bytes are a CSV table whatever they are called: rows of equally many short cells, a column of numbers.

    Tabs are left to plain text, which knows tables cut by them.
    """
    lines = data[:_HEAD].decode("utf-8", "ignore").removeprefix("\ufeff").splitlines()
    lines = lines[:-1] if len(data) > _HEAD else lines
    return len(lines) >= _MIN_ROWS and any(
        lines[0].count(delimiter) >= _MIN_WIDTH - 1 and _is_table(list(csv.reader(lines, delimiter=delimiter)))
        for delimiter in _DELIMITERS.replace("\t", "")
    )


def _is_table(rows: list[list[str]]) -> bool:
    width = len(rows[0])
    if width < _MIN_WIDTH or len(rows) < _MIN_ROWS or any(len(row) != width for row in rows):
        return False
    cells = [cell for row in rows for cell in row]
    most = 0.8 * (len(rows) - 1)
    has_numbers = any(sum(bool(_NUMBER.match(row[at])) for row in rows[1:]) >= most for at in range(width))
    return has_numbers and sum(map(len, cells)) <= _LONG_CELL * len(cells)


def _delimiter(text: str) -> str:
    """The delimiter that makes most cuts into equally many cells, of two such the one of the first line.

    A comma between digits tells nothing: it may be the decimal comma of a table cut by something else.
    """
    first_line = text.lstrip("\n").split("\n", 1)[0]
    told = {",": _cuts(_DECIMAL_COMMA.sub(".", text[:_HEAD]), ",")}
    told |= {delimiter: _cuts(text[:_HEAD], delimiter) for delimiter in _DELIMITERS[1:]}
    return max(_DELIMITERS, key=lambda delimiter: (told[delimiter], first_line.count(delimiter)))


def _cuts(text: str, delimiter: str) -> int:
    """Cuts between cells in those of the first rows that have the most usual width."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # a field without end: what came before it tells enough
        for row in islice(csv.reader(io.StringIO(text), delimiter=delimiter), _SNIFFED):
            widths[len(row)] += 1
    return max(((width - 1) * rows for width, rows in widths.items() if width), default=0)
