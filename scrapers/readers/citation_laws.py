"""Laws that a text names by their name and year or day, without a number.

Belongs here: `Luật Ban hành văn bản quy phạm pháp luật năm 2015`, `Luật Viên chức ngày 15/11/2010`, `Hiến pháp năm
2013`. Does not belong here: laws with their number (`scrapers.readers.citation_grammar`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scrapers.vocabulary.dates import DAY
from scrapers.vocabulary.text import UPPER, tidy

_STOP = (
    r"(?:trong|trên|tại|đã|được|từ|vào|kể|khi|các|những|này|đó|có|là|bị|để|thì|mà|số)\b|(?:Bộ luật|Luật|Pháp lệnh)\b"
)
_YEAR = r"(?:19|20)\d{2}"
_NAME = rf"{UPPER}(?:(?!\s(?:{_STOP}))(?:[^.;,:\n\d()“”\"]|,(?=\s[^\W\d_A-ZĐ]))){{2,120}}?"
_AMENDING = r"sửa đổi(?:, bổ sung)?(?:[^.;:\n\d()“”\"]|\d{1,2}\s(?:điều|luật)){2,160}?"
_WHEN = (
    rf"(?:(?P<day>(?i:{DAY}))|(?P<year>năm\s+{_YEAR})|\((?:năm\s+)?(?P<inside>{_YEAR})\)|(?P<bare>{_YEAR}))(?![\d/])"
)
_LAW = re.compile(
    r"(?P<type>B(?<!\wB)ộ luật|L(?<!\wL)uật|P(?<!\wP)háp lệnh)\s+"
    rf"(?P<name>{_NAME}|{_AMENDING})(?:,\s{{0,3}}|\s{{1,40}}){_WHEN}"
)
_CONSTITUTION = re.compile(rf"(?P<type>H(?<!\wH)iến pháp)(?P<name>(?:\s+nước\s[^.;,\n\d]{{2,60}}?)?)\s{{1,40}}{_WHEN}")
_ENGLISH = re.compile(rf"(?P<type>L(?<!\wL)aw)\s+on\s+(?P<name>[A-Z][A-Za-z ,]{{3,80}}?)\s(?:of\s)?{_WHEN}")


@dataclass(frozen=True, slots=True)
class LawMention:
    """A law named in a text; offsets are into the NFC text, `date` is as printed."""

    start: int
    end: int
    type: str
    name: str | None
    date: str
    printed: str


def find_laws(text: str) -> Iterator[LawMention]:
    """The laws, codes, ordinances and constitutions that a text (NFC) names with a year or a day."""
    for pattern in (_LAW, _CONSTITUTION, _ENGLISH):
        for match in pattern.finditer(text):
            date = match["day"] or match["year"] or match["inside"] or match["bare"]
            kind = "Luật" if match["type"] == "Law" else match["type"]
            yield LawMention(match.start(), match.end(), kind, tidy(match["name"]) or None, date, match.group())
