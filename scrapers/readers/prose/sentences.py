"""A text's items cut into sentences.

Belongs here: sentence ends, soft line breaks, labels over their values. Does not belong here: what units do in a
sentence (`scrapers.readers.prose.roles`), values and what they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scrapers.readers.prose.mentions import Item, find_items
from scrapers.readers.prose.roles import roles_of

_TERMINAL = ".!?:;"
_ENDS = ".!?…"
_NEXT_SENTENCE = re.compile(
    r"[\s”\"’')\]]*(?:\n|$)|[”\"’')\]]*+\s++[“\"‘'(\[–-]*+\s*+[^\W\d_a-zà-ỹ]|[”\"’')\]]*+\s++[–•+-]\s"
)
_NEXT_NUMBER = re.compile(r"\s+\d")
_ABBREVIATED = re.compile(r"(?:^|\W)(?:no|nos|số|tr|st|p|q)$", re.IGNORECASE)
_NEXT_GLUED = re.compile(r"[A-ZĐ][a-zà-ỹ]")
_VALUE_LINE = re.compile(r"[^\S\n]*\d{1,3}(?:[.,]\d{1,4})?[^\S\n]?(?:/[^\S\n]?\d{2,3}|%|điểm|points)[^\S\n]*(?:\n|$)")
_LIST_LABEL = re.compile(r"\s*(?:[a-zđ]|[ivx]{1,4})[).]\s")
_WRAPPED_SHARE = 0.3
_FEWEST_LINES = 4
_LOOK = 80
_MOST_ITEMS = 250
"""No sentence that is meant to be read names so much; what runs on is cut, so that time stays linear in the length."""


@dataclass(slots=True)
class Sentence:
    """Items of one sentence; `opens` says that it begins a paragraph or line, `closes` that it ends one. `roles` are
    those of units by item, `kinds` all that its items may be, so that what it does not hold is not looked for.
    """

    items: list[Item]
    opens: bool
    closes: bool = False
    roles: dict[int, str] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()

    def opens_with_time(self, at: int) -> bool:
        """Whether a word of time at an item leads the sentence, so that all of it is of that time."""
        behind = self.items[at + 1 : at + 2]
        if at and "base" in self.items[0]:
            return False
        return bool(behind) and (behind[0].is_sign(",") or any(kind in behind[0] for kind in ("ours", "unit", "index")))

    def unit_role(self, at: int) -> str:
        """What a unit at an item does: `subject`, `rival`, `agent`, `place` or `adjective`."""
        return self.roles.get(at, "subject")


def find_sentences(text: str, title: str = "") -> list[Sentence]:
    """The sentences of a text (NFC) that hold any item, with the roles of their units."""
    wrapped = _is_wrapped(text)
    sentences: list[Sentence] = []
    run: list[Item] = []
    opens = True
    for item in find_items(text, title):
        is_break = "line" in item or "paragraph" in item
        if is_break and ((_is_soft(text, item, wrapped) and "line" in item) or _labels_value(text, item)):
            continue
        if not is_break:
            run.append(item)
        if is_break or (item.is_sign(_ENDS) and _ends(text, item)) or len(run) >= _MOST_ITEMS:
            if run:
                sentences.append(Sentence(run, opens))
                run, opens = [], opens and _numbers_a_line(run)
            if is_break and sentences:
                sentences[-1].closes = True
            opens = opens or is_break
    if run:
        sentences.append(Sentence(run, opens, closes=True))
    for sentence in sentences:
        sentence.kinds = frozenset().union(*(item.kinds for item in sentence.items))
        if "unit" in sentence.kinds:
            sentence.roles = roles_of(text, sentence.items)
    return sentences


def _numbers_a_line(items: Sequence[Item]) -> bool:
    """Whether items are but the number of a heading or list item: `1.`, `II.`."""
    return len(items) <= 2 and all(item.is_sign(".-") or "number" in item for item in items)


def _ends(text: str, item: Item) -> bool:
    """Whether a full stop ends a sentence; sentences may be glued (`July 31.In the ...`) or begin with a number."""
    if _NEXT_SENTENCE.match(text, item.end):
        return True
    if _NEXT_NUMBER.match(text, item.end) and not _ABBREVIATED.search(text[max(0, item.start - 4) : item.start]):
        return True
    before = text[item.start - 1 : item.start]
    return (before.islower() or before.isdigit()) and _NEXT_GLUED.match(text, item.end) is not None


def _is_wrapped(text: str) -> bool:
    """Whether a page breaks its lines by width: many lines begin in the middle of a sentence."""
    begun = [line for line in map(str.strip, text.split("\n")) if line]
    if len(begun) < _FEWEST_LINES:
        return False
    return sum(line[0].islower() for line in begun) / len(begun) >= _WRAPPED_SHARE


def _is_soft(text: str, item: Item, wrapped: bool) -> bool:
    """Whether a line break is none of the sentence's: the next line goes on in small letters.

    Or all lines are wrapped.
    """
    before = text[max(0, item.start - _LOOK) : item.start].rstrip()[-1:]
    after = text[item.end : item.end + _LOOK].lstrip()[:1]
    if not before or not after or before in _TERMINAL or _LIST_LABEL.match(text, item.end):
        return False
    return after.islower() or wrapped


def _labels_value(text: str, item: Item) -> bool:
    """Whether the next line is but a value, which the line before labels: `Xếp hạng PCI (2020)` over `56 /63`."""
    return _VALUE_LINE.match(text, item.end) is not None and text[max(0, item.start - 1) : item.start] not in _TERMINAL
