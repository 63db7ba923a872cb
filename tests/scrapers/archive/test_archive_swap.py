"""A compaction that was cut off goes on only where nothing is lost by it: else nothing is removed, and that is said."""

from __future__ import annotations

import shutil

import pytest

from scrapers.archive import Archive, ArchiveError, rebuild_index, swap
from scrapers.archive.checking import check
from scrapers.archive.compaction import compact
from scrapers.archive.files import warc_files
from scrapers.archive.swap import Swap
from tests.scrapers.archive.house import every_kind, faults, night, unplaced

MADE = "warc/compact1/compact1-000010.warc.gz"


class CutOffError(Exception):
    """In place of a kill."""


def cut_off(*_):
    raise CutOffError


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """Ten files whose compaction was cut off once the journal was written."""
    archive = every_kind(tmp_path_factory.mktemp("begun") / "archive")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(swap, "finish", cut_off)
        with pytest.raises(CutOffError):
            compact(archive.path, None)
    return archive.path


@pytest.fixture
def archive(begun, tmp_path):
    shutil.copytree(begun, tmp_path / "archive")
    return Archive(tmp_path / "archive")


def files(archive):
    return sorted(path.relative_to(archive.path).as_posix() for path in archive.path.glob("warc/*/*"))


def old_files(archive):
    return [name for name in files(archive) if not name.startswith(MADE)]


def lose_index(archive):
    for path in archive.path.glob("index.sqlite*"):
        path.unlink()


def open_writer(archive):
    with archive.writer("crawl"):
        pass


@pytest.mark.parametrize("index", ["index", "no index"])
@pytest.mark.parametrize("go_on", [open_writer, lambda archive: rebuild_index(archive.path)])
@pytest.mark.parametrize("made", ["missing", "empty", "torn", "short"])
def test_lost_new_file_is_done_without_where_all_old_ones_stand(archive, made, go_on, index):
    looks, old = archive.looks(), old_files(archive)
    path = archive.path / (MADE + swap.MADE_SUFFIX)
    whole = path.read_bytes()
    if made == "missing":
        path.unlink()
    else:
        end = looks[0].length  # of what a request comes before; so it is no end of a member in `torn`
        path.write_bytes(whole[: {"empty": 0, "torn": end, "short": whole.rindex(b"\x1f\x8b\x08")}[made]])
    if index == "no index":
        lose_index(archive)
    go_on(archive)

    archive.refresh()
    assert files(archive) == old
    assert archive.looks() == looks
    assert not (archive.path / "compaction.json").exists()
    assert faults(archive) == []


@pytest.mark.parametrize("go_on", [open_writer, lambda archive: rebuild_index(archive.path)])
@pytest.mark.parametrize("made", ["missing", "torn", "short"])
def test_nothing_is_removed_where_old_files_are_gone_and_the_new_one_is_not_whole(archive, made, go_on):
    path = archive.path / (MADE + swap.MADE_SUFFIX)
    whole = path.read_bytes()
    if made == "missing":
        path.unlink()
    else:
        path.write_bytes(whole[: -1 if made == "torn" else whole.rindex(b"\x1f\x8b\x08")])
    (archive.path / old_files(archive)[0]).unlink()
    lose_index(archive)
    before = files(archive)

    with pytest.raises(ArchiveError, match=rf"{MADE} is missing or does not hold .*nothing was removed"):
        go_on(archive)
    assert files(archive) == before
    assert (archive.path / "compaction.json").exists()
    assert any("A compaction was cut off" in sentence for sentence in faults(archive))


def test_whole_new_file_takes_the_place_of_what_is_left(archive):
    looks = archive.looks()
    for name in old_files(archive)[:4]:
        (archive.path / name).unlink()
    lose_index(archive)
    open_writer(archive)

    archive.refresh()
    assert files(archive) == [MADE]
    assert unplaced(archive.looks()) == unplaced(looks)


@pytest.mark.parametrize("index", ["index", "no index"])
def test_new_file_of_another_state_takes_no_place(archive, index):
    """The journal and the new file are of one copy, the other files of a later one."""
    (archive.path / (MADE + swap.MADE_SUFFIX)).rename(archive.path / MADE)
    later = Archive(archive.path.with_name("later"))
    every_kind(later.path)
    night(later, 6)
    shutil.copytree(archive.path / MADE.rpartition("/")[0], later.path / MADE.rpartition("/")[0])
    gone = [name for name in warc_files(later.path) if name != MADE]
    swap.begin(later.path, Swap(MADE, tuple(gone)))
    looks = set(later.path.glob("warc/*/*"))
    if index == "no index":
        lose_index(later)

    open_writer(later)
    assert set(later.path.glob("warc/*/*")) == looks - {later.path / MADE}, "it has no look that they have not"
    night(later, 7)
    (later.path / MADE).write_bytes((later.path / files(later)[-1]).read_bytes())
    swap.begin(later.path, Swap(MADE, tuple(gone)))
    before = files(later)
    with pytest.raises(ArchiveError, match="nothing was removed"):
        open_writer(later)
    assert files(later) == before


def test_journal_of_files_of_a_later_state_removes_nothing(tmp_path):
    """The journal was copied last: the new file and one of those whose place it takes are not in the copy."""
    archive = every_kind(tmp_path / "archive")
    looks, old = archive.looks(), files(archive)
    swap.begin(archive.path, Swap(MADE, (*old, "warc/crawl/crawl-000011.warc.gz")))

    for lose in (lambda _: None, lose_index):
        lose(archive)
        for go_on in (
            open_writer,
            lambda archive: rebuild_index(archive.path),
            lambda archive: compact(archive.path, 1),
        ):
            with pytest.raises(ArchiveError, match="nothing was removed"):
                go_on(archive)
        assert files(archive) == old
        assert Archive(archive.path).looks() == looks


def test_damaged_old_file_is_named_before_anything_is_removed(archive):
    path = archive.path / old_files(archive)[0]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    before = files(archive)

    with pytest.raises(ArchiveError, match=rf"{path.name} is damaged at byte"):
        open_writer(archive)
    assert files(archive) == before


def test_check_tells_of_a_swap_that_can_go_on_without_calling_it_a_fault(archive):
    said = []
    checked = check(archive.path, said.append)

    assert said == []
    (note,) = checked.notes
    assert f"{MADE} takes the place of 10 files: if no other is at work, the next run or compaction finishes" in note
    (archive.path / (MADE + swap.MADE_SUFFIX)).unlink()
    assert "compaction undoes it" in check(archive.path, said.append).notes[0]
