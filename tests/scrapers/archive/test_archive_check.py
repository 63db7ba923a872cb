"""What is wrong with an archive is found and said, in one sentence each; what is right is not complained of."""

from __future__ import annotations

import gzip
import shutil
import sqlite3

import pytest

from scrapers.archive import Archive, serialize
from scrapers.archive.checking import check
from tests.scrapers.archive.house import START, every_kind, faults, warcio_check


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return every_kind(tmp_path_factory.mktemp("made") / "archive").path


@pytest.fixture
def archive(made, tmp_path):
    shutil.copytree(made, tmp_path / "archive")
    return Archive(tmp_path / "archive")


def execute(archive, sql):
    connection = sqlite3.connect(archive.path / "index.sqlite")
    connection.execute(sql)
    connection.commit()
    connection.close()


def rewrite(archive, name, change):
    """Unpacks a file, changes a byte or so, and packs each record again, so that only its inside is wrong."""
    path = next(archive.path.glob(f"warc/*/{name}"))
    with gzip.open(path) as file:
        records = file.read().split(b"\r\n\r\nWARC/1.1")
    whole = [record if not number else b"WARC/1.1" + record for number, record in enumerate(records)]
    whole = [record + b"\r\n\r\n" if number < len(whole) - 1 else record for number, record in enumerate(whole)]
    path.write_bytes(b"".join(gzip.compress(record, mtime=0) for record in change(whole)))
    (archive.path / "index.sqlite").unlink()


def test_archive_of_every_kind_of_record_is_whole_to_us_and_to_warcio(archive):
    said = []
    checked = check(archive.path, said.append)

    assert said == []
    assert (checked.files, checked.looks, checked.faults) == (10, 35, 0)
    assert checked.records == 35 + 24, "a request each but for files and three answers a night, four the first"
    assert warcio_check(archive) == ""


def test_damage_is_named_and_what_follows_it_is_read(archive):
    path = archive.path / "warc/crawl/crawl-000001.warc.gz"
    second, third = archive.looks()[1:3]
    data = bytearray(path.read_bytes())
    data[second.offset + 90] ^= 0xFF
    path.write_bytes(data)
    said = []
    checked = check(archive.path, said.append)

    assert said[0].startswith(f"The archive's file warc/crawl/crawl-000001.warc.gz is damaged at byte {second.offset}")
    assert checked.looks == 34, "the others of the file are read"
    assert any(f"refer to the bytes {second.capture_id}, which are not" in sentence for sentence in said[1:])
    assert all("warc/crawl" in sentence for sentence in said)
    assert third.warc_file == second.warc_file


def test_bytes_that_are_not_those_stated_are_found_out(archive):
    rewrite(
        archive,
        "crawl-000001.warc.gz",
        lambda records: [record.replace(b"<p>31,5</p>", b"<p>37,5</p>") for record in records],
    )

    assert any("block does not have the digest that it states" in sentence for sentence in faults(archive))


def test_missing_answer_is_told(archive):
    rewrite(
        archive,
        "crawl-000001.warc.gz",
        lambda records: [record for record in records if b"cookie_wall" not in record],
    )

    (missing, *others) = faults(archive)
    assert missing.startswith("warc/crawl/crawl-000001.warc.gz: the answer <urn:sha256:")
    assert "before byte" in missing
    assert any("refer to a record of https://c.vn/0 at 2026-01-01T00:00:00Z" in other for other in others)


def test_reference_that_leads_nowhere_is_told(archive):
    (archive.path / "warc/added/added-000002.warc.gz").unlink()
    (archive.path / "warc/crawl/crawl-000001.warc.gz").unlink()
    (archive.path / "index.sqlite").unlink()
    said = faults(archive)

    assert any(
        sentence.startswith("8 records, the first in warc/crawl/crawl-000003.warc.gz at byte")
        and "refer to a record of https://a.vn/qd-1.html at 2026-01-01" in sentence
        for sentence in said
    )
    assert sum("refer to the bytes" in sentence for sentence in said) == 3
    assert "no index" in said[-1]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("update look set outcome = 'failed' where seq = 3", "does not fit warc/crawl/crawl-000001.warc.gz at byte"),
        ("update look set holding = 'nothing' where seq = 2", "does not fit warc/crawl/crawl-000001.warc.gz at byte"),
        ("delete from look where seq = 31", "does not fit warc/crawl/crawl-000009.warc.gz"),
        ("update file set size = size - 1 where file_id = 10", "lacks looks of warc/added/added-000010.warc.gz"),
        ("delete from file where file_id = 10", "lacks looks of warc/added/added-000010.warc.gz"),
        ("update file set size = size + 1 where file_id = 10", "where its index ends at"),
        ("drop table look", "no index"),
    ],
)
def test_index_that_is_not_that_of_the_files_is_told(archive, sql, said):
    execute(archive, sql)
    if sql == "drop table look":
        (archive.path / "index.sqlite").unlink()

    assert any(said in sentence for sentence in faults(archive)), faults(archive)


def test_check_beside_a_writer_finds_nothing_wrong(archive):
    with archive.writer("crawl") as writer:
        writer.add_failure("https://e.vn/", START, "no")
        writer.commit()
        assert faults(archive) == []


def test_bytes_of_another_digest_are_what_warcio_says_too(archive, monkeypatch):
    """The two readings do not depend on each other."""
    real = serialize.http_block
    monkeypatch.setattr(serialize, "http_block", lambda *args: real(*args) + b"X")
    with archive.writer("crawl") as writer:
        writer.add_response("https://e.vn/", 200, [], b"other", START)
    monkeypatch.undo()

    assert "sha256" in faults(archive)[0]
    assert "payload digest failed" in warcio_check(archive)
