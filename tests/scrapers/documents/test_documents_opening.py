"""What bytes are decides who opens them; the name is a hint for CSV alone."""

from __future__ import annotations

import codecs
import time
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
    ],
)
def test_media_types(data: bytes, name: str, media_type: str) -> None:
    assert media_type_of(data, name) == media_type


@pytest.mark.parametrize("tail", [b"x", b"<html>", b"<!--"])
def test_many_comments_before_a_page_take_no_time(tail: bytes) -> None:
    begun = time.perf_counter()
    media_type_of(b"<!-- -->" * 25 + tail, "a")
    assert time.perf_counter() - begun < 1


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
