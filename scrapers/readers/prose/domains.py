"""The domain that a value is of: listed labels, quoted ones, items of a list, parts that are announced.

Belongs here: labels within one sentence. Does not belong here: conformed codes (`scrapers.vocabulary.domains`), what is
carried from line to line (`scrapers.readers.prose.state`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import CLOSE, any_of, gap, has_any
from scrapers.readers.prose.scope import DomainLabel
from scrapers.readers.prose.value import Value
from scrapers.records import Measure
from scrapers.vocabulary.indices import index_family
from scrapers.vocabulary.text import tidy

_OPENING = "“\"‘'«"
_CLOSING = "”\"’'»"
_QUOTE_REACH = 12
_LONGEST = 160
_SHORTEST = 3
_NO_LABELS = ("năm", "trong đó", "in", "which", "cụ thể", "kết quả", "with", "đồng thời", "và", "and", "trong")
_VERBS = ("scored", "rank", "up", "down", "link", "number", "sign", "year", "kept")
_OTHERS = ("unit", "index", "ours", "mean", "top", "bottom")
_LEAD = re.compile(
    r"^(?:[\s\-–•*+.:;,)]|\(?\d{1,2}[).]\s|\((?:\d{1,2}|[a-zđ])\)|(?:of|về|the|gồm|như|là|các|including)\s)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_TOTALS = {"PAPI": (60.0, 80.0), "PGI": (40.0,)}
"""Maxima of whole indices other than 100 (PAPI to 2017, PAPI from 2018)."""
_TOTAL = 100.0
_SHARES = ("DTI", "ICT_INDEX", "EGOV")
_BEHIND = 6
_PASSING = ("at_place", "out_of", "part", "country", "units", "rank_noun", "domain", "measure", "places")


def quoted_label(text: str, items: Sequence[Item], part: int) -> DomainLabel | None:
    """The label in quotation marks behind a word such as `chỉ số thành phần`: `nội dung 1 “Tham gia ...”`."""
    begin = items[part].end
    window = text[begin : begin + _LONGEST + _QUOTE_REACH]
    opening = next((at for at, char in enumerate(window[:_QUOTE_REACH]) if char in _OPENING), None)
    if opening is None:
        return None
    closing = next((at for at in range(opening + 1, len(window)) if window[at] in _CLOSING), None)
    label = tidy(window[opening + 1 : closing]) if closing is not None else ""
    return DomainLabel(label) if len(label) >= _SHORTEST and _WORD.search(label) else None


def clause_label(text: str, items: Sequence[Item], first: int) -> DomainLabel | None:
    """The words that open the clause of a value, where no listed domain does: `Dynamic: 6.67 points`.

    None where the clause names a unit or an index, or has no words of its own.
    """
    start = _label_start(items, first)
    inside = items[start:first]
    if any_of(inside, *_OTHERS):
        return None
    begin = max((item.end for item in inside if "part" in item or item.is_sign(")")), default=None)
    if begin is None:
        begin = items[start - 1].end if start else max(0, items[first].start - _LONGEST)
    verbs = [item.start for item in inside if item.start >= begin and has_any(item, _VERBS) and item is not items[0]]
    end = min([*verbs, items[first].start])
    return _label_between(text, max(begin, text.rfind("\n", begin, end) + 1), end)


def _label_start(items: Sequence[Item], first: int) -> int:
    """The item that opens the clause: behind `;`, `:`, `(` or the number of a list's item; a label may end in `:`."""
    start = _back_to(items, first, ";:(")
    ends_in_colon = start == first and start > 1 and items[start - 1].is_sign(":")
    return _back_to(items, start - 2, ";(") if ends_in_colon else start


def _back_to(items: Sequence[Item], at: int, signs: str) -> int:
    while at > 0 and not (items[at - 1].is_sign(signs) or _numbers_an_item(items, at - 1)):
        at -= 1
    return max(0, at)


def _numbers_an_item(items: Sequence[Item], at: int) -> bool:
    """`(3)` before an item of a list."""
    return items[at].is_sign(")") and at > 1 and "number" in items[at - 1] and items[at - 2].is_sign("(")


def _label_between(text: str, begin: int, end: int) -> DomainLabel | None:
    """The words between two places of a text as a label; None where there are none, or too many for one."""
    if end - begin > _LONGEST:
        return None
    label = tidy(_LEAD.sub("", text[begin:end])).strip(" :;,.-–(“”\"'")
    if len(label) < _SHORTEST or not _WORD.search(label) or label.lower() in _NO_LABELS:
        return None
    return DomainLabel(label)


