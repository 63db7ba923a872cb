"""Tasks in running prose: what a news report says that a plan gives somebody to do.

Belongs here: paragraphs of a report that tell what has to be done. Does not belong here: plans with headings and items
(`scrapers.readers.tasks`).

A paragraph is one task, from its first sentence of doing on. Captions and headlines are no sentences; what was done is
no task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scrapers.readers.bodies import coordinating_bodies, leading_bodies
from scrapers.readers.deadlines import find_deadline
from scrapers.readers.headings import domain_of
from scrapers.readers.obligations import leading_verb, opens_as_boilerplate
from scrapers.readers.origin import Origin
from scrapers.readers.plan import Plan
from scrapers.readers.sections import Node
from scrapers.records import TaskRecord
from scrapers.vocabulary.text import tidy

READER = "reported_tasks"
VERSION = "2"

_SENTENCE = re.compile(r"[^.!?]+(?:\.(?=[\w/])[^.!?]*)*[.!?…]*")
_LINK = re.compile(
    r"\s*(?:đồng thời|bên cạnh đó|ngoài ra|mặt khác|cùng với đó|song song đó|theo đó|trong đó|cụ thể|do đó|vì vậy|"
    r"từ đó|tiếp theo|trước hết|đặc biệt)\s*,?\s*",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:về|đối với|trong|trên)\s+(?P<subject>[^,.;]{3,90}),\s*", re.IGNORECASE)
_TOPIC = re.compile(
    r"(?:công tác\s+)?(?P<subject>[^,.;]{5,90}?)\s+(?=(?:phải|cần|tiếp tục|tăng cường)\s)", re.IGNORECASE
)
_GROUND = re.compile(r"trên cơ sở[^,.;]{3,160},\s*", re.IGNORECASE)
_ORDERS = re.compile(
    r"(?:UBND|Chủ tịch UBND|Ủy ban nhân dân|Kế hoạch|Chỉ thị|tỉnh|huyện|thành phố)(?:\s+\S+){0,6}?"
    r"\s+(?:giao|yêu cầu|đề nghị)\s+",
    re.IGNORECASE,
)
_WISHES = ("phấn đấu",)
"""Verbs of targets, not of tasks."""
_SHORTEST = 50
_LONGEST_START = 160


@dataclass(frozen=True, slots=True)
class _Told:
    """Where in a paragraph a task begins, who is told, the offset of what, and the domain that it names."""

    start: int
    bodies: tuple[str, ...]
    verb_at: int
    domain: tuple[str, str] | None


def read_reported_tasks(plan: Plan, origin: Origin) -> Iterator[TaskRecord]:
    """The tasks that a report's paragraphs tell, in order; none where the document is no report of a plan."""
    if not plan.is_report:
        return
    position = 0
    for node in plan.outline.nodes:
        told = _told(plan, node)
        if told is not None:
            position += 1
            yield _task(plan, origin, node, told, position)


def _told(plan: Plan, node: Node) -> _Told | None:
    body = node.line.body
    if node.line.is_marked or len(body) < _SHORTEST or not node.line.is_finished or body.endswith(":"):
        return None
    if opens_as_boilerplate(body, ("closing", "note", "page")):
        return None
    for match in _SENTENCE.finditer(body):
        told = _sentence(plan, body, match.start(), match.end())
        if told is not None:
            return told
    return None


def _sentence(plan: Plan, body: str, start: int, end: int) -> _Told | None:
    """The task of one sentence: a link word, a subject such as `Về cải cách thể chế,`, bodies, then what to do."""
    at = start + len(body[start:end]) - len(body[start:end].lstrip())
    begin = at
    if link := _LINK.match(body, at, end):
        at = link.end()
    domain = None
    for pattern in (_GROUND, _SUBJECT):
        if subject := pattern.match(body, at, end):
            domain = domain or (domain_of(subject["subject"], plan.families) if pattern is _SUBJECT else None)
            at = subject.end()
    if order := _ORDERS.match(body, at, min(end, at + _LONGEST_START)):
        at = order.end()
    phrase = leading_bodies(body, at)
    verb_at = phrase.end if phrase else at
    verb = leading_verb(body, verb_at) if verb_at < end else None
    if verb and verb.lower() not in _WISHES:
        return _Told(begin, phrase.bodies if phrase else (), verb_at, domain)
    topic = _TOPIC.match(body, at, end)
    if topic and (about := domain_of(topic["subject"], plan.families)):
        return _Told(begin, (), topic.end(), domain or about)
    return None


def _task(plan: Plan, origin: Origin, node: Node, told: _Told, position: int) -> TaskRecord:
    body = node.line.body
    words = body[told.start :]
    standing = plan.standing(node)
    locator = node.line.place(told.start, len(body))
    deadline = find_deadline(words, plan.year)
    return TaskRecord(
        **origin.at(plan.document, locator, READER, VERSION),
        position=position,
        section=node.section,
        conformed_code=told.domain[0] if told.domain else standing.conformed_code,
        domain_label=told.domain[1] if told.domain else standing.domain_label,
        text=tidy(plan.document.at(locator)),
        verb=leading_verb(body, told.verb_at),
        lead_units=told.bodies,
        coordinating_units=tuple(one for one in coordinating_bodies(words) if one not in told.bodies),
        units_from="item" if told.bodies else "none",
        deadline=deadline.on if deadline else None,
        deadline_raw=deadline.raw if deadline else None,
    )
