"""Reading with a part of the phrases: which rows of the vocabulary pages make use of, and reading with those alone.

Belongs here: rows found on pages, rows kept of a table, the book of phrases made of fewer rows and put back.
Does not belong here: which pages, and what is made of the scores (`bench.halving`).

A row of `claim_words.csv` is found on a page where the book gives its phrase for a run of words of the page or its
title, whether a figure comes of it or not. Where a phrase has rows of several kinds, all of them are found together.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple
from unittest.mock import patch

from bench.claim_labels import Page
from bench.printed_pages import printed_lines
from scrapers.vocabulary import claim_words
from scrapers.vocabulary.claim_words import Named, claim_book
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.words import Match, Token, cut

Rows = tuple[dict[str, str], ...]
_SKIPPED = ("-", "\n")
_CITED_FROM_PAGES = ("://", "press")
"""In a row's `source`; the rest names a decree, a plan, a publisher's workbook or usual knowledge."""


class Found(NamedTuple):
    """A phrase, word by word as it is compared, with one of the things that the book says of it."""

    words: tuple[str, ...]
    kind: str
    value: str


class Use(NamedTuple):
    """A page as it is printed, and what was found on it."""

    line: str
    found: frozenset[Found]


def uses_of(pages: Sequence[Page]) -> list[Use]:
    """Each page read with every row."""
    book = claim_book()
    find = book.at
    found: set[Found] = set()

    def noting(tokens: list[Token], first: int) -> Match[Named] | None:
        match = find(tokens, first)
        if match is not None:
            words = _words(tokens[match.first : match.last])
            found.update(Found(words, *kind) for kind in match.payload.kinds.items())
        return match

    uses: list[Use] = []
    with patch.object(book, "at", noting):
        for page in pages:
            found.clear()
            (line,) = printed_lines([page])
            uses.append(Use(line, frozenset(found)))
    return uses


def word_rows() -> Rows:
    """Every row of `claim_words.csv`."""
    return table("claim_words", "kind", "value", "phrase")


def words_found(found: frozenset[Found]) -> dict[str, Rows]:
    """The rows of `claim_words.csv` that were found; every other table stays whole."""
    rows = word_rows()
    return {
        "claim_words": tuple(
            row for row in rows if Found(_words(cut(row["phrase"])), row["kind"], row["value"]) in found
        )
    }


def words_and_domains_found(found: frozenset[Found]) -> dict[str, Rows]:
    """As `words_found`, and without the names of domains that are cited from pages and were not found.

    Names that a framework, a plan or a workbook gives are kept: they were not learnt from the labelled pages.
    """
    labels = {one.value for one in found if one.kind == "domain"}
    names = table("domain_names", "name", "source")
    kept = tuple(row for row in names if not _is_cited_from_pages(row) or _label(row["name"]) in labels)
    return {**words_found(found), "domain_names": kept}


@contextmanager
def book_of(tables: Mapping[str, Rows]) -> Iterator[None]:
    """While it lasts, pages are read with these rows of the tables named, and with every row of all others."""

    def thinned(name: str, *columns: str) -> Rows:
        return tables[name] if name in tables else table(name, *columns)

    try:
        with patch.object(claim_words, "table", thinned):
            _forget()
            yield
    finally:
        _forget()


def _forget() -> None:
    """Clears what readers and vocabulary remember: whatever was made of the other book has to be made anew."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("scrapers.vocabulary.", "scrapers.readers.")):
            for member in list(vars(module).values()):
                if hasattr(member, "cache_clear"):
                    member.cache_clear()


def _words(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.key for token in tokens if token.key not in _SKIPPED)


def _is_cited_from_pages(row: Mapping[str, str]) -> bool:
    return any(sign in row["source"] for sign in _CITED_FROM_PAGES)


def _label(name: str) -> str | None:
    """The domain that the whole book reads in a name, behind wrapping words; None where it reads none."""
    tokens = cut(name)
    matches = (claim_book().at(tokens, at) for at in range(len(tokens)))
    return next((match.payload.kinds["domain"] for match in matches if match and "domain" in match.payload.kinds), None)
