"""Names of indices in a sentence, to their codes.

Belongs here: aliases in print, the family of an index, the code of its local variant. Does not belong here: whose
value a sentence gives, and of which year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from scrapers.documents.model import Span
from scrapers.vocabulary.spelling_tree import any_case_search
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import fold, nfc

_LEVEL_SUFFIX = {
    "ministry": "_MINISTRY",
    "department": "_DEPARTMENT",
    "district": "_DISTRICT",
    "commune": "_COMMUNE",
}
_VARIANT_SUFFIXES = (*_LEVEL_SUFFIX.values(), "_WEIGHTED", "_UNWEIGHTED")


@dataclass(frozen=True, slots=True)
class IndexMention:
    """An index named in a text, with the code of its province-level reading."""

    span: Span
    index_code: str


def find_indices(text: str) -> tuple[IndexMention, ...]:
    """The indices that a text (NFC) names, in order; of overlapping aliases the longest counts."""
    return tuple(
        IndexMention(Span(match.start(), match.end()), _codes()[fold(match.group())])
        for match in _pattern().finditer(text)
    )


def index_names() -> Iterator[tuple[str, str]]:
    """Every name of an index as printed, with its code."""
    for row in table("index_names", "name", "index_code"):
        yield nfc(row["name"]), row["index_code"]


@cache
def index_family(index_code: str) -> str:
    """The code that variants of an index share: `PAR_INDEX` of PAR_INDEX_DISTRICT, `PCI` of PCI_UNWEIGHTED."""
    suffix = next((suffix for suffix in _VARIANT_SUFFIXES if index_code.endswith(suffix)), "")
    return index_code.removesuffix(suffix)


def local_variant(index_code: str, level: str) -> str | None:
    """The code of the index of that name for units of a level; None where there is no such index.

    National and local indices share their names in print: `Chỉ số CCHC` of a district is PAR_INDEX_DISTRICT.
    """
    suffix = _LEVEL_SUFFIX.get(level)
    if suffix is None:
        return index_code
    variant = index_family(index_code) + suffix
    return variant if variant in index_codes() else None


def publishers() -> Iterator[str]:
    """Who publishes the indices, as the vocabulary names them."""
    for row in table("indices", "index_code", "publisher_vi"):
        yield nfc(row["publisher_vi"])


def plausible_total(index_code: str, value: float) -> bool:
    """Whether a total of an index can have this value, by the bounds of `indices.csv` (true where it states none)."""
    low, high = _bounds().get(index_code, (None, None))
    return (low is None or value >= low) and (high is None or value <= high)


def total_maximum(index_code: str) -> float | None:
    """What a total of an index can reach, by `indices.csv`; None where it does not say."""
    return _bounds().get(index_code, (None, None))[1]


@cache
def _bounds() -> dict[str, tuple[float | None, float | None]]:
    rows = table("indices", "index_code", "total_min", "total_max")
    return {
        row["index_code"]: (
            float(row["total_min"]) if row["total_min"] else None,
            float(row["total_max"]) if row["total_max"] else None,
        )
        for row in rows
    }


def is_index(index_code: str) -> bool:
    """Whether the vocabulary knows an index of this code."""
    return index_code in index_codes()


@cache
def index_codes() -> frozenset[str]:
    """The codes of all indices that the vocabulary knows."""
    return frozenset(row["index_code"] for row in table("indices", "index_code"))


@cache
def _codes() -> dict[str, str]:
    return {fold(row["name"]): row["index_code"] for row in table("index_names", "name", "index_code")}


@cache
def _pattern() -> re.Pattern[str]:
    names = {nfc(row["name"]).lower() for row in table("index_names", "name")}
    return re.compile(rf"{any_case_search(map(_parts, sorted(names)))}(?!\w)")


def _parts(name: str) -> list[str]:
    """An alias whose spaces may be any spaces; `hoá` stands for `hóa` and so on by the spellings listed."""
    first, *others = name.split()
    return [*map(re.escape, first), *(part for word in others for part in (r"\s+", *map(re.escape, word)))]
