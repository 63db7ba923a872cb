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
_LONGEST = 160
_SHORTEST = 3
_LEAD = re.compile(r"^(?:[\s\-–•*+.:;,)]|\(?\d{1,2}[).]\s|\((?:\d{1,2}|[a-zđ])\)|(?:of|về|the|gồm|như|là|các|including)\s)+", re.IGNORECASE)
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


def label_between(text: str, begin: int, end: int) -> DomainLabel | None:
    """The words between two places of a text as a label; None where there are none, or too many for one."""
    label = tidy(_LEAD.sub("", text[begin:end][: _LONGEST + 1])).strip(" :;,.-–(“”\"'")
    if not _SHORTEST <= len(label) <= _LONGEST or not _WORD.search(label) or end - begin > _LONGEST:
        return None
    return DomainLabel(label)
