"""Whether phrases found on one half of the labelled pages read the other half as well.

Belongs here: halving pages, scoring both halves with the rows of one, the printed sections. Does not belong here:
making a book of fewer rows (`bench.thinned_book`), scoring a page (`bench.claim_labels`).

Five times the pages are split at random, the same way in every run. The grammar is left the rows of its tables that one
half makes use of, as if it had been written by someone who saw that half alone, and then reads both. Once the rows are
those of `claim_words.csv`; once the names of domains that are cited from pages are taken from the one half too.

What this shows: how much reading owes to phrases that only the pages to be read have taught it. What it does not show:
the rules in code, the names of units and indices and the bounds of values are the same for both halves, and whoever
wrote them saw both. Nor are the halves strangers: two papers that print one announcement may fall on either side. How
unseen pages are read is told by pages whose authors did not know the readers, and by nothing in this module.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from bench.claim_labels import Page, score_own, shared_rows
from bench.printed_pages import printed_lines
from bench.thinned_book import Found, Rows, Use, book_of, uses_of, word_rows, words_and_domains_found, words_found

SEEDS = (1, 2, 3, 4, 5)
_F1_OF_ALL = re.compile(r"^all .*\bF1 (\d\.\d+)", re.MULTILINE)
_GROWN: tuple[tuple[str, Callable[[frozenset[Found]], dict[str, Rows]]], ...] = (
    ("phrases of one half", words_found),
    ("phrases and cited names of domains of one half", words_and_domains_found),
)

Score = Callable[[Sequence[Page], Sequence[str]], float]
"""F1 of pages by what was printed of them."""


class Halving(NamedTuple):
    """F1 of both halves with the rows of the one, and of the other with every row."""

    seed: int
    rows: int
    one: float
    other: float
    other_with_all: float

    @property
    def gap(self) -> float:
        """By how much the other half is read worse than the one that the rows come from."""
        return self.one - self.other

    @property
    def loss(self) -> float:
        """What the missing rows cost the other half; unlike the gap, it does not tell which half was the easier."""
        return self.other_with_all - self.other


def halving_section(pages: Sequence[Page], score: Score) -> Iterator[str]:
    """The halvings of pages, by what the grammar is left."""
    uses = uses_of(pages)
    for name, grown in _GROWN:
        yield f"  {name}:"
        halvings = [halved(pages, uses, score, grown, seed) for seed in SEEDS]
        yield from (_told(halving) for halving in halvings)
        for what, values in (("gap", [one.gap for one in halvings]), ("loss", [one.loss for one in halvings])):
            yield f"    {what:<5} mean {sum(values) / len(values):+.3f}  worst {max(values):+.3f}"


def use_section(sets: Mapping[str, Sequence[Page]]) -> Iterator[str]:
    """How many rows of `claim_words.csv` are found on pages, by set of pages."""
    rows = len(word_rows())
    for name, pages in sets.items():
        used = len(words_found(_all_found(uses_of(pages)))["claim_words"])
        yield f"  {used:,} of {rows:,} rows of claim_words.csv are found on {name}, {rows - used:,} are not"


def halved(
    pages: Sequence[Page],
    uses: Sequence[Use],
    score: Score,
    grown: Callable[[frozenset[Found]], dict[str, Rows]],
    seed: int,
) -> Halving:
    """Both halves scored with the rows of one.

    Args:
        uses: of each page, read with every row.
        grown: the rows that the grammar is left, by what was found on the one half.
    """
    is_one = _drawn(len(pages), seed)
    is_other = [not drawn for drawn in is_one]
    tables = grown(_all_found(compress(uses, is_one)))
    with book_of(tables):
        lines = printed_lines(pages)

    def f1(half: Sequence[bool], printed: Sequence[str]) -> float:
        return score(list(compress(pages, half)), list(compress(printed, half)))

    with_all = [use.line for use in uses]
    rows = sum(len(kept) for kept in tables.values())
    return Halving(seed, rows, f1(is_one, lines), f1(is_other, lines), f1(is_other, with_all))


def own_f1(pages: Sequence[Page], printed: Sequence[str]) -> float:
    """F1 of our own labels over all facts."""
    return score_own(pages, [json.loads(line) for line in printed]).of("all").f1


def shared_f1(script: ModuleType, pages: Sequence[Page], printed: Sequence[str]) -> float:
    """F1 of shared labels as the row `all` of the script beside them tells it; ranks in words are no part of it.

    Raises:
        SystemExit: the script prints no such row.
    """
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as labels:
        labels.writelines(f"{json.dumps(page)}\n" for page in pages)
        labels.flush()
        rows = shared_rows(script, Path(labels.name), printed)
    match = _F1_OF_ALL.search(rows)
    if match is None:
        raise SystemExit(f"{script.__name__} prints no F1 in a row `all`: halves cannot be scored by it.")
    return float(match[1])


def _drawn(count: int, seed: int) -> list[bool]:
    """Which pages are of the one half; of an odd number the other half has one more."""
    drawn = set(random.Random(seed).sample(range(count), count // 2))  # noqa: S311 - a halving is no secret
    return [at in drawn for at in range(count)]


def _all_found(uses: Iterable[Use]) -> frozenset[Found]:
    return frozenset().union(*(use.found for use in uses))


def _told(halving: Halving) -> str:
    both = f"F1 {halving.one:.3f} on the one half, {halving.other:.3f} on the other (gap {halving.gap:+.3f})"
    whole = f"with every row {halving.other_with_all:.3f} (loss {halving.loss:+.3f})"
    return f"    halving {halving.seed}: {halving.rows:,} rows, {both}; {whole}"
