"""Ranks that a number or an ordinal tells: `xếp thứ 40/63`, `ranked 5th out of 63`, `hạng II`, `(17/63)`.

Belongs here: telling ranks from counts. Does not belong here: first and last places told by words alone
(`scrapers.readers.prose.superlatives`), regions (`scrapers.readers.prose.regions`).
"""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import CLOSE, any_of, gap, has_any, near
from scrapers.readers.prose.quantities import Quantity
from scrapers.readers.prose.value import Value
from scrapers.records import Measure

MOST_COUNTED = 999
_MOST_UNITS = 70
_FEWEST_UNITS = 5
_LOWEST = 99
_NATIONAL = (34, 61, 62, 63, 64)
"""How many provinces have been ranked: the number alone tells that a slash stands between rank and count."""
_FURTHEST = 5
_OPENING = 4
_RUN_REACH = 12
_MOVES_REACH = 3
_BEHIND_PLACES = ("with", "conjunction", "base", "last_year", "out_of", "to", "in_year", "year", "at_place")


def rank_at(items: Sequence[Item], at: int, quantity: Quantity, previous: Value | None) -> Value | None:
    """The rank that a quantity is, or None.

    Args:
        previous: the value before in the sentence, which may share its word of ranking with this one.
    """
    item = items[at]
    if not _may_be_rank(items, at, quantity):
        return None
    first = _word_of_ranking(items, at, previous.last if previous else 0)
    if first is None and not (
        _shares_word(items, at, quantity, previous) or _stands_alone(items, at, quantity, previous)
    ):
        return None
    if _is_count(items, at, quantity, first):
        return None
    of, of_raw, last = quantity.of, quantity.of_raw, quantity.last
    if of is None:
        of, of_raw, last = _count_behind(items, last)
    first = at if first is None else first
    return Value(
        Measure.RANK, quantity.value, quantity.raw, "rank", first, last, items[first].start, items[last - 1].end,
        of, of_raw, in_words="number" not in item,
    )  # fmt: skip


def _may_be_rank(items: Sequence[Item], at: int, quantity: Quantity) -> bool:
    """Whether a quantity has the form of a rank: a small whole number, within its count, that opens no stretch."""
    item = items[at]
    if quantity.unit is not None and not (quantity.unit == "places" and has_any(item, ("nth", "ordinal"))):
        return False
    if quantity.last < len(items) and items[quantity.last].is_sign("-") and near(items, quantity.last + 1, "number", 0):
        return False
    if "," in item.raw or "." in item.raw or not 1 <= quantity.value <= _LOWEST:
        return False
    return quantity.of is None or (quantity.value <= quantity.of <= MOST_COUNTED and quantity.of == int(quantity.of))


def _is_count(items: Sequence[Item], at: int, quantity: Quantity, first: int | None) -> bool:
    """Counts shaped like ranks: `xếp 3 vị trí đầu`, `6 năm đứng hạng 2`, `năm thứ 5 liên tiếp`, `xếp hạng 63 tỉnh`."""
    if _counts_years(items, at if first is None else first):
        return True
    is_nth = "nth" in items[at]
    leads_to_place = near(items, quantity.last, "top") or near(items, quantity.last, "bottom")
    if leads_to_place and not is_nth and quantity.of is None:
        return True
    if near(items, quantity.last, "sequence", 1) or (first is None and at > 0 and "sequence" in items[at - 1]):
        return True
    is_ordinal = first is None or is_nth or "ordinal_word" in items[at - 1]
    return quantity.is_counted and quantity.of is None and not is_ordinal


def _counts_years(items: Sequence[Item], first: int) -> bool:
    """Whether a number of years or times stands before: `seven years securing the 2nd place`."""
    if first < 2 or gap(items, first - 1, first) > 1 or "span" not in items[first - 1]:
        return False
    return has_any(items[first - 2], ("number", "cardinal"))


