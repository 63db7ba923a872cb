"""dictionary.csv and dictionary.json of a release.

Belongs here: the two file forms. Does not belong here: what columns mean (`publishing.dictionary`).
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.cells import csv_cell
from publishing.dictionary import Description, described_table, dictionary_rows
from publishing.release_content import ReleaseContent, write_text
from publishing.schema import RELEASE_COLUMN

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BOM = "\ufeff"


def write_dictionary(_con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write dictionary.csv and dictionary.json."""
    write_text(folder / "dictionary.csv", dictionary_csv(content))
    write_text(folder / "dictionary.json", dictionary_json(content))


def dictionary_csv(content: ReleaseContent) -> str:
    """The dictionary as CSV with BOM: a row a table (column empty), then a row a column."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["table", "column", "type", "description_en", "description_vi", RELEASE_COLUMN])
    for row in dictionary_rows(content.tables, content.descriptions):
        writer.writerow([*map(csv_cell, row), content.info.version])
    return BOM + out.getvalue()


def dictionary_json(content: ReleaseContent) -> str:
    """The dictionary as JSON: `{release, tables: [{name, key, description_en, description_vi, columns: [...]}]}`."""
    entries = []
    for table in content.tables:
        described = described_table(content.descriptions, table.name)
        columns = [
            {"name": column.name, "type": column.type} | _languages(described.column(column.name))
            for column in table.columns
        ]
        entry: dict[str, Any] = {"name": table.name, "key": list(table.key)} | _languages(described.text)
        entries.append(entry | {"columns": columns})
    return json.dumps({"release": content.info.version, "tables": entries}, ensure_ascii=False, indent=1) + "\n"


def _languages(text: Description) -> dict[str, str]:
    return {"description_en": text.en, "description_vi": text.vi}
