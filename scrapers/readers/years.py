"""Which years a document plans for and which years' index results it speaks of.

Belongs here: years of the whole document. Does not belong here: the year of one figure (`scrapers.readers.claims`).
"""

from __future__ import annotations

import re

from scrapers.documents.model import Document
from scrapers.vocabulary.indices import find_indices
from scrapers.vocabulary.text import NfcView, plain_dashes

_YEARS = re.compile(r"\b(?P<first>20\d{2})(?:\s*-\s*(?P<last>20\d{2}))?\b")
_AFTER = re.compile(r"^[^.;\n\d]{0,90}?\bnăm\s+(?P<year>20\d{2})\b", re.IGNORECASE)
_BEFORE = re.compile(r"\bnăm\s+(?P<year>20\d{2}),?\s+(?:kết quả\s+)?$", re.IGNORECASE)
_NUMBERED = re.compile(r"^.{0,20}\d+/\S+\s+năm\s+20\d{2}\b")
"""A page's title may begin with the number and the year of issue: `Kế hoạch 250/KH-UBND năm 2023 ...`."""
_LONGEST_PLAN = 20
_PLANNING = ("Kế hoạch", "Chương trình", "Đề án")
_PROMULGATED = re.compile(r"\b(?:ban hành|phê duyệt)\s+(?:Kế hoạch|Chương trình|Đề án)\b", re.IGNORECASE)


def plan_years(title: str, document_type: str | None, known_date: str | None) -> tuple[int, ...]:
    """The years that the title of a plan, or of a decision upon one, names from its own year on.

    A stretch `2021 - 2025` gives each of its years.

    Args:
        known_date: ISO date of issue or publication; years before it are results looked back on, not plans.
    """
    if not (document_type or "").startswith(_PLANNING) and not _PROMULGATED.search(title):
        return ()
    earliest = int(known_date[:4]) if known_date else 0
    years: set[int] = set()
    for match in _YEARS.finditer(_NUMBERED.sub("", plain_dashes(title))):
        first, last = int(match["first"]), int(match["last"] or match["first"])
        years.update(range(first, last + 1) if last - first < _LONGEST_PLAN else (first,))
    return tuple(sorted(year for year in years if year >= earliest))


def index_years(document: Document, known_date: str | None) -> tuple[int, ...]:
    """The years before the document's own whose index results it names, next to an index's name."""
    text = NfcView(document.text).text
    limit = int(known_date[:4]) if known_date else 9999
    found: set[int] = set()
    for mention in find_indices(text):
        after = _AFTER.match(text[mention.span.end : mention.span.end + 120])
        before = _BEFORE.search(text[max(0, mention.span.start - 30) : mention.span.start])
        found.update(int(match["year"]) for match in (after, before) if match)
    return tuple(sorted(year for year in found if year < limit))