def _word_of_ranking(items: Sequence[Item], at: int, free_from: int) -> int | None:
    """The first of the words of ranking that lead to a number, unless a group is what they rank."""
    first = None
    for back in range(at - 1, max(free_from, at - _FURTHEST) - 1, -1):
        item = items[back]
        if gap(items, back, back + 1) > (1 if first is None else CLOSE):
            break
        if "rank" in item or ("rank_noun" in item and first is None):
            first = back
        elif not (item.is_sign(".") or has_any(item, ("stands_at", "up", "down", "to", "kept", "from"))):
            break
    is_group = first is not None and first > 0 and "group" in items[first - 1] and gap(items, first - 1, first) == 0
    if first is None:
        first = _named_rank(items, at, free_from)
    return None if is_group else first


def _named_rank(items: Sequence[Item], at: int, free_from: int) -> int | None:
    """`thứ hạng PAR INDEX của tỉnh là 21`: a noun of ranking, whose verb is right before the number."""
    if at == 0 or "link" not in items[at - 1] or gap(items, at - 1, at) > 0:
        return None
    for back in range(at - 2, max(free_from, at - _FURTHEST) - 1, -1):
        if "rank_noun" in items[back] and "measure" not in items[back]:
            return back
        if not has_any(items[back], ("index", "ours", "unit", "year", "in_year", "out_of")):
            return None
    return None


def _shares_word(items: Sequence[Item], at: int, quantity: Quantity, previous: Value | None) -> bool:
    """The second of two ranks that share a word of ranking: `placed fourth and fifth`, `từ vị trí 15 lên 13`."""
    if previous is not None and _tells_places_of(items, at, quantity, previous):
        return True
    if previous is None or previous.measure is not Measure.RANK or quantity.unit is not None or at - previous.last != 1:
        return False
    if "to" in items[at - 1]:
        return any_of(items[max(0, previous.first - 1) : previous.first + 1], "from")
    is_rank = "number" not in items[at] or "nth" in items[at] or "rank" in items[previous.first]
    if any_of(items[max(0, previous.first - _RUN_REACH) : previous.first], "order") or _is_in_turn(items, at):
        return items[at - 1].is_sign(",") or "conjunction" in items[at - 1]
    in_list = "nth" in items[at] and "nth" in items[previous.last - 1] and items[at - 1].is_sign(",")
    return in_list or ("conjunction" in items[at - 1] and is_rank)


def _is_in_turn(items: Sequence[Item], at: int) -> bool:
    """Whether a run of ordinals ends in a word that says so: `ranking 2nd, 3rd and 4th respectively`."""
    while at < len(items) and (has_any(items[at], ("nth", "ordinal", "conjunction")) or items[at].is_sign(",")):
        at += 1
    return at < len(items) and "order" in items[at]


def _tells_places_of(items: Sequence[Item], at: int, quantity: Quantity, previous: Value) -> bool:
    """`tăng 13 bậc, từ 47 lên 34`: the place before a change of rank, if the numbers agree with it."""
    if (
        previous.measure is not Measure.DELTA_RANK
        or not near(items, at - 1, "from", CLOSE)
        or at - previous.last > CLOSE
    ):
        return False
    goes_on = near(items, quantity.last, "to", 0) and quantity.last + 1 < len(items)
    return goes_on and items[quantity.last + 1].value == quantity.value - previous.value


def _stands_alone(items: Sequence[Item], at: int, quantity: Quantity, previous: Value | None) -> bool:
    """Ranks without a word of ranking before them: `5th place`, `3rd/63`, `third among the 63`, `(17/63)`."""
    item = items[at]
    opens = at > 0 and items[at - 1].is_sign("(")
    bracketed = opens and quantity.last < len(items) and items[quantity.last].is_sign(")")
    if quantity.of is not None and quantity.unit is None:
        if quantity.of in _NATIONAL and not quantity.is_counted and any_of(items[:at], "rank"):
            return at == 0 or not items[at - 1].is_sign(",")
        return "nth" in item or (bracketed and _FEWEST_UNITS <= quantity.of <= _MOST_UNITS)
    if has_any(item, ("nth", "ordinal")):
        return _is_told_behind(items, at, quantity, previous) or (bracketed and "nth" in item)
    names_unit = at > 1 and "unit" in items[at - 2]
    return bracketed and names_unit and quantity.value <= _MOST_UNITS and quantity.unit is None


