"""Who has to report to whom, through whom, how often and until when.

Belongs here: duties of reporting among a plan's tasks. Does not belong here: the tasks themselves
(`scrapers.readers.tasks`) and the frequencies (`scrapers.readers.deadlines`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scrapers.readers.bodies import leading_bodies
from scrapers.readers.deadlines import frequencies
from scrapers.readers.origin import Origin
from scrapers.readers.plan import Plan
from scrapers.readers.sections import Node
from scrapers.records import ReportingDutyRecord, TaskRecord

READER = "reporting_duties"
VERSION = "1"

_REPORT = re.compile(r"(?<!\w)báo cáo(?!\w)", re.IGNORECASE)
_PARTS = re.compile(r"[^.;]+(?:\.(?=\S)[^.;]*)*")
_DUE = re.compile(
    r"(?<!\w)(?:chậm nhất(?: là)?|trước|muộn nhất)\s+(?:ngày\s+)?\d{1,2}(?:\s?/\s?\d{1,2}(?:/\d{4})?)?"
    r"(?:\s+(?:hàng|hằng|của|mỗi)\s+(?:tháng|quý|năm)(?:\s+cuối(?:\s+của)?\s+quý)?|\s+tháng\s+\d{1,2}(?:\s+(?:hàng|hằng)\s+năm)?)?"
    r"(?![\d/]|\s?%)",
    re.IGNORECASE,
)
_TO = re.compile(r"(?<!\w)(?:gửi về|gửi đến|gửi cho|gửi|về|cho|đến|lên|trình|báo cáo)\s+", re.IGNORECASE)
_THROUGH = re.compile(r"(?<!\w)(?:thông qua|qua)\s+", re.IGNORECASE)
_GATHERS = re.compile(r"\s*,?\s*(?:để\s+)?(?:theo dõi,\s+)?tổng hợp", re.IGNORECASE)


def read_reporting_duties(
    plan: Plan, origin: Origin, tasks: Sequence[tuple[Node, TaskRecord]]
) -> Iterator[ReportingDutyRecord]:
    """The duties of reporting among a plan's tasks, in order; the units are those of the task."""
    position = 0
    for node, task in tasks:
        for match in _PARTS.finditer(node.line.body):
            duty = _duty(plan, origin, node, task, match, position + 1)
            if duty is not None:
                position += 1
                yield duty


def _duty(
    plan: Plan, origin: Origin, node: Node, task: TaskRecord, part: re.Match[str], position: int
) -> ReportingDutyRecord | None:
    text = part.group()
    if not _REPORT.search(text):
        return None
    often = frequencies(text)
    due = tuple(match.group() for match in _DUE.finditer(text))
    recipients, via = _recipients(text)
    if not (often or due) or not recipients:
        return None
    start = part.start() + len(text) - len(text.lstrip())
    locator = node.line.place(start, part.start() + len(text.rstrip()))
    return ReportingDutyRecord(
        **origin.at(plan.document, locator, READER, VERSION),
        position=position,
        section=node.section,
        units=task.lead_units,
        recipients=tuple(body for body in recipients if body not in via) or recipients,
        via=via if set(recipients) - set(via) else (),
        frequency=", ".join(often) or None,
        due_raw="; ".join(due) or None,
    )


def _recipients(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """To whom a part of a sentence reports, and through whom: those who only gather reports hand them on."""
    recipients: list[str] = []
    via: list[str] = []
    for match in _TO.finditer(text):
        phrase = leading_bodies(text, match.end())
        if phrase is None or phrase.is_addressed:
            continue
        recipients.extend(phrase.bodies)
        if _GATHERS.match(text, phrase.end):
            via.extend(phrase.bodies)
    for match in _THROUGH.finditer(text):
        if (phrase := leading_bodies(text, match.end())) and not phrase.is_addressed:
            via.extend(phrase.bodies)
    return tuple(dict.fromkeys(recipients)), tuple(dict.fromkeys(via))
