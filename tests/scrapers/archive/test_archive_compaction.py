"""Compaction loses no look and no document, leaves files that others can read, and may be killed at any step."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from itertools import count

import pytest

from scrapers.archive import Archive, ArchiveBusy, ArchiveError, rebuild_index
from scrapers.archive.compaction import compact, planned
from scrapers.archive.index import Index
from scrapers.archive.recent import Recent
from tests.scrapers.archive.house import (
    DOCUMENT,
    GET,
    LIST,
    START,
    STUB,
    faults,
    night,
    unplaced,
    warcio_check,
)

OLD_LIST, OLD_WALL, OLD_DOCUMENT = b"list of day 0", b"a wall of old", b"<p>30,9</p>"


def old_looks(archive):
    """Looks of the first day: to be dropped, and not to be."""
    with archive.writer("crawl", run_id="night-0") as writer:
        writer.add_response("https://w.vn/", 200, [], OLD_WALL, START, outcome="login", page_kind="document")
        writer.add_response("https://e.vn/", 200, [], OLD_DOCUMENT, START, page_kind="attachment")
        writer.add_response("https://e.vn/", 200, [], b"later", START, page_kind="attachment")
        writer.add_response("https://old.vn/", 200, [("ETag", "9")], b"a list seen once", START, page_kind="list")
        writer.add_response("https://f.vn/", 200, [], b"both", START, page_kind="list")
        writer.add_response("https://f.vn/", 200, [], b"no more", START, page_kind="list")
        writer.add_response("https://g.vn/", 200, [], b"both", START, page_kind="document")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Eleven files."""
    return nights(tmp_path_factory.mktemp("made") / "archive", 5)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Five files, of which 10 kB make two."""
    return nights(tmp_path_factory.mktemp("small") / "archive", 2)


def nights(root, number):
    """No bytes are recognised as being there when they are written, as in archives of before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Recent, "holder", lambda *_: None)
        archive = Archive(root)
        old_looks(archive)
        for day in range(number):
            night(archive, day)
    return archive.path


@pytest.fixture
def archive(made, tmp_path):
    shutil.copytree(made, tmp_path / "archive")
    return Archive(tmp_path / "archive")


def captures(archive):
    """The bytes of each look that has any."""
    return [archive.read(look.capture_id) for look in archive.looks() if look.capture_id is not None]


def files(archive):
    return sorted(path.relative_to(archive.path).as_posix() for path in archive.path.glob("warc/*/*"))


def test_small_files_become_one_and_bytes_are_stored_once(archive):
    looks, held = archive.looks(), captures(archive)
    size = sum(path.stat().st_size for path in archive.path.glob("warc/*/*"))
    plan = planned(archive.path, None)
    assert len(files(archive)) == 11, "a plan changes nothing"
    done = compact(archive.path, None)

    assert (plan.files_before, plan.files_after, plan.referred, plan.dropped) == (11, 1, 18, 0)
    assert (done.files_before, done.files_after, done.referred, done.dropped) == (11, 1, 18, 0)
    assert files(archive) == ["warc/compact1/compact1-000011.warc.gz"]
    assert done.bytes_freed == size - (archive.path / files(archive)[0]).stat().st_size
    again = Archive(archive.path)
    assert unplaced(again.looks()) == unplaced(looks)
    assert captures(again) == held
    assert dict(again.http_headers(DOCUMENT))["ETag"] == '"1"'
    assert faults(again) == []
    assert warcio_check(again) == ""
    assert rebuild_index(archive.path) == len(looks)
    assert unplaced(Archive(archive.path).looks()) == unplaced(looks)


def test_reader_from_before_goes_on_reading(archive):
    looks = archive.looks()
    compact(archive.path, None)

    assert captures(archive)
    assert unplaced(archive.looks()) == unplaced(looks)


def test_reader_finds_bytes_that_move_between_its_question_and_its_reading(archive, monkeypatch):
    look = archive.latest(DOCUMENT)
    real = Index.holder
    moved = []

    def slow(index, capture_id):
        found = real(index, capture_id)
        if not moved:
            moved.append(True)
            compact(archive.path, None)
        return found

    monkeypatch.setattr(Index, "holder", slow)
    assert archive.read(look.capture_id) == b"<p>31,5</p>"


