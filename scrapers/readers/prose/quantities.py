"""A number with what is printed around it: maximum or count, and unit of measure.

Belongs here: `40/63`, `8,89/16 điểm`, `15 điểm (tối đa 15,5 điểm)`, `three places`. Does not belong here: whether it is
a score, a rank or a change (`scrapers.readers.prose.values`).

A slash has four meanings in print: rank of units (`40/63`), score of maximum (`8,89/16`), points lost of maximum
(`mất 7,14/16`) and done of total. Only the words around it tell which, so no number is read without its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import CLOSE, adjacent, gap, has_any, near

SCALES = (10.0, 60.0, 80.0, 100.0)
"""Maxima that `out of` can lead to; other numbers behind it count units."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """`of` is a maximum or a number of units; `unit` is points, percent, places or None; `last` the item behind it.

    `is_counted` says that a noun of units or parts follows, so that it may be but their number.
    """

    value: float
    raw: str
    unit: str | None
    last: int
    of: float | None = None
    of_raw: str | None = None
    is_counted: bool = False


def quantity_at(items: Sequence[Item], at: int) -> Quantity | None:
    """The quantity that begins at an item, printed in digits or words; None for `năm` before a year's digits."""
    item = items[at]
    if "number" not in item:
        return _in_words(items, at)
    last, unit = _unit_of_measure(items, at + 1)
    of, of_last = _slash(items, last)
    unsaid = None
    if of is None:
        of, of_last = _maximum(items, last)
        unsaid = "points"
        if of is not None and of_last < len(items) and has_any(items[of_last], ("part", "units", "parts")):
            return None
    if of is not None:
        last, own = _unit_of_measure(items, of_last)
        unit = unit or own or unsaid
    counted = unit is None and last < len(items) and gap(items, last - 1, last) <= 1
    is_counted = counted and ("units" in items[last] or "part" in items[last])
    return Quantity(item.value, item.raw, unit, last, of.value if of else None, of.raw if of else None, is_counted)


def _in_words(items: Sequence[Item], at: int) -> Quantity | None:
    item = items[at]
    word = item.kinds.get("cardinal") or item.kinds.get("ordinal")
    counts_places = adjacent(items, at + 1, "places")
    if word is None or ("span" in item and not counts_places):
        return None
    return Quantity(float(word), item.raw, "places" if counts_places else None, at + 1 + counts_places)


def _unit_of_measure(items: Sequence[Item], at: int) -> tuple[int, str | None]:
    """Where the unit printed at an item ends, and which it is: `điểm`, `%`, `% điểm`, `điểm %`, `bậc`, `-notch`."""
    if at >= len(items) or gap(items, at - 1, at) > 0:
        return at, None
    item = items[at]
    if item.is_sign("%"):
        return at + 1 + adjacent(items, at + 1, "measure"), "percent"
    if "measure" in item:
        if at + 1 < len(items) and items[at + 1].is_sign("%") and gap(items, at, at + 1) == 0:
            return at + 2, "percent"
        return at + 1, item.kinds["measure"]
    if "places" in item:
        return at + 1, "places"
    if item.is_sign("-") and adjacent(items, at + 1, "places"):
        return at + 2, "places"
    return at, None


def _slash(items: Sequence[Item], at: int) -> tuple[Item | None, int]:
    """The number behind a slash; of `58/61/63` the middle one."""
    if not _divides(items, at):
        return None, at
    end = at + 2
    return items[at + 1], end + 2 if _divides(items, end) else end


def _divides(items: Sequence[Item], at: int) -> bool:
    return (
        at + 1 < len(items)
        and items[at].is_sign("/")
        and gap(items, at - 1, at) == 0
        and adjacent(items, at + 1, "number")
    )


def _maximum(items: Sequence[Item], at: int) -> tuple[Item | None, int]:
    """The number behind `tối đa`, `out of` and their like: a maximum, if a scale ends there."""
    word = at + 1 if at < len(items) and items[at].is_sign("(") else at
    if word + 1 >= len(items) or gap(items, word - 1, word) > CLOSE:
        return None, at
    number = word + 1
    if "number" not in items[number] and number + 1 < len(items) and "max" in items[number]:
        number += 1
    if "number" not in items[number] or gap(items, number - 1, number) > 1:
        return None, at
    if "max" in items[word] or "max" in items[number - 1]:
        return items[number], number + 1
    if "out_of" in items[word] and items[number].value in SCALES and not near(items, number + 1, "units", 1):
        return items[number], number + 1
    return None, at
