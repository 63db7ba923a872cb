"""The outline of a plan: which line stands below which, and where its body ends.

Belongs here: the tree of headings and items in every numbering in use. Does not belong here: cutting lines
(`scrapers.readers.plan_lines`) and what a heading says (`scrapers.readers.headings`).

No order of markers is taken for granted: `a)` stands below `1.` or above it, `-` below `+` or above it. A marker of a
family that is open closes what stands below it; any other opens a level. Numbers close bullets, a bullet never closes
a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from scrapers.readers.plan_lines import PlanLine

_ROOT = -1
_FIXED = {"part": 0, "article": 1, "upper": 1, "roman": 2}
_FOOT = re.compile(
    r"^(?:nơi nhận|kính gửi)\b|^(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\s?[./]\s*\S|^HIỆU LỰC VĂN BẢN", re.IGNORECASE
)
_ANNEX = re.compile(r"^phụ lục\b", re.IGNORECASE)
_LONGEST_TITLE = 200
_LONGEST_UNMARKED_TITLE = 120
_FIRST_FOOT = 3
"""No foot stands in the first lines: letters to somebody begin with `Kính gửi`."""


@dataclass(frozen=True)
class Node:
    """A line and its place in the outline: `at` is its number, `parent` that of the line it stands below (-1: none).

    `path` holds the numbers of the numbered lines from the top to this one; `last` is the number behind its subtree.
    """

    at: int
    line: PlanLine
    parent: int
    path: tuple[str, ...]
    last: int

    @property
    def has_children(self) -> bool:
        """Whether something stands below it."""
        return self.last > self.at + 1

    @property
    def is_title(self) -> bool:
        """Whether it is printed as a title: short, no sentence."""
        limit = _LONGEST_TITLE if self.line.is_numbered else _LONGEST_UNMARKED_TITLE
        bare = self.line.body.split("(", 1)[0]
        return 0 < len(bare) <= limit and not self.line.body.endswith((".", ";", "…", "!", "?", ","))

    @property
    def section(self) -> str | None:
        """Where it stands: the numbers joined by points (`II.1.a`), None above the first number."""
        return ".".join(self.path) or None


@dataclass(frozen=True)
class Outline:
    """The lines of a document's body as a tree, in order."""

    nodes: tuple[Node, ...]

    @cached_property
    def children(self) -> dict[int, list[Node]]:
        """The nodes right below each node, by its number; -1 holds the top."""
        found: dict[int, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.parent, []).append(node)
        return found

    def above(self, node: Node) -> Node | None:
        """The node that a node stands below."""
        return self.nodes[node.parent] if node.parent != _ROOT else None


@dataclass(slots=True)
class _Open:
    """A level that is open while the tree grows."""

    at: int
    family: str
    depth: int
    takes_text: bool
    announces: bool


def read_outline(lines: Sequence[PlanLine]) -> Outline:
    """The outline of a document's body; foot and what the page prints behind it are left out, an annex is not."""
    body = _body(lines)
    parents: list[int] = []
    stack: list[_Open] = []
    for at, line in enumerate(body):
        following = body[at + 1] if at + 1 < len(body) else None
        _close(stack, line, at)
        parents.append(stack[-1].at if stack else _ROOT)
        if opened := _opened(at, line, following):
            stack.append(opened)
    return Outline(tuple(_nodes(body, parents)))


def _body(lines: Sequence[PlanLine]) -> list[PlanLine]:
    kept: list[PlanLine] = []
    in_foot = False
    for at, line in enumerate(lines):
        if at >= _FIRST_FOOT and _FOOT.match(line.body) and not line.is_marked:
            in_foot = in_foot or not line.body.lower().startswith("kính gửi")
        elif in_foot and _ANNEX.match(line.body):
            in_foot = False
        if not in_foot and not line.whole.startswith("["):
            kept.append(line)
    return kept


def _close(stack: list[_Open], line: PlanLine, at: int) -> None:
    """Closes the levels that a line does not stand below."""
    if not line.is_marked:
        _close_for_text(stack, line, at)
        return
    depth = line.number.count(".")
    if line.is_numbered:
        for place, level in enumerate(stack):
            if _ends(level, line.family, depth):
                del stack[place:]
                return
        while stack and stack[-1].family == "bullet" and not stack[-1].announces:
            stack.pop()
        return
    for place in range(len(stack) - 1, -1, -1):
        if stack[place].family not in ("bullet", "none"):
            return
        if stack[place].family == "bullet" and stack[place].depth == _bullet(line):
            del stack[place:]
            return


def _ends(level: _Open, family: str, depth: int) -> bool:
    """Whether a numbered line ends an open level: one of its own family as deep or deeper, or of a lower rank."""
    if family in _FIXED:
        return _FIXED.get(level.family, 9) >= _FIXED[family]
    return level.family == family and level.depth >= depth


def _close_for_text(stack: list[_Open], line: PlanLine, at: int) -> None:
    """A line without marker stands below the line before it where that announces it; else below the last title."""
    if not line.is_finished or line.body.endswith(":"):
        while stack and stack[-1].family == "none":
            stack.pop()
    if stack and stack[-1].at == at - 1 and (stack[-1].announces or stack[-1].takes_text):
        return
    while stack and not (stack[-1].takes_text and stack[-1].family not in ("none", "bullet")):
        stack.pop()
    if line.body.isupper() and len(line.body) > _FIRST_FOOT:
        while stack and stack[-1].family not in ("part",):
            stack.pop()


def _opened(at: int, line: PlanLine, following: PlanLine | None) -> _Open | None:
    """The level that a line opens; a sentence without marker opens none."""
    announces = line.body.endswith(":")
    is_title = announces or not line.is_finished
    if not line.is_marked:
        if not is_title or following is None or len(line.body) > _LONGEST_TITLE * 4:
            return None
        if not announces and len(line.body) > _LONGEST_UNMARKED_TITLE:
            return None
        family = "capitals" if line.body.isupper() and not announces else "none"
        return _Open(at, family, 0, takes_text=not announces, announces=announces)
    depth = _bullet(line) if line.family == "bullet" else line.number.count(".")
    leads = following is not None and not following.is_marked and following.body.endswith(":")
    return _Open(at, line.family, depth, line.is_numbered and (is_title or leads), announces)


def _bullet(line: PlanLine) -> int:
    """A number for each sign, since signs are told apart but none outranks another."""
    return ord(line.number[0]) if line.number else 0


def _nodes(body: Sequence[PlanLine], parents: Sequence[int]) -> list[Node]:
    """The nodes with paths and the ends of their subtrees."""
    last = list(range(1, len(body) + 1))
    for at in range(len(body) - 1, -1, -1):
        if parents[at] != _ROOT:
            last[parents[at]] = max(last[parents[at]], last[at])
    nodes: list[Node] = []
    for at, line in enumerate(body):
        above = nodes[parents[at]].path if parents[at] != _ROOT else ()
        nodes.append(Node(at, line, parents[at], _path(above, line), last[at]))
    return nodes


def _path(above: tuple[str, ...], line: PlanLine) -> tuple[str, ...]:
    """`1.2` below `1` adds only `2`, so that a path never tells a number twice."""
    if not line.is_numbered:
        return above
    parts = line.number.split(".") if line.family == "decimal" else [line.number]
    while len(parts) > 1 and above[-(len(parts) - 1) :] == tuple(parts[:-1]):
        return (*above, parts[-1])
    return (*above, *parts)
