"""What the page around a document says of it: rows of a label and a value, before or behind the text.

Belongs here: finding those rows. Does not belong here: the document's own letterhead (`scrapers.readers.letterhead`)
and what to believe where the two differ (`scrapers.readers.metadata`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from scrapers.readers.lines import Line
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import fold, nfc, tidy

_MIN_FIELDS = 3
_MAX_GAP = 2


@dataclass(frozen=True, slots=True)
class PageField:
    """One labelled value of a page; None where the page prints a placeholder (`Đang cập nhật`)."""

    field: str
    value: str | None
    line: Line


def find_page_fields(lines: list[Line]) -> dict[str, PageField]:
    """The labelled values of a page by field name, empty where there is no block of at least three labels.

    A label alone in a text is a word of it (`Lĩnh vực cải cách thể chế`): only labels that stand together count.
    """
    rows = list(_rows(lines))
    groups: list[list[tuple[int, PageField]]] = []
    for at, row in rows:
        if groups and at - groups[-1][-1][0] <= _MAX_GAP:
            groups[-1].append((at, row))
        else:
            groups.append([(at, row)])
    found: dict[str, PageField] = {}
    for group in groups:
        if len({row.field for _, row in group}) >= _MIN_FIELDS:
            for _, row in group:
                found.setdefault(row.field, row)
    return found


def _rows(lines: list[Line]) -> Iterator[tuple[int, PageField]]:
    for at, line in enumerate(lines):
        match = _pattern().match(line.text)
        if match is None or (line.is_upper and match["value"]):
            continue
        value, place = match["value"], line
        if not value and at + 1 < len(lines) and not _pattern().match(lines[at + 1].text):
            value, place = lines[at + 1].text, lines[at + 1]
        text = tidy(value)
        yield (
            at,
            PageField(_fields()[fold(match["label"])], None if fold(text) in _placeholders() else text, place),
        )


@cache
def _placeholders() -> frozenset[str]:
    """What pages print where they have nothing to say, folded; what is no letter or digit folds to nothing."""
    return frozenset({"", *(fold(row["text"]) for row in table("page_placeholders", "text"))})


@cache
def _fields() -> dict[str, str]:
    return {fold(row["label"]): row["field"] for row in table("page_labels", "label", "field")}


@cache
def _pattern() -> re.Pattern[str]:
    labels = sorted((nfc(row["label"]) for row in table("page_labels", "label")), key=lambda s: (-len(s), s))
    names = "|".join(r"\s+".join(map(re.escape, label.split())) for label in labels)
    return re.compile(rf"^(?P<label>{names})(?:\s*:\s*|\s+|$)(?P<value>.*)$", re.IGNORECASE)
