"""The verb of an obligation: what a sentence tells somebody to do.

Belongs here: verbs at the beginning of a text, and formulas that oblige nobody. Does not belong here: whom a
sentence tells (`scrapers.readers.bodies`).
"""

from __future__ import annotations

import re
from functools import cache

from scrapers.vocabulary.tables import table
from scrapers.vocabulary.wording import any_case_of, any_case_words

_MOST_ADVERBS = 6
_LONGEST_PROVISO = 300
_PROVISO = re.compile(r"(?<!\w)(?:nếu|vướng mắc|phát sinh)(?!\w)", re.IGNORECASE)
"""`Trong quá trình thực hiện, nếu có vướng mắc ...` closes a plan; without such a word it goes on with it."""


def leading_verb(text: str, at: int = 0) -> str | None:
    """The verb with which a text (in reading form) goes on at an offset, as printed, adverbs before it passed over."""
    match = _obligation().match(text, at)
    if match is None:
        return None
    return match["verb"] or match["adverbs"].strip(" ,") or None


def is_obligation(text: str, at: int = 0) -> bool:
    """Whether a text goes on as something that has to be done."""
    return leading_verb(text, at) is not None


def opens_as_boilerplate(text: str, kinds: tuple[str, ...]) -> bool:
    """Whether a line begins with a formula of some kinds (`closing`, `ground`, `note`, `page`)."""
    match = _boilerplate().match(text)
    if match is None:
        return False
    kind = _kinds()[" ".join(match.group().lower().split())]
    if kind == "proviso":
        return "closing" in kinds and _PROVISO.search(text, 0, _LONGEST_PROVISO) is not None
    return kind in kinds


def verb_spans(text: str) -> list[int]:
    """Where in a text words of doing begin."""
    return [match.start() for match in _anywhere().finditer(text)]


@cache
def _kinds() -> dict[str, str]:
    return {row["phrase"]: row["kind"] for row in table("plan_boilerplate", "phrase", "kind")}


@cache
def _boilerplate() -> re.Pattern[str]:
    return re.compile(rf"{any_case_of(_kinds())}(?!\w)")


def _listed(kind: str) -> list[str]:
    return [row["word"] for row in table("plan_verbs", "word", "kind") if row["kind"] == kind]


@cache
def _words(kind: str) -> str:
    return any_case_of(_listed(kind))


@cache
def _obligation() -> re.Pattern[str]:
    between = rf"(?:(?:{_words('adverb')}|{_words('modal')}|sẽ|và)(?!\w)[\s,]{{0,3}})"
    return re.compile(
        rf"[\s,:]{{0,4}}(?P<adverbs>{between}{{0,{_MOST_ADVERBS}}})(?P<verb>{_words('verb')}(?!\w))?", re.IGNORECASE
    )


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"{any_case_words(_listed('verb') + _listed('adverb'))}(?!\w)")
