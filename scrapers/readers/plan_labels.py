"""Labelled lines of a plan: `Đơn vị chủ trì: ...`, `Thời gian hoàn thành: ...`, `Nguyên nhân: ...`.

Belongs here: labels at the beginning of a line and inside one. Does not belong here: to which item a label belongs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from scrapers.readers.sections import Node, Outline
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.wording import any_case_of, reading_form

_ATTACHED = ("lead", "coordinating", "deadline", "product")
"""Labels that say something of the items near them and are no items themselves."""
_INSIDE = ("lead", "coordinating", "deadline")
_LONGEST_GAP = 40
_VALUE_END = re.compile(r"[.;](?=\s|$)|\)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its kind, and where in the line's body it begins, ends and its value ends."""

    kind: str
    start: int
    value_at: int
    end: int

    @property
    def is_attached(self) -> bool:
        """Whether the line tells something of the items near it."""
        return self.kind in _ATTACHED


def read_labels(outline: Outline) -> dict[int, Label]:
    """The label that each labelled line begins with, by the number of its node."""
    found = {}
    for node in outline.nodes:
        if label := line_label(node):
            found[node.at] = label
    return found


def line_label(node: Node) -> Label | None:
    """The label that a line begins with; a heading without colon is none."""
    body = node.line.body
    if match := _at_start().match(body):
        return Label(_kinds()[_key(match["label"])], 0, match.end(), len(body))
    return None


def inner_labels(body: str) -> list[Label]:
    """Labels of bodies and deadlines inside a line, each with the end of its value: the next label or sentence."""
    matches = [match for match in _inside().finditer(body) if _kinds()[_key(match["label"])] in _INSIDE]
    labels = []
    for at, match in enumerate(matches):
        limit = matches[at + 1].start() if at + 1 < len(matches) else len(body)
        stop = _VALUE_END.search(body, match.end(), limit)
        labels.append(
            Label(_kinds()[_key(match["label"])], match.start(), match.end(), stop.start() if stop else limit)
        )
    return labels


def _key(label: str) -> str:
    return " ".join(reading_form(label).lower().split())


@cache
def _kinds() -> dict[str, str]:
    return {_key(row["label"]): row["kind"] for row in table("plan_labels", "label", "kind")}


@cache
def _at_start() -> re.Pattern[str]:
    labels = any_case_of(row["label"] for row in table("plan_labels", "label"))
    gap = rf"(?:\s*\([^()\n]{{0,{_LONGEST_GAP}}}\))?\s{{0,3}}"
    return re.compile(rf"(?P<label>{labels}){gap}:\s*(?=\S)", re.IGNORECASE)


@cache
def _inside() -> re.Pattern[str]:
    labels = any_case_of(row["label"] for row in table("plan_labels", "label"))
    return re.compile(rf"(?:(?<=[.;,]\s)|(?<=\())(?P<label>{labels})\s{{0,3}}:\s*", re.IGNORECASE)
