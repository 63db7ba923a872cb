"""What a look says beyond its bytes, what came that was no document, and many threads at once."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from scrapers.archive import Archive, ArchiveError, Request, rebuild_index

PAGE = "https://example.vn/chi-so"
OTHER = "https://example.vn/khac"
DAY = date(2026, 11, 23)


def test_look_says_which_night_which_kind_and_where_it_was_found(archive, at):
    with archive.writer("crawl", run_id="2026-11-23T01") as writer:
        start = writer.add_response(PAGE, 200, [], b"list", at(1), source="dti", page_kind="list")
        found = writer.add_failure(OTHER, at(2), "no", source="pci", page_kind="document", found_on=f"{PAGE}?a=ê")
        again = writer.add_revisit(PAGE, at(3), source="dti", page_kind="list")
    with archive.writer("crawl", run_id="2026-11-24T01") as writer:
        later = writer.add_failure(OTHER, at(4), "no")

    assert (start.source, start.page_kind, start.run_id, start.found_on) == ("dti", "list", "2026-11-23T01", None)
    assert (found.source, found.found_on) == ("pci", f"{PAGE}?a=%C3%AA")
    assert later.source == "crawl"
    assert archive.looks(source="dti") == [start, again]
    assert archive.looks(run_id="2026-11-24T01") == [later] == archive.looks("crawl")
    assert archive.looks("dti", "2026-11-24T01") == []
    assert set(archive.asked_in("2026-11-23T01")) == {PAGE, OTHER}
    rebuild_index(archive.path)
    archive.refresh()
    assert archive.looks() == [start, found, again, later]


@pytest.mark.parametrize("outcome", ["suspect", "stub", "login", "soft_404", "cookie_wall", "truncated", "wrong_type"])
def test_what_is_no_document_is_kept_as_evidence_and_never_the_latest(archive, at, outcome):
    with archive.writer("site") as writer:
        good = writer.add_response(PAGE, 200, [("ETag", "good")], b"<p>", at(1))
        wall = writer.add_response(PAGE, 200, [("ETag", "wall")], b"D1N", at(2), outcome=outcome, message="a wall")
        assert writer.add_response(PAGE, 200, [("ETag", "good")], b"<p>", at(3)).outcome == "unchanged"
        assert writer.add_revisit(PAGE, at(4)).capture_id == good.capture_id
    last = archive.looks()[-1]

    assert (wall.outcome, wall.accepted, wall.message) == (outcome, False, "a wall")
    assert archive.read(wall.capture_id) == b"D1N"
    assert archive.latest(PAGE) == archive.latest_any(PAGE) == last
    assert dict(archive.http_headers(PAGE))["ETag"] == "good"
    with archive.writer("site") as writer:
        writer.add_response(PAGE, 200, [("ETag", "wall")], b"D1N", at(5), outcome=outcome)
        with pytest.raises(ArchiveError, match="no capture of it"):
            writer.add_revisit(OTHER, at(5))
    assert archive.latest(PAGE) == last
    assert archive.latest_any(PAGE).outcome == outcome
    assert dict(archive.http_headers(PAGE))["ETag"] == "good"


def test_page_that_was_never_accepted_has_no_latest(archive, at):
    with archive.writer("site") as writer:
        writer.add_response(PAGE, 200, [], b"D1N", at(1), outcome="cookie_wall")
        gone = writer.add_failure(PAGE, at(2), "gone", 404, outcome="suspect")
        new = writer.add_response(PAGE, 200, [], b"D1N", at(3))

    assert (gone.outcome, gone.capture_id, new.outcome) == ("suspect", None, "new")
    assert archive.latest(PAGE) == new
    assert archive.read(new.capture_id) == b"D1N"


def test_same_bytes_at_another_address_are_stored_once(archive, at):
    stub = b"<html>Not found</html>" * 500
    with archive.writer("site") as writer:
        looks = [
            writer.add_response(f"{PAGE}/{number}", 200, [], stub, at(number), outcome="soft_404")
            for number in range(3)
        ]
        document = writer.add_response(OTHER, 200, [("ETag", "7")], stub, at(4))

    assert [look.outcome for look in archive.looks()] == ["soft_404"] * 3 + ["new"]
    assert archive.latest(OTHER) == document
    assert dict(archive.http_headers(OTHER))["ETag"] == "7"
    assert archive.read(document.capture_id) == stub
    assert archive.first_look_at(document.capture_id) == looks[0]


def test_validators_are_those_of_the_last_whole_answer(archive, at):
    with archive.writer("site") as writer:
        writer.add_response(PAGE, 200, [("ETag", "1")], b"<p>", at(1))
        writer.add_response(PAGE, 200, [("ETag", "2")], b"<p>", at(2))
        writer.add_revisit(PAGE, at(3))

    assert dict(archive.http_headers(PAGE))["ETag"] == "2"


@pytest.mark.parametrize("keyword", [{"source": "../x"}, {"source": "Ê"}])
def test_foreign_names_are_refused(archive, at, keyword):
    with archive.writer("site") as writer, pytest.raises(ArchiveError, match="cannot name a source"):
        writer.add_failure(PAGE, at(1), "no", **keyword)
    with pytest.raises(ArchiveError, match="cannot name a run"):
        archive.writer("site", run_id="a b")


def test_many_threads_write_and_ask_at_once(tmp_path):
    archive = Archive(tmp_path / "archive", max_file=40_000)
    told, threads = [], 8

    def work(number):
        for turn in range(40):
            url = f"https://h{number}.vn/{turn}"
            writer.add_response(
                url, 200, [("ETag", f"{turn}")], f"{number} {turn} ".encode() * 200, DAY, source=f"s{number}",
                request=Request("POST", (("Cookie", "x"),), b"a=b"),
            )  # fmt: skip
            writer.add_response(url, 200, [], f"{number} {turn} ".encode() * 200, DAY, source=f"s{number}")
            writer.add_revisit(f"https://h{number}.vn/{turn // 2}", DAY, source=f"s{number}")
            archive.latest(f"https://h{(number + 1) % threads}.vn/{turn}")

    with archive.writer("crawl", after_commit=told.extend) as writer:
        workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    looks = archive.looks()
    assert told == looks, "each look is told once, in the order of writing"
    assert len({look.look_id for look in looks}) == len(looks) == threads * 40 * 3
    for number in range(threads):
        own = archive.looks(source=f"s{number}")
        assert [look.outcome for look in own[:3]] == ["new", "unchanged", "unchanged"]
        assert [look.url for look in own[::3]] == [f"https://h{number}.vn/{turn}" for turn in range(40)]
        assert archive.read(own[-2].capture_id) == f"{number} 39 ".encode() * 200
    sizes = [path.stat().st_size for path in sorted(archive.path.glob("warc/crawl/*.warc.gz"))]
    assert len(sizes) > 2
    assert all(40_000 <= size < 42_000 for size in sizes[:-1])
    assert rebuild_index(archive.path) == len(looks)
    archive.refresh()
    assert archive.looks() == looks
