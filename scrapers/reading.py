"""Captures to records: reads what is new, keeps what was read, writes `data/records`.

Belongs here: which captures are due, and which reader opens which. Does not belong here: grammar (`scrapers.readers`),
what one capture is to another (`scrapers.course`, `scrapers.succession`) or the network. A record is a pure function of
the capture's bytes and of the readers: bytes are read again only when a reader or the vocabulary has changed, and the
files come out the same whatever was read before. One thing is held against the last reading: a source that lost a
quarter of its figures at once keeps that reading until an operator accepts the smaller one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from scrapers.accepted import Acceptance
from scrapers.archive import Archive, Look
from scrapers.course import Suspect, day_of
from scrapers.documents.model import DocumentError
from scrapers.documents.opening import open_document
from scrapers.gathering import (
    KINDS,
    Due,
    Rows,
    capture_record,
    courses_of,
    current_figures,
    due_of,
    gathered,
    put_in_by_hand,
    was_accepted,
)
from scrapers.identity import capture_of, origin_of
from scrapers.readers.reading import AnyRecord, read_document, read_table
from scrapers.readers.sidecar import SidecarError, parse_sidecar
from scrapers.reads_ledger import Ledger, load_ledger, save_ledger
from scrapers.record_store import read_rows, write_rows
from scrapers.records import RECORD_KINDS, DocumentRecord
from scrapers.succession import Taken, Verdict, verdict_on
from scrapers.suspects import TOLD_ANEW, Thinning, note_thin_source, thinning
from scrapers.unreadable import unreadable

_KIND_OF: dict[type, str] = {RECORD_KINDS[kind]: kind for kind in KINDS}

_MODULES = (
    "course.py", "gathering.py", "identity.py", "losses.py", "reading.py", "records.py", "succession.py", "suspects.py",
    "unreadable.py",
)  # fmt: skip
"""Those beside the readers that decide what is read, and as what."""


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What a source's records hold: captures read now, captures known from before, rows by kind.

    `suspects` are the documents that newer looks no longer show as they were, and whose records are kept. `failed` says
    in a sentence why the source as a whole is not as it should be, None where it is.
    """

    source: str
    read: int
    kept: int
    rows: dict[str, int]
    suspects: tuple[Suspect, ...] = ()
    failed: str | None = None


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
    known = [one for one in accepted if was_accepted(one, archive.known_before)]
    path = root / "reads" / f"{source}.json"
    last = load_ledger(path)
    reader = _Reader(archive, root, source, evidence, last)
    courses = courses_of(looks, known, reader.verdict)
    rows = gathered(due_of(looks, courses, tables), reader.rows, courses)
    reader.now.figures = current_figures(rows["figure"], courses)
    thin = thinning(source, last.figures, reader.now.figures, known, put_in_by_hand(courses, last.figures))
    if thin is not None and reader.has_held and archive.known_before is None:
        return _keep_last(root, source, path, last, thin, reader)
    written = {kind: rows[kind] for kind in KINDS}
    written["capture"] = [asdict(capture_record(look, courses)) for look in looks]
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

    def rows(self, item: Due) -> Rows:
        """The records of a capture."""
        if item.key not in self._rows:
            is_known = self._last.states.get(item.key) == self._state(item) and item.key in self._held
            self._rows[item.key] = (
                self._held[item.key] if is_known else _rows_of(_read(self._archive, item, self._evidence))
            )
            self._count(item, is_known=is_known)
        return self._rows[item.key]

    def verdict(self, newer: Look, good: Look) -> Verdict:
        """What the capture of one look is to that of another; that of a capture without records is remembered."""
        one, other = (Due(look) for look in (newer, good))
        key = f"{one.key} {other.look.capture_id}"
        verdict = self._last.verdicts.get(key)
        is_known = all(self._last.states.get(item.key) == self._state(item) for item in (one, other))
        if verdict is None or not is_known:
            verdict = verdict_on(Taken(self.rows(one), day_of(newer)), Taken(self.rows(other), day_of(good)))
        elif one.key not in self.now.states:
            self._count(one, is_known=True)
        self.now.verdicts[key] = verdict
        return verdict

    def _state(self, item: Due) -> str:
        note = "" if item.note is None else f" {item.note.capture_id}"
        return f"{readers_digest()} {self._evidence}{note}"

    def _count(self, item: Due, *, is_known: bool) -> None:
        if item.key not in self.now.states:
            self.kept += is_known
            self.read += not is_known
        self.now.states[item.key] = self._state(item)


def _keep_last(root: Path, source: str, path: Path, last: Ledger, thin: Thinning, reader: _Reader) -> SourceReading:
    """Leaves the records of the last reading as they are, with an error that says so."""
    rows = {kind: read_rows(root, kind, source) for kind in KINDS}
    rows["anomaly"] = note_thin_source(rows, thin)
    path.unlink(missing_ok=True)
    write_rows(root, "anomaly", source, rows["anomaly"])
    save_ledger(path, last)
    counts = {kind: len(rows[kind]) for kind in KINDS}
    return SourceReading(source, reader.read, reader.kept, counts, failed=thin.message)


def _read(archive: Archive, item: Due, evidence: str) -> list[AnyRecord]:
    origin = origin_of(item.look, evidence)
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
