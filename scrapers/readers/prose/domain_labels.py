"""The domain that a value is of, by the words before it: listed labels, quoted ones, and items of a list of domains.

Belongs here: labels within one sentence. Does not belong here: conformed codes (`scrapers.vocabulary.domains`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.scope import DomainLabel
from scrapers.vocabulary.text import tidy

_OPENING = "“\"‘'«"
_CLOSING = "”\"’'»"
_NO_LABELS = ("năm", "trong đó", "in", "which", "cụ thể", "kết quả", "with", "đồng thời", "và", "and", "trong")
_LONGEST = 160
_SHORTEST = 3
_LEAD = re.compile(r"^(?:[\s\-–•*+.:;,)]|\(?\d{1,2}[).]\s|\((?:\d{1,2}|[a-zđ])\)|(?:of|về|the|gồm|như|là|các|including)\s)+", re.IGNORECASE)
_VERBS = ("scored", "rank", "up", "down", "link", "number", "sign", "year", "kept")
_WORD = re.compile(r"[^\W\d_]{2,}")


def quoted_label(text: str, items: Sequence[Item], part: int) -> DomainLabel | None:
    """The label in quotation marks behind a word such as `chỉ số thành phần`: `nội dung 1 “Tham gia ...”`."""
    begin = items[part].end
    window = text[begin : begin + _LONGEST + 20]
    opening = next((at for at, char in enumerate(window[:12]) if char in _OPENING), None)
    if opening is None:
        return None
    closing = next((at for at in range(opening + 1, len(window)) if window[at] in _CLOSING), None)
    label = tidy(window[opening + 1 : closing]) if closing is not None else ""
    return DomainLabel(label) if len(label) >= _SHORTEST and _WORD.search(label) else None


def clause_label(text: str, items: Sequence[Item], first: int) -> DomainLabel | None:
    """The words that open the clause of a value, where no listed domain does: `Dynamic: 6.67 points`.

    None where the clause names a unit or an index, or has no words of its own.
    """
    start = first
    while start > 0 and not (items[start - 1].is_sign(";:(") or _numbers_an_item(items, start - 1)):
        start -= 1
    if items[start - 1 : start] and items[start - 1].is_sign(":") and start == first and start > 1:
        start -= 2
        while start > 0 and not items[start - 1].is_sign(";("):
            start -= 1
    inside = items[start:first]
    if any(kind in item for item in inside for kind in ("unit", "index", "ours", "mean", "top", "bottom")):
        return None
    begin = max((item.end for item in inside if "part" in item or item.is_sign(")")), default=None)
    if begin is None:
        begin = items[start - 1].end if start else items[first].start - _LONGEST
    verbs = [item.start for item in inside if item.start >= begin and any(kind in item for kind in _VERBS)]
    end = min([*verbs, items[first].start])
    line = text.rfind("\n", max(0, begin), end)
    return label_between(text, max(0, begin, line + 1), end)


def _numbers_an_item(items: Sequence[Item], at: int) -> bool:
    """`(3)` before an item of a list."""
    return items[at].is_sign(")") and at > 1 and "number" in items[at - 1] and items[at - 2].is_sign("(")


def label_between(text: str, begin: int, end: int) -> DomainLabel | None:
    """The words between two places of a text as a label; None where there are none, or too many for one."""
    label = tidy(_LEAD.sub("", text[begin:end][: _LONGEST + 1])).strip(" :;,.-–(“”\"'")
    if not _SHORTEST <= len(label) <= _LONGEST or not _WORD.search(label) or end - begin > _LONGEST:
        return None
    return None if label.lower() in _NO_LABELS else DomainLabel(label)
