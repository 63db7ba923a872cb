"""Names of units that a picture was misread for: the one unit that a table lacks and the words are nearly the name of.

Belongs here: names only. Does not belong here: numbers (`likely_misreadings`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from difflib import SequenceMatcher
from functools import cache

from scrapers.readers.context import Place
from scrapers.vocabulary.text import fold
from scrapers.vocabulary.units import unit_rows

_LIKE = 0.6
_CLEARLY = 0.1
"""How much nearer than any other unit the one must be."""
_LEVELS = ("province", "ministry")


def nearest_unit(text: str, named: Collection[Place]) -> Place | None:
    """The unit of the named ones' level, not among them, whose name is clearly nearest to a text; else None."""
    levels = Counter(place.level for place in named)
    level = max(levels, key=lambda one: (levels[one], one), default="")
    folded = fold(text)
    if level not in _LEVELS or not folded:
        return None
    known = {place.name for place in named}
    scored: dict[str, float] = {}
    for spelling, name in _spellings(level):
        if name not in known:
            likeness = SequenceMatcher(None, spelling, folded, autojunk=False).ratio()
            scored[name] = max(likeness, scored.get(name, 0.0))
    ranked = sorted(scored.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _LIKE or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _CLEARLY):
        return None
    return Place(ranked[0][0], level)


@cache
def _spellings(level: str) -> tuple[tuple[str, str], ...]:
    rows = {(fold(spelling), name) for spelling, unit_level, name in unit_rows() if unit_level == level}
    return tuple(sorted(rows))