def _is_told_behind(items: Sequence[Item], at: int, quantity: Quantity, previous: Value | None) -> bool:
    """Whether what stands around an ordinal makes it a rank.

    `at third`, `5th place`, `43rd last year`, `third of the 63`.
    """
    before = items[at - 1] if at else None
    if before is not None and gap(items, at - 1, at) == 0 and ("at" in before or _is_predicate(items, at, quantity)):
        return True
    if at and _is_end_of_move(items, at, previous):
        return True
    is_next = previous is not None and previous.measure is Measure.RANK and at - previous.last <= CLOSE + 2
    if is_next and near(items, quantity.last, "in_year", 0):
        return True
    if near(items, quantity.last, "at_place", 0) and near(items, quantity.last + 1, "domain", 1):
        return True
    is_count = "cardinal" in items[at]
    if not is_count and (quantity.unit == "places" or near(items, quantity.last, "rank_noun", 1)):
        return True
    if before is not None and "base" in before and near(items, quantity.last, "last_year", 1):
        return True
    return near(items, quantity.last, "out_of", 1) and near(items, quantity.last + 1, "number", 2)


def _is_end_of_move(items: Sequence[Item], at: int, previous: Value | None) -> bool:
    """`from 30th ... to 21st`, `shot up 43 places to 19th`, `tumbled to 62nd`: where a unit comes from or has come."""
    before = items[at - 1]
    if gap(items, at - 1, at) > 1:
        return False
    if "from" in before and "base" in before:
        return any_of(items[at + 1 : at + _MOVES_REACH * 3], "to")
    if "to" not in before or "number" in before:
        return False
    is_next = previous is not None and previous.measure in (Measure.DELTA_RANK, Measure.RANK)
    return is_next or any_of(items[max(0, at - _MOVES_REACH) : at - 1], "up", "down", "move")


def _is_predicate(items: Sequence[Item], at: int, quantity: Quantity) -> bool:
    """A place said of what stands before.

    `was second with 72.10 points`, `Bac Giang 4th (69.75)`, `Dak Nong (60.50) 62nd`.
    """
    before, last = items[at - 1], quantity.last
    ends = last == len(items) or items[last].is_sign("(,;.") or has_any(items[last], _BEHIND_PLACES)
    apposed = before.is_sign(",") and at > 1 and "unit" in items[at - 2]
    said = "link" in before or ("unit" in before and before.level != "region") or before.is_sign(")") or apposed
    said = said or (before.word == "in" and "cardinal" not in items[at])
    return said and ends


def _count_behind(items: Sequence[Item], at: int) -> tuple[float | None, str | None, int]:
    """The number of ranked units told behind a rank: `out of 63`, `trong tổng số 17 bộ`."""
    word = at + 1 if at < len(items) and "rank_noun" in items[at] and gap(items, at - 1, at) == 0 else at
    if word + 1 >= len(items) or gap(items, word - 1, word) > 1:
        return None, None, word
    in_group = "group" in items[word] and near(items, word + 2, "units", 1)
    if "out_of" not in items[word] and not in_group:
        return None, None, word
    number = word + 1
    if has_any(items[number], ("out_of", "units")) or items[number].is_sign("'’"):
        number += 1
    if number >= len(items) or gap(items, number - 1, number) > CLOSE or not is_whole(items[number]):
        return None, None, word
    return items[number].value, items[number].raw, number + 1


def count_before(items: Sequence[Item], values: Sequence[Value]) -> None:
    """Gives the first rank of a sentence the count that it opens with: `Trong 17 bộ, Bộ Tư pháp đứng đầu`."""
    at = next((here for here in range(min(_OPENING, len(items) - 1)) if is_whole(items[here])), None)
    if not at or not has_any(items[at - 1], ("out_of", "considered", "base")) or not near(items, at + 1, "units", 1):
        return
    first = next((value for value in values if value.measure is Measure.RANK), None)
    if first is not None and first.of is None and first.value <= items[at].value and first.first > at:
        first.of, first.of_raw = items[at].value, items[at].raw


def is_whole(item: Item) -> bool:
    """Whether an item is a whole number that can count units."""
    return "number" in item and "nth" not in item and item.value <= MOST_COUNTED and item.value == int(item.value)
