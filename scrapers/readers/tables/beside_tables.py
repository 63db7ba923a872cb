"""A document as those see it who read its sentences: without the rows of its rankings.

Belongs here: leaving such rows out. Does not belong here: reading them (`score_tables`), small tables, whose words may
cite documents or set tasks.
"""

from __future__ import annotations

import re
from dataclasses import replace

from scrapers.documents.model import Cell, Document, Table
from scrapers.readers.tables.unit_axis import place_of

_FEWEST_UNITS = 8
_NOT_BREAK = re.compile(r"[^\n]")
Row = tuple[Cell, ...]


def without_rankings(document: Document) -> Document:
    """The document with blanks in place of the rows of units of every table that names many; no offset changes."""
    ranked = {table.number: found for table in document.tables if (found := _unit_rows(table))}
    if not ranked:
        return document
    rows = [row for found in ranked.values() for row in found]
    spans = sorted((min(c.locator.start for c in row), max(c.locator.end for c in row)) for row in rows)
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        begin = max(start, done)
        pieces.extend((document.text[done:begin], _NOT_BREAK.sub(" ", document.text[begin:end])))
        done = max(done, end)
    tables = tuple(
        replace(table, rows=tuple(row for row in table.rows if row not in ranked.get(table.number, ())))
        for table in document.tables
    )
    return replace(document, text="".join((*pieces, document.text[done:])), tables=tables)


def _unit_rows(table: Table) -> frozenset[Row]:
    """The rows of a table that name units; none of a table that names few."""
    rows = [row for row in table.rows if any(place_of(cell, None) for cell in row)]
    return frozenset(rows) if len(rows) >= _FEWEST_UNITS else frozenset()
