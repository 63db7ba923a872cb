"""citations.bib and citations.txt: ready citations of the release, of each table, and of the publishers of the indices.

Belongs here: which citations there are. Does not belong here: their wording for release, table and figure
(`publishing.citation`).
"""

from __future__ import annotations

import re
from typing import Any

from publishing.citation import bibtex, dataset_text, table_text
from publishing.metadata.about import About
from publishing.plain_text import one_line

_SPECIAL = str.maketrans({character: f"\\{character}" for character in "&%$#_{}"} | {"\\": "", "~": " ", "^": " "})


def citations_bib(about: About) -> str:
    """BibTeX entries: the release, then tables, then indices by code."""
    info = about.content.info
    entries = [bibtex(info.version, info.built_from)]
    entries += [bibtex(info.version, info.built_from, table.name) for table in about.content.tables]
    entries += [_index_entry(about, index) for index in about.indices if _publisher(index)]
    return "\n\n".join(entries) + "\n"


def citations_txt(about: About) -> str:
    """The same as sentences, each after a line that names what it cites."""
    info = about.content.info
    parts = [("release", dataset_text(info.version, info.built_from))]
    parts += [(table.name, table_text(info.version, info.built_from, table.name)) for table in about.content.tables]
    parts += [(index["index_code"], _index_text(index)) for index in about.indices if _publisher(index)]
    return "\n\n".join(f"[{name}]\n{text}" for name, text in parts) + "\n"


def _publisher(index: dict[str, Any]) -> str | None:
    publisher: str | None = index["publisher_en"] or index["publisher_vi"]
    return publisher


def _title(index: dict[str, Any]) -> str:
    names = dict.fromkeys(name for name in (index["name_vi"], index["name_en"]) if name)
    return one_line(" / ".join(names) or index["index_code"])


def _years(index: dict[str, Any]) -> str:
    first, last = index["first_year"], index["last_year"]
    return "" if first is None else f"{first}" if first == last else f"{first}-{last}"


def _index_text(index: dict[str, Any]) -> str:
    years = f" ({_years(index)})" if _years(index) else ""
    return f"{one_line(_publisher(index) or '')}{years}. {_title(index)} ({index['index_code']})."


def _index_entry(about: About, index: dict[str, Any]) -> str:
    """An entry for what a publisher published; it says by which release its figures were read."""
    fields = {
        "author": f"{{{_bibtex_value(_publisher(index) or '')}}}",
        "title": f"{{{_bibtex_value(_title(index))}}}",
        "year": str(index["last_year"] or about.content.info.built_from.year),
        "note": _bibtex_value(f"Years assessed {_years(index)}; read from CCHC Warehouse {about.version}"),
    }
    key = re.sub("[^0-9A-Za-z]", "_", f"publisher_{index['index_code']}")
    body = "\n".join(f"  {name} = {{{text}}}," for name, text in fields.items())
    return f"@misc{{{key},\n{body}\n}}"


def _bibtex_value(text: str) -> str:
    """Text without anything that BibTeX or TeX reads as a command."""
    return one_line(text).translate(_SPECIAL)
