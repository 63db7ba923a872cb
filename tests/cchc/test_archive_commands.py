"""`cchc archive`: what it says, and with which exit code."""

from __future__ import annotations

from datetime import date

import pytest

from scrapers.accepted import Acceptance, add_acceptance, read_acceptances
from scrapers.archive import Archive
from scrapers.reading import read_source
from tests.scrapers.archive.house import START, every_kind


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("CCHC_DATA", str(tmp_path))
    return every_kind(tmp_path / "archive")


def test_check_says_that_all_is_well_or_what_is_not(run, archive):
    good = run("archive", "check")
    assert (good.code, good.out) == (0, "The archive is whole: 10 files, 59 records, 35 looks.\n")

    path = archive.path / "warc/crawl/crawl-000001.warc.gz"
    path.write_bytes(path.read_bytes()[:-1])
    bad = run("archive", "check")
    assert bad.code == 1
    assert "is damaged at byte" in bad.out
    assert "faults; read were 10 files" in bad.err


def test_rebuild_makes_the_index_anew(run, archive):
    (archive.path / "index.sqlite").write_bytes(b"no index")
    done = run("archive", "rebuild")

    assert (done.code, done.out) == (0, "The index was made anew: 35 looks.\n")
    assert len(Archive(archive.path).looks()) == 35


def test_rebuild_loses_no_look_unasked(run, archive):
    (archive.path / "warc/added/added-000010.warc.gz").unlink()
    refused = run("archive", "rebuild")

    assert refused.code == 1
    assert refused.out == "warc/added/added-000010.warc.gz is gone: 1 looks that the index had of it are lost.\n"
    assert "put the files back" in refused.err
    accepted = run("archive", "rebuild", "--accept-loss")
    assert (accepted.code, accepted.out) == (0, f"{refused.out}The index was made anew: 34 looks.\n")


def test_mend_keeps_what_is_whole_and_names_what_is_lost(run, archive):
    name = "warc/crawl/crawl-000009.warc.gz"
    path = archive.path / name
    lost = archive.looks()[-2]
    path.write_bytes(path.read_bytes()[:-1])
    done = run("archive", "mend", name)

    assert done.code == 0
    assert done.out.startswith(
        f"Lost: https://d.vn/4 at 2026-01-05T00:00:00Z (failed), {lost.look_id}.\n{name} keeps 5 "
    )
    assert "looks; lost: 1. " in done.out
    assert f"the damaged file is {name}.damaged" in done.out
    assert run("archive", "check").code == 0
    again = run("archive", "mend", name)
    assert again.code == 2
    assert "stands there already" in again.err


def test_compact_tells_what_it_would_do_and_does_it(run, archive):
    plan = run("archive", "compact", "--keep-days", "2", "--dry-run")
    assert plan.code == 0
    assert plan.out.startswith("10 files would become 1; 4 copies would become references, 2 old bodies would become")
    assert len(list(archive.path.glob("warc/*/*.warc.gz"))) == 10

    done = run("archive", "compact", "--keep-days", "2")
    assert done.out.startswith(
        "10 files became 1; 4 copies became references, 2 old bodies became notes; this set free"
    )
    assert len(list(archive.path.glob("warc/*/*.warc.gz"))) == 1
    assert run("archive", "check").code == 0


def test_what_an_operator_accepted_is_read_after_a_compaction(run, archive, tmp_path):
    """The two came as a stub and as a suspect, long before the last look."""
    page = "<html><body><p>Tỉnh An Giang đạt %s điểm chỉ số PCI năm 2017, xếp thứ 32/63.</p></body></html>"
    with archive.writer("crawl") as writer:
        looks = [
            writer.add_response(
                f"https://t.vn/{outcome}",
                200,
                [("Content-Type", "text/html; charset=utf-8")],
                (page % score).encode(),
                START,
                source="t",
                outcome=outcome,
                page_kind="document",
            )
            for outcome, score in (("stub", "62,16"), ("suspect", "61,05"))
        ]
    held = tmp_path / "accepted_captures.csv"
    for look in looks:
        add_acceptance(held, Acceptance(look.capture_id or "", look.url, date(2026, 1, 2), "It is a page."))
    archive.refresh()
    before = read_source(archive, tmp_path / "before", "t", "claim", None, read_acceptances(held))
    assert run("archive", "compact", "--keep-days", "2").code == 0

    after = read_source(Archive(archive.path), tmp_path / "after", "t", "claim", None, read_acceptances(held))
    assert after == before
    assert before.read == 2

    held.write_text("no table", encoding="utf-8")
    refused = run("archive", "compact")
    assert refused.code == 2
    assert "must begin with the line" in refused.err


@pytest.mark.parametrize("command", ["check", "rebuild", "compact"])
def test_refusals_are_one_sentence(run, archive, tmp_path, monkeypatch, command):
    if command != "check":
        with archive.writer("crawl"):
            busy = run("archive", command)
        assert busy.code == 2
        assert "is at work in" in busy.err
    monkeypatch.setenv("CCHC_DATA", str(tmp_path / "nowhere"))
    none = run("archive", command)
    assert none.code == 2
    assert "There is no archive at" in none.err
    assert not (tmp_path / "nowhere").exists()


def test_days_are_a_number_of_days(run, archive):
    assert run("archive", "compact", "--keep-days", "0").code == 2
