"""Bodies and offices that a sentence names: who is told to do something, with whom.

Belongs here: where a list of bodies begins and ends, and its parts. Does not belong here: to which task they belong
(`scrapers.readers.responsible_bodies`) and the units that figures are about (`scrapers.vocabulary.units`).

A comma stands between bodies and inside their names (`Trưởng các phòng, ban, Chủ tịch UBND cấp xã`): it
parts them only where a word follows that begins a body's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from scrapers.vocabulary.tables import table
from scrapers.vocabulary.wording import any_case_of, any_case_words, any_of

_LONGEST = 420
"""Characters that a list of bodies may have."""
_EDGES = " \t,;:.-–\"'"
_SEPARATOR = re.compile(r"\s*(?:[;,]|(?<![\w])và(?!\w))\s+(?:và\s+)?")
_SHARED_NAME = re.compile(r"(?:HĐND|ĐBQH|Hội đồng nhân dân|UBMTTQ)$")
_TOGETHER = re.compile(r"\bphối hợp(?:\s+(?:chặt chẽ|thường xuyên|hiệu quả))?(?:\s+(?:với|cùng))?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BodyPhrase:
    """Bodies at the beginning of a text; `end` is the offset behind them, `is_addressed` that it begins with `Giao`."""

    bodies: tuple[str, ...]
    end: int
    is_addressed: bool


def leading_bodies(text: str, at: int = 0) -> BodyPhrase | None:
    """The bodies that a text (in reading form) begins with, or None: `Giao Sở Nội vụ chủ trì ...` has `Sở Nội vụ`."""
    addressed = _addressing().match(text, at)
    start = addressed.end() if addressed else at
    if not _head().match(text, start):
        return None
    end = _end(text, start)
    bodies = split_bodies(text[start:end])
    return BodyPhrase(bodies, end, addressed is not None) if bodies else None


def split_bodies(text: str) -> tuple[str, ...]:
    """The bodies of a list, each as printed."""
    cuts = [0]
    for match in _SEPARATOR.finditer(text):
        joined = match.group().strip() == "và" and _SHARED_NAME.search(text, 0, match.start())
        if not joined and _next_head().match(text, match.end()):
            cuts.extend((match.start(), match.end()))
    cuts.append(len(text))
    parts = (text[start:end].strip(_EDGES) for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    return tuple(dict.fromkeys(part for part in parts if len(part) > 1))


def coordinating_bodies(text: str) -> tuple[str, ...]:
    """The bodies that a text tells somebody to work with (`phối hợp với ...`)."""
    found: list[str] = []
    for match in _TOGETHER.finditer(text):
        if _head().match(text, match.end()):
            found.extend(split_bodies(text[match.end() : _end(text, match.end())]))
    return tuple(dict.fromkeys(found))


def _end(text: str, start: int) -> int:
    """Where a list of bodies ends: before a verb, an aim or the end of the sentence."""
    window = text[start : start + _LONGEST]
    masked = _compound().sub(lambda match: "x" * len(match.group()), window)
    for match in _stop().finditer(masked):
        if match.group().startswith(";") and _next_head().match(masked, match.end()):
            continue
        return start + len(window[: match.start()].rstrip(_EDGES))
    return start + len(window.rstrip(_EDGES))


@cache
def _words(name: str, column: str, kind: str) -> tuple[str, ...]:
    return tuple(row[column] for row in table(name, column, "kind") if row["kind"] == kind)


@cache
def _addressing() -> re.Pattern[str]:
    return re.compile(rf"{any_case_of(_words('plan_verbs', 'word', 'addressing'))}\s*:?\s+")


def _named() -> str:
    return rf"(?!{any_of(_words('plan_bodies', 'head', 'not'))}(?!\w)){any_of(_words('plan_bodies', 'head', 'named'))}"


def _loose() -> str:
    """Heads that are no names: their first letter is small or capital."""
    heads = (*_words("plan_bodies", "head", "group"), *_words("plan_bodies", "head", "common"))
    return rf"{any_case_of(heads)}(?!\w)"


@cache
def _head() -> re.Pattern[str]:
    start = rf"{any_case_of(_words('plan_bodies', 'head', 'start'))}(?!\w)"
    refused = rf"(?!{any_case_of(_words('plan_bodies', 'head', 'not'))}(?!\w))"
    return re.compile(rf"(?<!\w){refused}(?:{_named()}(?=\s)|{_loose()}|{start})")


@cache
def _next_head() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_named()}(?=\s)|{_loose()})")


@cache
def _compound() -> re.Pattern[str]:
    return re.compile(rf"{any_case_words(_words('plan_bodies', 'head', 'compound'))}(?!\w)")


@cache
def _stop() -> re.Pattern[str]:
    kinds = ("verb", "adverb", "modal", "stop")
    words = any_of(word for kind in kinds for word in _words("plan_verbs", "word", kind))
    return re.compile(rf"[:.()]|;\s*|(?:,|,\s*và)?\s+{words}(?!\w)")
