"""The values that a sentence prints: scores, ranks and changes, each with the words that make it one.

Belongs here: from the items of one sentence to `Value`s. Does not belong here: whose value it is
(`scrapers.readers.prose.binding`).

A slash has four meanings in print: rank of units (`40/63`), score of maximum (`8,89/16`), points lost of maximum
(`mất 7,14/16`) and done of total. Only the words around it tell which, so no number is read without its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scrapers.readers.prose.mentions import Item
from scrapers.records import Measure

_SCALES = (10.0, 60.0, 80.0, 100.0)
_MOST_UNITS = 70
_WIDE_GAP = 2
_NATIONAL = (34, 61, 62, 63, 64)
_MOVES = ("lên", "xuống")
_REACHES = ("tăng lên", "giảm xuống", "tụt xuống", "vươn lên", "nhích lên", "vượt lên")


@dataclass(slots=True)
class Value:
    """A printed value; `first` and `last` are items of the sentence. `of` is a maximum or a number of units.

    `refused` says why the value is none that a unit has (a target's, a gap, a threshold ...); `is_gap` that it is a
    change only if measured against a year; `is_earlier` that it is the old value of `from ... to ...`.
    """

    measure: Measure
    value: float
    raw: str
    unit_of_measure: str
    first: int
    last: int
    start: int
    end: int
    of: float | None = None
    of_raw: str | None = None
    in_words: bool = False
    is_gap: bool = False
    is_earlier: bool = False
    is_later: bool = False
    is_last: bool = False
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number with what is printed around it: maximum or count, and unit of measure (None: none)."""

    value: float
    raw: str
    unit: str | None
    last: int
    of: float | None = None
    of_raw: str | None = None
    is_counted: bool = False


def find_values(items: Sequence[Item]) -> list[Value]:
    """The values of a sentence, in order and without overlaps."""
    found: list[Value] = []
    at = 0
    while at < len(items):
        value = _value_at(items, at, found[-1] if found else None)
        if value is None:
            at += 1
            continue
        found.append(value)
        at = value.last
    _pair_from_to(items, found)
    return found


def gap(items: Sequence[Item], before: int, after: int) -> int:
    """How many words that mean nothing here stand between two items; large where digits of no value do."""
    left, right = items[before], items[after]
    if left.last < 0 or right.first < 0:
        return 9
    return right.first - left.last


def near(items: Sequence[Item], at: int, kind: str, within: int = _WIDE_GAP) -> bool:
    """Whether the item at an index is of a kind and follows the one before it closely."""
    return 0 <= at < len(items) and kind in items[at] and (at == 0 or gap(items, at - 1, at) <= within)


def _value_at(items: Sequence[Item], at: int, previous: Value | None) -> Value | None:
    item = items[at]
    free_from = previous.last if previous else 0
    if "top" in item or "bottom" in item or "beforelast" in item:
        return _superlative(items, at)
    if "kept" in item:
        return _kept(items, at)
    if "number" in item or "cardinal" in item or "ordinal" in item:
        quantity = _quantity(items, at)
        return quantity and (
            _change(items, at, quantity, free_from) or _rank(items, at, quantity, previous) or _score(items, at, quantity)
        )
    return None


def _quantity(items: Sequence[Item], at: int) -> _Quantity | None:
    item = items[at]
    if "number" not in item:
        word = item.kinds.get("cardinal") or item.kinds.get("ordinal")
        if word is None or _is_year_word(items, at):
            return None
        unit = "places" if _adjacent(items, at + 1, "places") else None
        return _Quantity(float(word), item.raw, unit, at + (2 if unit else 1))
    last, unit = _unit_of_measure(items, at + 1)
    of, of_last = _slash(items, last)
    if of is None and unit is not None:
        of, of_last = _maximum(items, last)
    if of is not None:
        after, own = _unit_of_measure(items, of_last)
        unit, last = unit or own, after if own else of_last
    elif unit is None:
        of, of_last = _maximum(items, last)
        if of is not None:
            after, own = _unit_of_measure(items, of_last)
            unit, last = own or "points", after
    counted = unit is None and last < len(items) and gap(items, last - 1, last) <= 1 and (
        "units" in items[last] or "part" in items[last]
    )
    return _Quantity(item.value, item.raw, unit, last, of.value if of else None, of.raw if of else None, counted)


def _is_year_word(items: Sequence[Item], at: int) -> bool:
    """`năm` (five) before digits means a year."""
    return items[at].raw.lower() == "năm" and not _adjacent(items, at + 1, "places")


def _adjacent(items: Sequence[Item], at: int, kind: str) -> bool:
    return at < len(items) and kind in items[at] and gap(items, at - 1, at) <= 0


def _unit_of_measure(items: Sequence[Item], at: int) -> tuple[int, str | None]:
    """Where the unit printed at an item ends, and which it is."""
    if at >= len(items) or gap(items, at - 1, at) > 0:
        return at, None
    if items[at].is_sign("%"):
        more = _adjacent(items, at + 1, "measure")
        return at + (2 if more else 1), "percent"
    if "measure" in items[at]:
        unit = items[at].kinds["measure"]
        if at + 1 < len(items) and items[at + 1].is_sign("%") and gap(items, at, at + 1) == 0:
            return at + 2, "percent"
        return at + 1, unit
    if "places" in items[at]:
        return at + 1, "places"
    if items[at].is_sign("-") and _adjacent(items, at + 1, "places"):
        return at + 2, "places"
    return at, None


def _slash(items: Sequence[Item], at: int) -> tuple[Item | None, int]:
    """The number behind a slash; of `58/61/63` the middle one."""
    if at + 1 < len(items) and items[at].is_sign("/") and gap(items, at - 1, at) == 0 and _adjacent(items, at + 1, "number"):
        end = at + 2
        if end + 1 < len(items) and items[end].is_sign("/") and _adjacent(items, end + 1, "number"):
            end += 2
        return items[at + 1], end
    return None, at


def _maximum(items: Sequence[Item], at: int) -> tuple[Item | None, int]:
    """The number behind `tối đa`, `out of` and their like: a maximum, if a scale ends there."""
    bracket = at < len(items) and items[at].is_sign("(")
    word = at + 1 if bracket else at
    if word + 1 >= len(items) or gap(items, word - 1, word) > _WIDE_GAP:
        return None, at
    number = word + 1
    if "number" not in items[number] and number + 1 < len(items) and "max" in items[number]:
        number += 1
    if "number" not in items[number] or gap(items, number - 1, number) > 1:
        return None, at
    if "max" in items[word] or "max" in items[number - 1]:
        return items[number], number + 1
    if "out_of" in items[word] and items[number].value in _SCALES and not near(items, number + 1, "units", 1):
        return items[number], number + 1
    return None, at


def _change(items: Sequence[Item], at: int, quantity: _Quantity, free_from: int) -> Value | None:
    """A quantity with a word of rising or falling before or behind it."""
    if quantity.unit is None and not _signed(items, at):
        return None
    word, first, last = _direction(items, at, quantity, free_from)
    if word is None:
        return None
    alone = word >= at and quantity.unit == "places"
    is_gap = "higher" in items[word] and not alone
    kinds = items[word].kinds
    falls = "down" in (kinds.get("up") or kinds.get("down") or kinds.get("higher") or "") or items[word].is_sign("-")
    falls = falls or items[word].raw.lower() == "xuống"
    if items[word].raw.lower() in _REACHES and quantity.unit != "places":
        return None
    is_rank = quantity.unit == "places"
    value = Value(
        Measure.DELTA_RANK if is_rank else Measure.DELTA_SCORE,
        -quantity.value if falls else quantity.value,
        quantity.raw,
        quantity.unit or "points",
        first,
        last,
        items[first].start,
        items[last - 1].end,
        is_gap=is_gap,
        in_words="number" not in items[at],
    )
    between = [item for item in items[first:at] if "higher" not in item]
    if any("approx" in item or "bound" in item for item in between) and not is_rank:
        value.refused = "it is told only roughly"
    return value


def _signed(items: Sequence[Item], at: int) -> bool:
    return at > 1 and items[at - 1].is_sign("+-") and items[at - 2].is_sign("(") and gap(items, at - 2, at) <= 1


def _direction(items: Sequence[Item], at: int, quantity: _Quantity, free_from: int) -> tuple[int | None, int, int]:
    """The item that says up or down, and the items that the change covers."""
    if _signed(items, at):
        return at - 1, at - 1, quantity.last
    after = quantity.last
    for back in range(at - 1, max(free_from, at - 5) - 1, -1):
        item = items[back]
        if quantity.unit == "places" and item.raw.lower() in _MOVES and back == at - 1:
            return back, back, quantity.last
        if "up" in item or "down" in item or "higher" in item:
            between = items[back + 1 : at]
            passes_unit = any("unit" in other for other in between)
            passes_index = any("index" in other for other in between) and items[at - 1].raw.lower() != "by"
            passes_base = any("base" in other for other in between) and not any("year" in other or "last_year" in other for other in between)
            if gap(items, back, back + 1) <= 3 and ("higher" in item or not passes_unit) and not passes_index and not passes_base:
                return back, back, quantity.last
            break
        opens = item.is_sign("(") and back == at - 1
        if not (_fills(item) or opens) or gap(items, back, back + 1) > _WIDE_GAP:
            break
    if after < len(items) and gap(items, after - 1, after) <= 1 and ("up" in items[after] or "down" in items[after] or "higher" in items[after]):
        if not near(items, after + 1, "number", 1) or items[after].kinds.get("higher"):
            return after, at, after + 1
    return None, at, after


def _fills(item: Item) -> bool:
    """Words that may stand between the word of a change and its number."""
    kinds = ("scored", "approx", "bound", "link", "to", "measure", "places", "rank_noun", "top", "mean", "unit", "bottom", "most", "country",
             "ever", "base", "year", "last_year", "index")  # fmt: skip
    return item.raw.lower() not in ("with", "đạt", "còn") and (item.raw.lower() == "năm" or any(kind in item for kind in kinds))


def _goes_on(items: Sequence[Item], at: int, quantity: _Quantity, previous: Value | None) -> bool:
    """The second of two ranks that share a word of ranking: `placed fourth and fifth`."""
    if previous is None or previous.measure is not Measure.RANK or quantity.unit is not None or at - previous.last != 1:
        return False
    if "to" in items[at - 1] and any("from" in item for item in items[max(0, previous.first - 1) : previous.first + 1]):
        return True
    return "conjunction" in items[at - 1] and ("number" not in items[at] or "nth" in items[at] or "rank" in items[previous.first])


def _rank(items: Sequence[Item], at: int, quantity: _Quantity, previous: Value | None) -> Value | None:
    item = items[at]
    free_from = previous.last if previous else 0
    if quantity.unit is not None and not ("nth" in item and quantity.unit == "places") and not (
        quantity.unit == "places" and "ordinal" in item
    ):
        return None
    if quantity.last < len(items) and items[quantity.last].is_sign("-") and near(items, quantity.last + 1, "number", 0):
        return None
    if quantity.value != int(quantity.value) or not 1 <= quantity.value <= 99 or "," in item.raw or "." in item.raw:
        return None
    first = _rank_word(items, at, free_from)
    if first is None and not (_goes_on(items, at, quantity, previous) or _stands_alone(items, at, quantity)):
        return None
    if _counts_years(items, at if first is None else first):
        return None
    if any(near(items, quantity.last, kind, _WIDE_GAP) for kind in ("top", "bottom")) and "nth" not in item and quantity.of is None:
        return None
    if near(items, quantity.last, "sequence", 1) or (at > 0 and "sequence" in items[at - 1] and first is None):
        return None
    if quantity.is_counted and quantity.of is None and "nth" not in item and first is not None and not _thu(items[at - 1]):
        return None
    if quantity.of is not None and not (quantity.value <= quantity.of <= 999 and quantity.of == int(quantity.of)):
        return None
    of, of_raw, last = quantity.of, quantity.of_raw, quantity.last
    if of is None:
        of, of_raw, last = _count_behind(items, last)
    first = at if first is None else first
    return Value(
        Measure.RANK, quantity.value, quantity.raw, "rank", first, last, items[first].start, items[last - 1].end,
        of, of_raw, in_words="number" not in item,
    )  # fmt: skip


def _thu(item: Item) -> bool:
    """Whether a word of ranking makes ordinals: `thứ 3 tỉnh ...` is the third, `xếp 3 tỉnh` are three."""
    raw = item.raw.lower()
    return raw.endswith(("thứ", "số", "no"))


def _rank_word(items: Sequence[Item], at: int, free_from: int) -> int | None:
    """The first of the words of ranking that lead to a number."""
    first = None
    for back in range(at - 1, max(free_from, at - 5) - 1, -1):
        item = items[back]
        if gap(items, back, back + 1) > (1 if first is None else _WIDE_GAP):
            break
        if "rank" in item or ("rank_noun" in item and first is None):
            first = back
        elif not (item.is_sign(".") or ("at_place" in item and item.raw.lower() != "in") or "up" in item or "to" in item or "kept" in item):
            break
    if first is not None and first > 0 and "group" in items[first - 1] and gap(items, first - 1, first) == 0:
        return None
    return first


def _counts_years(items: Sequence[Item], first: int) -> bool:
    """Whether a number of years or times stands before: `có 6 năm đứng hạng 2/63`, `seven years securing the 2nd place`."""
    if first < 2 or gap(items, first - 1, first) > 1:
        return False
    return items[first - 1].raw.lower() in ("năm", "years", "lần", "times") and (
        "number" in items[first - 2] or "cardinal" in items[first - 2]
    )


def _stands_alone(items: Sequence[Item], at: int, quantity: _Quantity) -> bool:
    """Ranks without a word of ranking: `5th place`, `3rd/63`, `third among the 63`, `(17/63)`."""
    item = items[at]
    bracketed = at > 0 and items[at - 1].is_sign("(") and quantity.last < len(items) and items[quantity.last].is_sign(")")
    if quantity.of in _NATIONAL and quantity.unit is None and not quantity.is_counted and any("rank" in other for other in items[:at]):
        return at == 0 or not items[at - 1].is_sign(",")
    if quantity.of is not None and quantity.unit is None:
        return ("nth" in item) or (bracketed and 5 <= quantity.of <= _MOST_UNITS and quantity.of == int(quantity.of))
    if "nth" in item or "ordinal" in item:
        if at and items[at - 1].raw.lower() == "at" and gap(items, at - 1, at) == 0:
            return True
        if near(items, quantity.last, "rank_noun", 1) or quantity.unit == "places" or (bracketed and "nth" in item):
            return True
        if at and "base" in items[at - 1] and near(items, quantity.last, "last_year", 1):
            return True
        return near(items, quantity.last, "out_of", 1) and near(items, quantity.last + 1, "number", 2)
    return bracketed and at > 1 and "unit" in items[at - 2] and quantity.value <= _MOST_UNITS and quantity.unit is None


def _count_behind(items: Sequence[Item], at: int) -> tuple[float | None, str | None, int]:
    """The number of ranked units told behind a rank: `out of 63`, `trong tổng số 17 bộ`."""
    if near(items, at, "rank_noun", 1) and at < len(items) and gap(items, at - 1, at) == 0:
        at += 1
    word = at
    if word + 1 < len(items) and "out_of" in items[word] and gap(items, word - 1, word) <= 1:
        number = word + 1
        if "out_of" in items[number] or "units" in items[number] or items[number].is_sign("'’"):
            number += 1
        if number < len(items) and "number" in items[number] and gap(items, number - 1, number) <= 2:
            if items[number].value <= 999 and items[number].value == int(items[number].value) and "nth" not in items[number]:
                return items[number].value, items[number].raw, number + 1
    return None, None, at


def _score(items: Sequence[Item], at: int, quantity: _Quantity) -> Value | None:
    item = items[at]
    if "number" not in item or quantity.unit == "places" or "nth" in item:
        return None
    before = items[at - 1] if at else None
    if quantity.unit is None and not _may_be_bare(items, at, quantity):
        return None
    value = Value(
        Measure.SCORE, quantity.value, quantity.raw, quantity.unit or "points", at, quantity.last,
        item.start, items[quantity.last - 1].end, quantity.of, quantity.of_raw,
    )  # fmt: skip
    value.refused = _why_no_score(items, at, quantity)
    if before is not None and "lost" in before:
        value.measure = Measure.LOST_POINTS
    return value


def _may_be_bare(items: Sequence[Item], at: int, quantity: _Quantity) -> bool:
    """Scores printed without a unit: with decimals, behind a word of scoring, a colon or in a bracket."""
    if not any(sign in quantity.raw for sign in ".,"):
        return quantity.of in _SCALES and quantity.of != 10 and at > 0 and "scored" in items[at - 1]
    if at == 0 or quantity.is_counted:
        return False
    before = items[at - 1]
    follows = quantity.last < len(items) and items[quantity.last].first > items[quantity.last - 1].last
    if follows and quantity.of is None and "." in quantity.raw and len(quantity.raw.rpartition(".")[2]) == 3:
        return False
    led = any(kind in before for kind in ("scored", "total", "from", "to", "link", "year", "domain", "base"))
    return gap(items, at - 1, at) <= 1 and (led or before.is_sign("(:;"))


def _why_no_score(items: Sequence[Item], at: int, quantity: _Quantity) -> str | None:
    for back in range(at - 1, max(0, at - 4) - 1, -1):
        item = items[back]
        if gap(items, back, back + 1) > 1:
            break
        if "approx" in item:
            return "it is told only roughly"
        if "bound" in item and not ("rival" in item and "unit" in item):
            return "it is a threshold"
        if not ("scored" in item or "max" in item or "from" in item):
            break
    if near(items, quantity.last, "fallback", 0):
        return "it counts something else"
    if near(items, quantity.last, "bound_after", 1):
        return "it is a threshold"
    if quantity.last < len(items) and items[quantity.last].is_sign("-") and near(items, quantity.last + 1, "number", 1):
        return "it is a stretch of values"
    if quantity.last + 1 < len(items) and items[quantity.last].is_sign("-") and "bound" in items[quantity.last + 1]:
        return "it is a stretch of values"
    if near(items, quantity.last, "to", 0) and near(items, quantity.last + 1, "bound", 0):
        return "it is a stretch of values"
    if near(items, quantity.last, "bound", 0) and items[quantity.last].raw.lower() == "đến dưới":
        return "it is a stretch of values"
    if at > 2 and items[at - 1].is_sign("-") and any("number" in item for item in items[at - 3 : at - 1]):
        return "it is a stretch of values"
    return None


def _superlative(items: Sequence[Item], at: int) -> Value | None:
    """First, second or last place told by words (`dẫn đầu`, `runner-up`, `cuối bảng`)."""
    item = items[at]
    if any(kind in other for other in items[max(0, at - 2) : at] for kind in ("up", "down", "lost")) and gap(items, at - 1, at) <= 2 and _is_plain_superlative(item):
        return None
    of_rank = _is_plain_superlative(item) and any(near(items, at + 1, kind, 1) for kind in ("rank", "rank_noun"))
    if near(items, at + 1, "mean", 1) or of_rank or _over_years(items, at):
        return None
    if item.raw.lower() == "led" and at + 1 < len(items) and items[at + 1].raw.lower().startswith("by"):
        return None
    led = items[at - 1] if at and gap(items, at - 1, at) <= 1 else None
    if led is not None and ("from" in led or led.raw.lower() in ("after", "sau")):
        return None
    first = at
    while first > 0 and "rank" in items[first - 1] and gap(items, first - 1, first) == 0:
        first -= 1
    last = at + 1
    value = Value(
        Measure.RANK, float(item.kinds.get("top") or 0), item.raw, "rank", first, last,
        items[first].start, item.end, in_words=True,
    )  # fmt: skip
    value.is_last = "bottom" in item
    if "beforelast" in item:
        value.refused = "its number is not told"
    count = _count_of_ranked(items, last)
    if count is not None:
        value.of, value.of_raw = count.value, count.raw
    return value


def _count_of_ranked(items: Sequence[Item], at: int) -> Item | None:
    """How many units a first or last place is of, told right behind: `led the country's 63 provinces`."""
    depth = 0
    for here in range(at, min(len(items) - 1, at + 9)):
        item = items[here]
        depth += item.is_sign("(") - item.is_sign(")")
        if depth:
            continue
        if item.is_sign(",;.") or "unit" in item or gap(items, here - 1, here) > 4:
            return None
        if "number" in item and near(items, here + 1, "units", 1) and item.value == int(item.value) and "nth" not in item:
            groups = any("group" in other and "out_of" not in other for other in items[at:here])
            return item if item.value <= 999 and not groups else None
    return None


def _over_years(items: Sequence[Item], at: int) -> bool:
    """Superlatives over time: `cao nhất trong 9 năm`, `the highest in five years`, `topping it for five years`."""
    for here in range(at + 1, min(len(items), at + 5)):
        item = items[here]
        if item.is_sign(",;().") or gap(items, here - 1, here) > 3 or "for" in item:
            return False
        if "ever" in item or item.raw.lower() in ("years", "times"):
            return True
        if item.raw.lower() == "năm" and ("number" in items[here - 1] or "cardinal" in items[here - 1]) and not near(items, here + 1, "year", 0):
            return True
    return False


def _is_plain_superlative(item: Item) -> bool:
    return item.raw.lower() in ("cao nhất", "thấp nhất", "highest", "lowest")


def _kept(items: Sequence[Item], at: int) -> Value | None:
    """`giữ nguyên vị trí`, `kept the top spot`: a change of nothing, where a place or score is what is kept."""
    follows = at + 1 < len(items) and gap(items, at, at + 1) <= _WIDE_GAP
    item = items[at]
    says_itself = "vị trí" in item.raw.lower() or "tăng" in item.raw.lower()
    if not says_itself and not (follows and any(kind in items[at + 1] for kind in ("rank", "rank_noun", "places", "top", "nth", "ours"))):
        if not (follows and "base" in items[at + 1]):
            return None
    return Value(
        Measure.DELTA_RANK, 0.0, item.raw, "places", at, at + 1, item.start, item.end, in_words=True
    )


def _pair_from_to(items: Sequence[Item], values: list[Value]) -> None:
    """Marks the old and the new value of `từ 87,61% xuống 86,78%`, which share what only one of them prints."""
    for older, newer in zip(values, values[1:], strict=False):
        led = items[max(0, older.first - 2) : older.first]
        joined = newer.first - older.last == 1 and "to" in items[older.last] and older.measure is Measure.SCORE
        if not joined and not any("from" in item for item in led) and "from" not in items[older.first]:
            continue
        between = items[older.last : newer.first]
        if not any("to" in item for item in (*between, items[newer.first])):
            continue
        if older.measure is not newer.measure or older.measure not in (Measure.SCORE, Measure.RANK):
            continue
        if older.measure is Measure.SCORE and not _tells_change(items, older, newer):
            older.refused = newer.refused = "it is a stretch of values"
        else:
            older.is_earlier, newer.is_later = True, True


def _tells_change(items: Sequence[Item], older: Value, newer: Value) -> bool:
    """Whether `từ ... đến ...` tells a change, not a stretch: by `lên`, a word of change before, or years behind."""
    around = items[max(0, older.first - 7) : newer.last + 2]
    words = [item for item in around if item.raw.lower() in _MOVES or any(kind in item for kind in ("up", "down", "year"))]
    return bool(words)