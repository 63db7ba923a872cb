"""Captures to records: reads what is new, keeps what was read, writes `data/records`.

Belongs here: which captures are due, and which reader opens which. Does not belong here: grammar (`scrapers.readers`),
what one capture is to another (`scrapers.course`, `scrapers.succession`) or the network. A record is a pure function of
the capture's bytes and of the readers: bytes are read again only when a reader or the vocabulary has changed, and the files
come out the same whatever was read before. One thing is held against the last reading: a source that lost a quarter of
its figures at once keeps that reading until an operator accepts the smaller one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from scrapers.accepted import Acceptance
from scrapers.archive import Archive, Look
from scrapers.course import Course, Suspect, day_of, follow
from scrapers.documents.model import DocumentError
from scrapers.documents.opening import open_document
from scrapers.identity import BUNDLED_SCHEME, capture_of, document_id_of, origin_of
from scrapers.readers.reading import AnyRecord, read_document, read_table
from scrapers.readers.sidecar import SidecarError, parse_sidecar
from scrapers.reads_ledger import Ledger, load_ledger, save_ledger
from scrapers.record_store import read_rows, write_rows
from scrapers.records import RECORD_KINDS, CaptureRecord, DocumentRecord, Record
from scrapers.succession import Taken, Verdict, verdict_on
from scrapers.suspects import TOLD_ANEW, Thinning, note_suspect, note_thin_source, note_vanished, thinning
from scrapers.unreadable import unreadable

KINDS = tuple(kind for kind, record in RECORD_KINDS.items() if issubclass(record, Record))
_KIND_OF: dict[type, str] = {RECORD_KINDS[kind]: kind for kind in KINDS}

_MODULES = (
    "course.py", "identity.py", "reading.py", "records.py", "succession.py", "suspects.py", "unreadable.py",
)  # fmt: skip
"""Those beside the readers that decide what is read, and as what."""

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What a source's records hold: captures read now, captures known from before, rows by kind.

    `suspects` are the documents that newer looks no longer show as they were, and whose records are kept. `failed` says in
    a sentence why the source as a whole is not as it should be, None where it is.
    """

    source: str
    read: int
    kept: int
    rows: dict[str, int]
    suspects: tuple[Suspect, ...] = ()
    failed: str | None = None


@dataclass(frozen=True, slots=True)
class _Due:
    """A capture to have records of; `note` is the capture of a table's note."""

    look: Look
    note: Look | None
    evidence: str

    @property
    def key(self) -> str:
        return f"{self.look.url} {self.look.capture_id}"

    @property
    def state(self) -> str:
        note = "" if self.note is None else f" {self.note.capture_id}"
        return f"{readers_digest()} {self.evidence}{note}"


def read_source(
    archive: Archive,
    root: Path,
    source: str,
    evidence: str,
    tables: Collection[str] | None = None,
    accepted: Collection[Acceptance] = (),
) -> SourceReading:
    """Brings the records of one source up to date with the archive.

    Args:
        root: the records folder.
        evidence: the evidence class of the source's own documents (official, workbook, claim).
        tables: addresses of the bundled tables that the source has today; others were withdrawn and are not read.
        accepted: what an operator has accepted although it is suspect.
    """
    looks = archive.looks(source=source)
    known = [one for one in accepted if _was_accepted(one, archive.known_before)]
    path = root / "reads" / f"{source}.json"
    last = load_ledger(path)
    reader = _Reader(archive, root, source, evidence, last)
    courses = _courses(looks, known, reader)
    rows = _gathered(_due(looks, courses, evidence, tables), reader, courses)
    reader.now.figures = _figures_by_address(rows, courses)
    thin = None if archive.known_before is not None else thinning(source, last.figures, reader.now.figures, known)
    if thin is not None and reader.has_held:
        return _keep_last(root, source, path, last, thin, reader)
    written = {kind: rows[kind] for kind in KINDS}
    written["capture"] = [asdict(_capture_record(look, courses)) for look in looks]
    path.unlink(missing_ok=True)  # until all files are written, none of them is vouched for
    for kind in (*KINDS, "capture"):
        write_rows(root, kind, source, written[kind])
    save_ledger(path, reader.now)
    suspects = tuple(course.suspect for course in courses.values() if course.suspect is not None)
    return SourceReading(
        source, reader.read, reader.kept, {kind: len(rows[kind]) for kind in KINDS}, tuple(sorted(suspects, key=_place))
    )