def test_what_is_compact_is_left_alone(archive):
    compact(archive.path, 2)
    before = [(path, path.read_bytes()) for path in sorted(archive.path.glob("warc/*/*"))]
    done = compact(archive.path, 2)

    assert (done.files_before, done.files_after, done.bytes_freed) == (1, 1, 0)
    assert [(path, path.read_bytes()) for path in sorted(archive.path.glob("warc/*/*"))] == before
    night(archive, 5)
    assert files(archive)[-1] == "warc/crawl/crawl-000012.warc.gz", "no number is given twice"
    assert compact(archive.path, 2).files_before == 3
    assert files(archive) == ["warc/compact2/compact2-000013.warc.gz"]
    assert faults(archive) == []


def test_old_lists_and_walls_lose_their_bytes_and_stay_on_record(archive):
    looks = archive.looks()
    hashes = {archive.read(look.capture_id): look.capture_id for look in looks if look.capture_id}
    done = compact(archive.path, 2)
    archive.refresh()

    assert unplaced(archive.looks()) == unplaced(looks)
    gone = {data for data, capture_id in hashes.items() if not archive.has(capture_id)}
    assert gone == {OLD_LIST, b"list of day 1", OLD_WALL}
    assert done.dropped == 3
    with pytest.raises(ArchiveError, match="any more: a compaction dropped them"):
        archive.read(hashes[OLD_WALL])
    assert archive.read(hashes[OLD_DOCUMENT]) == OLD_DOCUMENT
    assert archive.read(hashes[STUB]) == STUB, "it was seen lately"
    assert dict(archive.http_headers("https://old.vn/"))["ETag"] == "9", "it is what the address had last"
    assert faults(archive) == []
    assert warcio_check(archive) == ""
    rebuild_index(archive.path)
    assert not Archive(archive.path).has(hashes[OLD_WALL])


def test_suspects_and_what_was_accepted_keep_their_bytes(archive):
    """A suspect stays one until an operator accepts it, were that in years."""
    with archive.writer("crawl") as writer:
        suspect = writer.add_response("https://s.vn/", 200, [], b"<p>half</p>", START, outcome="suspect")
        stub = writer.add_response("https://t.vn/", 200, [], b"<p>a stub?</p>", START, outcome="stub")
    (wall,) = (look for look in archive.looks() if look.outcome == "login")
    accepted = {stub.capture_id, "0" * 64}

    assert planned(archive.path, 2, accepted).dropped == 3
    assert compact(archive.path, 2, accepted).dropped == 3
    archive.refresh()
    assert archive.read(suspect.capture_id) == b"<p>half</p>"
    assert archive.read(stub.capture_id) == b"<p>a stub?</p>"
    assert not archive.has(wall.capture_id)
    assert compact(archive.path, 2).dropped == 1, "the acceptance was withdrawn"


def test_bytes_that_were_dropped_are_stored_when_they_come_again(archive):
    compact(archive.path, 2)
    with archive.writer("crawl") as writer:
        look = writer.add_response(LIST, 200, [], OLD_LIST, START + timedelta(days=9), page_kind="list", request=GET)

    assert archive.read(look.capture_id) == OLD_LIST
    assert faults(archive) == []


def test_large_files_are_not_written_again_for_a_small_one(archive):
    biggest = archive.path / "warc/crawl/crawl-000001.warc.gz"
    assert planned(archive.path, None, max_file=biggest.stat().st_size * 2 - 1).files_after > 1
    compact(archive.path, None, max_file=9000)
    sizes = [(archive.path / name).stat().st_size for name in files(archive)]

    assert 1 < len(sizes) < 11
    assert max(sizes) < 10_000
    assert faults(archive) == []


