"""Writing down the day on which a source's pages were seen to be as described.

Belongs here: that one field in a source's file or in the rows of its hosts. Does not belong here: looking at the pages.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

from scrapers.archive.durable import replace_file
from scrapers.crawl.source import Source, SourceError
from scrapers.crawl.source_table import COLUMNS, TABLE, code_of, read_table

_FIELD = re.compile(r"^last_verified:.*$", re.MULTILINE)


def record_verified(source: Source, day: date, folder: Path) -> Path:
    """Sets `last_verified` where a source is described; all else in the file stays as it was. Gives the file.

    Raises:
        SourceError: the file does not say it on a line of its own.
    """
    if source.described_in.startswith(TABLE):
        return _record_rows(source, day, folder / TABLE)
    path = folder / source.described_in
    text, found = _FIELD.subn(f"last_verified: {day.isoformat()}", path.read_text("utf-8"))
    if found != 1:
        raise SourceError(f"{path.name}: the field last_verified must stand on a line of its own, once.")
    replace_file(path, text.encode())
    return path


def _record_rows(source: Source, day: date, path: Path) -> Path:
    """Sets the day in each row of the source's hosts that are left."""
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in read_table(path):
        is_seen = code_of(row) == source.code and not row["valid_to"]
        writer.writerow({**row, "last_verified": day.isoformat()} if is_seen else row)
    replace_file(path, target.getvalue().encode())
    return path
