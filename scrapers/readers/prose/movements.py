"""Changes of scores and ranks: a quantity with a word of rising or falling, and places that are kept.

Belongs here: `tăng 1,59 điểm`, `climbing one place`, `6 places higher`, `(+6.39%)`, `giữ nguyên`. Does not belong here:
what a change is measured against (`scrapers.readers.prose.changes`).
"""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import CLOSE, any_of, gap, has_any, near
from scrapers.readers.prose.quantities import Quantity
from scrapers.readers.prose.value import Value
from scrapers.records import Measure

_WORDS = ("up", "down", "higher")
_FURTHEST = 5
_WIDEST = 3
LEAST_TOTAL = 20
"""No score changes by so much in a year; what is `gained` beyond it is a total."""
_FILL = (
    "scored", "approx", "bound", "link", "to", "measure", "places", "rank_noun", "top", "mean", "unit", "bottom",
    "most", "degree", "country", "ever", "base", "year", "span", "last_year", "index", "units",
)  # fmt: skip
"""What may stand between the word of a change and its number: `tăng thêm được`, `giảm so với năm 2019`."""
_WHAT_IS_KEPT = ("rank", "rank_noun", "places", "top", "nth", "ours", "base", "ordinal")


def change_at(items: Sequence[Item], at: int, quantity: Quantity, previous: Value | None) -> Value | None:
    """The change that a quantity is, or None.

    Args:
        previous: the value before in the sentence: a change may not reach over it, but may share its word.
    """
    is_rank = quantity.unit == "places"
    is_score = quantity.of is not None and not is_rank
    if is_score or (quantity.unit is None and not _is_signed(items, at)):
        return None
    word, first, last = _direction(items, at, quantity, previous.last if previous else 0)
    if word is None and previous is not None and _shares_word(items, at, quantity, previous):
        return _shared_change(items, at, quantity, previous)
    if word is None or (not is_rank and _is_reached(items, word, at, quantity)):
        return None
    between = [item for item in items[first:at] if "higher" not in item]
    is_rough = not is_rank and any_of(between, "approx", "bound")
    return Value(
        Measure.DELTA_RANK if is_rank else Measure.DELTA_SCORE,
        -quantity.value if _falls(items[word]) else quantity.value,
        quantity.raw,
        quantity.unit or "points",
        first,
        last,
        items[first].start,
        items[last - 1].end,
        in_words="number" not in items[at],
        is_gap="higher" in items[word] and not (word >= at and is_rank),
        refused="it is told only roughly" if is_rough else None,
    )


def _shares_word(items: Sequence[Item], at: int, quantity: Quantity, previous: Value) -> bool:
    """The second of two changes that share a word.

    `tăng 1,59 điểm và 7 bậc`, `2.49 points higher and eight places better`.
    """
    joined = at - previous.last == 1 and "conjunction" in items[at - 1] and gap(items, at - 1, at) <= 1
    is_other = quantity.unit is not None and (quantity.unit == "places") == (previous.measure is Measure.DELTA_SCORE)
    return joined and previous.is_change and is_other and "kept" not in items[previous.first]


def _shared_change(items: Sequence[Item], at: int, quantity: Quantity, previous: Value) -> Value:
    return Value(
        Measure.DELTA_RANK if quantity.unit == "places" else Measure.DELTA_SCORE,
        -quantity.value if previous.value < 0 else quantity.value,
        quantity.raw,
        quantity.unit or "points",
        at,
        quantity.last,
        items[at].start,
        items[quantity.last - 1].end,
        in_words="number" not in items[at],
        is_gap=previous.is_gap,
        refused=previous.refused,
    )


def _is_reached(items: Sequence[Item], word: int, at: int, quantity: Quantity) -> bool:
    """Whether an amount is where something has come, not by how much: `rose to 88.35`, `gained 91.77 percent`."""
    if "reach" in items[word] or any(item.word == "to" for item in items[word + 1 : at]):
        return True
    return "scored" in items[word] and quantity.value >= LEAST_TOTAL


def kept_at(items: Sequence[Item], at: int) -> Value | None:
    """`giữ nguyên vị trí`, `kept the top spot`: a change of nothing, where a place is what is kept."""
    item = items[at]
    follows = at + 1 < len(items) and gap(items, at, at + 1) <= CLOSE and has_any(items[at + 1], _WHAT_IS_KEPT)
    if not follows and item.kinds["kept"] != "place":
        return None
    return Value(Measure.DELTA_RANK, 0.0, item.raw, "places", at, at + 1, item.start, item.end, in_words=True)


def _falls(word: Item) -> bool:
    kinds = word.kinds
    return "down" in (kinds.get("up"), kinds.get("down"), kinds.get("higher"), kinds.get("move")) or word.is_sign("-")


def _is_signed(items: Sequence[Item], at: int) -> bool:
    """`(+6.39%)`: a sign right behind a bracket."""
    return at > 1 and items[at - 1].is_sign("+-") and items[at - 2].is_sign("(") and gap(items, at - 2, at) <= 1


def _direction(items: Sequence[Item], at: int, quantity: Quantity, free_from: int) -> tuple[int | None, int, int]:
    """The item that says up or down, and the first and last item of the change."""
    if _is_signed(items, at):
        return at - 1, at - 1, quantity.last
    before = _word_before(items, at, quantity, free_from)
    if before is not None:
        return before, before, quantity.last
    after = quantity.last
    follows = after < len(items) and gap(items, after - 1, after) <= 1 and has_any(items[after], _WORDS)
    if follows and ("higher" in items[after] or not near(items, after + 1, "number", 1)):
        return after, at, after + 1
    return None, at, after


def _word_before(items: Sequence[Item], at: int, quantity: Quantity, free_from: int) -> int | None:
    for back in range(at - 1, max(free_from, at - _FURTHEST) - 1, -1):
        item = items[back]
        if quantity.unit == "places" and "move" in item and back == at - 1:
            return back
        if has_any(item, _WORDS):
            return back if gap(items, back, back + 1) <= _WIDEST and _leads(items, back, at) else None
        opens = item.is_sign("(") and back == at - 1
        if not (_fills(item) or opens) or gap(items, back, back + 1) > CLOSE:
            return None
    return None


def _fills(item: Item) -> bool:
    return has_any(item, _FILL) and not has_any(item, ("with", "reaches_to"))


def _leads(items: Sequence[Item], word: int, at: int) -> bool:
    """Whether nothing between a word of change and a number says that the number is something else."""
    between = items[word + 1 : at]
    in_bracket = items[at - 1].is_sign("(")
    if any_of(between, "unit") and ("higher" not in items[word] or in_bracket):
        return False
    if in_bracket and any_of(between, "mean"):
        return False
    if any_of(between, "index") and "agent" not in items[at - 1]:
        return False
    return not any_of(between, "base") or any_of(between, "year", "last_year")
