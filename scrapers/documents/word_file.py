"""Word files to documents: DOCX by its XML, old DOC by a converter of the system.

Belongs here: which part of a DOCX holds the text, footnotes, which converter reads a DOC. Does not belong here: the
inside of paragraphs and tables.
"""

from __future__ import annotations

import io
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from scrapers.documents.converters import INPUT, run_tool
from scrapers.documents.docbook import add_book
from scrapers.documents.model import Document, DocumentError
from scrapers.documents.rendering import DocumentBuilder
from scrapers.documents.word_body import add_blocks, local_name

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
MAX_BYTES = 100_000_000
"""Of all parts of a file that are read, unpacked."""
_MOST_TAGS = 3_000_000
_MOST_ATTRIBUTES = 2_000_000
"""What a tree of this many takes stays below the bound of memory."""
_MOST_SECONDS = 25

_MAIN_PART = "word/document.xml"
_NOTES = ("footnotes.xml", "endnotes.xml")
_TEXT_CONVERTERS = (("catdoc", "-w", "-d", "utf-8"), ("soffice", "--headless", "--cat", INPUT))
_TEXT_ALONE = "Read by {0} as text: a table's cells are parted by tabs, and an empty cell may be missing."
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def open_docx(data: bytes, name: str) -> Document:
    """The document of a DOCX: paragraphs as lines, tables with merged cells, then footnotes and endnotes.

    What is deleted but still tracked is left out, what is inserted is kept.

    Raises:
        DocumentError: the file is broken, no Word file, without text, or larger unpacked than is read.
    """
    package = _Package(data, name)
    main = package.main_part()
    builder = DocumentBuilder(name)
    body = next((node for node in package.tree(main) if local_name(node) == "body"), None)
    if body is None:
        raise DocumentError(f"{name} is a Word file without a text: save it anew.")
    add_blocks(body, builder)
    folder = main.rpartition("/")[0]
    for part in _NOTES:
        for note in package.notes(f"{folder}/{part}"):
            add_blocks(note, builder)
    return _with_text(builder.document(DOCX, "utf-8"), name)


class _Package:
    """The parts of a DOCX, unpacked in bounds: what a header says of sizes is not relied on."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._left = MAX_BYTES
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
            raise self._broken(error) from None
        self._parts = frozenset(self._archive.namelist())

    def main_part(self) -> str:
        """The name of the part that holds the text."""
        if _MAIN_PART in self._parts or "_rels/.rels" not in self._parts:
            return _MAIN_PART
        for relation in self.tree("_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
        return _MAIN_PART

    def notes(self, part: str) -> Iterator[etree._Element]:
        """The footnotes of a part, without the lines that part them from the text."""
        if part in self._parts:
            yield from (
                note for note in self.tree(part) if not {"separator", "continuationSeparator"} & set(note.values())
            )

    def tree(self, part: str) -> etree._Element:
        """The root of a part."""
        content = self._unpacked(part)
        if content.count(b"<") > _MOST_TAGS or content.count(b"=") > _MOST_ATTRIBUTES:
            raise DocumentError(f"{self._name} holds more than is read of a Word file: split it.")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise self._broken(error) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise DocumentError(f"{self._name} declares entities in {part}, as no Word file does: save it anew.")
        return root

    def _unpacked(self, part: str) -> bytes:
        try:
            with self._archive.open(part) as file:
                content = file.read(self._left + 1)
        except KeyError:
            raise DocumentError(f"{self._name} is no Word file, it has no {part}: save it as DOCX.") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise self._broken(error) from None
        self._left -= len(content)
        if self._left < 0:
            raise DocumentError(f"{self._name} unpacks to more than {MAX_BYTES:,} bytes: it is not read.")
        return content

    def _broken(self, error: Exception) -> DocumentError:
        reason = str(error).partition("\n")[0]
        return DocumentError(f"{self._name} is a broken Word file ({reason}): open it in Word and save it anew.")


def open_doc(data: bytes, name: str) -> Document:
    """The document of an old Word file, by antiword with its tables, else by catdoc or LibreOffice as text alone.

    Raises:
        DocumentError: no converter is installed, it cannot read the file, or the file has no text.
    """
    if _ENCRYPTED in data:
        raise DocumentError(f"{name} is a Word file locked by a password: save it without one.")
    builder = DocumentBuilder(name)
    if shutil.which("antiword"):
        book = run_tool(("antiword", "-x", "db", "-"), data, name, _MOST_SECONDS)
        return _with_text(builder.document(DOC, "utf-8", add_book(book, builder, name)), name)
    for command in _TEXT_CONVERTERS:
        if shutil.which(command[0]):
            for line in run_tool(command, data, name, _MOST_SECONDS).decode("utf-8", "replace").splitlines():
                builder.add_line(line)
            return _with_text(builder.document(DOC, "utf-8", (_TEXT_ALONE.format(command[0]),)), name)
    raise DocumentError(
        f"{name} is an old Word file, and no converter (antiword, catdoc, soffice) is here: save it as DOCX."
    )


def _with_text(document: Document, name: str) -> Document:
    if not document.text.strip():
        raise DocumentError(f"{name} is a Word file without text, perhaps of pictures: add those.")
    return document
