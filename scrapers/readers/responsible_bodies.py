"""Who has to carry out the tasks of a plan, and with whom.

Belongs here: bodies from the places where plans print them: the item itself, a label in it or below it, the head of
its list, a block that tells who is responsible for a domain, the addressee of a section, the requirements that open the
plan. Does not belong here: the grammar of bodies (`scrapers.readers.bodies`) and which lines are tasks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scrapers.readers.bodies import coordinating_bodies, leading_bodies, split_bodies
from scrapers.readers.headings import Part
from scrapers.readers.obligations import is_obligation
from scrapers.readers.plan import Plan
from scrapers.readers.plan_labels import inner_labels
from scrapers.readers.sections import Node
from scrapers.readers.told import goes_on, told_bodies
from scrapers.vocabulary.text import fold

_LONGEST_HEAD = 700
_LONGEST_REST = 80
_IN_BRACKETS = re.compile(
    r"\((?:do\s+|giao\s+)?(?P<bodies>[^()]{3,160}?)\s+(?:chủ trì|chịu trách nhiệm|thực hiện|tham mưu)[^()]{0,120}\)"
)
_TOGETHER = re.compile(r"\s*[,;]?\s*(?:và\s+)?phối hợp(?:\s+(?:với|cùng))?\s+", re.IGNORECASE)
_REQUIREMENT = "yeucau"


@dataclass(frozen=True, slots=True)
class Responsibility:
    """The bodies of a task; `source` tells where they stand: item, list, block, section, none."""

    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    source: str = "none"
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of labels that stand together, from node `first` to before `last`."""

    first: int
    last: int
    parent: int
    said: Responsibility


def responsibilities(plan: Plan, tasks: Sequence[Node]) -> dict[int, Responsibility]:
    """Who is responsible for each task, by the number of its node."""
    of_blocks = _assigned(plan, tasks)
    heads: dict[int, Responsibility | None] = {}
    addressees = _required(plan)
    found = {}
    for node in tasks:
        block = of_blocks.get(node.at, Responsibility())
        own = _own(node, plan.words_at(node))
        listed = _listed(plan, node, heads)
        lead = next((one for one in (own, listed, block, addressees) if one.lead), Responsibility())
        together = [own.coordinating or coordinating_bodies(node.line.body)]
        together.extend(one.coordinating for one in (listed, block) if one is lead or not one.lead)
        bodies = dict.fromkeys(body for part in together for body in part if body not in lead.lead)
        found[node.at] = replace(lead, coordinating=tuple(bodies), deadline=own.deadline or block.deadline)
    return found


def _own(node: Node, at: int) -> Responsibility:
    """What the item itself says: at its beginning, under labels inside it, or in brackets."""
    body = node.line.body
    labelled: dict[str, str] = {}
    for label in inner_labels(body):
        labelled.setdefault(label.kind, body[label.value_at : label.end])
    coordinating = split_bodies(labelled.get("coordinating", ""))
    deadline = labelled.get("deadline")
    phrase = told_bodies(body, at)
    if phrase and phrase.end < len(body) and (body[phrase.end :].lstrip().startswith(":") or goes_on(body, phrase)):
        together = (*coordinating, *coordinating_bodies(body))
        return Responsibility(phrase.bodies, together, "item", deadline)
    if "lead" in labelled:
        lead, more = _lead(labelled["lead"])
        return Responsibility(lead, (*more, *coordinating), "item", deadline)
    bracket = _IN_BRACKETS.search(body)
    if bracket and (inside := leading_bodies(bracket["bodies"])):
        return Responsibility(inside.bodies, (*coordinating, *coordinating_bodies(body)), "item", deadline)
    return Responsibility((), coordinating, "none", deadline)


