"""Crashes, damage and second writers: nothing that was written is lost, and what is wrong is said."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest

from scrapers.archive import Archive, ArchiveBusy, ArchiveError, rebuild_index
from scrapers.archive import writer as writer_module

DAY = date(2026, 11, 23)
ROOT = Path(__file__).parents[3]


def write_three(archive: Archive) -> Path:
    """One WARC file of three records."""
    with archive.writer("papi") as writer:
        for number in range(3):
            writer.add_resource(f"file:{number}", b"%d" % number * 500, "text/csv", DAY, method="bundled")
    return archive.path / "warc/papi/papi-000001.warc.gz"


def test_torn_file_is_salvaged_wherever_it_was_torn(archive):
    finished = write_three(archive)
    data = finished.read_bytes()
    ends = [look.offset + look.length for look in archive.looks()]
    left_open = finished.with_name(finished.name + ".open")
    cuts = sorted({0, 1, *range(5, len(data), 61), *ends, *(end - 1 for end in ends), *(end + 1 for end in ends[:-1])})
    for cut in cuts:
        finished.unlink(missing_ok=True)
        (archive.path / "index.jsonl").unlink(missing_ok=True)
        left_open.write_bytes(data[:cut])
        whole = sum(end <= cut for end in ends)

        with archive.writer("pci") as writer:
            (said,) = writer.salvaged

        assert len(archive.looks()) == whole, f"cut at {cut}"
        assert ("no whole record" in said) == (whole == 0)
        assert not left_open.exists()
        assert not whole or finished.read_bytes() == data[: ends[whole - 1]]
        for look in archive.looks():
            archive.read(look.capture_id)


def test_tail_of_zeros_after_a_power_cut_is_dropped(archive):
    finished = write_three(archive)
    data = finished.read_bytes()
    (archive.path / "index.jsonl").unlink()
    finished.rename(finished.with_name(finished.name + ".open"))
    finished.with_name(finished.name + ".open").write_bytes(data + b"\0" * 4096)

    with archive.writer("papi") as writer:
        (said,) = writer.salvaged
        assert said.startswith("warc/papi/papi-000001.warc.gz.open: a crashed run left 3 whole records, kept,")
        assert "4096 torn bytes" in said
        writer.add_failure("https://a.vn/", DAY, "no")

    assert finished.read_bytes() == data
    assert [look.warc_file[-14:] for look in archive.looks()] == ["000001.warc.gz"] * 3 + ["000002.warc.gz"]


def test_killed_writer_loses_nothing_it_had_confirmed(archive):
    program = textwrap.dedent("""
        import sys
        from datetime import date
        from pathlib import Path
        from scrapers.archive import Archive
        with Archive(Path(sys.argv[1])).writer("papi") as writer:
            for number in range(1_000_000):
                data = str(number).encode() * 2000
                look = writer.add_resource(f"file:{number}", data, "text/csv", date(2026, 1, 1), method="bundled")
                print(look.capture_id, flush=True)
    """)
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(archive.path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    confirmed = [child.stdout.readline().strip() for _ in range(20)]
    with pytest.raises(ArchiveBusy, match=rf"process {child.pid}\b.*try again"), archive.writer("pci"):
        pass
    child.send_signal(signal.SIGKILL)
    confirmed += child.stdout.read().split()
    child.wait()
    child.stdout.close()

    with archive.writer("pci") as writer:
        assert len(writer.salvaged) == 1

    found = [look.capture_id for look in archive.looks()]
    assert found[: len(confirmed)] == confirmed
    assert len(found) - len(confirmed) <= 1, "a record may be whole and not yet confirmed"
    assert archive.read(found[-1]) == str(len(found) - 1).encode() * 2000


def test_crash_between_file_and_index_heals(archive, monkeypatch):
    def no_time_left(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), archive.writer("papi") as writer:
        look = writer.add_resource("file:1", b"1", "text/csv", DAY, method="bundled")
        monkeypatch.setattr(writer_module, "save", no_time_left)
    monkeypatch.undo()

    assert archive.looks() == [look]
    assert (archive.path / "index.jsonl").read_bytes() == b""
    with archive.writer("papi") as writer:
        assert writer.add_resource("file:1", b"1", "text/csv", DAY, method="bundled") is None
    assert (archive.path / "index.jsonl").read_bytes().count(b"\n") == 1


def test_record_is_on_disk_before_its_look_is_given_out(archive, monkeypatch):
    synced = []
    real = os.fsync

    def fsync(descriptor):
        real(descriptor)
        synced.append(os.fstat(descriptor).st_size)

    with archive.writer("papi") as writer:
        for number in range(3):
            monkeypatch.setattr(os, "fsync", fsync)
            look = writer.add_resource(f"file:{number}", b"1", "text/csv", DAY, method="bundled")
            assert synced[-1] == look.offset + look.length
            monkeypatch.undo()


def test_index_is_replaced_whole_or_not_at_all(archive, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    write_three(archive)
    index = archive.path / "index.jsonl"
    before = index.read_bytes()
    index.write_bytes(before[:100])
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ArchiveError, match=r"index\.jsonl cannot be read or written: No space left"):
        rebuild_index(archive.path)
    assert index.read_bytes() == before[:100]
    monkeypatch.undo()
    with index.open("rb") as reader:
        rebuild_index(archive.path)
        assert reader.read() == before[:100]
    assert index.read_bytes() == before


def test_folder_that_cannot_be_used_is_named(archive):
    write_three(archive)
    capture_id = archive.looks()[0].capture_id
    (archive.path / "warc/papi/papi-000001.warc.gz").unlink()
    with pytest.raises(ArchiveError, match=r"papi-000001\.warc\.gz cannot be read or written: No such file"):
        archive.read(capture_id)

    taken = Archive(archive.path / "index.jsonl")
    for ask in (taken.looks, taken.writer("papi").__enter__, lambda: rebuild_index(taken.path)):
        with pytest.raises(ArchiveError, match=r"index\.jsonl cannot be read or written"):
            ask()


def test_exception_inside_keeps_what_was_written(archive):
    with pytest.raises(RuntimeError), archive.writer("papi") as writer:
        writer.add_resource("file:1", b"1", "text/csv", DAY, method="bundled")
        raise RuntimeError("the crawl broke")

    assert len(archive.looks()) == 1
    assert not list(archive.path.rglob("*.open"))


def test_full_disk_is_said_and_costs_only_the_record(archive, monkeypatch):
    def full(file, look, **_):
        file.write(b"half a rec")
        raise OSError(28, "No space left on device")

    with archive.writer("papi") as writer:
        writer.add_resource("file:1", b"1", "text/csv", DAY, method="bundled")
        monkeypatch.setattr(writer_module, "write_stored", full)
        with pytest.raises(ArchiveError, match=r"papi-000001\.warc\.gz\.open cannot be read or written: No space left"):
            writer.add_resource("file:2", b"2", "text/csv", DAY, method="bundled")
        with pytest.raises(ArchiveError, match="closed"):
            writer.add_resource("file:3", b"3", "text/csv", DAY, method="bundled")
    monkeypatch.undo()

    with archive.writer("papi") as writer:
        assert "1 whole records, kept, and 10 torn bytes" in writer.salvaged[0]
    assert [look.url for look in archive.looks()] == ["file:1"]


def test_salvage_never_overwrites_a_finished_file(archive):
    finished = write_three(archive)
    finished.with_name(finished.name + ".open").write_bytes(b"x")

    with pytest.raises(ArchiveError, match="both stand in the archive"), archive.writer("papi"):
        pass
    with pytest.raises(ArchiveError, match="both stand"), archive.writer("papi"):
        pass  # and the lock was given back


def test_second_writer_is_refused_until_the_first_ends(archive):
    with archive.writer("papi"):
        with pytest.raises(ArchiveBusy, match=rf"process {os.getpid()}"), archive.writer("pci"):
            pass
        with pytest.raises(ArchiveBusy):
            rebuild_index(archive.path)
        with pytest.raises(ArchiveBusy), archive.writer("pci", wait_seconds=0.15):
            pass
    with archive.writer("pci") as writer:
        writer.add_failure("https://a.vn/", DAY, "no")


def test_reader_sees_whole_runs_only(archive):
    reader = Archive(archive.path)
    with archive.writer("papi") as writer:
        writer.add_resource("file:1", b"1", "text/csv", DAY, method="bundled")
        assert reader.looks() == []
    reader.refresh()
    assert len(reader.looks()) == 1


@pytest.mark.parametrize("position", [3, 60, -5])
def test_damaged_file_is_named_with_the_byte(archive, position):
    path = write_three(archive)
    second = archive.looks()[1]
    data = bytearray(path.read_bytes())
    data[second.offset + (position if position >= 0 else second.length + position)] ^= 0xFF
    path.write_bytes(data)
    says = rf"warc/papi/papi-000001\.warc\.gz is damaged at byte {second.offset} .*restore it from a copy"

    with pytest.raises(ArchiveError, match=says):
        archive.read(second.capture_id)
    index = (archive.path / "index.jsonl").read_bytes()
    with pytest.raises(ArchiveError, match=says):
        rebuild_index(archive.path)
    assert (archive.path / "index.jsonl").read_bytes() == index
    archive.read(archive.looks()[2].capture_id)


def test_bytes_that_do_not_have_their_sha256_are_not_given_out(archive, monkeypatch):
    real = writer_module.write_stored
    monkeypatch.setattr(
        writer_module, "write_stored", lambda file, look, data, http_headers: real(file, look, b"other", ())
    )
    with archive.writer("papi") as writer:
        look = writer.add_resource("file:1", b"true", "text/csv", DAY, method="bundled")

    with pytest.raises(ArchiveError, match="do not have the sha256"):
        archive.read(look.capture_id)


def test_lost_short_and_foreign_files_are_named(archive):
    path = write_three(archive)
    data = path.read_bytes()

    path.unlink()
    with pytest.raises(ArchiveError, match=r"papi-000001\.warc\.gz is gone: put it back, or remove .*index\.jsonl"):
        Archive(archive.path).looks()
    path.write_bytes(data[:-1])
    with pytest.raises(ArchiveError, match=rf"has {len(data) - 1} bytes where its index ends at {len(data)}"):
        Archive(archive.path).looks()
    path.write_bytes(data)
    foreign = path.with_name("papi-000002.warc.gz")
    foreign.write_bytes(b"not gzip")
    with pytest.raises(ArchiveError, match=re.escape("papi-000002.warc.gz is damaged at byte 0 (not a gzip member)")):
        Archive(archive.path).looks()
    foreign.rename(path.with_name("notes.warc.gz"))
    with pytest.raises(ArchiveError, match="not named as the archive names files"):
        Archive(archive.path).looks()


def test_index_that_points_wrongly_is_found_out(archive):
    write_three(archive)
    index = archive.path / "index.jsonl"
    index.write_text(index.read_text().replace('"file:0"', '"file:9"'))
    looks = Archive(archive.path)

    with pytest.raises(ArchiveError, match=r"index does not fit .*remove .*index\.jsonl"):
        looks.read(looks.looks()[0].capture_id)
