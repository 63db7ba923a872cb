"""Why a value is no claim: targets and gaps aside, what the words around it say.

Belongs here: yes-or-no questions about one value in its sentence. Does not belong here: what is carried
(`scrapers.readers.prose.state`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import CLOSE, any_of, clause_start, gap, has_any, near
from scrapers.readers.prose.scope import DomainLabel
from scrapers.readers.prose.sentences import Sentence
from scrapers.readers.prose.value import Value

OF_PARTS = "it is of parts that are named elsewhere"
ANOTHERS = "it stands for who holds the place"
NOT_SAID = "its sentence does not say that it is a score"
_FULL = 100
_LEADS_SCORE = (
    "scored",
    "unit",
    "domain",
    "total",
    "from",
    "to",
    "link",
    "year",
    "ever",
    "most",
    "degree",
    "top",
    "bottom",
    "ordinal",
    "nth",
    "places",
    "rank_noun",
)
_OF_SCORE = ("scored", "total", "index", "domain", "mean", "part")
_MOVING = ("up", "down", "conjunction", "number", "measure")


def is_nameless(sentence: Sentence, value: Value) -> bool:
    """Whether a value is of a unit told by its place alone: `tỉnh thấp nhất là 85,54%`, `nơi giảm nhiều nhất 2,94%`."""
    items = sentence.items
    start = clause_start(items, value.first)
    inside = items[start : value.last]
    if value.measure == "rank" or any_of(inside, "unit", "ours", "mean"):
        return False
    at = next((at for at, item in enumerate(inside) if has_any(item, ("top", "bottom", "most"))), None)
    if at is None:
        return False
    behind = range(value.last, min(len(items), value.last + 3))
    if any("unit" in items[here] and sentence.unit_role(here) == "subject" for here in behind):
        return False
    bare = start > 0 and all(has_any(item, _MOVING) for item in inside[:at])
    return bare or any_of(inside[:at], "units")


def is_once(items: Sequence[Item], value: Value) -> bool:
    """Whether a value is of an earlier time that is not told: `once ranked 4th`."""
    at = value.first
    return at > 0 and "once" in items[at - 1] and gap(items, at - 1, at) <= CLOSE


def is_anothers(items: Sequence[Item], value: Value) -> bool:
    """Whether a place only stands for who holds it: `bỏ xa vị trí thứ hai`, `2.41 points ahead of the second`."""
    at = value.first - 1 if value.first > 1 and "units" in items[value.first - 1] else value.first
    before = items[at - 1] if at else None
    if near(items, value.last, "last_year", 1):
        return False
    if at < value.first and value.in_words and not _leads_to_unit(items, value) and _is_measured_against(items, at):
        return True
    compares = before is not None and has_any(before, ("gap", "rival", "higher")) and "scored" not in before
    return (
        compares
        and gap(items, value.first - 1, value.first) <= 1
        and not any_of(items[value.last : value.last + 2], "link")
    )


def _leads_to_unit(items: Sequence[Item], value: Value) -> bool:
    """Whether a place goes on to who holds it: `đơn vị cao nhất cả nước là Quảng Ninh`."""
    behind = items[value.last : value.last + 4]
    return any("link" in one and "unit" in other for one, other in pairwise(behind))


def _is_measured_against(items: Sequence[Item], at: int) -> bool:
    """Whether a noun of units before a place names the unit that a gap is measured against.

    `chênh lệch giữa tỉnh với đơn vị cao nhất`, or in a bracket that gives its score: `(tỉnh cao nhất cả nước 91,10%)`.
    """
    if at == 0 or "ours" in items[at] or gap(items, at, at + 1) > 0 or gap(items, at - 1, at) > 1:
        return False
    if items[at - 1].is_sign("("):
        return "superlative" in items[at + 1] and not (at > 1 and "unit" in items[at - 2])
    joins = has_any(items[at - 1], ("rival", "conjunction", "base"))
    return joins and any_of(items[clause_start(items, at - 1) : at], "gap", "higher", "base")


def is_of_several_indices(items: Sequence[Item], values: Sequence[Value], value: Value) -> bool:
    """`PAR INDEX và SIPAS của tỉnh đạt 86,40%`: one score behind two indices that `và` joins."""
    scores = [one for one in values if one.measure is value.measure]
    at = max((here for here in range(value.first) if "index" in items[here]), default=0)
    joined = at > 1 and "conjunction" in items[at - 1] and "index" in items[at - 2]
    return len(scores) == 1 and joined and items[at].kinds["index"] != items[at - 2].kinds["index"]


def is_maximum(items: Sequence[Item], value: Value) -> bool:
    """Whether a score is only the scale's end: `Tổng số điểm tối đa ... là 80 điểm`."""
    return any_of(items[clause_start(items, value.first) : value.first], "max")


