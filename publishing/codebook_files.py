"""codebook.html, codebook.md, codebook.json and register.csv.

Belongs here: writing them. Does not belong here: what is in them.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.cells import csv_cell
from publishing.codebook import codebook
from publishing.codebook_page import codebook_json, codebook_page
from publishing.dictionary_files import BOM
from publishing.pages import page_html, page_markdown
from publishing.release_content import ReleaseContent, write_text
from publishing.schema import RELEASE_COLUMN

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def write_codebook(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write the codebook in its three forms, and the register of domains as a file of its own."""
    book = codebook(con)
    page = codebook_page(book)
    write_text(folder / "codebook.html", page_html(page))
    write_text(folder / "codebook.md", page_markdown(page))
    write_text(folder / "codebook.json", codebook_json(book))
    write_text(folder / "register.csv", _register_csv(con, content.info.version))


def _register_csv(con: DuckDBPyConnection, version: str) -> str:
    """dim_domain_change under the name that people look for."""
    cursor = con.execute("select * from dim_domain_change order by domain_change_key")
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(column[0] for column in cursor.description or []), RELEASE_COLUMN])
    writer.writerows([*map(csv_cell, row), version] for row in cursor.fetchall())
    return BOM + out.getvalue()
