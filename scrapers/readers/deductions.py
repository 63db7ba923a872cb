"""Criteria on which a unit lost points, as a document tells it.

Belongs here: which lines and quoted phrases are such criteria, and their parts. Does not belong here: the words of
failing (`scrapers.readers.failures`).

Documents print them in four ways: as items under a heading such as `Tồn tại, hạn chế mất điểm`, as items among the
remedies that begin with no order to anybody, as quoted phrases in the heading of a domain, and as lines that tell the
points lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scrapers.documents.model import Locator
from scrapers.readers.citation_grammar import find_mentions
from scrapers.readers.failures import failure_at, find_lost_points, find_threshold
from scrapers.readers.headings import Part, Standing, domain_of
from scrapers.readers.obligations import opens_as_boilerplate
from scrapers.readers.origin import Origin
from scrapers.readers.plan import Plan
from scrapers.readers.sections import Node
from scrapers.readers.tasks import is_weak
from scrapers.records import DeductionRecord
from scrapers.vocabulary.text import tidy

READER = "deductions"
VERSION = "2"

_SHORTEST = 12
_LONGEST_CRITERION = 400
_QUOTE_GAP = re.compile(r'"\s*(?:[;,.]|và\b|\))?\s*"?')
_FIRST_QUOTE = re.compile(r'\([^"()]{0,60}"|^[^"]{0,200}?:\s*"')
_REASON = re.compile(
    r"\s*(?::|\.\s|;\s|,?\s+(?:do|vì)(?=\s+(?:chưa|không|còn|chậm|thiếu|việc|công tác|một số|có)\b)|"
    r",?\s+(?:nguyên nhân|lý do)\s*:?)\s*",
    re.IGNORECASE,
)
_POINTS_NOTE = re.compile(r"\s*\((?:[^()]{0,60}điểm[^()]{0,40}|[-\d.,/\s]{1,20})\)")
_LOST = re.compile(r"(?:(?:bị|đã)\s+)?(?:trừ|mất)\s+(?=\d)", re.IGNORECASE)
_CHILD_LABELS = ("reason", "lost", "evidence")


@dataclass(frozen=True, slots=True)
class _Found:
    """A criterion's place and words, and what the lines below it add."""

    locator: Locator
    words: str
    reason: str | None = None
    added: str = ""


def read_deductions(plan: Plan, origin: Origin) -> Iterator[DeductionRecord]:
    """The criteria on which a document says points were lost, in order."""
    position = 0
    for node in plan.outline.nodes:
        for found in _found(plan, node):
            position += 1
            yield _deduction(plan, origin, node, found, position)


def _found(plan: Plan, node: Node) -> Iterator[_Found]:
    part = plan.standing(node).part
    if node.has_children and node.is_title and part in (Part.WEAKNESS, Part.REMEDY):
        yield from _quoted(node)
    if _is_criterion(plan, node):
        yield _item(plan, node)


def _is_criterion(plan: Plan, node: Node) -> bool:
    body = node.line.body
    if len(body) < _SHORTEST or plan.label(node) is not None or not _stands_alone(plan, node):
        return False
    if opens_as_boilerplate(body, ("closing", "ground", "note", "page")):
        return False
    part = plan.standing(node).part
    if part is Part.WEAKNESS:
        return node.line.is_marked and not _is_domain(plan, node)
    if part is Part.REMEDY:
        return node.line.is_marked and is_weak(plan, node)
    if part in (Part.RESULT, Part.PLAIN, Part.CAUSE):
        return node.line.is_marked and find_lost_points(body) is not None
    return False


def _stands_alone(plan: Plan, node: Node) -> bool:
    """Whether a line is an item and not the heading of others: below it stand only reasons, remedies and points."""
    return all(plan.label(child) is not None for child in plan.outline.children.get(node.at, ()))


def _is_domain(plan: Plan, node: Node) -> bool:
    domain = domain_of(node.line.body, plan.families) if node.is_title else None
    return domain is not None and len(domain[1]) * 2 > len(node.line.body)


def _item(plan: Plan, node: Node) -> _Found:
    reasons, added = [], []
    for child in plan.outline.children.get(node.at, ()):
        label = plan.label(child)
        if label is not None and label.kind in _CHILD_LABELS:
            added.append(child.line.body)
            if label.kind == "reason":
                place = child.line.place(label.value_at, label.end)
                reasons.append(tidy(plan.document.at(place)).rstrip(" ;."))
    return _Found(node.line.locator, node.line.body, "; ".join(reasons) or None, "\n".join(added))


def _quoted(node: Node) -> Iterator[_Found]:
    """The phrases that a heading quotes. A lost opening mark does not matter: marks with a separator part them."""
    body = node.line.body
    opening = _FIRST_QUOTE.search(body)
    if opening is None:
        return
    start = opening.end()
    while start < len(body):
        gap = _QUOTE_GAP.search(body, start)
        if gap is None:
            return
        inner = body[start : gap.start()]
        bare = inner.strip(" ,;")
        if len(bare) >= _SHORTEST and len(bare) <= _LONGEST_CRITERION:
            first = start + inner.index(bare)
            yield _Found(node.line.place(first, first + len(bare)), bare)
        start = gap.end()


def _deduction(plan: Plan, origin: Origin, node: Node, found: _Found, position: int) -> DeductionRecord:
    standing = _standing(plan, node)
    is_whole_line = node.line.locator == found.locator
    printed = plan.words(node) if is_whole_line else tidy(plan.document.at(found.locator))
    criterion, reason = _parts(printed) if is_whole_line else (printed, None)
    told = f"{found.words}\n{found.added}"
    threshold = find_threshold(told)
    return DeductionRecord(
        **origin.at(plan.document, found.locator, READER, VERSION),
        position=position,
        section=node.section,
        conformed_code=standing.conformed_code,
        domain_label=standing.domain_label,
        criterion=criterion,
        reason=found.reason or reason,
        threshold_operator=threshold.operator if threshold else None,
        threshold_value=threshold.value if threshold else None,
        threshold_unit=threshold.unit if threshold else None,
        lost_points=find_lost_points(told),
        evidence=tuple(dict.fromkeys(m.full_number or m.printed for m in find_mentions(told))),
    )


def _standing(plan: Plan, node: Node) -> Standing:
    """The standing of what a line says: a heading's own words count for the phrases that it quotes."""
    standing = plan.standing(node)
    domain = None
    if node.has_children or standing.conformed_code is None:
        domain = domain_of(_LOST.split(node.line.body, 1)[0], plan.families)
    return Standing(standing.part, *domain) if domain else standing


def _unfailed(criterion: str) -> str:
    """A criterion without the points that it lost: `Cải cách thể chế bị trừ 1,5 điểm` is `Cải cách thể chế`."""
    lost = _LOST.search(criterion)
    return criterion[: lost.start()].strip(" ,;-") if lost and lost.start() >= _SHORTEST else criterion


def _parts(words: str) -> tuple[str, str | None]:
    """Criterion and reason of an item: parted at a colon, a full stop or a word such as `do`; else at the failure."""
    text = _POINTS_NOTE.sub("", words).strip(" ;.")
    parted = _REASON.search(text, 1)
    if parted and parted.start() >= _SHORTEST and text[parted.end() :]:
        return _unfailed(text[: parted.start()].strip()), text[parted.end() :].strip()
    failure = failure_at(text)
    if failure is not None and failure >= _SHORTEST:
        return text[:failure].strip(" ,;-"), text[failure:].strip()
    return text, text if failure == 0 else None
