"""CSV to a document with one table.

Belongs here: delimiters and quotes. Does not belong here: which column means what (`scrapers.readers.figure_table`).
"""

from __future__ import annotations

import csv
import io

from scrapers.documents.decoding import decode
from scrapers.documents.model import Document, DocumentError
from scrapers.documents.rendering import render_rows

_DELIMITERS = ",;\t|"


def open_delimited(data: bytes, name: str) -> Document:
    """The document of a CSV file; the delimiter is the one that its first line holds most of.

    Raises:
        DocumentError: no text, a broken quote, or no table.
    """
    decoded = decode(data, name)
    first_line = decoded.text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    reader = csv.reader(io.StringIO(decoded.text), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        raise DocumentError(
            f"{name} has a broken quote or field that begins by line {len(rows) + 1} ({error}): mend that line."
        ) from None
    text, table = render_rows(rows, number=1, offset=0)
    if len(table.rows) < 2:
        raise DocumentError(f"{name} has no row under its header: there is nothing to read.")
    return Document(text, "text/csv", decoded.encoding, (table,))
