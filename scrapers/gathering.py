"""The records of a source's documents, gathered from their captures: which are due, and what their course adds to them.

Belongs here: that, as a function of looks and rows. Does not belong here: opening captures, files (`scrapers.reading`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scrapers.accepted import Acceptance
from scrapers.archive import Look
from scrapers.course import Course, day_of, follow
from scrapers.identity import BUNDLED_SCHEME, document_id_of
from scrapers.records import RECORD_KINDS, CaptureRecord, Record
from scrapers.succession import Verdict
from scrapers.suspects import note_suspect, note_vanished

KINDS = tuple(kind for kind, record in RECORD_KINDS.items() if issubclass(record, Record))

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Due:
    """A capture to have records of; `note` is the capture of a table's note."""

    look: Look
    note: Look | None = None

    @property
    def key(self) -> str:
        """The address and the bytes."""
        return f"{self.look.url} {self.look.capture_id}"


def was_accepted(acceptance: Acceptance, known_before: str | None) -> bool:
    """Whether an acceptance counts: on a past day only what was accepted until then."""
    return known_before is None or acceptance.accepted_on.isoformat() < known_before


def courses_of(
    looks: Sequence[Look], accepted: Collection[Acceptance], verdict: Callable[[Look, Look], Verdict]
) -> dict[str, Course]:
    """The course of each document that is no bundled table: http and https of a page are one."""
    by_document: dict[str, list[Look]] = {}
    for look in looks:
        if not look.url.startswith(BUNDLED_SCHEME):
            by_document.setdefault(document_id_of(look.url), []).append(look)
    said: dict[str, set[str]] = {}
    for one in accepted:
        said.setdefault(document_id_of(one.url), set()).add(one.capture_id)
    return {name: follow(there, said.get(name, set()), verdict) for name, there in by_document.items()}


def due_of(looks: Sequence[Look], courses: dict[str, Course], tables: Collection[str] | None) -> Iterable[Due]:
    """Every capture that is a document once, and of transcribed tables the current one with its note.

    A page that is held under http and https is one document.
    """
    latest = {look.url: look for look in looks if look.capture_id is not None}
    documents = {look.look_id for course in courses.values() for look in course.documents}
    seen: set[tuple[str, str | None]] = set()
    for look in looks:
        identity = (document_id_of(look.url), look.capture_id)
        if look.capture_id is None or identity in seen:
            continue
        if look.look_id in documents:
            seen.add(identity)
            yield Due(look)
        elif look.url.endswith(".csv") and look.url.startswith(BUNDLED_SCHEME):
            seen.add(identity)
            if latest[look.url].capture_id == look.capture_id and (tables is None or look.url in tables):
                yield Due(look, latest.get(f"{look.url.removesuffix('.csv')}.yml"))


def gathered(due: Iterable[Due], rows_of: Callable[[Due], Rows], courses: dict[str, Course]) -> Rows:
    """The records of all documents, with what their course adds to them."""
    rows: Rows = {kind: [] for kind in KINDS}
    once_had_figures: set[str] = set()
    for item in due:
        found = rows_of(item)
        document_id = document_id_of(item.look.url)
        course = courses.get(document_id)
        if not found["figure"] and document_id in once_had_figures and item.look.method != "fetched":
            note_vanished(found)
        if found["figure"]:
            once_had_figures.add(document_id)
        if course is not None and course.good is not None and course.good.capture_id == item.look.capture_id:
            _add_suspect(found, course)
        for kind in KINDS:
            rows[kind].extend(found[kind])
    return rows


def _add_suspect(found: Rows, course: Course) -> None:
    if course.suspect is not None and course.good is not None:
        note_suspect(found, course.suspect, day_of(course.good))


def current_figures(figures: Iterable[dict[str, Any]], courses: dict[str, Course]) -> dict[str, int]:
    """How many figures the current capture of each document holds, by key, if any; bundled tables are left out."""
    current = {
        (document_id, course.good.capture_id): Due(course.good).key
        for document_id, course in courses.items()
        if course.good is not None
    }
    counts: dict[str, int] = {}
    for figure in figures:
        key = current.get((figure["document_id"], figure["capture_id"]))
        if key is not None:
            counts[key] = counts.get(key, 0) + 1
    return counts


def put_in_by_hand(courses: dict[str, Course], last: Collection[str]) -> set[str]:
    """Documents whose current capture a person put in after the last reading, of which the keys are given."""
    return {
        document_id
        for document_id, course in courses.items()
        if course.good is not None and course.good.method != "fetched" and Due(course.good).key not in last
    }


def capture_record(look: Look, courses: dict[str, Course]) -> CaptureRecord:
    """A look, with the capture as which it is read: bundled tables and their notes always as themselves.

    Nothing came of a look at a page that is known to be withdrawn; it is not suspect.
    """
    course = courses.get(document_id_of(look.url))
    read_as = look.capture_id if course is None else course.read_as.get(look.look_id)
    names = [name for name in CaptureRecord.__dataclass_fields__ if name != "read_as"]
    record = CaptureRecord(**{name: getattr(look, name) for name in names}, read_as=read_as)
    return replace(record, outcome="failed") if course is not None and look.look_id in course.withdrawn else record
