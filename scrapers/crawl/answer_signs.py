"""The words and marks by which a page tells that it is not what was asked for: `answer_signs.csv`.

Belongs here: reading that table and finding its signs. Does not belong here: what follows from one (`judging`).

`where` a sign stands: in the title, a heading or a line, as a pattern; in the markup or in the name of
a cookie that a script sets, as it is; in the address that answered, as a pattern. A sign counts only on a page with
`most` characters of prose at the most, any number where it is empty. `hints` of a line are words of which the page
holds one: lines are costly to make and most pages need none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scrapers.archive.look import Outcome
from scrapers.crawl.shown_text import ShownText

_TABLE = Path(__file__).with_name("answer_signs.csv")
_LONGEST = 300
"""Characters of a title or line in which a sign is looked for: longer ones are prose."""


@dataclass(frozen=True, slots=True)
class _Sign:
    text: str
    pattern: re.Pattern[str]
    hints: tuple[str, ...]
    most: int | None

    def counts_on(self, shown: ShownText) -> bool:
        return self.most is None or (shown.least_prose <= self.most and shown.prose <= self.most)

    def may_stand_on(self, shown: ShownText) -> bool:
        """Whether it is worth while to look for it among the lines of a page."""
        is_short = self.most is None or shown.least_prose <= self.most
        return is_short and any(hint in shown.words for hint in self.hints)


def sign_told(shown: ShownText, outcome: Outcome) -> str | None:
    """The title, heading or line by which a page says that it is this; of a mark in its markup, the title."""
    return _told_by_mark(shown, outcome) or _told_by_title(shown, outcome) or _told_by_line(shown, outcome)


def is_named_after(place: str, outcome: Outcome) -> bool:
    """Whether the path and query of an address, in lower case, are those of such pages."""
    return any(sign.pattern.search(place) for sign in _signs(outcome, "address"))


def _told_by_mark(shown: ShownText, outcome: Outcome) -> str | None:
    marks = _signs(outcome, "markup")
    if "document.cookie" in shown.markup:
        marks += _signs(outcome, "cookie")
    if any(mark.text in shown.markup and mark.counts_on(shown) for mark in marks):
        return shown.title or "(no title)"
    return None


def _told_by_title(shown: ShownText, outcome: Outcome) -> str | None:
    return _found(shown, (shown.title,), _signs(outcome, "title")) or _found(
        shown, shown.headings, _signs(outcome, "heading")
    )


def _told_by_line(shown: ShownText, outcome: Outcome) -> str | None:
    likely = [sign for sign in _signs(outcome, "line") if sign.may_stand_on(shown) and sign.counts_on(shown)]
    return _found(shown, shown.lines, likely) if likely else None


def _found(shown: ShownText, texts: Iterable[str], among: Iterable[_Sign]) -> str | None:
    short = [text for text in texts if len(text) <= _LONGEST]
    for sign in among:
        told = next((text for text in short if sign.pattern.search(text)), None)
        if told is not None and sign.counts_on(shown):
            return told
    return None


@cache
def _signs(outcome: Outcome, where: str) -> tuple[_Sign, ...]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            _Sign(
                text=row["pattern"],
                pattern=re.compile(row["pattern"]),
                hints=tuple(row["hints"].split("|")) if row["hints"] else (),
                most=int(row["most"]) if row["most"] else None,
            )
            for row in csv.DictReader(file)
            if (row["outcome"], row["where"]) == (outcome, where)
        )
