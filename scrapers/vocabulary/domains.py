"""Labels of domains as printed, to the conformed domain that they mean.

Belongs here: the lookup and the wrapping words around a label. Does not belong here: guessing from similar words; a
label that is not listed has no conformed code and keeps its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from scrapers.vocabulary.indices import index_family
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import fold, tidy

_NUMBERING = re.compile(r"^(?:(?:\d+(?:\.\d+)*|[IVX]+|[a-zđ])\s*[.)/:\-]\s*)+", re.IGNORECASE)
_WRAPPING = re.compile(
    r"^(?:(?:chỉ số thành phần|chỉ số nội dung|nội dung|thực hiện|lĩnh vực|nhóm tiêu chí|tiêu chí|"
    r"trục nội dung|trục|về|đối với)"
    r"(?:\s+(?:số\s+)?\d+)?\s*[:\-–]?\s*)+",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*$")
_ABBREVIATIONS = {
    re.compile(rf"\b{short}\b", re.IGNORECASE): words
    for short, words in {
        "CCHC": "cải cách hành chính",
        "TTHC": "thủ tục hành chính",
        "(?:VB)?QPPL": "quy phạm pháp luật",
        "CBCCVC": "cán bộ, công chức, viên chức",
    }.items()
}
_PAR_DOMAINS = (
    "STEERING",
    "INSTITUTIONS",
    "PROCEDURES",
    "ORGANISATION",
    "CIVIL_SERVICE",
    "FINANCE",
    "DIGITAL",
    "IMPACT",
)
"""In the order of every framework of the ministry since 2012."""
_MOST_LABELS = 4096
"""How many labels are remembered: pages tell the same domains again and again."""
_QUOTES = " \t\"'“”‘’.;:,"


@lru_cache(maxsize=_MOST_LABELS)
def resolve_domain(label: str, index_code: str) -> str | None:
    """The conformed code of a printed domain label of an index (of any variant), or None where it is not listed."""
    known = _by_family().get(index_family(index_code), {})
    text = tidy(label).strip(_QUOTES)
    unnumbered = _NUMBERING.sub("", text).strip(_QUOTES)
    unwrapped = _WRAPPING.sub("", unnumbered).strip(_QUOTES)
    for candidate in (text, unnumbered, unwrapped, _PARENTHESIS.sub("", unwrapped).strip(_QUOTES)):
        if code := known.get(label_key(candidate)):
            return code
    return None


def national_code(conformed_code: str, index_code: str) -> str | None:
    """The number of a domain in the ministry's framework, `1` to `8`; None for other indices and local frameworks."""
    if index_code not in ("PAR_INDEX", "PAR_INDEX_MINISTRY") or conformed_code not in _PAR_DOMAINS:
        return None
    return str(_PAR_DOMAINS.index(conformed_code) + 1)


def families_of_label(label: str) -> frozenset[str]:
    """The families of indices that have a domain of that label."""
    return frozenset(family for family in _by_family() if resolve_domain(label, family) is not None)


def known_labels(index_code: str) -> Iterable[tuple[str, str]]:
    """The folded labels of an index's domains, of any variant, with their conformed codes."""
    return _by_family().get(index_family(index_code), {}).items()


def label_key(label: str) -> str:
    """A label folded, its abbreviations spelt out, for comparing."""
    for short, words in _ABBREVIATIONS.items():
        label = short.sub(words, label)
    return fold(label)


@cache
def _by_family() -> dict[str, dict[str, str]]:
    families: dict[str, dict[str, str]] = {}
    for row in table("domain_names", "name", "index_family", "conformed_code"):
        families.setdefault(row["index_family"], {})[label_key(row["name"])] = row["conformed_code"]
    return families
