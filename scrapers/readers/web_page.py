"""What a page that is no letter says of itself: its headline, the day it was put up, who runs the site.

Belongs here: news and department pages. Does not belong here: letterheads and labelled rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from scrapers.readers.lines import Line
from scrapers.vocabulary.dates import DAY, PrintedDate, parse_date
from scrapers.vocabulary.legal_symbols import type_names
from scrapers.vocabulary.text import tidy

_TOP_LINES = 30
_DAY_LINE = re.compile(
    r"^(?:(?:cập nhật|ngày đăng|đăng ngày|đăng lúc|ngày|thứ \w+|chủ nhật)\b[\s:,]*+){0,8}"
    r"(?:\d{1,2}[:h]\d{2}[\s,|-]*+)?"
    rf"(?P<date>{DAY})(?:[\s,|–-]*+(?:\d{{1,2}}[:h]\d{{2}}(?:\s*[AP]M)?(?:\s*GMT\+7)?)?[\s,|-]*+(?:\d{{1,7}})?)$",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(
    r"^(?:Báo|Đài|Cổng|Trang thông tin|Hệ thống|Thư viện|Tạp chí|Thông tấn xã)\s+\S.{2,70}$", re.IGNORECASE
)
_PUBLISHER_LINES = 3


@dataclass(frozen=True, slots=True)
class Headline:
    """A page's headline, the document type that it begins with, and the day the page was put up."""

    title: str | None
    type: str | None
    line: Line | None
    published: PrintedDate | None


def read_headline(lines: list[Line]) -> Headline:
    """The line above the page's date, if the page dates itself; else its first line, if that begins with a type."""
    top = lines[:_TOP_LINES]
    for above, line in pairwise(top):
        if match := _DAY_LINE.match(line.text):
            return Headline(tidy(above.text), _leading_type(above.text), above, parse_date(match["date"]))
    for line in top[:1]:
        if document_type := _leading_type(line.text):
            return Headline(tidy(line.text), document_type, line, None)
    return Headline(None, None, None, None)


def read_publisher(lines: list[Line]) -> str | None:
    """Who runs the site, where one of the first lines names it (`Báo ... điện tử`)."""
    return next((tidy(line.text) for line in lines[:_PUBLISHER_LINES] if _PUBLISHER.match(line.text)), None)


def _leading_type(text: str) -> str | None:
    printed = tidy(text).casefold()
    return next((name for name, beginning in _beginnings() if printed.startswith(beginning)), None)


@cache
def _beginnings() -> tuple[tuple[str, str], ...]:
    """Each document type with what a title of that type begins with, the longest first."""
    return tuple((name, f"{name} ".casefold()) for name in type_names())
