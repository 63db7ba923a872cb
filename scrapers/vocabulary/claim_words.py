"""The words and names that claims are told in, as one book of phrases.

Belongs here: which CSV table gives which phrases. Does not belong here: units that no table lists
(`scrapers.vocabulary.local_units`), what a run of words says (`scrapers.readers.prose`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from scrapers.vocabulary.indices import index_names
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.units import department_spellings, unit_rows
from scrapers.vocabulary.words import Phrase, PhraseBook, cut

_WRAPPING = re.compile(r"^(?:chỉ số|lĩnh vực|nội dung)\s+", re.IGNORECASE)


class Named(NamedTuple):
    """What a phrase may be: kinds to values; the level of a unit; codes by index family of a domain."""

    kinds: dict[str, str]
    level: str = ""
    families: Mapping[str, str] = MappingProxyType({})


@cache
def claim_book() -> PhraseBook[Named]:
    """Indices, units, domains and the words of `claim_words.csv`; a phrase of several tables is what the first says."""
    return PhraseBook([*_indices(), *_units(), *_domains(), *_words()])


@cache
def known_words() -> frozenset[str]:
    """Every word of the field, for cutting words that are glued together."""
    return PhraseBook([*_indices(), *_units(), *_words()]).words()


@cache
def unit_book() -> PhraseBook[Named]:
    """The names of provinces, ministries, regions and departments alone."""
    return PhraseBook(_units())


def _words() -> Iterator[Phrase[Named]]:
    kinds: dict[str, dict[str, str]] = {}
    for row in table("claim_words", "language", "kind", "value", "phrase"):
        kinds.setdefault(row["phrase"], {}).setdefault(row["kind"], row["value"])
    for phrase, found in kinds.items():
        yield Phrase(phrase, Named(found), is_name=phrase[0].isupper())


def _indices() -> Iterator[Phrase[Named]]:
    for name, code in index_names():
        yield Phrase(name, Named({"index": code}))


def _domains() -> Iterator[Phrase[Named]]:
    """Labels of domains without wrapping words; those that hold an index's name are left to the index."""
    names = PhraseBook(_indices())
    families: dict[str, dict[str, str]] = {}
    for row in table("domain_names", "name", "index_family", "conformed_code"):
        tokens = cut(row["name"])
        if not any(names.at(tokens, at) for at in range(len(tokens))):
            families.setdefault(_WRAPPING.sub("", row["name"]), {})[row["index_family"]] = row["conformed_code"]
    for name, codes in families.items():
        yield Phrase(name, Named({"domain": name}, families=codes))


def _units() -> Iterator[Phrase[Named]]:
    """Names of units; a department is named as its ministry is (`Sở Nội vụ`, `Department of Home Affairs`)."""
    for spelling, level, name in unit_rows():
        if level == "national" or "(" in spelling:
            continue
        yield Phrase(spelling, Named({"unit": name}, level), is_name=True)
        if level == "ministry" and spelling.startswith("Ministry of "):
            field = spelling.removeprefix("Ministry of ")
            yield Phrase(f"{field} Ministry", Named({"unit": name}, level), is_name=True)
            yield Phrase(f"Department of {field}", _department(name), is_name=True)
        if level == "ministry" and spelling.startswith("Bộ "):
            yield Phrase(f"Sở {spelling.removeprefix('Bộ ')}", _department(name), is_name=True)
    for spelling, name in department_spellings():
        yield Phrase(spelling, Named({"unit": name}, "department"), is_name=True)


def _department(ministry: str) -> Named:
    return Named({"unit": f"Sở {ministry.removeprefix('Bộ ')}"}, "department")
