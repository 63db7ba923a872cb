"""What kind of file some bytes are, told by the bytes.

Belongs here: signatures and the contents lists of archives. Does not belong here: opening, or what a name says.
"""

from __future__ import annotations

import io
import zipfile

from scrapers.documents.model import DocumentError
from scrapers.documents.ole import SIGNATURE as OLE
from scrapers.documents.ole import root_streams

XLS = "application/vnd.ms-excel"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
SHEETS = (XLS, XLSX, ODS)
"""Workbooks: tables and nothing else."""
DOC = "application/msword"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
ZIP = "application/zip"
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")

_PICTURES = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_MAX_MIMETYPE = 100
_PDF_HEAD = 1024
"""A PDF may begin behind some other bytes, as its readers allow."""


def binary_media_type(data: bytes, name: str) -> str | None:
    """The media type of a file that is no text; None for text and for kinds that nothing here opens.

    Raises:
        DocumentError: an archive or old Office file that is broken, locked by a password or of a kind not read.
    """
    for signature, media_type in _PICTURES:
        if data.startswith(signature):
            return media_type
    if data.startswith(OLE):
        return _ole_kind(data, name)
    if data.startswith(ZIP_SIGNATURES):
        return _zip_kind(data, name)
    return PDF if b"%PDF-" in data[:_PDF_HEAD] and not data.lstrip().startswith(b"<") else None


def _ole_kind(data: bytes, name: str) -> str:
    streams = root_streams(data, name)
    if "EncryptedPackage" in streams:
        raise DocumentError(f"{name} is locked by a password: save it without one and add that.")
    if streams & {"Workbook", "Book"}:
        return XLS
    if "WordDocument" in streams:
        return DOC
    what = "a PowerPoint file" if "PowerPoint Document" in streams else "an old Office file of a kind that is not read"
    raise DocumentError(f"{name} is {what}: save it as PDF and add that.")


def _zip_kind(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
            mimetype = _mimetype(archive) if "mimetype" in members else ""
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise DocumentError(f"{name} is a broken ZIP or Office file ({error}): fetch or save it again.") from None
    if mimetype == ODS:
        return ODS
    if mimetype.startswith(_OPEN_DOCUMENT):
        raise DocumentError(f"{name} is an OpenDocument file other than a sheet: save it as DOCX or PDF and add that.")
    if "[Content_Types].xml" in members:
        return _office_kind(members, name)
    return ZIP


def _office_kind(members: set[str], name: str) -> str:
    for folder, media_type in (("xl/", XLSX), ("word/", DOCX)):
        if any(member.startswith(folder) for member in members):
            if f"{folder}workbook.bin" in members:
                raise DocumentError(f"{name} is a binary workbook (XLSB): save it as XLSX and add that.")
            return media_type
    raise DocumentError(f"{name} is an Office file that is neither a sheet nor a text: save it as PDF and add that.")


def _mimetype(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as stream:
        return stream.read(_MAX_MIMETYPE).decode("ascii", "replace").strip()