def _lead(value: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lead and coordinating bodies of a label's value (`Phòng Nội vụ; phối hợp với các phòng`)."""
    phrase = leading_bodies(value)
    if phrase is None:
        bare = value.split(".", 1)[0]
        return (split_bodies(bare) if len(bare) <= _LONGEST_REST else ()), ()
    return phrase.bodies, coordinating_bodies(value[phrase.end :])


def _listed(plan: Plan, node: Node, heads: dict[int, Responsibility | None]) -> Responsibility:
    """The bodies of the nearest line above that is the head of a list of somebody's tasks."""
    above = plan.outline.above(node)
    while above is not None:
        if above.at not in heads:
            heads[above.at] = _head(above)
        if said := heads[above.at]:
            return said
        above = plan.outline.above(above)
    return Responsibility()


def _head(node: Node) -> Responsibility | None:
    body = node.line.body[:_LONGEST_HEAD]
    phrase = leading_bodies(body)
    if phrase is None:
        return None
    rest = body[phrase.end :].strip(" .:;,")
    announces = node.line.body.endswith(":")
    if rest and not (announces or phrase.is_addressed or (len(rest) <= _LONGEST_REST and is_obligation(rest))):
        return None
    source = "section" if node.line.family == "none" and rest else "list"
    return Responsibility(phrase.bodies, coordinating_bodies(rest), source)


def _required(plan: Plan) -> Responsibility:
    """The bodies that the plan's requirements speak to, for tasks that name nobody."""
    for node in plan.outline.nodes:
        above = plan.outline.above(node)
        if above is None or plan.standing(node).part is not Part.PURPOSE or _REQUIREMENT not in fold(above.line.body):
            continue
        phrase = leading_bodies(node.line.body)
        if phrase and phrase.end < len(node.line.body):
            return Responsibility(phrase.bodies, (), "section")
    return Responsibility()


def _assigned(plan: Plan, tasks: Sequence[Node]) -> dict[int, Responsibility]:
    """What blocks of labels say, by task: one below a task is that task's, any other that of the tasks before it."""
    numbers = [node.at for node in tasks]
    is_task = set(numbers)
    found: dict[int, Responsibility] = {}
    done: dict[int, int] = {}
    blocks = _blocks(plan)
    for at, block in enumerate(blocks):
        root = _root(plan, block)
        if block.parent in is_task and root == block.parent:
            found[block.parent] = block.said
            continue
        first, last = (root, plan.outline.nodes[root].last) if root >= 0 else (0, len(plan.outline.nodes))
        before = numbers[bisect_left(numbers, max(first, done.get(root, 0))) : bisect_left(numbers, block.first)]
        open_tasks = [number for number in before if number not in found]
        if not open_tasks:
            limit = min(last, blocks[at + 1].first if at + 1 < len(blocks) else last)
            open_tasks = numbers[bisect_left(numbers, block.last) : bisect_left(numbers, limit)]
        found.update(dict.fromkeys(open_tasks, block.said))
        done[root] = block.last
    return found


def _root(plan: Plan, block: _Block) -> int:
    """The node whose tasks a block speaks of: the one that it stands below, or above the heading of its own."""
    if block.parent < 0:
        return -1
    parent = plan.outline.nodes[block.parent]
    if plan.standings[block.first].part is Part.RESPONSIBILITY:
        while parent.parent >= 0 and plan.standings[parent.at].part is Part.RESPONSIBILITY:
            parent = plan.outline.nodes[parent.parent]
        return parent.parent
    return block.parent


def _blocks(plan: Plan) -> list[_Block]:
    """Neighbouring lines that tell who and when, below one parent."""
    found: list[_Block] = []
    for node in plan.outline.nodes:
        said = _told(plan, node)
        if said is None:
            continue
        if found and found[-1].last == node.at and found[-1].parent == node.parent:
            found[-1] = replace(found[-1], last=node.at + 1, said=_joined(found[-1].said, said))
        else:
            found.append(_Block(node.at, node.at + 1, node.parent, said))
    return found


def _told(plan: Plan, node: Node) -> Responsibility | None:
    """What one line of a block says, or None for a line that is of no block."""
    label = plan.label(node)
    body = node.line.body
    if label is None or not label.is_attached:
        if plan.standing(node).part is not Part.RESPONSIBILITY or node.has_children:
            return None
        lead, coordinating = _lead(body)
        together = _TOGETHER.match(body, len(body) - len(body.lstrip()))
        return (
            Responsibility((), split_bodies(body[together.end() :]), "block")
            if together
            else (Responsibility(lead, coordinating, "block") if lead else None)
        )
    inner = inner_labels(body)
    value = body[label.value_at : min([one.start for one in inner if one.start > label.value_at], default=len(body))]
    said = _of_label(label.kind, value)
    for one in inner:
        said = _joined(said, _of_label(one.kind, body[one.value_at : one.end]))
    return said


def _of_label(kind: str, value: str) -> Responsibility:
    if kind == "lead":
        lead, coordinating = _lead(value)
        return Responsibility(lead, coordinating, "block")
    if kind == "coordinating":
        return Responsibility((), split_bodies(value), "block")
    return Responsibility((), (), "block", value.strip() if kind == "deadline" else None)


def _joined(one: Responsibility, other: Responsibility) -> Responsibility:
    return Responsibility(
        tuple(dict.fromkeys((*one.lead, *other.lead))),
        tuple(dict.fromkeys((*one.coordinating, *other.coordinating))),
        "block",
        one.deadline or other.deadline,
    )
