"""Crashes, damage and second writers: nothing that was written is lost, and what is wrong is said."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from scrapers.archive import Archive, ArchiveBusy, ArchiveError, Request, appending, rebuild_index, scanning, serialize
from scrapers.archive.checking import check
from scrapers.archive.compaction import compact
from scrapers.archive.index import Index

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
        (archive.path / "index.sqlite").unlink(missing_ok=True)
        left_open.write_bytes(data[:cut])
        whole = sum(end <= cut for end in ends)

        with archive.writer("pci") as writer:
            (said,) = writer.salvaged

        assert len(archive.looks()) == whole, f"cut at {cut}"
        assert ("no whole look" in said) == (whole == 0)
        assert not left_open.exists()
        assert not whole or finished.read_bytes() == data[: ends[whole - 1]]
        for look in archive.looks():
            archive.read(look.capture_id)


def test_tail_of_zeros_after_a_power_cut_is_dropped(archive):
    finished = write_three(archive)
    data = finished.read_bytes()
    finished.rename(finished.with_name(finished.name + ".open"))
    finished.with_name(finished.name + ".open").write_bytes(data + b"\0" * 4096)

    with archive.writer("papi") as writer:
        (said,) = writer.salvaged
        assert said.startswith("warc/papi/papi-000001.warc.gz.open: a crashed run left 3 whole looks, kept,")
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
        def tell(looks):
            for look in looks:
                print(look.capture_id, flush=True)

        with Archive(Path(sys.argv[1])).writer("papi", after_commit=tell) as writer:
            for number in range(1_000_000):
                data = str(number).encode() * 2000
                writer.add_resource(f"file:{number}", data, "text/csv", date(2026, 1, 1), method="bundled")
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
    assert archive.read(found[-1]) == str(len(found) - 1).encode() * 2000


def test_crash_between_file_and_index_heals(archive, monkeypatch, indexed):
    def no_time_left(*_):
        raise KeyboardInterrupt

    with pytest.raises(ArchiveError, match="closed since it failed"), archive.writer("papi") as writer:
        monkeypatch.setattr(Index, "add", no_time_left)
        look = writer.add_resource("file:1", b"1", "text/csv", DAY, method="bundled")
        with pytest.raises(KeyboardInterrupt):
            writer.commit()
    monkeypatch.undo()

    assert archive.looks() == [], "it was never told"
    with archive.writer("papi") as writer:
        assert "1 whole looks, kept" in writer.salvaged[0]
        assert writer.add_resource("file:1", b"1", "text/csv", DAY, method="bundled") is None
    assert archive.looks() == [look]
    assert len(indexed(archive)) == 2


def test_look_is_on_disk_and_indexed_before_it_is_told(archive, monkeypatch):
    happened = []
    fsync, add = os.fsync, Index.add

    def synced(descriptor):
        fsync(descriptor)
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            happened.append(("synced", os.fstat(descriptor).st_size))

    def added(index, warc_file, looks, size):
        happened.append(("indexed", size))
        return add(index, warc_file, looks, size)

    def told(looks):
        happened.append(("told", looks[-1].offset + looks[-1].length))
        assert archive.looks()[-len(looks) :] == list(looks)

    monkeypatch.setattr(appending, "GROUP_SECONDS", 60)
    with archive.writer("papi", after_commit=told) as writer:
        monkeypatch.setattr(os, "fsync", synced)
        monkeypatch.setattr(Index, "add", added)
        for number in range(4):
            look = writer.add_resource(f"file:{number}", b"1", "text/csv", DAY, method="bundled")
            if number % 2:
                writer.commit()
                end = look.offset + look.length
                assert happened == [("synced", end), ("indexed", end), ("told", end)]
                happened.clear()
    monkeypatch.undo()


def test_look_is_durable_soon_without_anybody_asking(archive):
    told = threading.Event()
    with archive.writer("papi", after_commit=lambda _: told.set()) as writer:
        look = writer.add_resource("file:1", b"1", "text/csv", DAY, method="bundled")
        assert told.wait(5)
        assert archive.looks() == [look]
        assert archive.read(look.capture_id) == b"1"


def test_who_is_told_may_stop_the_writer(archive):
    def refuses(_):
        raise RuntimeError("the frontier is full")

    with pytest.raises(ArchiveError, match="the frontier is full"):  # noqa: SIM117
        with archive.writer("papi", after_commit=refuses) as writer:
            writer.add_failure("https://a.vn/", DAY, "no")
            with pytest.raises(RuntimeError):
                writer.commit()
            with pytest.raises(ArchiveError, match="closed since it failed"):
                writer.add_failure("https://a.vn/", DAY, "no")
    assert len(archive.looks()) == 1


def test_index_is_replaced_whole_or_not_at_all(archive, monkeypatch):
    write_three(archive)
    index = archive.path / "index.sqlite"
    before = index.read_bytes()

    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Index, "add", full)
    with pytest.raises(ArchiveError, match=r"disk is full.*see that the disk has room"):
        rebuild_index(archive.path)
    monkeypatch.undo()
    assert index.read_bytes() == before
    assert not list(archive.path.glob("*.new*"))
    assert rebuild_index(archive.path) == 3


def test_folder_that_cannot_be_used_is_named(archive):
    write_three(archive)
    capture_id = archive.looks()[0].capture_id
    (archive.path / "warc/papi/papi-000001.warc.gz").unlink()
    with pytest.raises(ArchiveError, match=r"papi-000001\.warc\.gz cannot be read or written: No such file"):
        archive.read(capture_id)

    taken = Archive(archive.path / "index.sqlite")
    for ask in (taken.looks, taken.writer("papi").__enter__, lambda: rebuild_index(taken.path)):
        with pytest.raises(ArchiveError, match=r"index\.sqlite cannot be read or written"):
            ask()


def test_exception_inside_keeps_what_was_written(archive):
    with pytest.raises(RuntimeError), archive.writer("papi") as writer:
        writer.add_resource("file:1", b"1", "text/csv", DAY, method="bundled")
        raise RuntimeError("the crawl broke")

    assert len(archive.looks()) == 1
    assert not list(archive.path.rglob("*.open"))


def test_full_disk_is_said_and_costs_only_what_was_not_told(archive, monkeypatch):
    def full(file, data):
        file.write(b"half a rec")
        raise OSError(28, "No space left on device")

    with pytest.raises(ArchiveError, match="closed since it failed"), archive.writer("papi") as writer:
        writer.add_resource("file:1", b"1", "text/csv", DAY, method="bundled")
        writer.commit()
        monkeypatch.setattr(appending, "_write_all", full)
        with pytest.raises(ArchiveError, match=r"papi-000001\.warc\.gz\.open cannot be read or written: No space left"):
            writer.add_resource("file:2", b"2", "text/csv", DAY, method="bundled")
        with pytest.raises(ArchiveError, match=r"closed since it failed .*No space left"):
            writer.add_resource("file:3", b"3", "text/csv", DAY, method="bundled")
    monkeypatch.undo()

    with archive.writer("papi") as writer:
        assert "1 whole looks, kept, and 10 torn bytes" in writer.salvaged[0]
    assert [look.url for look in archive.looks()] == ["file:1"]


def test_request_without_its_answer_is_torn_too(archive):
    with archive.writer("papi") as writer:
        writer.add_response("https://a.vn/1", 200, [], b"1", DAY, request=Request("GET"))
        second = writer.add_response("https://a.vn/2", 200, [], b"2", DAY, request=Request("GET"))
    path = archive.path / second.warc_file
    data = path.read_bytes()
    path.unlink()
    (archive.path / "index.sqlite").unlink()
    path.with_name(path.name + ".open").write_bytes(data[: second.offset])

    with archive.writer("papi") as writer:
        assert "1 whole looks, kept" in writer.salvaged[0]
    (first,) = archive.looks()
    assert path.stat().st_size == first.offset + first.length < second.offset


def test_salvage_never_cuts_what_the_index_was_told_of(archive):
    """A damaged record in the middle is damage, not a torn tail."""
    path = write_three(archive)
    second = archive.looks()[1]
    data = bytearray(path.read_bytes())
    data[second.offset + 60] ^= 0xFF
    path.unlink()
    left_open = path.with_name(path.name + ".open")
    left_open.write_bytes(data + b"torn")

    with archive.writer("papi") as writer:
        assert "3 whole looks, kept, and 4 torn bytes" in writer.salvaged[0]
    assert path.read_bytes() == data
    path.rename(left_open)
    left_open.write_bytes(data[:-1])
    with pytest.raises(ArchiveError, match=r"index ends at \d+: restore it"), archive.writer("papi"):
        pass


def test_salvage_never_overwrites_a_finished_file(archive):
    finished = write_three(archive)
    finished.with_name(finished.name + ".open").write_bytes(b"x")

    with pytest.raises(ArchiveError, match="both stand in the archive"), archive.writer("papi"):
        pass
    with pytest.raises(ArchiveError, match="both stand"), archive.writer("papi"):
        pass  # and the lock was given back


@pytest.mark.parametrize("cut", [0, 1, 700, None])
def test_open_copy_of_a_finished_file_is_dropped(archive, cut):
    """A copy of the archive was made at two moments, between which the writer gave the file its name."""
    finished = write_three(archive)
    data = finished.read_bytes()
    left_open = finished.with_name(finished.name + ".open")
    left_open.write_bytes(data[:cut])

    with archive.writer("papi") as writer:
        (said,) = writer.salvaged
    size = len(data[:cut])
    assert (
        said
        == f"warc/papi/papi-000001.warc.gz.open: papi-000001.warc.gz beside it holds all of its {size} bytes; "
        + ("it was dropped.")
    )
    assert not left_open.exists()
    assert finished.read_bytes() == data

    left_open.write_bytes(data + b"x")
    with pytest.raises(ArchiveError, match="both stand in the archive and differ"), archive.writer("papi"):
        pass
    assert left_open.exists()


def test_check_notes_a_file_that_is_not_finished(archive):
    finished = write_three(archive)
    finished.rename(finished.with_name(finished.name + ".open"))
    said = []
    checked = check(archive.path, said.append)

    assert "warc/papi/papi-000001.warc.gz.open is being written, or a crashed run left it" in checked.notes[0]
    assert said == []


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


def test_reader_beside_a_writer_sees_what_is_durable(archive):
    with archive.writer("papi") as writer:
        reader = Archive(archive.path)
        writer.add_resource("file:1", b"1", "text/csv", DAY, method="bundled")
        writer.commit()
        (look,) = reader.looks()
        assert reader.read(look.capture_id) == b"1"
    assert reader.looks() == [look]
    assert reader.read(look.capture_id) == b"1"


def test_reader_finds_a_file_that_gets_its_name_while_it_opens_it(archive, monkeypatch):
    with archive.writer("papi") as writer:
        look = writer.add_resource("file:1", b"1", "text/csv", DAY, method="bundled")
        writer.commit()
        reader = Archive(archive.path)
        assert reader.looks() == [look]
    finished = archive.path / look.warc_file
    paths = iter([finished.with_name(finished.name + ".open"), finished])
    monkeypatch.setattr(scanning, "path_of", lambda *_: next(paths))

    assert reader.read(look.capture_id) == b"1"


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
    index = (archive.path / "index.sqlite").read_bytes()
    with pytest.raises(ArchiveError, match=says):
        rebuild_index(archive.path)
    assert (archive.path / "index.sqlite").read_bytes() == index
    archive.read(archive.looks()[2].capture_id)


def test_bytes_that_do_not_have_their_sha256_are_not_given_out(archive, monkeypatch):
    real = serialize.stored
    monkeypatch.setattr(serialize, "stored", lambda look, data, headers: real(look, b"other", headers))
    with archive.writer("papi") as writer:
        look = writer.add_resource("file:1", b"true", "text/csv", DAY, method="bundled")

    with pytest.raises(ArchiveError, match="do not have the sha256"):
        archive.read(look.capture_id)


def test_lost_short_and_foreign_files_are_named(archive):
    path = write_three(archive)
    data = path.read_bytes()

    path.unlink()
    with pytest.raises(
        ArchiveError,
        match=r"papi-000001\.warc\.gz is gone: put it back from a copy \(`cchc archive rebuild` says",
    ):
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
    connection = sqlite3.connect(archive.path / "index.sqlite")
    connection.execute("update look set url = 'file:9' where url = 'file:0'")
    connection.commit()
    connection.close()
    looks = Archive(archive.path)

    with pytest.raises(ArchiveError, match=r"index does not fit .*run `cchc archive rebuild`"):
        looks.read(looks.looks()[0].capture_id)


def damage_index(archive):
    """Writes 300 looks and spoils the inside of their index; returns the looks."""
    with archive.writer("papi") as writer:
        for number in range(300):
            writer.add_failure(f"https://a.vn/{number}", DAY, "no")
    looks = archive.looks()
    index = archive.path / "index.sqlite"
    data = bytearray(index.read_bytes())
    data[4096 * 3 :] = b"\xee" * (len(data) - 4096 * 3)
    index.write_bytes(data)
    return looks


def test_damaged_index_is_told_and_the_compaction_after_next_has_a_new_one(archive):
    looks = damage_index(archive)

    with pytest.raises(ArchiveError, match="index is damaged"):
        compact(archive.path, 1)
    compact(archive.path, 1)
    assert archive.looks() == looks


def test_damaged_index_is_told_and_the_writer_after_next_has_a_new_one(archive):
    """Damage that shows on opening is mended at once, damage inside when it is met; the WARC files have it all."""
    looks = damage_index(archive)

    with pytest.raises(ArchiveError, match=r"index is damaged .*the next run or `cchc archive rebuild` makes it anew"):
        Archive(archive.path).looks()
    said = []
    check(archive.path, said.append)
    assert any("index is damaged" in sentence for sentence in said)
    with pytest.raises(ArchiveError, match="index is damaged"), archive.writer("papi") as writer:
        writer.add_failure("https://a.vn/", DAY, "no")
    with archive.writer("papi"):
        pass
    assert archive.looks() == looks


def test_file_that_is_put_back_stands_in_its_old_place(archive):
    for number in range(3):
        with archive.writer("papi") as writer:
            writer.add_resource(f"file:{number}", b"%d" % number, "text/csv", DAY, method="bundled")
    looks = archive.looks()
    lost = archive.path / looks[1].warc_file
    data = lost.read_bytes()
    lost.unlink()
    assert rebuild_index(archive.path, on_loss=lambda _: None) == 2
    lost.write_bytes(data)

    assert Archive(archive.path).looks() == looks
    with archive.writer("papi"):
        pass
    assert archive.looks() == looks


def test_copy_made_while_a_writer_was_at_work_has_all_that_was_durable(archive, tmp_path):
    """The index' last rows may be in a file beside it that was not copied; they come from the WARC files."""
    with archive.writer("papi") as writer:
        for number in range(3):
            writer.add_resource(f"file:{number}", b"%d" % number, "text/csv", DAY, method="bundled")
        writer.commit()
        shutil.copytree(archive.path, tmp_path / "copy")
        for beside in tmp_path.glob("copy/index.sqlite-*"):
            beside.unlink()
    copy = Archive(tmp_path / "copy")
    with copy.writer("papi") as writer:
        assert "3 whole looks, kept" in writer.salvaged[0]

    assert copy.looks() == archive.looks()


def test_closed_index_is_one_plain_file(archive):
    write_three(archive)

    assert sorted(path.name for path in archive.path.iterdir()) == [".lock", "index.sqlite", "warc"]


def test_a_writer_leaves_one_plain_index_also_where_it_wrote_nothing(archive):
    index = archive.path / "index.sqlite"
    with archive.writer("papi") as writer:
        writer.add_failure("https://example.vn/a", datetime(2026, 11, 23, tzinfo=UTC), "It did not answer.")
    with contextlib.closing(sqlite3.connect(index)) as left_by_a_full_disk:
        left_by_a_full_disk.execute("pragma journal_mode = wal")

    with archive.writer("papi"):
        pass

    with contextlib.closing(sqlite3.connect(f"file:{index}?mode=ro", uri=True)) as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
