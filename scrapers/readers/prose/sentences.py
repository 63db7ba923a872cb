"""A text's items cut into sentences, and what items mean by their neighbours: rivals, agents, places, base years.

Belongs here: sentence ends, soft line breaks, roles of units and years. Does not belong here: values and what they
belong to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scrapers.readers.prose.mentions import Item, find_items

_TERMINAL = ".!?:;"
_NEXT_SENTENCE = re.compile(r"[\s”\"’')\]]*(?:\n|$)|[”\"’')\]]*\s+[“\"‘'(\[–-]*\s*[^\W\d_a-zà-ỹ]|[”\"’')\]]*\s+[–•+-]\s")
_NEXT_NUMBER = re.compile(r"\s+\d")
_ABBREVIATED = re.compile(r"(?:^|\W)(?:no|nos|số|tr|st|p|q)$", re.IGNORECASE)
_NEXT_GLUED = re.compile(r"[A-ZĐ][a-zà-ỹ]")
_APPOSITION = re.compile(
    r"^(?:['’]s\s|\s+(?:(?:northern|southern|central|coastal|port|mountainous|region(?:al)?)\s+)*(?:province|city|localit))", re.I
)
_AGENCY = re.compile(r"^\s*\((?:VNA|TTXVN|VGP|VOV|VNS|PLVN|BĐ)\b")
PUBLISHERS = ("Bộ Nội vụ", "Bộ Thông tin và Truyền thông")
"""Ministries that publish indices: `của Bộ Nội vụ` says whose publication it is."""
_AGENT_REACH = 2
_VALUE_LINE = re.compile(r"[^\S\n]*\d{1,3}(?:[.,]\d{1,4})?[^\S\n]?(?:/[^\S\n]?\d{2,3}|%|điểm|points)[^\S\n]*(?:\n|$)")
_WRAPPED_SHARE = 0.3
_FEWEST_LINES = 4


@dataclass(slots=True)
class Sentence:
    """Items of one sentence; `opens` says that it begins a paragraph or line."""

    items: list[Item]
    start: int
    end: int
    opens: bool
    roles: dict[int, str] = field(default_factory=dict)

    def unit_role(self, at: int) -> str:
        """What a unit at an item does: `subject`, `rival`, `agent`, `place` or `adjective`."""
        return self.roles.get(at, "subject")


def find_sentences(text: str, title: str = "") -> list[Sentence]:
    """The sentences of a text (NFC) that hold any item, with the roles of their units."""
    items = find_items(text, title)
    wrapped = _is_wrapped(text)
    sentences: list[Sentence] = []
    run: list[Item] = []
    opens = True
    for item in items:
        if ("line" in item and _is_soft(text, item, wrapped)) or (("line" in item or "paragraph" in item) and _is_value_line(text, item)):
            continue
        is_break = "line" in item or "paragraph" in item
        if not is_break:
            run.append(item)
        if is_break or (item.is_sign(".!?…") and _ends(text, item)):
            if run:
                sentences.append(Sentence(run, run[0].start, run[-1].end, opens))
                run = []
                opens = False
            opens = opens or is_break
    if run:
        sentences.append(Sentence(run, run[0].start, run[-1].end, opens))
    for sentence in sentences:
        sentence.roles = dict(_roles(text, sentence.items))
    return sentences


def _ends(text: str, item: Item) -> bool:
    """Whether a full stop ends a sentence; sentences may be glued (`July 31.In the ...`)."""
    if _NEXT_SENTENCE.match(text, item.end):
        return True
    if _NEXT_NUMBER.match(text, item.end) and not _ABBREVIATED.search(text[max(0, item.start - 4) : item.start]):
        return True
    before = text[item.start - 1 : item.start]
    return (before.islower() or before.isdigit()) and _NEXT_GLUED.match(text, item.end) is not None


def _is_wrapped(text: str) -> bool:
    """Whether a page breaks its lines by width: many lines begin in the middle of a sentence."""
    lines = [line.strip() for line in text.split("\n")]
    begun = [line for line in lines if line]
    if len(begun) < _FEWEST_LINES:
        return False
    return sum(line[0].islower() for line in begun) / len(begun) >= _WRAPPED_SHARE


def _is_soft(text: str, item: Item, wrapped: bool) -> bool:
    before, after = text[max(0, item.start - 40) : item.start].rstrip()[-1:], text[item.end : item.end + 80].lstrip()[:1]
    if not before or not after or before in _TERMINAL:
        return False
    return after.islower() or wrapped


def _is_value_line(text: str, item: Item) -> bool:
    """Whether the next line is but a value, which the line before labels: `Xếp hạng PCI (2020)` over `56 /63`."""
    return _VALUE_LINE.match(text, item.end) is not None and text[max(0, item.start - 1) : item.start] not in _TERMINAL


def _roles(text: str, items: Sequence[Item]) -> Iterator[tuple[int, str]]:
    for at, item in enumerate(items):
        if "unit" not in item:
            continue
        before = items[at - 1] if at else None
        close = before is not None and item.first - before.last <= _AGENT_REACH and before.last >= 0
        if item.level == "region" and not _is_scored_region(items, at):
            yield at, "adjective"
        elif item.level == "region" and _APPOSITION.match(text[item.end : item.end + 40]):
            yield at, "adjective"
        elif _acts(items, at) or _AGENCY.match(text[item.end : item.end + 10]):
            yield at, "agent"
        elif item.kinds["unit"] in PUBLISHERS and text[max(0, item.start - 5) : item.start].lower().endswith("của "):
            yield at, "agent"
        elif close and before is not None and ("agent" in before or "person" in before):
            yield at, "agent"
        elif at > 1 and before is not None and "person" in items[at - 2] and item.first - items[at - 2].last <= 3 and "out_of" in before:
            yield at, "agent"
        elif close and before is not None and "at_place" in before:
            yield at, "place"
        elif close and before is not None and (("rival" in before and "scored" not in before) or before.raw.lower().endswith("behind")):
            yield at, "rival"


def _is_scored_region(items: Sequence[Item], at: int) -> bool:
    """Whether a region is itself what is scored: behind `là vùng`, before its score, or beside a mean."""
    back = at - 2 if at and "region" in items[at - 1] else at - 1
    if back >= 0 and ("link" in items[back] or "next" in items[back]) and items[at].first - items[back].last <= 2:
        return True
    after = at + 2 if at + 1 < len(items) and items[at + 1].is_sign(",") else at + 1
    if after < len(items) and ("scored" in items[after] or "link" in items[after]) and items[after].first - items[at].last <= 2:
        return True
    beside = items[max(0, at - 3) : at + 7]
    return any(("mean" in item and "mean_group" not in item) or item.kinds.get("units") == "region" for item in beside)


def _acts(items: Sequence[Item], at: int) -> bool:
    """Whether a unit publishes, decides or organises: `Bộ Nội vụ công bố`."""
    behind = items[at + 1] if at + 1 < len(items) else None
    return behind is not None and "released" in behind and behind.first - items[at].last <= 2 and behind.first >= 0


