"""Writing the descriptions for machines.

Belongs here: the step of the release. It stands after the files that it describes. Does not belong here: what is said.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.metadata.about import read_about
from publishing.metadata.citations import citations_bib, citations_txt
from publishing.metadata.croissant import croissant
from publishing.metadata.dcat import dcat
from publishing.metadata.schema_org import schema_org
from publishing.release_content import ReleaseContent, write_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def write_metadata(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write croissant.json, dataset.jsonld, dcat.jsonld, citations.bib and citations.txt."""
    about = read_about(con, folder, content)
    for name, node in {
        "croissant.json": croissant(about),
        "dataset.jsonld": schema_org(about),
        "dcat.jsonld": dcat(about),
    }.items():
        write_text(folder / name, _json(node))
    write_text(folder / "citations.bib", citations_bib(about))
    write_text(folder / "citations.txt", citations_txt(about))


def _json(node: dict[str, Any]) -> str:
    return json.dumps(node, ensure_ascii=False, indent=1) + "\n"