def domain_behind(items: Sequence[Item], value: Value, index: str | None) -> DomainLabel | None:
    """The domain that a first place is told of behind it: `took the lead in Participation`, `đứng đầu về ...`."""
    if index is None:
        return None
    if value.measure is Measure.SCORE:
        return _named_behind(items, value, index)
    if value.measure is not Measure.RANK:
        return None
    for here in range(value.last, min(len(items), value.last + _BEHIND)):
        item = items[here]
        if item.is_sign(_OPENING):
            continue
        if item.first < 0 or gap(items, here - 1, here) > _BEHIND // 2 or not has_any(item, _PASSING):
            return None
        if "domain" in item:
            return DomainLabel(item.raw, item.families) if index_family(index) in item.families else None
    return None


def _named_behind(items: Sequence[Item], value: Value, index: str) -> DomainLabel | None:
    """`scored 6.44 in participation, 7.24 in transparency`: the domain that a preposition ties to a score."""
    at = value.last + 1
    if at >= len(items) or not has_any(items[at - 1], ("at_place", "for")) or gap(items, at - 2, at) > CLOSE + 1:
        return None
    item = items[at]
    return DomainLabel(item.raw, item.families) if index_family(index) in item.families else None


def domains_listed(items: Sequence[Item], value: Value, index: str | None) -> list[DomainLabel]:
    """The domains that a first place is told of where a word around it announces several of them."""
    if not value.is_first_in_words or index is None:
        return []
    at = value.last
    while not counts_parts(items, value) and at < len(items) and not _is_plural(items, at):
        if at - value.last >= _BEHIND or items[at].is_sign(",;.") or has_any(items[at], ("index", "unit")):
            return []
        at += 1
    labels: list[DomainLabel] = []
    if any(item.is_sign(";") for item in items[value.last : at + 1]):
        return labels
    for item in items[at:]:
        if "unit" in item:
            break
        if "domain" in item and index_family(index) in item.families:
            labels.append(DomainLabel(item.raw, item.families))
    return labels


def counts_parts(items: Sequence[Item], value: Value) -> bool:
    """Whether a clause counts the parts that its value is of: `có 2 chỉ số xếp hạng nhất`."""
    start = next((back + 1 for back in range(value.first - 1, -1, -1) if items[back].is_sign(",;:(")), 0)
    return any("part" in items[at] and _is_counted(items, at) for at in range(start + 1, value.first))


def announces_parts(items: Sequence[Item], value: Value) -> bool:
    """Whether a first place goes on to several parts: `the highest points in two out of the eight indicators`."""
    if value.measure is not Measure.RANK or not value.in_words:
        return False
    for at in range(value.last, min(len(items), value.last + _BEHIND + 1)):
        if items[at].is_sign(",;.(:") or has_any(items[at], ("unit", "index")):
            return False
        if _is_plural(items, at):
            return True
    return False


def is_among_parts(items: Sequence[Item], value: Value) -> bool:
    """Whether a place counts the parts of one unit among themselves: `the highest score among the 10 sub-indexes`."""
    behind = items[value.last : value.last + _BEHIND]
    if "superlative" in items[value.last - 1] and any_of(items[: value.first][-_BEHIND:], "domain"):
        return not any_of(behind[:2], "country", "units", "region", "link", "unit")
    return any_of(behind[:3], "out_of") and any(_is_plural(behind, at) for at in range(1, len(behind)))


def _is_plural(items: Sequence[Item], at: int) -> bool:
    """Whether a word announces several domains: by its form, or by a number before it."""
    return "part" in items[at] and ("parts" in items[at] or _is_counted(items, at))


def _is_counted(items: Sequence[Item], at: int) -> bool:
    """Whether a number of at least two stands before a word."""
    if at == 0 or gap(items, at - 1, at) > 1 or not has_any(items[at - 1], ("number", "cardinal")):
        return False
    return items[at - 1].amount >= 2


def announces_one(item: Item) -> bool:
    """Whether a word announces one domain (`chỉ số thành phần`, `the index on`), not several or a whole index."""
    return "part" in item and not has_any(item, ("parts", "vague_part"))


def is_part_of_whole(index: str, value: Value) -> bool:
    """Whether a score is out of a maximum that no total of an index has."""
    is_scored = value.measure is Measure.SCORE and value.of is not None
    return is_scored and value.of not in (_TOTAL, *_TOTALS.get(index, ())) and index not in _SHARES


def is_of_parts(items: Sequence[Item], at: int) -> bool:
    """Whether an index is named only as the whole of parts: `chỉ số thành phần của PAR INDEX`."""
    whole = at - 1 if at and "vague_part" in items[at - 1] else at
    if whole and "domain" in items[whole - 1] and 0 < gap(items, whole - 1, whole) <= CLOSE:
        return True
    before = range(max(0, at - 2), at)
    return any(announces_one(items[back]) or "parts" in items[back] for back in before) and gap(items, at - 1, at) <= 2