def test_copy_stays_where_the_other_one_is_damaged(tmp_path, monkeypatch):
    """The first one stands in a file that is not written again, so that nothing else would have noticed."""
    archive = Archive(tmp_path / "archive")
    with monkeypatch.context() as patch:
        patch.setattr(Recent, "holder", lambda *_: None)
        for number in range(2):
            with archive.writer("crawl") as writer:
                writer.add_response(f"https://a.vn/{number}", 200, [], b"<p>31,5</p>" * 40, START)
    first, second = archive.looks()
    path = archive.path / first.warc_file
    data = bytearray(path.read_bytes())
    data[first.length // 2] ^= 0xFF
    path.write_bytes(data)

    with pytest.raises(ArchiveError, match=r"crawl-000001\.warc\.gz is damaged at byte 0"):
        compact(archive.path, None, max_file=len(data))
    with archive.writer("crawl"):
        pass
    assert files(archive) == [first.warc_file, second.warc_file]
    path.unlink()
    rebuild_index(archive.path, on_loss=lambda _: None)
    assert Archive(archive.path).read(second.capture_id) == b"<p>31,5</p>" * 40


def test_compaction_waits_for_nobody_and_spoils_nothing(archive):
    with archive.writer("crawl"), pytest.raises(ArchiveBusy):
        compact(archive.path, None)
    assert faults(archive) == []


def test_replaced_file_that_comes_back_is_told(archive, tmp_path):
    kept = tmp_path / "crawl-000002.warc.gz"
    shutil.copy(archive.path / "warc/crawl/crawl-000002.warc.gz", kept)
    compact(archive.path, None)
    shutil.copy(kept, archive.path / "warc/crawl/crawl-000002.warc.gz")

    with pytest.raises(ArchiveError, match="which another file holds too: move one of the two"):
        Archive(archive.path).looks()
    assert any("another file holds too" in sentence for sentence in faults(archive))


def killed_at(step, archive):
    """Compacts in a process that is killed before its `step`-th step; whether there was one."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    steps = count(1)

    def dying(real):
        def step_of(*args, **keywords):
            if next(steps) == step:
                os._exit(9)
            return real(*args, **keywords)

        return step_of

    for name in ("fsync", "rename", "replace", "unlink"):
        setattr(os, name, dying(getattr(os, name)))
    Index.repoint = dying(Index.repoint)
    try:
        compact(archive.path, 1, max_file=10_000)
    finally:
        os._exit(0)


def test_kill_between_any_two_steps_loses_nothing(small, tmp_path):
    looks = Archive(small).looks()
    undisturbed = Archive(tmp_path / "undisturbed")
    shutil.copytree(small, undisturbed.path)
    compact(undisturbed.path, 1, max_file=10_000)
    wanted = [(undisturbed.path / name).read_bytes() for name in files(undisturbed)]
    held = {look.capture_id for look in looks if undisturbed.has(look.capture_id or "")}
    for step in count(1):
        archive = Archive(tmp_path / f"step-{step}")
        shutil.copytree(small, archive.path)
        if not killed_at(step, archive):
            break
        assert unplaced(archive.looks()) == unplaced(looks), f"a reader finds all after step {step}"
        assert all(archive.read(capture_id) for capture_id in held)

        with archive.writer("crawl"):
            pass
        assert unplaced(archive.looks()) == unplaced(looks)
        assert faults(archive) == []
        assert not [name for name in files(archive) if not name.endswith(".warc.gz")]
        assert not (archive.path / "compaction.json").exists()
        compact(archive.path, 1, max_file=10_000)
        assert [(archive.path / name).read_bytes() for name in files(archive)] == wanted
        shutil.rmtree(archive.path)
    assert len(wanted) == 2
    assert step > 30


@pytest.mark.parametrize("lost", ["index", "nothing"])
def test_kill_in_the_middle_of_the_swap_and_a_lost_index(small, tmp_path, lost):
    looks = Archive(small).looks()
    for step in range(5, 11):
        archive = Archive(tmp_path / f"step-{step}")
        shutil.copytree(small, archive.path)
        assert killed_at(step, archive)
        if lost == "index":
            for path in archive.path.glob("index.sqlite*"):
                path.unlink()
        assert unplaced(archive.looks()) == unplaced(looks)
        rebuild_index(archive.path)
        archive.refresh()
        assert unplaced(archive.looks()) == unplaced(looks)
        assert faults(archive) == []
