"""Whether an archive is what it should be: every record read, every digest compared, every reference followed.

Belongs here: finding faults and saying them, a sentence each. Does not belong here: mending anything.

Each member is read twice: by the archive's own reader, and by warcio as `warcio check` does. The looks go into a
private index, in which references are followed and with which the archive's own is compared, so that memory stays flat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader

from scrapers.archive import swap
from scrapers.archive.durable import telling_faults
from scrapers.archive.errors import ArchiveError, DamagedRecordError
from scrapers.archive.files import MAX_PAYLOAD, warc_files
from scrapers.archive.index import REMEDY, Index
from scrapers.archive.references import References, open_references
from scrapers.archive.salvage import leftovers
from scrapers.archive.scanning import Member, Placed, members
from scrapers.archive.serialize import record_id_of
from scrapers.archive.upkeep import counting_files, late_in, on_disk
from scrapers.archive.warc import is_request, parse_member, parse_record


@dataclass(slots=True)
class Checked:
    """What was read; `faults` counts the sentences, `notes` are sentences on what is no fault."""

    files: int = 0
    records: int = 0
    looks: int = 0
    faults: int = 0
    notes: list[str] = field(default_factory=list)


def check(root: Path, tell: Callable[[str], None], max_payload: int = MAX_PAYLOAD) -> Checked:
    """Checks an archive and tells each fault as it is found. Nothing is written and no lock taken.

    Raises:
        ArchiveError: the disk refused.
    """
    checked = Checked()
    with telling_faults(root):
        held = on_disk(root)
        references = open_references()
        try:
            for fault in _faults(root, held, references, checked, max_payload):
                checked.faults += 1
                tell(fault)
        finally:
            references.close()
            if held is not None:
                held.close()
    return checked


def _faults(
    root: Path, held: Index | None, references: References, checked: Checked, max_payload: int
) -> Iterator[str]:
    whole = []
    yield from _unfinished(root, checked, max_payload)
    for warc_file in _counting(root, held):
        checked.files += 1
        before = checked.looks
        file_check = _FileCheck(root, warc_file, held, checked, max_payload)
        try:
            references.add(warc_file, file_check.looks(references), (root / warc_file).stat().st_size)
        except ArchiveError as fault:
            file_check.faults.append(str(fault))
        if not file_check.faults:
            whole.append(warc_file)
            if checked.looks == before:
                file_check.faults.append(f"{warc_file} holds no look: restore it from a copy, or move it away.")
        yield from file_check.faults
    yield from references.faults()
    yield from _index_faults(root, held, references, whole)


def _unfinished(root: Path, checked: Checked, max_payload: int) -> Iterator[str]:
    """A compaction that was cut off, or is at work: a fault where it cannot go on; and files that are not finished."""
    try:
        begun = swap.read_swap(root)
        if begun is not None:
            way = {"finish": "finishes", "undo": "undoes"}[swap.way_on(root, begun, max_payload)]
            checked.notes.append(
                f"A compaction is at work or was cut off, in which {begun.made} takes the place of "
                f"{len(begun.gone):,} files: if no other is at work, the next run or compaction {way} it."
            )
    except ArchiveError as fault:
        yield str(fault)
    checked.notes.extend(
        f"{path.relative_to(root).as_posix()} is being written, or a crashed run left it: if no writer is at work, the "
        "next one keeps its whole looks."
        for path in leftovers(root)
    )


def _counting(root: Path, held: Index | None) -> list[str]:
    try:
        return counting_files(root, held)
    except ArchiveError:  # a swap that cannot go on, which is told already
        return warc_files(root)


class _FileCheck:
    """One file, gone through to its end whatever is found; the faults are in `faults` afterwards."""

    def __init__(self, root: Path, warc_file: str, held: Index | None, checked: Checked, max_payload: int) -> None:
        self.faults: list[str] = []
        self._root = root
        self._warc_file = warc_file
        self._held = held
        self._checked = checked
        self._max_payload = max_payload
        self._asked: str | None = None

    def looks(self, references: References) -> Iterator[Placed]:
        """The looks of the file that are whole."""
        for member in self._members():
            self._checked.records += 1
            try:
                if is_request(member.data):
                    self._note_request(member)
                    continue
                record = parse_record(member.data, self._warc_file, member.offset, member.length)
            except DamagedRecordError as fault:
                self.faults.append(str(fault))
                continue
            self.faults.extend(self._found_by_warcio(member))
            self._checked.looks += 1
            self._answer_to(record_id_of(record.look), member)
            if record.holding == "reference":
                references.note(record.look, parse_member(member.data).headers)
            yield Placed(record.look, record.holding)
        self._answer_to(None, None)

    def _members(self) -> Iterator[Member]:
        """All members; behind a damaged one it goes on where the index knows the next look to be."""
        start: int | None = 0
        while start is not None:
            try:
                yield from members(self._root, self._warc_file, self._max_payload, start)
                return
            except DamagedRecordError as fault:
                self.faults.append(str(fault))
                start = None if self._held is None else self._held.next_offset(self._warc_file, fault.offset)
                self._asked = None

    def _found_by_warcio(self, member: Member) -> Iterator[str]:
        """What warcio finds in a record."""
        try:
            record = ArcWarcRecordLoader().parse_record_stream(
                BytesIO(member.data), known_format="warc", check_digests=True
            )
            while record.raw_stream.read(1024 * 1024):
                pass
            problems = list(record.digest_checker.problems)
        except (ArchiveLoadFailed, EOFError, ValueError) as error:
            problems = [str(error).strip() or type(error).__name__]
        for problem in problems:
            yield f"{self._warc_file} at byte {member.offset}: warcio says: {problem}"

    def _note_request(self, member: Member) -> None:
        self._answer_to(None, member)
        try:
            self._asked = parse_member(member.data).headers.get("WARC-Concurrent-To", "")
        except ValueError as error:
            raise DamagedRecordError(self._warc_file, member.offset, str(error)) from None
        self.faults.extend(self._found_by_warcio(member))

    def _answer_to(self, record_id: str | None, member: Member | None) -> None:
        """A request is followed by the answer that it names."""
        if self._asked is not None and self._asked != record_id:
            where = "its end" if member is None else f"byte {member.offset}"
            self.faults.append(f"{self._warc_file}: the answer {self._asked} to the request before {where} is missing.")
        self._asked = None


def _index_faults(root: Path, held: Index | None, references: References, whole: list[str]) -> Iterator[str]:
    if held is None:
        if whole:
            yield f"The archive {root} has no index: {REMEDY}"
        return
    try:
        yield from _differences(root, held, references, whole)
    except ArchiveError as error:
        yield str(error)


def _differences(root: Path, held: Index, references: References, whole: list[str]) -> Iterator[str]:
    yield from (f"The archive's index is damaged ({problem}): {REMEDY}" for problem in held.problems())
    late = late_in(root, held)
    if late is None or late:
        yield f"The archive's index lacks looks of {late[0][0] if late else 'its files'}: {REMEDY}"
        return
    for warc_file in whole:
        for indexed, found in zip_longest(held.in_file(warc_file), references.in_file(warc_file)):
            if indexed != found:
                at = (indexed or found).look.offset
                yield f"The archive's index does not fit {warc_file} at byte {at}: run `cchc archive rebuild`."
                break
