"""Counting what was read right, missed or read falsely, and pairing places of two readings.

Belongs here: tallies, their printed rows, overlaps of spans. Does not belong here: labels of any kind.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

Span = tuple[int, int]
Wanted = TypeVar("Wanted")
Read = TypeVar("Read")
_D = str.maketrans("đĐðÐ", "dDdD")
_FULL_FORMS = (("uybannhandan", "ubnd"), ("hoidongnhandan", "hdnd"))


@dataclass
class Tally:
    """What became of the wanted and the read of one kind."""

    right: int = 0
    missed: int = 0
    false: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Board:
    """Tallies by name, in the order in which the names first came up."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def of(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally())

    def right(self, *names: str) -> None:
        for name in names:
            self.of(name).right += 1

    def missed(self, told: str, *names: str) -> None:
        """Counts a miss under every name and keeps it in words under the first."""
        for name in names:
            self.of(name).missed += 1
        self.of(names[0]).errors.append(f"missed {told}")

    def false(self, told: str, *names: str) -> None:
        """Counts what was read and is not there, as `missed` does."""
        for name in names:
            self.of(name).false += 1
        self.of(names[0]).errors.append(f"false  {told}")

    def lines(self, errors: int) -> Iterable[str]:
        """A row a tally, under it up to `errors` of what went wrong."""
        for name, tally in self.tallies.items():
            yield (
                f"  {name:<28} precision {tally.precision:.3f}  recall {tally.recall:.3f}  F1 {tally.f1:.3f}"
                f"  ({tally.right} right, {tally.missed} missed, {tally.false} false)"
            )
            yield from (f"      {error}" for error in tally.errors[:errors])


def paired(
    wanted: Sequence[Wanted], read: Sequence[Read], likeness: Callable[[Wanted, Read], float]
) -> list[tuple[Wanted | None, Read | None]]:
    """Each wanted with the read that is most like it, no read twice; what has no partner stands alone.

    Args:
        likeness: above 0 where the two may be one; the most alike are paired first.
    """
    found = sorted(
        (-likeness(one, other), i, j)
        for i, one in enumerate(wanted)
        for j, other in enumerate(read)
        if likeness(one, other) > 0
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in found:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    pairs: list[tuple[Wanted | None, Read | None]] = [
        (one, read[partner[i]] if i in partner else None) for i, one in enumerate(wanted)
    ]
    return pairs + [(None, other) for j, other in enumerate(read) if j not in taken]


def shared(one: Span, other: Span) -> int:
    """The number of characters that two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def overlap(one: Span, other: Span) -> float:
    """The share of the longer of two spans that both cover: 1 where they are the same."""
    longer = max(one[1] - one[0], other[1] - other[0])
    return shared(one, other) / longer if longer else 0.0


def cover(one: Span, other: Span) -> float:
    """The share of the shorter of two spans that both cover: 1 where one lies within the other."""
    shorter = min(one[1] - one[0], other[1] - other[0])
    return shared(one, other) / shorter if shorter else 0.0


def fold(text: str | None) -> str:
    """Lower-case ASCII letters and digits of a name, the two councils in their short form."""
    bare = unicodedata.normalize("NFD", (text or "").translate(_D))
    letters = re.sub(r"[^a-z0-9]+", "", "".join(c for c in bare if not unicodedata.combining(c)).lower())
    for full, short in _FULL_FORMS:
        letters = letters.replace(full, short)
    return letters


def names(bodies: Iterable[str]) -> frozenset[str]:
    """Bodies as a set of names, whether they are listed one by one or in one string with commas."""
    return frozenset(fold(part) for body in bodies for part in re.split(r"[,;]", body)) - {""}
