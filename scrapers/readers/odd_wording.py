"""Wording and marks that make figures or their limits doubtful, line by line.

Belongs here: comparisons that stand before their verb, quotation marks without their partner. Does not belong here:
what the sentences mean (the readers of claims, tasks and targets).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrapers.documents.model import Block, Document, Locator
from scrapers.readers.oddity import Oddity
from scrapers.records import Severity
from scrapers.vocabulary.indices import find_indices
from scrapers.vocabulary.numbers import NUMBER
from scrapers.vocabulary.text import NfcView

_BASE = r"(?:năm\s+(?:trước|ngoái|20\d{2})|cùng\s+kỳ(?:\s+năm\s+(?:trước|ngoái|20\d{2}))?)"
_EARLY_COMPARISON = re.compile(
    rf"(?<![\d.,/])(?:{NUMBER})\s{{0,3}}(?:điểm|%)\s+so\s+với\s+{_BASE}\s{{0,3}}[,;]\s{{0,3}}(?:và\s+)?"
    rf"(?:tăng|giảm)\s+(?:thêm\s+)?(?:{NUMBER})\s{{0,3}}(?:điểm|%)",
    re.IGNORECASE,
)
_CHANGE_BEFORE = re.compile(
    r"(?:tăng|giảm|hơn|kém|nâng|lên|xuống|thêm|bớt|cải thiện|chênh)\s+(?:được\s+|thêm\s+|đến\s+|tới\s+|gần\s+)?$",
    re.IGNORECASE,
)
_BEFORE = 40
_MARKS = re.compile('[“”"]')
_AROUND = 40
_MOST = 10
"""Of one kind; a page with more has another way of quoting."""


def odd_wording(document: Document) -> Iterator[Oddity]:
    """The oddities of a document's sentences."""
    yield from _early_comparisons(document)
    yield from _unpaired_quotes(document)


def _early_comparisons(document: Document) -> Iterator[Oddity]:
    """`79,5 điểm so với năm 2020, tăng 5,04 điểm`: is the score or the change compared with that year?"""
    for block in document.blocks:
        if block.table is not None or "so" not in block.text:
            continue
        view = NfcView(block.text)
        matches = list(_EARLY_COMPARISON.finditer(view.text))
        named = next((mention.span.end for mention in find_indices(view.text)), None) if matches else None
        for match in matches:
            before = view.text[max(0, match.start() - _BEFORE) : match.start()]
            if named is None or named > match.start() or _CHANGE_BEFORE.search(before):
                continue
            message = "The comparison stands before the verb: it is read with the change behind it, not with the score."
            place = _at(block, view, match.start(), match.end())
            expected = "the change, then what it is compared with"
            yield Oddity("ambiguous_sentence", Severity.WARNING, place, expected, match.group(), message)


def _unpaired_quotes(document: Document) -> Iterator[Oddity]:
    """Curly marks without their partner; a straight mark may stand for either, a quotation may run over paragraphs."""
    pending: list[Locator] = []
    unopened: list[Locator] = []
    for block in document.blocks:
        opened, closed = _unpaired(block)
        for place in closed:
            if pending:
                pending.pop()
            else:
                unopened.append(place)
        pending.extend(opened)
    for place in unopened[:_MOST]:
        message = "A quotation ends that has not begun."
        yield Oddity("quotes_unbalanced", Severity.INFO, place, "“", document.at(place)[-_AROUND:], message)
    for place in pending[:_MOST]:
        message = "A quotation begins that does not end."
        yield Oddity("quotes_unbalanced", Severity.INFO, place, "”", document.at(place)[:_AROUND], message)


def _unpaired(block: Block) -> tuple[list[Locator], list[Locator]]:
    """The stretches behind opening marks and before closing marks that have no partner in the paragraph."""
    opened: list[int] = []
    closed: list[int] = []
    straight = 0
    for match in _MARKS.finditer(block.text):
        at, mark = match.start(), match.group()
        if mark == "“":
            opened.append(at)
        elif mark == "”":
            if opened:
                opened.pop()
            elif straight % 2:
                straight += 1
            else:
                closed.append(at)
        elif opened and straight % 2 == 0 and not block.text[at + 1 : at + 2].isalnum():
            opened.pop()
        elif not block.text[at - 1 : at].isdigit():
            straight += 1
    return (
        [Locator(block.start + at, min(block.end, block.start + at + _AROUND)) for at in opened],
        [Locator(block.start + max(0, at - _AROUND), block.start + at + 1) for at in closed],
    )


def _at(block: Block, view: NfcView, start: int, end: int) -> Locator:
    first, last = view.span(start, end)
    return Locator(block.start + first, block.start + last)
