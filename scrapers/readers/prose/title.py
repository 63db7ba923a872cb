"""What a document's title tells of the figures in its text.

Belongs here: the index, year and audience that a title names. Does not belong here: whom a document is about
(`scrapers.readers.context`).
"""

from __future__ import annotations

from scrapers.readers.prose.scope import Scope, Subject
from scrapers.readers.prose.sentences import find_sentences
from scrapers.readers.prose.years import year_of_text
from scrapers.records import DocumentRecord
from scrapers.vocabulary.text import nfc


def scope_of_title(title: str, own: DocumentRecord) -> Scope:
    """The scope that a text begins with: the index and year of its title, each only if it names a single one."""
    sentences = find_sentences(nfc(title))
    items = [item for sentence in sentences for item in sentence.items]
    indices = list(dict.fromkeys(item.kinds["index"] for item in items if "index" in item))
    year = year_of_text(sentences)
    if year in own.plan_years and year not in own.index_years:
        year = None
    year = year or (own.index_years[0] if len(own.index_years) == 1 else None)
    units = list(
        dict.fromkeys(
            (item.kinds["unit"], item.level, item.raw) for item in items if "unit" in item and item.level != "region"
        )
    )
    subject = Subject("unit", *units[0]) if len(units) == 1 else None
    return Scope(index=indices[0] if indices else None, year=year, subject=subject)
