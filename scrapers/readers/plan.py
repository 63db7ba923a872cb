"""A document opened as a plan: outline, standings and labels, made once for all readers of plans.

Belongs here: what those readers share. Does not belong here: records, and the grammar of any kind of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from scrapers.documents.model import Document
from scrapers.readers.headings import Part, Standing, index_families, read_standings
from scrapers.readers.plan_labels import Label, read_labels
from scrapers.readers.plan_lines import plan_lines
from scrapers.readers.sections import Node, Outline, read_outline
from scrapers.records import DocumentRecord
from scrapers.vocabulary.text import fold, tidy

_PLANNING = ("kehoach", "chuongtrinh", "chithi", "congvan", "dean", "quyetdinh", "thongbao")
_TITLE_LINES = 12
_BEGINNING = 1000
_FIRST_LINES = 20
_TELLS_OF_PLAN = re.compile(
    r"(?<!\w)(?:(?:ban hành|có|theo|xây dựng|triển khai|thực hiện)\s+(?:Kế hoạch|Chương trình|Chỉ thị|Đề án|Công văn)|"
    r"(?:Kế hoạch|Chương trình|Chỉ thị)\s+(?:số|đề ra|xác định|nêu|yêu cầu))",
    re.IGNORECASE,
)
_PLANS = ("kế hoạch", "chương trình", "chỉ thị", "đề án", "công văn")
"""What a document must name to tell of a plan: a cheap test before the pattern is tried."""
_ASIDE_LABELS = ("lead", "coordinating", "deadline", "product", "reason", "lost", "evidence")


@dataclass(frozen=True)
class Plan:
    """A document and its outline; `families` are the index families whose domains its headings may name."""

    document: Document
    own: DocumentRecord
    outline: Outline
    standings: tuple[Standing, ...]
    labels: dict[int, Label]
    families: tuple[str, ...]

    @cached_property
    def is_planning(self) -> bool:
        """Whether the document calls itself a plan or an order, or its title does."""
        told = fold(f"{self.own.type or ''} {self.own.title or ''} {self.document.title or ''}")
        return any(word in told for word in _PLANNING)

    @cached_property
    def is_report(self) -> bool:
        """Whether the document is no plan but tells of one."""
        if self.is_planning:
            return False
        return any(_tells_of_plan(node.line.body[:_BEGINNING]) for node in self.outline.nodes[:_FIRST_LINES])

    @property
    def year(self) -> int | None:
        """The one year that the plan is for."""
        return self.own.plan_years[0] if len(self.own.plan_years) == 1 else None

    def standing(self, node: Node) -> Standing:
        """What the headings above a node say."""
        return self.standings[node.at]

    def label(self, node: Node) -> Label | None:
        """The label that a node begins with."""
        return self.labels.get(node.at)

    def is_leaf(self, node: Node) -> bool:
        """Whether nothing stands below a node but lines that tell who, when or why."""
        return all(
            (label := self.labels.get(child.at)) is not None and label.kind in _ASIDE_LABELS
            for child in self.outline.children.get(node.at, ())
        )

    def is_work(self, node: Node) -> bool:
        """Whether a node stands where a plan gives work to do."""
        standing = self.standing(node)
        if standing.part is Part.PLAIN:
            return self.is_planning and standing.conformed_code is not None
        return standing.part in (Part.WORK, Part.REMEDY, Part.ORGANISATION)

    def words_at(self, node: Node) -> int:
        """Where in a node's body the words of a remedy begin: behind a label such as `Giải pháp:`."""
        label = self.labels.get(node.at)
        return label.value_at if label is not None and label.kind == "work" else 0

    def words(self, node: Node) -> str:
        """A node's words as printed, without marker, on one line."""
        return tidy(self.document.at(node.line.place(0, len(node.line.body))))


def _tells_of_plan(beginning: str) -> bool:
    lowered = beginning.lower()
    return any(name in lowered for name in _PLANS) and _TELLS_OF_PLAN.search(beginning) is not None


def open_plan(document: Document, own: DocumentRecord) -> Plan:
    """The plan that a document is read as; a page of another kind has few parts or none."""
    lines = plan_lines(document)
    outline = read_outline(lines)
    top = " ".join(line.body for line in lines[:_TITLE_LINES] if len(line.body) < _TITLE_LINES * 40)
    families = index_families(f"{own.title or ''} {top}")
    return Plan(document, own, outline, tuple(read_standings(outline, families)), read_labels(outline), families)
