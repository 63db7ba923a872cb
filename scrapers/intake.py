"""Files into the archive: bundled tables, and documents that a person puts in by hand.

Belongs here: reading local files, refusing what cannot be opened. Does not belong here: the network (`scrapers.crawl`),
who a document is (`scrapers.identity`), what it says. The time of a look is passed in; bundled tables carry their own.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import unquote

from scrapers.archive import Archive, Look
from scrapers.archive.look import as_uri
from scrapers.documents.decoding import MAX_BYTES
from scrapers.documents.model import DocumentError
from scrapers.documents.opening import media_type_of, open_document
from scrapers.identity import ADDED, ADDED_SCHEME, BUNDLED_SCHEME, added_id
from scrapers.readers.sidecar import SidecarError, parse_sidecar
from scrapers.vocabulary.text import nfc

_WAIT_SECONDS = 30.0
_PAGE = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?#](?!\.\./).*)?$")


class IntakeError(ValueError):
    """Input that cannot be taken in; the message says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file: the look that was written, or None where the same bytes were held already."""

    path: Path
    look: Look | None


def bundle(archive: Archive, source: str, figures: Path, notes: Sequence[Path]) -> list[Look]:
    """Captures the tables of a source and their notes; returns the looks at what is new or changed.

    Args:
        figures: the folder of transcribed tables.
        notes: the notes of the tables below it, each beside its CSV file.

    Raises:
        IntakeError: a table or its note is missing or cannot be opened; then nothing is captured.
    """
    files = [file for note in notes for file in _table_files(note, figures)]
    with archive.writer(source, wait_seconds=_WAIT_SECONDS) as writer:
        looks = [
            writer.add_resource(
                url, data, media_type, looked_at, method="bundled", file_name=url.removeprefix(BUNDLED_SCHEME)
            )
            for url, data, media_type, looked_at in files
        ]
    return [look for look in looks if look is not None]


def _table_files(note: Path, figures: Path) -> list[tuple[str, bytes, str, date]]:
    table = note.with_suffix(".csv")
    name = note.relative_to(figures).as_posix()
    note_bytes, table_bytes = bytes_of(note), bytes_of(table)
    try:
        sidecar = parse_sidecar(note_bytes, f"figures/{name}")
        open_document(table_bytes, f"figures/{table.relative_to(figures).as_posix()}")
        looked_at = date.fromisoformat(sidecar.collected_on)
    except (SidecarError, DocumentError) as error:
        raise IntakeError(str(error)) from None
    except ValueError:
        raise IntakeError(f"figures/{name}: `collected_on` must be a date such as 2026-11-23.") from None
    address = table_address(note, figures)
    return [
        (address, table_bytes, "text/csv", looked_at),
        (f"{address.removesuffix('.csv')}.yml", note_bytes, "application/yaml", looked_at),
    ]


def table_address(note: Path, figures: Path) -> str:
    """The address under which the archive holds the table of a note."""
    return as_uri(f"{BUNDLED_SCHEME}figures/{note.relative_to(figures).with_suffix('.csv').as_posix()}")


def add_files(archive: Archive, paths: Sequence[Path], looked_at: datetime, url: str | None = None) -> list[Added]:
    """Puts documents into the archive; all of them or, if any cannot be opened, none.

    Args:
        url: the address that the one file was saved from; without it the file's name is its address.

    Raises:
        IntakeError: a file is missing, empty, too large, no text, or its name is taken by other contents.
    """
    if url is not None and len(paths) != 1:
        raise IntakeError(f"--url names the address of one file, but {len(paths)} were given: add them one by one.")
    given = None if url is None else checked_url(url)
    checked = [(path, given or f"{ADDED_SCHEME}{nfc(path.name)}", _checked_bytes(path)) for path in paths]
    _refuse_taken_names(archive, checked)
    with archive.writer(ADDED, wait_seconds=_WAIT_SECONDS) as writer:
        return [
            Added(
                path,
                writer.add_resource(
                    address, data, media_type_of(data, path.name), looked_at, method="added", file_name=path.name
                ),
            )
            for path, address, data in checked
        ]


def checked_url(url: str) -> str:
    """The address of a page on the web; other schemes are the archive's own.

    Raises:
        IntakeError: it is no such address.
    """
    plain = unquote(url)
    if not _PAGE.match(plain) or any(unicodedata.category(char)[0] == "C" for char in plain):
        raise IntakeError(f"{url!r} is not the address of a page: give one such as https://example.gov.vn/page.")
    return url


def _refuse_taken_names(archive: Archive, files: Sequence[tuple[Path, str, bytes]]) -> None:
    """A file's name alone must not make one document out of two, nor two out of one by its ending."""
    taken = {
        added_id(unquote(look.url).removeprefix(ADDED_SCHEME)): (look.url, look.capture_id)
        for look in archive.each_look()
        if look.url.startswith(ADDED_SCHEME) and look.capture_id is not None
    }
    for path, address, data in files:
        if not address.startswith(ADDED_SCHEME):
            continue
        uri = as_uri(address)
        own = (uri, hashlib.sha256(data).hexdigest())
        name = added_id(unquote(uri).removeprefix(ADDED_SCHEME))
        if taken.setdefault(name, own) != own:
            raise IntakeError(
                f"{path} is not added: another document of the name {path.stem} is held or given; rename the file, "
                "or give --url if it is a newer copy of a page."
            )


def _checked_bytes(path: Path) -> bytes:
    data = bytes_of(path)
    try:
        open_document(data, str(path))
    except DocumentError as error:
        raise IntakeError(str(error)) from None
    return data


def bytes_of(path: Path) -> bytes:
    """The bytes of a file of a size that is read.

    Raises:
        IntakeError: it is missing, a folder, too large or not to be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise IntakeError(f"{path} does not exist: check the path.") from None
    except IsADirectoryError:
        raise IntakeError(f"{path} is a folder: name the files in it.") from None
    except OSError as error:
        raise IntakeError(f"{path} cannot be read ({error.strerror}): check its name and permissions.") from None
    if len(data) > MAX_BYTES:
        raise IntakeError(f"{path} has more than the {MAX_BYTES:,} bytes that are read: split it, or add a part.")
    return data
