"""How the records tell of what is kept although something else came: anomalies of documents and of whole sources.

Belongs here: those anomalies, and when a source as a whole is thinner than it may be. Does not belong here: what makes
a capture suspect (`scrapers.succession`), files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from scrapers.accepted import SOURCE_SCHEME, Acceptance
from scrapers.course import Suspect
from scrapers.identity import document_id_of
from scrapers.losses import LEAST_KEPT
from scrapers.records import AnomalyRecord, Record, Severity

SUSPECT = "suspect_capture"
THIN_SOURCE = "thin_source"
TOLD_ANEW = (SUSPECT, THIN_SOURCE)
"""Kinds of anomalies that are no property of a capture: they are told as long as they hold."""

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Thinning:
    """A source that lost too many figures at once; `mark` names this loss, so that an operator can accept it."""

    expected: int
    found: int
    mark: str
    message: str


def thinning(
    source: str,
    last: Mapping[str, int],
    now: Mapping[str, int],
    accepted: Collection[Acceptance],
    by_hand: Collection[str],
) -> Thinning | None:
    """What a source lost since its last reading, if that is too much.

    Documents of which an operator has accepted a capture, or a person has put in a new one, are left out: what they
    lost was seen.

    Args:
        last, now: figures of the current capture of each document, in the last reading and in this one, by
            `<address> <capture>`.
        by_hand: the documents where a person has put in a capture since.
    """
    seen = {document_id_of(one.url) for one in accepted} | set(by_hand)
    expected, found = (
        sum(count for key, count in counts.items() if document_id_of(key.rpartition(" ")[0]) not in seen)
        for counts in (last, now)
    )
    if found >= LEAST_KEPT * expected:
        return None
    mark = hashlib.sha256(f"{source} {expected} {found}".encode()).hexdigest()[:16]
    address = f"{SOURCE_SCHEME}{source}"
    if any((one.url, one.capture_id) == (address, mark) for one in accepted):
        return None
    message = (
        f"The source {source} gives {found:,} figures where its last reading gave {expected:,}: that reading is kept; "
        f"look at its captures, or accept what it gives now with `cchc sources accept {address} --capture {mark}`."
    )
    return Thinning(expected, found, mark, message)


def note_suspect(rows: Rows, suspect: Suspect, kept_from: str) -> None:
    """Adds to the records of a document that is kept that something else has come in its place."""
    document = rows["document"][0]
    message = (
        f"{document['document_id']} no longer shows what it showed on {kept_from}, whose records are kept: expected "
        f"{suspect.expected}, found {suspect.found}, since {suspect.since}. Look at the page; an operator may accept "
        "what it shows now."
    )
    _note(rows, SUSPECT, Severity.WARNING, suspect.expected, suspect.found, message)


def note_vanished(rows: Rows) -> None:
    """Adds that a document that once held figures holds none, which is an error of it or of its readers."""
    kind = "figures_vanished"
    if any(row["kind"] == kind for row in rows["anomaly"]):
        return
    name = rows["document"][0]["document_id"]
    message = f"{name} held figures in an earlier capture and holds none now: look at the page."
    _note(rows, kind, Severity.ERROR, "figures, as in an earlier capture", "none", message)


def note_thin_source(rows: Rows, thin: Thinning) -> list[dict[str, Any]]:
    """The anomalies of a source whose last reading is kept, and one that says so at its first document with figures."""
    others = [row for row in rows["anomaly"] if row["kind"] != THIN_SOURCE]
    places = {(row["document_id"], row["capture_id"]) for row in rows["figure"]}
    document = min(
        (row for row in rows["document"] if (row["document_id"], row["capture_id"]) in places),
        key=lambda row: (row["document_id"], row["capture_id"]),
    )
    there: Rows = {"document": [document], "anomaly": []}
    expected, found = f"{thin.expected} figures, as in the last reading", f"{thin.found}"
    _note(there, THIN_SOURCE, Severity.ERROR, expected, found, thin.message)
    return others + there["anomaly"]


def _note(rows: Rows, kind: str, severity: Severity, expected: str, found: str, message: str) -> None:
    """Adds an anomaly of the whole document: it stands at no place in it."""
    document = rows["document"][0]
    common = {name: document[name] for name in Record.__dataclass_fields__}
    place = {"locator": "char:0-0", "quote": "", "reader": "reading", "reader_version": "1"}
    position = len(rows["anomaly"]) + 1
    record = AnomalyRecord(
        **(common | place),
        position=position,
        kind=kind,
        severity=severity,
        expected=expected,
        found=found,
        message=message,
    )
    rows["anomaly"].append(asdict(record))
