"""The looks at one address in their order: which capture is a document, which only looks new, which is suspect.

Belongs here: that course, as a pure function of the looks, of what an operator accepted, and of what one capture is to
another. Does not belong here: holding records against each other (`scrapers.succession`), reading, files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from scrapers.accepted import gone_mark
from scrapers.archive.look import ACCEPTED, REJECTED, Look
from scrapers.hanoi import HANOI
from scrapers.succession import Verdict


@dataclass(frozen=True, slots=True)
class Suspect:
    """What came where a document was and is not taken for its successor; that document's records are kept.

    `capture_id` and `look_id` are of the last such look, None where nothing came with it; `since` is the day in Hanoi
    of the first one after the last good look.
    """

    url: str
    capture_id: str | None
    look_id: str
    expected: str
    found: str
    since: str


@dataclass(slots=True)
class Course:
    """What became of a page: looks that made a document, the capture that each look is read as, what is suspect.

    `withdrawn` are looks at a page that is gone and of which an operator has said so.
    """

    documents: list[Look] = field(default_factory=list)
    read_as: dict[str, str] = field(default_factory=dict)
    good: Look | None = None
    suspect: Suspect | None = None
    withdrawn: set[str] = field(default_factory=set)


def follow(looks: Sequence[Look], accepted: Collection[str], judge: Callable[[Look, Look], Verdict]) -> Course:
    """The course of one page.

    Args:
        looks: the looks at it, in the order in which they were written.
        accepted: captures of it that an operator has accepted, and marks of those after which it was withdrawn.
        judge: what the capture of its first look is to that of its second, the last good one.
    """
    course = Course()
    verdict = None
    last: dict[str, str] = {}
    for before, look in zip([None, *looks], looks, strict=False):
        if not (is_read(look) or (look.capture_id in accepted and look.page_kind != "list")):
            if look.capture_id is None and gone_mark(last.get(look.url, "")) in accepted:
                course.withdrawn.add(look.look_id)
                course.suspect = None
            else:
                _note_rejected(course, look)
            verdict = None
            continue
        last[look.url] = look.capture_id or ""
        if verdict is None or before is None or before.capture_id != look.capture_id:
            verdict = _verdict(look, course.good, accepted, judge)
        _take(course, look, verdict)
    return course


def is_read(look: Look) -> bool:
    """Whether a look brought something to read: a list only leads to documents, and what is no page is never read."""
    return look.capture_id is not None and look.outcome in ACCEPTED and look.page_kind != "list"


def day_of(look: Look) -> str:
    """The day of a look in Hanoi, where the pages are dated."""
    return datetime.fromisoformat(look.looked_at).astimezone(HANOI).date().isoformat()


def _verdict(
    look: Look, good: Look | None, accepted: Collection[str], judge: Callable[[Look, Look], Verdict]
) -> Verdict:
    if good is None or look.capture_id in accepted:
        return Verdict("document")
    if look.capture_id == good.capture_id:
        return Verdict("same")
    verdict = judge(look, good)
    is_given_by_hand = look.method != "fetched"
    return Verdict("document") if verdict.role == "suspect" and is_given_by_hand else verdict


def _take(course: Course, look: Look, verdict: Verdict) -> None:
    if verdict.role == "suspect":
        course.suspect = _suspect(course, look, verdict.expected, verdict.found)
        return
    if verdict.role == "document" and (course.good is None or course.good.capture_id != look.capture_id):
        course.good = look
        course.documents.append(look)
    if course.good is not None and course.good.capture_id is not None:
        course.read_as[look.look_id] = course.good.capture_id
    course.suspect = None


def _note_rejected(course: Course, look: Look) -> None:
    """What is no page, where a document was; a list, or a look that got nothing, tells nothing of it."""
    if course.good is None or look.outcome not in REJECTED or look.page_kind == "list":
        return
    told, expected = course.suspect, f"the document of {day_of(course.good)}"
    if told is not None and told.found.startswith(f"{look.outcome}: "):
        found = told.found  # the first one is told: numbers in the next may differ, and nothing is new
    else:
        found = f"{look.outcome}: {look.message or ''}"
    course.suspect = _suspect(course, look, expected, found)


def _suspect(course: Course, look: Look, expected: str, found: str) -> Suspect:
    since = day_of(look) if course.suspect is None else course.suspect.since
    return Suspect(look.url, look.capture_id, look.look_id, expected, found, since)
