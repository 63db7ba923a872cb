"""Making the index anew forgets no look unasked: what the former one had and the files have not is told."""

from __future__ import annotations

import shutil

import pytest

from scrapers.archive import Archive, ArchiveError, rebuild_index
from scrapers.archive.compaction import compact
from scrapers.archive.rebuilding import LooksLostError, Loss
from tests.scrapers.archive.house import every_kind, faults, unplaced

FIRST, LAST = "warc/crawl/crawl-000001.warc.gz", "warc/added/added-000010.warc.gz"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return every_kind(tmp_path_factory.mktemp("made") / "archive").path


@pytest.fixture
def archive(made, tmp_path):
    shutil.copytree(made, tmp_path / "archive")
    return Archive(tmp_path / "archive")


def cut(archive, name, looks):
    """Leaves so many looks of a file."""
    kept = [look for look in archive.looks() if look.warc_file == name][looks - 1]
    path = archive.path / name
    path.write_bytes(path.read_bytes()[: kept.offset + kept.length])


def test_lost_looks_are_counted_by_file_and_the_index_stays(archive):
    cut(archive, FIRST, 4)
    (archive.path / LAST).unlink()
    index = (archive.path / "index.sqlite").read_bytes()

    with pytest.raises(LooksLostError, match=r"3 looks of 2 files are lost.*--accept-loss") as refused:
        rebuild_index(archive.path)
    assert set(refused.value.losses) == {Loss(FIRST, 2, "became shorter"), Loss(LAST, 1, "is gone")}
    assert (archive.path / "index.sqlite").read_bytes() == index
    assert not list(archive.path.glob("*.new*"))

    told = []
    assert rebuild_index(archive.path, on_loss=told.extend) == 32
    assert len(told) == 2
    assert rebuild_index(archive.path) == 32, "what was accepted is not told again"


def test_looks_that_moved_to_another_file_are_not_lost(archive):
    former = (archive.path / "index.sqlite").read_bytes()
    looks = archive.looks()
    compact(archive.path, None)
    (archive.path / "index.sqlite").write_bytes(former)

    assert rebuild_index(archive.path) == len(looks)
    assert unplaced(Archive(archive.path).looks()) == unplaced(looks)


def test_open_file_is_not_cut_where_the_index_knew_it_to_be_whole(archive):
    """Rebuilding distrusts the index, but a damaged record in the middle is no torn tail."""
    path = archive.path / FIRST
    data = bytearray(path.read_bytes())
    second = archive.looks()[1]
    data[second.offset + 60] ^= 0xFF
    path.unlink()
    path.with_name(path.name + ".open").write_bytes(data)

    with pytest.raises(ArchiveError, match=rf"{path.name} is damaged at byte {second.offset}"):
        rebuild_index(archive.path)
    assert path.read_bytes() == data


def test_file_without_a_look_is_told(archive):
    (archive.path / "warc/crawl/crawl-000099.warc.gz").write_bytes(b"")

    assert "warc/crawl/crawl-000099.warc.gz holds no look: restore it from a copy, or move it away." in faults(archive)
