"""The words that gaps between units are told in, as one book of phrases.

Belongs here: which rows of which table give which phrases. Does not belong here: how they make a gap
(`scrapers.readers.prose.gaps`).

A book of its own: a word that is only known where a gap is looked for changes nothing of how sentences are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from scrapers.vocabulary.tables import table
from scrapers.vocabulary.words import Phrase, PhraseBook

_SHARED = {
    "units": "units", "country": "country", "mean": "mean", "region": "part", "group": "part", "mean_group": "part",
    "target": "other_time", "last_year": "other_time", "since": "other_time", "ever": "other_time",
    "measure": "measure", "base": "against", "conjunction": "conjunction", "up": "move", "down": "move",
    "bottom": "last", "some": "some",
}  # fmt: skip
"""Kinds of `claim_words.csv` that say here what they say there, and what they are called here."""
_PLACES = {"1": "first", "2": "second"}


class GapWord(NamedTuple):
    """What a phrase is where a gap is told; `value` is a side (`up`, `down`), the level of units, or `country` where a
    phrase for a mean or a place names the country: `dẫn đầu cả nước`.
    """

    kind: str
    value: str


@cache
def gap_book() -> PhraseBook[GapWord]:
    """The phrases of `gap_words.csv`, and those of `claim_words.csv` that tell whom something is compared with."""
    return PhraseBook([*_own(), *_shared()])


def _own() -> Iterator[Phrase[GapWord]]:
    for row in table("gap_words", "language", "kind", "value", "phrase"):
        yield Phrase(row["phrase"], GapWord(row["kind"], row["value"]))


def _shared() -> Iterator[Phrase[GapWord]]:
    rows = table("claim_words", "language", "kind", "value", "phrase")
    countries = tuple(row["phrase"] for row in rows if row["kind"] == "country")
    for row in rows:
        kind = _PLACES.get(row["value"]) if row["kind"] == "top" else _SHARED.get(row["kind"])
        if kind is not None:
            names_country = kind in ("first", "second", "mean") and any(name in row["phrase"] for name in countries)
            yield Phrase(row["phrase"], GapWord(kind, "country" if names_country else row["value"]))
