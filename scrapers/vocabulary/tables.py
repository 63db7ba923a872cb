"""Reads the vocabulary's CSV tables, each once.

Belongs here: finding and opening the CSV files beside this module. Does not belong here: what their columns mean.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


class VocabularyError(RuntimeError):
    """A vocabulary table that is missing or lacks a column; the message says which and what to do."""


@cache
def table(name: str, *columns: str) -> tuple[dict[str, str], ...]:
    """The rows of `<name>.csv`, header names to text.

    Args:
        name: file name without ending.
        columns: header names that must be there.

    Raises:
        VocabularyError: there is no such file or one of the columns is missing.
    """
    path = FOLDER / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            rows = tuple(reader)
    except FileNotFoundError:
        raise VocabularyError(f"The vocabulary table {path.name} is missing: install the package again.") from None
    if missing:
        raise VocabularyError(f"The vocabulary table {path.name} has no column {', '.join(missing)}: restore it.")
    return rows
