"""What a plan gives somebody to do.

Belongs here: which lines of a plan are tasks. Does not belong here: who carries them out
(`scrapers.readers.responsible_bodies`), until when (`scrapers.readers.deadlines`), and reports in running prose
(`scrapers.readers.reported_tasks`).
"""

from __future__ import annotations

from collections.abc import Iterator

from scrapers.readers.bodies import leading_bodies
from scrapers.readers.deadlines import find_deadline, read_deadline
from scrapers.readers.failures import tells_failure
from scrapers.readers.headings import Part, domain_of, part_of
from scrapers.readers.obligations import is_obligation, leading_verb, opens_as_boilerplate
from scrapers.readers.origin import Origin
from scrapers.readers.plan import Plan
from scrapers.readers.responsible_bodies import Responsibility, responsibilities
from scrapers.readers.sections import Node
from scrapers.readers.told import goes_on, told_bodies
from scrapers.records import TaskRecord

READER = "tasks"
VERSION = "2"

_SHORTEST = 18
_FEWEST_WORDS = 4
_LONG_SENTENCE = 60
_WORK_LABEL = "work"


def task_nodes(plan: Plan) -> list[Node]:
    """The lines of a plan that are tasks, in order."""
    return [node for node in plan.outline.nodes if _is_task(plan, node)]


def read_tasks(plan: Plan, origin: Origin, nodes: list[Node]) -> Iterator[TaskRecord]:
    """The records of a plan's tasks.

    Args:
        nodes: the lines that are tasks.
    """
    responsible = responsibilities(plan, nodes)
    for position, node in enumerate(nodes, start=1):
        yield _task(plan, origin, node, responsible[node.at], position)


def _task(plan: Plan, origin: Origin, node: Node, responsible: Responsibility, position: int) -> TaskRecord:
    body = node.line.body
    standing = plan.standing(node)
    printed = responsible.deadline
    deadline = read_deadline(printed, plan.year) if printed else find_deadline(body, plan.year)
    at = plan.words_at(node)
    phrase = told_bodies(body, at) if responsible.source == "item" else None
    return TaskRecord(
        **origin.at(plan.document, node.line.locator, READER, VERSION),
        position=position,
        section=node.section,
        conformed_code=standing.conformed_code,
        domain_label=standing.domain_label,
        text=plan.words(node),
        verb=leading_verb(body, phrase.end if phrase else at),
        lead_units=responsible.lead,
        coordinating_units=responsible.coordinating,
        units_from=responsible.source if responsible.lead else "none",
        deadline=deadline.on if deadline else None,
        deadline_raw=deadline.raw if deadline else None,
    )


def _is_task(plan: Plan, node: Node) -> bool:
    label = plan.label(node)
    if label is not None and label.kind != _WORK_LABEL:
        return False
    if not plan.is_work(node) and not (label and plan.standing(node).part is Part.WEAKNESS):
        return False
    if _is_too_short(node) or opens_as_boilerplate(node.line.body, ("closing", "note", "page")):
        return False
    if not plan.is_leaf(node):
        return _is_sentence(node) and node.line.family in ("bullet", "none") and _is_told(node)
    if node.has_children and part_of(node.line.body) not in (Part.PLAIN, Part.WORK):
        return False
    if node.line.is_marked:
        return not _is_name(plan, node) and not (plan.standing(node).part is Part.REMEDY and is_weak(plan, node))
    return _is_sentence(node) and _is_told(node) and not opens_as_boilerplate(node.line.body, ("ground",))


def is_weak(plan: Plan, node: Node) -> bool:
    """Whether a line among weak criteria and remedies is a criterion: it tells a failure and nothing to be done."""
    return tells_failure(node.line.body) and not _is_told(node) and plan.label(node) is None


def _is_too_short(node: Node) -> bool:
    return len(node.line.body) < _SHORTEST or len(node.line.body.split(None, _FEWEST_WORDS)) < _FEWEST_WORDS


def _is_sentence(node: Node) -> bool:
    return len(node.line.body) >= _LONG_SENTENCE and node.line.body.endswith((".", ";", "…", "/"))


def _is_told(node: Node) -> bool:
    """Whether a line begins with something to be done, or with somebody and what to do."""
    phrase = told_bodies(node.line.body)
    if phrase is None:
        return is_obligation(node.line.body)
    rest = node.line.body[phrase.end :].lstrip(" ,")
    return rest.startswith((":", "(")) or phrase.is_addressed or goes_on(node.line.body, phrase)


def _is_name(plan: Plan, node: Node) -> bool:
    """Whether a line only names a domain or bodies: the heading of a list that is lost, a recipient."""
    body = node.line.body
    domain = domain_of(body, plan.families) if node.is_title else None
    if domain and len(domain[1]) * 2 > len(body):
        return True
    phrase = leading_bodies(body)
    return phrase is not None and phrase.end >= len(body.rstrip(" .;,:"))
