"""`cchc sources accept`: a word on one capture of one address, written down with its reason."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from cchc.main import main
from scrapers.accepted import gone_mark, read_acceptances
from scrapers.archive import Archive
from scrapers.identity import capture_of
from scrapers.record_store import write_rows
from scrapers.records import AnomalyRecord, Severity
from scrapers.suspects import THIN_SOURCE

URL = "https://caobang.gov.vn/chi-so"
REASON = "Tỉnh đã rút bảng của các huyện."


@pytest.fixture
def capture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The capture of a suspect look in a data directory of its own."""
    monkeypatch.setenv("CCHC_DATA", str(tmp_path))
    with Archive(tmp_path / "archive").writer("moha") as writer:
        day = datetime(2026, 11, 24, tzinfo=UTC)
        writer.add_response(f"{URL}/khac", 200, [], b"another", day)
        return capture_of(writer.add_response(URL, 200, [], b"<p>half</p>", day, outcome="suspect"))


def test_a_word_is_written_once_with_its_reason(
    capture: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["sources", "accept", URL, "--capture", capture[:12].upper(), "--reason", REASON]
    assert main(command) == 0
    assert f"{URL}: {capture} is accepted from the next run on" in capsys.readouterr().out
    assert main(command) == 0
    assert "was accepted before" in capsys.readouterr().out
    (held,) = read_acceptances(tmp_path / "accepted_captures.csv")
    assert (held.capture_id, held.url, held.reason) == (capture, URL, REASON)


def tell(tmp_path: Path, mark: str) -> None:
    """Writes what a reading tells of a source that lost figures."""
    message = f"Accept it with `cchc sources accept source:vov --capture {mark}`."
    note = AnomalyRecord(
        document_id="d", capture_id="c", locator="char:0-0", quote="", reader="reading", reader_version="1",
        position=1, kind=THIN_SOURCE, severity=Severity.ERROR, expected="9 figures", found="1", message=message,
    )  # fmt: skip
    write_rows(tmp_path / "records", "anomaly", "vov", [asdict(note)])


def test_the_smaller_reading_of_a_source_is_accepted_by_the_mark_that_was_told(
    capture: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = "0123456789abcdef"
    command = ["sources", "accept", "source:vov", "--capture", mark, "--reason", REASON]
    assert main(command) == 2
    assert "No reading of vov has told the mark" in capsys.readouterr().err
    tell(tmp_path, mark)
    assert main(command) == 0
    (held,) = read_acceptances(tmp_path / "accepted_captures.csv")
    assert (held.capture_id, held.url) == (mark, "source:vov")
    write_rows(tmp_path / "records", "anomaly", "vov", [])
    assert main(command) == 0, "said before, and no longer told"


def test_a_page_that_is_gone_is_acknowledged(capture: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["sources", "accept", f"{URL}/khac", "--gone", "--reason", REASON]
    assert main(command) == 2
    assert "is not gone" in capsys.readouterr().err
    with Archive(tmp_path / "archive").writer("moha") as writer:
        writer.add_failure(f"{URL}/khac", datetime(2026, 11, 25, tzinfo=UTC), "Gone.", 410, outcome="suspect")
    assert main(command) == 0
    (held,) = read_acceptances(tmp_path / "accepted_captures.csv")
    assert (held.capture_id, held.url) == (gone_mark(sha256(b"another").hexdigest()), f"{URL}/khac")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([URL, "--capture", "0" * 64, "--reason", REASON], f"0 captures of {URL} begin with"),
        ([URL, "--capture", "abc", "--reason", REASON], "too short"),
        ([f"{URL}/nowhere", "--capture", "0" * 64, "--reason", REASON], "The archive has no look at"),
        (["source:nonsense", "--capture", "0" * 16, "--reason", REASON], "There is no source nonsense"),
        (["source:vov", "--capture", "xyz", "--reason", REASON], "No reading of vov has told"),
        ([f"{URL}/nowhere", "--gone", "--reason", REASON], "holds no document"),
        ([URL, "--gone", "--capture", "0" * 64, "--reason", REASON], "either --capture ID, or --gone"),
        ([URL, "--reason", REASON], "either --capture ID, or --gone"),
        ([URL, "--capture", "0" * 64], "--reason"),
    ],
)
def test_a_word_on_nothing_is_refused(
    capture: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert main(["sources", "accept", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "accepted_captures.csv").exists()