def is_extreme_of_ranks(items: Sequence[Item], value: Value) -> bool:
    """Whether a rank is the best or worst of several years.

    `thứ hạng thấp nhất ... là hạng 6`, `the highest rank was`.
    """
    inside = items[clause_start(items, value.first) : value.first]
    return any(
        "superlative" in item and at > 0 and has_any(inside[at - 1], ("rank_noun", "rank"))
        for at, item in enumerate(inside)
    )


def is_group(items: Sequence[Item], value: Value) -> bool:
    """Whether a superlative belongs to a group (`nhóm dẫn đầu`, `among the highest`), a range, or to the years."""
    at = value.first
    start = clause_start(items, at)
    unit = next((back for back in range(at - 1, start - 1, -1) if "unit" in items[back]), start)
    if any_of(items[unit:at], "group") or _counts_units(items, start, at):
        return True
    if at > 1 and "to" in items[at - 1] and "top" in items[at - 2]:
        return True
    after = items[value.last : value.last + 2]
    if not after:
        return False
    ranges = "to" in after[0] and any_of(after[1:], "bottom")
    groups = any("group" in item and "out_of" not in item for item in after)
    return ranges or groups or any_of(after, "ever") or _is_plural(items, value)


def _counts_units(items: Sequence[Item], start: int, at: int) -> bool:
    """`Ba đơn vị có kết quả thấp nhất`: several units are told of at once."""
    for here in range(start, at - 1):
        counts = "units" in items[here + 1] and gap(items, here, here + 1) <= 1 and items[here].amount >= 2
        if counts and not (here and has_any(items[here - 1], ("out_of", "considered", "sign"))):
            return True
    return False


def _is_plural(items: Sequence[Item], value: Value) -> bool:
    """`the worst-performing provinces`: a place that goes on with a noun of units, without their number.

    In Vietnamese adjectives stand behind their nouns: `dẫn đầu khối sở, ngành` tells the first of them.
    """
    behind = items[value.last]
    close = gap(items, value.last - 1, value.last) <= 1
    is_ordinal = "ordinal" in items[value.last - 1]
    is_adjective = items[value.last - 1].raw.isascii()
    return value.of is None and not is_ordinal and is_adjective and "units" in behind and "ours" not in behind and close


def is_anchored(items: Sequence[Item], value: Value) -> bool:
    """Whether a score whose sentence names no index is still told as one: by its verb, name or bracket before it."""
    at = value.first
    if at == 0 or (at == 1 and "with" in items[0]):
        return not is_share(items, value)
    before = items[at - 1]
    if "conjunction" in before and at > 1:
        return has_any(items[at - 2], ("measure", "number")) or items[at - 2].is_sign("%")
    if gap(items, at - 1, at) > 1 or is_share(items, value):
        return False
    if "of" in before and not (at > 1 and has_any(items[at - 2], _OF_SCORE)):
        return False
    return has_any(before, _LEADS_SCORE) or before.is_sign("(:,-")


def tells_whose(sentence: Sentence, value: Value, domain: DomainLabel | None) -> bool:
    """Whether a sentence that gives a whole percentage names a unit or a rank; else it may be a share of anything."""
    is_whole = value.unit_of_measure == "percent" and value.raw.isdecimal()
    if not is_whole:
        return True
    if domain is not None and value.value < _FULL:
        return True
    return not sentence.kinds.isdisjoint(("unit", "ours", "mean", "top", "bottom", "total"))


def is_share(items: Sequence[Item], value: Value) -> bool:
    """`99.1% of the total`, `100% applications`: a percentage of something that goes on to be named."""
    if value.unit_of_measure != "percent" or value.last >= len(items):
        return False
    after = items[value.last]
    far = gap(items, value.last - 1, value.last) > 0 and not after.is_sign(",;.)(")
    is_noun = ("units" in after and "ours" not in after) or ("domain" in after and value.raw.isdecimal())
    names_something = far or is_noun
    return names_something or ("out_of" in after and after.word.startswith("of"))


def is_own_mean(sentence: Sentence, value: Value) -> bool:
    """Whether a mean is one unit's own over years: `the index of Son La in recent years ..., with an average of`."""
    items = sentence.items
    means = [at for at in range(value.first) if "mean" in items[at]]
    if not means:
        return False
    units = [at for at in range(means[-1]) if "unit" in items[at] and sentence.unit_role(at) == "subject"]
    before = items[: value.first]
    is_over_years = any_of(before, "ever", "stretch") and not any_of(before, "units", "country")
    return is_over_years and bool(units) and items[units[-1]].level != "region"