@cache
def readers_digest() -> str:
    """A digest of everything that decides what is read from given bytes: readers, documents, vocabulary, identities."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for folder in ("documents", "readers", "vocabulary"):
        for path in sorted((here / folder).rglob("*")):
            if path.suffix in (".py", ".csv"):
                name = path.relative_to(here).as_posix()
                digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    for name in _MODULES:
        digest.update((here / name).read_bytes())
    return digest.hexdigest()


def _was_accepted(acceptance: Acceptance, known_before: str | None) -> bool:
    """Whether an acceptance counts: on a past day only what was accepted until then."""
    return known_before is None or acceptance.accepted_on.isoformat() < known_before


def _place(suspect: Suspect) -> tuple[str, str]:
    return suspect.url, suspect.look_id


class _Reader:
    """Reads captures for one source, each at most once, and remembers in `now` what it took to know what they are."""

    def __init__(self, archive: Archive, root: Path, source: str, evidence: str, last: Ledger) -> None:
        self.now = Ledger()
        self.read = 0
        self.kept = 0
        self._archive = archive
        self._evidence = evidence
        self._last = last
        self._rows: dict[str, Rows] = {}
        self._held = _held(root, source) if last.states else {}

    @property
    def has_held(self) -> bool:
        """Whether the last reading stands whole on disk."""
        return bool(self._held)

    def rows(self, item: _Due) -> Rows:
        """The records of a capture."""
        if item.key not in self._rows:
            is_known = self._last.states.get(item.key) == item.state and item.key in self._held
            self._rows[item.key] = self._held[item.key] if is_known else _rows_of(_read(self._archive, item))
            self._count(item, is_known=is_known)
        return self._rows[item.key]

    def verdict(self, newer: Look, good: Look) -> Verdict:
        """What the capture of one look is to that of another; that of a capture without records is remembered."""
        one, other = (_Due(look, None, self._evidence) for look in (newer, good))
        key = f"{one.key} {other.look.capture_id}"
        verdict = self._last.verdicts.get(key)
        is_known = all(self._last.states.get(item.key) == item.state for item in (one, other))
        if verdict is None or not is_known:
            verdict = verdict_on(Taken(self.rows(one), day_of(newer)), Taken(self.rows(other), day_of(good)))
        elif one.key not in self.now.states:
            self._count(one, is_known=True)
        self.now.verdicts[key] = verdict
        return verdict

    def _count(self, item: _Due, *, is_known: bool) -> None:
        if item.key not in self.now.states:
            self.kept += is_known
            self.read += not is_known
        self.now.states[item.key] = item.state


def _courses(looks: Sequence[Look], accepted: Collection[Acceptance], reader: _Reader) -> dict[str, Course]:
    """The course of each address that is no bundled table."""
    by_address: dict[str, list[Look]] = {}
    for look in looks:
        if not look.url.startswith(BUNDLED_SCHEME):
            by_address.setdefault(look.url, []).append(look)
    return {
        url: follow(there, {one.capture_id for one in accepted if one.url == url}, reader.verdict)
        for url, there in by_address.items()
    }


def _due(
    looks: Sequence[Look], courses: dict[str, Course], evidence: str, tables: Collection[str] | None
) -> Iterable[_Due]:
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
            yield _Due(look, None, evidence)
        elif look.url.endswith(".csv") and look.url.startswith(BUNDLED_SCHEME):
            seen.add(identity)
            if latest[look.url].capture_id == look.capture_id and (tables is None or look.url in tables):
                yield _Due(look, latest.get(f"{look.url.removesuffix('.csv')}.yml"), evidence)


def _gathered(due: Iterable[_Due], reader: _Reader, courses: dict[str, Course]) -> Rows:
    """The records of all documents, with what the course of their address adds to them."""
    rows: Rows = {kind: [] for kind in KINDS}
    once_had_figures: set[str] = set()
    for item in due:
        found = reader.rows(item)
        course = courses.get(item.look.url)
        if not found["figure"] and item.look.url in once_had_figures and item.look.method != "fetched":
            note_vanished(found)
        if found["figure"]:
            once_had_figures.add(item.look.url)
        if course is not None and course.suspect is not None and course.good is not None:
            if course.good.capture_id == item.look.capture_id:
                note_suspect(found, course.suspect, day_of(course.good))
        for kind in KINDS:
            rows[kind].extend(found[kind])
    return rows


def _figures_by_address(rows: Rows, courses: dict[str, Course]) -> dict[str, int]:
    """How many figures the current document of each address holds, where it holds some; bundled tables are left out."""
    current = {(document_id_of(url), course.good.capture_id): url for url, course in courses.items() if course.good}
    counts: dict[str, int] = {}
    for figure in rows["figure"]:
        url = current.get((figure["document_id"], figure["capture_id"]))
        if url is not None:
            counts[url] = counts.get(url, 0) + 1
    return counts


def _keep_last(root: Path, source: str, path: Path, last: Ledger, thin: Thinning, reader: _Reader) -> SourceReading:
    """Leaves the records of the last reading as they are, with an error that says so."""
    rows = {kind: read_rows(root, kind, source) for kind in KINDS}
    rows["anomaly"] = note_thin_source(rows, thin)
    path.unlink(missing_ok=True)
    write_rows(root, "anomaly", source, rows["anomaly"])
    save_ledger(path, last)
    counts = {kind: len(rows[kind]) for kind in KINDS}
    return SourceReading(source, reader.read, reader.kept, counts, failed=thin.message)


def _read(archive: Archive, item: _Due) -> list[AnyRecord]:
    origin = origin_of(item.look, item.evidence)
    try:
        document = open_document(archive.read(origin.capture_id), origin.name)
        if item.note is None:
            records = read_document(document, origin)
        else:
            sidecar = parse_sidecar(archive.read(capture_of(item.note)), item.note.url)
            records = read_table(document, sidecar, origin)
    except (DocumentError, SidecarError) as error:
        records = [*unreadable(origin, "a document that can be opened", str(error))]
    return [
        replace(record, capture_url=item.look.url) if isinstance(record, DocumentRecord) else record
        for record in records
    ]


def _rows_of(records: Iterable[AnyRecord]) -> Rows:
    rows: Rows = {kind: [] for kind in KINDS}
    for record in records:
        rows[_KIND_OF[type(record)]].append(asdict(record))
    return rows


def _held(root: Path, source: str) -> dict[str, Rows]:
    """Rows of each capture as they stand on disk, by the ledger's key; nothing where a file is missing or damaged.

    What is told anew at each reading is left out.
    """
    try:
        rows = {kind: read_rows(root, kind, source) for kind in KINDS}
    except (OSError, ValueError):
        return {}
    key_of = {
        (row["document_id"], row["capture_id"]): f"{row['capture_url']} {row['capture_id']}" for row in rows["document"]
    }
    held: dict[str, Rows] = {}
    for kind in KINDS:
        for row in rows[kind]:
            if kind == "anomaly" and row["kind"] in TOLD_ANEW:
                continue
            key = key_of[(row["document_id"], row["capture_id"])]
            held.setdefault(key, {name: [] for name in KINDS})[kind].append(row)
    return held


def _capture_record(look: Look, courses: dict[str, Course]) -> CaptureRecord:
    """A look, with the capture as which it is read: bundled tables and their notes always as themselves."""
    course = courses.get(look.url)
    read_as = look.capture_id if course is None else course.read_as.get(look.look_id)
    names = [name for name in CaptureRecord.__dataclass_fields__ if name != "read_as"]
    return CaptureRecord(**{name: getattr(look, name) for name in names}, read_as=read_as)
