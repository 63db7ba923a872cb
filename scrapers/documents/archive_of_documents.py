"""A ZIP of documents to one document: its members one behind the other, each under a line with its name.

Belongs here: inflating within bounds, joining. Does not belong here: opening a member (`opening` does), writing files:
what a member is called is shown and never used as a path.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace

from scrapers.documents.decoding import MAX_BYTES
from scrapers.documents.kinds import ZIP, ZIP_SIGNATURES
from scrapers.documents.model import Cell, Document, DocumentError, Span, Table, Word
from scrapers.documents.rendering import MAX_CELLS, flatten
from scrapers.documents.sandbox import seconds_left, time_for

MAX_MEMBERS = 200
MAX_INFLATED = 60_000_000
"""Bytes of all members together, counted as they are inflated: an archive's own word is not trusted."""
_SECONDS = 20
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


def open_zip(data: bytes, name: str) -> Document:
    """The document of a ZIP: text and tables of all members that open, in the archive's order.

    A member that does not open is a note with the sentence that says why. Tables are titled by member and own title.

    Raises:
        DocumentError: the archive is broken, too large, too slow, or none of its members opens.
    """
    joined = _Joined(name)
    failures = []
    with time_for(_SECONDS):
        for member, content in _members(data, name):
            try:
                document = _opened(content, f"{name} › {member}")
            except DocumentError as error:
                failures.append(str(error))
                joined.notes.append(f"not opened: {error}")
            else:
                joined.add(member, document)
            if seconds_left() <= 0:  # which members were in time is no property of the bytes
                raise DocumentError(f"{name} takes more than {_SECONDS} seconds to open: add its files one by one.")
    if not joined.has_members:
        raise DocumentError(failures[0] if failures else f"{name} is a ZIP without files: there is nothing to read.")
    return joined.document()


def _opened(content: bytes | DocumentError, name: str) -> Document:
    from scrapers.documents.opening import media_type_of, open_document  # they import each other

    if isinstance(content, DocumentError):
        raise content
    if content.startswith(ZIP_SIGNATURES) and media_type_of(content, name) == ZIP:
        raise DocumentError(f"{name} is a ZIP within a ZIP: unpack the outer one and add the inner one.")
    return open_document(content, name)


def _members(data: bytes, name: str) -> Iterator[tuple[str, bytes | DocumentError]]:
    """Name and bytes of each file, or instead of bytes what is wrong with it."""
    left = MAX_INFLATED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [info for info in archive.infolist() if not info.is_dir()]
            if len(files) > MAX_MEMBERS:
                raise DocumentError(
                    f"{name} holds {len(files):,} files, more than the {MAX_MEMBERS} that are read: "
                    "add those that matter."
                )
            for info in files:
                member = _shown_name(info)
                content = _inflated(archive, info, f"{name} › {member}", min(left, MAX_BYTES))
                left -= len(content) if isinstance(content, bytes) else 0
                if left <= 0 or (isinstance(content, bytes) and len(content) > MAX_BYTES):
                    raise DocumentError(
                        f"{name} inflates to more than {MAX_INFLATED:,} bytes, or {member} to more than {MAX_BYTES:,}: "
                        "add only the files that matter."
                    )
                yield member, content
    except zipfile.BadZipFile as error:
        raise DocumentError(f"{name} is a broken ZIP file ({error}): fetch or save it again.") from None


def _inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, most: int) -> bytes | DocumentError:
    """The member's bytes, at most one more than `most`."""
    if info.flag_bits & 1:
        return DocumentError(f"{name} is locked by a password: unpack it and add what is in it.")
    try:
        with archive.open(info) as stream:
            return stream.read(most + 1)
    except _BROKEN as error:
        return DocumentError(f"{name} is broken in its ZIP ({error}): fetch or save the ZIP again.")


def _shown_name(info: zipfile.ZipInfo) -> str:
    """The member's name; where no flag tells that it is UTF-8, as many programs that write UTF-8 set none."""
    try:
        name = info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        name = info.filename
    return "".join(char if char.isprintable() else " " for char in flatten(name))


class _Joined:
    """Documents joined into one: their places shifted, their tables numbered on."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.notes: list[str] = []
        self.has_members = False
        self._parts: list[str] = []
        self._length = 0
        self._cells = 0
        self._tables: list[Table] = []
        self._words: list[Word] = []

    def add(self, member: str, document: Document) -> None:
        """Adds a member's document below a line with its name."""
        self.has_members = True
        self._append(f"{member}\n")
        self._cells += sum(len(row) for table in document.tables for row in table.rows)
        if self._cells > MAX_CELLS:
            raise DocumentError(f"{self.name} has more than {MAX_CELLS:,} cells: add only the files that matter.")
        self._tables += [self._shifted(table, member) for table in document.tables]
        self._words += [
            replace(word, span=Span(word.span.start + self._length, word.span.end + self._length))
            for word in document.words
        ]
        self.notes += [f"{member}: {note}" for note in document.notes]
        self._append(document.text.removesuffix("\n") + "\n")

    def document(self) -> Document:
        """All that was added."""
        text = "".join(self._parts)
        return Document(text, ZIP, "binary", tuple(self._tables), tuple(self.notes), words=tuple(self._words))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _shifted(self, table: Table, member: str) -> Table:
        """The table at its new place; a cell that spans several places stays one."""
        number = len(self._tables) + table.number
        known: dict[int, Cell] = {}
        for cell in (cell for row in table.rows for cell in row):
            place = cell.locator
            known.setdefault(
                id(cell),
                cell._replace(
                    locator=place._replace(start=place.start + self._length, end=place.end + self._length, table=number)
                ),
            )
        rows = tuple(tuple(known[id(cell)] for cell in row) for row in table.rows)
        return replace(table, number=number, rows=rows, title=f"{member} › {table.title}" if table.title else member)
