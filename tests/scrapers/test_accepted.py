"""What an operator accepted is data with a reason, and a fault in it is told by its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scrapers.accepted import Acceptance, AcceptanceError, add_acceptance, read_acceptances

DAY = date(2026, 11, 25)
HEAD = "capture_id,url,accepted_on,reason\n"


def acceptance(**changes: str) -> Acceptance:
    return Acceptance(
        changes.get("capture_id", "a" * 64), changes.get("url", "https://a.vn/1"), DAY, changes.get("reason", "Đã rút.")
    )


def test_what_is_added_comes_back_once(tmp_path: Path) -> None:
    path = tmp_path / "data" / "accepted_captures.csv"
    assert read_acceptances(path) == ()
    first, second = (
        acceptance(reason='Trang bỏ "bảng cũ", xem\ncông văn'),
        acceptance(url="source:moha", capture_id="b" * 16),
    )
    assert [add_acceptance(path, one) for one in (first, second, first)] == [True, True, False]
    held = read_acceptances(path)
    assert [(one.url, one.reason, one.accepted_on) for one in held] == [
        ("https://a.vn/1", 'Trang bỏ "bảng cũ", xem công văn', DAY),
        ("source:moha", "Đã rút.", DAY),
    ]
    assert path.read_text("utf-8").startswith(HEAD)


def test_a_file_that_excel_saved_is_read(tmp_path: Path) -> None:
    path = tmp_path / "accepted_captures.csv"
    path.write_text(f"\ufeff{HEAD}{'a' * 64},https://a.vn/1,2026-11-25,Đã rút.\r\n", "utf-8")
    assert read_acceptances(path) == (acceptance(),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("capture,url\n", "must begin with"),
        (f"{HEAD}{'a' * 64},https://a.vn/1,25/11/2026,Vì sao\n", "line 2: accepted_on"),
        (f"{HEAD}{'a' * 64},https://a.vn/1,2026-11-25,\n", "line 2: give the address"),
        (f"{HEAD}{'a' * 64},a.vn,2026-11-25,Vì sao\n", "line 2: give the address"),
        (f"{HEAD}xyz,https://a.vn/1,2026-11-25,Vì sao\n", "line 2: capture_id"),
        (f"{HEAD}{'a' * 64}\n", "line 2: give the address"),
    ],
)
def test_a_wrong_file_is_told_by_its_line_and_left_alone(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "accepted_captures.csv"
    path.write_text(text, "utf-8")
    for attempt in (lambda: read_acceptances(path), lambda: add_acceptance(path, acceptance())):
        with pytest.raises(AcceptanceError, match=told):
            attempt()
    assert path.read_text("utf-8") == text


def test_an_acceptance_needs_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "accepted_captures.csv"
    with pytest.raises(AcceptanceError, match="reason"):
        add_acceptance(path, acceptance(reason="  "))
    assert not path.exists()
