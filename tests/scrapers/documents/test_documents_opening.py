"""What bytes are decides who opens them; the name is a hint for CSV alone."""

from __future__ import annotations

import codecs
import io
import struct
import time
import zipfile
from pathlib import Path

import pytest

from scrapers.documents.model import DocumentError
from scrapers.documents.opening import media_type_of, open_document

SAMPLES = Path(__file__).parents[4] / "shared"


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"<!DOCTYPE html><html><body>a", "a.txt", "text/html"),
        (b"\xef\xbb\xbf \n<HTML>", "a.csv", "text/html"),
        (b'<?xml version="1.0"?>\n<!-- saved -->\n<!doctype html>', "a", "text/html"),
        (b"<!-- a --> <!-- b --><table><tr>", "a", "text/html"),
        (b"<h2>B\xe1\xba\xa3ng</h2>", "a", "text/html"),
        (b"<meta charset=utf-8><p>x", "a", "text/html"),
        (codecs.BOM_UTF16_LE + "<html><body>a".encode("utf-16-le"), "a", "text/html"),
        (codecs.BOM_UTF16_BE + "<html><body>a".encode("utf-16-be"), "a", "text/html"),
        (b"unit,total\nA,1\n", "2019.CSV", "text/csv"),
        (b"unit\ttotal\nA\t1\n", "2019.tsv", "text/csv"),
        (b"unit,total\nA,1\n", "2019.txt", "text/plain"),
        (b"unit,total\nA,1\n", "https://a.vn/2019.csv", "text/csv"),
        (b"a < b and <b>c</b>", "a.html", "text/plain"),
        (b"<tablet>", "a", "text/plain"),
        (b"<!-- only a comment", "a", "text/plain"),
        (b"TT;A;B\n" + b"1;x;8,5\n" * 5, "a.txt", "text/csv"),
        (b"%PDF-1.4", "a.html", "application/pdf"),
        (b"\xef\xbb\xbf%PDF-1.4", "a", "application/pdf"),
        (b"<p>%PDF-1.4</p>", "a", "text/html"),
        (b"\x89PNG\r\n\x1a\n", "a.jpg", "image/png"),
        (b"\xff\xd8\xff\xe0", "a.png", "image/jpeg"),
    ],
)
def test_media_types(data: bytes, name: str, media_type: str) -> None:
    assert media_type_of(data, name) == media_type


def archive(*members: str, mimetype: str | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        if mimetype:
            written.writestr("mimetype", mimetype)
        for member in members:
            written.writestr(member, "x")
    return stream.getvalue()


def test_archives_are_told_by_what_they_hold() -> None:
    types = "[Content_Types].xml"
    open_format = "application/vnd.oasis.opendocument."
    assert media_type_of(archive("a.csv"), "a.xlsx") == "application/zip"
    assert media_type_of(archive(types, "xl/workbook.xml"), "a.docx").endswith("spreadsheetml.sheet")
    assert media_type_of(archive(types, "word/document.xml"), "a.xlsx").endswith("wordprocessingml.document")
    assert media_type_of(archive(mimetype=f"{open_format}spreadsheet"), "a") == f"{open_format}spreadsheet"
    for data, message in (
        (archive(types, "ppt/presentation.xml"), "is an Office file that is neither a sheet nor a text"),
        (archive(types, "xl/workbook.bin"), "is a binary workbook"),
        (archive(mimetype=f"{open_format}text"), "is an OpenDocument file other than a sheet"),
        (b"PK\x03\x04", "is a broken ZIP or Office file"),
    ):
        with pytest.raises(DocumentError, match=rf"^a\.x {message}.*\.$"):
            media_type_of(data, "a.x")


def ole(*streams: str) -> bytes:
    """An OLE file of one directory sector: header, allocation table, directory."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<I", header, 68, 0xFFFFFFFE)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b""
    for at, stream in enumerate(("Root Entry", *streams)):
        right = at + 1 if 0 < at < len(streams) else 0xFFFFFFFF
        name = stream.encode("utf-16-le")
        entry = bytearray(128)
        entry[: len(name)] = name
        struct.pack_into("<H", entry, 64, len(name) + 2)
        struct.pack_into("<3I", entry, 68, 0xFFFFFFFF, right, 1 if at == 0 else 0xFFFFFFFF)
        directory += entry
    return bytes(header) + fat + directory.ljust(512, b"\0")


def test_old_office_files_are_told_by_their_streams() -> None:
    assert media_type_of(ole("Workbook"), "a.doc") == "application/vnd.ms-excel"
    assert media_type_of(ole("1Table", "WordDocument"), "a.xls") == "application/msword"
    for data, message in (
        (ole("EncryptionInfo", "EncryptedPackage"), "is locked by a password: save it without one and add that"),
        (ole("PowerPoint Document"), "is a PowerPoint file: save it as PDF and add that"),
        (ole("Contents"), "is an old Office file of a kind that is not read: save it as PDF and add that"),
        (ole("Workbook")[:700], "is a broken old Office file: open and save it anew, and add that"),
    ):
        with pytest.raises(DocumentError, match=rf"^a\.xls {message}\.$"):
            media_type_of(data, "a.xls")


def test_a_directory_that_runs_in_a_circle_ends() -> None:
    data = bytearray(ole("Workbook"))
    struct.pack_into("<I", data, 512 + 4, 1)
    with pytest.raises(DocumentError, match="is a broken old Office file"):
        media_type_of(bytes(data), "a.xls")


def test_more_bytes_than_are_read_are_refused_whatever_they_are() -> None:
    with pytest.raises(DocumentError, match=r"^a\.pdf has 20,000,001 bytes, more than the 20,000,000 that are read"):
        open_document(b"%PDF-1.4".ljust(20_000_001), "a.pdf")


@pytest.mark.parametrize("tail", [b"x", b"<html>", b"<!--"])
def test_many_comments_before_a_page_take_no_time(tail: bytes) -> None:
    begun = time.process_time()
    media_type_of(b"<!-- -->" * 25 + tail, "a")
    assert time.process_time() - begun < 1


def test_each_kind_is_opened_by_its_own_module() -> None:
    assert open_document(b"<p>H\xc3\xa0 N\xe1\xbb\x99i</p>", "a").media_type == "text/html"
    assert open_document("<p>Hà Nội</p>".encode("utf-16"), "a").text.strip() == "Hà Nội"
    assert open_document(b"unit,total\nA,1\n", "a.csv").media_type == "text/csv"
    assert open_document(b"unit,total\nA,1\n", "a.txt").media_type == "text/plain"
    for name in ("a.csv", "a.html", "a.txt"):
        with pytest.raises(DocumentError, match=f"^{name} is a GIF picture"):
            open_document(b"GIF89a", name)


@pytest.mark.skipif(not (SAMPLES / "samples").is_dir(), reason="the sample documents are not beside the project")
def test_real_documents_open_and_every_place_in_them_opens() -> None:
    paths = sorted(path for folder in ("samples", "seeds") for path in (SAMPLES / folder).rglob("*") if path.is_file())
    opened = 0
    for path in paths:
        if path.suffix.lower() not in (".txt", ".html", ".htm", ".csv"):
            continue
        document = open_document(path.read_bytes(), path.name)
        opened += 1
        for table in document.tables:
            for row in table.rows:
                for cell in row:
                    assert document.at(cell.locator) == cell.text
    assert opened >= 5
