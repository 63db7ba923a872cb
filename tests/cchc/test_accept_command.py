"""`cchc sources accept`: a word on one capture of one address, written down with its reason."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cchc.main import main
from scrapers.accepted import read_acceptances
from scrapers.archive import Archive
from scrapers.identity import capture_of

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


def test_the_smaller_reading_of_a_source_is_accepted_by_its_mark(capture: str, tmp_path: Path) -> None:
    mark = "0123456789abcdef"
    assert main(["sources", "accept", "source:moha", "--capture", mark, "--reason", REASON]) == 0
    (held,) = read_acceptances(tmp_path / "accepted_captures.csv")
    assert (held.capture_id, held.url) == (mark, "source:moha")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([URL, "--capture", "0" * 64, "--reason", REASON], f"0 captures of {URL} begin with"),
        ([URL, "--capture", "abc", "--reason", REASON], "too short"),
        ([f"{URL}/nowhere", "--capture", "0" * 64, "--reason", REASON], "The archive has no look at"),
        (["source:moha", "--capture", "xyz", "--reason", REASON], "capture_id is 'xyz'"),
        (["source:moha", "--capture", "0" * 16, "--reason", " "], "the reason"),
        ([URL, "--capture", "0" * 64], "--reason"),
    ],
)
def test_a_word_on_nothing_is_refused(
    capture: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert main(["sources", "accept", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "accepted_captures.csv").exists()
