"""Captures to records: reads what is new, keeps what was read, writes `data/records`.

Belongs here: which captures are due, and which reader opens which. Does not belong here: grammar (`scrapers.readers`)
or the network. A record is a pure function of the capture's bytes and of the readers: bytes are read again only when a
reader or the vocabulary has changed, and the files come out the same whatever was read before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from scrapers.archive import Archive, Look
from scrapers.archive.durable import replace_file
from scrapers.documents.model import DocumentError
from scrapers.documents.opening import open_document
from scrapers.identity import BUNDLED_SCHEME, capture_of, document_id_of, origin_of
from scrapers.readers.reading import AnyRecord, read_document, read_table
from scrapers.readers.sidecar import SidecarError, parse_sidecar
from scrapers.record_store import read_rows, write_rows
from scrapers.records import RECORD_KINDS, AnomalyRecord, CaptureRecord, DocumentRecord, Record, Severity
from scrapers.unreadable import unreadable

KINDS = tuple(kind for kind, record in RECORD_KINDS.items() if issubclass(record, Record))
_KIND_OF: dict[type, str] = {RECORD_KINDS[kind]: kind for kind in KINDS}

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What a source's records hold: captures read now, captures kept from before, rows by kind."""

    source: str
    read: int
    kept: int
    rows: dict[str, int]


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
    archive: Archive, root: Path, source: str, evidence: str, tables: Collection[str] | None = None
) -> SourceReading:
    """Brings the records of one source up to date with the archive.

    Args:
        root: the records folder.
        evidence: the evidence class of the source's own documents (official, workbook, claim).
        tables: addresses of the bundled tables that the source has today; others were withdrawn and are not read.
    """
    looks = archive.looks(source=source)
    due = [
        item
        for item in _due(looks, evidence)
        if tables is None or not item.look.url.startswith(BUNDLED_SCHEME) or item.look.url in tables
    ]
    ledger_path = root / "reads" / f"{source}.json"
    ledger = _ledger(ledger_path)
    held = _held(root, source) if any(ledger.get(item.key) == item.state for item in due) else {}
    rows: Rows = {kind: [] for kind in KINDS}
    once_had_figures: set[str] = set()
    read = 0
    for item in due:
        if ledger.get(item.key) == item.state and item.key in held:
            found = held[item.key]
        else:
            found = _rows_of(_read(archive, item))
            read += 1
        if not found["figure"] and item.look.url in once_had_figures:
            _note_vanished(found)
        if found["figure"]:
            once_had_figures.add(item.look.url)
        for kind in KINDS:
            rows[kind].extend(found[kind])
    ledger_path.unlink(missing_ok=True)  # until all files are written, none of them is vouched for
    for kind in KINDS:
        write_rows(root, kind, source, rows[kind])
    write_rows(root, "capture", source, [asdict(_capture_record(look)) for look in looks])
    state = {item.key: item.state for item in due}
    ledger_path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(ledger_path, json.dumps(state, indent=1, sort_keys=True, ensure_ascii=False).encode())
    return SourceReading(source, read, len(due) - read, {kind: len(found) for kind, found in rows.items()})


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
    for name in ("identity.py", "reading.py", "records.py", "unreadable.py"):
        digest.update((here / name).read_bytes())
    return digest.hexdigest()


def _due(looks: Sequence[Look], evidence: str) -> Iterable[_Due]:
    """Every capture of a document once, and of transcribed tables the current one with its note.

    A page that is held under http and https is one document.
    """
    latest = {look.url: look for look in looks if look.capture_id is not None}
    seen: set[tuple[str, str | None]] = set()
    for look in looks:
        identity = (document_id_of(look.url), look.capture_id)
        if look.capture_id is None or identity in seen:
            continue
        seen.add(identity)
        if not look.url.startswith(BUNDLED_SCHEME):
            yield _Due(look, None, evidence)
        elif look.url.endswith(".csv") and latest[look.url].capture_id == look.capture_id:
            yield _Due(look, latest.get(f"{look.url.removesuffix('.csv')}.yml"), evidence)


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


def _ledger(path: Path) -> dict[str, str]:
    """The state in which each capture was last read; nothing where the ledger is missing or damaged."""
    try:
        return dict(json.loads(path.read_text("utf-8")))
    except (FileNotFoundError, ValueError):
        return {}


def _held(root: Path, source: str) -> dict[str, Rows]:
    """Rows of each capture as they stand on disk, by the ledger's key; nothing where a file is missing or damaged."""
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
            key = key_of[(row["document_id"], row["capture_id"])]
            held.setdefault(key, {name: [] for name in KINDS})[kind].append(row)
    return held


def _note_vanished(found: Rows) -> None:
    """A page that once held figures and now holds none is an error of the page or of its readers: says so."""
    kind = "figures_vanished"
    if any(row["kind"] == kind for row in found["anomaly"]):
        return
    document = found["document"][0]
    common = {name: document[name] for name in Record.__dataclass_fields__}
    anomaly = AnomalyRecord(
        **common,
        position=len(found["anomaly"]) + 1,
        kind=kind,
        severity=Severity.ERROR,
        expected="figures, as in an earlier capture",
        found="none",
        message=f"{document['document_id']} held figures in an earlier capture and holds none now: look at the page.",
    )
    found["anomaly"].append(asdict(anomaly))


def _capture_record(look: Look) -> CaptureRecord:
    return CaptureRecord(**{name: getattr(look, name) for name in CaptureRecord.__dataclass_fields__})
