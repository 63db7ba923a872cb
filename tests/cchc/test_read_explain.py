"""`cchc read --explain`: how figures were put together, in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
PAGE = """Chỉ số PAR INDEX năm 2022 của tỉnh Vĩnh Long đạt 84,98%, xếp thứ 5/13 vùng Đồng bằng sông Cửu Long.
Theo Quyết định số 876/QĐ-BNV ngày 10/11/2022, có 53/63 địa phương tăng điểm, giai đoạn 2021-2025.
Tỉnh tăng 1,2 điểm, kém Hà Nội 2,02 điểm.
Phấn đấu năm 2025 đạt 90 điểm.
"""


@pytest.fixture
def told(run: Run, tmp_path: Path) -> list[str]:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    result = run("read", str(path), "--explain", "--url", "https://vinhlong.gov.vn/tin")
    assert result.code == 0, result.err
    return [line.strip() for line in result.out.splitlines()]


def behind(told: list[str], line: str) -> str:
    return told[told.index(line) + 1]


def test_begins_with_what_the_document_tells_as_a_whole(told: list[str]) -> None:
    assert told[0] == "The document as a whole: index not told, year 2022, unit Vĩnh Long."


def test_quotes_each_sentence_that_prints_a_number(told: list[str]) -> None:
    quoted = [line.strip("“”") for line in told if line.startswith("“")]
    assert quoted == [" ".join(line.split()) for line in PAGE.splitlines()]


def test_says_what_a_sentence_names(told: list[str]) -> None:
    assert behind(told, "“Tỉnh tăng 1,2 điểm, kém Hà Nội 2,02 điểm.”") == "names: unit “Hà Nội”"


def test_tells_the_grounds_of_a_figure(told: list[str]) -> None:
    grounds = behind(told, "84,98: read as score 84.98, PAR_INDEX of Vĩnh Long in 2022")
    assert grounds == "unit: “Vĩnh Long” in the sentence; index: PAR_INDEX in the sentence; year: 2022 in the sentence"


def test_tells_what_is_carried_and_what_a_change_is_measured_against(told: list[str]) -> None:
    grounds = behind(told, "1,2: read as delta_score 1.2, PAR_INDEX of Vĩnh Long in 2022")
    assert "index: PAR_INDEX carried from before" in grounds
    assert grounds.endswith("against 2021")


def test_tells_the_scope_of_a_rank(told: list[str]) -> None:
    assert behind(told, "13: read as rank_of 13, PAR_INDEX of Vĩnh Long in 2022").endswith("scope: region")


@pytest.mark.parametrize(
    "line",
    [
        "876/QĐ-BNV: passed over, a document's symbol",
        "ngày 10/11/2022: passed over, a date",
        "53: passed over, no score, rank or change",
        "2021-2025: passed over, a stretch of years",
    ],
)
def test_tells_what_was_passed_over(told: list[str], line: str) -> None:
    assert line in told


@pytest.mark.parametrize(
    ("begins", "reason"),
    [("2,02: refused", "it is a gap to another unit or to a mean."), ("90: refused", "it is a target.")],
)
def test_tells_what_was_refused_and_why(told: list[str], begins: str, reason: str) -> None:
    (line,) = [line for line in told if line.startswith(begins)]
    assert line.endswith(reason)


def test_tells_that_a_rank_in_words_is_printed_in_digits_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("PAR INDEX năm 2022: Quảng Ninh đứng đầu. Quảng Ninh xếp thứ 1/63 PAR INDEX năm 2022.", "utf-8")
    assert "đứng đầu: left out, the same rank is printed in digits" in run("read", str(path), "--explain").out


def test_a_batch_is_not_explained(run: Run, tmp_path: Path) -> None:
    result = run("read", "--batch", str(tmp_path / "pages.jsonl"), "--explain")
    assert result.code == 2
    assert "--explain tells of one file" in result.err
