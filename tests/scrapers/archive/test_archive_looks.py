"""What goes into the archive comes out of it, look by look."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import sqlite3
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from scrapers.archive import Archive, ArchiveError, Look, Request, rebuild_index

CSV = "file:data/figures/papi/2019.csv"
PAGE = "https://example.vn/chi-so"
DAY = date(2026, 11, 23)


def add_csv(archive: Archive, data: bytes, day: date = DAY) -> Look | None:
    with archive.writer("papi") as writer:
        return writer.add_resource(CSV, data, "text/csv", day, method="bundled", file_name="2019.csv")


def test_file_is_stored_with_its_look(archive):
    look = add_csv(archive, b"unit,total\n")

    assert look == Look(
        look_id=f"papi/20261123T000000Z/{hashlib.sha256(CSV.encode()).hexdigest()[:8]}",
        source="papi",
        url=CSV,
        looked_at="2026-11-23T00:00:00Z",
        method="bundled",
        outcome="new",
        http_status=None,
        capture_id=hashlib.sha256(b"unit,total\n").hexdigest(),
        media_type="text/csv",
        bytes=11,
        file_name="2019.csv",
        warc_file="warc/papi/papi-000001.warc.gz",
        offset=0,
        length=(archive.path / "warc/papi/papi-000001.warc.gz").stat().st_size,
        message=None,
    )
    assert archive.looks() == [look]
    assert archive.has(look.capture_id)
    assert archive.read(look.capture_id) == b"unit,total\n"
    assert archive.latest(CSV) == look


def test_same_bytes_of_a_file_write_nothing(archive):
    add_csv(archive, b"a")
    before = sorted(path for path in archive.path.rglob("*"))

    assert add_csv(archive, b"a", date(2026, 12, 1)) is None
    assert sorted(path for path in archive.path.rglob("*")) == before
    assert len(archive.looks()) == 1


def test_changed_file_is_latest_whatever_its_date_says(archive):
    add_csv(archive, b"old")
    changed = add_csv(archive, b"corrected", date(2026, 1, 1))

    assert archive.latest(CSV) == changed
    assert changed.warc_file == "warc/papi/papi-000002.warc.gz"
    assert add_csv(archive, b"corrected") is None


def test_answer_keeps_body_type_and_headers(archive, at):
    headers = [("Content-Type", "Text/HTML; charset=windows-1258"), ("ETag", '"7"'), ("Content-Encoding", "gzip")]
    with archive.writer("site") as writer:
        look = writer.add_response(PAGE, 200, headers, "Huế".encode("cp1258", "replace"), at(1), message="Seen")

    assert (look.method, look.outcome, look.http_status) == ("fetched", "new", 200)
    assert (look.media_type, look.file_name, look.message) == ("text/html", "chi-so", "Seen")
    assert archive.read(look.capture_id) == "Huế".encode("cp1258", "replace")
    kept = dict(archive.http_headers(PAGE))
    assert kept["ETag"] == '"7"'
    assert "Content-Encoding" not in kept, "the body is stored decoded"
    assert kept["X-Archive-Orig-Content-Encoding"] == "gzip"


def test_header_of_a_broken_server_cannot_break_the_record(archive, at):
    headers = [("X-Folded", "one\r\n\r\n<html>"), ("no token", "x"), ("X-Việt", "x"), ("X-Name", "Huế")]
    with archive.writer("site") as writer:
        look = writer.add_response(PAGE, 299, headers, b"\r\n\r\nbody", at(1))

    assert archive.read(look.capture_id) == b"\r\n\r\nbody"
    assert [name for name, _ in archive.http_headers(PAGE)] == ["Content-Length", "X-Folded", "X-Name"]


def test_same_answer_is_a_revisit_that_points_to_the_bytes(archive, at):
    with archive.writer("site") as writer:
        first = writer.add_response(PAGE, 200, [("Content-Type", "text/html")], b"<p>", at(1))
        again = writer.add_response(PAGE, 200, [], b"<p>", at(2))
        told = writer.add_revisit(PAGE, at(3))
        changed = writer.add_response(PAGE, 200, [], b"<b>", at(4))
        back = writer.add_response(PAGE, 200, [], b"<p>", at(5))

    assert [look.outcome for look in archive.looks()] == ["new", "unchanged", "unchanged", "new", "new"]
    assert {look.capture_id for look in (first, again, told, back)} == {first.capture_id}
    assert (told.http_status, told.bytes, told.media_type, told.file_name) == (304, 3, "text/html", "chi-so")
    assert archive.latest(PAGE) == back != changed
    assert archive.read(first.capture_id) == b"<p>"


def test_failed_look_is_on_record_and_is_never_the_latest(archive, at):
    with archive.writer("site") as writer:
        good = writer.add_response(PAGE, 200, [], b"<p>", at(1))
        failed = writer.add_failure(PAGE, at(2), "It was not there.", 404)

    assert archive.looks() == [good, failed]
    assert (failed.outcome, failed.http_status, failed.capture_id) == ("failed", 404, None)
    assert archive.latest(PAGE) == good


def test_two_looks_at_one_moment_have_two_ids(archive, at):
    with archive.writer("site") as writer:
        first = writer.add_failure(PAGE, at(1), "no")
        second = writer.add_failure(PAGE, at(1), "no")

    assert second.look_id == f"{first.look_id}~2"


def test_order_is_that_of_writing_over_all_sources(archive, at):
    for hour, source in enumerate(["pci", "papi", "pci"]):
        with archive.writer(source) as writer:
            writer.add_failure(PAGE, at(hour), f"{source} {hour}")

    assert [look.message for look in archive.looks()] == ["pci 0", "papi 1", "pci 2"]
    assert [look.warc_file for look in archive.looks()] == [
        "warc/pci/pci-000001.warc.gz",
        "warc/papi/papi-000002.warc.gz",
        "warc/pci/pci-000003.warc.gz",
    ]


def test_index_follows_from_the_files(archive, at, indexed):
    add_csv(archive, "Huế\n".encode())
    with archive.writer("site", run_id="night") as writer:
        writer.add_response(PAGE, 200, [("Content-Type", "text/html")], b"", at(1), page_kind="list")
        writer.add_response(PAGE, 200, [], b"", at(2), request=Request("GET"))
        writer.add_revisit(PAGE, at(3), found_on="https://example.vn/")
        writer.add_failure(PAGE, at(4), "“không tìm thấy”", 404)
    looks = archive.looks()
    before = indexed(archive)
    (archive.path / "index.sqlite").unlink()

    assert rebuild_index(archive.path) == 5
    assert indexed(archive) == before
    assert archive.looks() == looks == Archive(archive.path).looks()


@pytest.mark.parametrize("damage", ["missing", "empty", "garbage", "behind", "other tables"])
def test_bad_index_is_replaced_by_the_files(archive, damage, indexed):
    add_csv(archive, b"1")
    index = archive.path / "index.sqlite"
    behind = index.read_bytes()
    add_csv(archive, b"2")
    right = indexed(archive)
    looks = archive.looks()
    if damage == "missing":
        index.unlink()
    elif damage == "other tables":
        connection = sqlite3.connect(index)
        connection.executescript("drop table look; create table look (x); pragma user_version = 7")
        connection.close()
    else:
        index.write_bytes({"empty": b"", "garbage": b"\xff{" * 5000, "behind": behind}[damage])

    assert Archive(archive.path).looks() == looks
    with archive.writer("papi"):
        pass
    assert indexed(archive) == right


def test_archive_of_before_the_index_was_a_table_opens(archive, tmp_path):
    """Records without the newer fields, and an index of lines, which is left to nobody."""
    shutil.copytree(Path(__file__).parent / "former", archive.path)
    looks = archive.looks()

    assert [look.outcome for look in looks] == ["new", "new", "unchanged", "new", "failed"]
    assert {(look.page_kind, look.run_id, look.found_on) for look in looks} == {(None, None, None)}
    assert archive.read(looks[3].capture_id) == b"<b>"
    assert dict(archive.http_headers(PAGE))["ETag"] == '"2"'
    with archive.writer("site") as writer:
        writer.add_failure(PAGE, DAY, "no")
    assert archive.looks()[:-1] == looks
    assert not (archive.path / "index.jsonl").exists()


def test_rebuilding_leaves_no_index_of_before(archive):
    shutil.copytree(Path(__file__).parent / "former", archive.path)

    assert rebuild_index(archive.path) == 5
    assert not (archive.path / "index.jsonl").exists()


def test_files_are_valid_warc_to_others(archive, at):
    add_csv(archive, b"a,b\n")
    with archive.writer("site") as writer:
        writer.add_response(PAGE, 200, [("Content-Type", "text/html")], b"<p>", at(1))
        writer.add_response(PAGE, 200, [], b"<p>", at(2))
        writer.add_failure(PAGE, at(3), "no")
    seen = []
    for path in sorted(archive.path.glob("warc/*/*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                record.content_stream().read()
                header = record.rec_headers.get_header
                assert header("WARC-Record-ID").startswith("<urn:sha256:")
                seen.append((record.rec_type, header("WARC-Target-URI"), header("WARC-Date")))

    assert seen == [
        ("resource", CSV, "2026-11-23T00:00:00Z"),
        ("response", PAGE, "2026-11-23T01:00:00Z"),
        ("revisit", PAGE, "2026-11-23T02:00:00Z"),
        ("metadata", PAGE, "2026-11-23T03:00:00Z"),
    ]


def test_same_input_gives_the_same_bytes(tmp_path):
    files = []
    for name in ("one", "two"):
        add_csv(Archive(tmp_path / name), b"a,b\n")
        files.append((tmp_path / name / "warc/papi/papi-000001.warc.gz").read_bytes())

    assert files[0] == files[1]


def test_record_is_one_gzip_member(archive, at):
    add_csv(archive, b"a,b\n")
    with archive.writer("site") as writer:
        writer.add_failure(PAGE, at(1), "one")
        second = writer.add_failure(PAGE, at(2), "two")
    data = (archive.path / second.warc_file).read_bytes()

    member = gzip.GzipFile(fileobj=BytesIO(data[second.offset : second.offset + second.length])).read()

    assert member.startswith(b"WARC/1.1\r\n")
    assert b'"message": "two"' in member
    assert b'"message": "one"' not in member


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("file:data/Quyết định 1.csv", "file:data/Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%201.csv"),
        ("file:odd\udcffbyte", "file:odd%FFbyte"),
        (" https://a.vn/x?a=1&b=%20#c ", "https://a.vn/x?a=1&b=%20#c"),
        ("https://a.vn/<b>\r\nX: 1", "https://a.vn/%3Cb%3E%0D%0AX:%201"),
    ],
)
def test_addresses_become_uris(archive, url, uri):
    with archive.writer("papi") as writer:
        look = writer.add_resource(url, b"a", "text/csv", DAY, method="added")

    assert look.url == uri
    assert archive.latest(url) == look


@pytest.mark.parametrize(
    ("name", "kept"), [("Quye\u0302\u0301t.pdf", "Quy\u1ebft.pdf"), ("odd\udcffbyte.pdf", "odd?byte.pdf"), (None, None)]
)
def test_file_names_become_text(archive, name, kept):
    with archive.writer("added") as writer:
        look = writer.add_resource("file:x", b"a", "application/pdf", DAY, method="added", file_name=name)

    assert look.file_name == kept
    assert archive.looks() == [look]


@pytest.mark.parametrize("url", ["", "no scheme", "data/figures/papi.csv", "https:", "file:\ud800"])
def test_what_is_no_address_is_refused(archive, url):
    with archive.writer("papi") as writer, pytest.raises(ArchiveError, match="is not an address"):
        writer.add_resource(url, b"a", "text/csv", DAY, method="added")


def test_times_are_kept_in_utc_and_must_have_a_zone(archive):
    hanoi = datetime(2026, 11, 23, 7, 30, tzinfo=timezone(timedelta(hours=7)))
    with archive.writer("papi") as writer:
        assert writer.add_failure(PAGE, hanoi, "no").looked_at == "2026-11-23T00:30:00Z"
        assert writer.add_failure(PAGE, hanoi.astimezone(UTC), "no").looked_at == "2026-11-23T00:30:00Z"
        with pytest.raises(ArchiveError, match="no time zone"):
            writer.add_failure(PAGE, datetime(2026, 11, 23), "no")


def test_misuse_is_said_in_one_sentence(archive, at):
    with pytest.raises(ArchiveError, match="cannot name a source"):
        archive.writer("../papi")
    with archive.writer("site") as writer:
        with pytest.raises(ArchiveError, match="no capture of it"):
            writer.add_revisit(PAGE, at(1))
        with pytest.raises(ArchiveError, match="not an http or https address"):
            writer.add_response("file:x", 200, [], b"", at(1))
        with pytest.raises(ArchiveError, match="not a media type"):
            writer.add_resource(CSV, b"", "csv\r\nX: 1", DAY, method="added")
    with pytest.raises(ArchiveError, match="closed"):
        writer.add_failure(PAGE, at(1), "no")
    with pytest.raises(ArchiveError, match="holds no capture"):
        archive.read("0" * 64)
    assert archive.looks() == []


def test_size_is_bounded_both_ways(tmp_path):
    small = Archive(tmp_path / "archive", max_payload=10)
    with pytest.raises(ArchiveError, match="11 bytes and a capture may have 10"):
        add_csv(small, b"x" * 11)
    assert small.looks() == []

    bomb = b"\0" * 3_000_000
    add_csv(Archive(tmp_path / "archive"), bomb)
    with pytest.raises(ArchiveError, match=r"papi-000001\.warc\.gz holds over 1048586 bytes in its record at 0"):
        Archive(small.path, max_payload=10).read(hashlib.sha256(bomb).hexdigest())


def test_what_is_amiss_and_how_many_looks_there_are_are_told_without_reading_them_all(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.writer("news") as writer:
        writer.add_failure("https://example.org/mended", date(2026, 11, 21), "503", 503)
        writer.add_resource("https://example.org/mended", b"text", "text/plain", date(2026, 11, 22), method="added")
        writer.add_failure("https://example.org/broken", date(2026, 11, 22), "500", 500)
        writer.add_failure("https://example.org/broken", date(2026, 11, 24), "503", 503)
        writer.add_failure("https://example.org/none", date(2026, 11, 23), "503", 503, source="other")
    assert [(look.url, look.looked_at) for look in archive.amiss()] == [
        ("https://example.org/broken", "2026-11-24T00:00:00Z"),
        ("https://example.org/none", "2026-11-23T00:00:00Z"),
    ]
    assert sorted(archive.tallies()) == [
        ("news", 4, "2026-11-24T00:00:00Z", "2026-11-22T00:00:00Z"),
        ("other", 1, "2026-11-23T00:00:00Z", None),
    ]
