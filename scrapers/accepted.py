"""What an operator has accepted although it looked wrong: `accepted_captures.csv` in the data directory.

Belongs here: reading and adding to that file. Does not belong here: what acceptance changes (`scrapers.course`,
`scrapers.crawl.judging`). The file is data with a reason: it may be edited by hand, and it goes into backups.

A page that its site has withdrawn is written with `gone-` and the first sixteen digits of the last capture of it in the
place of the capture: then 404 and 410 are what is expected of the page, until it shows something else.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scrapers.archive.durable import replace_file

FILE_NAME = "accepted_captures.csv"
GONE = "gone-"
GONE_DIGITS = 16
SOURCE_SCHEME = "source:"
"""Begins the address under which the smaller reading of a whole source is accepted."""
_FIELDS = ("capture_id", "url", "accepted_on", "reason")
_CAPTURE = re.compile(rf"[0-9a-f]{{16,64}}|{GONE}[0-9a-f]{{{GONE_DIGITS}}}")


class AcceptanceError(ValueError):
    """The file of accepted captures, or an addition to it, is wrong; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A capture (sha256, hex) of an address that is a document whatever is thought of it. `accepted_on` is a day."""

    capture_id: str
    url: str
    accepted_on: date
    reason: str


def gone_mark(capture_id: str) -> str:
    """What stands in the place of a capture where the page that last held this one was withdrawn."""
    return f"{GONE}{capture_id[:GONE_DIGITS]}"


def read_acceptances(path: Path) -> tuple[Acceptance, ...]:
    """All acceptances, none where there is no file.

    Raises:
        AcceptanceError: names the line and what is wrong with it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise AcceptanceError(f"{path} cannot be read ({error}): mend it or restore it from a backup.") from None
    reader = csv.DictReader(io.StringIO(text))
    if tuple(reader.fieldnames or ()) != _FIELDS:
        raise AcceptanceError(f"{path} must begin with the line {','.join(_FIELDS)}.")
    return tuple(_acceptance(row, f"{path}, line {reader.line_num}") for row in reader)


def add_acceptance(path: Path, acceptance: Acceptance) -> bool:
    """Adds an acceptance; False where the capture of this address has been accepted before.

    Raises:
        AcceptanceError: the file or the acceptance is wrong; the file is left as it was.
    """
    held = read_acceptances(path)
    checked = _acceptance(
        {
            "capture_id": acceptance.capture_id,
            "url": acceptance.url,
            "accepted_on": acceptance.accepted_on.isoformat(),
            "reason": acceptance.reason,
        },
        "The acceptance",
    )
    if any((one.capture_id, one.url) == (checked.capture_id, checked.url) for one in held):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, _text((*held, checked)).encode())
    return True


def _text(acceptances: Iterable[Acceptance]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_FIELDS)
    for one in acceptances:
        writer.writerow((one.capture_id, one.url, one.accepted_on.isoformat(), one.reason))
    return stream.getvalue()


def _acceptance(row: dict[str, str | None], where: str) -> Acceptance:
    capture_id, url, day, reason = ((row.get(name) or "").strip() for name in _FIELDS)
    if not _CAPTURE.fullmatch(capture_id):
        raise AcceptanceError(
            f"{where}: capture_id is {capture_id!r} and must be the hex digits of a capture, or gone- and "
            f"{GONE_DIGITS} digits where a page was withdrawn."
        )
    if ":" not in url or not reason:
        raise AcceptanceError(f"{where}: give the address (url) and the reason.")
    try:
        return Acceptance(capture_id, url, date.fromisoformat(day), " ".join(reason.split()))
    except ValueError:
        raise AcceptanceError(f"{where}: accepted_on is {day!r} and must be a day such as 2026-11-25.") from None
