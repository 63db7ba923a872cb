"""Where items stand beside each other in a sentence.

Belongs here: distances, clauses, brackets. Does not belong here: what items mean together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scrapers.readers.prose.mentions import Item

CLOSE = 2
"""So few words that mean nothing here may stand between two that belong together."""
LONG = 80
"""How many items around a value are looked at; so the time that a sentence takes stays linear in its length."""
_FAR = 9


def gap(items: Sequence[Item], before: int, after: int) -> int:
    """How many words that mean nothing here stand between two items; many where digits of no value do."""
    left, right = items[before], items[after]
    return _FAR if left.last < 0 or right.first < 0 else right.first - left.last


def near(items: Sequence[Item], at: int, kind: str, within: int = CLOSE) -> bool:
    """Whether there is an item at an index, of a kind, that follows the one before it closely."""
    return 0 <= at < len(items) and kind in items[at] and (at == 0 or gap(items, at - 1, at) <= within)


def adjacent(items: Sequence[Item], at: int, kind: str) -> bool:
    """As `near`, with no word between."""
    return at < len(items) and kind in items[at] and gap(items, at - 1, at) <= 0


def has_any(item: Item, kinds: Iterable[str]) -> bool:
    """Whether an item may be of one of some kinds."""
    return not item.kinds.keys().isdisjoint(kinds)


def any_of(items: Iterable[Item], *kinds: str) -> bool:
    """Whether any of some items may be of one of some kinds."""
    return any(not item.kinds.keys().isdisjoint(kinds) for item in items)


def clause_start(items: Sequence[Item], at: int) -> int:
    """The item behind the last comma, semicolon, opening bracket or `và` before an item."""
    for back in range(at - 1, -1, -1):
        if items[back].is_sign(",;(") or "conjunction" in items[back]:
            return back + 1
    return 0


def depths(items: Sequence[Item]) -> list[int]:
    """How many brackets are open at each item; a closing bracket is still inside."""
    found: list[int] = []
    depth = 0
    for item in items:
        depth += item.is_sign("(")
        found.append(depth)
        depth = max(0, depth - item.is_sign(")"))
    return found


def outside_brackets(items: Sequence[Item]) -> list[Item]:
    """The items that no bracket holds."""
    return [item for item, depth in zip(items, depths(items), strict=True) if depth == 0]
