"""The lines of a plan as its outline sees them: marker and words apart, wrapped lines joined, places kept.

Belongs here: cutting a text into lines with markers (`II.`, `1.2.`, `đ)`, `-`, `+`). Does not belong here: which line
stands below which (`scrapers.readers.sections`) and what a line means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from scrapers.documents.model import Block, Document, Locator
from scrapers.vocabulary.text import UPPER, NfcView
from scrapers.vocabulary.wording import reading_form

_DECORATION = re.compile(r"(?:\#{1,6}\s+|[*_#]{1,3}(?=[^\s*_#)]))?")
_SPACE = " \t\u00a0\u3000"
_TAIL = " \t\u00a0*_#"
_ORDINAL = r"[IVX]{1,5}|\d{1,2}|[A-Z]|(?i:thứ\s+)?(?i:nhất|hai|ba|tư|bốn|năm|sáu|bảy)"
_END = r"[.)/:\-]{1,2}"
_MARKERS = tuple(
    (family, re.compile(pattern))
    for family, pattern in (
        ("part", rf"(?:(?i:phần|chương)|MỤC|Mục)\s+(?P<n>{_ORDINAL})(?:\s*[.:)\-]|(?=\s|$))\s*"),
        ("article", r"(?i:điều)\s+(?P<n>\d{1,3})\s*[.:]\s*"),
        ("roman", rf"(?P<n>[IVX]{{1,5}})\s?{_END}\s*(?=\S)"),
        ("upper", r"(?P<n>[A-H])\s?[.)/]\s*(?=\S)"),
        ("decimal", rf"(?P<n>\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})\s?{_END}(?!\d)\s*(?=\S)"),
        ("decimal", rf"(?P<n>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})\s+(?={UPPER})"),
        ("bracket", r"\((?P<n>\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*(?=\S)"),
        ("letter", r"(?P<n>[a-zđ])\s?(?:[.)]|\)?/)\s*(?=\S)"),
        ("bullet", r"(?P<n>[-+•·▪■●○◦‣➢➤✓►>]|\*\)?(?=\s)|o(?=\s))(?![-+*])\s*(?=\S)"),
    )
)
_ENDS = (".", ";", ":", "!", "?", "…")
_LOWER_START = re.compile(r"[^\W\d_]")
_OPEN_END = re.compile(r"(?:,|\b(?:và|của|các|những|tại|theo|về|với|cho|trong|từ|đến|ngày|tháng|năm|số|là|để|do))$")
_LONGEST_JOIN = 40
"""Lines that one paragraph may be wrapped into."""


@dataclass(frozen=True)
class PlanLine:
    """A line without its marker. `body` is its words in reading form: NFC, one kind of dash, space and tone mark."""

    start: int
    end: int
    family: str
    number: str
    whole: str
    body_at: int
    view: NfcView

    @cached_property
    def body(self) -> str:
        """The words behind the marker."""
        return self.whole[self.body_at :]

    @property
    def locator(self) -> Locator:
        """Where the line stands, marker included."""
        return Locator(self.start, self.end)

    @property
    def is_marked(self) -> bool:
        """Whether it begins with a number, letter or bullet."""
        return self.family != "none"

    @property
    def is_numbered(self) -> bool:
        """Whether it begins with a number or letter."""
        return self.family not in ("none", "bullet")

    @property
    def is_finished(self) -> bool:
        """Whether it ends as a sentence does, or announces what follows."""
        return self.body.endswith(_ENDS)

    def place(self, start: int, end: int) -> Locator:
        """Where `body[start:end]` stands in the document."""
        first, last = self.view.span(self.body_at + start, self.body_at + end)
        return Locator(self.start + first, self.start + last)


def plan_lines(document: Document) -> list[PlanLine]:
    """The lines of a document's running text; rows of tables are left out."""
    blocks = [block for block in document.blocks if block.table is None and "\t" not in block.text]
    return [_line(document, group) for group in _joined(blocks)]


def _joined(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks in groups that are one paragraph each: a line that goes on in small letters belongs to the one before."""
    group: list[Block] = []
    for block in blocks:
        if group and len(group) < _LONGEST_JOIN and _goes_on(group[-1], block):
            group.append(block)
            continue
        if group:
            yield group
        group = [block]
    if group:
        yield group


def _goes_on(before: Block, block: Block) -> bool:
    if block.line != before.line + 1:
        return False
    end = before.text.rstrip(_TAIL)
    if end.endswith(_ENDS) or _marker(block.text)[0] != "none":
        return False
    first = _LOWER_START.match(block.text)
    return (first is not None and first.group().islower()) or _OPEN_END.search(end[-12:]) is not None


def _line(document: Document, group: list[Block]) -> PlanLine:
    start, end = group[0].start, group[-1].end
    raw = document.text[start:end]
    shift = _DECORATION.match(raw)
    first = start + (shift.end() if shift else 0)
    last = first + len(document.text[first:end].rstrip(_TAIL)) if first < end else end
    view = NfcView(document.text[first:last])
    whole = reading_form(view.text)
    family, number, body_at = _marker(whole)
    whole = whole[:body_at] + whole[body_at:].replace("*", " ")
    body_at += len(whole) - body_at - len(whole[body_at:].lstrip())
    return PlanLine(first, last, family, number, whole.rstrip(), body_at, view)


def _marker(text: str) -> tuple[str, str, int]:
    """Family, number and length of the marker that a text begins with."""
    at = len(text) - len(text.lstrip(_SPACE))
    for family, pattern in _MARKERS:
        if match := pattern.match(text, at):
            return family, " ".join(match["n"].split()), match.end()
    return "none", "", at
