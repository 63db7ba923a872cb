"""Mending keeps all that is whole in a damaged file, throws nothing away, and tells what is lost."""

from __future__ import annotations

import random
import shutil

import pytest

from scrapers.archive import Archive, ArchiveBusy, ArchiveError, rebuild_index
from scrapers.archive.mending import mend
from tests.scrapers.archive.house import every_kind, faults, night, unplaced, warcio_check

FILE = "warc/crawl/crawl-000009.warc.gz"
"""The last night's: nothing refers to it."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return every_kind(tmp_path_factory.mktemp("made") / "archive").path


@pytest.fixture
def archive(made, tmp_path):
    shutil.copytree(made, tmp_path / "archive")
    return Archive(tmp_path / "archive")


def in_file(archive):
    return [look for look in archive.looks() if look.warc_file == FILE]


def spoil(archive, *places):
    """Changes a byte at each place; returns the file's bytes afterwards."""
    path = archive.path / FILE
    data = bytearray(path.read_bytes())
    for place in places:
        data[place] ^= 0xFF
    path.write_bytes(data)
    return bytes(data)


def test_what_is_whole_around_damage_is_kept(archive):
    looks = archive.looks()
    first, second, third, fourth, *_ = in_file(archive)
    data = spoil(archive, 2, second.offset + second.length // 2, third.offset + 1, fourth.offset + fourth.length - 6)
    mended = mend(archive.path, FILE)

    assert {look.look_id for look in mended.lost} == {second.look_id, third.look_id, fourth.look_id}
    assert mended.kept == 3, "the first had only its request spoilt"
    assert (archive.path / mended.aside).read_bytes() == data
    assert mended.aside == f"{FILE}.damaged"
    assert mended.bytes_left_out == len(data) - (archive.path / FILE).stat().st_size
    archive.refresh()
    left = [look for look in looks if look not in (second, third, fourth)]
    assert unplaced(archive.looks()) == unplaced(left)
    assert archive.read(first.capture_id) == b"list of day 4"
    assert faults(archive) == [], "a request goes with its answer"
    assert warcio_check(archive) == ""
    assert rebuild_index(archive.path) == len(left)
    night(archive, 6)
    assert faults(archive) == []


@pytest.mark.parametrize("seed", range(12))
def test_no_look_is_lost_that_was_not_hit(archive, seed):
    """Bytes changed, cut out and put in at random, also to what looks like the begin of a record."""
    looks = in_file(archive)
    path = archive.path / FILE
    data = path.read_bytes()
    rng = random.Random(seed)
    begin, end = sorted(rng.randrange(len(data)) for _ in range(2))
    put = [b"", b"\0" * (end - begin), b"\x1f\x8b\x08" * 40, rng.randbytes(500)][seed % 4]
    path.write_bytes(data[:begin] + put + data[end:])
    untouched = [look for look in looks if look.offset + look.length <= begin or look.offset >= end]
    if not untouched:
        with pytest.raises(ArchiveError, match="no whole record"):
            mend(archive.path, FILE)
        return
    mended = mend(archive.path, FILE)

    archive.refresh()
    assert unplaced(in_file(archive)) == unplaced(untouched)
    assert len(mended.lost) == len(looks) - len(untouched)
    assert faults(archive) == []


@pytest.mark.parametrize("index", ["missing", "damaged", "behind"])
def test_without_an_index_it_is_not_told_what_is_lost(archive, index):
    second = in_file(archive)[1]
    spoil(archive, second.offset + 30)
    if index == "behind":
        (archive.path / FILE).rename(archive.path / "aside")
        rebuild_index(archive.path, on_loss=lambda _: None)
        (archive.path / "aside").rename(archive.path / FILE)
    else:
        (archive.path / "index.sqlite").write_bytes(b"no index")
    if index == "missing":
        (archive.path / "index.sqlite").unlink()

    assert mend(archive.path, FILE).lost is None
    assert len(Archive(archive.path).looks()) == 34


def test_nothing_is_changed_where_nothing_can_be_mended(archive):
    held = {path: path.read_bytes() for path in archive.path.glob("warc/*/*")}
    for name in (FILE, "warc/crawl/crawl-000077.warc.gz", "index.sqlite", "../archive/" + FILE):
        with pytest.raises(ArchiveError, match=r"no damage, so nothing was changed|no finished file of the archive"):
            mend(archive.path, name)
    with archive.writer("crawl"), pytest.raises(ArchiveBusy):
        mend(archive.path, FILE)
    assert {path: path.read_bytes() for path in archive.path.glob("warc/*/*")} == held

    spoil(archive, in_file(archive)[1].offset + 30)
    (archive.path / f"{FILE}.damaged").write_bytes(b"earlier")
    with pytest.raises(ArchiveError, match="from an earlier mending: move it out"):
        mend(archive.path, FILE)
    assert (archive.path / f"{FILE}.damaged").read_bytes() == b"earlier"
