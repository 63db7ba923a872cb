"""What a plan wants to reach: records of targets.

Belongs here: the sentences that speak of goals, and the clause of each. Does not belong here: how a value is printed
(`scrapers.readers.target_grammar`).

A percentage in a list of weak criteria or of results is no target: only parts that tell what is wanted count, and
elsewhere only sentences with a word of wanting (`phấn đấu`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrapers.readers.bodies import leading_bodies
from scrapers.readers.deadlines import find_deadline
from scrapers.readers.headings import Part
from scrapers.readers.obligations import is_obligation, opens_as_boilerplate, verb_spans
from scrapers.readers.origin import Origin
from scrapers.readers.plan import Plan
from scrapers.readers.sections import Node
from scrapers.readers.target_grammar import Goal, find_goals
from scrapers.readers.tasks import is_weak
from scrapers.records import TargetRecord
from scrapers.vocabulary.indices import find_indices, local_variant
from scrapers.vocabulary.spelling_tree import any_case_search, first_match
from scrapers.vocabulary.text import tidy
from scrapers.vocabulary.units import LOCAL_LEVELS

READER = "targets"
VERSION = "2"

_SENTENCE_END = re.compile(r"[.!?](?=\s|$|[A-ZĐ])|;|…")
_WISH = re.compile(
    r"(?<!\w)(?:phấn đấu|mục tiêu|chỉ tiêu|nhằm|nâng mức|hướng tới|bảo đảm|đảm bảo|quyết tâm)(?!\w)", re.IGNORECASE
)
_STRONG_WISH = re.compile(
    r"(?<!\w)(?:phấn đấu|đặt mục tiêu|đề ra (?:các |một số )?mục tiêu|mục tiêu (?:đến|năm|là|cụ thể|chung)|quyết tâm)"
    r"(?!\w)(?!\s+(?:đề ra|của các))",
    re.IGNORECASE,
)
_STRONG_WORDS = ("phấn đấu", "mục tiêu", "quyết tâm")
"""One of them stands in every strong wish: a cheap test before the pattern is tried."""
_BETTER = re.compile(
    r"(?<!\w)(?:(?:nâng cao|cải thiện|tăng|nâng|giữ vững|duy trì)[^.;:]{0,60}?(?:thứ hạng|xếp hạng|vị trí xếp hạng|"
    r"thứ bậc)|(?:tăng|nâng|cải thiện)(?:\s+cả)?(?:\s+về)?\s+(?:điểm số|số điểm)|"
    r"(?:mức\s+)?cao hơn(?:\s+so với)?(?:\s+(?:năm|mức|kết quả))?|năm sau cao hơn năm trước|tăng (?:hạng|bậc))(?!\w)",
    re.IGNORECASE,
)
_BETTER_WORDS = ("nâng", "cải", "tăng", "giữ", "duy", "mức", "cao", "năm")
_BEGINS_BETTER = re.compile(any_case_search(_BETTER_WORDS))
"""The first words of what tells that something shall be better."""
_OF_RANK = re.compile(r"hạng|bậc", re.IGNORECASE)
_OF_SCORE = re.compile(r"điểm|cao hơn", re.IGNORECASE)
_CITED = re.compile(r"\d/[A-ZĐ\d]|\d-[A-ZĐ]{2}")
_BASE = re.compile(
    r"so với\s+(?:cùng kỳ\s+)?(?:kết quả\s+|mức\s+)?(?:năm\s+(?P<year>20\d\d)|năm trước|[^.;,]{3,40})|"
    r"(?<=%)\s+(?P<whole>(?:tổng số|số|tổng)\s+[^.;,]{3,80})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!so với )(?<!hơn )năm\s+(20\d\d)", re.IGNORECASE)
_EDGES = " \t,;:.-–"
_JOINT = re.compile(r"\s+và\s+|,\s+")
_COMMA = re.compile(r",\s+")
_RATE = re.compile(r"(?:tỷ lệ|tỉ lệ|số|mức|trong đó|quy trình|riêng)(?!\w)", re.IGNORECASE)
_BEGINNING = re.compile(r"(?<!\w)(?:nhằm|phấn đấu|đảm bảo|bảo đảm|trong đó|tỷ lệ|tỉ lệ)(?!\w)", re.IGNORECASE)
_OPENING = re.compile(r"^(?:và|của|trong đó|đồng thời|còn)\s*,?\s+", re.IGNORECASE)
_PROVINCE = re.compile(r"\s*(?:\([^()]{0,40}\)\s*)?(?:(?:của|cấp)\s+(?:toàn\s+)?tỉnh|toàn tỉnh)(?!\w)", re.IGNORECASE)
_WANTING = (Part.PURPOSE, Part.WORK, Part.REMEDY, Part.ORGANISATION)
_LONGEST_BODY = 6000


def read_targets(plan: Plan, origin: Origin) -> Iterator[TargetRecord]:
    """The targets of a document, in order."""
    position = 0
    for node in plan.outline.nodes:
        if not _may_hold(plan, node):
            continue
        body = node.line.body[:_LONGEST_BODY]
        for start, end in _sentences(body):
            goals = _goals(plan, node, body, start, end)
            for goal, first, last in _clauses(body, goals, start, end):
                position += 1
                yield _target(plan, origin, node, goal, first, last, position)


def _may_hold(plan: Plan, node: Node) -> bool:
    label = plan.label(node)
    if label is not None and label.kind != "work":
        return False
    if node.has_children and node.is_title and not node.line.body.endswith(":"):
        return False
    if opens_as_boilerplate(node.line.body, ("closing", "note", "page")):
        return False
    if not node.line.is_marked and (opens_as_boilerplate(node.line.body, ("ground",)) or not node.line.is_finished):
        return False
    standing = plan.standing(node)
    if standing.part is Part.REMEDY:
        return not is_weak(plan, node)
    return standing.part in (*_WANTING, Part.PLAIN)


def _sentences(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(body):
        yield start, match.start()
        start = match.end()
    if start < len(body):
        yield start, len(body)


def _goals(plan: Plan, node: Node, body: str, start: int, end: int) -> list[Goal]:
    """The goals of a sentence that speaks of what is wanted; offsets are those of the body."""
    sentence = body[start:end]
    if plan.standing(node).part is Part.PLAIN:
        is_item = plan.is_work(node) and node.line.is_marked
        wish = _wish(plan, body, start, sentence) if not is_item else None
        if not is_item and wish is None:
            return []
        sentence = sentence if wish is None else " " * max(0, wish - start) + sentence[max(0, wish - start) :]
    goals = find_goals(sentence) or _better(sentence)
    return [
        Goal(start + goal.start, start + goal.end, goal.operator, goal.value, goal.value_to, goal.unit, goal.raw)
        for goal in goals
    ]


def _wish(plan: Plan, body: str, start: int, sentence: str) -> int | None:
    """Where in a paragraph the wanting begins that a sentence at `start` of it speaks of, or None.

    A plan's paragraph goes on wanting to its end, a report's only where it lists goals; elsewhere each sentence must.
    """
    if plan.is_planning or plan.is_report:
        found = (_WISH if plan.is_planning else _STRONG_WISH).search(body, 0, start + len(sentence))
        return found.start() if found else None
    lowered = sentence.lower()
    found = _STRONG_WISH.search(sentence) if any(word in lowered for word in _STRONG_WORDS) else None
    return start + found.start() if found else None


def _better(sentence: str) -> list[Goal]:
    """That an index shall rise, where no value is told; the titles of cited documents are no wish."""
    match = first_match(_BETTER, sentence, [begin.start() for begin in _BEGINS_BETTER.finditer(sentence)])
    if match is None or _CITED.search(sentence, 0, match.start()) or not find_indices(sentence):
        return []
    told = sentence[match.start() :]
    is_rank = _OF_RANK.search(told) and not _OF_SCORE.search(told)
    operator = "increase_rank" if is_rank else "increase"
    return [Goal(match.start(), match.end(), operator, None, None, None, " ".join(match.group().split()))]


def _clauses(body: str, goals: list[Goal], start: int, end: int) -> Iterator[tuple[Goal, int, int]]:
    """Each goal with its clause: from a comma before a verb or a word of wanting to the next one or the next goal."""
    verbs = verb_spans(body[start:end]) if goals else []
    commas = [start + at for at in verbs if body[start : start + at].rstrip().endswith((",", ":"))]
    wishes = [match.start() for match in _BEGINNING.finditer(body, start, end)] if goals else []
    commas.extend(match.start() for match in _COMMA.finditer(body, start, end) if goals and _tells(body, match.end()))
    first = start
    for number, goal in enumerate(goals):
        limit = _cut(body, goal.end, goals[number + 1].start) if number + 1 < len(goals) else end
        begin = max([at for at in (*commas, *wishes) if at <= goal.start], default=start)
        stop = min([at for at in commas if goal.end <= at < limit], default=limit)
        yield goal, *_trimmed(body, max(begin, first), stop)
        first = limit


def _tells(body: str, at: int) -> bool:
    """Whether somebody is told to do something from an offset on."""
    phrase = leading_bodies(body, at)
    return phrase is not None and is_obligation(body, phrase.end)


def _cut(body: str, start: int, end: int) -> int:
    """Where one goal's clause ends and the next one's begins: at a comma or `và` between them."""
    joints = list(_JOINT.finditer(body, start, end))
    if not joints or joints[-1].end() == end:
        return joints[-1].start() if joints else end
    rates = [joint for joint in joints if _RATE.match(body, joint.end())]
    return (rates or joints)[-1].start()


def _trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    while start < end and body[start] in _EDGES:
        start += 1
    if opening := _OPENING.match(body[start:end]):
        start += opening.end()
    return start, start + len(body[start:end].rstrip(_EDGES))


def _target(plan: Plan, origin: Origin, node: Node, goal: Goal, first: int, last: int, position: int) -> TargetRecord:
    clause = node.line.body[first:last]
    standing = plan.standing(node)
    locator = node.line.place(first, last)
    base = _BASE.search(clause)
    deadline = find_deadline(clause, plan.year)
    year = _YEAR.search(clause)
    on = deadline.on if deadline and deadline.on else year[1] if year else None
    return TargetRecord(
        **origin.at(plan.document, locator, READER, VERSION),
        position=position,
        section=node.section,
        conformed_code=standing.conformed_code,
        domain_label=standing.domain_label,
        description=tidy(plan.document.at(locator)),
        operator=goal.operator,
        value=goal.value,
        value_to=goal.value_to,
        unit_of_measure=goal.unit,
        value_raw=goal.raw,
        base=base.group().strip() if base else None,
        base_year=int(base["year"]) if base and base["year"] else None,
        index_code=_index(plan, clause),
        deadline=on,
        deadline_raw=deadline.raw if deadline else year.group() if year else None,
    )


def _index(plan: Plan, clause: str) -> str | None:
    """The one index that a clause names, None for none and several; of a local body's own plan it is the local one."""
    level = plan.own.issuer_level
    codes = set()
    for mention in find_indices(clause):
        code = mention.index_code
        is_own = level in LOCAL_LEVELS and not _PROVINCE.match(clause, mention.span.end)
        codes.add(local_variant(code, level or "") or code if is_own else code)
    return codes.pop() if len(codes) == 1 else None
